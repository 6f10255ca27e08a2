"""Readiness, figures, the sign on the door, limits and a full disk."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from tools.console import ROOT

from goldenthread.foundation.backups import making
from goldenthread.foundation.hooks import probes
from goldenthread.foundation.operations import deploying, limits, maintenance, metrics, middleware, readiness
from goldenthread.foundation.pages import views as pages
from goldenthread.foundation.tenancy.tests.factories import BACKEND, a_council, a_person

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def place(settings, tmp_path):
    (tmp_path / "static").mkdir()
    settings.DATA_DIR = tmp_path
    return tmp_path


def test_the_house_is_ready_when_nothing_is_wrong(client):
    answer = client.get("/health/ready/")
    assert (answer.status_code, answer.json()) == (200, {"status": "ready", "failed": []})


@pytest.mark.parametrize("key", ["database", "migrations", "disk", "data_folder", "worker"])
def test_each_question_can_make_the_house_not_ready_and_only_its_name_is_told(
    client, monkeypatch, settings, key
):
    def broken():
        raise OperationalError("secret host name")

    others = [one for one in readiness.OURS if one.key != key]
    monkeypatch.setattr(readiness, "OURS", others)
    monkeypatch.setattr(readiness, "PROBES", [probes.Probe(key, broken)])
    answer = client.get("/health/ready/")
    assert (answer.status_code, answer.json()["failed"]) == (503, [key])
    assert b"secret" not in answer.content


def test_too_little_disk_is_noticed(client, settings):
    settings.LEAST_DISK_FREE_MB = 10**9
    assert client.get("/health/ready/").json()["failed"] == ["disk"]


def test_a_data_folder_that_went_away_is_noticed(client, settings, place):
    settings.DATA_DIR = place / "away"
    assert "data_folder" in client.get("/health/ready/").json()["failed"]


def test_two_probes_of_one_key_are_refused():
    with pytest.raises(ValueError, match="called database"):
        for ask in (lambda: "", lambda: "x"):
            probes.add_probe(probes.Probe("database", ask))
    probes.PROBES.clear()


def test_figures_are_for_those_who_know_the_token(client, settings):
    assert client.get("/metrics/").status_code == 404
    settings.METRICS_TOKEN = "a-long-token"
    assert client.get("/metrics/").status_code == 404
    assert client.get("/metrics/", HTTP_AUTHORIZATION="Bearer wrong").status_code == 404
    answer = client.get("/metrics/", HTTP_AUTHORIZATION="Bearer a-long-token")
    assert answer.status_code == 200 and b"goldenthread_ready" in answer.content


def test_a_thousand_addresses_make_one_line_of_figures(client):
    before = metrics.written().count(b"\n")
    for number in range(50):
        client.get(f"/nowhere-{number}/?q={number}")
        client.generic(f"METHOD{number}", "/help/")
    grown = metrics.written()
    assert b"nowhere" not in grown and b"METHOD1" not in grown
    assert grown.count(b"\n") - before < 60  # two routes, each with its histogram


def test_the_sign_closes_every_page_but_health(client):
    call_command("maintenance", "on", "--words", "Back at ten.", "--minutes", "10")
    page = client.get("/")
    assert page.status_code == 503 and "Back at ten." in page.content.decode()
    assert 60 <= int(page["Retry-After"]) <= 600
    assert client.get("/health/").status_code == 200
    assert client.get("/health/ready/").status_code == 200
    call_command("maintenance", "off")
    assert client.get("/").status_code == 200


def test_a_sign_that_cannot_be_read_still_closes_the_door(client, place):
    (place / maintenance.SIGN).write_text("{half")
    assert client.get("/").status_code == 503


def test_a_burst_is_allowed_and_what_is_over_it_waits():
    keeper, limit = limits.Doorkeeper(), limits.Limit("x", 5, 50)
    assert [keeper.wait(limit, "a", now=100.0) for _ in range(6)] == [0, 0, 0, 0, 0, 10]
    assert keeper.wait(limit, "b", now=100.0) == 0
    assert keeper.wait(limit, "a", now=110.1) == 0


def test_callers_take_no_more_room_than_was_set_aside():
    keeper = limits.Doorkeeper(most_remembered=100)
    for number in range(5000):
        keeper.wait(limits.PUBLIC, f"10.0.{number // 256}.{number % 256}", now=1.0)
    assert keeper.remembered() == 100
    assert not any(b"10.0" in mark for mark in keeper._paid)


def test_who_a_caller_was_is_forgotten_each_day():
    keeper, limit = limits.Doorkeeper(), limits.Limit("x", 1, 10**6)
    keeper.wait(limit, "a", now=limits.DAY + 1)
    assert keeper.wait(limit, "a", now=limits.DAY + 2) > 0
    assert keeper.wait(limit, "a", now=2 * limits.DAY + 2) == 0


@pytest.fixture
def limited(settings, monkeypatch):
    settings.RATE_LIMITS = True
    keeper = limits.Doorkeeper()
    monkeypatch.setattr(middleware, "doorkeeper", keeper)
    for name in ("SIGN_IN_NAME", "SIGN_IN_ADDRESS", "UPLOAD", "EXPORT", "PUBLIC"):
        monkeypatch.setattr(limits, name, limits.Limit(name, 3, 600))


def test_public_pages_sign_in_and_uploads_are_limited_with_a_page(client, limited):
    codes = [client.get("/help/").status_code for _ in range(4)]
    assert codes == [200, 200, 200, 429]
    refused = client.get("/help/")
    assert int(refused["Retry-After"]) > 0 and "too fast" in refused.content.decode()
    tries = [client.post("/account/login/", {"login": "a@example.org", "password": "x"}) for _ in range(4)]
    assert [one.status_code for one in tries] == [200, 200, 200, 429]
    council = a_council()
    client.force_login(a_person(council, "analyst"), backend=BACKEND)
    sent = [client.post(f"/c/{council.slug}/files/new/nothing/", {"a": "b"}).status_code for _ in range(4)]
    assert sent == [404, 404, 404, 429]


def test_behind_a_proxy_the_address_is_the_one_the_proxy_wrote_last(rf, settings):
    request = rf.get("/", HTTP_X_FORWARDED_FOR="made up, 10.1.1.1", REMOTE_ADDR="127.0.0.1")
    assert middleware._address(request) == "127.0.0.1"
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert middleware._address(request) == "10.1.1.1"


class Full(Exception):
    """PostgreSQL's own error, as its driver gives it."""

    sqlstate = "53100"


