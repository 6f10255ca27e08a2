"""Councils, and what every row of a council carries."""

import secrets

from django.db import models

from goldenthread.foundation.tenancy.door import CouncilManager

PUBLIC_ID_LENGTH = 16


def new_public_id() -> str:
    """Return 96 random bits as 16 address-safe letters: no serial, no time, nothing to guess."""
    return secrets.token_urlsafe(12)


class Council(models.Model):
    """One organisation whose rows are kept apart from all others'."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    ons_code = models.CharField(max_length=9, blank=True)
    host = models.CharField(max_length=200, blank=True, help_text="Its own host name, if it has one.")
    ink = models.CharField(max_length=7, default="#17324d")
    link = models.CharField(max_length=7, default="#0b6e69")
    mark = models.CharField(max_length=7, default="#f2a900")
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["host"], condition=~models.Q(host=""), name="tenancy_one_council_for_each_host"
            )
        ]

    def __str__(self) -> str:
        return self.name


class CouncilOwned(models.Model):
    """A row of one council, with an address that gives nothing away."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    public_id = models.CharField(
        max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False
    )

    objects = CouncilManager()

    class Meta:
        abstract = True
