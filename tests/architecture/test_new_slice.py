"""A new slice works from its first minute: walls, tables and tests, in a copy of the house."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tools import anatomy, new_slice
from tools.console import ROOT

NAME = "garden_club"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the house with a slice laid by the command and switched on by its one line."""
    folder = tmp_path_factory.mktemp("house")
    shutil.copytree(ROOT / "tools", folder / "tools", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__", "tests"))
    for name in ("pyproject.toml", "conftest.py"):
        shutil.copy(ROOT / name, folder)
    new_slice.lay(NAME, folder / "src" / "goldenthread" / "slices")
    installed = folder / "src" / "goldenthread" / "config" / "installed.py"
    text = installed.read_text()
    assert text.count("SLICES = [\n") == 1
    installed.write_text(text.replace("SLICES = [\n", f'SLICES = [\n    "goldenthread.slices.{NAME}",\n'))
    return folder


def asked(house: Path, *command: str) -> subprocess.CompletedProcess[str]:
    surroundings = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(house / "src"), str(house)]),
        "GOLDENTHREAD_MODE": "test",
    }
    surroundings.pop("PYTEST_XDIST_WORKER", None)
    return subprocess.run(command, cwd=house, env=surroundings, capture_output=True, text=True)


@pytest.mark.slow
def test_its_own_tests_pass(house):
    answer = asked(
        house, sys.executable, "-m", "pytest", f"src/goldenthread/slices/{NAME}", "-o", "testpaths="
    )
    assert answer.returncode == 0, answer.stdout[-3000:] + answer.stderr[-1000:]
    assert " passed" in answer.stdout


@pytest.mark.slow
def test_its_migration_says_what_its_models_say(house):
    settings = "goldenthread.config.settings"
    command = ["-m", "django", "makemigrations", NAME, "--check", "--dry-run", "--settings", settings]
    answer = asked(house, sys.executable, *command)
    assert answer.returncode == 0, answer.stdout + answer.stderr


def test_it_keeps_the_contracts(house):
    linter = Path(sys.executable).parent / "lint-imports"
    answer = asked(house, str(linter), "--no-cache", "--config", "pyproject.toml")
    assert answer.returncode == 0, answer.stdout + answer.stderr


def test_it_is_formatted_and_clean(house):
    place = f"src/goldenthread/slices/{NAME}"
    for how in (["check"], ["format", "--check"]):
        answer = asked(house, sys.executable, "-m", "ruff", *how, "--no-cache", place)
        assert answer.returncode == 0, answer.stdout + answer.stderr


def test_its_modules_say_who_lives_there(house):
    place = house / "src" / "goldenthread" / "slices" / NAME
    for path in (path for path in place.rglob("*.py") if "migrations" not in path.parts):
        assert anatomy.File.of(path).docstring, path


@pytest.mark.parametrize("name", ["Complaints", "two words", "class", "utils", "_secret", "feedback"])
def test_a_name_that_cannot_be_is_refused(name):
    with pytest.raises(new_slice.NameRefused):
        new_slice.lay(name, new_slice.SLICES)
