import pytest

from goldenthread.plugins.theme_finders.care_words import CareWords
from goldenthread.ports.theme_finders import theme_finders
from goldenthread.textmining.seeds import MOST_SURE
from goldenthread.textmining.taxonomy import SOCIAL_CARE, load_taxonomy

WRITTEN = [
    ("Nobody told me what happens next after the assessment.", "told-what-happens-next"),
    ("I have been waiting four months for an occupational therapist.", "waiting"),
    (
        "The social worker never asked about our culture or that mum only eats halal food.",
        "cultural-competence",
    ),
    ("We were sent an invoice we cannot afford after the financial assessment.", "charging"),
    ("My son turned 18 and adult services had no plan.", "transition"),
    ("I care for my husband day and night and have had no respite.", "carers"),
    ("The direct payment lets me employ my own personal assistant.", "direct-payments"),
    ("She was so kind and treated me with respect.", "staff-attitude"),
    ("A different carer every day, and I have to tell my story again.", "continuity"),
    ("Thank you all, you made a difference.", "thanks"),
    ("My pendant alarm stopped working.", "technology"),
    ("He was sent home from hospital with no care in place.", "hospital-discharge"),
    ("I can never get through on the phone.", "getting-through"),
    ("The health people and the council do not talk to each other.", "partnership"),
    ("My annual review is two years overdue.", "review"),
    ("The stairlift and grab rails changed my life.", "equipment-adaptations"),
    ("I raised it with safeguarding and felt safer.", "safeguarding"),
    ("They decided for me and did not listen.", "involved-in-decisions"),
]


@pytest.mark.parametrize(("text", "theme"), WRITTEN)
def test_a_plain_comment_gets_its_theme(text, theme):
    (found,) = CareWords().suggest([text])
    assert theme in {suggestion.theme for suggestion in found}
    assert all(suggestion.because for suggestion in found)


def test_it_is_never_sure():
    texts = [text for text, _ in WRITTEN] + [" ".join(text for text, _ in WRITTEN)]
    assert max(s.probability for found in CareWords().suggest(texts) for s in found) <= MOST_SURE == 0.6


@pytest.mark.parametrize("text", ["", "n/a", "Did not answer", "Blue bananas sing."])
def test_it_is_silent_where_there_is_nothing_to_hear(text):
    assert CareWords().suggest([text]) == [[]]


def test_a_hint_is_a_whole_word():
    (found,) = CareWords().suggest(["The trampoline was billowing in mankind."])
    assert found == []


def test_it_says_that_it_was_never_tested():
    finder = theme_finders.get("care-words")
    assert "never tested" in finder.caveat
    assert all(theme.tested is None for theme in finder.themes())
    assert finder.learned_from(["a", "b"]) == [False, False]


def test_the_set_has_two_levels_and_a_definition_for_each_theme():
    taxonomy = load_taxonomy(SOCIAL_CARE)
    assert 20 <= len(taxonomy.themes) <= 30
    assert len({theme.group for theme in taxonomy.themes}) >= 5
    assert all(theme.definition and theme.seeds and 0 < theme.prior < 0.5 for theme in taxonomy.themes)
