import gzip

import pytest

from goldenthread.domain.importing import Refused
from goldenthread.plugins.importers import ascof
from goldenthread.ports.importers import importers
from goldenthread.returns.ascof import DATA, outcomes

HEADER = "measure,year,level,la_code,la_name,ons_code,statistic,value,flag,value_raw\n"
GOOD = "2a,2024-25,council,817,Wiltshire,E06000054,{},{},,\n"


def read(folder, text):
    path = folder / "ascof.csv"
    path.write_text(HEADER + text)
    reading = importers.get("ascof").read(path)
    return reading, *reading.all()


def test_the_published_file_reads_without_a_problem():
    assert ascof.__doc__
    reading = importers.get("ascof").read(DATA / "ascof_long.csv.gz")
    rows, problems = reading.all()
    assert problems == []
    assert reading.tally.read == 73_340
    assert len(rows) == len(outcomes())


def test_figures_of_one_place_become_one_row(tmp_path):
    text = GOOD.format("denominator", 493) + GOOD.format("numerator", 355) + GOOD.format("outcome", 72)
    _, rows, problems = read(tmp_path, text)
    assert problems == []
    (row,) = rows
    assert row.number == 2
    assert (row.values["value"], row.values["numerator"], row.values["denominator"]) == (72, 355, 493)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("9z,2024-25,council,1,X,E06000054,outcome,1,,", 'Row 2, Measure: there is no measure "9z"'),
        ("1a,2024-26,council,1,X,E06000054,outcome,1,,", '"2024-26" is not a year of returns'),
        ("1a,2024-25,council,1,X,E99999999,outcome,1,,", 'no council has the code "E99999999"'),
        ("1a,2024-25,council,1,X,E06000054,outcome,many,,", '"many" is not a number'),
        ("1a,2024-25,council,1,X,E06000054,outcome,nan,,", "cannot be right"),
        ("1a,2024-25,council,1,X,E06000054,outcome,-4,,", "cannot be right"),
        ("1a,2024-25,council,1,X,E06000054,outcome,,,", "no value and no flag"),
        ("1a,2024-25,council,1,X,E06000054,outcome,1,q,", '"q" is not a known flag'),
    ],
)
def test_a_figure_that_cannot_be_right_is_named(tmp_path, line, sentence):
    reading, rows, problems = read(tmp_path, line + "\n")
    assert rows == []
    assert sentence in problems[0].sentence
    assert reading.tally.refused == 1


def test_the_same_figure_twice_is_a_problem(tmp_path):
    _, rows, problems = read(tmp_path, GOOD.format("outcome", 72) * 2)
    assert len(rows) == 1
    assert "is in a row above" in problems[0].sentence


def test_a_file_without_its_columns_is_refused_with_their_names(tmp_path):
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(Refused, match="no column for: Measure, Year"):
        importers.get("ascof").read(path)


def test_packed_or_not_the_answer_is_the_same(tmp_path):
    path = tmp_path / "ascof.csv.gz"
    path.write_bytes(gzip.compress((HEADER + GOOD.format("outcome", 72)).encode()))
    rows, problems = importers.get("ascof").read(path).all()
    assert len(rows) == 1
    assert problems == []
