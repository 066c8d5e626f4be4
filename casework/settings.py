"""Settings: the environment and a file, one prefix, all listed by `throughline doctor`."""

from __future__ import annotations

import os
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from pydantic import AwareDatetime, Field, SecretStr, model_validator
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from casework.clock import Clock, ShiftedClock, SystemClock, VirtualClock
from casework.errors import BadInputError, Fault


class Environment(StrEnum):
    """Where the program runs: what it may pretend depends on it."""

    PRODUCTION = "production"
    DEMO = "demo"
    TEST = "test"


def data_folder() -> Path:
    """Return the user's data folder for this program, by the XDG convention."""
    home = os.environ.get("XDG_DATA_HOME")
    return (Path(home) if home else Path.home() / ".local" / "share") / "throughline"


def settings_file() -> Path | None:
    """Return the file of settings, None where the environment names none.

    Raises:
        BadInputError: It names one that is not there; running on without it would be running
            on the defaults.
    """
    named = os.environ.get("THROUGHLINE_SETTINGS_FILE")
    if not named:
        return None
    if not Path(named).is_file():
        raise BadInputError(
            Fault("THROUGHLINE_SETTINGS_FILE", "there is no such file", "a file of KEY=value lines")
        )
    return Path(named)


class Settings(BaseSettings):
    """Everything that differs between installations.

    Each is read from `THROUGHLINE_<NAME>`, then from the file named by
    `THROUGHLINE_SETTINGS_FILE` (`KEY=value` lines).
    """

    model_config = SettingsConfigDict(
        env_prefix="THROUGHLINE_",
        env_ignore_empty=True,
        extra="forbid",
        str_strip_whitespace=True,
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read the file that the environment names now, not the one it named at import."""
        del dotenv_settings, file_secret_settings
        named = settings_file()
        written = () if named is None else (DotEnvSettingsSource(settings_cls, env_file=named),)
        return init_settings, env_settings, *written

    env: Environment = Field(
        Environment.PRODUCTION, description="production, demo or test: what may be pretended."
    )
    now: AwareDatetime | None = Field(
        None, description="Pretend that it is this instant. Only in demo and test."
    )
    database_url: str | None = Field(
        None, description="Where the record is kept; SQLite in the user's data folder if not set."
    )
    policy_folder: Path | None = Field(
        None, description="Folder with the profiles; the ones that come along if not set."
    )
    profile: str = Field("england-2023", description="Key of the profile new episodes begin under.")
    team: str = Field("mash", description="Key of the team that receives contacts.")
    user: str | None = Field(
        None, description="User name that the command line acts as where --as does not say one."
    )
    host: str = Field("127.0.0.1", description="Address that `serve` listens on.")
    port: int = Field(8400, ge=0, le=65535, description="Port that `serve` listens on.")
    base_url: str | None = Field(
        None,
        description="Where people reach the pages; used in mails. http://host:port if not set.",
    )
    mail_host: str | None = Field(
        None, description="SMTP server; mails are written to the console if not set."
    )
    mail_port: int = Field(25, ge=1, le=65535, description="Port of the SMTP server.")
    mail_from: str = Field(
        "throughline@hub.example", description="Sender of mails and where answers go."
    )
    mail_user: str | None = Field(None, description="User name at the SMTP server.")
    mail_password: SecretStr | None = Field(None, description="Password at the SMTP server.")
    mail_starttls: bool = Field(
        default=False, description="Ask the SMTP server for an encrypted connection."
    )
    mail_timeout_seconds: float = Field(
        10.0, gt=0, description="How long one delivery may take before it counts as failed."
    )
    webhook_secret: SecretStr | None = Field(
        None, description="Signs what is sent to partner systems (HMAC-SHA256)."
    )
    requests_per_minute: int = Field(
        600,
        ge=0,
        description="Requests a minute for each key or address; 0 for no limit. Not on loopback.",
    )
    draft_days: int = Field(
        14, ge=1, le=365, description="Days after which a draft that nobody has sent is destroyed."
    )
    metrics_token: SecretStr | None = Field(
        None, description="Opens /metrics, beside an auditor's or administrator's key."
    )
    local_passwords: bool = Field(
        default=True, description="People sign in with a password of this hub."
    )
    password_memory_kib: int = Field(
        65_536, ge=8, le=4_194_304, description="Memory that checking a password takes (argon2id)."
    )
    password_rounds: int = Field(
        3, ge=1, le=100, description="Rounds that checking a password takes (argon2id)."
    )
    password_lanes: int = Field(
        4, ge=1, le=64, description="Lanes that checking a password takes (argon2id)."
    )
    password_failures: int = Field(
        5, ge=1, description="Wrong passwords for one person before the next has to wait."
    )
    password_failures_per_address: int = Field(
        50, ge=1, description="Wrong passwords from one address before the next has to wait."
    )
    one_time_password_hours: int = Field(
        72, ge=1, description="How long a one-time password waits to be used."
    )
    session_idle_minutes: int = Field(
        30, ge=1, description="A sign-in ends when it was not used for so long."
    )
    session_hours: int = Field(10, ge=1, description="A sign-in ends after so long, used or not.")
    oidc_issuer: str | None = Field(
        None, description="The council's sign-in provider (OpenID Connect), as its issuer says it."
    )
    oidc_client_id: str | None = Field(None, description="Name of this hub at the provider.")
    oidc_client_secret: SecretStr | None = Field(
        None, description="Secret of this hub at the provider."
    )
    oidc_name: str = Field(
        "your council account", description="What the sign-in page calls the provider's account."
    )
    prefect: bool = Field(
        default=True, description="Show the work in Prefect. Alerts go out either way."
    )
    same_words_percent: int = Field(
        60,
        ge=1,
        le=100,
        description="From how much agreement on a text counts as pasted from a sibling's. Texts "
        "written apart share few runs of three words; an exchanged name costs little.",
    )
    same_words_least: int = Field(
        25,
        ge=3,
        description="Texts of fewer words are not compared: short ones are alike by chance.",
    )
    same_words_entries: int = Field(
        200,
        ge=1,
        description="How many of the siblings' latest entries a text is compared with.",
    )
    log_json: bool | None = Field(
        None, description="Logs as JSON; if not set, whenever they do not go to a terminal."
    )

    @model_validator(mode="after")
    def _pretend_only_where_allowed(self) -> Self:
        if self.now is not None and self.env is Environment.PRODUCTION:
            raise ValueError(
                "THROUGHLINE_NOW sets a pretended time: it works only where THROUGHLINE_ENV is "
                "test or demo"
            )
        return self

    @model_validator(mode="after")
    def _somebody_can_sign_in(self) -> Self:
        provider = (self.oidc_issuer, self.oidc_client_id, self.oidc_client_secret)
        if any(provider) and not all(provider):
            raise ValueError(
                "THROUGHLINE_OIDC_ISSUER, THROUGHLINE_OIDC_CLIENT_ID and "
                "THROUGHLINE_OIDC_CLIENT_SECRET go together"
            )
        if self.oidc_issuer is not None and not _is_protected(self.oidc_issuer):
            raise ValueError("THROUGHLINE_OIDC_ISSUER must begin with https://")
        if not self.local_passwords and self.oidc_issuer is None:
            raise ValueError(
                "THROUGHLINE_LOCAL_PASSWORDS is off and no THROUGHLINE_OIDC_ISSUER is set: "
                "nobody could sign in"
            )
        if self.password_memory_kib < 8 * self.password_lanes:
            raise ValueError(
                "THROUGHLINE_PASSWORD_MEMORY_KIB must be at least eight for each of "
                "THROUGHLINE_PASSWORD_LANES"
            )
        return self

    @property
    def url(self) -> str:
        """Return the database's address."""
        return self.database_url or f"sqlite:///{data_folder() / 'throughline.sqlite'}"

    @property
    def public_url(self) -> str:
        """Return where people reach the pages, without a slash at the end."""
        return (self.base_url or f"http://{self.host}:{self.port}").rstrip("/")

    def clock(self, *, ticking: bool = False) -> Clock:
        """Return the clock to work by; a pretended time stands still unless *ticking*."""
        start: datetime | None = self.now
        if start is None:
            return SystemClock()
        return ShiftedClock(start) if ticking else VirtualClock(start)


def _is_protected(address: str) -> bool:
    """Return whether nobody on the way can read what goes to an address."""
    parts = urlsplit(address)
    here = parts.hostname in ("127.0.0.1", "localhost", "::1")
    return parts.scheme == "https" or (parts.scheme == "http" and here)
