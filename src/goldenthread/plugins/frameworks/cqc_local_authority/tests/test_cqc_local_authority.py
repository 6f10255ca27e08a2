import pytest

from goldenthread.domain.frameworks import rating
from goldenthread.plugins.frameworks import cqc_local_authority
from goldenthread.plugins.frameworks.cqc_local_authority.versions import BadFramework, TomlFramework
from goldenthread.ports.frameworks import frameworks


def framework():
    return frameworks.get("cqc-la-2023-12").load()


def test_the_framework_shelves_itself_by_key_and_version():
    assert cqc_local_authority.__doc__
    assert framework().key == "cqc-la"
    assert framework().version == "2023-12"


def test_it_has_nine_statements_in_four_themes_in_order():
    assert [statement.key for statement in framework().statements] == [f"QS{n}" for n in range(1, 10)]
    assert [statement.number for statement in framework().statements] == list(range(1, 10))
    assert len(framework().themes) == 4
    assert framework().statement("QS9").title == "Learning, improvement and innovation"


def test_every_statement_has_our_own_summary_and_no_published_wording():
    for statement in framework().statements:
        assert statement.about.endswith("?")
        assert not statement.words
        assert not statement.about.startswith("We ")


def test_its_scheme_can_be_rated():
    scores = {statement.key: 3 for statement in framework().statements}
    assert rating(framework().scheme, scores).band == "good"


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('key = "QS2"', 'key = "QS1"', "same key"),
        ('theme = "leadership"', 'theme = "ledership"', "ledership"),
        ('scheme = "nine-equal-statements"', 'scheme = "ten"', 'called "ten"'),
    ],
)
def test_a_file_that_contradicts_itself_is_refused_in_words(tmp_path, old, new, why):
    good = frameworks.get("cqc-la-2023-12").file.read_text()
    file = tmp_path / "framework-2030-01.toml"
    file.write_text(good.replace(old, new))
    with pytest.raises(BadFramework, match=why):
        TomlFramework(file).load()
