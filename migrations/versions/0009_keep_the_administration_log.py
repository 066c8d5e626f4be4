"""Keep the administration log, who is locked out, and which teams are closed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import models.columns
from migrations.append_only import forbid_changes_of

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "administration",
        sa.Column("id", models.columns.Counted(), autoincrement=True, nullable=False),
        sa.Column("at", models.columns.Instant(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("changes", models.columns.Json(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_administration")),
    )
    with op.batch_alter_table("administration", schema=None) as batch_op:
        batch_op.create_index("ix_administration_by", ["by", "id"], unique=False)
        batch_op.create_index("ix_administration_subject", ["kind", "subject", "id"], unique=False)
    forbid_changes_of("administration")
    with op.batch_alter_table("app_user", schema=None) as batch_op:
        batch_op.add_column(sa.Column("locked_at", models.columns.Instant(), nullable=True))
    with op.batch_alter_table("team", schema=None) as batch_op:
        batch_op.add_column(sa.Column("closed_at", models.columns.Instant(), nullable=True))
