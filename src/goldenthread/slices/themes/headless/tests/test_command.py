import csv
import json
import re
from datetime import date

import pytest

import goldenthread.plugins.importers.comments
import goldenthread.plugins.theme_finders.built_in  # noqa: F401 - both put themselves on their shelves
from goldenthread.slices.themes.headless import command
from goldenthread.textmining.taxonomy import NHS

KEYS = {"rows", "themes", "series", "changes", "quotes"}
HOSTILE = (
    "<script>alert(1)</script> The food was <b onmouseover=x>cold</b> & \"late\" {{ 7|add:7 }} {% now 'Y' %}"
)


def sheet(path, rows, header=("Date", "Comment", "Team")):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)
    return path


@pytest.fixture
def months(tmp_path):
    """Fourteen months of 30 comments in two teams; in the last three North waits far more."""
    rows = []
    for month in range(14):
        on = date(2024 + month // 12, month % 12 + 1, 5)
        for number in range(30):
            waits = number % 10 < (8 if month > 10 else 2)
            text = (
                f"I waited {number} hours for the ambulance" if waits else f"Kind and polite staff {number}"
            )
            rows.append((on.isoformat(), f"{text} in {on:%B %Y}", "North"))
            rows.append((on.isoformat(), f"Lovely food {number} but cold tea in {on:%B %Y}", "South"))
    return sheet(tmp_path / "months.csv", rows)


def learned(path, *more):
    out, data = path.parent / "out.html", path.parent / "out.json"
    assert command.run([str(path), "--out", str(out), "--json", str(data), *more]) == 0
    return out.read_text(encoding="utf-8"), json.loads(data.read_text(encoding="utf-8"))


def test_the_json_has_the_promised_shape(months):
    _, data = learned(months)
    assert set(data) == KEYS
    assert data["rows"] == {"read": 840, "used": 840, "refused": 0}
    for theme in data["themes"]:
        assert set(theme) == {"key", "n", "share", "confidence"}
        assert 0 < theme["share"] <= 1
        assert 0 < theme["confidence"] <= 1
    for series in data["series"]:
        assert set(series) == {"group", "theme", "points", "signals"}
        for point in series["points"]:
            assert set(point) == {"month", "n", "share"}
            assert re.fullmatch(r"\d{4}-\d\d", point["month"])
        for signal in series["signals"]:
            assert set(signal) == {"month", "rule", "direction"}
            assert signal["direction"] in {"up", "down"}


def test_a_planted_change_is_found_in_its_group_and_nowhere_else(months):
    page, data = learned(months)
    sure = [change for change in data["changes"] if change["kind"] == "sure"]
    found = {(change["group"], change["theme"]): change["direction"] for change in sure}
    assert found["North", "timeliness-of-care"] == "up"
    assert all(group == "North" for group, _ in found)
    assert "unlikely to be chance" in page
    (waiting,) = (s for s in data["series"] if (s["group"], s["theme"]) == ("North", "timeliness-of-care"))
    assert {"2024-12", "2025-01", "2025-02"} <= {
        s["month"] for s in waiting["signals"] if s["direction"] == "up"
    }


def test_hostile_words_are_shown_and_never_run(tmp_path):
    rows = [(f"2024-0{month}-05", f"{HOSTILE} {number}", "<img src=x onerror=y>")
            for month in range(1, 10) for number in range(12)]  # fmt: skip
    page, data = learned(sheet(tmp_path / "<b>hostile.csv", rows))
    assert "<script" not in page
    assert "<img" not in page
    assert "<b" not in page.replace("<body", "").replace("<br>", "").replace("<blockquote", "")
    assert "14 2" not in page
    assert "&lt;script&gt;" in page
    assert data["rows"]["used"] == 108


def test_the_report_reaches_for_nothing_outside_itself(months):
    page, _ = learned(months)
    addresses = set(re.findall(r"""(?:src|href|action|url)\s*[=(]\s*["']?([^"'\s>)]+)""", page))
    assert all(address.startswith("#") for address in addresses)
    assert set(re.findall(r"https?://[^\s\"<]+", page)) <= {"http://www.w3.org/2000/svg"}
    assert "None" not in page
    assert page.count("<h1") == 1


def test_names_in_quotes_are_masked(tmp_path):
    rows = [(f"2024-01-{day:02}", f"Nurse Sarah Jones on 07700 900{day:03} was kind, polite and caring to me", "A")
            for day in range(1, 29)]  # fmt: skip
    page, data = learned(sheet(tmp_path / "names.csv", rows))
    assert data["quotes"]
    for words in ("Sarah", "Jones", "07700"):
        assert words not in page
        assert all(words not in quote["text"] for quote in data["quotes"])


def test_bad_rows_are_named_and_good_ones_kept(tmp_path):
    rows = [("2024-01-05", "Kind staff", "A"), ("31/02/2024", "Cold food", "A"), ("2024-01-06", "", "A")]
    page, data = learned(sheet(tmp_path / "bad.csv", rows))
    assert data["rows"] == {"read": 3, "used": 1, "refused": 2}
    assert "Row 3" in page


def test_comments_that_taught_the_model_are_judged_out_of_fold_and_the_report_says_so():
    from goldenthread.slices.themes.headless.analyse import analyse
    from goldenthread.textmining.model import load_model

    findings = analyse(NHS.parent / "comments.csv.gz", columns={})
    assert findings.learned_from == findings.spoken > 5000
    assert "out of fold" in command.report(findings, made_at=command.datetime.now(command.LONDON))
    assert load_model(NHS.parent).themes


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.csv", b"", "empty"),
        ("header.csv", b"Date,Comment,Team\n", "no rows"),
        (
            "undated.csv",
            b"Name,Comment\nA,The staff were very kind to me\nB,It was cold in the room\n",
            "date",
        ),
        ("blank.csv", b"Date,Comment\n2024-01-05,\n2024-01-06,\n", "can be used"),
        ("unanswered.csv", b"Date,Comment\n2024-01-05,Did not answer\n", "no comment with words"),
        ("noise.csv", bytes(range(256)) * 40, ""),
        ("false.xlsx", b"PK\x03\x04 not a workbook", ""),
        ("false.csv.gz", b"\x1f\x8b\x08\x00 broken", ""),
    ],
)
def test_a_file_that_cannot_be_read_gets_one_sentence_and_leaves_nothing(
    tmp_path, capsys, name, content, words
):
    (tmp_path / name).write_bytes(content)
    out = tmp_path / "report.html"
    assert command.run([str(tmp_path / name), "--out", str(out)]) == 2
    said = capsys.readouterr()
    assert words in said.err
    assert len(said.err.strip().splitlines()) == 1
    assert "Traceback" not in said.err
    assert not said.out
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nowhere.csv"], "There is no file"),
        (["{file}", "--out", "{folder}/no/report.html"], "does not exist"),
        (["{file}", "--out", "{folder}"], "is a folder"),
        (["{file}", "--out", "{file}"], "file to read"),
        (["{file}", "--date-column", "Moon"], "Moon"),
    ],
)
def test_a_wish_that_cannot_be_met_gets_one_sentence(tmp_path, capsys, monkeypatch, arguments, words):
    monkeypatch.chdir(tmp_path)
    file = sheet(tmp_path / "good.csv", [("2024-01-05", "Kind staff", "A")])
    before = file.read_bytes()
    assert command.run([a.format(file=file, folder=tmp_path) for a in arguments]) == 2
    said = capsys.readouterr().err
    assert words in said
    assert len(said.strip().splitlines()) == 1
    assert file.read_bytes() == before
    assert list(tmp_path.iterdir()) == [file]


