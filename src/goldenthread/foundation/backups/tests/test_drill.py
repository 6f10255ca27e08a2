"""The restore drill, with processes and databases of its own, on the database under test."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection
from tools.console import ROOT

DRILL = Path(__file__).parent / "drill.py"
pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def run(word, *rest, data, database="", key="k" * 60):
    env = {
        **os.environ,
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "GOLDENTHREAD_DATA_DIR": str(data),
    }
    env |= {"GOLDENTHREAD_SECRET_KEY": key, "DJANGO_SETTINGS_MODULE": "goldenthread.config.settings"}
    env |= {"GOLDENTHREAD_DATABASE_URL": database, "GOLDENTHREAD_MODE": "test"}
    done = subprocess.run(
        [sys.executable, str(DRILL), word, *map(str, rest)], env=env, capture_output=True, text=True, cwd=ROOT
    )
    return json.loads(done.stdout.splitlines()[-1]) if done.returncode == 0 else done.stderr


@pytest.fixture(scope="module")
def databases(django_db_setup, django_db_blocker):
    """Three databases of the kind under test: addresses of PostgreSQL, or "" for a file in the data folder."""
    if connection.vendor != "postgresql":
        yield "", "", ""
        return
    import psycopg

    given = connection.settings_dict
    server = f"{given['USER']}:{quote(given['PASSWORD'])}@{given['HOST']}:{given['PORT']}"
    names = ["drill_one", "drill_two", "drill_three"]
    with psycopg.connect(f"postgresql://{server}/postgres", autocommit=True) as server_door:
        for name in names:
            server_door.execute(f"DROP DATABASE IF EXISTS {name}")
            server_door.execute(f"CREATE DATABASE {name}")
        yield tuple(f"postgresql://{server}/{name}" for name in names)
        for name in names:
            server_door.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="module")
def filled(databases, tmp_path_factory):
    place = tmp_path_factory.mktemp("first")
    return {"data": place / "data", **run("fill", place / "out", data=place / "data", database=databases[0])}


def test_a_restored_installation_has_the_checksum_of_the_one_backed_up_and_erasures_are_made_again(
    filled, databases, tmp_path
):
    journal = filled["data"] / "erasures.jsonl"
    found = run("restore", filled["archive"], journal, data=tmp_path, database=databases[1])
    assert found["promised"] == filled["content"], found
    assert found["files"] == filled["files"] == 1
    assert (found["erased"], found["destroyed"], found["words"]) == (1, 1, None)
    assert found["lines"] == 32 and found["sessions"] == 0
    assert found["chain"] == [] and found["warnings"] == []
    archive = filled["archive"]
    again = run("restore", archive, data=tmp_path, database=databases[1])
    assert "is not empty" in again and "--force" in again
    forced = run("restore", archive, "--force", data=tmp_path, database=databases[1])
    assert forced["erased"] == 1  # the journal of this machine knew by then


def test_without_its_journal_the_words_would_have_come_back(filled, databases, tmp_path):
    found = run("restore", filled["archive"], data=tmp_path, database=databases[2], key="another key " * 6)
    assert found["content"] == filled["content"], found
    assert found["words"] == "Mrs Jones" and found["erased"] == 0
    assert "secret key is not the one" in found["warnings"][0]


@pytest.mark.skipif("connection.vendor != 'postgresql'")
def test_rows_of_sqlite_have_the_same_checksum_on_postgresql(databases, tmp_path):
    small = run("fill", tmp_path / "out", data=tmp_path / "small")
    found = run(
        "restore", small["archive"], "--force", "--migrate", data=tmp_path / "big", database=databases[2]
    )
    assert found["engine"] == "postgresql", found
    assert found["content"] == found["promised"] == small["content"]
    assert found["chain"] == []
