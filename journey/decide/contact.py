"""Judging what is said about a contact before decision one."""

from __future__ import annotations

from dataclasses import replace

from journey.case import Case
from journey.coding import coded_child, source_of
from journey.commands import contact as commands
from journey.decide.codes import code_needed
from journey.decide.context import (
    Context,
    Judged,
    judge,
    next_id,
    not_now,
    on_open,
    one_of,
    unknown,
)
from journey.decide.family import link_refused, linked
from journey.decide.kin import child_refused, responsibility_refused, siblings_refused
from journey.events import Event, contact, decisions, family
from journey.guards import consent_giver_invalid
from journey.people import Child, Role
from journey.refusals import Refused
from journey.terms import Guard, Kind


@judge.register
def _(command: commands.ReceiveContact, case: Case, context: Context) -> Judged:
    if case.version > 0 or context.reference is None:
        return not_now("This journey has begun already; a contact starts a new one.")
    refused = child_refused(command, context) or siblings_refused(command)
    if refused is None and not command.concerns:
        refused = unknown("A contact is about something.", "concerns: at least one")
    agencies = context.rulebook.agencies
    if refused is None and command.referrer.agency and command.referrer.agency not in agencies:
        refused = unknown(
            f"There is no agency {command.referrer.agency!r}.",
            f"referrer.agency: one of {', '.join(sorted(agencies))}",
        )
    links = refused or _links(command, case, context)
    if isinstance(links, Refused):
        return links
    received = contact.ContactReceived(
        reference=context.reference,
        team=context.rulebook.team,
        referrer_kind=command.referrer.kind,
        referrer_agency=command.referrer.agency,
        source_reference=command.source_reference,
        referral_source=source_of(command.referrer, context.rulebook),
        child=_coded(command.child, context),
        family=command.family,
        referrer=command.referrer,
        reason=command.reason,
        done_already=command.done_already or "",
        child_says=command.child_says or "",
    )
    concerns = [
        contact.ConcernAdded(
            concern=f"C{number}", category=concern.category, description=concern.description
        )
        for number, concern in enumerate(command.concerns, start=1)
    ]
    opened = decisions.EpisodeOpened(
        episode="E1", kind=Kind.CONTACT, profile=context.rulebook.in_force(context.at).id
    )
    _warn_of_gaps(command, context)
    _warn_of_codes(received, context)
    return [received, *concerns, opened, *links]


def _links(command: commands.ReceiveContact, case: Case, context: Context) -> Judged:
    """Return the links to siblings: those of the same contact, and journeys that it names.

    A partner may say that a sibling is known; whether there is such a journey is not for a
    partner to find out, so what it says is kept as said and linked by the hub.
    """
    events: list[Event] = [
        family.SiblingLinked(sibling=sibling, together=True) for sibling in context.siblings
    ]
    if context.actor.role is Role.PARTNER:
        return events
    named = (member.sibling_journey for member in command.family)
    for reference in dict.fromkeys(each for each in named if each):
        refused = link_refused(case, reference, context.others.get(reference))
        if refused is not None:
            return refused
        events += linked(case, reference)
    return events


def _coded(child: Child, context: Context) -> Child:
    """Return a child with the codes that its words leave no doubt about."""
    ethnicity, disabilities = coded_child(child, context.rulebook.codes)
    return replace(child, ethnicity_code=ethnicity, disability_codes=disabilities)


def _warn_of_gaps(command: commands.ReceiveContact, context: Context) -> None:
    child = command.child
    gaps = {
        "the child's ethnicity": child.ethnicity,
        "the child's first language": child.language,
        "whether the child is disabled": child.disability,
        "what the child says": command.child_says,
        "what the referrer has done already": command.done_already,
        "who holds parental responsibility": any(
            member.parental_responsibility is not None for member in command.family
        ),
    }
    missing = [name for name, value in gaps.items() if not value]
    if missing:
        context.warnings.append("Not yet on the record: " + ", ".join(missing) + ".")


def _warn_of_codes(received: contact.ContactReceived, context: Context) -> None:
    """Warn of what the words do not settle; of what nobody said, the gaps warn already."""
    child = received.child
    doubts = {
        "the referral source": received.referral_source is None,
        "ethnicity": child is not None and child.ethnicity and not child.ethnicity_code,
        "disability": child is not None and child.disability and not child.disability_codes,
    }
    code_needed(context, *(name for name, doubt in doubts.items() if doubt))


