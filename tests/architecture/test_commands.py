"""The commands of the repository answer as they should."""

import subprocess
import sys

import pytest
import run
from tools import environment, licences
from tools.console import ROOT


def asked(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "run.py", *words], cwd=ROOT, capture_output=True, text=True)


def test_asking_for_nothing_lists_every_command_with_a_line_of_help():
    answer = asked()
    assert answer.returncode == 0
    for name, command in run.COMMANDS.items():
        assert any(
            line.split(maxsplit=1)[:1] == [name] and command.__doc__ in line
            for line in answer.stdout.splitlines()
        )


def test_a_command_that_is_not_there_is_an_error():
    assert asked("dance").returncode == 2


def test_a_command_needs_nothing_but_the_standard_library():
    code = "import sys, run; print(*{name.split('.')[0] for name in sys.modules})"
    answer = subprocess.run(
        [sys.executable, "-S", "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert set(answer.stdout.split()) - set(sys.stdlib_module_names) <= {"__main__", "run", "tools"}


@pytest.fixture
def place(tmp_path, monkeypatch):
    """An environment of its own, and a diary of what was done to it instead of doing it."""
    diary = []
    folder = tmp_path / "venv"
    for name, path in {"PLACE": folder, "PYTHON": folder / "python", "STAMP": folder / ".lock-hash"}.items():
        monkeypatch.setattr(environment, name, path)
    monkeypatch.setattr(environment, "MAKING", folder / ".making")

    def make() -> None:
        diary.append("made")
        folder.mkdir(exist_ok=True)
        environment.PYTHON.touch()

    monkeypatch.setattr(environment, "_make_place", make)
    monkeypatch.setattr(environment, "_install_lock", lambda: diary.append("installed"))
    monkeypatch.setattr(environment, "_install_ourselves", lambda: None)
    return diary


def test_a_second_start_has_nothing_to_do(place):
    environment.ensure()
    environment.ensure()
    assert place == ["made", "installed"]


def test_a_changed_lock_is_installed(place, tmp_path, monkeypatch):
    environment.ensure()
    other = tmp_path / "other.lock"
    other.write_text("changed")
    monkeypatch.setattr(environment, "LOCK", other)
    environment.ensure()
    assert place.count("installed") == 2


def test_an_interrupted_set_up_is_not_believed(place, monkeypatch):
    def interrupted() -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as inner:
        inner.setattr(environment, "_install_lock", interrupted)
        with pytest.raises(KeyboardInterrupt):
            environment.ensure()
    assert environment.MAKING.exists() and not environment.STAMP.exists()
    environment.ensure()
    assert place[-1] == "installed" and environment.STAMP.exists() and not environment.MAKING.exists()


def test_an_interrupted_environment_is_made_anew(tmp_path, monkeypatch):
    monkeypatch.setattr(environment, "PLACE", tmp_path / "venv")
    monkeypatch.setattr(environment, "MAKING", tmp_path / "venv" / ".making")
    monkeypatch.setattr(environment, "PYTHON", tmp_path / "venv" / "python")
    monkeypatch.setattr(environment.subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 0))
    (tmp_path / "venv").mkdir()
    for name in (".making", "python", "half-unpacked"):
        (tmp_path / "venv" / name).touch()
    environment._make_place()
    assert not (tmp_path / "venv" / "half-unpacked").exists()


def test_a_linked_environment_is_used_and_never_changed(tmp_path, monkeypatch):
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "python").touch()
    (tmp_path / "venv").symlink_to(tmp_path / "theirs")
    monkeypatch.setattr(environment, "PLACE", tmp_path / "venv")
    monkeypatch.setattr(environment, "PYTHON", tmp_path / "venv" / "python")
    environment.ensure()
    assert [path.name for path in (tmp_path / "theirs").iterdir()] == ["python"]


@pytest.mark.parametrize(
    ("licence", "refused"),
    [
        ("MIT License", False),
        ("GNU Lesser General Public License v3 (LGPLv3)", False),
        ("LGPL-3.0-only", False),
        ("GPL-3.0-or-later", True),
        ("GNU General Public License v3 (GPLv3)", True),
        ("GNU Affero General Public License v3", True),
        ("AGPL-3.0", True),
    ],
)
def test_licences_are_told_apart(licence, refused):
    assert bool(licences.FORBIDDEN.search(licence.upper())) is refused


def test_what_runs_is_found_through_what_it_needs():
    running = licences.needed(["django-allauth[mfa]>=65"])
    assert {"django-allauth", "django", "asgiref", "fido2"} <= running and "pytest" not in running
