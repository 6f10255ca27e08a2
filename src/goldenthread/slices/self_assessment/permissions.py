"""What may be done with evidence and scores, and by whom."""

from goldenthread.foundation.permissions.roles import Reach, Verb, declare_verbs

COUNCIL = Reach.COUNCIL
INSIDE = (
    "practitioner", "team_manager", "auditor", "complaints_manager", "analyst", "quality_lead", "director",
    "commissioner", "governance", "administrator",
)  # fmt: skip
FILERS = ("team_manager", "complaints_manager", "analyst", "quality_lead", "director")


def declare() -> None:
    """Declare the verbs of the self-assessment."""
    declare_verbs(
        Verb(
            "assessment.read",
            "Read the self-assessment, and evidence that inspectors may see",
            dict.fromkeys((*INSIDE, "inspector"), COUNCIL),
        ),
        Verb(
            "evidence.read_inside",
            "Read evidence that is for the council only, and what the data questions",
            dict.fromkeys(INSIDE, COUNCIL),
        ),
        Verb(
            "evidence.file",
            "File evidence, say what it shows, and look at it again",
            dict.fromkeys(FILERS, COUNCIL),
        ),
        Verb("evidence.export", "Take a list of evidence away", dict.fromkeys(FILERS, COUNCIL)),
        Verb(
            "assessment.score",
            "Score a statement, with a reason",
            dict.fromkeys(("quality_lead", "director"), COUNCIL),
        ),
    )
