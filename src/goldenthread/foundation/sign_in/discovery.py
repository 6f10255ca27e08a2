"""What a sign-in service says about itself, and what is wrong with it in one sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import requests

from goldenthread.foundation.sign_in.tokens import ALGORITHMS
from goldenthread.foundation.sign_in.web import GuardedSession, Refused, demand_reachable

WELL_KNOWN = "/.well-known/openid-configuration"
PLACES = {
    "authorization_endpoint": "where people sign in",
    "token_endpoint": "where a sign-in is fetched",
    "jwks_uri": "where its keys are",
}


@dataclass(frozen=True)
class Tried:
    """How a try went: whether it would do, and a sentence."""

    good: bool
    sentence: str


def address_of(server_url: str) -> str:
    """Return where the service at `server_url` describes itself."""
    bare = server_url.strip().rstrip("/")
    return bare if bare.endswith(WELL_KNOWN) else bare + WELL_KNOWN


def described(server_url: str) -> dict[str, Any]:
    """Return what a service says about itself, checked; raises Refused with a sentence."""
    found = _fetched(address_of(server_url), "its description")
    issuer = found.get("issuer")
    if not isinstance(issuer, str) or issuer.rstrip("/") != address_of(server_url).removesuffix(WELL_KNOWN):
        raise Refused(
            "The service there calls itself by another address. Copy the address it gives for itself."
        )
    for name, purpose in PLACES.items():
        place = found.get(name)
        if not isinstance(place, str) or not urlsplit(place).netloc:
            raise Refused(f"The service there does not say {purpose}.")
        demand_reachable(place)
    return found


def keys(config: Mapping[str, Any]) -> dict[str, Any]:
    """Return the key set a service publishes; raises Refused with a sentence."""
    return _fetched(config["jwks_uri"], "its keys")


def tried(server_url: str) -> Tried:
    """Ask the service who it is, and say in a sentence whether people can sign in with it."""
    try:
        config = described(server_url)
        wanted = set(config.get("id_token_signing_alg_values_supported") or ["RS256"])
        if not wanted & set(ALGORITHMS):
            return Tried(False, "The service does not sign its sign-ins in a way that can be trusted.")
        if "code" not in (config.get("response_types_supported") or ["code"]):
            return Tried(False, "The service does not offer the way of signing in that is used here (code).")
        if not keys(config).get("keys"):
            return Tried(False, "The service publishes no keys.")
    except Refused as wrong:
        return Tried(False, str(wrong))
    return Tried(True, "The service answers, and says all that is needed. Now sign in with it yourself.")


def _fetched(url: str, what: str) -> dict[str, Any]:
    with GuardedSession() as session:
        answer = session.get(url)
    if answer.status_code != 200:
        raise Refused(f"The service did not give {what}: it said {answer.status_code}. Check the address.")
    try:
        found = answer.json()
    except requests.exceptions.JSONDecodeError as wrong:
        raise Refused(f"What the service gave as {what} cannot be read. Check the address.") from wrong
    if not isinstance(found, dict):
        raise Refused(f"What the service gave as {what} cannot be read. Check the address.")
    return found
