"""What may be done with themes, and by whom."""

from goldenthread.foundation.permissions.roles import Reach, Verb, declare_verbs

TEAM, COUNCIL = Reach.TEAM, Reach.COUNCIL


def declare() -> None:
    """Declare the verbs of themes; reading what people said is a verb of the thread."""
    declare_verbs(
        Verb(
            "theme.read",
            "See what people speak about, in the voices one may read",
            {
                "practitioner": TEAM,
                "team_manager": TEAM,
                "auditor": TEAM,
                "complaints_manager": COUNCIL,
                "analyst": COUNCIL,
                "quality_lead": COUNCIL,
                "director": COUNCIL,
            },
        ),
        Verb(
            "theme.confirm",
            "Say whether a comment is about a theme",
            {
                "team_manager": TEAM,
                "complaints_manager": COUNCIL,
                "analyst": COUNCIL,
                "quality_lead": COUNCIL,
            },
        ),
        Verb(
            "theme.write",
            "Add, change and retire themes, choose the model, and let it suggest",
            {"analyst": COUNCIL, "quality_lead": COUNCIL},
        ),
        Verb(
            "theme.export",
            "Take the list of themes away",
            {"analyst": COUNCIL, "quality_lead": COUNCIL, "complaints_manager": COUNCIL, "director": COUNCIL},
        ),
    )
