"""What the files are called, what they may say, and what they may reach for."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tools import anatomy
from tools.console import ROOT

SRC = anatomy.SOURCES
VAGUE = {"core", "common", "utils", "helpers", "base", "services", "managers"}
ARITHMETIC = {"numpy", "scipy", "statsmodels"}
SOCIAL_CARE = re.compile(r"complaint|carer|safeguard|cqc|theme", re.IGNORECASE)
DATA_FILES = {"models", "queries", "actions", "migrations", "tests"}
TEXT = {
    ".py",
    ".md",
    ".toml",
    ".html",
    ".txt",
    ".cfg",
    ".json",
    ".css",
    ".scss",
    ".js",
    ".mjs",
    ".lock",
    ".sh",
    "",
}

# Put together from pieces, so that this file does not find itself.
MACHINE_PATHS = re.compile(
    "|".join(
        ["/wor" + "k/", "/roo" + r"t/", r"\.\./shar" + "ed", "/opt/py" + "pi", "file:" + r"///(opt|home|tmp)"]
    )
)
REGISTRIES = re.compile(
    "|".join(["py" + r"pi\.org", "python" + r"hosted\.org", "npm" + r"js\.(org|com)", "yarn" + r"pkg\.com"])
)


@pytest.fixture(scope="module")
def tracked() -> list[Path]:
    """Every file of the repository, those not yet committed too."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).exists()]


def ours(tracked: list[Path]) -> list[Path]:
    """Files written here as text: not what was compiled from elsewhere and put under static/."""
    return [path for path in tracked if path.suffix in TEXT and "static" not in path.parts]


def test_the_domain_imports_the_standard_library_and_arithmetic_only():
    allowed = set(sys.stdlib_module_names) | ARITHMETIC | {"goldenthread"}
    for file in (file for file in anatomy.code() if file.name.startswith("domain/")):
        for node in ast.walk(file.tree):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or ""]
            assert {name.split(".")[0] for name in names} <= allowed, f"{file.name}:{node.lineno}"


def test_the_foundation_knows_no_social_care():
    for file in (file for file in anatomy.code() if file.name.startswith("foundation/")):
        found = SOCIAL_CARE.search(file.text)
        assert not found, f"{file.name} says {found[0]}"


def test_only_data_files_touch_the_database():
    for file in anatomy.code():
        parts = set(Path(file.name).with_suffix("").parts)
        if parts & {"slices", "plugins", "thread"} and not parts & DATA_FILES:
            assert ".objects" not in file.text, file.name


def test_no_file_or_folder_has_a_name_that_says_nothing(tracked):
    folders = ("src", "tests", "tools", "docs")
    for path in (path.relative_to(ROOT) for path in tracked):
        theirs = {"static", "allauth"} & set(
            path.parts
        )  # compiled from elsewhere, or named by another package
        if path.parts[0] in folders and not theirs:
            assert not VAGUE & {part.split(".")[0] for part in path.parts}, path


def test_no_file_knows_the_machine_it_was_written_on(tracked):
    for path in ours(tracked):
        found = MACHINE_PATHS.search(path.read_text(encoding="utf-8", errors="replace"))
        assert not found, f"{path.relative_to(ROOT)} says {found[0]}"


def test_no_file_names_a_package_registry(tracked):
    for path in ours(tracked):
        found = REGISTRIES.search(path.read_text(encoding="utf-8", errors="replace"))
        assert not found, f"{path.relative_to(ROOT)} says {found[0]}"


def test_the_locks_carry_no_addresses(tracked):
    assert "://" not in (ROOT / "requirements.lock").read_text()
    for path in (path for path in tracked if path.name == "package-lock.json"):
        assert '"resolved"' not in path.read_text(), path


def test_the_lock_says_how_to_make_it_again():
    import run

    assert run.LOCK_COMMAND in "\n".join((ROOT / "requirements.lock").read_text().splitlines()[:3])


def test_every_dependency_carries_its_reason():
    text = (ROOT / "pyproject.toml").read_text()
    pinned = re.findall(r'^    "[a-z0-9-]+(?:\[[a-z,0-9]+\])?[><=][^"]*",(.*)$', text, re.MULTILINE)
    assert pinned and all(re.search(r"# \w+", rest) for rest in pinned)


def test_nothing_kept_is_a_link_out_of_the_repository():
    listed = subprocess.run(["git", "ls-files", "-s"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert [line for line in listed.stdout.splitlines() if line.startswith("120000")] == []
