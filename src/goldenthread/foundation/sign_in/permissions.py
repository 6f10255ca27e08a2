"""Who looks after accounts, access and the ways to sign in."""

from goldenthread.foundation.permissions.roles import Reach, Verb, declare_verbs


def declare() -> None:
    """Declare the verbs of people."""
    administrators = {"administrator": Reach.COUNCIL}
    declare_verbs(
        Verb("people.manage", "Open accounts, give and end access, end sign-ins", administrators),
        Verb(
            "sign_in.manage", "Set up the council's own sign-in service and what groups give", administrators
        ),
    )
