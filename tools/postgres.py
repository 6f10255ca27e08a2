"""A PostgreSQL that lives only as long as one run of the tests."""

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

OWNER = "goldenthread"
LOOPBACK = "127.0.0.1"

# Nothing here outlives the run, so nothing needs to reach the disk safely.
FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
    "listen_addresses": LOOPBACK,
}


class NotInstalled(Exception):
    """PostgreSQL's own programs (initdb, pg_ctl) are not on this machine."""


@contextmanager
def throw_away() -> Iterator[str]:
    """Start a cluster in a temporary folder, give its address, and stop and remove it whatever happens.

    Raises NotInstalled when initdb and pg_ctl cannot be found, and subprocess.CalledProcessError when they fail.
    """
    folder = Path(tempfile.mkdtemp(prefix="goldenthread-postgres-"))
    try:
        with kept_in(folder, stop="immediate") as address:
            yield address
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def kept_in(folder: Path, *, stop: str = "fast") -> Iterator[str]:
    """Start the cluster in `folder`, made there when there is none, give its address, and stop it; its rows stay.

    Raises as `throw_away` does. `stop` is pg_ctl's word for how: "fast" writes everything down first.
    """
    programs, port = _programs(), _free_port()
    _hand_over(folder)
    secret = folder / "password"
    if not secret.exists():
        _initialise(programs, folder, secrets.token_hex(12))
    _start(programs, folder, port)
    try:
        yield f"postgresql://{OWNER}:{secret.read_text()}@{LOOPBACK}:{port}/postgres"
    finally:
        _as_servant([programs / "pg_ctl", "-D", folder / "data", "-m", stop, "-w", "stop"], folder)


def _programs() -> Path:
    """Return the folder of initdb and pg_ctl: on the path, or where Debian and Homebrew keep them."""
    found = shutil.which("initdb")
    if found and shutil.which("pg_ctl"):
        return Path(found).parent
    homes = [*Path("/usr/lib/postgresql").glob("*/bin"), *Path("/opt/homebrew/opt").glob("postgresql*/bin")]
    for home in sorted(homes, key=str, reverse=True):
        if (home / "initdb").exists() and (home / "pg_ctl").exists():
            return home
    raise NotInstalled


def _servant() -> Any:
    """Return the account to run as: PostgreSQL refuses the administrator, so root steps down."""
    if os.name == "nt" or os.geteuid() != 0:
        return None
    accounts = import_module("pwd")  # Windows has none
    for name in ("postgres", "nobody"):
        try:
            return accounts.getpwnam(name)
        except KeyError:
            continue
    return None


def _hand_over(folder: Path) -> None:
    servant = _servant()
    if servant:
        os.chown(folder, servant.pw_uid, servant.pw_gid)


def _as_servant(command: Sequence[str | Path], folder: Path) -> None:
    servant = _servant()
    step_down = {"user": servant.pw_uid, "group": servant.pw_gid, "extra_groups": []} if servant else {}
    words = [str(part) for part in command]
    # The log goes to a file: a server that kept our pipe open would keep us waiting for ever.
    with (folder / "commands.log").open("ab") as log:
        done = subprocess.run(
            words, cwd=folder, stdout=log, stderr=log, stdin=subprocess.DEVNULL, **step_down
        )
    if done.returncode:
        raise subprocess.CalledProcessError(
            done.returncode, words, (folder / "commands.log").read_bytes()[-2000:]
        )


def _initialise(programs: Path, folder: Path, password: str) -> None:
    secret = folder / "password"
    secret.write_text(password)
    secret.chmod(0o600)
    _own(secret)
    choices = ["-U", OWNER, "-A", "scram-sha-256", "-E", "UTF8", "--locale", "C", "--no-sync"]
    _as_servant([programs / "initdb", "-D", folder / "data", "--pwfile", secret, *choices], folder)


def _own(path: Path) -> None:
    servant = _servant()
    if servant:
        os.chown(path, servant.pw_uid, servant.pw_gid)


def _start(programs: Path, folder: Path, port: int) -> None:
    settings = FAST | {"port": str(port), "unix_socket_directories": str(folder)}
    options = " ".join(f"-c {name}={value}" for name, value in settings.items())
    log = folder / "server.log"
    _as_servant([programs / "pg_ctl", "-D", folder / "data", "-l", log, "-o", options, "-w", "start"], folder)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return probe.getsockname()[1]
