"""Starts the real provider's process, gives it orders, and walks a test client through it and back."""

from __future__ import annotations

import contextlib
import json
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from goldenthread.foundation.sign_in.tests.provider_process import PERSON

PROGRAM = Path(__file__).with_name("provider_process.py")


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


@dataclass(frozen=True)
class Running:
    """A provider that is running, by its address."""

    address: str

    def order(self, *, fault: str = "", **person: Any) -> None:
        """Say what goes wrong from now on, and who signs in next."""
        words = json.dumps({"fault": fault, "person": {**PERSON, **person}}).encode()
        urllib.request.urlopen(f"{self.address}/control", data=words, timeout=5).read()

    def send_back(self, there: str) -> str:
        """Return where the provider sends a browser that comes to `there`."""
        try:
            urllib.request.build_opener(_Stay).open(there, timeout=5)
        except urllib.error.HTTPError as answer:
            return str(answer.headers["Location"])
        raise AssertionError("The provider sent nobody back.")

    def back_address(self, client: Any, slug: str) -> str:
        """Walk to the provider from the sign-in page, and return the address the browser comes back to."""
        page = client.get(f"/c/{slug}/account/login/").content.decode()
        start = page.split('href="', 1)[1]
        start = next(
            piece.split('"')[0] for piece in page.split('href="') if "account/council/" in piece[:200]
        )
        left = client.get(start.replace("&amp;", "&"))
        assert left.status_code == 302, left.content.decode()
        back = urlsplit(self.send_back(left["Location"]))
        return f"{back.path}?{back.query}"

    def sign_in(self, client: Any, slug: str) -> Any:
        """Walk the whole way round, and return the last page."""
        return client.get(self.back_address(client, slug), follow=True)


@contextlib.contextmanager
def running() -> Iterator[Running]:
    """A provider in a process of its own, stopped afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    process = subprocess.Popen([sys.executable, str(PROGRAM), str(port)])
    provider = Running(f"http://127.0.0.1:{port}")
    try:
        for _ in range(100):
            with contextlib.suppress(OSError):
                provider.order()
                break
            time.sleep(0.1)
        yield provider
    finally:
        process.terminate()
        process.wait(timeout=10)
