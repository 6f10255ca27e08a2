"""The health table of the house: what each figure is, what it may be, and the best it has been."""

import json
import re
import statistics
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import grimp

from tools import anatomy
from tools.console import ROOT, say

BEST = ROOT / "docs" / "reference" / "figures.json"
SLACK = (
    0.1  # a watched figure may slide from its best by this share (of the best, or of the limit) unremarked
)
GROWN = (
    20_000  # lines of code from which a watched figure that worsens stops the build; before, it only warns
)
DEBT = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b(?!.{0,20}#\d)")
STRICT_ROOMS = {"actions", "queries"}


@dataclass(frozen=True)
class Row:
    """One figure and its limit; `fails` says whether going over stops the build."""

    name: str
    value: float
    limit: float
    fails: bool
    least: bool = False  # the limit is a floor, not a ceiling
    detail: tuple[str, ...] = ()

    @property
    def kept(self) -> bool:
        """Whether the figure is within its limit."""
        return self.value >= self.limit if self.least else self.value <= self.limit

    def worse_than(self, best: float) -> bool:
        """Return whether the figure has slid from its best by more than the slack."""
        slide = best - self.value if self.least else self.value - best
        return slide > SLACK * max(best, self.limit)


class House:
    """The measured sources; every row of the table is one of its methods' results."""

    def __init__(self) -> None:
        self.code = anatomy.code()
        self.tests = anatomy.tests()
        self.functions = [function for file in self.code for function in file.functions]
        self.size = sum(file.lines for file in self.code)

    def rows(self) -> list[Row]:
        """Return the whole table."""
        groups = (
            self._files(),
            self._functions(),
            self._imports(),
            self._words(),
            self._pages(),
            self._shares(),
        )
        return [row for group in groups for row in group]

    def _files(self) -> list[Row]:
        lengths = [file.lines for file in self.code]
        long = tuple(f"{file.name} ({file.lines})" for file in self.code if file.lines > 400)
        return [
            Row("File length: median", _median(lengths), 80, False),
            Row("File length: 90th percentile", _percentile(lengths, 90), 250, False),
            Row("File length: longest", max(lengths), 400, True, detail=long),
            Row("Lines in files over 800", sum(n for n in lengths if n > 800), 0, True),
        ]

    def _functions(self) -> list[Row]:
        lengths = [function.lines for function in self.functions] or [0]
        over = [function for function in self.functions if function.lines > 50]
        return [
            Row("Function length: median", _median(lengths), 8, False),
            Row("Function length: 99th percentile", _percentile(lengths, 99), 45, False),
            Row("Function length: longest", max(lengths), 60, True, detail=self._where("lines", 60)),
            Row("Functions over 50 lines, %", _share(len(over), len(lengths)), 1, False),
            Row("Branching: 99th percentile", _percentile(self._all("branches"), 99), 8, False),
            Row("Branching: most", max(self._all("branches")), 10, True, detail=self._where("branches", 10)),
            Row("Functions nested more than 3 deep", *self._over("depth", 3)),
            Row("Parameters: 99th percentile", _percentile(self._all("parameters"), 99), 5, False),
            Row(
                "Parameters: most", max(self._all("parameters")), 6, True, detail=self._where("parameters", 6)
            ),
        ]

    def _imports(self) -> list[Row]:
        hidden = [f"{f.name}:{n}" for f in self.code if f.path.name != "apps.py" for n in f.hidden_imports]
        stars = [f"{f.name}:{n}" for f in [*self.code, *self.tests] for n in f.star_imports]
        modules = [module for circle in circles(self.graph) for module in circle]
        folders = [folder for circle in circles(_folders(self.graph)) for folder in circle]
        reach = [len(targets) for targets in self.graph.values()]
        return [
            Row("Modules in a circle, hidden imports counted", len(modules), 0, True, detail=tuple(modules)),
            Row("Imports of ours hidden in functions", len(hidden), 0, True, detail=tuple(hidden)),
            Row("Top folders in a circle", len(folders), 0, True, detail=tuple(folders)),
            Row("Star imports", len(stars), 0, True, detail=tuple(stars)),
            Row("Modules of ours a file imports: median", _median(reach), 3, False),
            Row("Modules of ours a file imports: most", max(reach), 12, False, detail=self._widest()),
        ]

    def _words(self) -> list[Row]:
        mute = [file.name for file in self.code if not file.docstring]
        echoes = [file.name for file in self.code if file.docstring and file.repeats_its_name()]
        public = [function for function in self.functions if function.public]
        strict = [
            function
            for file in self.code
            if _is_strict(file)
            for function in file.functions
            if function.public
        ]
        undocumented = [function.where for function in strict if not function.documented]
        unannotated = [function.where for function in strict if not function.annotated]
        documented = _share(sum(f.documented for f in public), len(public), empty=100)
        annotated = _share(sum(f.annotated for f in self.functions), len(self.functions), empty=100)
        debts = [
            file.name for file in [*self.code, *self.tests, *anatomy.tools()] if DEBT.search(_prose(file))
        ]
        return [
            Row("Modules without a docstring", len(mute), 0, True, detail=tuple(mute)),
            Row("Docstrings that repeat the file's name", len(echoes), 0, True, detail=tuple(echoes)),
            Row("Public functions with a docstring, %", documented, 60, False, least=True),
            Row("Functions with annotations, %", annotated, 90, False, least=True),
            Row("Strict floors: no docstring", len(undocumented), 0, True, detail=tuple(undocumented)),
            Row("Strict floors: no annotations", len(unannotated), 0, True, detail=tuple(unannotated)),
            Row("Debts without an issue's number", len(debts), 0, True, detail=tuple(debts)),
        ]

    def _pages(self) -> list[Row]:
        views = [file for file in self.code if "views" in Path(file.name).with_suffix("").parts]
        touching = [file.name for file in views if ".objects" in file.text]
        pages = [function for file in views for function in file.functions]
        long = tuple(f"{page.where} ({page.lines})" for page in pages if page.lines > 25)
        lengths = [page.lines for page in pages] or [0]
        wide = [f"{f.name}:{line}" for f in self.code for line, _ in f.catch_alls]
        silent = [f"{f.name}:{line}" for f in self.code for line, reasoned in f.catch_alls if not reasoned]
        handlers = sum(len(file.handlers) for file in self.code)
        tall = {path: path.read_text(encoding="utf-8").count("\n") for path in anatomy.templates()}
        heights = list(tall.values()) or [0]
        over = tuple(f"{path.relative_to(anatomy.SOURCES)} ({n})" for path, n in tall.items() if n > 120)
        return [
            Row("Views that touch tables", len(touching), 0, True, detail=tuple(touching)),
            Row("View function: median", _median(lengths), 10, False),
            Row("View function: longest", max(lengths), 25, True, detail=long),
            Row(
                "`except` that catches everything, %",
                _share(len(wide), handlers),
                2,
                False,
                detail=tuple(wide),
            ),
            Row("`except` that catches everything, no reason", len(silent), 0, True, detail=tuple(silent)),
            Row("Template lines: median", _median(heights), 40, False),
            Row("Template lines: 90th percentile", _percentile(heights, 90), 80, False),
            Row("Template lines: longest", max(heights), 120, True, detail=over),
        ]

    def _shares(self) -> list[Row]:
        parts: dict[str, int] = {}
        for file in self.code:
            parts[file.part] = parts.get(file.part, 0) + file.lines
        slices = {part: lines for part, lines in parts.items() if part.startswith("slices/")}
        largest = max(slices, key=lambda part: slices[part], default="none")
        tested = sum(file.lines for file in self.tests) / max(self.size, 1)
        records = len([*(ROOT / "docs" / "decisions").glob("[0-9]*.md")])
        return [
            Row("Test lines per line of code", round(tested, 2), 1.3, False, least=True),
            Row(f"Largest slice ({largest}), %", _share(slices.get(largest, 0), self.size), 15, False),
            Row("The thread's share of the code, %", _share(parts.get("thread", 0), self.size), 15, False),
            Row("Decision records", records, 5, False, least=True),
        ]

    @cached_property
    def graph(self) -> dict[str, set[str]]:
        """Which module of ours imports which: those inside functions counted, tests and imports for types left out."""
        found = grimp.build_graph(anatomy.PACKAGE, cache_dir=None, exclude_type_checking_imports=True)
        return {
            module: {target for target in found.find_modules_directly_imported_by(module) if _counts(target)}
            for module in sorted(found.modules)
            if _counts(module)
        }

    def _widest(self) -> tuple[str, ...]:
        return tuple(
            f"{module} ({len(targets)})" for module, targets in self.graph.items() if len(targets) > 12
        )

    def _all(self, what: str) -> list[int]:
        return [getattr(function, what) for function in self.functions] or [0]

    def _where(self, what: str, limit: int) -> tuple[str, ...]:
        over = [function for function in self.functions if getattr(function, what) > limit]
        return tuple(f"{function.where} ({getattr(function, what)})" for function in over)

    def _over(self, what: str, limit: int) -> tuple[int, int, bool, bool, tuple[str, ...]]:
        found = self._where(what, limit)
        return len(found), 0, True, False, found


def circles(graph: dict[str, set[str]]) -> list[list[str]]:
    """Return the groups of nodes that reach each other, largest first; a node alone is no circle."""
    reach = {node: _reachable(graph, node) for node in graph}
    groups = {frozenset(other for other in reach[node] if node in reach.get(other, ())) for node in graph}
    return sorted((sorted(group) for group in groups if len(group) > 1), key=len, reverse=True)


def main(arguments: Sequence[str]) -> int:
    """Print the table; `--keep` writes better figures into the ratchet file; `--all` prints kept rows too."""
    house = House()
    rows = house.rows()
    best = json.loads(BEST.read_text(encoding="utf-8")) if BEST.exists() else {}
    say(
        f"{len(house.code)} files, {house.size:,} lines of code, {sum(f.lines for f in house.tests):,} of tests"
    )
    stopping = 0
    for row in rows:
        verdict = _verdict(row, best.get(_key(row)), grown=house.size >= GROWN)
        stopping += verdict in {"FAILS", "SLID"}
        if "--all" in arguments or verdict != "ok":
            sign = ">=" if row.least else "<="
            say(f"  {verdict:6} {row.name:48} {row.value:>8g}   {sign} {row.limit:g}")
        for line in row.detail[:20] if not row.kept else ():
            say(f"             {line}")
    if "--keep" in arguments:
        _keep(rows, best)
    return 1 if stopping else 0


def _verdict(row: Row, best: float | None, *, grown: bool) -> str:
    if not row.kept:
        return "FAILS" if row.fails else "watch"
    if not row.fails and best is not None and row.worse_than(best):
        return "SLID" if grown else "slid"
    return "ok"


def _keep(rows: list[Row], best: dict[str, float]) -> None:
    kept = dict(best)
    for row in (row for row in rows if not row.fails):
        choose = max if row.least else min
        kept[_key(row)] = choose(row.value, best.get(_key(row), row.value))
    BEST.parent.mkdir(parents=True, exist_ok=True)
    BEST.write_text(json.dumps(kept, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def _key(row: Row) -> str:
    return re.sub(r" \(.*?\)", "", row.name)


def _is_strict(file: anatomy.File) -> bool:
    """The domain and the ports, and everywhere the ways in and out of the tables."""
    parts = Path(file.name).with_suffix("").parts
    return parts[0] in {"domain", "ports"} or bool(STRICT_ROOMS & set(parts))


def _prose(file: anatomy.File) -> str:
    """The comments of a file: a debt is written in one."""
    return "\n".join(line.split("#", 1)[1] for line in file.text.splitlines() if "#" in line)


def _counts(module: str) -> bool:
    return not {"tests", "migrations"} & set(module.split("."))


def _folders(graph: dict[str, set[str]]) -> dict[str, set[str]]:
    tops: dict[str, set[str]] = {}
    for module, targets in graph.items():
        own = module.split(".")[1:2]
        if own:
            found = {target.split(".")[1] for target in targets if "." in target}
            tops.setdefault(own[0], set()).update(found - set(own))
    return tops


def _reachable(graph: dict[str, set[str]], start: str) -> set[str]:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        for target in graph.get(waiting.pop(), ()):
            if target not in seen:
                seen.add(target)
                waiting.append(target)
    return seen


def _median(values: Sequence[float]) -> float:
    return statistics.median(values)


def _percentile(values: Sequence[float], percent: int) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(percent / 100 * (len(ordered) - 1)))]


def _share(part: float, whole: float, *, empty: float = 0) -> float:
    return round(100 * part / whole, 1) if whole else empty


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
