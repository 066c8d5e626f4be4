"""Keep whom restricted journeys are open to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import models.columns

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "restriction",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("until", models.columns.Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_restriction")),
    )
    with op.batch_alter_table("restriction", schema=None) as batch_op:
        batch_op.create_index("ix_restriction_reference", ["reference", "user"], unique=False)
