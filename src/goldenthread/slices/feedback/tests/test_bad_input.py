"""Everything that can be wrong with a file, sent the way people send it: through the page."""

import gzip
import html
import io
import re
import zipfile

import pytest

from goldenthread.foundation.files.tests.makers import handmade_xlsx, ods_file, ods_rows, workbook
from goldenthread.foundation.imports.models import Import
from goldenthread.slices.feedback.tests.factories import Town, csv_of, three_rows
from goldenthread.thread import queries as ask

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return Town()


@pytest.fixture
def lead(town):
    return town.client(town.lead)


def words_on(answer):
    """Return what a person reads on a page."""
    main = answer.content.decode().partition("<main")[2]
    return html.unescape(" ".join(re.sub("<[^>]+>", " ", main).split()))


def voices(town):
    return list(ask.voices(town.access(town.lead)))


def accepted(town, client, content, name="file.csv"):
    """Send a file, accept what is good in it, and return the preview and the comments."""
    preview = town.upload(client, content, name=name)
    where = preview.redirect_chain[-1][0]
    done = client.post(f"{where}accept/", follow=True)
    assert done.status_code == 200
    return words_on(preview), voices(town)


def bomb():
    page = io.BytesIO()
    with zipfile.ZipFile(page, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<a/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 30_000_000)
    return page.getvalue()


def zip_of_notes():
    page = io.BytesIO()
    with zipfile.ZipFile(page, "w") as archive:
        archive.writestr("notes.txt", "hello")
    return page.getvalue()


def honest_ods(rows):
    """An ODS file with the list of its parts, as an office writes it."""
    page = io.BytesIO(ods_file(ods_rows(rows)))
    names = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    entry = f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
    with zipfile.ZipFile(page, "a") as archive:
        archive.writestr(
            "META-INF/manifest.xml",
            f'<?xml version="1.0"?><manifest:manifest xmlns:manifest="{names}">{entry}</manifest:manifest>',
        )
    return page.getvalue()


