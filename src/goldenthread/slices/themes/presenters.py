"""Themes in words: how often, how sure, and what would make us surer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from goldenthread.domain.spc.words import VARIATION_WORDS
from goldenthread.domain.suppression import Audience, shown
from goldenthread.domain.theme_trust import ENOUGH_LABELS, PRECISION_FLOOR, Agreement
from goldenthread.slices.themes.queries import Rule, ThemeFacts, ThemeMonths, drawn_months
from goldenthread.thread.presenters.words import day, many, number
from goldenthread.thread.series import VARIATION_SHAPES
from goldenthread.ui.charts import SpcPicture, chart_table, spc_chart

SECONDS_EACH = 12  # to read one comment and decide
TAXONOMIES = {"care": "Social care", "nhs": "NHS patient experience", "ours": "Our own"}
LEANS = (
    "The comments checked were not drawn at random: those the model was least sure of came first, "
    "so it may do better on all comments than this says."
)
EXPORT_HEAD = (
    "Theme", "List of themes", "What it means", "Confirmed", "Waiting to be confirmed",
    "Voices about it in 24 months", "Voices in 24 months", "Share (%)", "What it shows",
    "Checked by people", "Agreed", "Agreed (%)", "From (%)", "To (%)",
    "Tested precision (%)", "Tested recall (%)", "Tested on", "Charted",
)  # fmt: skip


def minutes_for(count: int) -> int:
    """Return how many minutes it takes to decide so many suggestions, 1 at least."""
    return max(1, round(count * SECONDS_EACH / 60))


def taxonomy_words(key: str) -> str:
    """Return what a list of themes is called."""
    return TAXONOMIES.get(key, key.replace("-", " ").capitalize())


def percent(share: float) -> str:
    """Return a share of 0 to 1 in whole percent, a small one with one place: "12%", "0.4%"."""
    return f"{share * 100:.1f}%" if 0 < share < 0.0095 else f"{share * 100:.0f}%"


def share_words(facts: ThemeFacts) -> str:
    """Return a share with what it rests on: "12% (120 of 1,000)"; empty when it was not counted.

    Of a theme that is not charted it is no share: people confirm only some, so it gives the count alone.
    """
    if facts.share is None:
        return ""
    if not facts.trust.charted:
        return f"{facts.about:,} confirmed, of {facts.said:,}"
    return f"{percent(facts.share)} ({facts.about:,} of {facts.said:,})"


def local_words(local: Agreement, *, all_voices: bool) -> str:
    """Return how often this council's people agreed with the model, with the interval and what it rests on."""
    if not local.checked:
        return "Nobody here has checked it yet."
    if not all_voices and shown(local.checked, Audience.SIGNED_IN).hidden:
        return "Fewer than 5 checked here."
    low, high = percent(local.interval.low), percent(local.interval.high)
    return (
        f"People here agreed with {percent(local.share)} ({local.agreed:,} of {local.checked:,} checked; "
        f"likely between {low} and {high})."
    )


def tested_words(facts: ThemeFacts) -> str:
    """Return the test that the model came with, with its interval; says so when there was none."""
    if facts.finder is None:
        return "No model looks for this theme: people say what is about it."
    tested = facts.known.tested if facts.known else None
    if tested is None:
        return "Never tested on labelled comments."
    return (
        f"Tested: {percent(tested.precision)} of its suggestions were right (likely between "
        f"{percent(tested.precision_low)} and {percent(tested.precision_high)}), and it found {percent(tested.recall)} "
        f"of the {tested.n:,} comments that people had given this theme."
    )


def trust_words(facts: ThemeFacts) -> str:
    """Return whether the model's suggestions are counted, why, and what would change that."""
    sure, floor = facts.trust, percent(PRECISION_FLOOR)
    if sure.charted:
        whose = "people here agreed often enough" if sure.rests_on == "people" else "its test was good enough"
        return f"Counted: what people confirmed, and what the model thinks likely, because {whose} (at least {floor})."
    if facts.finder is None:
        return "Counted: only what people confirmed. Nobody reads every comment, so no chart is drawn."
    if not sure.labels_to_lift:
        return "Not charted: this is no subject that people speak about."
    why = {
        "people": f"people here agreed with fewer than {floor} of its suggestions",
        "test": f"fewer than {floor} of its suggestions were right when it was tested",
        "nothing": "nobody knows yet how often it is right",
    }[sure.rests_on]
    more = many(sure.labels_to_lift, "more suggestion", "more suggestions")
    return (
        f"Not charted: {why}. Only what people confirmed is counted. "
        f"It can be charted once {more} have been checked and found right, {ENOUGH_LABELS} in all at least."
    )


