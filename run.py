"""The commands of the repository: standard library only, so that any Python of 3.11 or later can start them."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

if sys.version_info < (3, 11):  # noqa: UP036 - somebody may start this file with an older Python
    sys.exit("Goldenthread needs Python 3.11 or later.")

from tools import console, environment

LOCK_COMMAND = (
    "uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 "
    "--generate-hashes --no-emit-index-url -o requirements.lock"
)


def setup(arguments: Sequence[str]) -> int:
    """Make .venv with everything, from the lock"""
    environment.ensure()
    console.say("Ready. Next: ./run demo")
    return 0


def demo(arguments: Sequence[str]) -> int:
    """Set up, load the demo council and serve it: [--reset] [--port N] [--data-dir DIR] [--once]"""
    return goldenthread("demo", arguments)


def serve(arguments: Sequence[str]) -> int:
    """Set up and serve your own installation"""
    return goldenthread("serve", arguments)


def check(arguments: Sequence[str]) -> int:
    """Format, lint, types, contracts, templates, figures, licences and docs; or only those you name"""
    return module("tools.checks", arguments)


def test(arguments: Sequence[str]) -> int:
    """Run the tests, slow ones last: [--database postgresql] and whatever pytest understands"""
    return module("tools.testing", arguments)


def journeys(arguments: Sequence[str]) -> int:
    """Walk the pages in a real browser"""
    environment.ensure()
    return import_module("tools.browser").journeys(arguments)


def setup_journeys(arguments: Sequence[str]) -> int:
    """Install the browser that the journeys need"""
    return import_module("tools.browser").install()


def bench(arguments: Sequence[str]) -> int:
    """Measure speed: times and queries per page"""
    return module("tools.bench", arguments)


def assets(arguments: Sequence[str]) -> int:
    """Build the style sheets and scripts again (needs Node; their results are in the repository)"""
    npm = shutil.which("npm")
    if not npm:
        return console.fail("Building assets needs Node and npm. Running Goldenthread does not.")
    folder = str(console.ROOT / "frontend")
    return console.start([npm, "--prefix", folder, "ci"]) or console.start(
        [npm, "--prefix", folder, "run", "build"]
    )


def new_slice(arguments: Sequence[str]) -> int:
    """Lay the rooms of a new slice: NAME"""
    return module("tools.new_slice", arguments)


def lock(arguments: Sequence[str]) -> int:
    """Make requirements.lock again from pyproject.toml (--upgrade for newer versions)"""
    return console.start([*LOCK_COMMAND.split(), *arguments])


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "setup": setup,
    "demo": demo,
    "serve": serve,
    "check": check,
    "test": test,
    "journeys": journeys,
    "setup-journeys": setup_journeys,
    "bench": bench,
    "assets": assets,
    "new-slice": new_slice,
    "lock": lock,
}


def goldenthread(verb: str, arguments: Sequence[str]) -> int:
    """Hand over to the `goldenthread` command in the environment."""
    environment.ensure()
    return console.start([environment.COMMAND, verb, *arguments])


def module(name: str, arguments: Sequence[str]) -> int:
    """Hand over to one of the tools, run by the environment's Python."""
    environment.ensure()
    sources = os.pathsep.join(filter(None, [str(console.ROOT / "src"), os.environ.get("PYTHONPATH")]))
    return console.start([environment.PYTHON, "-m", name, *arguments], env={"PYTHONPATH": sources})


def main(arguments: Sequence[str]) -> int:
    """Do what was asked, or print what can be asked."""
    asked = arguments[0] if arguments else ""
    if asked not in COMMANDS:
        console.say("usage: ./run COMMAND\n")
        for name, command in COMMANDS.items():
            console.say(f"  {name:15} {command.__doc__}")
        return 0 if asked in {"", "help", "-h", "--help"} else 2
    try:
        return COMMANDS[asked](arguments[1:])
    except environment.CannotSetUp as refusal:
        return console.fail(str(refusal))
    except (FileNotFoundError, subprocess.CalledProcessError) as problem:
        return console.fail(f"{asked}: {problem}")
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
