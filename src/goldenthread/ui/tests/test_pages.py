"""The frame around pages, and the lists that keep their address."""

import re
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.http import QueryDict
from django.template import Context, engines
from django.template.loader import render_to_string
from django.test import RequestFactory

from goldenthread.ui import lists, verdicts
from goldenthread.ui.gallery import Everything, Filters

COUNCIL = SimpleNamespace(name="Northshire <Council>", slug="northshire", is_demo=True)


def page(template: str, query: str = "", **facts) -> str:
    request = RequestFactory().get(f"/voices/?{query}")
    request.council = facts.pop("council", None)
    return render_to_string(template, {"user": AnonymousUser(), "request": request, **facts})


def tagged(source: str, query: str = "", **facts) -> str:
    request = RequestFactory().get(f"/voices/?{query}")
    template = engines["django"].engine.from_string("{% load govuk ui %}" + source)
    return template.render(Context({"request": request, **facts}))


def test_the_tab_says_page_then_place_then_product():
    html = page("layouts/detail.html", heading="A voice & more", council=COUNCIL)
    assert "<title>A voice &amp; more - Northshire &lt;Council&gt; - Goldenthread</title>" in html


def test_the_tab_says_error_first_when_a_form_is_wrong():
    assert "<title>Error: Add - Goldenthread</title>" in page(
        "layouts/form.html", heading="Add", form=Everything({})
    )


@pytest.mark.parametrize("name", ["list", "detail", "form", "confirm", "print", "public"])
def test_every_layout_has_one_heading_a_skip_link_and_help_in_its_footer(name):
    html = page(f"layouts/{name}.html", heading="Heading", form=Everything(), council=COUNCIL)
    assert html.count("<h1") == 1 and 'href="#main-content"' in html
    footer = html[html.index("<footer") :]
    assert "Help" in footer and "Accessibility statement" in footer


def test_a_made_up_council_says_so_on_every_page():
    assert "Demo data" in page("layouts/list.html", heading="x", council=COUNCIL)
    assert "Demo data" not in page("layouts/list.html", heading="x")


def test_the_menu_marks_where_one_is():
    menu = [
        {"label": "Comments", "href": "/voices/", "current": True},
        {"label": "Themes", "href": "/themes/"},
    ]
    html = page("layouts/list.html", heading="x", menu=menu)
    assert html.count('aria-current="page"') == 1 and "Themes" in html


def test_a_public_page_has_no_menu_no_account_and_no_form_token():
    html = page("layouts/public.html", heading="x", menu=[{"label": "Comments", "href": "/"}])
    assert "Comments" not in html and "Sign in" not in html and "csrf" not in html


def test_a_form_page_sends_files_only_when_it_asks_for_one():
    assert 'enctype="multipart/form-data"' in page("layouts/form.html", heading="x", form=Everything())
    assert "enctype" not in page("layouts/form.html", heading="x", form=Filters())


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "500"])
def test_an_error_page_says_what_happened_what_was_kept_and_what_to_do(name):
    html = re.sub(r"\s+", " ", page(f"{name}.html"))
    assert html.count("<h1") == 1
    assert (
        "Everything saved before is still there" in html
        or "Nothing was changed" in html
        or "everything saved" in html
    )
    assert "Go to the first page" in html


def test_the_page_for_our_own_failure_needs_no_engine():
    source = engines["django"].engine.get_template("500.html").source
    assert "{%" not in source and "{{" not in source


def test_links_to_other_pages_keep_the_filters():
    html = tagged("{% page_links page %}", "q=late&team=a&page=2", page=Paginator(range(500), 50).page(2))
    assert 'href="?q=late&amp;team=a&amp;page=3"' in html and 'aria-current="page"' in html


def test_a_list_of_one_page_has_no_links():
    assert tagged("{% page_links page %}", page=Paginator(range(5), 50).page(1)) == ""


@pytest.mark.parametrize(
    ("query", "order", "next_one"),
    [
        ("", "none", "said_on"),
        ("sort=said_on", "ascending", "-said_on"),
        ("sort=-said_on", "descending", "said_on"),
    ],
)
def test_a_heading_sorts_one_way_then_the_other_from_the_first_page(query, order, next_one):
    html = tagged('{% sort_header "Heard on" "said_on" %}', f"{query}&page=4&q=x")
    assert (
        f'aria-sort="{order}"' in html
        and f"sort={next_one}" in html
        and "page=4" not in html
        and "q=x" in html
    )


def test_each_filter_in_use_can_be_taken_off():
    query = QueryDict("f-words=late&f-team=a&page=3&sort=x")
    chips = lists.chips(Filters(query, prefix="f"), query)
    assert [(chip["label"], chip["words"]) for chip in chips] == [("Words", "late"), ("Team", "Reablement")]
    assert chips[0]["href"] == "?f-team=a&sort=x"


def test_a_wrong_verdict_is_an_error_and_never_looks_like_an_answer():
    with pytest.raises(verdicts.NoSuchVerdict):
        verdicts.shape_and_word("splendid")
