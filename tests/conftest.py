"""Fixtures for every folder of tests.

- `store`: an empty, migrated store; each test that asks for it runs on SQLite and on PostgreSQL.
- `sqlite_store`, `postgres_store`: the same on one of them.
- `database_url`: only the address of such a database, for tests that start processes.
- `empty_url`: the address of a database without any table.
- `postgres_cluster`: the address of this test process's own PostgreSQL, for databases of a test's own.
"""

import pytest

from models.store import Store
from tests.support.databases import PostgresDatabases, SqliteDatabases
from tests.support.postgres import cluster

DATABASES = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def postgres_cluster():
    with cluster() as address:
        yield address


@pytest.fixture(scope="session")
def postgres_databases(postgres_cluster):
    return PostgresDatabases(postgres_cluster)


@pytest.fixture(scope="session")
def sqlite_databases(tmp_path_factory):
    return SqliteDatabases(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture
def sqlite_url(sqlite_databases, tmp_path):
    with sqlite_databases.fresh(tmp_path) as url:
        yield url


@pytest.fixture
def postgres_url(postgres_databases):
    with postgres_databases.fresh() as url:
        yield url


@pytest.fixture(params=DATABASES)
def database_url(request):
    # Asked for by name, so that no cluster starts for a run that is about SQLite alone.
    return request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")


@pytest.fixture(params=DATABASES)
def empty_url(request, tmp_path):
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.sqlite'}"
    else:
        with request.getfixturevalue("postgres_databases").unmigrated() as url:
            yield url


@pytest.fixture
def store(database_url):
    yield from _opened(database_url)


@pytest.fixture
def sqlite_store(sqlite_url):
    yield from _opened(sqlite_url)


@pytest.fixture
def postgres_store(postgres_url):
    yield from _opened(postgres_url)


def _opened(url):
    opened = Store.open(url)
    yield opened
    opened.close()
