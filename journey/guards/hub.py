"""Guards of the hub: decisions on contact, referral and research, and consent.

Each gets the case as it stands, the command, and returns a refusal or nothing.  A refusal
says in a sentence what is wrong and lists what would satisfy it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from journey.case import Case, ResearchRequest
from journey.commands.contact import ConsentAnswer
from journey.commands.decisions import DecideAfterResearch, DecideContact, Decision
from journey.policy import Rulebook
from journey.refusals import Refused
from journey.terms import Guard, Kind, Outcome

RATIONALE_WORDS = 3
"""Fewer words than this are a label, not a reason ("NFA", "below threshold")."""


def rationale_missing(case: Case, decision: Decision, rulebook: Rulebook) -> Refused | None:
    """Refuse a decision whose rationale is missing or leaves an open concern unspoken of."""
    del rulebook
    needs = []
    if len((decision.rationale or "").split()) < RATIONALE_WORDS:
        needs.append("a rationale that says why this outcome and not another")
    spoken_of = {addressed.concern for addressed in decision.concerns}
    needs += [
        f"what the decision says about concern {concern.id} ({concern.category})"
        for concern in case.open_concerns()
        if concern.id not in spoken_of
    ]
    protecting = decision.outcome in (Outcome.IMMEDIATE_PROTECTION, Outcome.JOINED)
    if isinstance(decision, DecideContact) and not protecting and not decision.identity:
        needs.append(
            "how ethnicity, culture, religion, language and disability were taken into account"
        )
    asked = any(request.reply is not None for request in case.requests.values())
    if isinstance(decision, DecideAfterResearch) and asked and not decision.research_found:
        needs.append("what research found and how it bears on the decision")
    if not needs:
        return None
    return Refused(
        Guard.RATIONALE_MISSING,
        "The reasons for this decision are not complete on the record.",
        tuple(needs),
    )


def history_not_reviewed(case: Case, decision: Decision, rulebook: Rulebook) -> Refused | None:
    """Refuse decision one while nobody has looked at what was known before."""
    del decision, rulebook
    if case.history_reviewed_at is not None:
        return None
    return Refused(
        Guard.HISTORY_NOT_REVIEWED,
        "Previous involvement and family history have not been reviewed.",
        ("review-history: what was found, or that nothing is known after a search",),
    )


def premature_closure(case: Case, decision: Decision, rulebook: Rulebook) -> Refused | None:
    """Refuse to end research on missing replies that the decision does not speak of."""
    del rulebook
    episode = case.open_episode(Kind.RESEARCH)
    if episode is None:
        return None
    named = (
        {missing.agency for missing in decision.missing}
        if isinstance(decision, DecideAfterResearch)
        else set()
    )
    return missing_replies(
        (r.agency for r in outstanding(case, episode.id) if r.agency not in named),
        "Replies are missing that the decision does not speak of.",
    )


def carried_on(case: Case, episode: str) -> frozenset[str]:
    """Return an episode and those whose question it carries on, back to the referral.

    Research that is asked again (a signature refused, a hand-off bounced, a late reply) is
    the same question, so what was asked before still counts.
    """
    carried = {episode}
    before = case.episodes[episode].because
    while before is not None and case.episodes[before].kind not in (Kind.CONTACT, Kind.REFERRAL):
        carried.add(before)
        before = case.episodes[before].because
    return frozenset(carried)


def outstanding(case: Case, episode: str | None = None) -> list[ResearchRequest]:
    """Return the missing replies that bear on an episode, or on the whole journey.

    Of an agency that was asked again only the newest request counts.
    """
    within = None if episode is None else carried_on(case, episode)
    newest = {
        request.agency: request
        for request in case.requests.values()
        if within is None or request.episode in within
    }
    return [request for request in newest.values() if request.is_missing]


def missing_replies(agencies: Iterable[str], sentence: str) -> Refused | None:
    """Refuse while replies are missing."""
    needs = tuple(
        f"the reply of {agency}, or why it is safe to decide without it" for agency in agencies
    )
    return Refused(Guard.PREMATURE_CLOSURE, sentence, needs) if needs else None


def open_doubts(case: Case, more: Iterable[str] = ()) -> Refused | None:
    """Refuse while something is in doubt, or *more* is still to be done."""
    needs = [
        *more,
        *(f"resolve contradiction {x.id}" for x in case.contradictions.values() if x.is_open),
        *(
            f"support assumption {x.id} with evidence, or withdraw it"
            for x in case.assumptions.values()
            if x.is_open
        ),
    ]
    if not needs:
        return None
    return Refused(Guard.OPEN_QUESTIONS, "Questions are still open.", tuple(needs))


def consent_invalid(case: Case) -> Refused | None:
    """Refuse research without valid consent or a lawful reason for going without.

    Consent counts only from somebody who held parental responsibility on the day it was
    given, and holds it still, as the record stands now; a father without it is not such a
    person (requirement C5).
    """
    consent = case.consent
    if consent is None:
        return Refused(
            Guard.CONSENT_INVALID,
            "Nobody has recorded consent, or why it is not sought.",
            ("record-consent",),
        )
    if consent.lawful_reason is not None and consent.answer is not ConsentAnswer.GIVEN:
        return None
    if consent.answer is ConsentAnswer.GIVEN:
        return consent_giver_invalid(case, consent.given_by) or consent_giver_invalid(
            case, consent.given_by, consent.on
        )
    return Refused(
        Guard.CONSENT_INVALID,
        "Consent was refused or not sought, and no lawful reason stands on the record.",
        ("record-consent with a lawful reason, or given by a holder of parental responsibility",),
    )


def consent_giver_invalid(
    case: Case, given_by: str | None, on: date | None = None
) -> Refused | None:
    """Refuse consent by somebody who is not known to hold parental responsibility.

    Args:
        on: The day of the consent; as things stand now, if not said.
    """
    member = next((m for m in case.family if m.name == given_by), None)
    said = case.kin.responsibility(given_by or "", on)
    holds = said.holds if said else member.parental_responsibility if member else None
    if member is not None and holds:
        return None
    if member is None:
        sentence = "The person who consented is not on the record as one of the family."
        need = "add-family-member, with who holds parental responsibility"
    elif holds is None:
        sentence = "Whether the person who consented holds parental responsibility is not known."
        need = "record-parental-responsibility"
    elif member.parental_responsibility:
        sentence = "The person who consented did not hold parental responsibility on that day."
        need = "consent given since it is held, or a lawful reason without"
    else:
        sentence = "The person who consented does not hold parental responsibility."
        need = "consent by a holder of parental responsibility, or a lawful reason without"
    return Refused(Guard.CONSENT_INVALID, sentence, (need,))
