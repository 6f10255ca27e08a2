"""What the sources are made of: files, functions, arguments, docstrings, imports, counted from their syntax."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from tools.console import ROOT

SOURCES = ROOT / "src" / "goldenthread"
PACKAGE = "goldenthread"
BLOCKS = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith, ast.Try, ast.TryStar, ast.Match)
BRANCHES = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler, ast.match_case)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
CATCH_ALL = {"Exception", "BaseException"}
WORD = re.compile(r"[a-z]+")
FILLERS = {
    "a",
    "an",
    "the",
    "of",
    "for",
    "and",
    "in",
    "to",
    "all",
    "this",
    "module",
    "file",
    "package",
    "our",
}


@dataclass(frozen=True)
class Function:
    """One function, with what a reader has to carry in the head for it."""

    name: str
    where: str
    lines: int
    branches: int
    depth: int
    parameters: int
    public: bool
    documented: bool
    annotated: bool


@dataclass
class File:
    """One file of Python, parsed once."""

    path: Path
    text: str
    tree: ast.Module = field(repr=False)

    @classmethod
    def of(cls, path: Path) -> "File":
        """Read and parse a file."""
        text = path.read_text(encoding="utf-8")
        return cls(path, text, ast.parse(text, filename=str(path)))

    @property
    def name(self) -> str:
        """The path from the package, with forward slashes."""
        return (
            self.path.relative_to(SOURCES).as_posix() if self.path.is_relative_to(SOURCES) else self.path.name
        )

    @property
    def part(self) -> str:
        """The part of the house it belongs to: a slice or plug-in by its own name, otherwise its top folder."""
        parts = self.name.split("/")
        return "/".join(parts[:2]) if parts[0] in {"slices", "plugins"} and len(parts) > 2 else parts[0]

    @cached_property
    def lines(self) -> int:
        """How many lines the file has."""
        return self.text.count("\n") + (not self.text.endswith("\n") and self.text != "")

    @cached_property
    def docstring(self) -> str | None:
        """The module's own sentence."""
        return ast.get_docstring(self.tree)

    @cached_property
    def functions(self) -> list[Function]:
        """Every function and method, the nested ones too."""
        return list(_functions(self.tree, self.name, hidden=False))

    @cached_property
    def hidden_imports(self) -> list[int]:
        """Lines on which a function imports something of ours."""
        inside = (node for node in ast.walk(self.tree) if isinstance(node, FUNCTIONS))
        return sorted({line for node in inside for line in _first_party_lines(node)})

    @cached_property
    def star_imports(self) -> list[int]:
        """Lines that import everything there is."""
        imports = (node for node in ast.walk(self.tree) if isinstance(node, ast.ImportFrom))
        return [node.lineno for node in imports if any(alias.name == "*" for alias in node.names)]

    @cached_property
    def handlers(self) -> list[ast.ExceptHandler]:
        """Every `except`."""
        return [node for node in ast.walk(self.tree) if isinstance(node, ast.ExceptHandler)]

    @cached_property
    def catch_alls(self) -> list[tuple[int, bool]]:
        """Line of each `except` that catches everything, and whether a comment there gives the reason."""
        wide = [handler for handler in self.handlers if _catches_everything(handler)]
        rows = self.text.splitlines()
        return [(handler.lineno, _reasoned(rows, handler.lineno)) for handler in wide]

    def repeats_its_name(self) -> bool:
        """Return whether the first sentence says nothing that the path did not say."""
        sentence = re.split(r"\.(?:\s|$)", self.docstring or "")[0].lower()
        said = {word.rstrip("s") for word in WORD.findall(sentence)} - {word.rstrip("s") for word in FILLERS}
        known = {
            word.rstrip("s") for word in WORD.findall(f"{PACKAGE}/{self.name}".removesuffix(".py").lower())
        }
        return said <= known


def code() -> list[File]:
    """Return the hand-written files of the package: no tests, no migrations."""
    return [File.of(path) for path in _python() if not {"tests", "migrations"} & set(path.parts)]


