"""Whose terms we live under: nothing that runs with Goldenthread may be under GPL or AGPL."""

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from importlib import metadata

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools.console import ROOT, say

FORBIDDEN = re.compile(r"(?<!L)(?<!LESSER )(AGPL|GPL|GNU (AFFERO )?GENERAL PUBLIC)")

# Only tools for those who build, each with the reason why its licence binds nobody else.
BUILD_ONLY = {
    "djlint": "a program run over our templates; nothing imports it and no wheel carries it",
}


def main() -> int:
    """Print how many packages were judged, and every one that may not be here."""
    running = needed(declared())
    refused = []
    for package in _listed():
        name, licence = canonicalize_name(package["Name"]), package["License"]
        if FORBIDDEN.search(licence.upper()) and (name in running or name not in BUILD_ONLY):
            refused.append(f"{name} {package['Version']}: {licence}")
    say(
        f"{len(running)} packages run with Goldenthread; exceptions for building only: {', '.join(BUILD_ONLY)}"
    )
    for line in refused:
        say(f"refused: {line}")
    return 1 if refused else 0


def declared() -> list[str]:
    """Return the requirements that pyproject.toml states for running."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return list(project["dependencies"])


def needed(requirements: Iterable[str]) -> set[str]:
    """Return the names of all packages that `requirements` bring with them, as installed here."""
    found: set[str] = set()
    waiting = [(Requirement(line), "") for line in requirements]
    while waiting:
        requirement, extra = waiting.pop()
        name = canonicalize_name(requirement.name)
        if requirement.marker and not requirement.marker.evaluate({"extra": extra}):
            continue
        try:
            lines = metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            continue  # for another platform
        seen = name in found
        found.add(name)
        extras = [*requirement.extras] if seen else ["", *requirement.extras]
        waiting += [(Requirement(line), one) for line in lines for one in extras]
    return found


def _listed() -> list[dict[str, str]]:
    command = [sys.executable, "-m", "piplicenses", "--format=json", "--from=mixed", "--with-system"]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


if __name__ == "__main__":
    sys.exit(main())
