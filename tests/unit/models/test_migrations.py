import subprocess
import sys

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from models.migrating import SCRIPTS, configuration
from models.tables import Record
from models.versions import REVISIONS


def test_the_migrations_make_exactly_the_tables_that_the_models_say(store):
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, Record.metadata) == []


def test_the_known_revisions_are_those_in_the_folder_in_order():
    scripts = ScriptDirectory.from_config(configuration())
    assert tuple(reversed([each.revision for each in scripts.walk_revisions()])) == REVISIONS


def test_the_migrations_lie_beside_the_models_so_that_the_wheel_has_them():
    assert sorted(path.name for path in SCRIPTS.iterdir() if path.suffix in {".py", ".mako"}) == [
        "__init__.py",
        "append_only.py",
        "env.py",
        "script.py.mako",
    ]


def test_a_start_on_a_migrated_database_does_not_load_the_migration_machinery(sqlite_url):
    program = (
        "import sys; from models.store import Store; Store.open(sys.argv[1]).migrate(); "
        "sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program, sqlite_url], check=False).returncode == 0


def test_two_processes_that_start_on_an_empty_database_at_once_both_find_it_ready(empty_url):
    program = "import sys; from models.store import Store; Store.open(sys.argv[1]).migrate()"
    starting = [
        subprocess.Popen([sys.executable, "-c", program, empty_url], stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    assert [process.communicate(timeout=120)[1] for process in starting] == [b"", b"", b""]
    assert [process.returncode for process in starting] == [0, 0, 0]
