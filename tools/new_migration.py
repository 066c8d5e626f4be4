"""Write the next migration from what changed in `models/tables`: `new_migration.py "Add …"`.

It compares the tables with a new SQLite database brought to the newest revision.  Read what it
wrote before you keep it; then add its number to `models.versions.REVISIONS`.
"""

import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.script import ScriptDirectory

from models.engines import WRITES, open_engine
from models.migrating import configuration


def main(message: str) -> None:
    """Write the file that leads from the newest revision to what the tables say now."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{Path(folder) / 'new.sqlite'}")
        with engine.execution_options(**{WRITES: True}).connect() as connection:
            config = configuration(connection)
            known = len(list(ScriptDirectory.from_config(config).walk_revisions()))
            command.upgrade(config, "head")
            number = f"{known + 1:04d}"
            command.revision(config, message, autogenerate=True, rev_id=number)
            connection.commit()
        engine.dispose()


if __name__ == "__main__":
    main(sys.argv[1])
