"""A council's sign-in service, and the table of what each group of it gives."""

from django.db import models
from django.db.models import Q

from goldenthread.foundation.people.models import Team, User
from goldenthread.foundation.tenancy.models import CouncilOwned, new_public_id

SUBJECTS = [("sub", "sub (most services)"), ("oid", "oid (Microsoft Entra)")]


class SignInService(CouncilOwned):
    """The OpenID Connect service a council's people sign in with; its secret is kept sealed."""

    name = models.CharField(max_length=60)
    server_url = models.CharField(max_length=300)
    client_id = models.CharField(max_length=200)
    sealed_secret = models.TextField(blank=True)
    subject_claim = models.CharField(max_length=3, choices=SUBJECTS, default="sub")
    groups_claim = models.CharField(max_length=60, default="groups")
    is_on = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["council"], name="sign_in_one_service_each")]

    def __str__(self) -> str:
        return self.name


class GroupRule(CouncilOwned):
    """One row of the table: whoever's claim holds `value` gets `role`, over `team` or over the whole council."""

    service = models.ForeignKey(SignInService, on_delete=models.CASCADE, related_name="rules")
    value = models.CharField(max_length=200)
    role = models.CharField(max_length=40)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["service", "value", "role", "team"], name="sign_in_one_rule_each"
            ),
            models.UniqueConstraint(
                fields=["service", "value", "role"],
                condition=Q(team=None),
                name="sign_in_one_whole_rule_each",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value}: {self.role}"


class SignedIn(models.Model):
    """One sign-in of one person that is still open: in words for the device, never with a network address."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    session_key = models.CharField(max_length=40, unique=True)
    device = models.CharField(max_length=80)
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["user", "-seen_at"], name="sign_in_by_person")]

    def __str__(self) -> str:
        return self.device


class BreakGlass(models.Model):
    """An account for the day nobody else can get in: made from the command line, short-lived, and loud."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="+")
    until_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"until {self.until_at:%H:%M}"