def tests() -> list[File]:
    """Return the files of tests, those beside the code and those at the top."""
    beside = [path for path in _python() if "tests" in path.parts]
    return [File.of(path) for path in [*beside, *sorted((ROOT / "tests").rglob("*.py"))]]


def tools() -> list[File]:
    """Return the files that the commands are made of."""
    return [File.of(path) for path in [ROOT / "run.py", *sorted((ROOT / "tools").rglob("*.py"))]]


def templates() -> list[Path]:
    """Return every template of the package."""
    return sorted(
        path for path in SOURCES.rglob("templates/**/*") if path.suffix in {".html", ".txt", ".svg"}
    )


def _python() -> list[Path]:
    inside = SOURCES.parts
    return sorted(path for path in SOURCES.rglob("*.py") if "node_modules" not in path.parts[len(inside) :])


def _functions(tree: ast.AST, where: str, *, hidden: bool) -> Iterator[Function]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, FUNCTIONS):
            yield _measure(node, where, hidden=hidden)
            yield from _functions(node, where, hidden=True)
        else:
            secret = hidden or (isinstance(node, ast.ClassDef) and node.name.startswith("_"))
            yield from _functions(node, where, hidden=secret)


def _measure(node: ast.FunctionDef | ast.AsyncFunctionDef, where: str, *, hidden: bool) -> Function:
    arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    counted = [argument for argument in arguments if argument.arg not in {"self", "cls"}]
    extra = [argument for argument in (node.args.vararg, node.args.kwarg) if argument]
    described = all(argument.annotation for argument in [*counted, *extra])
    return Function(
        name=node.name,
        where=f"{where}:{node.lineno} {node.name}",
        lines=(node.end_lineno or node.lineno) - node.lineno + 1,
        branches=1 + _count_branches(node),
        depth=_depth(node.body),
        parameters=len(counted),
        public=not node.name.startswith("_") and not hidden,
        documented=ast.get_docstring(node) is not None,
        annotated=described and (node.returns is not None or node.name == "__init__"),
    )


def _count_branches(node: ast.AST) -> int:
    return sum(isinstance(inner, BRANCHES) for inner in ast.walk(node))


def _depth(statements: list[ast.stmt]) -> int:
    return max((_depth_of(statement) for statement in statements), default=0)


def _depth_of(statement: ast.stmt) -> int:
    if isinstance(statement, FUNCTIONS):
        return 0  # a function inside is measured by itself
    if not isinstance(statement, BLOCKS):
        return 0
    deepest = 0
    for name in ("body", "orelse", "finalbody"):
        inner = getattr(statement, name, [])
        is_elif = name == "orelse" and len(inner) == 1 and isinstance(inner[0], ast.If)
        deepest = max(deepest, _depth(inner) - (1 if is_elif and isinstance(statement, ast.If) else 0))
    for branch in [*getattr(statement, "handlers", []), *getattr(statement, "cases", [])]:
        deepest = max(deepest, _depth(branch.body))
    return 1 + deepest


def _first_party_lines(function: ast.AST) -> Iterator[int]:
    for node in ast.walk(function):
        if isinstance(node, ast.ImportFrom) and (node.level or (node.module or "").split(".")[0] == PACKAGE):
            yield node.lineno
        if isinstance(node, ast.Import) and any(alias.name.split(".")[0] == PACKAGE for alias in node.names):
            yield node.lineno


def _catches_everything(handler: ast.ExceptHandler) -> bool:
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(kind is None or (isinstance(kind, ast.Name) and kind.id in CATCH_ALL) for kind in kinds)


def _reasoned(rows: list[str], number: int) -> bool:
    """A comment of at least three words on the line itself, or alone on the line before or after."""
    candidates = [
        rows[number - 1],
        *(row for row in rows[number - 2 : number + 1] if row.lstrip().startswith("#")),
    ]
    comments = [row.split("#", 1)[1] for row in candidates if "#" in row]
    return any(len(re.sub(r"noqa[:\s\w]*", "", comment).split()) >= 3 for comment in comments)
