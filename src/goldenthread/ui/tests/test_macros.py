"""What the one door to the design system lets through."""

import pytest
from django.template import Context, engines
from django.utils.safestring import mark_safe

from goldenthread.ui import macros

HOSTILE = '"><script>alert(1)</script>'


def drawn(source: str, **facts) -> str:
    template = engines["django"].engine.from_string("{% load govuk %}" + source)
    return template.render(Context(facts))


def test_a_button_says_its_words():
    assert "govuk-button" in drawn('{% govuk "button" text="Save" %}') and "Save" in drawn(
        '{% govuk "button" text="Save" %}'
    )


def test_a_keyword_with_two_underscores_reaches_inside():
    html = drawn(
        '{% govuk "input" id="n" name="n" label__text="Name" hint__text=hint %}', hint="As on the letter"
    )
    assert 'for="n"' in html and "As on the letter" in html


def test_a_presenters_dictionary_and_keywords_join():
    html = drawn('{% govuk "tag" params text="Late" %}', params={"classes": "govuk-tag--red"})
    assert "govuk-tag--red" in html and "Late" in html


@pytest.mark.parametrize("parameter", ["text", "html"])
def test_what_somebody_typed_is_escaped_whichever_parameter_carries_it(parameter):
    html = macros.component("inset-text", {parameter: HOSTILE})
    assert "<script" not in html and "&lt;script&gt;" in html


def test_html_that_was_made_safe_stays():
    assert "<b>sure</b>" in macros.component("inset-text", {"html": mark_safe("<b>sure</b>")})


def test_a_label_deep_inside_is_escaped_too():
    rows = [[{"html": HOSTILE}, {"text": HOSTILE}]]
    assert "<script" not in macros.component("table", {"rows": rows, "caption": HOSTILE})


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", " JavaScript:alert(1)", "java\nscript:alert(1)", "data:text/html,x"]
)
def test_an_address_that_would_run_is_taken_out(address):
    assert 'href="#"' in macros.component("back-link", {"href": address, "text": "Back"})


@pytest.mark.parametrize(
    "address", ["/voices/?q=a:b", "?said=2026-01-01T10:00", "https://www.gov.uk", "mailto:a@b.uk", "#id_name"]
)
def test_an_ordinary_address_stays(address):
    assert macros.guarded({"href": address}) == {"href": address}


def test_attributes_as_text_are_refused():
    with pytest.raises(TypeError):
        macros.component("button", {"text": "x", "attributes": 'onclick="x"'})


def test_an_unknown_component_is_named():
    with pytest.raises(macros.NoSuchComponent, match="carousel"):
        macros.component("carousel", {})
