"""Which obligations a moment opens, meets, or makes moot: policy's rows, applied.

The answer is events, with every instant worked out.  They are written to the log, so that
replaying it needs no policy, and a profile changed later changes no journey's past.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from journey.case import Case, Obligation
from journey.events import Event, Recorded, decisions, running
from journey.ladders import next_rung
from journey.moments import Moment, moments
from journey.policy import ObligationRule, Owes, Profile, Rulebook, Span
from journey.terms import Rating
from journey.timescales import Direction, due

_NO_NOTICE = timedelta(minutes=1)


def follow(case: Case, recorded: Recorded, rulebook: Rulebook) -> list[Event]:
    """Return the obligation events that follow from one event, on the case after it.

    What was owed is met before anything is cancelled, so an episode that ends by the very
    act that was owed counts as done.
    """
    named = list(moments(recorded.event, case))
    events: list[Event] = []
    ended: set[str] = set()
    met: list[Obligation] = []
    for moment in named:
        for owed in _touched(case, moment, rulebook, "meets"):
            if owed.id not in ended and not _before_it_began(owed, moment, recorded.occurred_at):
                ended.add(owed.id)
                met.append(owed)
                late = recorded.occurred_at >= owed.due_at
                events.append(running.ObligationMet(obligation=owed.id, late=late))
    for owed, because in _moot(case, recorded, named, rulebook):
        if owed.id not in ended:
            ended.add(owed.id)
            events.append(running.ObligationCancelled(obligation=owed.id, because=because))
    number = len(case.obligations)
    opened: set[tuple[str, str | None]] = set()
    waived = list(_as_if_met(case, recorded, rulebook))
    met += [owed for owed, _ in waived]
    for moment in [*named, *(moment for _, moment in waived)]:
        for rule in _profile(case, moment, rulebook, recorded.occurred_at).rules:
            # Two of an event's moments may open one thing: the first visit, and any visit.
            named_thing = (rule.kind, moment.subject)
            if named_thing in opened or not _opens(rule, moment, met):
                continue
            if not _open_already(case, rule, moment, ended):
                opened.add(named_thing)
                number += 1
                events.append(
                    _opened(
                        case,
                        rule,
                        moment,
                        rulebook,
                        recorded=recorded,
                        obligation=f"O{number}",
                    )
                )
    return events


def _as_if_met(
    case: Case, recorded: Recorded, rulebook: Rulebook
) -> Iterator[tuple[Obligation, Moment]]:
    """Yield an obligation that was waived, and the moments that its successors follow on.

    This month's oversight may be let go; the next month's is owed all the same.
    """
    if not isinstance(recorded.event, running.ObligationWaived) or not case.is_open:
        return
    owed = case.obligations[recorded.event.obligation]
    rule = _rule(owed, rulebook)
    if rule is None:
        return
    for name in (*rule.meets_on[: rule.recurring], *rule.if_waived):
        yield (
            owed,
            Moment(name=name, subject=owed.subject, about=owed.about, episode=owed.episode),
        )


def _opens(rule: ObligationRule, moment: Moment, met: list[Obligation]) -> bool:
    """Return whether a moment opens an obligation of this kind.

    A recurring one follows only on one of its own that was met: a visit to a child without a
    plan brings no next visit of the plan.
    """
    if moment.name in rule.opens_on:
        return True
    return (
        rule.recurring
        and moment.name in rule.meets_on
        and any(owed.kind == rule.kind and _same(owed, moment) for owed in met)
    )


def _open_already(case: Case, rule: ObligationRule, moment: Moment, ended: set[str]) -> bool:
    return any(
        owed.kind == rule.kind and owed.subject == moment.subject and owed.id not in ended
        for owed in case.open_obligations()
    )


def _before_it_began(owed: Obligation, moment: Moment, occurred_at: datetime) -> bool:
    """Return whether it happened before anybody owed it: last week's visit is not this one's.

    What names the very thing that is owed counts whenever it happened.
    """
    named = owed.subject is not None and owed.subject == moment.subject
    return not named and occurred_at < owed.starts_at


def _rule(owed: Obligation, rulebook: Rulebook) -> ObligationRule | None:
    rules = rulebook.profile(owed.profile).rules
    return next((rule for rule in rules if rule.kind == owed.kind), None)


def _touched(case: Case, moment: Moment, rulebook: Rulebook, how: str) -> Iterator[Obligation]:
    for owed in case.open_obligations():
        rule = _rule(owed, rulebook)
        if rule is None:
            continue
        names = rule.meets_on if how == "meets" else rule.moot_on
        if moment.name in names and _same(owed, moment):
            yield owed


def _same(owed: Obligation, moment: Moment) -> bool:
    """Return whether they speak of the same thing; one that names nothing speaks of all."""
    if owed.subject is not None and moment.subject is not None:
        return owed.subject == moment.subject
    if owed.episode is not None and moment.episode is not None:
        return owed.episode == moment.episode
    return True


def _moot(
    case: Case, recorded: Recorded, named: list[Moment], rulebook: Rulebook
) -> Iterator[tuple[Obligation, str]]:
    event = recorded.event
    if isinstance(event, running.JourneyClosed):
        for owed in case.open_obligations():
            yield owed, "journey closed"
    if isinstance(event, decisions.EpisodeEnded):
        for owed in case.open_obligations():
            rule = _rule(owed, rulebook)
            if owed.episode == event.episode and rule is not None and rule.span is Span.EPISODE:
                yield owed, f"{event.kind} ended: {event.outcome}"
    for moment in named:
        for owed in _touched(case, moment, rulebook, "moot"):
            yield owed, moment.name


def _profile(case: Case, moment: Moment, rulebook: Rulebook, at: datetime) -> Profile:
    """Return the profile that judges the moment: its episode's, else the newest one's."""
    if moment.episode is not None:
        return rulebook.profile(case.episodes[moment.episode].profile)
    newest = next(reversed(list(case.episodes.values())), None)
    return rulebook.profile(newest.profile) if newest else rulebook.in_force(at)


def _opened(
    case: Case,
    rule: ObligationRule,
    moment: Moment,
    rulebook: Rulebook,
    *,
    recorded: Recorded,
    obligation: str,
) -> running.ObligationOpened:
    profile = _profile(case, moment, rulebook, recorded.occurred_at)
    rating = _rating(case, moment)
    owed_by = _owed_by(case, rule, moment)
    timescale = profile.timescale(rule.timescale.format(rating=rating))
    counted_from = moment.starts_at or _starts(
        case, rule, timescale.starts_on, recorded.occurred_at
    )
    due_at = moment.due_at or due(counted_from, timescale, profile.calendar)
    starts_at = counted_from
    if timescale.direction is Direction.BEFORE:
        # Owed from now on.  With too short a notice it is late at once, and still begins first.
        starts_at = min(recorded.occurred_at, due_at - _NO_NOTICE)
    owner = "agency" if owed_by.startswith("agency:") else "hub"
    ladder = profile.ladders[rule.ladder.format(rating=rating, owner=owner)]
    number, at = _first_rung(profile, ladder.key, starts_at, due_at)
    agency = rulebook.agencies.get(moment.subject or "")
    asked = case.requests.get(moment.about or "")
    return running.ObligationOpened(
        obligation=obligation,
        kind=rule.kind,
        subject=moment.subject,
        about=moment.about,
        episode=_episode(case, moment) if rule.span is Span.EPISODE else None,
        owed_by=owed_by,
        follows_worker=_owes(rule, moment) is Owes.WORKER,
        ask_instead=(
            f"agency:{asked.ask_instead}"
            if rule.owes is Owes.AGENCY and agency and asked and asked.ask_instead
            else None
        ),
        timescale=timescale.key,
        profile=profile.id,
        authority=timescale.authority,
        checked=timescale.checked,
        ladder=ladder.key,
        starts_at=starts_at,
        due_at=due_at,
        next_rung=number,
        next_action_at=at,
    )


def _rating(case: Case, moment: Moment) -> str:
    if moment.rating is not None:
        return moment.rating.value
    episode = case.episodes.get(moment.episode or "")
    return (episode.rating if episode and episode.rating else Rating.AMBER).value


def _starts(case: Case, rule: ObligationRule, starts_on: str, occurred_at: datetime) -> datetime:
    """Return the instant the clock counts from.

    Mostly the moment that opens the obligation.  Where the limit counts from another one
    (an assessment, from the referral), that one's instant.
    """
    if starts_on in rule.opens_on:
        return occurred_at
    return case.moments.get(starts_on, occurred_at)


def _first_rung(
    profile: Profile, ladder: str, starts_at: datetime, due_at: datetime
) -> tuple[int, datetime]:
    first = next_rung(
        profile.ladders[ladder],
        -1,
        starts_at=starts_at,
        due_at=due_at,
        calendar=profile.calendar,
    )
    if first is None:
        raise AssertionError(f"ladder {ladder!r} has no first rung: policy check refuses that")
    return first


def _episode(case: Case, moment: Moment) -> str | None:
    if moment.episode is not None:
        return moment.episode
    return next((e.id for e in reversed(list(case.episodes.values())) if e.is_open), None)


def _owes(rule: ObligationRule, moment: Moment) -> Owes:
    """Return whom it falls on, where that is left to the thing itself as well."""
    if rule.owes is not Owes.NAMED:
        return rule.owes
    owner = (moment.owner or "").partition(":")[0]
    return {"agency": Owes.AGENCY, "team": Owes.TEAM}.get(owner, Owes.WORKER)


def _owed_by(case: Case, rule: ObligationRule, moment: Moment) -> str:
    match _owes(rule, moment):
        case Owes.AGENCY:
            return moment.owner or f"agency:{moment.subject}"
        case Owes.RECEIVING_MANAGER:
            return f"manager:{moment.subject}"
        case Owes.MANAGER:
            return f"manager:{case.team}"
        case Owes.SENIOR_MANAGER:
            return f"senior-manager:{case.team}"
        case Owes.WORKER if case.worker is not None:
            return f"worker:{case.worker}"
        case _:
            return f"team:{case.team}"
