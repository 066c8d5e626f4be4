"""A hub on each database, and one on SQLite alone for what does not hang on the database."""

import pytest

from tests.unit.casework.hubs import hub_on


@pytest.fixture
def hub(store):
    return hub_on(store)


@pytest.fixture
def sqlite_hub(sqlite_store):
    return hub_on(sqlite_store)