@judge.register
def _(command: commands.AcknowledgeContact, case: Case, context: Context) -> Judged:
    return on_open(case) or [contact.ContactAcknowledged(how=command.how)]


@judge.register
def _(command: commands.ClarifyWithReferrer, case: Case, context: Context) -> Judged:
    refused = on_open(case) or one_of(summary=command.summary, why_not=command.why_not)
    return refused or [
        contact.ReferrerClarified(
            clarified=command.summary is not None,
            parents_asked=command.parents_said is not None,
            summary=command.summary or "",
            parents_said=command.parents_said or "",
            why_not=command.why_not or "",
        )
    ]


@judge.register
def _(command: commands.ReviewHistory, case: Case, context: Context) -> Judged:
    refused = on_open(case) or one_of(found=command.found, none_known=command.none_known)
    return refused or [
        contact.HistoryReviewed(
            none_known=command.none_known, searched=command.searched, found=command.found or ""
        )
    ]


@judge.register
def _(command: commands.RecordConsent, case: Case, context: Context) -> Judged:
    refused = on_open(case)
    if refused:
        return refused
    given = command.answer is commands.ConsentAnswer.GIVEN
    if given:
        refused = consent_giver_invalid(case, command.given_by, context.day(context.at))
        if refused:
            return refused
    elif command.answer is commands.ConsentAnswer.DISPENSED and command.lawful_reason is None:
        return Refused(
            Guard.CONSENT_INVALID,
            "Going without consent needs a lawful reason.",
            ("lawful_reason, for instance that seeking consent would put the child at risk",),
        )
    return [
        contact.ConsentRecorded(
            answer=command.answer,
            on=context.day(context.at) if given else None,
            lawful_reason=None if given else command.lawful_reason,
            given_by=command.given_by or "",
            reason=command.reason,
        )
    ]


@judge.register
def _(command: commands.RecordChildsViews, case: Case, context: Context) -> Judged:
    return on_open(case) or [
        contact.ChildsViewsRecorded(seen_alone=command.seen_alone, views=command.views)
    ]


@judge.register
def _(command: commands.AddFamilyMember, case: Case, context: Context) -> Judged:
    refused = on_open(case)
    if refused is None and any(m.name == command.member.name for m in case.family):
        refused = not_now(
            "Somebody of this name is on the record already.", "record-parental-responsibility"
        )
    sibling = command.member.sibling_journey
    if refused is None and sibling is not None and sibling not in case.kin.siblings:
        refused = link_refused(case, sibling, context.others.get(sibling))
    links = linked(case, sibling) if sibling is not None else []
    return refused or [contact.FamilyMemberAdded(member=command.member), *links]


@judge.register
def _(command: commands.RecordParentalResponsibility, case: Case, context: Context) -> Judged:
    refused = on_open(case)
    if refused is None and not any(m.name == command.member for m in case.family):
        refused = unknown("No such person is on the record as family.", "add-family-member")
    return (
        refused
        or responsibility_refused(command, case, context)
        or [
            contact.ParentalResponsibilityRecorded(
                member=command.member,
                holds=command.holds,
                since=command.since,
                acquired=command.acquired,
                how_known=command.how_known,
            )
        ]
    )


@judge.register
def _(command: commands.ConsiderNewInformation, case: Case, context: Context) -> Judged:
    open_ones = [
        owed.subject
        for owed in case.open_obligations()
        if owed.kind == "consider-new-information" and owed.subject
    ]
    joined = command.joined or (open_ones[0] if len(open_ones) == 1 else None)
    if joined is None or joined not in case.joined:
        return unknown(
            "Say which later contact was considered.",
            "joined: one of " + (", ".join(case.joined) or "none"),
        )
    return [
        contact.NewInformationConsidered(joined_reference=joined, what_follows=command.what_follows)
    ]


def join(case: Case, *, joined_reference: str, newcomer: Case) -> list[Event]:
    """Return what a later contact brings to this journey: its reason and its concerns."""
    added = [
        contact.ConcernAdded(
            concern=next_id("C", case.concerns, ahead),
            category=concern.category,
            description=concern.description,
        )
        for ahead, concern in enumerate(newcomer.concerns.values())
    ]
    return [
        *added,
        contact.NewInformationJoined(
            joined_reference=joined_reference,
            concerns=tuple(event.concern for event in added),
            reason=newcomer.reason,
        ),
    ]
