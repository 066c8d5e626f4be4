"""Who is signed in where, what failed lately, and whom another provider vouches for."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field

from models.columns import Instant
from models.tables.base import Record


class SignInSessionRow(Record, table=True):
    """One browser that somebody is signed in with.  Only the SHA-256 of its id is kept.

    Attributes:
        browser: Its family and system in a few words; never the whole of what it sent.
        way: How its owner showed who they are.
        last_used_at: To the minute or so: not each request writes.
        ended_because: Set with `ended_at`; what the browser is told when it comes again.
    """

    __tablename__ = "sign_in_session"

    sha256: str = Field(primary_key=True)
    user: str = Field(foreign_key="app_user.name", index=True)
    created_at: datetime = Field(sa_type=Instant)
    last_used_at: datetime = Field(sa_type=Instant)
    browser: str
    way: str
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    ended_because: str | None = None


class SignInFailureRow(Record, table=True):
    """What failed lately for one user name, existing or not, or from one address.

    Attributes:
        subject: A hash: people type passwords where the user name belongs.
        blocked_until: No attempt counts before this instant.
    """

    __tablename__ = "sign_in_failure"

    subject: str = Field(primary_key=True)
    failures: int
    last_at: datetime = Field(sa_type=Instant)
    blocked_until: datetime | None = Field(default=None, sa_type=Instant)


class ProviderQuestionRow(Record, table=True):
    """One question put to the council's sign-in provider; taken once, by the browser that asked.

    Attributes:
        state: SHA-256 of the state that came back.
        browser: SHA-256 of what the asking browser alone holds.
    """

    __tablename__ = "provider_question"

    state: str = Field(primary_key=True)
    browser: str
    nonce: str
    verifier: str
    wanted: str
    asked_at: datetime = Field(sa_type=Instant, index=True)
    taken_at: datetime | None = Field(default=None, sa_type=Instant)


class ProviderLinkRow(Record, table=True):
    """Who somebody at the provider is here; made at the first sign-in, by the mail address."""

    __tablename__ = "provider_link"

    issuer: str = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    user: str = Field(foreign_key="app_user.name", index=True)
    linked_at: datetime = Field(sa_type=Instant)
