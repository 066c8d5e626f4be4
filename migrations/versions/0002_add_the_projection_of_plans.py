"""Add the projection of plans.  A database that has plans already needs `throughline rebuild`."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import models.columns

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "plan",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=True),
        sa.Column("opened_at", models.columns.Instant(), nullable=False),
        sa.Column("ended_at", models.columns.Instant(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("redated", sa.Integer(), nullable=False),
        sa.Column("missed", sa.Integer(), nullable=False),
        sa.Column("stalled", sa.Integer(), nullable=False),
        sa.Column("too_long_at", models.columns.Instant(), nullable=True),
        sa.Column("long_considered_at", models.columns.Instant(), nullable=True),
        sa.Column("again_considered_at", models.columns.Instant(), nullable=True),
        sa.Column("earlier", sa.Integer(), nullable=False),
        sa.Column("last_ended_at", models.columns.Instant(), nullable=True),
        sa.Column("others", models.columns.Json(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
    )
    op.create_index("ix_plan_kind_opened_at", "plan", ["kind", "opened_at"])
    op.create_index(op.f("ix_plan_reference"), "plan", ["reference"])
