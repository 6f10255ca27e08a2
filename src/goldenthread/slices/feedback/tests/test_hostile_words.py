"""Words that want to be more than words, put into every box this slice has, come out as words."""

import re
from html.parser import HTMLParser
from types import SimpleNamespace

import pytest

from goldenthread.slices.feedback.tests.factories import Town, csv_of
from goldenthread.thread import queries as ask

pytestmark = pytest.mark.django_db
MARK = "zq7"  # what each payload would leave behind if it ran or escaped
PAYLOADS = [
    f"<script>{MARK}</script>", f"<ScRiPt src=//{MARK}></sCrIpT>", f"<img src=x onerror={MARK}>", f"<svg onload={MARK}>",
    f"<svg><script>{MARK}</script></svg>", f"<body onload={MARK}>", f"<iframe src=javascript:{MARK}>", f"<a href=javascript:{MARK}>x</a>",
    f"<math><mtext></mtext><mglyph onerror={MARK}>", f"<details open ontoggle={MARK}>", f"<input autofocus onfocus={MARK}>", f"<marquee onstart={MARK}>",
    f"<video><source onerror={MARK}></video>", f"<object data=javascript:{MARK}>", f"<embed src=javascript:{MARK}>", f"<link rel=stylesheet href=//{MARK}>",
    f"<style>@import '//{MARK}'</style>", f"<meta http-equiv=refresh content='0;//{MARK}'>", f"<base href=//{MARK}>", f"<form action=//{MARK}><button>",
    f'"><script>{MARK}</script>', f"'><script>{MARK}</script>", f'" onmouseover={MARK} x="', f"' onmouseover={MARK} x='", f"`onmouseover={MARK}",
    f"</textarea><script>{MARK}</script>", f"</title><script>{MARK}</script>", f"</style><script>{MARK}</script>", f"--><script>{MARK}</script>", f"<!--<script>{MARK}",
    f"]]><script>{MARK}</script>", f"{{{{ {MARK}|safe }}}}", f"{{% include '{MARK}' %}}", f"${{{MARK}}}", f"#{{{MARK}}}", f"<%= {MARK} %>",
    f"javascript:{MARK}", f"data:text/html,<script>{MARK}</script>", f"&lt;script&gt;{MARK}&lt;/script&gt;", f"&#60;script&#62;{MARK}", f"\\u003cscript\\u003e{MARK}",
    f"<scr<script>ipt>{MARK}</scr</script>ipt>", f"<<script>{MARK}//<</script>", f"<img src='x' onerror='{MARK}'", f"<p style=background:url(//{MARK})>",
    f"=HYPERLINK('//{MARK}')", f"' OR 1=1; DROP TABLE {MARK}; --", f"../../{MARK}", f"%0d%0aSet-Cookie:{MARK}", f"\u202e<script>{MARK}</script>",
]  # fmt: skip
ADDRESSES = {"href", "src", "action", "formaction", "data", "poster", "content"}


