"""Lays the rooms of a new slice: small, whole and tested, so that the first change is to words that work."""

import keyword
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tools.console import ROOT, fail, say

ROOMS = Path(__file__).parent / "slice_rooms"
SLICES = ROOT / "src" / "goldenthread" / "slices"
NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


class NameRefused(Exception):
    """This name cannot be a slice's name."""


def main(arguments: Sequence[str]) -> int:
    """Lay the slice that was asked for and say what is left to do."""
    if len(arguments) != 1:
        return fail("usage: ./run new-slice NAME, for example: ./run new-slice staff_voice")
    try:
        made = lay(arguments[0], SLICES)
    except NameRefused as refusal:
        return fail(str(refusal))
    for path in made:
        say(f"  {path.relative_to(SLICES)}")
    say("")
    say("One line switches it on. Add it to SLICES in src/goldenthread/config/installed.py:")
    say(f'    "goldenthread.slices.{arguments[0]}",')
    say(f"Then: ./run test src/goldenthread/slices/{arguments[0]}")
    return 0


def lay(name: str, slices: Path) -> list[Path]:
    """Write the rooms of the slice `name` into the folder `slices` and return the files made.

    Raises NameRefused for a name that Python, the house or another slice does not leave free.
    """
    _allow(name, slices)
    made = []
    for room in sorted(ROOMS.rglob("*.tmpl")):
        place = _place(room.relative_to(ROOMS), name)
        path = slices / name / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(filled(room.read_text(encoding="utf-8"), name), encoding="utf-8")
        made.append(path)
    # A long name breaks lines where a short one did not.
    subprocess.run([sys.executable, "-m", "ruff", "format", "--quiet", str(slices / name)], check=True)
    return made


def filled(text: str, name: str) -> str:
    """Return a room's text with the slice's name in all the shapes it takes."""
    title = name.replace("_", " ").capitalize()
    shapes = {
        "__name__": name,
        "__title__": title,
        "__title_inside__": title[:1].lower() + title[1:],
        "__class__": "".join(part.capitalize() for part in name.split("_")),
        "__address__": name.replace("_", "-"),
    }
    for mark, shape in shapes.items():
        text = text.replace(mark, shape)
    return text


def _place(room: Path, name: str) -> Path:
    parts = list(room.with_suffix("").parts)  # without .tmpl
    if parts[0] == "templates":
        parts.insert(1, name)
    return Path(*parts)


def _allow(name: str, slices: Path) -> None:
    if not NAME.fullmatch(name) or keyword.iskeyword(name):
        raise NameRefused(
            f"{name} cannot be a slice's name: small letters, digits and single underscores only."
        )
    if name in {"core", "common", "utils", "helpers", "base", "services", "managers"}:
        raise NameRefused(f"{name} says nothing. Name what people come there to do.")
    if (slices / name / "__init__.py").exists():
        raise NameRefused(f"There is a slice called {name} already.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
