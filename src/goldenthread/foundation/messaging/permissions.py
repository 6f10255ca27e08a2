"""Who hears of things, who looks after what is sent, and who reads what comes in."""

from goldenthread.foundation.permissions.roles import ROLES, Reach, Verb, declare_verbs


def declare() -> None:
    """Declare the verbs of messages."""
    everybody = {key: Reach.COUNCIL for key in ROLES if key != "inspector"}
    keepers = {"administrator": Reach.COUNCIL}
    readers = {**keepers, "quality_lead": Reach.COUNCIL}
    declare_verbs(
        Verb("messages.own", "Read one's own notices, and choose how to be told", everybody),
        Verb("messages.keep", "Look after messages that go out, their words and their hours", keepers),
        Verb("messages.inbox", "Read what people sent to the council's mailbox", readers),
    )
