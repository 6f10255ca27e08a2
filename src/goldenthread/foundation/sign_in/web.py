"""The only way out to a sign-in service: https, no inner addresses, no redirects, short waits, small answers."""

from __future__ import annotations

import ipaddress
import socket
from typing import Any
from urllib.parse import urlsplit

import requests
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.conf import settings

WAIT = (3.05, 6)  # seconds to connect, and to wait for each piece of the answer
MOST_BYTES = 1_000_000


class Refused(OAuth2Error):
    """A sentence that says what is wrong, for the person on the page."""


def demand_reachable(url: str) -> None:
    """Raise Refused for an address the server must not be made to call.

    Only https on public addresses; loopback, plain http too, where SIGN_IN_LOOPBACK allows it (tests and the demo).
    """
    parts = _parts(url)
    addresses = _addresses(parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80))
    here = all(address.is_loopback for address in addresses)
    if here and settings.SIGN_IN_LOOPBACK and parts.scheme in {"http", "https"}:
        return
    if parts.scheme != "https":
        raise Refused("The address must start with https://.")
    private = settings.SIGN_IN_PRIVATE_NETWORK
    for address in addresses:
        inner = address.is_private and not (address.is_loopback or address.is_link_local)
        if not (address.is_global or (inner and private)):
            raise Refused("The address leads into this machine or an inner network, so it is not called.")


def _parts(url: str) -> Any:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as wrong:
        raise Refused("The address cannot be read.") from wrong
    if not parts.hostname or parts.username is not None:
        raise Refused("The address needs a host name, and no user name.")
    return parts


def _addresses(host: str, port: int) -> list[ipaddress.IPv4Address | ipaddress.IPv6Address]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as unknown:
        raise Refused("No machine answers to that address. Check how it is spelled.") from unknown
    return [ipaddress.ip_address(str(one[4][0]).split("%")[0]) for one in found]


class GuardedSession(requests.Session):
    """Calls a sign-in service and nothing else."""

    def __init__(self) -> None:
        super().__init__()
        self.trust_env = False

    def request(self, method: str, url: str | bytes, *args: Any, **kwargs: Any) -> requests.Response:
        """Return the answer; raises Refused with a sentence for whatever stands in the way."""
        demand_reachable(str(url))
        kwargs |= {"timeout": WAIT, "allow_redirects": False, "stream": True}
        try:
            answer = super().request(method, url, *args, **kwargs)
            answer._content = _small(answer)
        except requests.exceptions.SSLError as wrong:
            raise Refused("The sign-in service’s certificate is not one this server trusts.") from wrong
        except requests.RequestException as wrong:
            raise Refused("The sign-in service does not answer.") from wrong
        if answer.is_redirect:
            raise Refused("The sign-in service sends us on to another address, which is not followed.")
        if answer.status_code >= 500:
            raise Refused(f"The sign-in service is out of order just now (it says {answer.status_code}).")
        return answer


def _small(answer: requests.Response) -> bytes:
    body = b""
    for piece in answer.iter_content(65_536):
        body += piece
        if len(body) > MOST_BYTES:
            raise Refused("The sign-in service’s answer is too long to be right.")
    return body
