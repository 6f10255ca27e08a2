"""Puts the guards on every table once the tables stand."""

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_migrate, post_save


class Tenancy(AppConfig):
    """Councils and the walls between them."""

    name = "goldenthread.foundation.tenancy"
    label = "tenancy"

    def ready(self) -> None:
        """Ask for the guards to be put back after each migration, since a rebuilt table loses them."""
        from goldenthread.foundation.tenancy.guards import put_guards  # tables can be named only now
        from goldenthread.foundation.tenancy.models import Council
        from goldenthread.foundation.tenancy.queries import forget

        for changed in (post_save, post_delete):
            changed.connect(forget, sender=Council, dispatch_uid="tenancy.forget")
        post_migrate.connect(put_guards, sender=self, dispatch_uid="tenancy.guards")
