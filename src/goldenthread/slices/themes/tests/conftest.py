"""A town, and a model that reads every comment in it."""

import pytest

from goldenthread.ports.theme_finders import theme_finders
from goldenthread.slices.themes import queries
from goldenthread.slices.themes.tests.factories import OneWord, Town


@pytest.fixture
def finder(monkeypatch):
    made = OneWord()
    monkeypatch.setitem(theme_finders._things, made.key, made)
    monkeypatch.setattr(queries, "USUAL", (("", made.key),))
    queries._known.cache_clear()
    return made


@pytest.fixture
def town(db, finder):
    return Town()
