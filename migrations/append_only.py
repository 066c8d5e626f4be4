"""The triggers that make `journey_event` append-only, whoever is connected.

One change is let through: the narrative and its salt become NULL, when retention ends.  Then
nobody can read or guess what was said, and the chain of hashes still holds.
"""

from __future__ import annotations

from alembic import op

_KEPT = (
    "position",
    "reference",
    "version",
    "type",
    "schema_version",
    "facts",
    "narrative_hash",
    "occurred_at",
    "recorded_at",
    "actor",
    "role",
    "policy",
    "previous_hash",
    "hash",
)
_REFUSAL = "the log is append-only"


def forbid_changes() -> None:
    """Put the triggers on the table."""
    if op.get_bind().dialect.name == "sqlite":
        _on_sqlite()
    else:
        _on_postgresql()


def _on_sqlite() -> None:
    changed = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in _KEPT)
    op.execute(
        "CREATE TRIGGER journey_event_unchanged BEFORE UPDATE ON journey_event "
        f"WHEN NEW.narrative IS NOT NULL OR NEW.salt IS NOT NULL OR {changed} "
        f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
    )
    op.execute(
        "CREATE TRIGGER journey_event_kept BEFORE DELETE ON journey_event "
        f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
    )


def _on_postgresql() -> None:
    before = ", ".join(f"OLD.{column}" for column in _KEPT)
    after = ", ".join(f"NEW.{column}" for column in _KEPT)
    op.execute(
        "CREATE FUNCTION journey_event_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "BEGIN "
        "IF TG_OP = 'UPDATE' AND NEW.narrative IS NULL AND NEW.salt IS NULL "
        f"AND ({before}) IS NOT DISTINCT FROM ({after}) THEN RETURN NEW; END IF; "
        f"RAISE EXCEPTION '{_REFUSAL}'; "
        "END $$"
    )
    op.execute(
        "CREATE TRIGGER journey_event_unchanged BEFORE UPDATE OR DELETE ON journey_event "
        "FOR EACH ROW EXECUTE FUNCTION journey_event_append_only()"
    )
    op.execute(
        "CREATE TRIGGER journey_event_kept BEFORE TRUNCATE ON journey_event "
        "FOR EACH STATEMENT EXECUTE FUNCTION journey_event_append_only()"
    )


def forbid_changes_of(table: str) -> None:
    """Put triggers on another table that lets nothing at all be changed or taken out."""
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
        return
    op.execute(
        f"CREATE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN RAISE EXCEPTION '{table} is append-only'; END $$"
    )
    for when, each in (("UPDATE OR DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
        name = f"{table}_no_{when.split()[0].lower()}"
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {when} ON {table} "
            f"FOR EACH {each} EXECUTE FUNCTION {table}_append_only()"
        )
