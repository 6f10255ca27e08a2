"""Months as people write them are read, and anything else is refused with a mend."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.domain.written_months import NotAMonth, read_month


@pytest.mark.parametrize(
    ("written", "month"),
    [
        ("March 2026", date(2026, 3, 1)),
        ("  mar   2026 ", date(2026, 3, 1)),
        ("Sept-2026", date(2026, 9, 1)),
        ("3/2026", date(2026, 3, 1)),
        ("03 2026", date(2026, 3, 1)),
        ("2026-03", date(2026, 3, 1)),
        ("2026-03-17", date(2026, 3, 1)),
        ("17/03/2026", date(2026, 3, 1)),
        ("2024-25", date(2024, 4, 1)),
        ("2024/25", date(2024, 4, 1)),
        ("2024 to 2025", date(2024, 4, 1)),
        ("2011-12", date(2011, 12, 1)),
        (date(2026, 3, 17), date(2026, 3, 1)),
        (datetime(2026, 3, 17, 9), date(2026, 3, 1)),  # noqa: DTZ001 (a spreadsheet's cell has no zone)
    ],
)
def test_a_month_is_read_however_it_is_written(written, month):
    assert read_month(written) == month


@pytest.mark.parametrize(
    "written",
    [
        "",
        "soon",
        "13/2026",
        "00/2026",
        "Mayy 20",
        "March",
        "2026",
        "2024-26",
        "March 1066",
        "March 9999",
        "\0",
        "=A1",
    ],
)
def test_what_is_no_month_is_refused_with_a_mend(written):
    with pytest.raises(NotAMonth, match="Write it like March 2026"):
        read_month(written)


@given(st.text(max_size=60))
def test_any_text_is_a_month_or_a_sentence(text):
    try:
        assert read_month(text).day == 1
    except NotAMonth as trouble:
        assert str(trouble).endswith(".")
