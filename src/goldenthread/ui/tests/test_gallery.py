"""Every component is drawn, and hostile text stays text."""

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template.loader import render_to_string

from goldenthread.ui import gallery


class Elements(HTMLParser):
    """Every element of a piece of HTML as a browser reads it: its tag and the names of its attributes."""

    @classmethod
    def of(cls, html: str) -> list[tuple[str, list[str]]]:
        reader = cls()
        reader.found = []
        reader.feed(html)
        return reader.found

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, [name for name, _ in attrs]))


TEMPLATES = Path(gallery.__file__).parent / "templates"
EXAMPLES = gallery.examples()
PAGE = render_to_string("ui/gallery.html", {"examples": EXAMPLES})


def test_every_component_file_has_an_example():
    assert gallery.component_names() <= {example.name for example in EXAMPLES}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_a_component_runs_nothing_and_hides_nothing(example):
    elements = Elements.of(example.html)
    assert "script" not in {tag for tag, _ in elements}
    assert not {
        name for _, attributes in elements for name in attributes if name == "style" or name.startswith("on")
    }
    assert example.html.strip() and "None" not in re.sub(r"<[^>]*>", "", example.html)


def test_no_id_of_the_gallery_is_used_twice():
    twice = [name for name, count in Counter(re.findall(r'\bid="([^"]+)"', PAGE)).items() if count > 1]
    assert twice == []


def test_the_page_has_one_heading_a_skip_link_and_a_language():
    assert PAGE.count("<h1") == 1 and 'href="#main-content"' in PAGE and '<html lang="en-GB"' in PAGE


def test_nothing_is_asked_of_another_place_on_the_web():
    assert not re.search(r'(src|href)="(https?:)?//', PAGE)


def test_a_verdict_says_its_word_beside_its_shape():
    said = " ".join(example.html for example in EXAMPLES if example.name == "verdict")
    for sign in "▲▼▬◔≋○":
        assert f'aria-hidden="true">{sign}<' in said
    for word in ("improved", "worse", "no change seen", "too early", "unstable baseline", "no data"):
        assert f">{word}<" in said


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.name)
def test_a_template_is_short_and_has_no_inline_style_or_script(path):
    text = path.read_text()
    assert len(text.splitlines()) <= 120
    assert not re.search(r"\sstyle=|\son[a-z]+=\"|<script(?![^>]*\bsrc=)", text)


def test_the_style_sheet_asks_for_no_file_and_no_licensed_typeface():
    sheet = (TEMPLATES.parent / "static" / "goldenthread" / "app.css").read_text()
    assert "url(" not in sheet and "GDS" not in sheet and "crown" not in sheet and "crest" not in sheet
