"""Who may bring files in; each kind of row may ask for more."""

from goldenthread.foundation.permissions.roles import Reach, Verb, declare_verbs


def declare() -> None:
    """Declare the verbs of files."""
    bringers = {"analyst": Reach.COUNCIL, "quality_lead": Reach.COUNCIL}
    declare_verbs(Verb("imports.use", "Bring in files of many rows, and undo them", bringers))
