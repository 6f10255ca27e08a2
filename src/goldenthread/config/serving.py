"""Runs the production server in the foreground, after the database and the static files are ready."""

import argparse
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import django
from django.conf import settings
from django.core.management import call_command

from goldenthread.config import working

SETTINGS = "goldenthread.config.settings"
THREADS = 4  # each holds a database connection: the server's own default of dozens would open dozens


def run(arguments: Sequence[str]) -> int:
    """Serve this installation; returns the server's exit code."""
    parser = argparse.ArgumentParser(prog="goldenthread serve")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--workers", type=int, default=2)
    chosen = parser.parse_args(arguments)
    prepare()
    serve(host=chosen.host, port=chosen.port, workers=chosen.workers)


def prepare() -> None:
    """Bring the database up to date and gather the static files."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)


def serve(*, host: str, port: int, workers: int = 2) -> NoReturn:
    """Replace this process with the server; a signal to stop reaches it directly, and its worker ends with it."""
    working.start_beside_server()
    wanted = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", str(workers), "--blocking-threads", str(THREADS), "--no-ws", "--log-level", "warning",
        "goldenthread.config.wsgi:application",
    ]  # fmt: skip
    os.execve(
        sys.executable, wanted, {**os.environ, **_where_figures_meet(), "DJANGO_SETTINGS_MODULE": SETTINGS}
    )


def _where_figures_meet() -> dict[str, str]:
    """Make the folder, afresh, in which several workers add their figures together, when a monitor may ask."""
    os.environ.setdefault(
        "DJANGO_SETTINGS_MODULE", SETTINGS
    )  # served from a script, nobody has named them yet
    if not settings.METRICS_TOKEN:
        return {}
    folder = Path(settings.DATA_DIR) / "metrics"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return {"PROMETHEUS_MULTIPROC_DIR": str(folder)}
