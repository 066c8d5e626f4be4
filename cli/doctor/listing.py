"""Every setting: its value, where it comes from, and what it is for."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from casework.settings import Settings

PREFIX = "THROUGHLINE_"
MASK = "********"
_PASSWORD = re.compile(r"(?<=//)([^:/@\s]+):[^@\s]*@")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting as it stands.

    Attributes:
        source: environment, file or default.
        value: As text; a secret is masked.
    """

    name: str
    value: str
    source: str
    description: str


def list_settings(settings: Settings) -> list[Setting]:
    """Return every setting there is, in the order of the class."""
    written = _in_file()
    environment = {name.upper() for name in os.environ}
    found = []
    for field, info in type(settings).model_fields.items():
        name = f"{PREFIX}{field.upper()}"
        source = "default"
        if name in environment:
            source = "environment"
        elif name in written:
            source = "file"
        found.append(
            Setting(
                name=name,
                value=_shown(getattr(settings, field)),
                source=source,
                description=info.description or "",
            )
        )
    return found


def _in_file() -> Mapping[str, str]:
    name = os.environ.get(f"{PREFIX}SETTINGS_FILE")
    if not name or not Path(name).is_file():
        return {}
    lines = (line.split("=", 1) for line in Path(name).read_text("utf-8").splitlines())
    return {pair[0].strip().upper(): pair[1] for pair in lines if len(pair) > 1}


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, SecretStr):
        return MASK
    if isinstance(value, bool):
        return "true" if value else "false"
    return _PASSWORD.sub(rf"\1:{MASK}@", str(value))
