from goldenthread.plugins.theme_finders.built_in import BuiltIn
from goldenthread.ports.theme_finders import theme_finders


def test_it_stands_on_the_shelf():
    assert theme_finders.get("built-in").label.startswith("Built-in model")


def test_suggestions_come_surest_first_with_reasons():
    (found,) = BuiltIn().suggest(
        ["Staff were kind but I waited four hours for the ambulance and the food was cold"]
    )
    assert len(found) >= 2
    assert [s.probability for s in found] == sorted((s.probability for s in found), reverse=True)
    assert all(s.because for s in found)


def test_no_answer_is_a_rule_and_says_so():
    (found,) = BuiltIn().suggest(["Did not answer"])
    assert [(s.theme, s.because) for s in found] == [("labelling-not-possible", ("no answer",))]


def test_every_suggested_theme_is_one_it_tells_of():
    known = {theme.key for theme in BuiltIn().themes()}
    for found in BuiltIn().suggest(["Very good", "Could not get through on the phone", "?!"]):
        assert {s.theme for s in found} <= known


def test_themes_too_often_wrong_are_not_charted():
    for theme in BuiltIn().themes():
        if theme.charted:
            assert theme.tested is not None
            assert theme.tested.precision >= 0.5
        assert theme.definition
        assert theme.group
