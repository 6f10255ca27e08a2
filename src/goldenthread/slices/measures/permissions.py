"""What may be done with numbers over time, and by whom."""

from goldenthread.foundation.permissions.roles import Reach, Verb, declare_verbs

COUNCIL = Reach.COUNCIL
READERS = (
    "practitioner", "team_manager", "auditor", "complaints_manager", "analyst", "quality_lead", "director",
    "commissioner", "governance", "administrator",
)  # fmt: skip
KEEPERS = {"analyst": COUNCIL, "quality_lead": COUNCIL}


def declare() -> None:
    """Declare this slice's verbs; a measure belongs to the whole council, so every reach is the council."""
    declare_verbs(
        Verb(
            "measure.read", "See measures, their readings and their charts", dict.fromkeys(READERS, COUNCIL)
        ),
        Verb("measure.write", "Define measures, add readings and notes", KEEPERS),
    )
