"""Keep what came late because of a partner.  Where there is such already: `throughline rebuild`."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import models.columns

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "partner_delay",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("agency", sa.String(), nullable=False),
        sa.Column("at", models.columns.Instant(), nullable=False),
        sa.Column("about", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner_delay")),
    )
    with op.batch_alter_table("partner_delay", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_partner_delay_agency"), ["agency"], unique=False)
        batch_op.create_index(batch_op.f("ix_partner_delay_reference"), ["reference"], unique=False)
