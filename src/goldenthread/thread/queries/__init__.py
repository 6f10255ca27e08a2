"""The only way to ask the thread anything: every question starts from a council, or from what a person may see there."""

from goldenthread.thread.queries.arrivals import hanging_on, known_keys, staged_count
from goldenthread.thread.queries.nodes import (
    NodeMissing,
    improvements,
    learning,
    learnings,
    measures,
    newest_verdicts,
    node,
    published_replies,
    subjects,
    themes,
    threads_of,
)
from goldenthread.thread.queries.summary import Stages, broken_threads, my_tasks, stages, unfinished
from goldenthread.thread.queries.voices import (
    MANY,
    VoiceFilter,
    count_up_to,
    drawn_from,
    monthly,
    subjects_spoken_of,
    themes_of,
    voice,
    voices,
)
from goldenthread.thread.queries.whole import Thread, whole_thread

__all__ = [
    "MANY",
    "NodeMissing",
    "Stages",
    "Thread",
    "VoiceFilter",
    "broken_threads",
    "count_up_to",
    "drawn_from",
    "hanging_on",
    "improvements",
    "known_keys",
    "learning",
    "learnings",
    "measures",
    "monthly",
    "my_tasks",
    "newest_verdicts",
    "node",
    "published_replies",
    "staged_count",
    "stages",
    "subjects",
    "subjects_spoken_of",
    "themes",
    "themes_of",
    "threads_of",
    "unfinished",
    "voice",
    "voices",
    "whole_thread",
]
