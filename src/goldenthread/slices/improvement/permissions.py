"""What may be done with changes, and by whom."""

from goldenthread.foundation.permissions.roles import Reach, Verb, declare_verbs

TEAM, COUNCIL = Reach.TEAM, Reach.COUNCIL
READERS = (
    "practitioner", "team_manager", "auditor", "complaints_manager", "analyst", "quality_lead", "director",
    "commissioner", "governance", "administrator",
)  # fmt: skip
LEADERS = {"team_manager": TEAM, "complaints_manager": COUNCIL, "quality_lead": COUNCIL, "director": COUNCIL}


def declare() -> None:
    """Declare this slice's verbs; who leads a change is held to the team it belongs to."""
    declare_verbs(
        Verb("improvement.read", "See changes and what came of them", dict.fromkeys(READERS, COUNCIL)),
        Verb("improvement.write", "Start changes and move them on", LEADERS),
        Verb("improvement.check", "Check that somebody else's change was done", {**LEADERS, "auditor": COUNCIL}),
        Verb("improvement.test", "Choose a measure and ask for the verdict", {**LEADERS, "analyst": COUNCIL}),
        Verb(
            "improvement.judge", "Record a judgement from several kinds of proof",
            {"quality_lead": COUNCIL, "director": COUNCIL},
        ),
    )  # fmt: skip
