import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.domain.written_text import clean_text

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()))


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (None, ""),
        (12.0, "12"),
        (12.5, "12.5"),
        (True, "True"),
        ("  words \t", "words"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("nul\0 and \x07bell", "nul and bell"),
        ("=1+1", "=1+1"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("👩‍👩‍👧 ❤️ 🏴󠁧󠁢󠁥󠁮󠁧󠁿", "👩‍👩‍👧 ❤️ 🏴󠁧󠁢󠁥󠁮󠁧󠁿"),
        ("شكرا جزيلا\u200f للممرضة", "شكرا جزيلا\u200f للممرضة"),
        ("\ud83d\ude00", "😀"),
        ("a\ud83db", "a\ufffdb"),
        ("café £5 naïve", "café £5 naïve"),
    ],
)
def test_words_are_kept_and_what_prints_nothing_goes(written, kept):
    assert clean_text(written) == kept


@given(ANY_TEXT)
def test_cleaning_twice_is_cleaning_once_and_the_answer_can_be_stored(text):
    once = clean_text(text)
    assert clean_text(once) == once
    once.encode("utf-8")
    assert "\0" not in once
    assert "\r" not in once
