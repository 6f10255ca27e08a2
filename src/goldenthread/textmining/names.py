"""Which words of a comment are people's names, preferring to hide a word too many."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from goldenthread.textmining.taxonomy import DATA
from goldenthread.textmining.words import SMALL_WORDS

LISTS = DATA / "names"
WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")


def _words(name: str) -> frozenset[str]:
    return frozenset((LISTS / name).read_text(encoding="utf-8").split())


NOT_NAMES = _words("capital_words.txt")  # written large without being anybody's name
TITLES = sorted(_words("titles.txt"))  # what may stand before a name
LEADS = (
    r"my name(?:'s| is| was)|name(?:'s| is| was|d)?|called|ask(?:ed)? for|thanks to|thank you|thankyou|cheers|well done|"
    r"spoke (?:to|with)|speaking (?:to|with)|seen by|visited by|cared for by|signed|yours sincerely|regards|"
    r"i am|i'm|this is|and her colleague|and his colleague|staff(?: member)?(?: called| named)?|especially|particularly"
)
_TITLED = re.compile(rf"\b(?:{'|'.join(TITLES)})\b\.?,?\s+(?P<name>{WORD.pattern})", re.IGNORECASE)
_SHORT_TITLED = re.compile(rf"\b(?:mr|mrs|ms|mx|dr|prof)\b\.?\s+(?P<name>{WORD.pattern})", re.IGNORECASE)
_LED = re.compile(rf"\b(?:{LEADS})\b[:,]?\s+(?P<name>{WORD.pattern})", re.IGNORECASE)
_CLEAR_LED = re.compile(rf"\bmy name(?:'s| is| was)\s+(?P<name>{WORD.pattern})", re.IGNORECASE)
_INITIAL = re.compile(rf"\b(?P<name>(?:[B-HJ-Z]\.?|[AI]\.)\s{WORD.pattern})")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;\n\r\u2022*\"\u201c(]|[-\u2013]\s)\s*$")
_PLACE_AFTER = re.compile(
    r"\s+(?:hospital|road|street|ward|unit|house|court|centre|surgery|clinic|lodge|service|team)\b",
    re.IGNORECASE,
)

_PERSON_DOES = re.compile(
    r"['\u2019]s\b|\s+(?:was|is|has|had|came|comes|explained|helped|listened|made|took|rang|phoned|visited|went|spoke|"
    r"always|never|really|looked|showed|kept|told|said|gave|got|did)\b",
    re.IGNORECASE,
)
# How words end that are no names; only asked of words at the start of a sentence, where anything has a capital.
_WORDY = re.compile(
    r"(?:tion|sion|ment|ness|ing|ly|ed|ful|ive|ible|able|ous|ity|ism|ology|ance|ence|apy|ical|ate|ise|ize|ify|less|"
    r"ship|hood|ward|wise|est|ics|ist|ists|ers|acy|ature|aphy)$"
)

Span = tuple[int, int]


@lru_cache(maxsize=1)
def first_names() -> frozenset[str]:
    """Return first names common in Britain, in lower case."""
    return _words("first_names.txt")


@lru_cache(maxsize=1)
def also_words() -> frozenset[str]:
    """Return names that are ordinary words too, such as "grace" and "will"."""
    return _words("also_words.txt")


@lru_cache(maxsize=1)
def ordinary_words() -> frozenset[str]:
    """Return words that people write in small letters, and which are no first names."""
    return _words("ordinary_words.txt") - (first_names() - also_words())


def name_spans(text: str) -> list[Span]:
    """Return where names stand in `text`, as (start, end), in order and without overlaps."""
    found = {*_plain_names(text), *_after(_TITLED, text), *_after(_LED, text), *_after(_INITIAL, text)}
    found |= {match.span("name") for rule in (_SHORT_TITLED, _CLEAR_LED) for match in rule.finditer(text)
              if match["name"].casefold() not in ordinary_words()}  # fmt: skip
    return _with_surnames(text, sorted(found))


def _after(rule: re.Pattern[str], text: str) -> Iterator[Span]:
    """Give the capitalised words that stand where a name is expected."""
    for match in rule.finditer(text):
        word = match["name"].split()[-1]
        if _is_safe(word) or word.casefold() in SMALL_WORDS:
            continue
        if word[0].islower() and (len(word) < 3 or _is_known(word) or _WORDY.search(word)):
            continue
        short_capitals = word.isupper() and len(word) < 4
        new_sentence = text[match.start("name") - 2 : match.start("name")].strip() == "."
        if not short_capitals and not (new_sentence and _is_known(word)):
            yield match.span("name")


def _plain_names(text: str) -> Iterator[Span]:
    """Give known first names however written, and capitalised words that are nothing else we know."""
    shouting = sum(map(str.isupper, text)) > sum(map(str.islower, text))
    for match in WORD.finditer(text):
        word = _bare(match[0])
        if _is_first_name(text, match.start(), word, shouting) or (
            not shouting and _stands_out(word) and _in_the_place_of_a_name(text, match)
        ):
            yield match.start(), match.start() + len(word)


def _is_first_name(text: str, start: int, word: str, shouting: bool) -> bool:
    """Return whether a word is a listed first name; one that is a word too needs a capital of its own."""
    folded = word.casefold()
    if folded in also_words():
        acts = word.istitle() and _PERSON_DOES.match(text, start + len(word)) is not None
        return not shouting and (acts or _capital_inside(text, start, word))
    return folded in first_names()


def _in_the_place_of_a_name(text: str, match: re.Match[str]) -> bool:
    """Return whether a capitalised word is no place, and no word that only starts a sentence."""
    if _PLACE_AFTER.match(text, match.end()):
        return False
    inside = not _SENTENCE_START.search(text[max(0, match.start() - 20) : match.start()])
    return inside or not _WORDY.search(_bare(match[0]).casefold())


def _stands_out(word: str) -> bool:
    """Return whether a word is capitalised, no acronym, and not one people also write small."""
    if len(word) < 2 or not word[0].isupper() or word.isupper() or _is_known(word):
        return False
    return not all(_is_known(part) for part in re.split(r"[-'\u2019]", word) if part)


def _is_known(word: str) -> bool:
    folded = word.casefold().replace("\u2019", "'")
    return _is_safe(word) or folded in ordinary_words() or _ends_like_a_word(folded)


def _ends_like_a_word(folded: str) -> bool:
    """Return whether a word the list lacks is a form of one it holds ("appreciations", "unhelpfully")."""
    stems = (
        folded.removesuffix(end) for end in ("s", "es", "ed", "d", "ing", "ly", "er", "ness", "n't", "'s")
    )
    return any(stem != folded and stem in ordinary_words() for stem in stems)


def _capital_inside(text: str, start: int, word: str) -> bool:
    """Return whether a word has a capital that no start of a sentence explains."""
    return word[0].isupper() and not _SENTENCE_START.search(text[max(0, start - 20) : start])


def _with_surnames(text: str, spans: list[Span]) -> list[Span]:
    """Return the spans, each carried on over capitalised words that follow directly; overlaps become one."""
    joined: list[Span] = []
    for start, end in spans:
        while (following := re.compile(rf"[ ](?={WORD.pattern})").match(text, end)) is not None:
            word = WORD.match(text, following.end())
            if word is None or not _could_be_surname(word[0]):
                break
            end = following.end() + len(_bare(word[0]))
        if joined and start <= joined[-1][1] + 1:
            start, end = joined[-1][0], max(end, joined.pop()[1])
        joined.append((start, end))
    return joined


def _could_be_surname(word: str) -> bool:
    """Return whether a word right after a name belongs to it: written large, or in no list of ours."""
    folded = word.casefold()
    if len(word) < 2 or _is_safe(word) or folded in SMALL_WORDS:
        return False
    return word.istitle() or folded not in ordinary_words() and not _ends_like_a_word(folded)


def _is_safe(word: str) -> bool:
    return word.casefold().replace("\u2019", "'") in NOT_NAMES


def _bare(word: str) -> str:
    """Return a word without the ending that marks whose something is."""
    return word[:-2] if word[-2:].casefold() in ("'s", "\u2019s") else word