@dataclass(frozen=True)
class ThemeRow:
    """One line of the list of themes."""

    public_id: str
    label: str
    taxonomy: str
    confirmed: str
    waiting: str
    share: str
    shape: str
    trend: str
    sure: str
    note: str
    synthetic: bool

    @classmethod
    def of(cls, facts: ThemeFacts, *, all_voices: bool) -> ThemeRow:
        """Return the line of a theme; `all_voices` says that the reader may read every voice."""
        theme: Any = facts.theme
        shape, trend = trend_words(facts)
        return cls(
            public_id=theme.public_id, label=theme.label, taxonomy=taxonomy_words(theme.taxonomy),
            confirmed=number(theme.confirmed), waiting=number(theme.waiting), share=share_words(facts) or "Not counted",
            shape=shape, trend=trend, sure=_how_sure(facts, all_voices=all_voices), note=_lift(facts),
            synthetic=theme.synthetic,
        )  # fmt: skip


def _lift(facts: ThemeFacts) -> str:
    if facts.trust.charted or not facts.trust.labels_to_lift or facts.finder is None:
        return ""
    return f"{many(facts.trust.labels_to_lift, 'more label', 'more labels')} could lift it"


def _how_sure(facts: ThemeFacts, *, all_voices: bool) -> str:
    local, tested = facts.local, facts.known.tested if facts.known else None
    if local.checked and (all_voices or not shown(local.checked, Audience.SIGNED_IN).hidden):
        low, high = percent(local.interval.low), percent(local.interval.high)
        return f"People here agreed with {percent(local.share)} ({local.agreed:,} of {local.checked:,}; {low} to {high})"
    if tested:
        low, high = percent(tested.precision_low), percent(tested.precision_high)
        return f"Right {percent(tested.precision)} ({low} to {high}), found {percent(tested.recall)}, tested on {tested.n:,}"
    return "By people only" if facts.finder is None else "Not tested, not checked here"


def trend_words(facts: ThemeFacts) -> tuple[str, str]:
    """Return the shape and the words of the newest month beside the 24 drawn."""
    if facts.chart is None:
        charted = facts.trust.charted
        return (
            "○",
            "Too many comments to draw here: open the theme"
            if charted and facts.about is None
            else "Not charted",
        )
    words = VARIATION_WORDS[facts.chart.variation]
    until = f" ({facts.window.until:%B %Y})" if facts.window else ""
    return VARIATION_SHAPES[facts.chart.variation], f"{words}{until}"


@dataclass(frozen=True)
class ThemePage:
    """The page of one theme."""

    lead: str
    picture: SafeString | str
    sentence: str
    table: dict[str, Any] | None
    rule_set: str
    tested: str
    local: str
    trust: str
    caveat: str
    leans: str
    charted: bool

    @classmethod
    def of(cls, facts: ThemeFacts, counted: ThemeMonths, *, all_voices: bool) -> ThemePage:
        """Return the page of a theme from its figures and its months."""
        months = drawn_months(counted.said, facts.window) if facts.window else []
        image = _image(facts, counted.said, months)
        return cls(
            lead=_lead(facts),
            picture=mark_safe(spc_chart(image)) if image else "",  # noqa: S308 the chart escapes every word in it
            sentence=image.sentence if image else "",
            table=_table(facts, counted, months, image),
            rule_set=facts.chart.rule_set if facts.chart and facts.chart.shown_as_spc else "",
            tested=tested_words(facts),
            local=local_words(facts.local, all_voices=all_voices) if facts.finder else "",
            trust=trust_words(facts),
            caveat=facts.finder.caveat if facts.finder else "",
            leans=LEANS if facts.finder and facts.local.checked else "",
            charted=facts.trust.charted,
        )


def _lead(facts: ThemeFacts) -> str:
    theme: Any = facts.theme
    people = many(theme.confirmed, "comment is", "comments are")
    lead = (
        f"{people} about this, so people say."
        if theme.confirmed
        else "Nobody has confirmed a comment about this yet."
    )
    if theme.waiting:
        more = "more may be" if theme.confirmed else "may be"
        lead += f" {number(theme.waiting)} {more}: a model suggests it, and nobody has decided."
    return lead


def _image(facts: ThemeFacts, said: dict[date, int], months: Sequence[date]) -> SpcPicture | None:
    if facts.chart is None:
        return None
    return SpcPicture(
        name="theme-months", title=f"{facts.theme.label}: share of all comments, month by month", dates=months,
        chart=facts.chart, as_percent=True, people=[said.get(month, 0) for month in months],
    )  # fmt: skip


