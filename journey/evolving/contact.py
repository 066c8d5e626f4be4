"""Folding what happened to a contact."""

from __future__ import annotations

from journey.case import Case, Concern, Consent
from journey.events import Recorded, contact
from journey.evolving.base import added, apply
from journey.family import Responsibility
from journey.replacing import replaced


@apply.register
def _(event: contact.ContactReceived, case: Case, at: Recorded) -> Case:
    return replaced(
        case,
        reference=event.reference,
        team=event.team,
        opened_at=at.occurred_at,
        referrer_kind=event.referrer_kind,
        referrer_agency=event.referrer_agency,
        source_reference=event.source_reference,
        child=event.child,
        family=event.family,
        referrer=event.referrer,
        codes=replaced(case.codes, source=event.referral_source),
        reason=event.reason,
        done_already=event.done_already,
        childs_views=(event.child_says,) if event.child_says else (),
    )


@apply.register
def _(event: contact.ContactAcknowledged, case: Case, at: Recorded) -> Case:
    return replaced(case, acknowledged_at=at.occurred_at)


@apply.register
def _(event: contact.ReferrerClarified, case: Case, at: Recorded) -> Case:
    if event.clarified:
        return replaced(case, clarified_at=at.occurred_at)
    return replaced(case, clarification_refused_at=at.occurred_at)


@apply.register
def _(event: contact.HistoryReviewed, case: Case, at: Recorded) -> Case:
    return replaced(case, history_reviewed_at=at.occurred_at)


@apply.register
def _(event: contact.ConsentRecorded, case: Case, at: Recorded) -> Case:
    return replaced(
        case,
        consent=Consent(
            answer=event.answer,
            at=at.occurred_at,
            lawful_reason=event.lawful_reason,
            on=event.on,
            given_by=event.given_by,
            reason=event.reason,
        ),
    )


@apply.register
def _(event: contact.ChildsViewsRecorded, case: Case, at: Recorded) -> Case:
    return replaced(case, childs_views=(*case.childs_views, event.views))


@apply.register
def _(event: contact.FamilyMemberAdded, case: Case, at: Recorded) -> Case:
    return replaced(case, family=(*case.family, event.member)) if event.member else case


@apply.register
def _(event: contact.ParentalResponsibilityRecorded, case: Case, at: Recorded) -> Case:
    known = next((each for each in case.family if each.name == event.member), None)
    if known is None:  # what was said has been destroyed
        return case
    said = case.kin.responsibilities
    if not any(each.member == known.name for each in said):
        said += (Responsibility(member=known.name, holds=known.parental_responsibility),)
    said += (
        Responsibility(
            member=known.name, holds=event.holds, since=event.since, acquired=event.acquired
        ),
    )
    kin = replaced(case.kin, responsibilities=said)
    now = kin.responsibility(known.name)
    family = tuple(
        replaced(member, parental_responsibility=now.holds if now else None)
        if member.name == known.name
        else member
        for member in case.family
    )
    return replaced(case, family=family, kin=kin)


@apply.register
def _(event: contact.NewInformationJoined, case: Case, at: Recorded) -> Case:
    return replaced(case, joined=(*case.joined, event.joined_reference))


@apply.register
def _(event: contact.NewInformationConsidered, case: Case, at: Recorded) -> Case:
    return case


@apply.register
def _(event: contact.ConcernAdded, case: Case, at: Recorded) -> Case:
    concern = Concern(
        id=event.concern,
        category=event.category,
        added_at=at.occurred_at,
        description=event.description,
    )
    return replaced(case, concerns=added(case.concerns, concern.id, concern))
