"""Writes docs/reference from the code itself: settings, permissions, hooks, history verbs, the command line."""

import inspect
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from itertools import chain
from types import ModuleType
from typing import Any

from tools.console import ROOT, say

SOCKETS = (
    "hooks.registry",
    "hooks.clock",
    "imports.kinds",
    "history.erasures",
)  # where parts of the house hang things
FOLDER = ROOT / "docs" / "reference"
NOTE = "<!-- Written by `python -m tools.reference`; change the code, not this page. -->"


def main(arguments: Sequence[str]) -> int:
    """Write the pages; with `--check`, only say which of them no longer match the code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goldenthread.config.settings")
    os.environ.setdefault("GOLDENTHREAD_MODE", "test")
    import_module("django").setup()
    stale = []
    for name, write in PAGES.items():
        page = FOLDER / name
        text = "\n".join([NOTE, "", *write(), ""])
        if page.exists() and page.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if "--check" not in arguments:
            FOLDER.mkdir(parents=True, exist_ok=True)
            page.write_text(text, encoding="utf-8")
    if "--check" in arguments and stale:
        say(f"Out of date: {', '.join(stale)}. Write them again with: .venv/bin/python -m tools.reference")
        return 1
    say(f"{len(PAGES)} pages of reference, {len(stale)} {'stale' if '--check' in arguments else 'written'}")
    return 0


def settings() -> Iterator[str]:
    """Write every environment variable with its default and its reason."""
    env = import_module("goldenthread.config.env").Env
    yield from (
        "# Settings",
        "",
        "Environment variables, read once at the start; a wrong value stops it.",
        "",
    )
    yield from ("| Variable | Default | What it is for |", "|---|---|---|")
    prefix = env.model_config.get("env_prefix", "")
    for name, about in sorted(env.model_fields.items()):
        default = "" if about.default in ("", None) else f"`{about.default}`"
        yield f"| `{(prefix + name).upper()}` | {default} | {_cell(about.description)} |"


def permissions() -> Iterator[str]:
    """Write roles, verbs, and who may do what how far."""
    lists = import_module("goldenthread.foundation.permissions.roles")
    yield from ("# Roles and permissions", "", "## Roles", "", "| Role | Label | Purpose |", "|---|---|---|")
    for role in lists.ROLES.values():
        yield f"| `{role.key}` | {_cell(role.label)} | {_cell(role.purpose)} |"
    yield from ("", "## Verbs", "", "| Verb | What it allows | Roles, and how far |", "|---|---|---|")
    for verb in sorted(lists.VERBS.values(), key=lambda one: one.key):
        reach = ", ".join(f"{role} ({reach})" for role, reach in sorted(verb.roles.items()))
        yield f"| `{verb.key}` | {_cell(verb.label)} | {reach or 'nobody'} |"


def hooks() -> Iterator[str]:
    """Write each socket that parts hang things on, its shape, and what hangs there now."""
    modules = [import_module(f"goldenthread.foundation.{name}") for name in SOCKETS]
    yield from (
        "# Hooks",
        "",
        *(f"- `{_place(one)}`: {_first_line(one)}" for one in modules),
        "",
        "## Sockets",
        "",
    )
    for module in modules:
        for name, function in _own(module, inspect.isfunction):
            shape = str(inspect.signature(function)).replace("'", "")
            yield f"- `{name}{shape}`: {_first_line(function)}"
        yield from (
            f"- `{name}.add(...)` in `{_place(module)}`: a shelf with one place for each {one.kind}"
            for name, one in _shelves(module)
        )
    yield from ("", "## Shapes", "")
    for name, shape in chain.from_iterable(_own(module, _is_shape) for module in modules):
        yield f"- `{name}({', '.join(inspect.signature(shape).parameters)})`: {_first_line(shape)}"
    yield from ("", "## What hangs there", "", "| Socket | What |", "|---|---|")
    for shelf, key, one in chain.from_iterable(_hung(module) for module in modules):
        yield f"| {shelf} | {_cell(_describe(key, one))} |"


def _is_shape(thing: object) -> bool:
    return inspect.isclass(thing) and not issubclass(thing, Exception)


def _hung(module: ModuleType) -> Iterator[tuple[str, object, object]]:
    """Yield (socket, key or None, thing) for each thing that hangs on a module's sockets."""
    for name, hung in sorted(vars(module).items()):
        if name.isupper() and isinstance(hung, list | dict):
            pairs = hung.items() if isinstance(hung, dict) else ((None, one) for one in hung)
            yield from ((name, key, one) for key, one in pairs)
    for name, shelf in _shelves(module):
        yield from ((name, one.key, one) for one in shelf.all())


def _shelves(module: ModuleType) -> list[tuple[str, Any]]:
    shelf = import_module("goldenthread.ports.registry").Shelf
    return [(name, one) for name, one in sorted(vars(module).items()) if isinstance(one, shelf)]


def _place(module: ModuleType) -> str:
    return module.__name__.removeprefix("goldenthread.").replace(".", "/") + ".py"


def history() -> Iterator[str]:
    """Write each verb of history and its words."""
    words = import_module("goldenthread.foundation.history.words").VERBS
    yield from ("# Verbs of history", "", "| Verb | Words on pages |", "|---|---|")
    yield from (f"| `{verb}` | {_cell(said)} |" for verb, said in sorted(words.items()))


def command_line() -> Iterator[str]:
    """Write what `./run` and `goldenthread` say about themselves."""
    yield from (
        "# The command line",
        "",
        "## `./run`: for people who build or try it",
        "",
        "| Command | Does |",
        "|---|---|",
    )
    run = import_module("run")
    yield from (f"| `./run {name}` | {_cell(command.__doc__)} |" for name, command in run.COMMANDS.items())
    yield from ("", "## `goldenthread`: for people who run it", "", "| Command | Does |", "|---|---|")
    commands = import_module("goldenthread.config.cli").COMMANDS
    yield from (f"| `goldenthread {name}` | {_cell(purpose)} |" for name, (purpose, _) in commands.items())


def _own(module: ModuleType, kind: Callable[[object], bool]) -> list[tuple[str, Callable[..., object]]]:
    members = inspect.getmembers(module, kind)
    return [
        (name, one) for name, one in members if one.__module__ == module.__name__ and not name.startswith("_")
    ]


def _first_line(thing: object) -> str:
    return (inspect.getdoc(thing) or "").split("\n")[0]


def _describe(key: object, one: object) -> str:
    names = ("label", "sentence", "question", "kind", "url_name", "template", "verb")
    facts = [f"{name} {getattr(one, name)}" for name in names if isinstance(getattr(one, name, None), str)]
    name = key or getattr(one, "key", None)
    return ", ".join([*([str(name)] if name else []), *(facts or ([] if name and not key else [str(one)]))])


def _cell(text: object) -> str:
    return " ".join(str(text or "").split()).replace("|", "\\|")


PAGES: dict[str, Callable[[], Iterator[str]]] = {
    "settings.md": settings,
    "permissions.md": permissions,
    "hooks.md": hooks,
    "history-verbs.md": history,
    "command-line.md": command_line,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
