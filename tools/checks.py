"""Everything `./run check` looks at: all of it is run, each with its time, and one failure fails the whole."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tools.console import ROOT, say

HERE = Path(sys.executable).parent
SETTINGS = ["--settings", "goldenthread.config.settings"]
PYTHON_FILES = ["src", "tests", "tools", "run.py", "conftest.py"]
LONGEST = 60  # lines shown of what a failed check said
AT_ONCE = 2  # the smallest machine that builds this has two cores


@dataclass(frozen=True)
class Outcome:
    """How one check went."""

    name: str
    code: int
    seconds: float
    output: str


def commands() -> dict[str, list[str]]:
    """Return each check's name and the program that makes it."""
    python = [sys.executable, "-m"]
    return {
        "types": [*python, "mypy"],
        "format": [*python, "ruff", "format", "--check", *PYTHON_FILES],
        "lint": [*python, "ruff", "check", *PYTHON_FILES],
        "contracts": [str(HERE / "lint-imports")],
        "django": [*python, "django", "check", *SETTINGS],
        "migrations": [*python, "django", "makemigrations", "--check", "--dry-run", *SETTINGS],
        "templates": [*python, "djlint", "src", "--lint", "--quiet"],
        "figures": [*python, "tools.figures"],
        "licences": [*python, "tools.licences"],
        "documents": [*python, "tools.documents"],
        "reference": [*python, "tools.reference", "--check"],
    }


def main(arguments: Sequence[str]) -> int:
    """Run all checks, or the named ones, and print a line for each."""
    known = commands()
    unknown = [name for name in arguments if name not in known]
    if unknown:
        say(f"There is no check called {', '.join(unknown)}. The checks are: {', '.join(known)}.")
        return 2
    chosen = {name: known[name] for name in arguments} if arguments else known
    with ThreadPoolExecutor(AT_ONCE) as pool:
        outcomes = list(pool.map(_run, chosen.items()))
    failed = [outcome.name for outcome in outcomes if outcome.code]
    say(
        f"check: {len(outcomes) - len(failed)} of {len(outcomes)} passed"
        + "".join(f", {name} failed" for name in failed)
    )
    return 1 if failed else 0


def _run(check: tuple[str, list[str]]) -> Outcome:
    name, command = check
    began = time.monotonic()
    surroundings = {"GOLDENTHREAD_MODE": "test", **os.environ}
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=surroundings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    outcome = Outcome(name, done.returncode, time.monotonic() - began, done.stdout.strip())
    _print(outcome)
    return outcome


def _print(outcome: Outcome) -> None:
    """Print the line, and what the program said when it failed or when it is the table of figures."""
    lines = [f"{'ok    ' if not outcome.code else 'FAILED'} {outcome.name:12} {outcome.seconds:6.1f} s"]
    if outcome.code or outcome.name == "figures":
        lines += [f"       {line}" for line in outcome.output.splitlines()[-LONGEST:]]
    say("\n".join(lines))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
