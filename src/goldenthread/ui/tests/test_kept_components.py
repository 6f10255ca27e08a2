"""Components that are made once and kept: the same order gives the same page, another never gives its neighbour's."""

from django.utils.safestring import mark_safe

from goldenthread.ui import macros
from goldenthread.ui.macros import component


def test_the_same_component_is_made_once(monkeypatch):
    macros._made_once.cache_clear()
    made = []
    real = macros._made
    monkeypatch.setattr(macros, "_made", lambda name, given: made.append(name) or real(name, given))
    assert component("tag", {"text": "Heard"}) == component("tag", {"text": "Heard"})
    assert made == ["tag"]


def test_plain_text_is_never_given_the_page_of_safe_text():
    safe = component("tag", {"text": mark_safe("<b>x</b>")})
    plain = component("tag", {"text": "<b>x</b>"})
    assert "<b>" in safe and "<b>" not in plain
    assert component("tag", {"text": mark_safe("<b>x</b>")}) == safe


def test_one_and_true_are_told_apart():
    assert macros._frozen({"a": 1}) != macros._frozen({"a": True})
    assert macros._frozen({"a": 1}) != macros._frozen({"a": "1"})
    assert macros._frozen(["a"]) != macros._frozen({"a": "a"})


def test_long_words_of_people_are_not_kept():
    macros._made_once.cache_clear()
    component("textarea", {"name": "words", "value": "Mum waited. " * 100})
    assert macros._made_once.cache_info().currsize == 0


def test_no_more_than_the_most_are_kept():
    macros._made_once.cache_clear()
    for number in range(macros.MOST_KEPT + 5):
        component("tag", {"text": str(number)})
    assert macros._made_once.cache_info().currsize == macros.MOST_KEPT
