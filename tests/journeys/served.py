"""The real thing, served: a demo council loaded once, and for each journey a copy of it with a server of its own."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

SOURCES = Path(__file__).parents[2] / "src"
PATIENCE = 90.0  # seconds for a server to answer on a busy machine


def load(folder: Path) -> Path:
    """Load the demo council into `folder` and close its database; return the folder."""
    with serving(folder, wait=PATIENCE * 3):
        pass
    return folder


def copied(pristine: Path, folder: Path) -> Path:
    """Return `folder` as a copy of a loaded demo that nobody serves."""
    shutil.copytree(pristine, folder)
    return folder


def serving(folder: Path, *, wait: float = PATIENCE) -> contextlib.AbstractContextManager[str]:
    """Serve the demo in `folder` by its own command, which loads it first where it is not loaded."""
    port = _free_port()
    command = ["-m", "goldenthread.config.cli", "demo", "--data-dir", str(folder), "--port", str(port)]
    return _served(command, folder, port, wait)


def serving_again(folder: Path) -> contextlib.AbstractContextManager[str]:
    """Serve a loaded demo with one worker, without asking again whether its tables are up to date: sooner there."""
    port = _free_port()
    start = (
        f"from goldenthread.config import serving; serving.serve(host='127.0.0.1', port={port}, workers=1)"
    )
    return _served(["-c", start], folder, port, PATIENCE)


@contextlib.contextmanager
def _served(command: list[str], folder: Path, port: int, wait: float) -> Iterator[str]:
    """Give the address of the server, and stop it afterwards."""
    log = folder.with_suffix(".log")
    surroundings = {
        key: value for key, value in os.environ.items() if not key.startswith(("DJANGO_", "GOLDENTHREAD_"))
    }
    surroundings |= {"GOLDENTHREAD_MODE": "demo", "GOLDENTHREAD_DATA_DIR": str(folder)}
    with log.open("ab") as out:
        server = subprocess.Popen(
            [sys.executable, *command],
            env={**surroundings, "PYTHONPATH": str(SOURCES)},
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
    try:
        address = f"http://127.0.0.1:{port}"
        _until_it_answers(server, address, wait, log)
        yield address
    finally:
        _stop(server)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _until_it_answers(server: subprocess.Popen[bytes], address: str, wait: float, log: Path) -> None:
    for _ in range(int(wait * 10)):
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{address}/health/", timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError(f"The demo does not answer.\n{log.read_text(errors='replace')[-2000:]}")


def _stop(server: subprocess.Popen[bytes]) -> None:
    """Stop the server and its workers: they are one group, and no other process is in it."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(server.pid, signal.SIGTERM)
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
