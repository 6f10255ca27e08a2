"""Which language words are written in, as far as their letters alone can tell."""

import re

ENGLISH = "en"
ENOUGH = 1 / 3  # of the letters: an English comment may name a street in Warsaw or quote a prayer
# One script, one language, for nearly everybody who writes to a council in England; else only the script is said.
LETTERS = {
    "und-Arab": r"\u0600-\u06FF\u0750-\u077F\uFB50-\uFDFF\uFE70-\uFEFF",
    "und-Cyrl": r"\u0400-\u052F",
    "und-Deva": r"\u0900-\u097F",
    "am": r"\u1200-\u137F",
    "bn": r"\u0980-\u09FF",
    "el": r"\u0370-\u03FF",
    "gu": r"\u0A80-\u0AFF",
    "he": r"\u0590-\u05FF",
    "hy": r"\u0530-\u058F",
    "ja": r"\u3040-\u30FF",
    "ka": r"\u10A0-\u10FF",
    "ko": r"\u1100-\u11FF\uAC00-\uD7AF",
    "ml": r"\u0D00-\u0D7F",
    "pa": r"\u0A00-\u0A7F",
    "si": r"\u0D80-\u0DFF",
    "ta": r"\u0B80-\u0BFF",
    "te": r"\u0C00-\u0C7F",
    "th": r"\u0E00-\u0E7F",
    "zh": r"\u4E00-\u9FFF",
}
_PLAIN = re.compile(r"[\x00-\u036F]*")
_IN = {language: re.compile(f"[{letters}]") for language, letters in LETTERS.items()}
_LETTER = re.compile(r"[^\W\d_]")


def language_of(words: str) -> str:
    """Return a BCP 47 tag for `words`: English where the letters are Latin, or too few of others to tell.

    A screen reader picks its voice by it, so a wrong "English" turns another script into silence.
    """
    if _PLAIN.fullmatch(words):
        return ENGLISH
    counts = {language: len(pattern.findall(words)) for language, pattern in _IN.items()}
    if counts["ja"]:  # Japanese is written in Chinese signs as well
        counts["ja"] += counts.pop("zh")
    language = max(counts, key=lambda one: counts[one])
    return language if counts[language] > ENOUGH * len(_LETTER.findall(words)) else ENGLISH
