"""Forms that draw themselves and speak plainly."""

import re
from datetime import date

import pytest
from django import forms as django_forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, engines

from goldenthread.ui import forms
from goldenthread.ui.gallery import Everything


class Plain(django_forms.Form):
    """A form that knows nothing of us, as a library's would be."""

    login = django_forms.EmailField(label="Email", widget=django_forms.EmailInput(attrs={"placeholder": "x"}))
    when = django_forms.SplitDateTimeField(required=False)


class Timed(forms.Form):
    due_on = forms.DateField(label="Reply date", earliest=date(2026, 1, 1), latest=date(2026, 12, 31))


def said(day: str, month: str, year: str) -> list[str]:
    return Timed({"due_on_day": day, "due_on_month": month, "due_on_year": year}).errors.get("due_on", [])


def ids(html: str) -> list[str]:
    return re.findall(r'\bid="([^"]+)"', html)


def test_every_link_of_the_error_summary_reaches_a_control():
    html = str(Everything({}))
    links = re.findall(r'href="#([^"]+)"', html)
    controls = re.findall(r'<(?:input|select|textarea)[^>]*\bid="([^"]+)"', html)
    assert len(links) == 10 and set(links) <= set(controls)


@pytest.mark.parametrize(
    "form", [Everything({}), Everything(), Plain({}), Plain(), Everything({}, prefix="one-2")]
)
def test_no_id_is_used_twice_and_every_description_exists(form):
    html = str(form)
    assert len(ids(html)) == len(set(ids(html)))
    assert {
        name for names in re.findall(r'aria-describedby="([^"]+)"', html) for name in names.split()
    } <= set(ids(html))


def test_every_control_has_a_label():
    html = str(Everything())
    controls = set(re.findall(r'<(?:input|select|textarea)[^>]*\bid="([^"]+)"', html))
    assert controls == set(re.findall(r'<label[^>]*\bfor="([^"]+)"', html))


def test_the_browser_is_never_asked_to_judge():
    assert not re.search(
        r"\b(required|maxlength|placeholder|style|onclick)=?", re.sub(r">[^<]*<", "><", str(Everything({})))
    )


def test_a_librarys_form_is_drawn_and_speaks_plainly_too():
    html = str(Plain({"login": "not an address"}))
    assert "govuk-error-summary" in html and "Enter an email address like name@example.com." in html
    assert "Enter email." in str(Plain({}))


def test_a_summary_above_the_heading_is_not_repeated():
    template = engines["django"].engine.from_string(
        "{% load govuk %}{% error_summary form %}<h1>x</h1>{{ form }}"
    )
    html = template.render(Context({"form": Everything({})}))
    assert html.count("There is a problem") == 1 and html.index("There is a problem") < html.index("<h1>")


def test_a_form_nobody_sent_has_no_summary():
    assert "There is a problem" not in str(Everything())


def test_an_error_of_the_whole_form_links_to_its_first_field():
    form = Timed({"due_on_day": "1", "due_on_month": "2", "due_on_year": "2026"})
    form.full_clean()
    form.add_error(None, "Answered already, on 7 January.")
    assert '<a href="#id_due_on_day">Answered already, on 7 January.</a>' in str(form)


def test_what_was_typed_comes_back_escaped():
    html = str(Everything({"name": '"><script>', "words": "</textarea><script>"}))
    assert "<script>" not in html.replace("&lt;script&gt;", "")


def test_a_hidden_character_is_refused_in_words_and_not_sent_back():
    form = Everything({"name": "A\0B"})
    assert form.errors["name"] == ["Take the hidden character out of full name: type it again by hand."]
    assert "\0" not in str(form)


def test_fields_say_what_to_do_in_their_own_words():
    form = Everything({"number": "-1"})
    assert form.errors["rating"] == ["Answer “How was it?”"]
    assert form.errors["themes"] == ["Choose themes."]
    assert form.errors["upload"] == ["Choose a file."]
    assert form.errors["agrees"] == ["Tick “I have read this to the person” to go on."]
    assert form.errors["number"] == ["People told must be 0 or more."]


def test_too_long_says_how_long_and_how_much():
    assert Everything({"name": "a" * 81}).errors["name"] == [
        "Full name is too long: it may have 80 characters, and has 81."
    ]


def test_an_authors_own_sentence_stays():
    class Own(forms.Form):
        name = django_forms.CharField(error_messages={"required": "Tell us who called."})

    assert Own({}).errors["name"] == ["Tell us who called."]


def test_a_percent_sign_in_a_label_is_only_a_percent_sign():
    class Share(forms.Form):
        share = django_forms.CharField(label="100% of it", max_length=3)

    assert Share({}).errors["share"] == ["Enter 100% of it."]
    assert Share({"share": "1234"}).errors["share"] == [
        "100% of it is too long: it may have 3 characters, and has 4."
    ]


def test_an_empty_file_gets_one_sentence():
    form = Everything({}, {"upload": SimpleUploadedFile("a.csv", b"")})
    assert form.errors["upload"] == ["Choose a file that has something in it."]


def test_a_filter_needs_nothing_and_marks_nothing_as_optional():
    class Narrow(forms.FilterForm):
        words = django_forms.CharField()

    assert Narrow({}).is_valid() and "optional" not in str(Narrow())


@pytest.mark.parametrize("month", ["6", "06", "June", "jun", "JUNE"])
def test_a_month_may_be_a_number_or_a_name(month):
    form = Timed({"due_on_day": " 5 ", "due_on_month": month, "due_on_year": "2026"})
    assert form.is_valid() and form.cleaned_data["due_on"] == date(2026, 6, 5)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (("", "", ""), "Enter reply date."),
        (("5", "", "2026"), "Reply date must include a month."),
        (("", "", "2026"), "Reply date must include a day and month."),
        (("31", "6", "2026"), "Reply date must be a real date: there is no 31 June 2026."),
        (("1", "13", "2026"), "Reply date must be a real date: there is no 1 13 2026."),
        (("5", "6", "26"), "Reply date must have a year of four numbers, like 2026."),
        (("five", "6", "2026"), "Reply date must be numbers, like 27 3 2026."),
        (("²", "6", "2026"), "Reply date must be numbers, like 27 3 2026."),
        (("9" * 5000, "6", "2026"), "Reply date must be numbers, like 27 3 2026."),
        (("1", "1", "0000"), "Reply date must be a real date: there is no 1 January 0000."),
        (("5\0", "6", "2026"), "Reply date must be numbers, like 27 3 2026."),
        (("31", "12", "2025"), "Reply date must be on or after 1 January 2026."),
        (("1", "1", "2027"), "Reply date must be on or before 31 December 2026."),
    ],
)
def test_each_wrong_date_gets_one_sentence(typed, sentence):
    assert said(*typed) == [sentence]


def test_a_date_that_is_there_already_fills_the_boxes():
    html = str(Timed(initial={"due_on": date(2026, 3, 27)}))
    assert re.findall(r'value="(\d+)"', html) == ["27", "3", "2026"]


def test_a_date_that_was_not_changed_is_not_a_change():
    data = {"due_on_day": "27", "due_on_month": "3", "due_on_year": "2026"}
    assert not Timed(data, initial={"due_on": date(2026, 3, 27)}).has_changed()
    assert Timed({**data, "due_on_day": "28"}, initial={"due_on": date(2026, 3, 27)}).has_changed()
