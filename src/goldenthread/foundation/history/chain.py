"""The sealer: chains lines into one unbroken order for each council and signs the head to a file."""

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from goldenthread.foundation.history.models import HistoryLine, SealLease
from goldenthread.foundation.tenancy.models import Council

BATCH = 500
LEASE = timedelta(seconds=60)
START = "0" * 64


class Busy(Exception):
    """Another sealer is at work on this council; nothing was done."""


@dataclass(frozen=True)
class Head:
    """The last link of a council's chain."""

    position: int
    digest: str


@dataclass(frozen=True)
class Finding:
    """Something wrong with the chain, in one sentence."""

    position: int
    sentence: str


def link(before: str, line: HistoryLine) -> str:
    """Return the SHA-256 digest (64 hex letters) that ties `line` to everything before it.

    Only ciphertext of personal words goes in, so destroying a key leaves the chain whole.
    """
    facts = [
        line.council_id, line.public_id, line.verb, line.target_kind, line.target_id, line.by_id,
        line.at.isoformat() if line.at else None, line.week, line.detail,
        bytes(line.sealed_words).hex() if line.sealed_words else None,
    ]  # fmt: skip
    body = json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(f"{before}\n{body}".encode()).hexdigest()


def seal(council: Council, *, now: datetime) -> Head:
    """Chain every unsealed line of a council, in batches, and sign the head; raises Busy while another seals."""
    holder = secrets.token_hex(8)
    _take_lease(council, holder, now)
    head = _last(council)
    try:
        while batch := _seal_batch(council, head):
            head = batch
    finally:
        SealLease.objects.within(council).filter(holder=holder).update(holder="", until_at=None)
    _sign(council, head)
    return head


def verify(council: Council) -> list[Finding]:
    """Walk the chain from its start; return what is wrong, empty when every line is as it was sealed."""
    findings: list[Finding] = []
    before, place = START, 0
    for line in _sealed(council).iterator(chunk_size=2000):
        place += 1
        if line.position != place:
            findings.append(Finding(place, f"Line {place} is missing from the history."))
            place = line.position or place
        if line.digest != link(before, line):
            findings.append(Finding(place, f"Line {place} is not what was sealed."))
        before = line.digest
    return findings + list(_check_head(council, Head(place, before)))


def signed_head(council: Council) -> Head | None:
    """Return the head that was signed last, None when nothing is sealed or the file was not signed by us."""
    path = _head_file(council)
    if not path.exists():
        return None
    position, digest, signature = path.read_text().split()
    head = Head(int(position), digest)
    return head if hmac.compare_digest(signature, _signature(council, head)) else None


def _sealed(council: Council) -> QuerySet[HistoryLine]:
    return HistoryLine.objects.within(council).filter(position__isnull=False).order_by("position")


def _last(council: Council) -> Head:
    line = _sealed(council).last()
    return Head(line.position or 0, line.digest) if line else Head(0, START)


@transaction.atomic
def _take_lease(council: Council, holder: str, now: datetime) -> None:
    SealLease.objects.within(council).get_or_create(defaults={"council": council})
    free = Q(holder="") | Q(until_at__lt=now)
    if not SealLease.objects.within(council).filter(free).update(holder=holder, until_at=now + LEASE):
        raise Busy(f"Another sealer is at work on {council.name}. Try again in a minute.")


@transaction.atomic
def _seal_batch(council: Council, head: Head) -> Head | None:
    lines = list(HistoryLine.objects.within(council).filter(position=None).order_by("pk")[:BATCH])
    position, digest = head.position, head.digest
    for line in lines:
        position, digest = position + 1, link(digest, line)
        line.position, line.digest = position, digest
    HistoryLine.objects.within(council).bulk_update(lines, ["position", "digest"], batch_size=200)
    return Head(position, digest) if lines else None


def _head_file(council: Council) -> Path:
    return Path(settings.DATA_DIR) / "history" / f"{council.slug}.head"


def _signature(council: Council, head: Head) -> str:
    words = f"{council.slug}\n{head.position}\n{head.digest}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), words, hashlib.sha256).hexdigest()


def _sign(council: Council, head: Head) -> None:
    path = _head_file(council)
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_text(f"{head.position} {head.digest} {_signature(council, head)}\n")
    fresh.replace(path)


def _check_head(council: Council, head: Head) -> Iterator[Finding]:
    path = _head_file(council)
    if not path.exists():
        if head.position:
            yield Finding(head.position, "The signed head of the history is missing.")
        return
    position, digest, signature = path.read_text().split()
    signed = Head(int(position), digest)
    if not hmac.compare_digest(signature, _signature(council, signed)):
        yield Finding(signed.position, "The signature on the head of the history is not ours.")
    elif signed != head:
        yield Finding(
            head.position, f"The history ends at line {head.position}, but {signed.position} were signed."
        )
