"""What changes when comments come in, are thanked for, or may be about danger."""

from dataclasses import replace
from datetime import date

import pytest

from goldenthread.domain.importing import Row
from goldenthread.foundation.history.queries import lines_about
from goldenthread.foundation.imports import actions as imports
from goldenthread.foundation.imports.models import Import
from goldenthread.slices.feedback import actions
from goldenthread.slices.feedback.tests.factories import NOW, Town, csv_of, three_rows
from goldenthread.thread import actions as thread
from goldenthread.thread import queries as ask

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return Town()


def sent(town, content, name="november.csv"):
    file = imports.Sent(name, [content], source="Winter survey")
    return imports.upload(council=town.council, kind="comments", sent=file, by=town.lead, at=NOW)


def accepted(town, content, name="november.csv"):
    return imports.accept(arrival=sent(town, content, name), by=town.lead, at=NOW)


def voices(town):
    return list(ask.voices(town.access(town.lead)))


def test_a_comment_typed_in_is_masked_and_its_danger_marked(town):
    voice = town.comment("Mrs Jane Smith left mum on the floor for hours.")
    assert "Smith" in voice.text and "Smith" not in voice.words
    assert "floor" in voice.danger
    assert [line.verb for line in lines_about(town.council, [voice])] == ["thread.voice.added"]


def test_thanks_go_to_many_but_never_to_one_that_may_be_about_danger(town):
    kind, grave = town.comment("They were kind."), town.comment("He hit me.")
    assert actions.thank(council=town.council, voices=[kind, grave], by=town.lead, at=NOW) == (1, 1)
    assert {one.words: bool(one.heard_at) for one in voices(town)} == {
        "They were kind.": True,
        "He hit me.": False,
    }


def test_what_was_done_about_danger_is_kept_with_the_comment(town):
    grave = town.comment("He hit me.")
    actions.settle_danger(voice=grave, reason="Rang the front door.", by=town.lead, at=NOW)
    assert voices(town)[0].heard_by == town.lead
    assert {line.verb for line in lines_about(town.council, [grave])} >= {
        "thread.comment.made",
        "thread.voices.heard",
    }


def test_rows_of_a_file_find_their_team_by_its_name_and_other_groups_become_services(town):
    accepted(town, three_rows())
    found = {one.words: (str(one.team or ""), str(one.subject or "")) for one in voices(town)}
    assert found["They came on time and listened."] == ("", "Day centre")
    assert ("Reviews team", "") in found.values() and ("", "") in found.values()


def test_rows_of_a_file_carry_where_they_come_from_and_are_masked(town):
    accepted(town, csv_of(("2026-11-02", "Mrs Jane Smith was late.", "")))
    voice = voices(town)[0]
    assert (voice.source_name, voice.channel, voice.made_by) == ("Winter survey", "file", town.lead)
    assert "Smith" not in voice.words


def test_a_whole_file_leaves_one_line_of_history_for_its_rows(town):
    arrival = accepted(town, three_rows())
    lines = lines_about(town.council, [arrival])
    assert [line.verb for line in lines] == ["thread.voices.brought_in", "imports.file.sent"]
    assert lines[0].detail["rows"] == 3 and lines[0].detail["digest"] == arrival.row_digest


def test_the_same_file_twice_brings_nothing_new(town):
    accepted(town, three_rows())
    again = sent(town, three_rows())
    assert (again.rows_good, again.rows_known) == (3, 3)
    done = imports.accept(arrival=again, by=town.lead, at=NOW)
    assert len(voices(town)) == 3 and done.rows_known == 3


def test_two_files_with_the_same_rows_put_in_place_side_by_side_count_them_once(town, monkeypatch):
    first, second = sent(town, three_rows()), sent(town, three_rows() + b"2026-11-05,One more.,\n")
    real = imports.reading.kind_of(second)

    def stage_after_the_other(arrival, rows, beat):
        real.stage(arrival, rows, beat)  # neither sees the other's rows yet
        imports.accept(arrival=first, by=town.lead, at=NOW)

    slow = replace(real, stage=stage_after_the_other)
    real_kind_of = imports.reading.kind_of
    monkeypatch.setattr(
        imports.reading, "kind_of", lambda one: slow if one.pk == second.pk else real_kind_of(one)
    )
    done = imports.accept(arrival=second, by=town.lead, at=NOW)
    assert len(voices(town)) == 4
    assert (done.rows_good, done.rows_known) == (4, 3)


def test_rows_numbered_from_one_in_every_file_are_not_taken_for_the_same(town):
    header = ("Date", "Comment", "ID")
    accepted(town, csv_of(("2026-10-02", "The first.", "1"), header=header))
    accepted(town, csv_of(("2026-11-02", "Another.", "1"), header=header))
    assert len(voices(town)) == 2


def test_the_same_words_by_two_people_both_count_when_they_have_references(town):
    header = ("Date", "Comment", "ID")
    accepted(town, csv_of(("2026-10-02", "Good", "1"), ("2026-10-02", "Good", "2"), header=header))
    assert len(voices(town)) == 2


def test_an_undone_file_takes_its_comments_away_and_can_come_again(town):
    arrival = accepted(town, three_rows())
    imports.undo(arrival=arrival, by=town.lead, at=NOW)
    assert voices(town) == []
    accepted(town, three_rows())
    assert len(voices(town)) == 3


@pytest.mark.parametrize("hang", ["learning", "theme"])
def test_a_file_is_not_undone_while_something_hangs_on_its_comments(hang, town):
    arrival = accepted(town, three_rows())
    voice = voices(town)[0]
    if hang == "learning":
        lesson = thread.Lesson("We say what happens next.")
        thread.draw_learning(council=town.council, lesson=lesson, sources=[voice], by=town.lead, at=NOW)
    else:
        theme = thread.add_theme(council=town.council, taxonomy="t", key="k", label="Waiting")
        thread.confirm_theme(voice=voice, theme=theme, by=town.lead, at=NOW)
    with pytest.raises(
        imports.StillHanging, match={"learning": "1 learning", "theme": "1 decided theme"}[hang]
    ):
        imports.undo(arrival=arrival, by=town.lead, at=NOW)
    assert len(voices(town)) == 3


def test_rows_of_a_file_nobody_accepted_are_seen_by_no_question(town):
    arrival = sent(town, three_rows())
    kind = imports.reading.kind_of(arrival)
    kind.stage(arrival, [Row(2, {"text": "Unseen.", "said_on": date(2026, 11, 2)})], lambda: None)
    assert voices(town) == [] and ask.stages(town.access(town.lead)).voices == 0
    assert ask.staged_count(arrival) == 1
    assert kind.drop(arrival) == 1


def test_comments_of_one_council_are_no_news_to_another(town):
    accepted(town, three_rows())
    other = Town("southshire")
    assert sent(other, three_rows()).rows_known == 0
    assert list(ask.voices(other.access(other.lead))) == []
    assert Import.objects.within(other.council).count() == 1


@pytest.mark.parametrize(
    ("written", "score"), [("Very good", 1), ("very  poor", 5), ("5", None), ("", None), ("⭐⭐", None)]
)
def test_a_score_is_read_from_words_and_not_guessed_from_numbers(written, score):
    assert actions.score_of(written) == score


def test_a_bare_number_is_a_score_only_where_the_column_says_which_end_is_good():
    assert actions.score_of("5") is None
    assert actions.score_of("5", column="Rating") is None
    assert actions.score_of("5", column="FFT categorical answer") == 5
    assert actions.score_of("6", column="FFT categorical answer") is None
