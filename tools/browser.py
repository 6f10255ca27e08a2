"""The real browser that the journeys walk in."""

import os
import shutil
from collections.abc import Sequence

from tools import environment
from tools.console import fail, say, skipped, start, timed

PACKAGES = ["chromium", "fonts-liberation", "fonts-noto-core"]


def find() -> str | None:
    """Return the path of Chromium, or None; GOLDENTHREAD_CHROMIUM names another one."""
    named = os.environ.get("GOLDENTHREAD_CHROMIUM")
    return (
        named or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    )


def journeys(arguments: Sequence[str]) -> int:
    """Run the journeys, or say loudly that there is no browser to walk in."""
    chromium = find()
    if not chromium:
        return skipped("the journeys, because there is no Chromium", "Install it with: ./run setup-journeys")
    command = [environment.PYTHON, "-m", "pytest", "-m", "journey", "tests/journeys", *arguments]
    return timed("journeys", command, env={"GOLDENTHREAD_CHROMIUM": chromium, "GOLDENTHREAD_MODE": "test"})


def install() -> int:
    """Install Chromium and fonts by the system's own package manager."""
    chromium = find()
    if chromium:
        say(f"Chromium is already here: {chromium}")
        return 0
    apt = shutil.which("apt-get")
    if not apt:
        return fail(
            "There is no apt-get here: install Chromium (or Chrome) by hand, then ./run journeys finds it."
        )
    rights = [] if os.name != "nt" and os.geteuid() == 0 else ["sudo"]
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    get = [*rights, apt, "install", "-y", "-q", "--no-install-recommends", *PACKAGES]
    if start(get, env=quiet) == 0:
        return 0
    say("Trying once more with fresh package lists.")
    return start([*rights, apt, "update", "-q"], env=quiet) or start(get, env=quiet)
