"""The tables of the thread, one file for each kind of node; only the thread itself may import them."""

from goldenthread.thread.models.about import About, Approval, Comment, Task
from goldenthread.thread.models.evidence import Evidence, Shows, Supports
from goldenthread.thread.models.improvement import Answers, Improvement
from goldenthread.thread.models.learning import Learning, Source
from goldenthread.thread.models.measure import Measure, Reading
from goldenthread.thread.models.reply import Reply, ReplyVoice
from goldenthread.thread.models.subject import Subject
from goldenthread.thread.models.theme import Theme, VoiceTheme
from goldenthread.thread.models.verdict import Trial, Verdict
from goldenthread.thread.models.voice import Voice

__all__ = [
    "About",
    "Answers",
    "Approval",
    "Comment",
    "Evidence",
    "Improvement",
    "Learning",
    "Measure",
    "Reading",
    "Reply",
    "ReplyVoice",
    "Shows",
    "Source",
    "Subject",
    "Supports",
    "Task",
    "Theme",
    "Trial",
    "Verdict",
    "Voice",
    "VoiceTheme",
]
