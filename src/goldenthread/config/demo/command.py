"""`goldenthread demo`: loads the demo council with progress, says what to look at first, and serves it."""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from goldenthread.config import serving
from goldenthread.config.demo import claims
from goldenthread.config.demo.cast import PASSWORD, PEOPLE

MARK = "demo-loaded"
FIRST = (
    ("Sign in as Asha, the quality lead", "/c/northshire/"),
    ("A complete thread, from what people said to what they were told", "/c/northshire/threads/"),
    (
        "The comments: 6,000 real ones from the NHS, and those made up for Northshire",
        "/c/northshire/feedback/",
    ),
    ("What the public sees, without signing in", "/c/northshire/you-said-we-did/"),
)


def run(arguments: Sequence[str]) -> int:
    """Load what is missing, then serve, or with `--once` check every main page and stop."""
    parser = argparse.ArgumentParser(prog="./run demo")
    parser.add_argument("--reset", action="store_true", help="throw the demo away and load it afresh")
    parser.add_argument("--port", type=_port, default=8000)
    parser.add_argument("--data-dir", type=Path, default=Path("demo-data"))
    parser.add_argument(
        "--once", action="store_true", help="check every main page, print counts as JSON, stop"
    )
    chosen = parser.parse_args(arguments)
    folder = chosen.data_dir.resolve()
    try:
        if not chosen.once:
            claims.demand_free(chosen.port)
        mine = claims.claim(folder, alone=chosen.reset or not (folder / MARK).exists())
    except claims.Taken as refusal:
        print(refusal, file=sys.stderr)
        return 1
    if chosen.reset:
        _throw_away(folder)
    os.environ |= {"GOLDENTHREAD_MODE": "demo", "GOLDENTHREAD_DATA_DIR": str(folder)}
    os.environ.pop(
        "GOLDENTHREAD_DATABASE_URL", None
    )  # the demo is always embedded, whatever this machine serves
    loaded = folder / MARK
    if not loaded.exists():
        _throw_away(folder)  # a load that was stopped half-way is begun again
    serving.prepare()
    if not loaded.exists():
        if _in_the_house("load_demo"):
            return 1
        loaded.write_text("The demo is loaded. Delete this folder, or run with --reset, to begin again.\n")
    if chosen.once:
        return _in_the_house("walk_demo")
    claims.share(mine)
    _welcome(chosen.port)
    serving.serve(host="127.0.0.1", port=chosen.port)


def _port(typed: str) -> int:
    number = int(typed)
    if not 1 <= number <= 65_535:
        raise argparse.ArgumentTypeError("a port is a number from 1 to 65535")
    return number


def _throw_away(folder: Path) -> None:
    known = (
        "goldenthread.sqlite3",
        "goldenthread.sqlite3-wal",
        "goldenthread.sqlite3-shm",
        "nudges.sqlite3",
        "nudges.sqlite3-wal",
        "nudges.sqlite3-shm",
        MARK,
        "secret.key",
    )
    for name in known:
        (folder / name).unlink(missing_ok=True)
    for name in ("files", "history", "static"):
        shutil.rmtree(folder / name, ignore_errors=True)


def _in_the_house(part: str) -> int:
    """Run a command in a process of its own."""
    return subprocess.run([sys.executable, "-m", "django", part], check=False).returncode


def _welcome(port: int) -> None:
    address = f"http://127.0.0.1:{port}"
    print(f"\nGoldenthread is at {address}   (stop it with Ctrl-C)\n")
    print(f"Everybody's password is: {PASSWORD}")
    for person in PEOPLE:
        print(f"  {person.email:32} {person.name}, {person.job}")
    print("\nLook at first:")
    for words, path in FIRST:
        print(f"  {words}\n    {address}{path}")
    sys.stdout.flush()