def _table(
    facts: ThemeFacts, counted: ThemeMonths, months: Sequence[date], image: SpcPicture | None
) -> dict[str, Any] | None:
    about, said = counted.about, counted.said
    if not months:
        return None
    drawn = chart_table(image) if image else ()
    head = ["Month", "Confirmed", *(["Likely", "Share", "What it shows"] if drawn else []), "All comments"]
    rows = []
    for at, month in enumerate(months):
        one = about.get(month)
        confirmed, likely = (one.confirmed, one.likely) if one else (0, 0)
        middle = [f"{likely:,}", drawn[at].value, drawn[at].signal] if drawn else []
        rows.append([f"{month:%B %Y}", f"{confirmed:,}", *middle, f"{said.get(month, 0):,}"])
    numeric = "1,2,3,5" if drawn else "1,2"
    caption = f"{facts.theme.label}: comments by month"
    return {"caption": caption, "head": head, "rows": rows[::-1], "numeric": numeric}


@dataclass(frozen=True)
class QuoteRow:
    """What somebody said about a theme, with names masked."""

    public_id: str
    words: str
    about: str
    language: str
    synthetic: bool
    confirmed: bool

    @classmethod
    def of(cls, link: Any, *, most: int = 400) -> QuoteRow:
        """Return the quote of a link between a voice and a theme."""
        voice = link.voice
        return cls(
            voice.public_id, cut(voice.words, most), _where_when(voice), voice.language, voice.synthetic,
            link.state == "confirmed",
        )  # fmt: skip


@dataclass(frozen=True)
class QueueRow:
    """One suggestion that waits for a person."""

    public_id: str
    voice_id: str
    words: str
    about: str
    label: str
    definition: str
    because: str
    sure: str
    language: str
    synthetic: bool
    urgent: bool

    @classmethod
    def of(cls, link: Any, *, most: int = 600) -> QueueRow:
        """Return the line of a suggestion; `most` letters of the words are shown."""
        voice, theme = link.voice, link.theme
        return cls(
            public_id=link.public_id, voice_id=voice.public_id, words=cut(voice.words, most), about=_where_when(voice),
            label=theme.label, definition=theme.definition, because=", ".join(map(str, link.because)),
            sure=f"{link.probability * 100:.0f}% sure" if link.probability is not None else "",
            language=voice.language, synthetic=voice.synthetic, urgent=bool(voice.danger) and voice.heard_at is None,
        )  # fmt: skip


def cut(words: str, most: int) -> str:
    """Return words cut at a blank."""
    return words if len(words) <= most else f"{words[: most - 1].rsplit(None, 1)[0]}…"


def _where_when(voice: Any) -> str:
    when = f"the week of {day(voice.said_on)}" if voice.said_precision == "week" else day(voice.said_on)
    return f"{when} · {voice.team or voice.subject or 'The whole council'}"


def decided_words(kept: int, late: int) -> str:
    """Return what became of a page of decisions."""
    words = f"{many(kept, 'decision', 'decisions')} kept. Thank you." if kept else "Nothing was decided."
    if late:
        words += f" {many(late, 'was', 'were')} decided by somebody else meanwhile, and left."
    return words


def unread_words(count: int, at_one_press: int) -> str:
    """Return how many comments no model has read, and how to have them read."""
    words = (
        f"{number(count)} {'comment has' if count == 1 else 'comments have'} not been read by a model yet."
    )
    if count > at_one_press:
        words += f" Each press reads {at_one_press:,}. What is left is read when the house does its rounds."
    return words


def read_words(comments: int, suggestions: int, *, more: bool) -> str:
    """Return what the models did, in one or two sentences."""
    if not comments:
        return "There was no comment left to read."
    words = f"{many(comments, 'comment', 'comments')} read, {many(suggestions, 'new suggestion', 'new suggestions')}."
    return f"{words} More are waiting: press again." if more else words


def export_rows(found: Iterable[ThemeFacts]) -> Iterator[tuple[object, ...]]:
    """Give one row of a file for each theme; shares in percent with one place."""
    for facts in found:
        theme: Any = facts.theme
        local, tested = facts.local, facts.known.tested if facts.known else None
        yield (
            theme.label, taxonomy_words(theme.taxonomy), theme.definition, theme.confirmed, theme.waiting,
            facts.about, facts.said, _tenths(facts.share), trend_words(facts)[1],
            local.checked, local.agreed, _tenths(local.share if local.checked else None),
            _tenths(local.interval.low if local.checked else None),
            _tenths(local.interval.high if local.checked else None),
            _tenths(tested.precision if tested else None), _tenths(tested.recall if tested else None),
            tested.n if tested else None, "yes" if facts.trust.charted else "no",
        )  # fmt: skip


def _tenths(share: float | None) -> float | None:
    return None if share is None else round(share * 100, 1)


def rule_lines(rules: Iterable[Rule], labels: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return which comments are read by which model, in words; `labels` names the models by key."""
    return [
        (
            f"From a source that begins “{rule.source}”" if rule.source else "All other comments",
            labels.get(rule.finder, rule.finder),
        )
        for rule in rules
    ]