class Reader(HTMLParser):
    """Reads a page as a browser does, and notes whatever a payload became other than words."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.harm, self.words, self.inside = [], [], ""

    def handle_starttag(self, tag, attrs):
        self.inside = tag if tag in ("script", "style") else self.inside
        if MARK in tag or any(MARK in name or name.startswith("on") for name, _ in attrs):
            self.harm.append(f"<{tag} {attrs}>")
        for name, value in attrs:
            led_away = name in ADDRESSES and MARK in (value or "") and not re.match(r"\?|/[^/]", value)
            if led_away or (name == "style"):
                self.harm.append(f"{name}={value}")

    def handle_endtag(self, tag):
        self.inside = "" if tag == self.inside else self.inside

    def handle_comment(self, data):
        if MARK in data:
            self.harm.append(f"a comment: {data}")

    def handle_data(self, data):
        if self.inside and MARK in data:
            self.harm.append(f"inside {self.inside}: {data}")
        self.words.append(data)


@pytest.fixture
def town():
    return Town()


@pytest.fixture
def lead(town):
    return town.client(town.lead)


def harmless(answer):
    """Return the words of a page; fails when a payload became more than words."""
    assert answer.status_code in (200, 400)
    reader = Reader()
    reader.feed(answer.content.decode())
    assert not reader.harm, reader.harm
    return " ".join(reader.words)


def test_there_are_enough_of_them():
    assert len(PAYLOADS) >= 40


def test_the_check_notices_words_that_are_not_escaped():
    ran = [payload for payload in PAYLOADS if "<" in payload[:3] and "&" not in payload[:2]]
    noticed = 0
    for payload in ran:
        answer = SimpleNamespace(status_code=200, content=f"<p>{payload}</p>".encode())
        try:
            harmless(answer)
        except AssertionError:
            noticed += 1
    assert noticed >= 25, f"{noticed} of {len(ran)}"


def test_comments_typed_in_come_out_as_words(town, lead):
    for number, payload in enumerate(PAYLOADS):
        given = {
            "text": f"{payload} no {number}",
            "said_on_day": "2",
            "said_on_month": "11",
            "said_on_year": "2026",
            "kind": "comment",
            "channel": "phone",
            "team": "",
        }
        page = harmless(lead.post(town.at("feedback/add/"), given, follow=True))
        assert MARK in page
    for page in (1, 2):
        harmless(lead.get(town.at(f"feedback/?page={page}")))
    assert ask.voices(town.access(town.lead)).count() == len(PAYLOADS)


def test_the_words_as_said_come_out_as_words(town, lead):
    for payload in PAYLOADS:
        voice = town.comment(payload)
        harmless(lead.get(town.at(f"feedback/{voice.public_id}/as-said/")))


def test_a_learning_drawn_in_such_words_comes_out_as_words(town, lead):
    voice = town.comment(PAYLOADS[0])
    for payload in PAYLOADS:
        given = {"voice": voice.public_id, "sentence": payload, "title": payload[:100], "detail": payload}
        assert lead.post(town.at("feedback/learning/"), given).status_code == 302
    harmless(lead.get(town.at(f"feedback/{voice.public_id}/")))
    refused = lead.post(
        town.at("feedback/learning/"), {"sentence": PAYLOADS[0], "title": PAYLOADS[1] * 9, "detail": ""}
    )
    assert MARK in harmless(refused)


def test_what_was_done_about_danger_is_kept_as_words(town, lead):
    for payload in PAYLOADS:
        voice = town.comment("Mum was left on the floor for hours.")
        harmless(lead.post(town.at(f"feedback/{voice.public_id}/heard/"), {"reason": payload}, follow=True))


def test_filters_come_out_as_words(town, lead):
    for payload in PAYLOADS:
        for field in ("words", "theme", "team", "service", "state", "kind", "since_day", "sort", "page"):
            harmless(lead.get(town.at("feedback/"), {field: payload}))


def test_files_with_such_words_in_every_cell_and_name_come_out_as_words(town, lead):
    rows = [(f"2026-{1 + n % 9:02}-02", payload, payload) for n, payload in enumerate(PAYLOADS)]
    harmless(
        town.upload(
            lead, csv_of(*rows, header=("Date", "Comment", "Team")), name=PAYLOADS[2], source=PAYLOADS[0]
        )
    )
    asked = town.upload(
        lead, csv_of(("2026-11-02", "Words enough to be a comment.", "x"), header=tuple(PAYLOADS[:3]))
    )
    harmless(asked)
    preview = town.upload(lead, csv_of(*rows, header=("Date", "Comment", "Team")), source=PAYLOADS[1])
    done = lead.post(f"{preview.redirect_chain[-1][0]}accept/", follow=True)
    harmless(done)
    harmless(lead.get(town.at("feedback/")))
    harmless(lead.get(town.at("files/")))
    assert ask.voices(town.access(town.lead)).count() == len(PAYLOADS)


def test_a_harmful_way_back_leads_only_to_the_list(town, lead):
    for back in ("//evil.example", "https://evil.example/?x=1", "\r\nSet-Cookie: a=b", "javascript:alert(1)"):
        answer = lead.post(town.at("feedback/many/"), {"back": back})
        assert answer["Location"].startswith(town.at("feedback/")) and "\n" not in answer["Location"]
