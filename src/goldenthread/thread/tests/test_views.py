"""What each person may open and do: refusals, scope, forms that say why not, and how much is asked of the database."""

from __future__ import annotations

import pytest
from django.test import Client

from goldenthread.foundation.hooks.registry import HOME
from goldenthread.thread import actions, models
from goldenthread.thread.tests import factories as make
from goldenthread.thread.views import home

pytestmark = pytest.mark.django_db


@pytest.fixture
def council():
    return make.a_council("Northshire Council")


@pytest.fixture
def lead(council):
    return make.a_person(council, "quality_lead", name="Asha Verma")


@pytest.fixture
def whole(council, lead):
    return make.a_whole_thread(council, lead, told=False)


@pytest.fixture
def visit(client, council):
    def go(user, path="", data=None, follow=False):
        if user is not None:
            client.force_login(user, backend=make.BACKEND)
        where = f"/c/{council.slug}/{path}"
        return client.get(where, follow=follow) if data is None else client.post(where, data, follow=follow)

    return go


def paths_of(whole):
    key, node = whole.learning.public_id, f"node/improvement/{whole.improvement.public_id}"
    return {
        "": "home.read", "threads/": "thread.read", f"threads/{key}/": "thread.read", "verdicts/": "thread.read",
        f"thread/learning/{key}/": "thread.read", f"threads/{key}/tell/": "reply.write",
        f"threads/{key}/reply/": "reply.write", f"threads/{key}/words/": "voice.answer",
        f"threads/new/?theme={whole.theme.public_id}": "voice.answer", f"{node}/join/": "voice.answer",
        f"{node}/action/": "task.write", f"{node}/comment/": "thread.comment",
        f"{node}/approval/": "thread.approve", f"{node}/about/": "subject.write", "tasks/": "task.do",
        "replies/": "thread.read", "subjects/": "subject.read", "subjects/add/": "subject.write",
        "history/": "history.read",
    }  # fmt: skip


ROLES = [
    "practitioner", "team_manager", "auditor", "complaints_manager", "analyst", "quality_lead", "director",
    "commissioner", "inspector", "governance", "administrator",
]  # fmt: skip


@pytest.mark.parametrize("role", ROLES)
def test_each_role_opens_what_its_verbs_allow_and_nothing_else(visit, council, whole, role):
    person = make.a_person(council, role, team=make.a_team(council))
    access = make.access_of(person, council)
    for path, verb in paths_of(whole).items():
        wanted = 200 if access.may(verb) else 403
        assert visit(person, path).status_code == wanted, path


def test_a_stranger_signs_in_first_and_an_outsider_finds_nothing(visit, client, whole):
    outsider = make.a_person(make.a_council())
    for path in paths_of(whole):
        client.logout()
        assert visit(None, path).status_code == 302
        assert visit(outsider, path).status_code == 404


def test_a_thread_of_another_council_is_not_there(visit, lead):
    far = make.a_council()
    theirs = make.a_whole_thread(far, make.a_person(far))
    for path in (
        f"threads/{theirs.learning.public_id}/", f"thread/voice/{theirs.voices[0].public_id}/",
        f"threads/new/?voice={theirs.voices[0].public_id}", f"threads/{theirs.learning.public_id}/tell/",
    ):  # fmt: skip
        assert visit(lead, path).status_code == 404


@pytest.fixture
def west(council, lead, whole):
    """A team manager who may read two of five voices."""
    team = make.a_team(council, "West")
    mine = [make.a_voice(council, lead, f"West said {n}", team=team) for n in range(2)]
    east = [make.a_voice(council, lead, f"East said {n}", team=make.a_team(council)) for n in range(1)]
    actions.join_learning(learning=whole.learning, sources=[*mine, *east], by=lead)
    return make.a_person(council, "team_manager", team=team)


def test_words_out_of_reach_are_never_shown_and_small_numbers_of_them_are_hidden(visit, west, whole):
    words = visit(west, f"threads/{whole.learning.public_id}/").content.decode()
    assert "West said 0" in words
    assert "East said" not in words and "They never rang back" not in words
    assert "fewer than 5 voices that you may not read" in words
    assert "5 people" not in words and "Not everyone who said this has been told" in words


def test_somebody_who_reads_no_words_still_sees_the_thread(visit, council, whole):
    commissioner = make.a_person(council, "commissioner")
    answer = visit(commissioner, f"threads/{whole.learning.public_id}/")
    words = answer.content.decode()
    assert answer.status_code == 200
    assert "Nobody told me what happens next." not in words and "fewer than 5" in words


def test_a_voice_out_of_reach_is_not_there(visit, west, whole):
    assert visit(west, f"thread/voice/{whole.voices[0].public_id}/").status_code == 404
    assert visit(west, f"threads/new/?voice={whole.voices[0].public_id}").status_code == 404


def test_a_break_offers_its_mend_only_to_those_who_may_do_it(visit, council, lead, whole):
    path = f"threads/{whole.learning.public_id}/"
    tell = f"{path}tell/"
    assert tell in visit(lead, path).content.decode()
    practitioner = make.a_person(council, "practitioner")
    assert tell not in visit(practitioner, path).content.decode()


