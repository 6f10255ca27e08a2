"""What a demo needs for itself: its port, and its folder while that is being loaded."""

import os
import socket
from pathlib import Path
from types import ModuleType

fcntl: ModuleType | None
try:
    import fcntl
except ImportError:  # Windows has no such locks: there nothing is held
    fcntl = None

LOCK = "demo.lock"


class Taken(Exception):
    """The port or the folder cannot be had: one sentence that says why, and the mend."""


def demand_free(port: int, *, host: str = "127.0.0.1") -> None:
    """Raise Taken when something listens on a port already: the server would share it and answer by turns."""
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a port just left is free
        try:
            trial.bind((host, port))
        except OSError as trouble:
            why = "needs more rights" if isinstance(trouble, PermissionError) else "is in use"
            raise Taken(f"Port {port} {why}. Choose another: ./run demo --port {_another(port)}") from None


def claim(folder: Path, *, alone: bool) -> int:
    """Make the folder and hold it: alone to load it, else beside other servers; return the open lock.

    Raises Taken when it cannot be written, or somebody else is loading or serving it. The hold ends with the process.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as trouble:
        raise Taken(
            f"{folder} cannot be written ({trouble.strerror}). Choose another: ./run demo --data-dir DIR"
        ) from None
    try:
        _hold(lock, alone=alone)
    except OSError:
        os.close(lock)
        raise Taken(f"Another demo uses {folder}. Stop it first, or choose another: --data-dir DIR") from None
    return lock


def share(lock: int) -> None:
    """Hold the folder beside others from now on, in the server that takes this process's place too."""
    _hold(lock, alone=False)
    os.set_inheritable(lock, True)


def _hold(lock: int, *, alone: bool) -> None:
    if fcntl:
        fcntl.flock(lock, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)


def _another(port: int) -> int:
    return port + 1 if port < 65_535 else 8000
