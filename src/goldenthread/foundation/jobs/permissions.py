"""Who may look after a council's jobs, and who may see the one they started."""

from goldenthread.foundation.permissions.roles import ROLES, Reach, Verb, declare_verbs


def declare() -> None:
    """Declare the verbs of jobs."""
    keepers = {"administrator": Reach.COUNCIL}
    inside = {key: Reach.COUNCIL for key in ROLES if key != "inspector"}
    declare_verbs(
        Verb("jobs.manage", "See every job of the council, cancel it, try it again", keepers),
        Verb("jobs.mine", "See how far the jobs are that one has started, and cancel them", inside),
    )
