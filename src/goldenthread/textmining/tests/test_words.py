import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.textmining.features import learn_vocabulary, part_terms, word_terms
from goldenthread.textmining.taxonomy import NHS, TaxonomyFault, load_taxonomy
from goldenthread.textmining.words import fingerprint, normalised, says_nothing

SMALL = """
key = "small"
version = "1"
title = "Small"
source = "made up"
[[groups]]
label = "Only"
[[groups.themes]]
key = "food"
label = "Food"
definition = "What people eat."
"""


@given(st.text())
def test_normalising_twice_changes_nothing_more(text):
    assert normalised(normalised(text)) == normalised(text)


def test_the_same_words_have_the_same_fingerprint():
    assert fingerprint(normalised("It\u2019s  GOOD!")) == fingerprint(normalised("it's good"))
    assert fingerprint(normalised("good")) != fingerprint(normalised("goods"))


@pytest.mark.parametrize("text", ["", " - ", "Did not answer.", "N/A", "No comment", "nil"])
def test_what_stands_for_no_answer_says_nothing(text):
    assert says_nothing(text)


@pytest.mark.parametrize("text", ["Nothing.", "No.", "ok", "0"])
def test_short_answers_are_answers(text):
    assert not says_nothing(text)


def test_terms_are_words_pairs_and_parts_that_know_their_ends():
    assert word_terms(["cold", "food"]) == ["cold", "food", "cold food"]
    assert part_terms("tea") == [" te", "tea", "ea ", " tea", "tea ", " tea "]


@given(st.lists(st.text("abc ", max_size=12), min_size=1, max_size=8))
def test_each_half_of_a_row_has_length_one_or_none(texts):
    normals = [normalised(text) for text in texts * 3]
    vocabulary = learn_vocabulary(normals)
    squares = vocabulary.weigh(normals).power(2)
    first_part = len(vocabulary.words)
    for half in (squares[:, :first_part], squares[:, first_part:]):
        for total in half.sum(axis=1).ravel().tolist()[0]:
            assert total == pytest.approx(0) or total == pytest.approx(1)


def test_a_taxonomy_is_read_with_its_groups(tmp_path):
    path = tmp_path / "small.toml"
    path.write_text(SMALL, encoding="utf-8")
    (theme,) = load_taxonomy(path).themes
    assert (theme.key, theme.group, theme.charted) == ("food", "Only", True)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [('label = "Food"\n', "", "label"), ("[[groups.themes]]", "[[groups.themes", "cannot be read")],
)
def test_a_taxonomy_with_a_fault_is_refused_by_name(tmp_path, old, new, words):
    path = tmp_path / "small.toml"
    path.write_text(SMALL.replace(old, new), encoding="utf-8")
    with pytest.raises(TaxonomyFault, match=words):
        load_taxonomy(path)


def test_a_key_used_twice_is_refused(tmp_path):
    theme = SMALL[SMALL.index("[[groups.themes]]") :]
    path = tmp_path / "small.toml"
    path.write_text(SMALL + theme, encoding="utf-8")
    with pytest.raises(TaxonomyFault, match="food"):
        load_taxonomy(path)


def test_every_theme_of_the_shipped_set_names_its_column_of_labels():
    assert all(theme.labels and theme.definition for theme in load_taxonomy(NHS).themes)
