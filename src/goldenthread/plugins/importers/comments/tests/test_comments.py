from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from goldenthread import textmining
from goldenthread.domain.importing import Refused
from goldenthread.foundation.files.exports import csv_lines, xlsx_bytes
from goldenthread.plugins.importers import comments
from goldenthread.ports.importers import importers

SAMPLES = Path(comments.__file__).parent / "samples"
REAL = Path(textmining.__file__).parent / "data" / "nhs_feedback_phase2" / "comments.csv.gz"
TODAY = date(2026, 6, 1)


def read(path, **options):
    reading = importers.get("comments").read(path, **options)
    return reading, *reading.all()


def written(folder, text, encoding="utf-8", name="file.csv", **options):
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return read(path, **options)


@pytest.mark.parametrize("name", ["sample.csv", "sample.xlsx"])
def test_the_sample_shows_each_kind_of_mistake_once(name):
    reading, rows, problems = read(SAMPLES / name, today=TODAY)
    assert [problem.row for problem in problems] == [8, 9, 10, 11, 12, 15, 17]
    assert problems[0].sentence == 'Row 8, Date: "31/02/2026" is not a real date. Write it as 28/02/2026.'
    assert problems[5].sentence.startswith('Row 15, Comment ID: "C002" is already in row 3.')
    assert "already in row 16" in problems[6].sentence
    assert (reading.tally.read, reading.tally.used, reading.tally.refused, reading.tally.silent) == (
        20,
        12,
        7,
        1,
    )
    assert [row.values["said_on"] for row in rows[:6]] == [
        date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 4), date(2026, 3, 5), date(2026, 3, 6), date(2026, 3, 17),
    ]  # fmt: skip


def test_both_samples_give_the_same_rows():
    _, from_csv, _ = read(SAMPLES / "sample.csv", today=TODAY)
    _, from_xlsx, _ = read(SAMPLES / "sample.xlsx", today=TODAY)
    assert from_csv == from_xlsx


def test_nothing_in_a_comment_is_run_or_lost():
    _, rows, _ = read(SAMPLES / "sample.csv", today=TODAY)
    texts = [row.values["text"] for row in rows]
    assert any(text.startswith('=HYPERLINK("http') for text in texts)
    assert "<script>alert('words, never run')</script>" in texts
    assert any(text.startswith("شكرا") for text in texts)
    assert any(text.endswith("🙂") for text in texts)
    assert any(text.count("\n") == 2 for text in texts)
    assert "n/a" in texts


def test_the_template_reads_without_a_problem():
    reading, rows, problems = read(SAMPLES / "template.csv", today=TODAY)
    assert (len(rows), problems) == (1, [])
    assert set(reading.columns) == {"said_on", "text", "group", "score", "ref"}


def test_real_feedback_with_both_date_orders_is_read_by_its_habit_and_counted():
    reading, rows, problems = read(REAL)
    assert problems == []
    assert (reading.tally.read, reading.tally.used, reading.tally.silent) == (6_637, 6_216, 421)
    assert dict(reading.columns) == {
        "said_on": "Date", "text": "FFT answer", "group": "Service type 1", "score": "FFT categorical answer", "ref": "Comment ID",
    }  # fmt: skip
    assert reading.notes[0].startswith("234 rows had a date that is only real as month/day/year")
    assert reading.notes[1].startswith("1,789 rows had a date that could be read either way")


def test_a_reading_can_be_walked_again_with_the_same_answer():
    reading = importers.get("comments").read(SAMPLES / "sample.csv", today=TODAY)
    first, again = list(reading), list(reading)
    assert first == again
    assert reading.tally.read == 20


HEADERS = [
    ("Date", "Comment"), ("Response date", "FFT answer"), ("Said on", "Feedback"), ("Received", "Answer text"),
    ("date_received", "comment_text"), ("Date of response", "What could we do better?"), ("SUBMITTED", "VERBATIM"),
    ("Completion time", "Please tell us why you gave this score: comments"), ("Timestamp", "Any other feedback"),
]  # fmt: skip


@pytest.mark.parametrize(("day", "words"), HEADERS)
def test_columns_are_known_by_what_people_call_them(tmp_path, day, words):
    reading, rows, _ = written(tmp_path, f'{day},"{words}",Team\n2026-03-01,They were kind to me,North\n')
    assert reading.columns["said_on"] == day
    assert reading.columns["text"] == words
    assert rows[0].values["group"] == "North"


def test_strange_headers_are_known_by_what_is_below_them(tmp_path):
    reading, rows, _ = written(
        tmp_path,
        "q1,q2,q3\n7,01/03/2026,They came late and left early\n8,28/03/2026,Kind and patient staff\n",
    )
    assert (reading.columns["said_on"], reading.columns["text"]) == ("q2", "q3")
    assert rows[0].values["said_on"] == date(2026, 3, 1)


