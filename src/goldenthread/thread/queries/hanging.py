"""What hangs on one node, and how often a theme was spoken of."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count
from django.db.models.functions import TruncMonth

from goldenthread.foundation.tenancy.models import Council
from goldenthread.thread.models import Approval, Comment, Task, Theme, Voice, VoiceTheme
from goldenthread.thread.models.node import Node


def hung_on(node: Node) -> dict[str, list[Any]]:
    """Return the actions, comments and approvals on one node: "tasks" by day due, the others newest first."""
    on, inside = {node._meta.model_name or "": node}, node.council
    tasks = Task.objects.within(inside).filter(**on).select_related("owner", "done_by", "checked_by")
    comments = Comment.objects.within(inside).filter(**on).select_related("by")
    approvals = Approval.objects.within(inside).filter(**on).select_related("by")
    return {
        "tasks": list(tasks.order_by("due_on", "pk")[:50]),
        "comments": list(comments.order_by("-pk")[:50]),
        "approvals": list(approvals.order_by("-pk")[:20]),
    }


def theme_months(council: Council, theme: Theme, *, since: date) -> list[tuple[date, int]]:
    """Return each month from `since` on in which people spoke of a theme, and how many voices did, oldest first."""
    links = VoiceTheme.objects.filter(theme=theme).exclude(state="rejected").values("voice_id")
    rows = Voice.objects.within(council).filter(pk__in=links, said_on__gte=since)
    counted = rows.annotate(month=TruncMonth("said_on")).values("month").annotate(n=Count("pk"))
    return [(row["month"], row["n"]) for row in counted.order_by("month")]
