"""What holds for every test, wherever it lives: no test speaks to another machine."""

import ipaddress
import socket
from collections.abc import Iterator

import pytest
from django.apps import apps
from hypothesis import settings

# A busy machine is not a fault in the code: how long a single example took proves nothing.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


class CallsOut(Exception):
    """A test tried to reach another machine: give it a fake, or a server on loopback."""


def _is_here(address: object) -> bool:
    """Return whether an address is this machine: loopback, or a socket in a file."""
    if not isinstance(address, tuple):
        return True
    host = str(address[0])
    if host in {"localhost", ""}:
        return True
    try:
        return ipaddress.ip_address(host.split("%")[0]).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True)
def _nobody_calls_out(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Refuse every connection that is not to this machine."""
    real_connect, real_connect_ex = socket.socket.connect, socket.socket.connect_ex

    def connect(self: socket.socket, address: object) -> None:
        if not _is_here(address):
            raise CallsOut(f"{address} is another machine.")
        return real_connect(self, address)

    def connect_ex(self: socket.socket, address: object) -> int:
        if not _is_here(address):
            raise CallsOut(f"{address} is another machine.")
        return real_connect_ex(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr(socket.socket, "connect_ex", connect_ex)
    yield


@pytest.fixture(autouse=True)
def _no_council_is_remembered() -> None:
    """Forget the councils of the test before: its rows are gone without a word to whoever remembers them."""
    if apps.ready:
        from goldenthread.foundation.tenancy.queries import forget  # only now can tables be named

        forget()
