"""What counts as a word, as the same comment twice, and as no answer at all."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256

WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_APOSTROPHES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'", "\uff07": "'"})

# What forms and people put where an answer would be.
NO_ANSWER = frozenset(
    (
        "", "did not answer", "didn't answer", "no answer", "not answered", "no answer given", "blank",
        "left blank", "no comment", "no comments", "none given", "n a", "na", "not applicable",
        "no response", "nil", "null", "feedback given", "as above", "see above", "test",
    )
)  # fmt: skip

# Words that say nothing on their own, so that a reason is never just "the". They still count in the score.
SMALL_WORDS = frozenset(
    (
        "a", "about", "am", "an", "and", "are", "as", "at", "be", "been", "but", "by", "could", "did", "do", "for",
        "from", "had", "has", "have", "he", "her", "him", "his", "i", "i'm", "if", "in", "is", "it", "its", "it's",
        "just", "me", "my", "of", "on", "or", "our", "she", "so", "some", "than", "that", "the", "their", "them",
        "then", "there", "they", "this", "to", "up", "us", "was", "we", "were", "what", "when", "where", "which",
        "who", "will", "with", "would", "you", "your",
    )
)  # fmt: skip


def normalised(text: str) -> str:
    """Return the words of `text` in lower case with one space between them: the same words, the same text."""
    return " ".join(WORD.findall(unicodedata.normalize("NFKC", text).translate(_APOSTROPHES).casefold()))


def fingerprint(normal: str) -> bytes:
    """Return the SHA-256 of a normalised text (32 bytes), by which a text is known without being kept."""
    return sha256(normal.encode("utf-8", "replace")).digest()


def says_nothing(text: str) -> bool:
    """Return whether `text` stands where an answer would be without being one."""
    return normalised(text) in NO_ANSWER