def test_an_old_report_survives_a_failure(tmp_path, monkeypatch):
    file = sheet(tmp_path / "good.csv", [("2024-01-05", "Kind staff", "A")])
    out = tmp_path / "report.html"
    out.write_text("old", encoding="utf-8")
    monkeypatch.setattr(
        command.os, "fdopen", lambda *_, **__: (_ for _ in ()).throw(OSError(28, "No space left"))
    )
    assert command.run([str(file), "--out", str(out)]) == 2
    assert out.read_text(encoding="utf-8") == "old"
    assert {path.name for path in tmp_path.iterdir()} == {"good.csv", "report.html"}


def test_columns_can_be_named(tmp_path):
    header = ("When noted", "Words", "Where", "Comment")
    file = sheet(tmp_path / "odd.csv", [("2024-01-05", "Cold food", "Ward 1", "x")] * 1, header)
    _, data = learned(
        file, "--date-column", "When noted", "--text-column", "Words", "--group-column", "Where"
    )
    assert data["rows"]["used"] == 1


def test_a_file_name_that_is_no_text_does_no_harm(tmp_path):
    file = sheet(tmp_path / "caf\udce9.csv", [("2024-01-05", "Kind staff", "A")])
    page, _ = learned(file)
    assert "caf?.csv" in page


def test_a_part_that_is_not_installed_is_named(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("goldenthread.slices.themes.headless.analyse.FINDER", "crystal-ball")
    file = sheet(tmp_path / "good.csv", [("2024-01-05", "Kind staff", "A")])
    assert command.run([str(file), "--out", str(tmp_path / "r.html")]) == 2
    assert "crystal-ball" in capsys.readouterr().err


def test_right_to_left_words_emoji_and_a_very_long_comment_are_kept(tmp_path):
    rows = [
        ("2024-01-05", "الطاقم كان لطيفا 🙂 the staff were kind and polite", "A"),
        ("2024-01-06", "waiting " * 6000, "A"),
    ]
    page, data = learned(sheet(tmp_path / "many.csv", rows))
    assert data["rows"] == {"read": 2, "used": 2, "refused": 0}
    assert len(page) < 1_500_000
