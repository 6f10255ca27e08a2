"""What a restore refuses, and that a refusal changes nothing."""

from __future__ import annotations

import json
import zipfile
from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from goldenthread.foundation.backups import archive, checking, engines, making, restoring
from goldenthread.foundation.files import store
from goldenthread.foundation.history.erasures import CannotErase, Erasure, erase_again, journal
from goldenthread.foundation.tenancy.models import Council

NOW = datetime(2026, 11, 24, 12, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def place(settings, tmp_path, transactional_db, monkeypatch):
    """A data folder of our own, and leave to open the copies' connections, which the test library would refuse."""

    def connect(self):
        if self.connection is None:
            with self.wrap_database_errors:
                self.connect()

    monkeypatch.setattr(BaseDatabaseWrapper, "ensure_connection", connect)
    settings.DATA_DIR = tmp_path / "data"
    return tmp_path


@pytest.fixture
def made(place):
    """A backup of one council and one kept file; afterwards the council has another name, the file is gone."""
    Council.objects.create(slug="northshire", name="As backed up")
    kept = store.keep([b"words of a file"])
    made = making.back_up(place / "out", at=NOW)
    Council.objects.update(name="As it is now")
    store.discard(kept.name)
    return made


def name_now():
    return Council.objects.get(slug="northshire").name


def changed(made, place, change):
    """Return a copy of the archive with its manifest changed."""
    path = place / "changed.zip"
    with zipfile.ZipFile(made.path) as old, zipfile.ZipFile(path, "w") as new:
        for member in old.namelist():
            content = old.read(member)
            if member == archive.MANIFEST:
                facts = json.loads(content)
                change(facts)
                content = json.dumps(facts).encode()
            new.writestr(member, content)
    return path


def refused(path, kind, words):
    with pytest.raises(kind, match=words):
        restoring.restore(path, force=True)
    assert name_now() == "As it is now"
    assert not list((restoring._data() / "files").glob("??/*"))


def test_a_backup_is_put_back_over_what_is_there_only_when_forced(made):
    with pytest.raises(restoring.NotRestored, match="not empty"):
        restoring.restore(made.path)
    assert name_now() == "As it is now"
    done = restoring.restore(made.path, force=True)
    assert name_now() == "As backed up"
    assert (done.files, done.removed, done.held.checksum) == (1, 0, made.held.checksum)
    assert checking.check_installation().wrong == ()


def test_files_the_backup_does_not_know_are_removed(made):
    store.keep([b"sent since"])
    assert restoring.restore(made.path, force=True).removed == 1
    assert checking.check_installation().files == 1


@pytest.mark.parametrize("member", ["database", "files"])
def test_a_damaged_member_is_named_and_nothing_changes(made, place, member):
    with zipfile.ZipFile(made.path) as opened:
        name = next(name for name in opened.namelist() if name.startswith(member))
        info = opened.getinfo(name)
    bytes_ = bytearray(made.path.read_bytes())
    at = info.header_offset + 30 + len(name) + 20 + info.compress_size // 2
    bytes_[at] ^= 0xFF
    broken = place / "broken.zip"
    broken.write_bytes(bytes_)
    refused(broken, archive.Damaged, name)
    with pytest.raises(CommandError, match=name):
        call_command("verify", broken)


@pytest.mark.parametrize("share", [0.2, 0.6, 0.99])
def test_an_archive_cut_short_is_refused(made, place, share):
    whole = made.path.read_bytes()
    (place / "short.zip").write_bytes(whole[: int(len(whole) * share)])
    refused(place / "short.zip", archive.Damaged, "not a whole archive")


def test_a_file_that_is_no_archive_is_refused(made, place):
    (place / "letter.zip").write_text("Dear all")
    refused(place / "letter.zip", archive.Damaged, "not a whole archive")


def test_an_archive_of_a_newer_version_is_refused(made, place):
    newer = changed(made, place, lambda facts: facts["migrations"].append("thread.9999_later"))
    refused(newer, restoring.NotRestored, "newer version .* Install that version")


def test_an_archive_of_an_older_version_is_refused(made, place):
    older = changed(made, place, lambda facts: facts["migrations"].pop())
    refused(older, restoring.NotRestored, "older version .* lacks 1 migrations")


def test_an_archive_of_another_database_is_refused(made, place):
    other = changed(made, place, lambda facts: facts.update(engine="oracle"))
    refused(other, restoring.NotRestored, "made on oracle")


def test_rows_that_are_not_those_of_the_manifest_are_refused_after_the_fact(made, place):
    fewer = changed(made, place, lambda facts: facts["tables"]["tenancy_council"].update(rows=2))
    refused(fewer, restoring.NotRestored, "not what went in: tenancy_council")


def test_a_failure_at_the_last_step_leaves_everything_as_it_was(made, monkeypatch):
    def refuse(erasures):
        raise CannotErase("No.")

    monkeypatch.setattr(restoring, "erase_again", refuse)
    refused(made.path, CannotErase, "No")


def test_an_erasure_nobody_can_make_stops_the_restore():
    with pytest.raises(CannotErase, match="names dreams"):
        erase_again([Erasure("northshire", "dreams", "1", NOW)])


def test_a_journal_cut_short_by_a_crash_is_read_up_to_there(place):
    whole = json.dumps({"council": "n", "kind": "key", "about": "team:1", "at": NOW.isoformat()})
    (place / "j.jsonl").write_text(f"{whole}\n{whole[:30]}")
    assert journal(place / "j.jsonl") == [Erasure("n", "key", "team:1", NOW)]


def test_a_backup_never_overwrites_another(made):
    with pytest.raises(FileExistsError):
        making.back_up(made.path, at=NOW)


def test_a_backup_that_fails_leaves_nothing_behind(made, place, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(archive.Writer, "add", full)
    with pytest.raises(CommandError, match=r"No backup was made\. .*No space left"):
        call_command("backup", place / "full")
    assert list((place / "full").iterdir()) == []


def test_old_backups_are_cleared_and_other_files_left(place):
    for day in range(1, 6):
        (place / f"goldenthread-2026110{day}T000000Z.zip").touch()
    (place / "letter.zip").touch()
    gone = making.prune(place, keep=2)
    assert len(gone) == 3 and (place / "letter.zip").exists()
    assert (place / "goldenthread-20261105T000000Z.zip").exists()


def test_the_age_of_the_last_backup_is_known(made):
    assert making.last_backup() == NOW


def test_a_missing_program_is_named(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(engines.CannotCopy, match="pg_restore is not on this machine.*postgresql-client"):
        engines.read_list(making.Path("x"))


def test_a_kept_file_that_changed_is_found(made):
    kept = store.keep([b"to be spoilt"])
    store.open_path(kept.name).write_bytes(b"spoilt")
    assert "is not what was sent" in checking.check_installation().wrong[0]


def test_an_archive_holds_neither_the_key_nor_the_journal(made):
    with zipfile.ZipFile(made.path) as opened:
        names = opened.namelist()
        manifest = json.loads(opened.read(archive.MANIFEST))
    assert not any("key" in name or "erasures" in name for name in names)
    assert manifest["engine"] == connection.vendor
