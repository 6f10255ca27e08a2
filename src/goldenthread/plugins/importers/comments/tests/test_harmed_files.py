import gzip
import random
import tempfile
import time
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.domain.importing import Problem, Refused, Row
from goldenthread.plugins.importers import comments
from goldenthread.ports.importers import importers

SAMPLE = (Path(comments.__file__).parent / "samples" / "sample.csv").read_bytes()
SHEET = (Path(comments.__file__).parent / "samples" / "sample.xlsx").read_bytes()


def outcome(content: bytes) -> list[Row | Problem] | str:
    """Return what reading gives: items, or the sentence of a refusal. Anything else fails the test."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        path.write_bytes(content)
        start = time.monotonic()
        try:
            items = list(importers.get("comments").read(path))
        except Refused as refused:
            assert str(refused).endswith(".")
            return str(refused)
        finally:
            assert time.monotonic() - start < 5
        for item in items:
            assert isinstance(item, (Row, Problem))
        return items


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_rows_problems_or_a_refusal(content):
    outcome(content)


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("Date,Comment\n\r\"\t;|='0123/-\0é😀\u202e "), max_size=200))
def test_any_text_below_a_good_header_is_rows_problems_or_a_refusal(text):
    outcome(("Date,Comment\n" + text).encode())


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, len(SAMPLE) - 1), st.integers(0, 7)), min_size=1, max_size=30),
    st.booleans(),
)
def test_flipped_bits_in_a_csv_are_rows_problems_or_a_refusal(flips, packed):
    content = bytearray(gzip.compress(SAMPLE) if packed else SAMPLE)
    for place, bit in flips:
        content[place % len(content)] ^= 1 << bit
    outcome(bytes(content))


@settings(max_examples=100, deadline=None)
@given(st.integers(0, len(SAMPLE)))
def test_a_csv_cut_anywhere_is_rows_problems_or_a_refusal(place):
    outcome(SAMPLE[:place])
    outcome(gzip.compress(SAMPLE)[: place // 3])


def test_flipped_and_cut_workbooks_are_rows_problems_or_a_refusal():
    dice = random.Random(3)
    for case in range(40):
        content = bytearray(SHEET)
        if case % 2:
            del content[dice.randrange(len(content)) :]
        for _ in range(dice.randrange(1, 10) if content else 0):
            content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
        outcome(bytes(content))


def big_csv(path: Path, rows: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write("ID,Date,Team,Comment\n")
        for number in range(rows):
            file.write(
                f"{number},{number % 28 + 1:02}/03/2026,Team {number % 9},The carer came late again on visit {number}\n"
            )


def test_memory_stays_flat_however_long_a_csv_is(tmp_path):
    peaks = []
    for rows in (2_000, 20_000):
        path = tmp_path / "big.csv"
        big_csv(path, rows)
        tracemalloc.start()
        used = sum(isinstance(item, Row) for item in importers.get("comments").read(path))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert used == rows
    assert peaks[1] - peaks[0] < 18_000 * 200  # only the marks by which twins are known may grow


@pytest.mark.slow
def test_a_sheet_of_a_hundred_thousand_rows_is_read(tmp_path):
    xlsxwriter = pytest.importorskip("xlsxwriter")
    path = tmp_path / "big.xlsx"
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["ID", "Date", "Team", "Comment"])
    for number in range(1, 100_001):
        day = f"{number % 28 + 1:02}/03/2026"
        sheet.write_row(
            number, 0, [number, day, f"Team {number % 9}", f"The carer came late again on visit {number}"]
        )
    book.close()
    reading = importers.get("comments").read(path)
    assert sum(isinstance(item, Row) for item in reading) == 100_000
