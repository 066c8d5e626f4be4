"""Keep how each person wants to be told, and what waits to be told together."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import models.columns

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "alert_choice",
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("kinds", models.columns.Json(), nullable=False),
        sa.Column("chosen_at", models.columns.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("user", name=op.f("pk_alert_choice")),
    )
    op.create_table(
        "digest_entry",
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("notification", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("at", models.columns.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("user", "notification", name=op.f("pk_digest_entry")),
    )
    with op.batch_alter_table("digest_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_digest_entry_digest"), ["digest"], unique=False)
