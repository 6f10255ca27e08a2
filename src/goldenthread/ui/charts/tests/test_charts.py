"""Pictures stay pictures whatever people type, say what they show, and come quickly."""

import random
import re
from datetime import date
from time import process_time
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.domain.direction import Direction
from goldenthread.domain.spc import p_chart, xmr, xmr_in_parts
from goldenthread.domain.spc.months import month_after
from goldenthread.ui.charts import (
    Bar,
    Box,
    ChangeFlag,
    Column,
    SpcPicture,
    bars,
    chart_table,
    run_chart,
    sparkline,
    spc_chart,
    thread_picture,
)
from goldenthread.ui.charts.scale import round_ticks, tick_words
from goldenthread.ui.charts.svg import BETTER, CLAY, COMMON, GREY, INK, NEUTRAL, link, wrapped
from goldenthread.ui.colours import WHITE, contrast

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onload='alert(1)",
    "]]>&lt;&amp;&#0;",
    "nul \x00 bell \x07 half \ud800 no\ufffe",
    "a" * 400,
    "‮right to left‬",
    "",
]
RANDOM = random.Random(2026)  # noqa: S311
STEADY = [50 + RANDOM.gauss(0, 3) for _ in range(24)]
DATES = [month_after(date(2024, 1, 1), at) for at in range(60)]


def image(values=None, *, label="Are people told?", direction=Direction.UP, **more):
    values = [*STEADY, *[60 + RANDOM.gauss(0, 3) for _ in range(12)]] if values is None else values
    chart = xmr(values, direction=direction, baseline=24, target=58)
    return SpcPicture(name="told", title=label, dates=DATES[: len(values)], chart=chart, **more)


def thread(label="Heard", href="/themes/1", broken=None):
    return [
        Column("Said", [Box("3 complaints", "/a"), Box(label, href, label, "waiting")]),
        Column(label, [Box("Culture", href)]),
        Column("Changed", [], broken),
        Column("Told", [Box("9 of 14", "/told")], "5 people have not been told."),
    ]


def every_picture(label):
    flags = [ChangeFlag(date(2026, 1, 5), label)]
    yield spc_chart(image(label=label, unit=label, flags=flags, summary=label))
    yield run_chart(image(label=label, flags=flags))
    yield bars([Bar(label, 3, label, 1, 5, label)], name=label, title=label, description=label)
    yield sparkline([1, None, 3], name=label, title=label, description=label)
    yield thread_picture(thread(label, label, label), name=label, title=label)
    yield thread_picture(thread(label, label, label), name=label, title=label, down=True)


def read(svg):
    """Return the parsed picture, having checked that nothing in it can act or reach out."""
    root = ElementTree.fromstring(svg)
    for part in root.iter():
        assert part.tag.removeprefix(SVG) in {
            "svg", "title", "desc", "g", "a", "line", "polyline", "polygon", "path", "rect", "circle", "text",
        }, part.tag  # fmt: skip
        for name, value in part.attrib.items():
            assert name != "style" and not name.startswith("on")
            assert name != "href" or re.match(r"(/(?!/)|#|\?|https?://)", value)
    ids = [part.attrib["id"] for part in root.iter() if "id" in part.attrib]
    assert len(ids) == len(set(ids))
    assert root.attrib["aria-labelledby"].split() == [
        f"{root.attrib['id']}-title",
        f"{root.attrib['id']}-desc",
    ]
    return root


@pytest.mark.parametrize("label", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_stay_words_in_every_picture(label):
    for svg in every_picture(label):
        read(svg)


@settings(deadline=None)  # a busy machine is no failure
@given(st.text(max_size=60))
def test_any_text_at_all_leaves_a_well_formed_thread(label):
    read(thread_picture(thread(label, label, label), name="t", title=label))


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "//elsewhere.example", "data:text/html,x", "vbscript:x", ""]
)
def test_an_address_that_could_act_makes_no_link(address):
    assert link(address, "words") == "words"


def test_a_picture_with_links_is_a_group_and_one_without_is_an_image():
    assert read(spc_chart(image())).attrib["role"] == "img"
    root = read(thread_picture(thread(), name="t", title="Thread"))
    assert root.attrib["role"] == "group"
    assert [a.attrib["href"] for a in root.iter(f"{SVG}a")] == ["/a", "/themes/1", "/themes/1", "/told"]


def test_every_mark_can_be_seen_on_white():
    assert min(contrast(colour, WHITE) for colour in (BETTER, CLAY, COMMON, NEUTRAL, GREY, INK)) >= 3
    assert min(contrast(colour, WHITE) for colour in (CLAY, GREY, INK, "#8a1c6b", "#0b6e69")) >= 4.5


def test_improvement_concern_and_usual_points_have_different_shapes():
    values = [*STEADY, 70.0, *STEADY[:3], 30.0]
    better_and_worse = spc_chart(image(values))
    assert better_and_worse.count('<polygon points="') == 2
    assert better_and_worse.count("<circle") == len(values) - 2
    neither = spc_chart(image(values, direction=Direction.NEITHER))
    assert f'stroke="{NEUTRAL}"' in neither and f'fill="{NEUTRAL}"' in neither


