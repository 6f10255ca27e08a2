"""The walls of the house stand, and each of them would be missed: a planted violation breaks exactly that contract."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from tools.console import ROOT

LINTER = Path(sys.executable).parent / "lint-imports"
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
NAMES = {contract["name"]: contract["id"] for contract in CONTRACTS}


@dataclass(frozen=True)
class Violation:
    """Files that break one contract; `also` names contracts that the same import cannot help breaking."""

    contract: str
    story: str
    files: dict[str, str]
    also: frozenset[str] = field(default=frozenset())


def hidden(line: str) -> str:
    return f'"""Planted."""\n\n\ndef wait() -> None:\n    {line}\n'


def plain(line: str = "") -> str:
    return f'"""Planted."""\n\n{line}\n'


VIOLATIONS = [
    Violation(
        "floors",
        "two libraries on one floor know each other",
        {"returns/planted.py": plain("from goldenthread import textmining")},
    ),
    Violation(
        "floors",
        "the domain reaches up to the front door, hidden inside a function",
        {"domain/planted.py": hidden("from goldenthread import config")},
        also=frozenset({"circles", "pure"}),  # the door imports the domain, and a web framework
    ),
    Violation(
        "floors",
        "a new top folder has no floor",
        {"attic/__init__.py": plain()},
    ),
    Violation(
        "pure",
        "the domain knows the web framework, hidden inside a function",
        {"domain/planted.py": hidden("import django.db")},
    ),
    Violation(
        "pure",
        "a port calls out",
        {"ports/planted.py": plain("import requests")},
    ),
    Violation(
        "slices",
        "one slice borrows from another",
        {
            "slices/planted_one/__init__.py": plain(),
            "slices/planted_two/__init__.py": plain("from goldenthread.slices import planted_one"),
        },
    ),
    Violation(
        "plugins",
        "one importer borrows from another, hidden inside a function",
        {
            "plugins/importers/planted_one.py": plain(),
            "plugins/importers/planted_two.py": hidden(
                "from goldenthread.plugins.importers import planted_one"
            ),
        },
    ),
    Violation(
        "tables",
        "a slice helps itself to the thread's tables, hidden inside a function",
        {
            "slices/planted/__init__.py": plain(),
            "slices/planted/odd.py": hidden("from goldenthread.thread import models"),
        },
    ),
    Violation(
        "rooms",
        "a question knows a page",
        {
            "slices/planted/__init__.py": plain(),
            "slices/planted/views.py": plain(),
            "slices/planted/queries.py": plain("from goldenthread.slices.planted import views"),
        },
    ),
    Violation(
        "circles",
        "two neighbours lean on each other, one of them hidden inside a function",
        {
            "foundation/planted_one.py": plain("from goldenthread.foundation import planted_two"),
            "foundation/planted_two.py": hidden("from goldenthread.foundation import planted_one"),
        },
    ),
]


def broken_in(folder: Path) -> set[str]:
    """Run the contracts on the copy in `folder` and return the ids of those that are broken."""
    surroundings = {**os.environ, "PYTHONPATH": str(folder / "src"), "COLUMNS": "200"}
    command = [str(LINTER), "--no-cache", "--config", "pyproject.toml"]
    done = subprocess.run(command, cwd=folder, env=surroundings, capture_output=True, text=True)
    verdicts = dict(re.findall(r"^(.+?) (KEPT|BROKEN)\b", done.stdout, re.MULTILINE))
    assert set(verdicts) == set(NAMES), done.stdout + done.stderr
    return {NAMES[name] for name, verdict in verdicts.items() if verdict == "BROKEN"}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("house")
    ignore = shutil.ignore_patterns("tests", "__pycache__", "static", "templates", "data")
    shutil.copytree(ROOT / "src" / "goldenthread", folder / "src" / "goldenthread", ignore=ignore)
    shutil.copy(ROOT / "pyproject.toml", folder)
    tables = folder / "src" / "goldenthread" / "thread" / "models"
    if not tables.exists() and not tables.with_suffix(".py").exists():
        tables.with_suffix(".py").write_text(plain())
    return folder


@pytest.fixture(scope="module")
def before(copy: Path) -> set[str]:
    return broken_in(copy)


def test_every_contract_is_kept(before):
    assert before == set()


def test_every_contract_has_a_planted_violation():
    assert {violation.contract for violation in VIOLATIONS} == set(NAMES.values())


def test_no_contract_has_debts_without_a_decision_record():
    debts = [line for contract in CONTRACTS for line in contract.get("ignore_imports", [])]
    records = "\n".join(path.read_text() for path in (ROOT / "docs" / "decisions").glob("*.md"))
    assert [debt for debt in debts if debt not in records] == []


@pytest.mark.parametrize("violation", VIOLATIONS, ids=lambda one: f"{one.contract}: {one.story}")
def test_a_violation_breaks_the_contract_it_should_and_no_other(violation, before, copy):
    for path in plant(copy, violation):
        assert path.exists()
    try:
        newly = broken_in(copy) - before
    finally:
        uproot(copy, violation)
    assert violation.contract in newly | before
    assert newly <= {violation.contract} | violation.also


def plant(copy: Path, violation: Violation) -> list[Path]:
    paths = [copy / "src" / "goldenthread" / name for name in violation.files]
    for path, text in zip(paths, violation.files.values(), strict=True):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    return paths


def uproot(copy: Path, violation: Violation) -> None:
    for name in violation.files:
        path = copy / "src" / "goldenthread" / name
        path.unlink()
        if not any(path.parent.iterdir()):
            path.parent.rmdir()
