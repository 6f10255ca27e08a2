"""Workers in real processes, killed without warning: what they were at is done by another, once."""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

REAL = Path(__file__).parent / "real.py"
pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]


class Yard:
    """A house of its own, with workers that can be killed."""

    def __init__(self, folder: Path, database_url: str) -> None:
        self.ledger, self.workers = folder / "ledger", []
        self.ledger.touch()
        self.env = {
            **os.environ, "GOLDENTHREAD_MODE": "test", "GOLDENTHREAD_DATA_DIR": str(folder),
            "GOLDENTHREAD_DATABASE_URL": database_url, "LEDGER": str(self.ledger), "PYTHONPATH": str(REAL.parents[4]),
        }  # fmt: skip

    def do(self, *words: str) -> str:
        asked = [sys.executable, str(REAL), *words]
        said = subprocess.run(asked, env=self.env, check=False, capture_output=True, text=True)
        assert said.returncode == 0, said.stderr[-3000:]
        return said.stdout.strip()

    def start(self, *words: str) -> subprocess.Popen:
        log = open(self.ledger.with_suffix(".log"), "ab")  # noqa: SIM115 - closed with the process
        self.workers.append(subprocess.Popen([sys.executable, str(REAL), *words], env=self.env, stderr=log))
        return self.workers[-1]

    def lines(self, word: str) -> list[list[str]]:
        return [line.split() for line in self.ledger.read_text().splitlines() if line.startswith(word + " ")]

    def wait(self, condition, seconds: float) -> float:
        began = time.monotonic()
        while not condition():
            assert time.monotonic() - began < seconds, self.ledger.with_suffix(".log").read_text()[-3000:]
            time.sleep(0.2)
        return time.monotonic() - began


@pytest.fixture
def yard(tmp_path):
    url, name = os.environ.get("GOLDENTHREAD_DATABASE_URL", ""), f"yard_{secrets.token_hex(4)}"
    mine = urlunsplit(urlsplit(url)._replace(path=f"/{name}")) if url else ""
    if url:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
    place = Yard(tmp_path, mine)
    try:
        place.do("migrate")
        yield place
    finally:
        for one in place.workers:
            if one.poll() is None:
                one.kill()
            one.wait()
        if url:
            with psycopg.connect(url, autocommit=True) as connection:
                connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_two_workers_never_do_the_same_job_at_once(yard):
    yard.do("enqueue", "60", "0.1")
    yard.start("work", "2")
    yard.start("work", "2")
    yard.wait(lambda: len(yard.lines("end")) >= 60, 120)
    assert yard.do("count") == "60 0"
    assert set(Counter(line[1] for line in yard.lines("begin")).values()) == {1}
    assert len({line[2] for line in yard.lines("begin")}) == 2


def test_what_a_killed_worker_was_at_is_done_by_another_within_sixty_seconds_and_once(yard):
    yard.do("enqueue", "1", "3")
    first = yard.start("work")
    yard.wait(lambda: yard.lines("begin"), 60)
    time.sleep(1)
    first.send_signal(signal.SIGKILL)
    killed = time.monotonic()
    yard.start("work")
    yard.wait(lambda: len(yard.lines("begin")) == 2, 60)
    again = time.monotonic() - killed
    yard.wait(lambda: yard.lines("end"), 30)
    print(f"taken again {again:.1f} s after the kill")  # noqa: T201
    assert again < 60
    assert yard.do("count") == "1 0"


def test_the_control_a_queue_without_leases_loses_what_a_killed_worker_was_at(yard):
    yard.do("naked", "1", "3")
    first = yard.start("naked-work")
    yard.wait(lambda: yard.lines("begin"), 60)
    first.send_signal(signal.SIGKILL)
    yard.start("naked-work")
    time.sleep(10)
    assert len(yard.lines("begin")) == 1
    assert yard.do("count") == "0 0"


@pytest.mark.parametrize("word", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_told_to_stop_ends_what_it_is_at_and_takes_nothing_new(yard, word):
    yard.do("enqueue", "5", "2")
    worker = yard.start("work")
    yard.wait(lambda: yard.lines("begin"), 60)
    worker.send_signal(word)
    assert worker.wait(40) == 0
    assert len(yard.lines("begin")) == len(yard.lines("end")) == 1
    assert yard.do("count") == "1 4"


def test_a_job_too_long_for_the_grace_is_given_back_when_its_worker_stops(yard):
    yard.do("enqueue", "1", "60")
    worker = yard.start("work")
    yard.wait(lambda: yard.lines("begin"), 60)
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(40) == 0
    yard.start("work")
    yard.wait(lambda: len(yard.lines("begin")) == 2, 30)  # at once, without waiting for a lease to run out
