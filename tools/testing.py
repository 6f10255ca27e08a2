"""How the suite is run: quick tests on both cores, then the slow ones, on the database that was asked for."""

import argparse
import subprocess
import sys
from collections.abc import Sequence

from tools import postgres
from tools.console import say, skipped, timed

NOTHING_COLLECTED = 5  # pytest's own exit code
STEPS = {"quick": "not journey and not slow", "slow": "slow and not journey"}


def main(arguments: Sequence[str]) -> int:
    """Run the suite; arguments that are not ours go to pytest."""
    parser = argparse.ArgumentParser(prog="./run test", allow_abbrev=False)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    ours, theirs = parser.parse_known_args(arguments)
    mode = {"GOLDENTHREAD_MODE": "test"}
    if ours.database == "sqlite":
        return _suite("sqlite", theirs, mode)
    try:
        with postgres.throw_away() as address:
            return _suite("postgresql", theirs, {**mode, "GOLDENTHREAD_DATABASE_URL": address})
    except postgres.NotInstalled:
        return skipped("the tests on PostgreSQL", "Install PostgreSQL's server (Debian, Ubuntu: postgresql).")
    except subprocess.CalledProcessError as problem:
        say(f"PostgreSQL did not start: {problem.output.decode(errors='replace')}")
        return 1


def _suite(database: str, theirs: list[str], env: dict[str, str]) -> int:
    if "-m" in theirs:  # somebody who picks markers picks everything
        return timed(f"tests on {database}", _pytest(theirs), env=env)
    codes = {}
    for step, marker in STEPS.items():
        codes[step] = timed(f"{step} tests on {database}", _pytest([*theirs, "-m", marker]), env=env)
    if set(codes.values()) == {NOTHING_COLLECTED}:
        say("No test was found.")
        return 1
    if not theirs and codes["quick"] == NOTHING_COLLECTED:
        return 1
    return next((code for code in codes.values() if code not in {0, NOTHING_COLLECTED}), 0)


def _pytest(theirs: list[str]) -> list[str]:
    chosen = any(word.startswith(("-n", "--numprocesses", "no:xdist", "--pdb")) for word in theirs)
    cores = [] if chosen else ["-n", "2"]
    return [sys.executable, "-m", "pytest", *cores, *theirs]


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
