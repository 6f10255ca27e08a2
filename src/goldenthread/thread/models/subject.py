"""The register of what things are about: teams, providers, contracts, strategies, pathways."""

from django.conf import settings
from django.db import models

from goldenthread.foundation.people.models import Team
from goldenthread.foundation.tenancy.models import CouncilOwned


class SubjectKind(models.TextChoices):
    """What sort of thing it is."""

    TEAM = "team", "Team"
    PROVIDER = "provider", "Provider"
    CONTRACT = "contract", "Contract"
    FUNDED = "funded", "Funded organisation"
    STRATEGY = "strategy", "Strategy"
    POLICY = "policy", "Policy"
    PLAN = "plan", "Plan"
    PATHWAY = "pathway", "Pathway"
    SERVICE = "service", "Service"


class Subject(CouncilOwned):
    """Something that answers, complaints, audits and stories gather under."""

    kind = models.CharField(max_length=12, choices=SubjectKind.choices)
    name = models.CharField(max_length=200)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    owned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    review_on = models.DateField(null=True, blank=True)
    shaped_by = models.TextField(max_length=2000, blank=True, help_text="Who shaped it.")
    synthetic = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["council", "kind", "name"], name="thread_subject_once")
        ]

    def __str__(self) -> str:
        return self.name
