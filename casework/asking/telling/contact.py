"""Sentences about what happened before decision one."""

from __future__ import annotations

from casework.asking.telling.teller import Teller, kind_in_words, sentence
from journey.commands.contact import ConsentAnswer
from journey.events import contact


@sentence.register
def _(event: contact.ContactReceived, teller: Teller) -> str:
    source = (
        teller.agency(event.referrer_agency)
        if event.referrer_agency
        else kind_in_words(event.referrer_kind.value)
    )
    return f"A contact about the child was received from {source}."


@sentence.register
def _(event: contact.ContactAcknowledged, teller: Teller) -> str:
    del teller
    return f"The referrer was told that the contact has arrived ({event.how})."


@sentence.register
def _(event: contact.ReferrerClarified, teller: Teller) -> str:
    del teller
    if not event.clarified:
        return "The referrer was not asked to clarify, with the reason why not."
    also = " and the parents were" if event.parents_asked else " was"
    return f"The referrer{also} asked to clarify."


@sentence.register
def _(event: contact.HistoryReviewed, teller: Teller) -> str:
    del teller
    found = "nothing is known" if event.none_known else "something is known from before"
    return f"Previous involvement and family history were reviewed: {found}."


@sentence.register
def _(event: contact.ConsentRecorded, teller: Teller) -> str:
    del teller
    reason = f" ({kind_in_words(event.lawful_reason.value)})" if event.lawful_reason else ""
    match event.answer:
        case ConsentAnswer.GIVEN:
            return "Consent to research was given."
        case ConsentAnswer.REFUSED:
            return f"Consent to research was refused{reason}."
        case ConsentAnswer.DISPENSED:
            return f"Consent to research was not sought, for a lawful reason{reason}."


@sentence.register
def _(event: contact.ChildsViewsRecorded, teller: Teller) -> str:
    del teller
    alone = {True: ", seen alone", False: ", not seen alone", None: ""}[event.seen_alone]
    return f"What the child says and feels was recorded{alone}."


@sentence.register
def _(event: contact.FamilyMemberAdded, teller: Teller) -> str:
    del event, teller
    return "Somebody of the family or household was added."


@sentence.register
def _(event: contact.ParentalResponsibilityRecorded, teller: Teller) -> str:
    del teller
    holds = "holds" if event.holds else "does not hold"
    since = f" since {event.since.isoformat()}" if event.since else ""
    how = f" ({kind_in_words(event.acquired.value)})" if event.acquired else ""
    return (
        f"It was recorded that a member of the family {holds} parental responsibility{since}{how}."
    )


@sentence.register
def _(event: contact.NewInformationJoined, teller: Teller) -> str:
    del teller
    return f"A later contact, {event.joined_reference}, joined this journey as new information."


@sentence.register
def _(event: contact.NewInformationConsidered, teller: Teller) -> str:
    del teller
    return f"It was considered what the contact {event.joined_reference} changes."


@sentence.register
def _(event: contact.ConcernAdded, teller: Teller) -> str:
    del teller
    return f"Concern {event.concern} was added: {kind_in_words(event.category.value)}."
