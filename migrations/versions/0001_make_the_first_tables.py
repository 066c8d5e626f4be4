"""Make the first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import models.columns
from migrations.append_only import forbid_changes

revision = "0001"
down_revision = None


def upgrade() -> None:  # noqa: PLR0915 - one statement for each table and index
    op.create_table(
        "agency",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("deputy", sa.String(), nullable=True),
        sa.Column("closed", models.columns.Json(), nullable=False),
        sa.Column("ask_instead", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("manager_email", sa.String(), nullable=True),
        sa.Column("webhook", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_agency")),
    )
    op.create_table(
        "alert_seen",
        sa.Column("notification", sa.String(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("seen_at", models.columns.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("notification", "user", name=op.f("pk_alert_seen")),
    )
    op.create_table(
        "app_user",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("full_name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("team", sa.String(), nullable=True),
        sa.Column("agency", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("password_hash", sa.String(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("away_until", models.columns.Instant(), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_app_user")),
    )
    with op.batch_alter_table("app_user", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_app_user_agency"), ["agency"], unique=False)
        batch_op.create_index(batch_op.f("ix_app_user_role"), ["role"], unique=False)
        batch_op.create_index(batch_op.f("ix_app_user_team"), ["team"], unique=False)

    op.create_table(
        "concern",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("added_at", models.columns.Instant(), nullable=False),
        sa.Column("disposal", sa.String(), nullable=True),
        sa.Column("disposed_at", models.columns.Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concern")),
    )
    with op.batch_alter_table("concern", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_concern_reference"), ["reference"], unique=False)

    op.create_table(
        "counter",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_counter")),
    )
    op.create_table(
        "decision",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("episode", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("proposed_at", models.columns.Instant(), nullable=False),
        sa.Column("known_version", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("policy", sa.String(), nullable=False),
        sa.Column("missing", models.columns.Json(), nullable=False),
        sa.Column("joins", sa.String(), nullable=True),
        sa.Column("rating", sa.String(), nullable=True),
        sa.Column("scope", sa.String(), nullable=True),
        sa.Column("service", sa.String(), nullable=True),
        sa.Column("taken_at", models.columns.Instant(), nullable=True),
        sa.Column("refused", sa.Boolean(), nullable=False),
        sa.Column("superseded", sa.Boolean(), nullable=False),
        sa.Column("second_signer", sa.String(), nullable=True),
        sa.Column("signed_at", models.columns.Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decision_reference"), ["reference"], unique=False)

    op.create_table(
        "delivery",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("template", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("created_at", models.columns.Instant(), nullable=False),
        sa.Column("next_attempt_at", models.columns.Instant(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=True),
        sa.Column("problem", sa.String(), nullable=True),
        sa.Column("ended_at", models.columns.Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
    )
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.create_index(
            "ix_delivery_next_attempt_at",
            ["next_attempt_at", "id"],
            unique=False,
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )
        batch_op.create_index(batch_op.f("ix_delivery_reference"), ["reference"], unique=False)
        batch_op.create_index("ix_delivery_state", ["state", "created_at"], unique=False)

    op.create_table(
        "doubt",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("raised_at", models.columns.Instant(), nullable=False),
        sa.Column("settled_at", models.columns.Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_doubt")),
    )
    with op.batch_alter_table("doubt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_doubt_reference"), ["reference"], unique=False)

    op.create_table(
        "episode",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("profile", sa.String(), nullable=False),
        sa.Column("opened_at", models.columns.Instant(), nullable=False),
        sa.Column("because", sa.String(), nullable=True),
        sa.Column("rating", sa.String(), nullable=True),
        sa.Column("scope", sa.String(), nullable=True),
        sa.Column("service", sa.String(), nullable=True),
        sa.Column("ended_at", models.columns.Instant(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("confirmed_at", models.columns.Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_episode")),
    )
    with op.batch_alter_table("episode", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_episode_reference"), ["reference"], unique=False)

    op.create_table(
        "heartbeat",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("at", models.columns.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_heartbeat")),
    )
    op.create_table(
        "idempotency",
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("request_hash", sa.String(), nullable=False),
        sa.Column("response", models.columns.Json(), nullable=False),
        sa.Column("created_at", models.columns.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("actor", "key", name=op.f("pk_idempotency")),
    )
    with op.batch_alter_table("idempotency", schema=None) as batch_op:
        batch_op.create_index("ix_idempotency_created_at", ["created_at"], unique=False)

    op.create_table(
        "journey",
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("team", sa.String(), nullable=False),
        sa.Column("worker", sa.String(), nullable=True),
        sa.Column("opened_at", models.columns.Instant(), nullable=False),
        sa.Column("closed_at", models.columns.Instant(), nullable=True),
        sa.Column("last_event_at", models.columns.Instant(), nullable=False),
        sa.Column("held_until", models.columns.Instant(), nullable=True),
        sa.Column("joined_to", sa.String(), nullable=True),
        sa.Column("referrer_kind", sa.String(), nullable=True),
        sa.Column("referrer_agency", sa.String(), nullable=True),
        sa.Column("source_reference", sa.String(), nullable=True),
        sa.Column("research_episode", sa.String(), nullable=True),
        sa.Column("rating", sa.String(), nullable=True),
        sa.Column("runs_out_at", models.columns.Instant(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("replies", sa.Integer(), nullable=False),
        sa.Column("awaiting_signature", sa.String(), nullable=True),
        sa.Column("referrer_told_at", models.columns.Instant(), nullable=True),
        sa.Column("parents_told_at", models.columns.Instant(), nullable=True),
        sa.PrimaryKeyConstraint("reference", name=op.f("pk_journey")),
    )
    with op.batch_alter_table("journey", schema=None) as batch_op:
        batch_op.create_index(
            "ix_journey_in_research",
            ["runs_out_at", "reference"],
            unique=False,
            sqlite_where=sa.text("research_episode IS NOT NULL"),
            postgresql_where=sa.text("research_episode IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_journey_open_by_stage",
            ["stage", "opened_at", "reference"],
            unique=False,
            sqlite_where=sa.text("closed_at IS NULL"),
            postgresql_where=sa.text("closed_at IS NULL"),
        )
        batch_op.create_index(
            "ix_journey_opened_at_reference", ["opened_at", "reference"], unique=False
        )
        batch_op.create_index(
            "ix_journey_team",
            ["team"],
            unique=False,
            sqlite_where=sa.text("closed_at IS NULL"),
            postgresql_where=sa.text("closed_at IS NULL"),
        )
        batch_op.create_index(
            "ix_journey_worker",
            ["worker"],
            unique=False,
            sqlite_where=sa.text("closed_at IS NULL"),
            postgresql_where=sa.text("closed_at IS NULL"),
        )

    op.create_table(
        "journey_event",
        sa.Column("position", models.columns.Counted(), autoincrement=True, nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("schema_version", sa.Integer(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("narrative", sa.Text(), nullable=True),
        sa.Column("narrative_hash", sa.String(), nullable=False),
        sa.Column("salt", sa.String(), nullable=True),
        sa.Column("occurred_at", models.columns.Instant(), nullable=False),
        sa.Column("recorded_at", models.columns.Instant(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("policy", sa.String(), nullable=False),
        sa.Column("previous_hash", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_journey_event")),
        sa.UniqueConstraint(
            "reference", "version", name=op.f("uq_journey_event_reference_version")
        ),
    )
    op.create_table(
        "lease",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("until", models.columns.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_lease")),
    )
    op.create_table(
        "log_head",
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("tracked_version", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("run_id", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("reference", name=op.f("pk_log_head")),
    )
    with op.batch_alter_table("log_head", schema=None) as batch_op:
        batch_op.create_index(
            "ix_log_head_behind",
            ["reference"],
            unique=False,
            sqlite_where=sa.text("tracked_version < version"),
            postgresql_where=sa.text("tracked_version < version"),
        )

    op.create_table(
        "log_seal",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("up_to", models.columns.Counted(), nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.Column("previous_hash", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("sealed_at", models.columns.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_log_seal")),
    )
    op.create_table(
        "notification",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", models.columns.Instant(), nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("template", sa.String(), nullable=False),
        sa.Column("obligation", sa.String(), nullable=True),
        sa.Column("rung", sa.Integer(), nullable=True),
        sa.Column("due_at", models.columns.Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notification")),
    )
    with op.batch_alter_table("notification", schema=None) as batch_op:
        batch_op.create_index("ix_notification_party", ["party", "at", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_notification_reference"), ["reference"], unique=False)

    op.create_table(
        "obligation",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=True),
        sa.Column("about", sa.String(), nullable=True),
        sa.Column("episode", sa.String(), nullable=True),
        sa.Column("owed_by", sa.String(), nullable=False),
        sa.Column("ask_instead", sa.String(), nullable=True),
        sa.Column("timescale", sa.String(), nullable=False),
        sa.Column("profile", sa.String(), nullable=False),
        sa.Column("authority", sa.String(), nullable=False),
        sa.Column("checked", sa.Boolean(), nullable=False),
        sa.Column("ladder", sa.String(), nullable=False),
        sa.Column("starts_at", models.columns.Instant(), nullable=False),
        sa.Column("due_at", models.columns.Instant(), nullable=False),
        sa.Column("first_due_at", models.columns.Instant(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("ended_at", models.columns.Instant(), nullable=True),
        sa.Column("rung", sa.Integer(), nullable=True),
        sa.Column("last_action", sa.String(), nullable=True),
        sa.Column("last_action_at", models.columns.Instant(), nullable=True),
        sa.Column("next_rung", sa.Integer(), nullable=False),
        sa.Column("next_action_at", models.columns.Instant(), nullable=False),
        sa.Column("moves", sa.Integer(), nullable=False),
        sa.Column("chases", sa.Integer(), nullable=False),
        sa.Column("follows_worker", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_obligation")),
    )
    with op.batch_alter_table("obligation", schema=None) as batch_op:
        batch_op.create_index(
            "ix_obligation_due_at",
            ["due_at", "id"],
            unique=False,
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )
        batch_op.create_index(
            "ix_obligation_next_action_at",
            ["next_action_at", "id"],
            unique=False,
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )
        batch_op.create_index(
            "ix_obligation_owed_by",
            ["owed_by", "due_at", "id"],
            unique=False,
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )
        batch_op.create_index("ix_obligation_reference_about", ["reference", "about"], unique=False)

    op.create_table(
        "person",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("normal_name", sa.String(), nullable=False),
        sa.Column("born", sa.Date(), nullable=True),
        sa.Column("expected", sa.Date(), nullable=True),
        sa.Column("sex", sa.String(), nullable=True),
        sa.Column("lasting_number", sa.String(), nullable=True),
        sa.Column("relation", sa.String(), nullable=True),
        sa.Column("parental_responsibility", sa.Boolean(), nullable=True),
        sa.Column("in_household", sa.Boolean(), nullable=True),
        sa.Column("sibling_journey", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index("ix_person_born", ["born"], unique=False)
        batch_op.create_index("ix_person_lasting_number", ["lasting_number"], unique=False)
        batch_op.create_index("ix_person_normal_name", ["normal_name"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_reference"), ["reference"], unique=False)

    op.create_table(
        "research_request",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("request", sa.String(), nullable=False),
        sa.Column("episode", sa.String(), nullable=False),
        sa.Column("agency", sa.String(), nullable=False),
        sa.Column("rating", sa.String(), nullable=False),
        sa.Column("asked_at", models.columns.Instant(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("ask_instead", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("answered", sa.Boolean(), nullable=False),
        sa.Column("due_at", models.columns.Instant(), nullable=False),
        sa.Column("more_time_until", models.columns.Instant(), nullable=True),
        sa.Column("disputed", sa.Boolean(), nullable=False),
        sa.Column("replied_at", models.columns.Instant(), nullable=True),
        sa.Column("full", sa.Boolean(), nullable=True),
        sa.Column("after_decision", sa.Boolean(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_research_request")),
    )
    with op.batch_alter_table("research_request", schema=None) as batch_op:
        batch_op.create_index(
            "ix_research_request_agency", ["agency", "answered", "due_at", "id"], unique=False
        )
        batch_op.create_index(
            "ix_research_request_ask_instead",
            ["ask_instead", "answered", "due_at", "id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_research_request_reference"), ["reference"], unique=False
        )

    op.create_table(
        "source_reference",
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("source_reference", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("sender", "source_reference", name=op.f("pk_source_reference")),
    )
    with op.batch_alter_table("source_reference", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_source_reference_reference"), ["reference"], unique=False
        )

    op.create_table(
        "team",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("webhook", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_team")),
    )
    op.create_table(
        "access_token",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("created_at", models.columns.Instant(), nullable=False),
        sa.Column("expires_at", models.columns.Instant(), nullable=False),
        sa.Column("revoked_at", models.columns.Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["user"], ["app_user.name"], name=op.f("fk_access_token_user_app_user")
        ),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_access_token")),
    )
    with op.batch_alter_table("access_token", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_access_token_user"), ["user"], unique=False)

    forbid_changes()
