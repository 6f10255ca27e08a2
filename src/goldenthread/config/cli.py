"""The `goldenthread` command: each word hands over to a slice, a library part or the web framework."""

import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from django.core.management import execute_from_command_line

from goldenthread.config import serving, working
from goldenthread.config.demo import command as demo
from goldenthread.config.installed import PLUGINS
from goldenthread.slices.themes.headless import command as headless

Command = Callable[[Sequence[str]], int]


def _framework(word: str) -> Command:
    def run(arguments: Sequence[str]) -> int:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goldenthread.config.settings")
        execute_from_command_line(["goldenthread", word, *arguments])
        return 0

    return run


def _learn(arguments: Sequence[str]) -> int:
    for plugin in (
        PLUGINS
    ):  # the report needs readers and theme finders on their shelves, and nothing else of the house
        import_module(plugin)
    return headless.run(arguments)


COMMANDS: dict[str, tuple[str, Command]] = {
    "learn": ("Read a file of comments and write a report: no server, no database", _learn),
    "demo": ("Load the demo council and serve it: [--reset] [--port N] [--data-dir DIR] [--once]", demo.run),
    "serve": ("Serve this installation: [--port N] [--host H] [--workers N]", serving.run),
    "work": ("Do the jobs that wait, until told to stop: [--threads N]", working.run),
    "migrate": ("Bring the database up to date", _framework("migrate")),
    "sweep": ("Clear up behind files that stopped halfway or that nobody wanted", _framework("sweep")),
    "seal": ("Chain and sign the history; --verify checks it", _framework("seal")),
    "refresh": (
        "Count live measures again and ask for verdicts that are due: [--council SLUG]",
        _framework("refresh"),
    ),
    "suggest-themes": (
        "Let the models suggest themes for comments they have not read: --council SLUG [--finder KEY]",
        _framework("suggest_themes"),
    ),
    "backup": ("Back everything up into one archive: DIR|FILE [--keep N]", _framework("backup")),
    "restore": (
        "Put a backup back, all or nothing: FILE [--force] [--erasures FILE]",
        _framework("restore"),
    ),
    "verify": ("Check a backup, or with no file this installation: [FILE]", _framework("verify")),
    "upgrade": (
        "Bring the database up to date: backs up first, behind a closed door: [--dry-run] [--backup DIR]",
        _framework("upgrade"),
    ),
    "maintenance": (
        "Close the pages with a sign, or open them: on|off [--words W]",
        _framework("maintenance"),
    ),
    "check-deploy": (
        "Say what to mend before people rely on this installation",
        _framework("check_deploy"),
    ),
    "check": ("Check the settings; --deploy for production", _framework("check")),
    "add-council": (
        "Add a council with its first administrator: SLUG NAME --email E --person P",
        _framework("add_council"),
    ),
    "break-glass": (
        "Open an administrator's account for a few hours: EMAIL --council SLUG [--hours N]",
        _framework("break_glass"),
    ),
    "shell": ("Open a Python shell inside the house", _framework("shell")),
}


def main() -> None:
    """Run one command and leave with its exit code; with none, list them."""
    word, arguments = (sys.argv[1] if len(sys.argv) > 1 else ""), sys.argv[2:]
    if word not in COMMANDS:
        print("goldenthread: one traceable thread from what people said to a change that worked\n")
        for name, (purpose, _) in COMMANDS.items():
            print(f"  {name:12} {purpose}")
        sys.exit(0 if word in {"", "help", "--help", "-h"} else 2)
    try:
        sys.exit(COMMANDS[word][1](arguments))
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
