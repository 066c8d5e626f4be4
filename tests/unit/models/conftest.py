import pytest
from sqlalchemy import event


@pytest.fixture
def queries_of():
    """The statements that a question sends to the database."""

    def asked(store, question):
        seen = []

        def note(_connection, _cursor, statement, *_):
            seen.append(statement)

        event.listen(store.engine, "before_cursor_execute", note)
        try:
            with store.read() as session:
                question(session)
        finally:
            event.remove(store.engine, "before_cursor_execute", note)
        return seen

    return asked
