"""The `.venv` in the root: made once from the lock, believed only when it is whole.

Two small files tell the state. `.making` is there while work goes on; found at a later start, it means that the
last attempt was interrupted, and the environment is made anew. `.lock-hash` is written last, and a start that
finds it equal to the lock's hash has nothing to do.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from tools.console import ROOT, say

LOCK = ROOT / "requirements.lock"
PLACE = Path(os.environ.get("GOLDENTHREAD_VENV", ROOT / ".venv"))
SCRIPTS = PLACE / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
COMMAND = SCRIPTS / ("goldenthread.cmd" if os.name == "nt" else "goldenthread")
STAMP = PLACE / ".lock-hash"
MAKING = PLACE / ".making"

UNIX_SCRIPT = """#!{python}
import sys

from goldenthread.config.cli import main

sys.exit(main())
"""
WINDOWS_SCRIPT = (
    '@"{python}" -c "import sys; from goldenthread.config.cli import main; sys.exit(main())" %*\r\n'
)


class CannotSetUp(Exception):
    """The environment could not be made; the words say what to do."""


def ensure() -> None:
    """Make the environment match the lock; cheap when it already does.

    Raises CannotSetUp, worded for the person at the keyboard.
    """
    if PLACE.is_symlink():  # it belongs to somebody else: use it, never change it
        if not PYTHON.exists():
            raise CannotSetUp(f"{PLACE} is a link to an environment that is not there.")
        return
    if STAMP.exists() and STAMP.read_text() == _wanted() and PYTHON.exists():
        return
    began = time.monotonic()
    say("Setting up: the first time takes a minute or two, later starts take none.")
    _make_place()
    MAKING.touch()
    STAMP.unlink(missing_ok=True)
    _install_lock()
    _install_ourselves()
    STAMP.write_text(_wanted())
    MAKING.unlink()
    say(f"Set up in {time.monotonic() - began:.0f} s.")


def _wanted() -> str:
    content = LOCK.read_bytes() + str(ROOT).encode() + sys.version.encode()
    return hashlib.sha256(content).hexdigest()


def _make_place() -> None:
    if MAKING.exists():
        say("The last set-up was interrupted; starting afresh.")
        shutil.rmtree(PLACE)
    if PYTHON.exists():
        return
    say(f"  making {PLACE.name} with Python {sys.version.split()[0]}")
    PLACE.mkdir(parents=True, exist_ok=True)
    MAKING.touch()
    if importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip"):
        maker = "venv"
    elif importlib.util.find_spec("virtualenv"):
        say("  this Python has no venv (on Debian and Ubuntu: python3-venv); using virtualenv, which it has")
        maker = "virtualenv"
    else:
        raise CannotSetUp(
            "This Python cannot make environments: install python3-venv (Debian, Ubuntu: sudo apt-get install "
            "python3-venv), then try again."
        )
    if subprocess.run([sys.executable, "-m", maker, str(PLACE)], stdout=subprocess.DEVNULL).returncode:
        raise CannotSetUp(f"Making {PLACE} failed; the lines above say why.")


def _install_lock() -> None:
    uv = None if os.environ.get("GOLDENTHREAD_NO_UV") else _working_uv()
    if uv:
        how = [uv, "pip", "install", "--quiet", "--python", str(PYTHON)]
    else:
        how = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "-q"]
    say(f"  installing what requirements.lock pins, with hashes, by {'uv' if uv else 'pip'}")
    if subprocess.run([*how, "--require-hashes", "-r", str(LOCK)], cwd=ROOT).returncode:
        raise CannotSetUp("Installing failed; the lines above say why. Trying again starts afresh.")


def _working_uv() -> str | None:
    uv = shutil.which("uv")
    if not uv:
        return None
    answered = subprocess.run([uv, "--version"], capture_output=True).returncode == 0
    return uv if answered else None


def _install_ourselves() -> None:
    """Put the sources on the environment's path and the command beside its Python."""
    asked = [str(PYTHON), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    site = Path(subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip())
    (site / "goldenthread.pth").write_text(f"{ROOT / 'src'}\n", encoding="utf-8")
    script = WINDOWS_SCRIPT if os.name == "nt" else UNIX_SCRIPT
    COMMAND.write_text(script.format(python=PYTHON.absolute()), encoding="utf-8")
    COMMAND.chmod(0o755)
