"""A list of any length costs a page and a short count."""

import pytest

from goldenthread.ui import paging
from goldenthread.ui.paging import CappedPaginator


def test_a_short_list_is_counted_to_its_end():
    pages = CappedPaginator(list(range(60)), 25)
    assert (pages.count, pages.num_pages, pages.capped) == (60, 3, False)


def test_a_list_without_end_is_counted_no_further_than_the_cap(monkeypatch):
    monkeypatch.setattr(paging, "MOST", 100)
    pages = CappedPaginator(list(range(5000)), 25)
    assert (pages.count, pages.num_pages, pages.capped) == (100, 4, True)
    assert list(pages.get_page(99).object_list) == list(range(75, 100))


@pytest.mark.parametrize("asked", ["0", "-1", "abc", "", None, "99999999999999999999"])
def test_a_page_that_is_not_there_leads_to_one_that_is(asked):
    assert CappedPaginator(list(range(60)), 25).get_page(asked).number in (1, 3)