REFUSED = {
    "nothing at all": (b"", "Choose a file that has something in it."),
    "only blank lines": (b"\n\n \n", "The file is empty."),
    "a header and nothing below": (b"Date,Comment\n", "has a header but no rows"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"0" * 100, "This is a picture."),
    "a PDF": (b"%PDF-1.7 ...", "This is a PDF."),
    "an old workbook": (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old Excel file"),
    "a web page": (b"<!DOCTYPE html><html></html>", "a web page"),
    "a program": (b"\x7fELF" + b"\1" * 300, "a program"),
    "a ZIP of something else": (zip_of_notes(), "not a spreadsheet"),
    "a ZIP bomb": (bomb(), "100 times its size"),
    "a gzip bomb": (gzip.compress(b"Date,Comment\n" + b"0" * 300_000_000), "times its size"),
    "half a gzip file": (gzip.compress(three_rows() * 50)[:60], "damaged"),
    "entities that swell": (
        handmade_xlsx("<row><c><v>&a;</v></c></row>", '<!DOCTYPE x [<!ENTITY a "aaaa">]>'), "",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_a_file_that_cannot_be_read_is_refused_with_one_sentence_and_nothing_is_kept(
    what, town, lead, tmp_path
):
    content, sentence = REFUSED[what]
    answer = town.upload(lead, content)
    assert answer.status_code == 200
    assert sentence in words_on(answer)
    problems = re.findall(r"govuk-error-summary__list.*?</ul>", answer.content.decode(), re.DOTALL)
    assert problems and problems[0].count("<li>") == 1
    assert not Import.objects.within(town.council).exists() and not voices(town)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_a_file_over_the_limit_is_refused(town, lead, monkeypatch):
    monkeypatch.setattr("goldenthread.foundation.imports.forms.MOST_BYTES", 100)
    assert "over 50 MB" in words_on(town.upload(lead, three_rows()))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16", "utf-16-le", "latin-1"])
def test_other_encodings_are_read_and_said(encoding, town, lead):
    content = csv_of(("2026-11-02", "The café was naïve – £5 for tea", "Day centre")).decode()
    if encoding == "latin-1":
        content = content.replace("–", "-")
    preview, found = accepted(town, lead, content.encode(encoding))
    assert "caf" in found[0].text and "£5" in found[0].text and "ï" in found[0].text


def test_dates_that_are_no_days_are_problems_and_the_good_rows_come_in(town, lead):
    content = csv_of(
        ("31/02/2026", "No such day.", ""), ("tomorrow", "Nor is this.", ""), ("1/1/2999", "Far ahead.", ""),
        ("02/11/2026", "A real day.", ""), ("", "No day at all.", ""),
    )  # fmt: skip
    preview, found = accepted(town, lead, content)
    assert [one.text for one in found] == ["A real day."]
    for row in (2, 3, 4, 6):
        assert f"Row {row}, Date:" in preview


def test_rows_that_are_there_twice_come_in_once_and_the_second_is_named(town, lead):
    row = ("2026-11-02", "The same words.", "Day centre")
    preview, found = accepted(town, lead, csv_of(row, row, row))
    assert len(found) == 1
    assert "already in row 2" in preview and "Row 3" in preview and "Row 4" in preview


def test_a_formula_is_kept_as_words_and_leaves_as_words(town, lead):
    formulas = [
        "=1+1",
        "=HYPERLINK('http://x','y')",
        "@SUM(A1)",
        "+44 20 was engaged",
        "-1 for the food",
        "\t=cmd|' /C calc'!A0",
    ]
    content = csv_of(*((f"2026-11-{day + 1:02}", words, "") for day, words in enumerate(formulas)))
    _, found = accepted(town, lead, content)
    assert {one.text for one in found} == {words.strip() for words in formulas}
    away = b"".join(lead.get(town.at("feedback/comments.csv")).streaming_content).decode()
    assert not re.search(r'(^|,)"?[=@+\t]', away, re.MULTILINE)


def test_emoji_and_words_from_right_to_left_come_in_as_they_are(town, lead):
    said = [
        "😀👩🏽‍🦽 lovely",
        "لم يخبرني أحد بما سيحدث",
        "\u202eright to left override",
        "ﷺ 𝔉𝔯𝔞𝔨𝔱𝔲𝔯",
        "Zalgo t̸̪̊e̴x̷t",
    ]
    _, found = accepted(
        town, lead, csv_of(*((f"2026-11-{day + 1:02}", words, "") for day, words in enumerate(said)))
    )
    assert {one.text for one in found} == set(said)
    page = lead.get(town.at("feedback/")).content.decode()
    assert "لم يخبرني" in page and 'dir="auto"' in page


def test_a_comment_of_50_000_letters_comes_in_and_a_longer_one_is_a_problem(town, lead):
    long = "word " * 9_999 + "ended"
    content = csv_of(
        ("2026-11-02", long, ""), ("2026-11-03", long + "x" * 50, ""), ("2026-11-04", "short", "")
    )
    preview, found = accepted(town, lead, content)
    assert {len(one.text) for one in found} == {len(long), 5}
    assert "Row 3, Comment: the text has 50,050 letters" in preview
    assert lead.get(town.at(f"feedback/{found[-1].public_id}/")).status_code == 200


def test_a_script_in_a_comment_is_shown_and_never_run(town, lead):
    _, found = accepted(town, lead, csv_of(("2026-11-02", "<script>alert(1)</script>", "<b>Team</b>")))
    for path in (
        "feedback/",
        f"feedback/{found[0].public_id}/",
        f"feedback/learning/?voice={found[0].public_id}",
    ):
        page = lead.get(town.at(path)).content.decode()
        assert "<script>alert" not in page and "&lt;script&gt;alert" in page and "<b>Team</b>" not in page


def test_letters_a_database_refuses_are_left_out(town, lead):
    content = b"Date,Comment\x00,Team\n2026-11-02,be\x00fore\x08 and after,\x00\n"
    _, found = accepted(town, lead, content)
    assert [one.text for one in found] == ["before and after"]


def test_workbooks_and_packed_files_come_in_too(town, lead, tmp_path):
    sheet = [["Date", "Comment"], ["02/11/2026", "From a workbook"]]
    book = workbook(tmp_path, sheet).read_bytes()
    _, found = accepted(town, lead, book, name="a.xlsx")
    _, found = accepted(
        town, lead, honest_ods([["Date", "Comment"], ["2026-11-03", "From ODS"]]), name="b.ods"
    )
    _, found = accepted(town, lead, gzip.compress(csv_of(("2026-11-04", "Packed", ""))), name="c.csv.gz")
    assert {one.text for one in found} == {"From a workbook", "From ODS", "Packed"}


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "C:\\a\\b.csv",
        "a" * 400 + ".csv",
        "\u202egnp.csv",
        '"><svg onload=x>.csv',
        "a\r\nSet-Cookie: x.csv",
    ],
)
def test_a_harmful_file_name_is_only_a_name(name, town, lead, tmp_path):
    answer = town.upload(lead, three_rows(), name=name)
    assert answer.status_code == 200
    arrival = Import.objects.within(town.council).get()
    assert "/" not in arrival.file_name and "\\" not in arrival.file_name and "\r" not in arrival.file_name
    assert "<svg onload" not in answer.content.decode()
    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [path.name for path in kept] == [arrival.digest]


def test_the_list_of_what_to_mend_goes_away_safe_from_formulas(town, lead):
    preview = town.upload(lead, csv_of(("=1+1", "No day.", ""), ("2026-11-02", "Good.", "")))
    where = preview.redirect_chain[-1][0]
    away = b"".join(lead.get(f"{where}what-to-mend.csv").streaming_content).decode()
    assert "Row 2, Date" in away and not re.search(r'(^|,)"?[=@]', away, re.MULTILINE)


def test_columns_with_names_of_their_own_are_asked_for(town, lead):
    content = csv_of(
        ("2026-11-02", "Nobody rang back when they said they would.", "x"), header=("aa", "bb", "cc")
    )
    asked = town.upload(lead, content)
    assert "Which column holds what?" in words_on(asked)
    where = asked.redirect_chain[-1][0]
    same = lead.post(where, {"column_said_on": "0", "column_text": "0"}, follow=True)
    assert "cannot come from the same column" in words_on(same)
    preview = lead.post(where, {"column_said_on": "0", "column_text": "1", "column_group": "2"}, follow=True)
    assert "1 comment is ready to come in." in words_on(preview)
