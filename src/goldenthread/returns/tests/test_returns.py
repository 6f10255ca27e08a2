from goldenthread.returns import ascof, councils, cqc_ratings


def test_ten_years_of_outcomes_are_read():
    assert len(ascof.outcomes()) > 20_000
    assert {outcome.year for outcome in ascof.outcomes()} >= {"2015-16", "2024-25"}
    assert len(ascof.measures()) == 25
    assert {outcome.measure for outcome in ascof.outcomes()} == set(ascof.measures())


def test_wiltshire_has_its_numerator_and_denominator():
    (outcome,) = ascof.history_of("E06000054", "2a")
    assert (outcome.numerator, outcome.denominator, outcome.value) == (355, 493, 72)
    assert outcome.name == "Wiltshire"


def test_a_value_is_its_numerator_over_its_denominator():
    checked = 0
    for outcome in ascof.outcomes_of(measure="2e(1)", year="2024-25"):
        if outcome.value is not None and outcome.denominator:
            assert abs(100 * outcome.numerator / outcome.denominator - outcome.value) < 1.5
            checked += 1
    assert checked > 100


def test_survey_measures_have_a_margin_and_years_in_order():
    history = ascof.history_of("E06000054", "1d")
    assert [outcome.year for outcome in history] == sorted(outcome.year for outcome in history)
    assert any(outcome.margin for outcome in history)


def test_a_missing_value_says_why():
    missing = [outcome for outcome in ascof.outcomes() if outcome.value is None]
    assert missing
    assert {outcome.flag for outcome in missing} <= {*ascof.FLAGS, ""}


def test_residential_ratings_have_a_value():
    assert any(outcome.value for outcome in ascof.outcomes_of(measure="6b"))


def test_breaks_in_the_series_are_kept():
    assert any(note.measure == "1a" and "COVID" in note.words for note in ascof.breaks())


def test_there_are_153_active_councils():
    assert len(councils.active_councils()) == 153


def test_councils_are_found_by_code_and_by_many_names():
    for written in ("E06000054", "817", "Wiltshire", "wiltshire council", " WILTSHIRE  Council "):
        assert councils.find_council(written).name == "Wiltshire", written
    assert councils.find_council("London Borough of Camden").name == "Camden"
    assert councils.find_council("nowhere at all") is None
    assert councils.find_council("") is None


def test_every_council_is_found_by_its_own_names():
    for facts in councils.active_councils():
        assert councils.council_named(facts.name) == facts
        assert councils.council_named(facts.official_name) == facts


def test_every_outcome_of_a_council_belongs_to_a_known_council():
    codes = {outcome.ons_code for outcome in ascof.outcomes() if outcome.level == "council"}
    assert [code for code in codes if councils.council_of_code(code) is None] == []


def test_seventy_two_councils_have_scores():
    assert len(cqc_ratings.ratings()) == 72
    assert sum(cqc_ratings.scores_on("QS9").values()) == 72
    wiltshire = cqc_ratings.rating_of("E06000054")
    assert (wiltshire.overall, wiltshire.scores["QS9"]) == ("Good", 3)
    assert cqc_ratings.rating_of("nowhere") is None
