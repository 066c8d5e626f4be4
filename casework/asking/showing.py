"""Showing a journey: as it is, or as it was known at an instant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from casework.asking.actions import actions
from casework.asking.caring import caring
from casework.asking.coded import code_views, missing_codes
from casework.asking.findings import findings
from casework.asking.kin import relatives
from casework.asking.known import decision_views
from casework.asking.parts import (
    concern_view,
    consent_view,
    doubt_view,
    episode_view,
    obligation_view,
    request_view,
    telling_view,
)
from casework.asking.planning import plan_views
from casework.asking.practice_view import meeting_views, visit_views
from casework.asking.scope import journey_for
from casework.asking.telling import Teller
from casework.asking.timeline import timeline
from casework.asking.views import EventView, JourneyView, TimelineEntry
from casework.hub import Hub
from casework.looking import Part, looked
from casework.people.staff import staff_of
from journey.case import Case
from journey.events import Recorded
from journey.people import Actor
from models.codec import encode
from models.store import Session


@looked(Part.JOURNEY)
def show(hub: Hub, actor: Actor, reference: str, *, as_of: datetime | None = None) -> JourneyView:
    """Return a journey with everything that this reader may see of it.

    Args:
        as_of: Show what was on the record at this instant, by the clock that recorded it;
            what was entered later, though it had happened before, is not there.

    Raises:
        NotFoundError: There is no such journey, or it is not for this reader.
        BadInputError: The instant has no zone or lies ahead.
    """
    with hub.store.read() as session:
        case, recorded, instant = journey_for(session, hub, actor, reference, as_of)
        then = view_then(hub, session, actor, case, recorded, instant=instant)
    if as_of is not None:
        return then
    fitting, others = actions(case, actor)
    return replace(then, actions=fitting, cannot=others)


def view_then(
    hub: Hub,
    session: Session,
    actor: Actor,
    case: Case,
    recorded: Sequence[Recorded],
    *,
    instant: datetime,
) -> JourneyView:
    """Return a journey as it stood after some events, judged at an instant; nothing to do on it."""
    rulebook = hub.rules()
    staff = staff_of(session)
    kin = relatives(session, hub, actor, case, instant)
    return _view(
        hub,
        case,
        instant,
        members=kin.members,
        siblings=kin.siblings,
        merged_from=kin.merged_from,
        merged_into=kin.merged_into,
        decisions=decision_views(case, recorded, rulebook),
        findings=findings(case, now=instant, staff=staff, rulebook=rulebook),
        timeline=timeline(recorded, teller_of(hub, case)),
        clarified_at=case.clarified_at,
        actions=(),
        cannot=(),
    )


def teller_of(hub: Hub, case: Case) -> Teller:
    """Return what tells this journey's events in sentences, in its newest profile's zone."""
    rulebook = hub.rules()
    zone = rulebook.profile(profile_of(case)).calendar.zone
    return Teller(case=case, rulebook=rulebook, zone=zone)


def profile_of(case: Case) -> str:
    """Return the id of the procedures that the newest episode is judged by."""
    return next(reversed(list(case.episodes.values()))).profile


def _view(hub: Hub, case: Case, instant: datetime, **made: object) -> JourneyView:
    rulebook = hub.rules()
    if case.opened_at is None:
        raise AssertionError("a journey begins with its contact")
    return JourneyView(
        reference=case.reference,
        as_of=instant,
        stage=case.stage,
        version=case.version,
        owner=case.worker,
        team=case.team,
        opened_at=case.opened_at,
        closed_at=case.closed_at,
        held_until=case.held_until,
        restricted_to=case.restriction.people if case.restriction else (),
        profile=profile_of(case),
        joined_to=case.joined_to,
        joined=case.joined,
        source_reference=case.source_reference,
        child=case.child,
        family=case.family,
        referrer=case.referrer,
        reason=case.reason,
        done_already=case.done_already,
        childs_views=case.childs_views,
        concerns=tuple(concern_view(each) for each in case.concerns.values()),
        contradictions=tuple(doubt_view(each) for each in case.contradictions.values()),
        assumptions=tuple(doubt_view(each) for each in case.assumptions.values()),
        consent=consent_view(case),
        history_reviewed_at=case.history_reviewed_at,
        acknowledged_at=case.acknowledged_at,
        referrer_told=telling_view(case.referrer_told),
        parents_told=telling_view(case.parents_told),
        oversight_at=case.oversight_at,
        episodes=tuple(episode_view(each, rulebook) for each in case.episodes.values()),
        obligations=tuple(
            obligation_view(each, case.reference, rulebook=rulebook, now=instant)
            for each in case.obligations.values()
        ),
        requests=tuple(
            request_view(each, case, rulebook=rulebook, now=instant)
            for each in case.requests.values()
        ),
        caring=caring(case),
        plans=plan_views(case, rulebook=rulebook, now=instant),
        meetings=meeting_views(case),
        visits=visit_views(case),
        codes=code_views(case, rulebook),
        missing_codes=missing_codes(case, rulebook),
        **made,  # type: ignore[arg-type]  # named in `show`, beside where each is made
    )


@looked(Part.JOURNEY)
def timeline_of(
    hub: Hub, actor: Actor, reference: str, *, as_of: datetime | None = None
) -> tuple[TimelineEntry, ...]:
    """Return the timeline alone."""
    with hub.store.read() as session:
        case, recorded, _ = journey_for(session, hub, actor, reference, as_of)
    return timeline(recorded, teller_of(hub, case))


@looked(Part.EVENTS)
def events(hub: Hub, actor: Actor, reference: str) -> list[EventView]:
    """Return a journey's events as they stand in the log.

    Raises:
        NotFoundError: There is no such journey, or it is not for this reader.
    """
    with hub.store.read() as session:
        _, recorded, _ = journey_for(session, hub, actor, reference, None)
    views = []
    for each in recorded:
        facts, narrative = encode(each.event)
        views.append(
            EventView(
                version=each.version,
                type=type(each.event).__name__,
                occurred_at=each.occurred_at,
                recorded_at=each.recorded_at,
                actor=each.actor,
                role=each.role.value,
                policy=each.policy,
                facts=facts,
                narrative=narrative,
            )
        )
    return views