def test_telling_ticks_people_off(visit, lead, whole):
    path = f"threads/{whole.learning.public_id}/tell/"
    assert "0 of 2 people told so far" in visit(lead, path).content.decode()
    data = {"reply": whole.reply.public_id, "voices": [whole.voices[0].public_id]}
    assert visit(lead, path, data).status_code == 302
    words = visit(lead, f"threads/{whole.learning.public_id}/").content.decode()
    assert "1 of 2 people told" in words


def test_nobody_can_be_told_through_a_voice_of_another_thread(visit, council, lead, whole):
    stray = make.a_voice(council, lead)
    data = {"reply": whole.reply.public_id, "voices": [stray.public_id]}
    answer = visit(lead, f"threads/{whole.learning.public_id}/tell/", data)
    assert answer.status_code == 200
    assert models.ReplyVoice.objects.within(council).count() == 0


def test_a_claim_without_a_verdict_comes_back_in_the_form(visit, council, lead):
    learning = make.a_learning(council, lead)
    data = {"you_said": "Nobody rang", "we_did": "We ring back. It worked.", "audience": "public"}
    answer = visit(lead, f"threads/{learning.public_id}/reply/", data)
    assert answer.status_code == 200
    assert "before a verdict does" in answer.content.decode()
    assert models.Reply.objects.within(council).count() == 0


def test_a_reply_is_written_published_and_then_on_the_public_page(visit, client, council, lead, whole):
    data = {"you_said": "Letters are hard", "we_did": "We write plainly.", "audience": "public"}
    visit(lead, f"threads/{whole.learning.public_id}/reply/", data)
    reply = models.Reply.objects.within(council).get(we_did="We write plainly.")
    assert "We write plainly." not in visit(lead, "you-said-we-did/").content.decode()
    assert visit(lead, f"replies/{reply.public_id}/publish/").status_code == 405
    visit(lead, f"replies/{reply.public_id}/publish/", {})
    client.logout()
    assert "We write plainly." in visit(None, "you-said-we-did/").content.decode()


def test_an_action_is_set_finished_with_proof_and_checked_by_another(visit, council, lead, whole):
    manager = make.a_person(council, "quality_lead")
    data = {
        "words": "Ring them", "owner": lead.pk, "due_on_day": "1", "due_on_month": "12", "due_on_year": "2026",
        "needs_second_person": "on",
    }  # fmt: skip
    assert visit(lead, f"node/learning/{whole.learning.public_id}/action/", data).status_code == 302
    task = models.Task.objects.within(council).get()
    page = f"tasks/{task.public_id}/"
    assert "write what proves it" in visit(lead, page, {"proof": ""}).content.decode()
    assert visit(lead, page, {"proof": "Call list"}).status_code == 302
    assert visit(lead, f"{page}check/", {}).status_code == 404
    assert visit(manager, f"{page}check/", {}).status_code == 302
    task.refresh_from_db()
    assert task.checked_by == manager


def test_a_colleague_who_sets_no_actions_cannot_finish_anothers(visit, council, lead, whole):
    task = actions.add_task(node=whole.learning, words="Ring", owner=lead, due_on=make.TODAY, by=lead)
    nosy = make.a_person(council, "practitioner")
    assert visit(nosy, f"tasks/{task.public_id}/").status_code == 200
    assert visit(nosy, f"tasks/{task.public_id}/", {"proof": "x"}).status_code == 404


def test_comments_and_refusals_are_kept_with_their_reason(visit, lead, whole):
    at = f"node/learning/{whole.learning.public_id}"
    assert visit(lead, f"{at}/comment/", {"words": "<script>alert(1)</script>"}).status_code == 302
    assert "Say why" in visit(lead, f"{at}/approval/", {"agreed": "no"}).content.decode()
    assert visit(lead, f"{at}/approval/", {"agreed": "no", "reason": "Not yet"}).status_code == 302
    words = visit(lead, f"threads/{whole.learning.public_id}/").content.decode()
    assert "&lt;script&gt;" in words and "<script>alert" not in words
    assert "did not agree: Not yet" in " ".join(words.split())


def test_a_thread_starts_from_a_theme_from_voices_and_from_a_measure(visit, council, lead, whole):
    words = {"sentence": "Say it plainly."}
    theme, voice = f"theme={whole.theme.public_id}", f"voice={make.a_voice(council, lead).public_id}"
    assert visit(lead, f"threads/new/?{theme}&{voice}", words).status_code == 302
    learning = models.Learning.objects.within(council).get(sentence="Say it plainly.")
    assert learning.sources.count() == 2
    measure = f"threads/new/?measure={whole.measure.public_id}"
    visit(lead, measure, {"sentence": "Look at why.", "signal": "It fell in eight months."})
    source = models.Source.objects.within(council).get(learning__sentence="Look at why.")
    assert source.voice.kind == "signal"
    assert visit(lead, "threads/new/").status_code == 404