def test_a_birthday_is_not_the_day_something_was_said(tmp_path):
    reading, _, _ = written(tmp_path, "Date of birth,Date,Comment\n1950-03-01,2026-03-01,They were kind\n")
    assert reading.columns["said_on"] == "Date"


def test_what_a_person_chooses_wins(tmp_path):
    text = "Date,Comment,Other words,Seen\n2026-03-01,They were kind,They were late,2026-04-01\n"
    chosen = {"text": "Other words", "said_on": "seen"}
    _, rows, _ = written(tmp_path, text, columns=chosen)
    assert rows[0].values["text"] == "They were late"
    assert rows[0].values["said_on"] == date(2026, 4, 1)


def test_a_column_that_is_not_there_is_answered_with_those_that_are(tmp_path):
    with pytest.raises(Refused, match='There is no column "Words". The columns are: "Date", "Comment".'):
        written(tmp_path, "Date,Comment\n2026-03-01,kind\n", columns={"text": "Words"})


def test_a_file_with_no_date_asks_for_one(tmp_path):
    with pytest.raises(Refused, match='No column looks like the date. Choose one of: "Team", "Comment".'):
        written(tmp_path, "Team,Comment\nNorth,They were kind to me\n")


def test_titles_above_the_header_are_passed_over_and_rows_keep_their_numbers(tmp_path):
    text = "Feedback report March\n\n,,\nDate,Comment,Team\n2026-03-01,They were kind,North\n31/04/2026,They were late,North\n"
    _, rows, problems = written(tmp_path, text)
    assert rows[0].number == 5
    assert problems[0].sentence == 'Row 6, Date: "31/04/2026" is not a real date. Write it as 30/04/2026.'


def test_two_columns_of_one_name_are_told_apart(tmp_path):
    reading, _, _ = written(tmp_path, "Date,Comment,Comment,\n2026-03-01,First words,Second words,x\n")
    assert reading.header == ("Date", "Comment", "Comment (2)")


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_any_usual_delimiter_is_found(tmp_path, mark):
    lines = (
        ["Date", "Team", "Comment"],
        ["01/03/2026", "North", '"Kind; but, late | a\tbit"'],
        ["02/03/2026", "South", "Fine by me"],
    )
    _, rows, _ = written(tmp_path, "\n".join(mark.join(line) for line in lines))
    assert [row.values["group"] for row in rows] == ["North", "South"]
    assert rows[0].values["text"] == "Kind; but, late | a\tbit"


def test_the_line_by_which_excel_is_told_the_delimiter_is_no_row(tmp_path):
    _, rows, _ = written(tmp_path, "sep=;\nDate;Comment\n01/03/2026;They, were, kind\n")
    assert (rows[0].number, rows[0].values["text"]) == (3, "They, were, kind")


@pytest.mark.parametrize(
    ("encoding", "note"),
    [("utf-8", ""), ("utf-8-sig", ""), ("utf-16", "UTF-16"), ("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16"), ("utf-32", "UTF-32"),
     ("cp1252", "Windows")],
)  # fmt: skip
def test_any_usual_encoding_is_read_and_named(tmp_path, encoding, note):
    reading, rows, _ = written(tmp_path, "Date,Comment\n2026-03-01,The café cost £5 – naïve\n", encoding)
    assert rows[0].values["text"] == "The café cost £5 – naïve"
    assert note in " ".join(reading.notes)
    assert bool(reading.notes) == bool(note)


def test_an_alphabet_that_is_not_latin_is_found_out(tmp_path):
    words = "Медсестра была очень добрая и внимательная, спасибо большое за помощь. "
    text = "Date,Comment\n" + "".join(f'2026-03-0{n},"{words * 3}{n}"\n' for n in range(1, 9))
    _, rows, _ = written(tmp_path, text, "cp1251")
    assert rows[0].values["text"].startswith("Медсестра была очень добрая")


def test_a_file_of_two_encodings_loses_nothing(tmp_path):
    path = tmp_path / "mixed.csv"
    path.write_bytes("Date,Comment\n2026-03-01,The café – é\n".encode() + b"2026-03-02,It cost \xa35 here\n")
    reading, rows, _ = read(path)
    assert [row.values["text"] for row in rows] == ["The café – é", "It cost £5 here"]
    assert "mixes UTF-8 and Windows" in reading.notes[0]


def test_every_line_end_and_nul_is_read(tmp_path):
    _, rows, _ = written(tmp_path, 'Date,Comment\r2026-03-01,"one\r\ntwo\rthree"\r\n2026-03-02,nu\0l here\n')
    assert [row.values["text"] for row in rows] == ["one\ntwo\nthree", "nul here"]


