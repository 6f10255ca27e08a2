"""What may be done with comments, and by whom."""

from goldenthread.foundation.permissions.roles import Reach, Verb, declare_verbs

TEAM, COUNCIL = Reach.TEAM, Reach.COUNCIL


def declare() -> None:
    """Declare the verbs of comments; reading and answering them are verbs of the thread."""
    declare_verbs(
        Verb(
            "feedback.import", "Bring comments in from a file", {"analyst": COUNCIL, "quality_lead": COUNCIL}
        ),
        Verb(
            "feedback.write",
            "Write down what somebody said",
            {
                "practitioner": TEAM,
                "team_manager": TEAM,
                "complaints_manager": COUNCIL,
                "quality_lead": COUNCIL,
            },
        ),
        Verb(
            "feedback.export",
            "Take a list of comments away, with names masked",
            {
                "team_manager": TEAM,
                "complaints_manager": COUNCIL,
                "analyst": COUNCIL,
                "quality_lead": COUNCIL,
            },
        ),
    )
