"""Climbing: time has passed, and one rung of an obligation's ladder is due.

Needs the obligation alone, not the whole journey, so that a sweep over thousands costs
what is due and not what has happened.
"""

from __future__ import annotations

from datetime import datetime

from journey.case import Obligation
from journey.events import Notice
from journey.events.running import ObligationMoved, RungClimbed
from journey.ladders import Ladder, Recipient, is_overtaken, next_rung, rung, rung_at
from journey.policy import Profile, Rulebook


def climb(
    obligation: Obligation, *, rulebook: Rulebook, team: str, worker: str | None, now: datetime
) -> RungClimbed:
    """Return the event of climbing the obligation's next rung.

    One rung at a time, in order, however late: after a night without power each rung is
    climbed once.  What was overtaken meanwhile is recorded and tells nobody: a reminder
    whose due instant has passed, and a daily repetition whose successor is due as well.
    """
    profile = rulebook.profile(obligation.profile)
    ladder = profile.ladders[obligation.ladder]
    climbed = rung(ladder, obligation.next_rung)
    number, at = _following(ladder, obligation.next_rung, obligation, profile)
    repeated = obligation.next_rung >= len(ladder.rungs) and at <= now
    overtaken = repeated or is_overtaken(climbed, obligation.due_at, now)
    return RungClimbed(
        obligation=obligation.id,
        rung=obligation.next_rung,
        action=climbed.action,
        due=obligation.next_action_at,
        next_rung=number,
        next_action_at=at,
        overtaken=overtaken,
        notices=()
        if overtaken
        else tuple(
            Notice(to=party, template=climbed.template)
            for party in parties(
                climbed.to, obligation, rulebook=rulebook, team=team, worker=worker, now=now
            )
        ),
    )


def _following(
    ladder: Ladder, after: int, obligation: Obligation, profile: Profile
) -> tuple[int, datetime]:
    found = next_rung(
        ladder,
        after,
        starts_at=obligation.starts_at,
        due_at=obligation.due_at,
        calendar=profile.calendar,
    )
    if found is None:
        raise AssertionError(f"ladder {ladder.key!r} ends: policy check refuses that")
    return found


def moved(
    obligation: Obligation, due_at: datetime, *, rulebook: Rulebook, now: datetime, reason: str
) -> ObligationMoved:
    """Return the event of moving the due date: the rungs ahead fall where it puts them.

    Rungs that would lie in the past are passed over, except that what is overdue even by
    the new date goes on from where it was.
    """
    profile = rulebook.profile(obligation.profile)
    ladder = profile.ladders[obligation.ladder]
    number = 0
    while True:
        at = rung_at(
            ladder,
            number,
            starts_at=obligation.starts_at,
            due_at=due_at,
            calendar=profile.calendar,
        )
        if at is None:
            raise AssertionError(f"ladder {ladder.key!r} ends: policy check refuses that")
        if at > now:
            break
        number += 1
    return ObligationMoved(
        obligation=obligation.id,
        due_at=due_at,
        next_rung=number,
        next_action_at=at,
        reason=reason,
    )


def parties(
    recipients: tuple[Recipient, ...],
    obligation: Obligation,
    *,
    rulebook: Rulebook,
    team: str,
    worker: str | None,
    now: datetime,
) -> tuple[str, ...]:
    """Return who is told, by name of party, each once, in the ladder's order."""
    named = (
        _party(recipient, obligation, rulebook=rulebook, team=team, worker=worker, now=now)
        for recipient in recipients
    )
    return tuple(dict.fromkeys(party for party in named if party is not None))


def _party(  # noqa: PLR0911 - one line for each recipient there is
    recipient: Recipient,
    obligation: Obligation,
    *,
    rulebook: Rulebook,
    team: str,
    worker: str | None,
    now: datetime,
) -> str | None:
    kind, _, key = obligation.owed_by.partition(":")
    agency = rulebook.agencies.get(key) if kind == "agency" else None
    match recipient:
        case Recipient.OWED_BY:
            return (
                obligation.ask_instead
                or stand_in(key, rulebook, obligation, now)
                or (obligation.owed_by)
            )
        case Recipient.DEPUTY:
            return f"agency:{agency.deputy}" if agency and agency.deputy else None
        case Recipient.AGENCY_MANAGER:
            return f"agency-manager:{key}" if agency else None
        case Recipient.COORDINATOR:
            return f"team:{team}"
        case Recipient.WORKER:
            return f"worker:{worker}" if worker else f"team:{team}"
        case Recipient.MANAGER:
            return f"manager:{team}"
        case Recipient.SENIOR_MANAGER:
            return f"senior-manager:{team}"
        case Recipient.REFERRER:
            return "referrer"


def stand_in(
    agency_key: str, rulebook: Rulebook, obligation: Obligation, now: datetime
) -> str | None:
    """Return who is told in an agency's place today, because it is closed."""
    agency = rulebook.agencies.get(agency_key)
    if agency is None or agency.ask_instead is None:
        return None
    zone = rulebook.profile(obligation.profile).calendar.zone
    closed = agency.why_closed(now.astimezone(zone).date())
    return f"agency:{agency.ask_instead}" if closed else None