def test_the_description_has_the_sentence_the_flags_and_the_rule_set():
    root = read(spc_chart(image(flags=[ChangeFlag(date(2026, 1, 5), "Call back")])))
    said = root.find(f"{SVG}desc").text
    assert "unlikely to be chance" in said
    assert "Flag 1: Call back, 5 January 2026." in said
    assert "Single Chart Tool v5" in said


def test_a_short_series_is_drawn_as_a_run_chart_without_limits():
    short = spc_chart(image(STEADY[:9]))
    assert "upper limit" not in short and "average" in short
    assert "upper limit" in spc_chart(image(STEADY))
    assert "upper limit" not in run_chart(image(STEADY))


def test_a_gap_breaks_the_line():
    whole, gap = STEADY, [*STEADY[:10], None, *STEADY[11:]]
    lines = [spc_chart(image(values)).count("<polyline") for values in (whole, gap)]
    assert lines[1] == lines[0] + 1


def test_new_limits_are_drawn_as_a_step():
    chart = xmr_in_parts([STEADY[:12], STEADY[12:]], direction=Direction.UP)
    svg = spc_chart(SpcPicture("p", "Parts", DATES[:24], chart))
    assert svg.count("<polyline") == 7  # two each for centre, lower and upper, and the series


@pytest.mark.parametrize("values", [[], [None] * 5, [3.0], [7.0] * 20, [0.0] * 20, [1e9, -1e9] * 8])
def test_odd_series_are_drawn_without_a_crash(values):
    read(spc_chart(image(values)))
    read(run_chart(image(values)))
    read(sparkline(values, name="s", title="S"))


def test_a_chart_with_a_date_missing_is_refused():
    with pytest.raises(ValueError, match="one date for each point"):
        spc_chart(SpcPicture("n", "N", DATES[:3], xmr([1, 2], direction=Direction.UP)))


def test_the_table_has_values_limits_signals_people_and_changes():
    values = [*STEADY, 80.0, None]
    rows = chart_table(
        image(values, unit=" days", people=[40] * 26, flags=[ChangeFlag(date(2026, 1, 1), "Call back")])
    )
    assert len(rows) == 26
    assert (rows[24].period, rows[24].value, rows[24].people) == ("January 2026", "80 days", "40")
    assert rows[24].signal.startswith("Better: above the upper limit")
    assert rows[24].changed == "Call back"
    assert (rows[25].value, rows[25].signal) == ("no reading", "No reading")
    assert rows[0].lower.endswith(" days") and rows[0].average and rows[0].upper


def test_proportions_are_shown_as_percent():
    chart = p_chart([31] * 14, [50] * 14, direction=Direction.UP)
    rows = chart_table(SpcPicture("p", "P", DATES[:14], chart, as_percent=True))
    assert rows[0].value == "62%"
    assert ">60%</text>" in spc_chart(SpcPicture("p", "P", DATES[:14], chart, as_percent=True))


def test_a_hidden_count_is_written_and_has_no_length():
    svg = bars([Bar("Phone", 0, "fewer than 8"), Bar("Web", 20, "20")], name="b", title="B", description="D")
    assert "fewer than 8" in svg
    assert 'width="0"' in svg


def test_a_whole_thread_has_an_unbroken_line_and_a_broken_one_says_where():
    whole = [Column("Said", [Box("a")]), Column("About", [Box("b")])]
    broken = [*whole, Column("Changed", [], "Nothing has been changed.")]
    assert CLAY not in thread_picture(whole, name="t", title="T")
    svg = thread_picture(broken, name="t", title="T")
    assert svg.count(f'stroke="{CLAY}"') == 3  # two strokes of the cut, and the empty box
    assert "Broken at Changed: Nothing has been changed." in svg


def test_long_words_are_cut_and_lines_are_few():
    assert wrapped("We plan care before asking who someone is", 17, 2) == [
        "We plan care",
        "before asking wh…",
    ]
    assert wrapped("x" * 40, 10, 9) == ["x" * 10] * 4
    assert wrapped("", 10, 2) == [""]


@settings(deadline=None)  # a busy machine is no failure
@given(st.floats(-1e6, 1e6), st.floats(0, 1e6))
def test_ticks_are_round_and_hold_all_that_is_drawn(low, width):
    ticks = round_ticks(low, low + width)
    assert ticks[0] <= low + 1e-6 * max(1, width) and ticks[-1] >= low + width - 1e-6 * max(1, width)
    assert 2 <= len(ticks) <= 12
    assert len(set(tick_words(ticks))) == len(ticks)


def test_a_chart_of_36_points_takes_less_than_five_milliseconds():
    ready = image(flags=[ChangeFlag(date(2026, 1, 5), "Call back")])
    spc_chart(ready)
    times = []
    for _ in range(20):
        started = process_time()
        spc_chart(ready)
        times.append(process_time() - started)
    assert sorted(times)[10] < 0.005
