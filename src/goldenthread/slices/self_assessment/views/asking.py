"""What every page of this slice asks first: which framework, which statement, which item."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.utils import timezone

from goldenthread.domain.frameworks import Statement
from goldenthread.foundation.permissions.access import PageRequest
from goldenthread.slices.self_assessment import queries
from goldenthread.thread import queries as ask

if TYPE_CHECKING:
    from goldenthread.thread.models import Evidence

SHOWABLE = ("learning", "improvement", "measure", "reply", "theme", "voice")


def framework(key: str = "") -> queries.Shelved:
    """Return the framework called `key`, or the one in use; raises Http404."""
    try:
        return queries.shelved(key)
    except queries.NoFramework as missing:
        raise Http404(str(missing)) from missing


def placed(key: str, statement: str) -> tuple[queries.Shelved, Statement]:
    """Return a framework and one of its statements; raises Http404."""
    found = framework(key)
    try:
        return found, found.statement(statement)
    except queries.NoFramework as missing:
        raise Http404(str(missing)) from missing


def evidence(request: PageRequest, public_id: str) -> Evidence:
    """Return an item this person may read; any other does not exist."""
    found = queries.item(request.access, public_id, today=timezone.localdate())
    if found is None:
        raise Http404
    return found


def nodes_named(request: PageRequest) -> list[Any]:
    """Return the nodes that the address names, one of a kind, all of which this person may see; else raises Http404."""
    named = [(kind, request.GET[kind]) for kind in SHOWABLE if request.GET.get(kind)]
    try:
        return [ask.node(request.access, kind, key) for kind, key in named]
    except ask.NodeMissing as missing:
        raise Http404(str(missing)) from missing
