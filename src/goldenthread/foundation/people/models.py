"""Accounts, the tree of teams, and who belongs where from when to when."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from goldenthread.foundation.tenancy.door import CouncilQuerySet
from goldenthread.foundation.tenancy.models import CouncilOwned

STEP = "/"


class Accounts(BaseUserManager["User"]):
    """Makes accounts."""

    def create_user(self, *, email: str, name: str, password: str | None = None) -> User:
        """Make an account that can sign in once it has a password."""
        user = self.model(email=self.normalize_email(email).lower(), name=name)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        """Return the account with this address, however its letters are cased."""
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser):
    """A person who signs in; global, so that one account can serve several councils."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=150)
    is_active = models.BooleanField(default=True)
    is_synthetic = models.BooleanField(default=False)
    joined_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = Accounts()

    def __str__(self) -> str:
        return self.name

    @property
    def first_name(self) -> str:
        """Return the name to greet a person by."""
        return self.name.split(" ")[0]


class Team(CouncilOwned):
    """A team, service or directorate: a tree, kept as a path so that one prefix finds everyone below."""

    name = models.CharField(max_length=120)
    kind = models.CharField(
        max_length=20,
        choices=[("directorate", "Directorate"), ("service", "Service"), ("team", "Team")],
        default="team",
    )
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    path = models.CharField(max_length=200, editable=False, db_index=True)
    is_synthetic = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["council", "name"], name="people_team_name_once")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the path in step with the parent."""
        self.path = f"{self.parent.path if self.parent else STEP}{self.public_id}{STEP}"
        super().save(*args, **kwargs)  # type: ignore[arg-type]


class MembershipQuerySet(CouncilQuerySet):
    """Memberships, asked about in English."""

    def current(self, today: date) -> Self:
        """Return those in force on `today`."""
        return self.filter(starts_on__lte=today).filter(Q(ends_on=None) | Q(ends_on__gte=today))


MembershipManager = models.Manager.from_queryset(MembershipQuerySet)


class Membership(CouncilOwned):
    """A person's roles in a council, over one team and all below it, or over the whole council."""

    BY_HAND, BY_GROUP = "hand", "group"

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    roles = models.JSONField(default=list)
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="memberships"
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    given = models.CharField(
        max_length=5, choices=[(BY_HAND, "By hand"), (BY_GROUP, "By group")], default=BY_HAND
    )

    objects: ClassVar[MembershipManager] = MembershipManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="people_membership_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} at {self.council}"
