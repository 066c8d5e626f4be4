"""Note each look."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import models.columns
from migrations.append_only import forbid_changes_of

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "look",
        sa.Column("id", models.columns.Counted(), autoincrement=True, nullable=False),
        sa.Column("at", models.columns.Instant(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("agency", sa.String(), nullable=True),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("override", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_look")),
    )
    with op.batch_alter_table("look", schema=None) as batch_op:
        batch_op.create_index("ix_look_at", ["at", "id"], unique=False)
        batch_op.create_index("ix_look_reference", ["reference", "id"], unique=False)
        batch_op.create_index("ix_look_user", ["user", "id"], unique=False)
    forbid_changes_of("look")
