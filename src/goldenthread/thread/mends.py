"""Where each break of a thread is mended, and where a thread goes on from a node, for what one person may do."""

from __future__ import annotations

from goldenthread.foundation.permissions.access import Access
from goldenthread.thread.addresses import node_address, page_for
from goldenthread.thread.queries import Thread

VOICE_LISTS = ("feedback",)
STARTING = ("voice", "theme", "measure")
JOINABLE = ("voice", "theme", "improvement", "evidence")


def ways_on(access: Access, kind: str, public_id: str, *, has_thread: bool = False) -> dict[str, str]:
    """Return where a thread is seen, started or joined from a node, and where things are hung on it."""
    at = (kind, public_id)
    return {
        "thread_href": page_for(access, "thread_node", args=at) if has_thread else "",
        "starts": page_for(access, "learning_start", args=(), **{kind: public_id})
        if kind in STARTING
        else "",
        "joins": page_for(access, "node_join", args=at) if kind in JOINABLE else "",
        "voices_href": page_for(access, *VOICE_LISTS, theme=public_id) if kind == "theme" else "",
        "add_task": page_for(access, "task_add", args=at),
        "add_comment": page_for(access, "comment_add", args=at),
        "add_approval": page_for(access, "approval_add", args=at),
        "add_subject": page_for(access, "node_about", args=at),
    }


def mends(access: Access, thread: Thread) -> dict[str, str]:
    """Return an address for each kind of break, "" where this person may not mend it."""
    key = thread.learning.public_id
    return {
        "no_source": page_for(access, *VOICE_LISTS),
        "no_improvement": page_for(access, "improvement_start", learning=key),
        "no_measure": _measure(access, thread),
        "no_verdict": node_address("measure", thread.trials[0].measure.public_id) if thread.trials else "",
        "not_told": _tell(access, thread),
        "no_evidence": page_for(access, "evidence_file", learning=key),
    }


def _measure(access: Access, thread: Thread) -> str:
    tested = {trial.improvement_id for trial in thread.trials}
    untested = next((one for one in thread.improvements if one.pk not in tested), None)
    if untested is None:
        return ""
    return page_for(access, "improvement_measure", args=(untested.public_id,)) or page_for(
        access, "improvement_measure", improvement=untested.public_id
    )


def _tell(access: Access, thread: Thread) -> str:
    name = "thread_tell" if thread.replies else "reply_write"
    return page_for(access, name, args=(thread.learning.public_id,))
