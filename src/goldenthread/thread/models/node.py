"""What every node of the thread carries, and how a row points at exactly one node of any kind."""

from functools import reduce
from operator import or_

from django.conf import settings
from django.db import models
from django.db.models import Q

from goldenthread.foundation.tenancy.models import CouncilOwned

KINDS = ("voice", "theme", "learning", "improvement", "measure", "evidence", "reply")


class Node(CouncilOwned):
    """A bead on the thread: made at a moment by somebody, or by nobody who may be named."""

    made_at = models.DateTimeField(null=True, help_text="Empty when only the week may be known.")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    synthetic = models.BooleanField(
        default=False, help_text="Made up for a demonstration, and marked so on screen."
    )

    class Meta:
        abstract = True


def exactly_one(*names: str) -> Q:
    """Return the condition that just one of these columns is filled."""
    return reduce(or_, (Q(**{f"{name}__isnull": name != chosen for name in names}) for chosen in names))


def pointer(kind: str, related_name: str) -> models.ForeignKey:
    """Return a link to a node of one kind, empty when the row points at another kind."""
    return models.ForeignKey(
        f"thread.{kind.title()}", null=True, blank=True, on_delete=models.PROTECT, related_name=related_name
    )


class OnNode(CouncilOwned):
    """A row that hangs on exactly one node, whatever its kind; the database holds it to that."""

    voice = pointer("voice", "%(class)s_set")
    theme = pointer("theme", "%(class)s_set")
    learning = pointer("learning", "%(class)s_set")
    improvement = pointer("improvement", "%(class)s_set")
    measure = pointer("measure", "%(class)s_set")
    evidence = pointer("evidence", "%(class)s_set")
    reply = pointer("reply", "%(class)s_set")

    class Meta:
        abstract = True

    @property
    def node(self) -> Node:
        """Return the node this row hangs on."""
        return next(found for kind in KINDS if (found := getattr(self, kind)))
