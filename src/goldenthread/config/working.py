"""Runs a worker in the foreground, or keeps one alive beside a server for as long as the server lives."""

import argparse
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from importlib import import_module

import django

from goldenthread.config.env import Env

PAUSE_SECONDS = 2  # between a worker that ended and the next: one that cannot start must not spin


def run(arguments: Sequence[str]) -> int:
    """Do jobs until told to stop; returns 0."""
    parser = argparse.ArgumentParser(prog="goldenthread work")
    parser.add_argument(
        "--threads", type=int, default=0, help="how many jobs at once; else the setting's number"
    )
    parser.add_argument(
        "--while", dest="parent", type=int, default=0, help="end when this parent process does"
    )
    parser.add_argument(
        "--keep", type=int, default=0, help="keep a worker running while this parent process lives"
    )
    chosen = parser.parse_args(arguments)
    if chosen.keep:
        return _keep(chosen.keep)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goldenthread.config.settings")
    django.setup()
    worker = import_module("goldenthread.foundation.jobs.worker")  # its tables can be named only now
    worker.work(threads=chosen.threads or Env().jobs_threads, while_parent=chosen.parent)
    return 0


def start_beside_server() -> None:
    """Start a worker that lives as long as this process, if the settings want one: on SQLite they do."""
    env = Env()
    if env.jobs_inside and not env.database_url:
        subprocess.Popen([*_command(), "--keep", str(os.getpid())], stdin=subprocess.DEVNULL)


def _keep(parent: int) -> int:
    """Start a worker, and another when it was killed, until the parent is gone."""
    worker: subprocess.Popen[bytes] | None = None
    try:
        while os.getppid() == parent:
            if worker is None or worker.poll() is not None:
                worker = subprocess.Popen([*_command(), "--while", str(os.getpid())])
            time.sleep(PAUSE_SECONDS)
    except KeyboardInterrupt:  # Ctrl-C reaches the worker too, and it drains by itself
        return 0
    if worker:
        worker.send_signal(signal.SIGINT)
        worker.wait()
    return 0


def _command() -> list[str]:
    return [sys.executable, "-m", "goldenthread.config.cli", "work"]
