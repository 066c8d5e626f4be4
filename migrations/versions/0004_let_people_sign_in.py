"""Let people sign in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import models.columns

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "provider_question",
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("browser", sa.String(), nullable=False),
        sa.Column("nonce", sa.String(), nullable=False),
        sa.Column("verifier", sa.String(), nullable=False),
        sa.Column("wanted", sa.String(), nullable=False),
        sa.Column("asked_at", models.columns.Instant(), nullable=False),
        sa.Column("taken_at", models.columns.Instant(), nullable=True),
        sa.PrimaryKeyConstraint("state", name=op.f("pk_provider_question")),
    )
    with op.batch_alter_table("provider_question", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_provider_question_asked_at"), ["asked_at"], unique=False
        )

    op.create_table(
        "sign_in_failure",
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_at", models.columns.Instant(), nullable=False),
        sa.Column("blocked_until", models.columns.Instant(), nullable=True),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_sign_in_failure")),
    )
    op.create_table(
        "provider_link",
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("linked_at", models.columns.Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user"], ["app_user.name"], name=op.f("fk_provider_link_user_app_user")
        ),
        sa.PrimaryKeyConstraint("issuer", "subject", name=op.f("pk_provider_link")),
    )
    with op.batch_alter_table("provider_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_provider_link_user"), ["user"], unique=False)

    op.create_table(
        "sign_in_session",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("created_at", models.columns.Instant(), nullable=False),
        sa.Column("last_used_at", models.columns.Instant(), nullable=False),
        sa.Column("browser", sa.String(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("ended_at", models.columns.Instant(), nullable=True),
        sa.Column("ended_because", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["user"], ["app_user.name"], name=op.f("fk_sign_in_session_user_app_user")
        ),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_sign_in_session")),
    )
    with op.batch_alter_table("sign_in_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_session_user"), ["user"], unique=False)

    with op.batch_alter_table("app_user", schema=None) as batch_op:
        batch_op.add_column(sa.Column("password_set_at", models.columns.Instant(), nullable=True))
        batch_op.add_column(
            sa.Column("password_once", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
