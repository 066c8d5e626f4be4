"""People of the hub, their teams, the partner agencies, and the tokens they show."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import false
from sqlmodel import Field

from models.columns import Instant, Json
from models.tables.base import Record


class TeamRow(Record, table=True):
    """A team of the hub.

    Attributes:
        closed_at: Set once nothing new is given to it; its name stays on what it did.
    """

    __tablename__ = "team"

    key: str = Field(primary_key=True)
    name: str
    email: str | None = None
    webhook: str | None = None
    closed_at: datetime | None = Field(default=None, sa_type=Instant)


class AgencyRow(Record, table=True):
    """A partner agency; the fields of `journey.policy.Agency`.

    Attributes:
        closed: [first day, last day, why], days in ISO 8601.
    """

    __tablename__ = "agency"

    key: str = Field(primary_key=True)
    name: str
    kind: str
    deputy: str | None = None
    closed: list[list[str]] = Field(sa_type=Json)
    ask_instead: str | None = None
    email: str | None = None
    manager_email: str | None = None
    webhook: str | None = None


class AppUserRow(Record, table=True):
    """Somebody who may sign in, or a partner's system.

    Attributes:
        name: Stable user name, as on every event; never re-used.
        password_hash: Argon2; NULL where nobody signs in with a password.
        password_set_at: When the password was last set.
        password_once: It lets in once, to choose another.
        away_until: Set while the person is away.
        active: False once the person has left; the name stays on what was done.
        locked_at: Set while an administrator lets them in nowhere, though they have not left.
    """

    __tablename__ = "app_user"

    name: str = Field(primary_key=True)
    full_name: str
    role: str = Field(index=True)
    team: str | None = Field(default=None, index=True)
    agency: str | None = Field(default=None, index=True)
    email: str | None = None
    password_hash: str | None = None
    password_set_at: datetime | None = Field(default=None, sa_type=Instant)
    password_once: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    active: bool = True
    away_until: datetime | None = Field(default=None, sa_type=Instant)
    locked_at: datetime | None = Field(default=None, sa_type=Instant)


class AccessTokenRow(Record, table=True):
    """A bearer token: an access key.  Only its SHA-256 is kept.

    Attributes:
        kind: `token`; other kinds let nobody in through the API.
        label: What its owner calls it.
    """

    __tablename__ = "access_token"

    sha256: str = Field(primary_key=True)
    user: str = Field(foreign_key="app_user.name", index=True)
    kind: str
    label: str
    created_at: datetime = Field(sa_type=Instant)
    expires_at: datetime = Field(sa_type=Instant)
    revoked_at: datetime | None = Field(default=None, sa_type=Instant)
