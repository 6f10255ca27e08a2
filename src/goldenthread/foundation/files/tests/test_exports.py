import csv
import io
import tempfile
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.domain.exporting import unguarded
from goldenthread.domain.written_text import clean_text
from goldenthread.foundation.files.exports import csv_lines, xlsx_bytes
from goldenthread.foundation.files.tables import open_table

WORDS = st.text(max_size=40).map(clean_text).filter(bool)
TABLES = st.lists(
    st.tuples(WORDS, st.one_of(WORDS, st.sampled_from(["=1+1", "-a", "@b", "'=c", "+44 1"]))),
    min_size=1,
    max_size=6,
)


def back(content: bytes):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export"
        path.write_bytes(content)
        return [[unguarded(str(cell)) for cell in cells] for _, cells in open_table(path).rows()]


def test_a_csv_is_utf8_with_its_mark_and_every_cell_quoted():
    content = b"".join(csv_lines(["Date", "Comment"], [[date(2026, 3, 1), "=1+1"], [None, 5]]))
    assert content == '\ufeff"Date","Comment"\r\n"2026-03-01","\'=1+1"\r\n"","5"\r\n'.encode()


def test_negative_numbers_stay_numbers():
    assert b'"-4"' in b"".join(csv_lines(["n"], [[-4]]))
    assert b'"\'-4"' in b"".join(csv_lines(["n"], [["-4"]]))


def test_a_long_csv_comes_in_pieces():
    pieces = list(csv_lines(["n"], ([n, "x" * 50] for n in range(10_000))))
    assert len(pieces) > 5
    assert len(list(csv.reader(io.StringIO(b"".join(pieces).decode("utf-8-sig"))))) == 10_001


@settings(max_examples=60, deadline=None)
@given(TABLES)
def test_what_goes_out_as_csv_comes_back_the_same(rows):
    content = b"".join(csv_lines(["First", "Second"], rows))
    assert back(content)[1:] == [list(row) for row in rows]


@settings(max_examples=15, deadline=None)
@given(TABLES)
def test_what_goes_out_as_xlsx_comes_back_the_same_and_holds_no_formula(rows):
    content = xlsx_bytes(["First", "Second"], rows)
    assert [[clean_text(cell) for cell in row] for row in back(content)[1:]] == [list(row) for row in rows]


def test_xlsx_keeps_numbers_days_and_addresses_as_they_are(tmp_path):
    path = tmp_path / "out.xlsx"
    path.write_bytes(xlsx_bytes(["a", "b", "c", "d"], [[-4, date(2026, 3, 1), "http://example.org", "007"]]))
    (_, header), (_, row) = open_table(path).rows()
    assert header == ["a", "b", "c", "d"]
    assert row == [-4.0, date(2026, 3, 1), "http://example.org", "007"]


def test_a_text_longer_than_a_cell_is_cut_and_says_so(tmp_path):
    path = tmp_path / "out.xlsx"
    path.write_bytes(xlsx_bytes(["a", "b"], [["x" * 40_000, float("nan")]]))
    _, (_, row) = open_table(path).rows()
    assert len(row[0]) == 32_767
    assert row[0].endswith("has all of it)")