def test_excel_days_numbers_and_ids_come_out_plain(tmp_path):
    path = tmp_path / "file.xlsx"
    content = xlsx_bytes(
        ["ID", "Date", "Comment"], [[1001, date(2026, 3, 1), "Kind staff"], [1002, 46083, "Late again"]]
    )
    path.write_bytes(content)
    _, rows, _ = read(path)
    days = [(row.values["ref"], row.values["said_on"]) for row in rows]
    assert days == [("1001", date(2026, 3, 1)), ("1002", date(2026, 3, 2))]


def test_what_was_exported_comes_back_without_its_guard(tmp_path):
    path = tmp_path / "export.csv"
    words = ["=1+1 is not what I asked", "- late\n- rude", "'quoted' words"]
    path.write_bytes(b"".join(csv_lines(["Date", "Comment"], [[date(2026, 3, 1), text] for text in words])))
    assert b"'=1+1" in path.read_bytes()
    _, rows, _ = read(path)
    assert [row.values["text"] for row in rows] == words


def test_the_name_of_a_file_does_not_matter(tmp_path):
    path = tmp_path / "comments.csv"
    path.write_bytes((SAMPLES / "sample.xlsx").read_bytes())
    _, rows, _ = read(path, today=TODAY, file_name="comments.csv")
    assert len(rows) == 12


def test_fifty_thousand_letters_are_read_and_more_are_a_problem(tmp_path):
    text = f"Date,Comment\n2026-03-01,{'x' * 50_000}\n2026-03-02,{'x' * 50_001}\n"
    _, rows, problems = written(tmp_path, text)
    assert len(rows[0].values["text"]) == 50_000
    assert (
        problems[0].sentence
        == "Row 3, Comment: the text has 50,001 letters; 50,000 is the most. Split it into two rows."
    )


def test_rows_with_their_own_references_are_never_twins(tmp_path):
    _, rows, problems = written(
        tmp_path, "ID,Date,Comment\n1,2026-03-01,They were kind\n2,2026-03-01,They were kind\n"
    )
    assert (len(rows), problems) == (2, [])


def test_short_answers_that_many_people_give_stay_in_and_are_counted(tmp_path):
    reading, rows, problems = written(
        tmp_path, "Date,Comment\n" + "2026-03-01,Nothing\n2026-03-01,Did not answer\n" * 3
    )
    assert (len(rows), problems) == (6, [])
    assert "4 rows had a short answer" in reading.notes[0]


def test_a_comma_without_quotation_marks_does_not_cut_a_comment_silently(tmp_path):
    _, rows, problems = written(
        tmp_path, "Date,Comment\n2026-03-01,They were late, and rude\n2026-03-02,Fine then\n"
    )
    assert len(rows) == 1
    assert problems[0].sentence.startswith("Row 2, Row: there are 3 cells, but the header has 2.")


def test_a_day_in_the_future_is_a_problem(tmp_path):
    _, _, problems = written(tmp_path, "Date,Comment\n2026-07-01,They were kind\n", today=TODAY)
    assert "is in the future" in problems[0].sentence


BAD_FILES = {
    "empty": (b"", "is empty"),
    "blank": (b"\n\n  \n", "is empty"),
    "only commas": (b",,,\n,,,\n", "is empty"),
    "header only": (b"Date,Comment\n", "header but no rows"),
    "nul only": (bytes(5_000), "is empty"),
    "one column": (b"Comment\nThey were kind\n", "only one column"),
    "prose": (b"Dear council, thank you.\nYours, a resident\n", "No column looks like"),
    "json": (b'[{"date": "2026-03-01"}]', "looks like JSON"),
    "html": (b"<!DOCTYPE html><html></html>", "web page"),
    "pdf": (b"%PDF-1.7 ...", "a PDF"),
    "old excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Excel"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), "a picture"),
    "noise": (bytes(range(1, 256)) * 20, "not a table"),
    "zip": (b"PK\x05\x06" + bytes(18), "ZIP archive"),
    "half a zip": (b"PK\x03\x04" + bytes(50), "damaged"),
    "half a gzip": (b"\x1f\x8b\x08\x00" + bytes(10), "damaged"),
    "never closed": (b'Date,Comment\n2026-03-01,"They were\n2026-03-02,Kind\n', "Row 2 never ends"),
    "wide": (b"Date,Comment" + b",x" * 600 + b"\n2026-03-01,kind\n", "602 columns"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(tmp_path, name):
    content, sentence = BAD_FILES[name]
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    with pytest.raises(Refused) as refused:
        list(importers.get("comments").read(path))
    assert sentence in str(refused.value)
    assert str(path.parent) not in str(refused.value)


def test_counts_add_up_whatever_the_rows_are():
    for path in (SAMPLES / "sample.csv", REAL):
        reading, rows, problems = read(path)
        tally = reading.tally
        assert tally.read == tally.used + tally.refused + tally.silent
        assert tally.used == len(rows)
        assert tally.refused == len(Counter(problem.row for problem in problems))
