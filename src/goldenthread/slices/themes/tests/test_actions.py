"""What changes when models read, people decide, and themes are looked after."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from goldenthread.foundation.history.models import HistoryLine
from goldenthread.foundation.imports.models import Import, State
from goldenthread.slices.themes import actions, jobs, queries
from goldenthread.slices.themes.tests.factories import NOW, OneWord, Town
from goldenthread.thread import actions as thread
from goldenthread.thread import queries as ask


def about(town, voice):
    return {(one.theme.key, one.state) for one in ask.themes_of(town.council, [voice]).get(voice.pk, [])}


def verbs(town):
    return list(HistoryLine.objects.within(town.council).order_by("pk").values_list("verb", flat=True))


def a_file(town, *texts):
    arrival = Import.objects.create(
        council=town.council,
        kind="comments",
        file_name="a.csv",
        size=1,
        uploaded_by=town.lead,
        uploaded_at=NOW,
    )
    drafts = [
        thread.VoiceDraft(text=text, said_on=date(2026, 10, 6), source_key=f"{arrival.pk}-{at}")
        for at, text in enumerate(texts)
    ]
    thread.stage_voices(arrival=arrival, drafts=drafts, at=NOW)
    return arrival


def accept(arrival):
    Import.objects.within(arrival.council).filter(pk=arrival.pk).update(state=State.ACCEPTED)


def test_the_themes_of_a_model_are_put_up_once(town, finder):
    first = actions.put_up_taxonomy(council=town.council, finder=finder)
    again = actions.put_up_taxonomy(council=town.council, finder=finder)
    assert first["waiting"] == again["waiting"]
    assert [one.label for one in ask.themes(town.council)] == [
        "Getting in",
        "How staff treat people",
        "Waiting",
    ]


def test_a_model_reads_each_comment_once(town, finder):
    voice = town.says("We waited, and the lift was broken.")
    first = actions.suggest_for(council=town.council, finder=finder, by=town.lead)
    again = actions.suggest_for(council=town.council, finder=finder, by=town.lead)
    assert (first.comments, first.suggestions, first.more) == (1, 2, False)
    assert (again.comments, finder.read) == (0, 1)
    assert about(town, voice) == {("waiting", "suggested"), ("access", "suggested")}
    assert verbs(town).count("thread.theme.suggested") == 1


def test_comments_in_which_it_finds_nothing_are_not_read_again(town, finder):
    town.says("All fine.")
    actions.suggest_for(council=town.council, finder=finder, by=None)
    assert queries.unread(town.council, queries.rules(town.council)).total == 0


def test_what_a_person_decided_is_never_touched(town, finder):
    voice, theme = town.says(), town.theme()
    town.decide(voice, theme, yes=False)
    actions.suggest_for(council=town.council, finder=finder, by=None)
    assert about(town, voice) == set()


def test_many_comments_are_read_in_pieces_and_a_press_reads_only_so_many(town, finder, monkeypatch):
    monkeypatch.setattr(actions, "PIECE", 3)
    for _ in range(10):
        town.says()
    first = actions.suggest_by_every_finder(council=town.council, by=town.lead, most=4)
    assert (first.comments, first.more) == (4, True)
    rest = actions.suggest_by_every_finder(council=town.council, by=town.lead)
    assert (rest.comments, rest.more, finder.read) == (6, False, 10)


def test_a_reading_that_is_stopped_keeps_the_pieces_before(town, finder, monkeypatch):
    monkeypatch.setattr(actions, "PIECE", 2)
    for at in range(6):
        town.says("We waited." if at < 4 else "stop here")
    suggest = finder.suggest

    def fails(texts):
        if "stop here" in texts:
            raise RuntimeError("the power went")
        return suggest(texts)

    monkeypatch.setattr(finder, "suggest", fails)
    with pytest.raises(RuntimeError):
        actions.suggest_for(council=town.council, finder=finder, by=None)
    monkeypatch.setattr(finder, "suggest", suggest)
    assert actions.suggest_for(council=town.council, finder=finder, by=None).comments == 2


def test_a_file_accepted_after_later_comments_were_read_is_read_once_too(town, finder, monkeypatch):
    monkeypatch.setattr(actions, "PIECE", 2)
    early = a_file(town, *["We waited."] * 5)
    town.says("We waited here.")
    assert actions.suggest_for(council=town.council, finder=finder, by=None).comments == 1
    accept(early)
    town.says("The lift broke.")
    assert queries.unread(town.council, queries.rules(town.council)).total == 6
    assert actions.suggest_for(council=town.council, finder=finder, by=None).comments == 6
    assert actions.suggest_for(council=town.council, finder=finder, by=None).comments == 0


def test_files_that_nobody_accepted_are_not_read(town, finder):
    a_file(town, "We waited.")
    assert actions.suggest_for(council=town.council, finder=finder, by=None).comments == 0


def test_the_longest_beginning_of_a_source_decides_which_model_reads(town, monkeypatch):
    found = [queries.Rule("NHS Friends", "a"), queries.Rule("NHS", "b"), queries.Rule("", "c")]
    for source in ("NHS Friends and Family", "nhs survey", "Our own"):
        town.says(source_name=source)
    read = {
        key: [one.source_name for one in queries.unread_by(town.council, key, found=found, place=None)]
        for key in "abc"
    }
    assert read == {"a": ["NHS Friends and Family"], "b": ["nhs survey"], "c": ["Our own"]}


def test_choosing_a_model_lets_all_read_afresh_and_keeps_decisions(town, finder):
    voice = town.says()
    actions.suggest_for(council=town.council, finder=finder, by=None)
    town.decide(voice, town.theme())
    actions.choose_finder(council=town.council, source="", finder=finder, by=town.lead, at=NOW)
    actions.choose_finder(council=town.council, source="", finder=finder, by=town.lead, at=NOW)
    assert actions.suggest_for(council=town.council, finder=finder, by=None).comments == 1
    assert about(town, voice) == {("waiting", "confirmed")}
    assert verbs(town).count("themes.finder.chosen") == 2


def test_decisions_are_kept_with_who_and_when_and_a_late_one_changes_nothing(town):
    voice, theme = town.says(), town.theme()
    town.suggest(voice, theme)
    (link,) = queries.queue(town.access(town.lead), most=20)
    assert actions.decide(decisions=[(link, True)], by=town.manager, at=NOW) == (1, 0)
    (link,) = ask.suggestions(town.access(town.lead), "theme.confirm", [link.public_id])
    assert (link.state, link.decided_by, link.decided_at) == ("confirmed", town.manager, NOW)
    assert actions.decide(decisions=[(link, False)], by=town.lead, at=NOW) == (0, 1)
    assert about(town, voice) == {("waiting", "confirmed")}


def test_two_themes_of_one_name_are_refused(town):
    actions.add_theme(council=town.council, label="Parking", definition="", by=town.lead)
    with pytest.raises(actions.ThemeThere):
        actions.add_theme(council=town.council, label="parking", definition="", by=town.lead)


def test_a_theme_changes_its_words_and_goes_out_of_use_and_comes_back(town):
    theme = town.theme()
    actions.change_theme(theme=theme, label="Waiting too long", definition="Days.", by=town.lead)
    actions.retire(theme=theme, on=date(2026, 11, 1), by=town.lead)
    assert ask.themes(town.council) == []
    actions.retire(theme=theme, on=None, by=town.lead)
    assert [one.label for one in ask.themes(town.council)] == ["Waiting too long"]
    assert verbs(town)[-3:] == ["thread.theme.reworded", "thread.theme.retired", "thread.theme.put_back"]


def test_the_clock_reads_new_comments_and_says_so(town, finder):
    town.says()
    assert jobs.read_new_comments(town.council, NOW) == "1 comments read, 1 themes suggested."
    assert jobs.read_new_comments(town.council, NOW) == "No new comments to suggest themes for."


def test_the_command_reads_one_council_only(town, finder):
    other = Town("southshire")
    town.says()
    other.says()
    out = StringIO()
    call_command("suggest_themes", council="northshire", finder="one-word", stdout=out)
    assert "1 comments read, 1 suggestions" in out.getvalue()
    assert queries.unread(other.council, queries.rules(other.council)).total == 1


@pytest.mark.parametrize("asked", [{"council": "nowhere"}, {"council": "northshire", "finder": "no-such"}])
def test_the_command_says_what_it_does_not_know(town, asked):
    with pytest.raises(CommandError):
        call_command("suggest_themes", **asked)


def test_one_council_never_reads_another(town, finder):
    other = Town("southshire")
    other.says()
    assert actions.suggest_for(council=town.council, finder=OneWord(), by=None).comments == 0
