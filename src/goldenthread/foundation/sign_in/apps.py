"""Names this part for Django."""

from importlib import import_module

from django.apps import AppConfig


class SignIn(AppConfig):
    """Signing in with the council's own sign-in service."""

    name = "goldenthread.foundation.sign_in"
    label = "sign_in"

    def ready(self) -> None:
        """Hear of each sign-in, once tables can be named."""
        import_module("goldenthread.foundation.sign_in.sessions").listen()
