import pytest

from tests.unit.web.callers import callers_on


@pytest.fixture
def callers(sqlite_store):
    """An app on SQLite, with the clock running."""
    return callers_on(sqlite_store)


@pytest.fixture
def callers_anywhere(store):
    """The same on SQLite and on PostgreSQL, for what the store has a part in."""
    return callers_on(store)