def test_a_change_and_proof_join_a_thread(visit, council, lead):
    learning, change = make.a_learning(council, lead), make.an_improvement(council, lead)
    path = f"node/improvement/{change.public_id}/join/"
    assert visit(lead, path, {"learning": learning.public_id}).status_code == 302
    assert change.answers.get().learning == learning


def test_the_register_keeps_owner_review_and_who_shaped_it(visit, council, lead):
    data = {
        "kind": "strategy", "name": "Carers' strategy", "owner": lead.pk, "shaped_by": "Forty carers",
        "review_on_day": "1", "review_on_month": "4", "review_on_year": "2027",
    }  # fmt: skip
    page = visit(lead, "subjects/add/", data, follow=True).content.decode()
    for part in ("Carers&#x27; strategy", "Forty carers", "1 April 2027", "Asha Verma"):
        assert part in page


def test_every_press_of_a_button_needs_the_forms_token(council, lead, whole):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(lead, backend=make.BACKEND)
    for path in (f"replies/{whole.reply.public_id}/publish/", f"threads/{whole.learning.public_id}/words/"):
        assert strict.post(f"/c/{council.slug}/{path}", {"sentence": "x"}).status_code == 403


def test_the_public_page_sets_no_cookie_and_asks_for_no_account(client, council, whole):
    actions.publish_reply(reply=whole.reply, by=whole.lead, on=make.TODAY)
    answer = client.get(f"/c/{council.slug}/you-said-we-did/")
    words = answer.content.decode()
    assert answer.status_code == 200
    assert not answer.cookies and "csrfmiddlewaretoken" not in words
    assert "Fewer than 8 people said this." in words and "the numbers got better" in words.lower()
    assert "Asha Verma" not in words


def test_the_public_page_rounds_people_and_never_says_it_worked_without_a_verdict(client, council, lead):
    learning = make.a_learning(council, lead, *[make.a_voice(council, lead, f"v {n}") for n in range(13)])
    actions.publish_reply(reply=make.a_reply(learning, lead), by=lead, on=make.TODAY)
    words = client.get(f"/c/{council.slug}/you-said-we-did/").content.decode()
    assert "About 15 people said this." in words and "We do not know yet." in words


def test_the_easy_page_uses_the_easy_words(client, council, lead, whole):
    reply = make.a_reply(whole.learning, lead, easy_read="We tell you what is next.")
    actions.publish_reply(reply=reply, by=lead, on=make.TODAY)
    assert (
        "We tell you what is next."
        in client.get(f"/c/{council.slug}/you-said-we-did/?easy=1").content.decode()
    )


def test_replies_for_staff_stay_off_the_public_page(client, council, lead, whole):
    reply = make.a_reply(whole.learning, lead, we_did="For staff only", audience="staff")
    actions.publish_reply(reply=reply, by=lead, on=make.TODAY)
    assert "For staff only" not in client.get(f"/c/{council.slug}/you-said-we-did/").content.decode()


def test_the_trail_is_narrowed_and_says_how_far_it_is_sealed(visit, council, lead, whole):
    words = visit(lead, "history/?verb=thread.learning.drawn").content.decode()
    assert "Drew a learning" in words and "Reached a verdict</td>" not in words
    assert "wait for the sealer" in words
    person = make.a_person(council, "governance")
    assert visit(person, f"history/?by={lead.pk}").status_code == 200


def test_the_trail_can_be_asked_for_the_first_and_the_last_day_of_the_calendar(visit, lead, whole):
    for year, month, day in (("0001", 1, 1), ("9999", 12, 31)):
        asked = "&".join(
            f"{end}_day={day}&{end}_month={month}&{end}_year={year}" for end in ("since", "until")
        )
        assert visit(lead, f"history/?{asked}").status_code == 200


CAPS = {
    "threads/": 12,
    "verdicts/": 12,
    "replies/": 12,
    "subjects/": 12,
    "tasks/": 12,
    "history/": 12,
}


@pytest.mark.parametrize("path", CAPS)
def test_pages_ask_the_same_few_questions_however_much_there_is(
    visit, council, lead, path, django_assert_max_num_queries
):
    for n in range(3):
        learning = make.a_learning(council, lead)
        change = make.an_improvement(council, lead, learning)
        actions.add_task(node=change, words=f"t {n}", owner=lead, due_on=make.TODAY, by=lead)
        make.a_reply(learning, lead)
        actions.register_subject(council=council, kind="plan", name=f"Plan {n}", by=lead)
    visit(lead, path)
    with django_assert_max_num_queries(CAPS[path]):
        assert visit(None, path).status_code == 200


def test_the_home_page_itself_asks_two_questions_beside_those_of_its_panels(
    visit, lead, whole, monkeypatch, django_assert_max_num_queries
):
    mine = [panel for panel in HOME if panel.rows.__module__ == "goldenthread.thread.home"]
    monkeypatch.setattr(home, "HOME", mine)
    visit(lead)
    signing_in = 4  # session, person, council, memberships
    with django_assert_max_num_queries(signing_in + 2):
        assert visit(None).status_code == 200
