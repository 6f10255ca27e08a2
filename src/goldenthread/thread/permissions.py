"""What may be done to the thread itself, and by whom."""

from goldenthread.foundation.permissions.roles import Reach, Verb, declare_verbs

TEAM, COUNCIL = Reach.TEAM, Reach.COUNCIL

READERS = {
    "practitioner": TEAM,
    "team_manager": TEAM,
    "auditor": TEAM,
    "complaints_manager": COUNCIL,
    "analyst": COUNCIL,
    "quality_lead": COUNCIL,
    "director": COUNCIL,
}
ANSWERERS = {"team_manager": TEAM, "complaints_manager": COUNCIL, "quality_lead": COUNCIL}
EVERYBODY_INSIDE = {**READERS, "commissioner": COUNCIL, "governance": COUNCIL, "administrator": COUNCIL}


def declare() -> None:
    """Declare the thread's verbs."""
    declare_verbs(
        Verb("home.read", "See the home page", {**EVERYBODY_INSIDE, "inspector": COUNCIL}),
        Verb(
            "thread.read",
            "Read threads: what was learned, changed and shown (words of people only where voice.read reaches)",
            dict.fromkeys(EVERYBODY_INSIDE, COUNCIL),
        ),
        Verb("voice.read", "Read what people said, with names masked", READERS),
        Verb(
            "voice.read_restricted",
            "Read what was said in confidence: words kept for named roles",
            {"complaints_manager": COUNCIL, "quality_lead": COUNCIL},
        ),
        Verb("voice.read_original", "Read what people said as they said it", ANSWERERS),
        Verb("voice.answer", "Say that voices were heard, or draw a learning from them", ANSWERERS),
        Verb("thread.comment", "Comment on a thread", READERS),
        Verb("thread.approve", "Approve, or say why not", {"quality_lead": COUNCIL, "director": COUNCIL}),
        Verb("task.write", "Set and finish actions", ANSWERERS),
        Verb("task.do", "See and finish one's own actions", dict.fromkeys(EVERYBODY_INSIDE, COUNCIL)),
        Verb("subject.read", "Read the register of subjects", dict.fromkeys(EVERYBODY_INSIDE, COUNCIL)),
        Verb(
            "subject.write",
            "Add to the register, and say what things are about",
            {**ANSWERERS, "analyst": COUNCIL, "commissioner": COUNCIL},
        ),
        Verb(
            "reply.write",
            "Write and publish replies",
            {"complaints_manager": COUNCIL, "quality_lead": COUNCIL},
        ),
        Verb("history.read", "Read who did what", {"governance": COUNCIL, "quality_lead": COUNCIL}),
    )
