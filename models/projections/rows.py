"""What a journey looks like in the projections: a pure function of the folded case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlmodel import SQLModel

from journey.case import Case, Doubt, Obligation, ResearchRequest, Sent
from journey.terms import Kind, RequestState
from models.names import normal_name
from models.projections.obligation_row import obligation_row
from models.projections.plan_rows import plan_rows
from models.tables import (
    ConcernRow,
    DecisionRow,
    DoubtRow,
    EpisodeRow,
    JourneyRow,
    NotificationRow,
    ObligationRow,
    PartnerDelayRow,
    PersonRow,
    PlanRow,
    ResearchRequestRow,
    RestrictionRow,
)

NEVER = datetime(9999, 1, 1, tzinfo=UTC)
"""Stands where nothing runs out, so that a column can be sorted and paged by."""

Rows = dict[str, dict[str, Any]]
"""The rows of one table by primary key."""

PROJECTIONS: tuple[type[SQLModel], ...] = (
    JourneyRow,
    EpisodeRow,
    ObligationRow,
    ResearchRequestRow,
    DecisionRow,
    ConcernRow,
    DoubtRow,
    PersonRow,
    PlanRow,
    PartnerDelayRow,
    RestrictionRow,
    NotificationRow,
)


def rows_of(case: Case) -> dict[type[SQLModel], Rows]:
    """Return every row of every projection that this journey gives rise to."""
    if case.version == 0:
        return {table: {} for table in PROJECTIONS}
    rows: dict[type[SQLModel], Iterator[dict[str, Any]]] = {
        EpisodeRow: _episodes(case),
        ObligationRow: (obligation_row(case.reference, o) for o in case.obligations.values()),
        ResearchRequestRow: _requests(case),
        DecisionRow: _decisions(case),
        ConcernRow: _concerns(case),
        DoubtRow: _doubts(case),
        PersonRow: _people(case),
        PlanRow: plan_rows(case),
        PartnerDelayRow: _delays(case),
        RestrictionRow: _restrictions(case),
        NotificationRow: (notification_row(case.reference, sent) for sent in case.sent),
    }
    return {
        JourneyRow: {case.reference: _journey(case)},
        **{table: {row["id"]: row for row in made} for table, made in rows.items()},
    }


def _restrictions(case: Case) -> Iterator[dict[str, Any]]:
    restriction = case.restriction
    if restriction is None:
        return
    for user in sorted({*restriction.people, *restriction.opened}):
        yield {
            "id": f"{case.reference}.{user}",
            "reference": case.reference,
            "user": user,
            "until": None if user in restriction.people else restriction.opened[user],
        }


def runs_out(case: Case) -> datetime:
    """Return when the first of what the journey waits for runs out, `NEVER` if nothing does.

    In research that is the first missing reply; with all replies in, what else the research
    owes; elsewhere anything owed.
    """
    research = case.open_episode(Kind.RESEARCH)
    owed = list(case.open_obligations())
    if research is not None:
        missing = {request.id for request in case.missing_replies(research.id)}
        of_research = [o for o in owed if o.episode == research.id]
        owed = [o for o in of_research if o.about in missing] or of_research or owed
    return min((o.due_at for o in owed), default=NEVER)


def _journey(case: Case) -> dict[str, Any]:
    research = case.open_episode(Kind.RESEARCH)
    pending = case.pending_decision()
    asked = [
        request
        for request in case.requests.values()
        if research is not None
        and request.episode == research.id
        and request.state is not RequestState.WITHDRAWN
    ]
    return {
        "reference": case.reference,
        "version": case.version,
        "stage": case.stage,
        "team": case.team,
        "worker": case.worker,
        "opened_at": case.opened_at,
        "closed_at": case.closed_at,
        "last_event_at": case.last_event_at,
        "held_until": case.held_until,
        "joined_to": case.joined_to,
        "merged_into": case.kin.merged_into.reference if case.kin.merged_into else None,
        "referrer_kind": _word(case.referrer_kind),
        "referrer_agency": case.referrer_agency,
        "source_reference": case.source_reference,
        "research_episode": research.id if research else None,
        "rating": _word(research.rating) if research else None,
        "runs_out_at": runs_out(case),
        "asked": len(asked),
        "replies": sum(not request.is_missing for request in asked),
        "awaiting_signature": pending.id if pending else None,
        "referrer_told_at": case.referrer_told.at if case.referrer_told else None,
        "parents_told_at": case.parents_told.at if case.parents_told else None,
    }


def _episodes(case: Case) -> Iterator[dict[str, Any]]:
    for episode in case.episodes.values():
        yield {
            **_key(case, episode.id),
            "kind": episode.kind.value,
            "profile": episode.profile,
            "opened_at": episode.opened_at,
            "because": episode.because,
            "rating": _word(episode.rating),
            "scope": _word(episode.scope),
            "service": episode.service,
            "ended_at": episode.ended_at,
            "outcome": _word(episode.outcome),
            "confirmed_at": episode.confirmed_at,
        }


def _requests(case: Case) -> Iterator[dict[str, Any]]:
    for request in case.requests.values():
        owed = _reply_owed(case, request)
        reply = request.reply
        yield {
            **_key(case, request.id),
            "request": request.id,
            "episode": request.episode,
            "agency": request.agency,
            "rating": request.rating.value,
            "asked_at": request.asked_at,
            "asked_by": request.asked_by,
            "ask_instead": request.ask_instead,
            "state": request.state.value,
            "answered": not request.is_missing,
            "due_at": owed.due_at if owed else NEVER,
            "more_time_until": request.more_time_until,
            "disputed": request.disputed,
            "replied_at": reply.at if reply else None,
            "full": reply.full if reply else None,
            "after_decision": reply.after_decision if reply else None,
        }


def _reply_owed(case: Case, request: ResearchRequest) -> Obligation | None:
    """Return the newest obligation of the agency itself for this request."""
    owed_by = f"agency:{request.agency}"
    return next(
        (
            owed
            for owed in reversed(list(case.obligations.values()))
            if owed.about == request.id and owed.owed_by == owed_by
        ),
        None,
    )


def _decisions(case: Case) -> Iterator[dict[str, Any]]:
    for decided in case.decisions.values():
        yield {
            **_key(case, decided.id),
            "episode": decided.episode,
            "kind": decided.kind.value,
            "outcome": decided.outcome.value,
            "decided_by": decided.by,
            "proposed_at": decided.proposed_at,
            "known_version": decided.known_version,
            "version": decided.version,
            "policy": decided.policy,
            "missing": list(decided.missing),
            "joins": decided.joins,
            "rating": _word(decided.rating),
            "scope": _word(decided.scope),
            "service": decided.service,
            "taken_at": decided.taken_at,
            "refused": decided.refused,
            "superseded": decided.superseded,
            "second_signer": decided.second_signer,
            "signed_at": decided.signed_at,
        }


def _concerns(case: Case) -> Iterator[dict[str, Any]]:
    for concern in case.concerns.values():
        yield {
            **_key(case, concern.id),
            "category": concern.category.value,
            "added_at": concern.added_at,
            "disposal": _word(concern.disposal),
            "disposed_at": concern.disposed_at,
        }


def _doubts(case: Case) -> Iterator[dict[str, Any]]:
    kinds: tuple[tuple[str, Mapping[str, Doubt]], ...] = (
        ("contradiction", case.contradictions),
        ("assumption", case.assumptions),
    )
    for kind, doubts in kinds:
        for doubt in doubts.values():
            yield {
                **_key(case, doubt.id),
                "kind": kind,
                "raised_at": doubt.raised_at,
                "settled_at": doubt.settled_at,
            }


def _people(case: Case) -> Iterator[dict[str, Any]]:
    if case.child is not None:
        yield {
            **_key(case, "P0"),
            "name": case.child.name,
            "normal_name": normal_name(case.child.name),
            "born": case.child.born,
            "expected": case.child.expected,
            "sex": case.child.sex.value,
            "lasting_number": case.child.number,
            "relation": None,
            "parental_responsibility": None,
            "in_household": None,
            "sibling_journey": None,
        }
    for number, member in enumerate(case.family, start=1):
        yield {
            **_key(case, f"P{number}"),
            "name": member.name,
            "normal_name": normal_name(member.name),
            "born": member.born,
            "expected": None,
            "sex": None,
            "lasting_number": None,
            "relation": member.relation.value,
            "parental_responsibility": member.parental_responsibility,
            "in_household": member.in_household,
            "sibling_journey": member.sibling_journey,
        }


def _delays(case: Case) -> Iterator[dict[str, Any]]:
    for delay in case.delays:
        yield {
            **_key(case, delay.id),
            "agency": delay.agency,
            "at": delay.at,
            "about": delay.about,
        }


def notification_row(reference: str, sent: Sent) -> dict[str, Any]:
    """Return the columns of a notification."""
    return {
        "id": notification_id(reference, sent),
        "reference": reference,
        "version": sent.version,
        "number": sent.number,
        "at": sent.at,
        "party": sent.to,
        "template": sent.template,
        "obligation": sent.obligation,
        "rung": sent.rung,
        "due_at": sent.due_at,
    }


def notification_id(reference: str, sent: Sent) -> str:
    """Return the global id of a notification, such as `TL25-000001.N7.0`."""
    return f"{reference}.N{sent.version}.{sent.number}"


def _key(case: Case, local: str) -> dict[str, Any]:
    return {
        "id": f"{case.reference}.{local}",
        "reference": case.reference,
        "number": int(local[1:]),
    }


def _word(word: StrEnum | None) -> str | None:
    return None if word is None else word.value
