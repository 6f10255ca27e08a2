from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.domain.written_dates import Habit, NotADay, Order, habit_of, read_day

DAYS = st.dates(date(1990, 1, 1), date(2068, 12, 31))
THIRD = date(2026, 3, 3)


@pytest.mark.parametrize(
    "written",
    [
        "2026-03-03", "2026/03/03", "2026.3.3", "20260303", "2026-03-03T10:05:00", "2026-03-03 10:05:00.123",
        "2026-03-03T10:05:00Z", "2026-03-03T10:05:00+01:00", "03/03/2026", "3/3/26", "03-03-2026", "03.03.2026",
        "3 3 2026", "03/03/2026 10:05", "3/3/2026 10:05:07 PM", "03/03/2026 5pm", "03/03/2026, 10.05",
        "3 March 2026", "3 march 2026", "3rd March 2026", "3rd of March 2026", "3 Mar 26", "03-Mar-26", "03-MAR-2026",
        "3/Mar/2026", "3March2026", "March 3, 2026", "Mar 3rd 2026", "Tuesday 3 March 2026", "Tue, 3 Mar 2026 10:05:00 GMT",
        "  3  March  2026 ", "\u200e3/3/2026\u200e", "'03/03/2026", "46084", "46084.42", 46084, 46084.42, 20260303,
        date(2026, 3, 3), datetime(2026, 3, 3, 23, 59),  # noqa: DTZ001 (a spreadsheet knows no zone)
    ],
)  # fmt: skip
def test_people_write_the_third_of_march_in_many_ways(written):
    assert read_day(written).on == THIRD


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("31/02/2026", '"31/02/2026" is not a real date. Write it as 28/02/2026.'),
        ("29/02/2025", '"29/02/2025" is not a real date. Write it as 28/02/2025.'),
        ("31/06/2026", '"31/06/2026" is not a real date. Write it as 30/06/2026.'),
        ("2026-02-30", '"2026-02-30" is not a real date. Write it as 28/02/2026.'),
        ("31 June 2026", '"31 June 2026" is not a real date. Write it as 30/06/2026.'),
        ("99/99/2026", "is not a real date. Write the day, month and year"),
        ("0/0/2026", "is not a real date"),
        ("31/02/1066", "is not a real date"),
        ("", "there is no date"),
        (None, "there is no date"),
        ("n/a", '"n/a" is not a date'),
        ("yesterday", "is not a date"),
        ("3 Marzo 2026", "no month that we know"),
        ("12", "is not a date"),
        (12, "is not a date"),
        (float("nan"), "is not a date"),
        (float("inf"), "is not a date"),
        (True, "is not a date"),
        ("03/04/1066", "is before 1990"),
        ("03/04/1989", "is before 1990"),
        ("03/04/2206", "is after 2100"),
        ("=TODAY()", "is not a date"),
        ("٣/٣/٢٠٢٦", "is not a date"),
        ("3/3", "is not a date"),
        ("2026", "is not a date"),
        ("x" * 500, "is not a date"),
    ],
)
def test_what_is_no_day_is_answered_with_how_to_mend_it(written, sentence):
    with pytest.raises(NotADay) as refused:
        read_day(written)
    assert sentence in str(refused.value)
    assert len(str(refused.value)) < 140


def test_the_29th_of_february_is_real_in_a_leap_year():
    assert read_day("29/02/2024").on == date(2024, 2, 29)


def test_a_day_after_today_is_a_problem_and_today_is_not():
    with pytest.raises(NotADay, match="in the future. Check"):
        read_day("2026-03-04", today=THIRD)
    assert read_day("2026-03-03", today=THIRD).on == THIRD


def test_a_future_day_that_the_other_order_puts_in_the_past_shows_how_to_write_it():
    with pytest.raises(NotADay, match="If it means 3 February, write it as 2026-02-03"):
        read_day("2/3/2026", today=date(2026, 2, 10))


def test_a_date_real_in_one_order_only_is_read_in_that_order_and_marked():
    day = read_day("10/17/2021", order=Order.DAY_FIRST)
    assert (day.on, day.swapped, day.either) == (date(2021, 10, 17), True, False)
    day = read_day("17/10/2021", order=Order.MONTH_FIRST)
    assert (day.on, day.swapped) == (date(2021, 10, 17), True)


def test_a_date_real_in_both_orders_follows_the_habit_and_is_marked():
    assert read_day("03/04/2026", order=Order.DAY_FIRST).on == date(2026, 4, 3)
    assert read_day("03/04/2026", order=Order.MONTH_FIRST).on == date(2026, 3, 4)
    assert read_day("03/04/2026").either
    assert not read_day("04/04/2026").either


def test_the_habit_is_that_of_most_rows_that_can_be_read_one_way_only():
    assert habit_of(["17/10/2021", "10/17/2021", "18/10/2021", "03/04/2021", None, "rubbish"]) == Habit(
        Order.DAY_FIRST, 2, 1, 1
    )
    assert habit_of(["10/17/2021", "10/18/2021", "18/10/2021"]).order is Order.MONTH_FIRST


def test_with_nothing_to_decide_it_is_read_as_people_in_england_write():
    assert habit_of([]).order is Order.DAY_FIRST
    assert habit_of(["03/04/2021"]).order is Order.DAY_FIRST


@given(DAYS)
def test_every_day_comes_back_from_every_way_of_writing_it(day):
    name = day.strftime("%B")
    for written in (
        day.isoformat(), f"{day:%d/%m/%Y}", f"{day.day} {name} {day.year}", f"{day:%d-%b-%Y}", f"{name} {day.day}, {day.year}",
        f"{day:%Y%m%d}", (day - date(1899, 12, 30)).days, datetime(day.year, day.month, day.day, 12),  # noqa: DTZ001
    ):  # fmt: skip
        assert read_day(written).on == day
    assert read_day(f"{day:%m/%d/%Y}", order=Order.MONTH_FIRST).on == day
    if day.year >= 2000:
        assert read_day(f"{day:%d/%m/%y}").on == day


@given(
    st.one_of(
        st.text(max_size=40),
        st.from_regex(r"[0-9]{1,4}[-/. ][0-9]{1,3}[-/. ][0-9]{1,5}"),
        st.floats(),
        st.integers(),
    )
)
def test_anything_at_all_is_a_day_in_our_time_or_a_sentence(value):
    try:
        day = read_day(value).on
    except NotADay as refused:
        assert str(refused).endswith(".")
    else:
        assert date(1990, 1, 1) <= day <= date(2100, 12, 31)


@given(DAYS, st.integers(1, 500))
def test_no_day_after_today_ever_gets_through(today, later):
    with pytest.raises(NotADay):
        read_day((today + timedelta(days=later)).isoformat(), today=today)
