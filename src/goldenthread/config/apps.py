"""The last thing to start: plug-ins shelve themselves, then slices hang their hooks."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig
from django.conf import settings

from goldenthread.config.installed import SLICES
from goldenthread.config.roles import ROLES
from goldenthread.foundation.permissions.roles import declare_roles

# Rooms of the foundation that hang hooks, before anybody else does.
FOUNDATION = [
    "goldenthread.foundation.jobs",
    "goldenthread.foundation.history",
    "goldenthread.foundation.imports",
    "goldenthread.foundation.messaging",
    "goldenthread.foundation.sign_in",
]


class House(AppConfig):
    """Opens the doors once every room is built."""

    name = "goldenthread.config"
    label = "house"

    def ready(self) -> None:
        """Import each plug-in, then let each part hang its hooks, in the order of the list."""
        declare_roles(*ROLES)
        for plugin in settings.PLUGIN_MODULES:
            import_module(plugin)
        for part in [*FOUNDATION, "goldenthread.thread", *SLICES]:
            if find_spec(f"{part}.hooks"):
                import_module(f"{part}.hooks").plug_in()