def wrapped():
    fault = OperationalError("could not extend file")
    fault.__cause__ = Full()
    return fault


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), 507),
        (OperationalError("database or disk is full"), 507),
        (wrapped(), 507),
        (OSError(errno.EACCES, "Permission denied"), 500),
        (OperationalError("database is locked"), 500),
    ],
)
def test_a_full_disk_ends_in_a_sentence_and_other_failures_do_not(client, monkeypatch, fault, status):
    def fail(*_):
        raise fault

    monkeypatch.setattr(pages, "all_councils", fail)
    client.raise_request_exception = False
    page = client.get("/")
    assert page.status_code == status
    assert ("no room left" in page.content.decode()) is (status == 507)


def test_upgrade_says_there_is_nothing_to_do(capsys):
    call_command("upgrade", "--dry-run")
    assert "Nothing to do" in capsys.readouterr().out


SAFE = {
    "GOLDENTHREAD_MODE": "production",
    "GOLDENTHREAD_SECRET_KEY": "7f" * 10 + "qwertyuiopasdfghjklzxcvbnm" * 2,
    "GOLDENTHREAD_HOSTS": "learning.example.gov.uk",
    "GOLDENTHREAD_HTTPS": "true",
    "GOLDENTHREAD_BEHIND_PROXY": "true",
}


def test_what_is_wrong_with_a_test_installation_is_said():
    with pytest.raises(CommandError, match="things to mend"):
        call_command("check_deploy")
    found = " ".join(deploying.faults(now=NOW))
    assert "mode is test" in found and "no backup" in found and "https" in found


def test_an_old_backup_is_noticed(place):
    making._note(place / "x.zip", making.Contents({}), NOW - timedelta(hours=30))
    assert any("older than 26 hours" in one for one in deploying.faults(now=NOW))


@pytest.mark.slow
@pytest.mark.skipif("connection.vendor == 'postgresql'")
def test_with_production_settings_nothing_is_left_to_mend(place):
    place.chmod(0o750)
    code = (
        "import django; django.setup()\n"
        "from django.core.management import call_command as call\n"
        "import datetime, pathlib\n"
        "from django.conf import settings\n"
        "call('upgrade', '--dry-run'); call('upgrade'); call('check_deploy')\n"
    )
    env = {**os.environ, **SAFE, "GOLDENTHREAD_DATA_DIR": str(place), "PYTHONPATH": str(ROOT / "src")}
    env |= {"DJANGO_SETTINGS_MODULE": "goldenthread.config.settings", "GOLDENTHREAD_DATABASE_URL": ""}
    env.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)  # the journeys set it for every test
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "run on a copy without a fault" in done.stdout and "Backed up to" in done.stdout
    assert "Nothing is left to mend." in done.stdout
    assert connection.vendor == "sqlite"
