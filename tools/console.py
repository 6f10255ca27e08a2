"""How the commands speak to a person, and how they start other programs."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def say(words: str = "") -> None:
    """Print one line at once, so that it stands before whatever a started program prints."""
    print(words, flush=True)


def in_ci() -> bool:
    """Return whether a build server is asking: there, a check that cannot run is a failed check."""
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}


def start(command: Sequence[str | Path], *, env: Mapping[str, str] | None = None) -> int:
    """Run a program from the root of the repository with our own screen, and return its exit code."""
    surroundings = {**os.environ, **(env or {})}
    return subprocess.run([str(part) for part in command], cwd=ROOT, env=surroundings).returncode


def timed(name: str, command: Sequence[str | Path], *, env: Mapping[str, str] | None = None) -> int:
    """Run a program as a named step and print how long it took."""
    say(f"== {name}")
    began = time.monotonic()
    code = start(command, env=env)
    say(f"== {name}: {'ok' if code == 0 else f'exit {code}'} in {time.monotonic() - began:.1f} s")
    return code


def skipped(what: str, remedy: str) -> int:
    """Say loudly that something could not run; on a build server that is a failure."""
    say("")
    say(f"!!!! SKIPPED: {what}")
    say(f"!!!! {remedy}")
    say("")
    if in_ci():
        say("On a build server nothing may be skipped, so this fails.")
        return 1
    return 0


def fail(words: str) -> int:
    """Print one clear sentence where errors go, and return the exit code of a failure."""
    print(words, file=sys.stderr, flush=True)
    return 1
