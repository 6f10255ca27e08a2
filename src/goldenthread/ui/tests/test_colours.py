"""Colours that people can see."""

import pytest

from goldenthread.ui import colours

SHIPPED = {"ink": "#17324d", "link": "#0b6e69", "mark": "#f2a900"}


def test_black_on_white_has_the_greatest_contrast():
    assert colours.contrast("#000000", "#ffffff") == pytest.approx(21)


def test_a_colour_has_no_contrast_with_itself():
    assert colours.contrast("#17324d", "#17324d") == pytest.approx(1)


def test_the_grey_at_the_edge_of_the_rule_has_its_published_contrast():
    assert colours.contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_the_order_of_two_colours_does_not_matter():
    assert colours.contrast("#f2a900", "#17324d") == colours.contrast("#17324d", "#f2a900")


def test_the_shipped_colours_have_no_problem():
    assert colours.problems_with(**SHIPPED) == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"ink": "#88aacc"}, "White words on the ink colour"),
        ({"link": "#7fd4cf"}, "Links on white"),
        ({"mark": "#1a3a58"}, "The mark on the ink colour"),
    ],
)
def test_a_faint_colour_is_named_with_its_contrast_and_the_mend(changed, said):
    problems = colours.problems_with(**{**SHIPPED, **changed})
    assert any(problem.startswith(said) and "choose a" in problem for problem in problems)


@pytest.mark.parametrize("written", ["red", "#123", "#12345g", "", "#17324d;}body{display:none", "#17324d\n"])
def test_what_is_not_a_colour_is_refused_in_words_and_never_reaches_the_sheet(written):
    assert colours.problems_with(**{**SHIPPED, "link": written}) == [
        "Write the link colour as # and six letters or digits, like #17324d."
    ]
    with pytest.raises(ValueError):
        colours.stylesheet(**{**SHIPPED, "link": written})


def test_a_councils_sheet_sets_its_three_colours():
    sheet = colours.stylesheet(ink="#4a235a", link="#5b2c6f", mark="#f2a900")
    assert (
        "--gt-ink:#4a235a" in sheet
        and "--govuk-link-colour:#5b2c6f" in sheet
        and "--gt-mark:#f2a900" in sheet
    )
