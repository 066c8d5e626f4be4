"""Keep drafts"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import models.columns

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "draft",
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("narrative", models.columns.Json(), nullable=False),
        sa.Column("saved_at", models.columns.Instant(), nullable=False),
        sa.Column("expires_at", models.columns.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("user", "reference", "form", name=op.f("pk_draft")),
    )
    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.create_index("ix_draft_expires_at", ["expires_at"], unique=False)
