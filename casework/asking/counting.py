"""When something is due, recountable: with the days that were skipped and why."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from casework.errors import BadInputError, Fault
from casework.hub import Hub
from journey.errors import CalendarExhaustedError, UnknownKeyError
from journey.policy import Profile, Rulebook
from journey.timescales import explain_due


def when(
    hub: Hub | Rulebook, key: str, *, start: datetime, profile: str | None = None
) -> dict[str, Any]:
    """Return when a limit that starts at *start* is over, in UTC.

    Args:
        key: Of a timescale; hyphens and underscores are one.
        profile: Its key (`england-2010`, the version in force at *start*) or its id
            (`england-2010@1`); the one in use where it is left out.

    Raises:
        BadInputError: No such limit or profile, an instant without a zone, or one for
            which nobody knows the bank holidays.
    """
    rulebook = hub if isinstance(hub, Rulebook) else hub.rules()
    if start.tzinfo is None:
        raise BadInputError(
            Fault(
                "from",
                "the instant has no time zone",
                "an instant with its zone, such as 2025-09-01T09:00:00+01:00",
            )
        )
    try:
        found = _profile(rulebook, profile, start)
        limit = found.timescale(key)
        explained = explain_due(start, limit, found.calendar)
    except UnknownKeyError as unknown:
        where = "key" if unknown.kind == "timescale" else "profile"
        expected = f"one of {', '.join(unknown.known)}"
        raise BadInputError(Fault(where, f"there is no {unknown.kind} of it", expected)) from None
    except CalendarExhaustedError as beyond:
        raise BadInputError(
            Fault("from", "nobody knows the bank holidays of that time", str(beyond))
        ) from None
    return {
        "key": limit.key,
        "profile": found.id,
        "authority": limit.authority,
        "checked": limit.checked,
        "limit": limit.limit,
        "unit": limit.unit.value,
        "direction": limit.direction.value,
        "starts_at": start.astimezone(UTC),
        "due_at": explained.due_at,
        "skipped": [{"date": each.day, "why": each.why} for each in explained.skipped],
    }


def _profile(rulebook: Rulebook, profile: str | None, start: datetime) -> Profile:
    if profile is None:
        return rulebook.in_force(start)
    if "@" in profile:
        return rulebook.profile(profile)
    versions = sorted(
        (rulebook.profiles[key] for key in rulebook.profiles if key.partition("@")[0] == profile),
        key=lambda each: each.version,
    )
    if not versions:
        keys = {key.partition("@")[0] for key in rulebook.profiles}
        raise UnknownKeyError("profile", profile, keys)
    day = start.astimezone(versions[0].calendar.zone).date()
    return next((each for each in reversed(versions) if each.effective <= day), versions[0])
