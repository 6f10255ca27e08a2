"""A small crowd of visitors on this machine: signs in once, then asks for a page again and again."""

import http.client
import re
import socket
import statistics
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.cookies import SimpleCookie
from urllib.parse import urlencode

HOST = "127.0.0.1"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass(frozen=True)
class Visitor:
    """Somebody signed in: the port and the cookies they send."""

    port: int
    cookies: str

    def ask(self, path: str, connection: http.client.HTTPConnection) -> float:
        """Ask for a page; return the milliseconds until its last byte. Raises RuntimeError for any answer but 200."""
        began = time.perf_counter()
        connection.request("GET", path, headers={"Cookie": self.cookies})
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}.")
        return (time.perf_counter() - began) * 1000


@dataclass(frozen=True)
class Times:
    """Half of the answers came within p50 milliseconds, 19 of 20 within p95."""

    p50: float
    p95: float


def times(visitor: Visitor, path: str, *, warm: int, counted: int, connections: int) -> Times:
    """Ask `warm` times unseen, then `counted` times over `connections` at once."""
    _run(visitor, path, warm)
    with ThreadPoolExecutor(connections) as crowd:
        shares = [counted // connections] * connections
        found = [one for part in crowd.map(lambda n: _run(visitor, path, n), shares) for one in part]
    cuts = statistics.quantiles(found, n=100, method="inclusive")
    return Times(round(cuts[49], 1), round(cuts[94], 1))


def _run(visitor: Visitor, path: str, count: int) -> Sequence[float]:
    connection = http.client.HTTPConnection(HOST, visitor.port, timeout=60)
    try:
        return [visitor.ask(path, connection) for _ in range(count)]
    finally:
        connection.close()


def signed_in(port: int, council: str, email: str, password: str) -> Visitor:
    """Sign in by the form, as a browser without scripts would; raises RuntimeError when it is refused."""
    jar: SimpleCookie = SimpleCookie()
    path = f"/c/{council}/account/login/"
    _, page = _fetch(port, "GET", path, jar)
    token = TOKEN.search(page)
    if token is None:
        raise RuntimeError("The sign-in page has no form.")
    fields = {"login": email, "password": password, "csrfmiddlewaretoken": token[1]}
    status, _ = _fetch(port, "POST", path, jar, urlencode(fields))
    if status != 302:
        raise RuntimeError(f"Signing in answered {status}.")
    return Visitor(port, _sent(jar))


def _fetch(port: int, method: str, path: str, jar: SimpleCookie, body: str = "") -> tuple[int, str]:
    connection = http.client.HTTPConnection(HOST, port, timeout=60)
    headers = {"Cookie": _sent(jar), "Content-Type": "application/x-www-form-urlencoded"}
    connection.request(method, path, body=body or None, headers=headers)
    answer = connection.getresponse()
    for name, value in answer.getheaders():
        if name.lower() == "set-cookie":
            jar.load(value)
    return answer.status, answer.read().decode()


def _sent(jar: SimpleCookie) -> str:
    return "; ".join(f"{name}={morsel.value}" for name, morsel in jar.items())


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, seconds: float = 60) -> None:
    """Wait until something listens on `port`; raises TimeoutError when nothing does in time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            socket.create_connection((HOST, port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(f"Nothing listens on port {port} after {seconds:.0f} seconds.")
