"""Names this part for Django."""

from django.apps import AppConfig


class People(AppConfig):
    """Accounts, teams and memberships."""

    name = "goldenthread.foundation.people"
    label = "people"
