"""A table of months and numbers gives readings, and one sentence for each row that cannot be one."""

from datetime import date

import pytest

from goldenthread.domain.importing import Refused
from goldenthread.foundation.files.exports import xlsx_bytes
from goldenthread.ports.importers import importers

TODAY = date(2026, 11, 24)


def read(folder, content, **more):
    path = folder / "readings"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    reading = importers.get("readings").read(path, today=TODAY, **more)
    return (*reading.all(), reading)


def test_each_good_row_holds_a_month_and_its_numbers(tmp_path):
    rows, problems, reading = read(tmp_path, "Month,Yes,Out of\nMarch 2026,31,50\n4/2026,40,50\n")
    assert not problems and reading.tally.used == 2
    assert rows[0].values == {
        "period": date(2026, 3, 1),
        "numerator": 31.0,
        "denominator": 50.0,
        "value": None,
    }
    assert rows[0].number == 2


def test_a_workbook_gives_the_same_as_text(tmp_path):
    book = xlsx_bytes(["period", "value"], [(date(2026, 3, 1), 62.5), ("April 2026", "63%")])
    rows, problems, _ = read(tmp_path, book)
    assert not problems and [row.values["value"] for row in rows] == [62.5, 63.0]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("soon,1,2,", 'Row 2, period: "soon" is not a month'),
        (",1,2,", "Row 2, period"),
        ("May 2027,1,2,", "May 2027 is in the future"),
        ("May 2026,1,0,", "it must be above 0"),
        ("May 2026,-1,5,", "it cannot be below 0"),
        ("May 2026,,,", "there is no number"),
        ("May 2026,1,,", "there is no number"),
        ("May 2026,,,lots", '"lots" is not a number'),
        ("May 2026,,,inf", "too large"),
        ("May 2026,,,nan", "too large"),
        ("May 2026,,,'=1+1", "is not a number"),
    ],
)
def test_a_row_that_cannot_be_a_reading_says_where_and_what_to_do(tmp_path, line, sentence):
    rows, problems, _ = read(tmp_path, f"period,numerator,denominator,value\n{line}\nJune 2026,1,2,\n")
    assert len(rows) == 1 and sentence in problems[0].sentence


def test_the_second_row_of_a_month_is_a_problem(tmp_path):
    rows, problems, _ = read(tmp_path, "period,value\nMay 2026,1\n5/2026,2\n")
    assert len(rows) == 1 and "May 2026 is already in row 2" in problems[0].sentence


@pytest.mark.parametrize(
    "content", ["", "\n\n", "when,how\n1,2", "period,words\nMay 2026,x", b"\x00\x01\x02"]
)
def test_what_is_no_table_of_readings_is_refused_in_one_sentence(tmp_path, content):
    with pytest.raises(Refused) as refusal:
        read(tmp_path, content)
    assert str(refusal.value).endswith(".")


def test_only_so_many_rows_are_read(tmp_path, monkeypatch):
    monkeypatch.setattr("goldenthread.plugins.importers.readings.importer.MOST_ROWS", 2)
    rows, problems, _ = read(tmp_path, "period,value\n1/2026,1\n2/2026,2\n3/2026,3\n4/2026,4\n")
    assert len(rows) == 2 and "only 2 rows are read" in problems[0].sentence
