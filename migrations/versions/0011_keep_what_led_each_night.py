"""Keep what led on each journey night by night, for what changed since."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import models.columns

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "night_finding",
        sa.Column("at", models.columns.Instant(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("finding", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("at", "reference", name=op.f("pk_night_finding")),
    )
