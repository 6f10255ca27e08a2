"""How scores add up."""

import pytest

from goldenthread.domain.frameworks import NotAllScored, Rating, nine_equal_statements


def scores(total):
    """Return nine scores from 1 to 4 that add up to `total`."""
    values = [1] * 9
    for step in range(total - 9):
        values[step % 9] += 1
    return {f"s{at}": value for at, value in enumerate(values)}


@pytest.mark.parametrize(
    ("total", "percent", "band", "to_next"),
    [
        (9, 25, "inadequate", 5),
        (13, 36, "inadequate", 1),
        (14, 39, "requires improvement", 9),
        (22, 61, "requires improvement", 1),
        (23, 64, "good", 9),
        (31, 86, "good", 1),
        (32, 89, "outstanding", None),
        (36, 100, "outstanding", None),
    ],
)
def test_the_edges_of_every_band_are_where_they_are_published(total, percent, band, to_next):
    assert nine_equal_statements(scores(total)) == Rating(percent, band, to_next)


def test_eight_scores_make_no_rating():
    with pytest.raises(NotAllScored, match="there are 8"):
        nine_equal_statements({f"s{at}": 3 for at in range(8)})


def test_a_score_of_five_is_refused_by_name():
    with pytest.raises(ValueError, match="learning"):
        nine_equal_statements({**{f"s{at}": 3 for at in range(8)}, "learning": 5})
