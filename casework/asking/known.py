"""Decisions as they are shown: with what their maker could see, and how they are counted."""

from __future__ import annotations

from collections.abc import Sequence

from casework.asking.views import (
    CameLater,
    ConcernSpokenOf,
    DecisionView,
    KnownThen,
    WhyMissing,
)
from journey.case import Case, Decided
from journey.events import Recorded
from journey.events.decisions import DecisionTaken
from journey.evolve import fold
from journey.moments import moments
from journey.policy import Rulebook
from journey.terms import Kind, ObligationState


def decision_views(
    case: Case, recorded: Sequence[Recorded], rulebook: Rulebook
) -> tuple[DecisionView, ...]:
    """Return every decision in order; the record is folded once for all of them."""
    views = []
    then = Case()
    for decided in sorted(case.decisions.values(), key=lambda each: each.known_version):
        then = fold(recorded[then.version : decided.known_version], then)
        views.append(_view(decided, case, then, rulebook))
    order = list(case.decisions)
    return tuple(sorted(views, key=lambda view: order.index(view.id)))


def _view(decided: Decided, case: Case, then: Case, rulebook: Rulebook) -> DecisionView:
    known = known_then(decided, case, then)
    return DecisionView(
        id=decided.id,
        episode=decided.episode,
        kind=decided.kind,
        outcome=decided.outcome,
        by=decided.by,
        proposed_at=decided.proposed_at,
        taken_at=decided.taken_at,
        version=decided.version,
        known_version=decided.known_version,
        policy=decided.policy,
        rationale=decided.rationale,
        identity=decided.identity,
        research_found=decided.research_found,
        scope=decided.scope,
        scope_reason=decided.scope_reason,
        rating=decided.rating,
        service=decided.service,
        joins=decided.joins,
        concerns=tuple(
            ConcernSpokenOf(
                concern=each.concern,
                view=each.view,
                disposal=each.disposal.value if each.disposal else None,
            )
            for each in decided.concerns
        ),
        missing=_missing(decided),
        awaits_signature=decided.awaits_signature,
        second_signer=decided.second_signer,
        signed_at=decided.signed_at,
        signing_reason=decided.signing_reason,
        refused=decided.refused,
        superseded=decided.superseded,
        in_time=in_time(decided, case, rulebook),
        informed=not known.replies_missing
        and (decided.kind is not Kind.CONTACT or known.history_reviewed),
        known=known,
    )


def _missing(decided: Decided) -> tuple[WhyMissing, ...]:
    why = {each.agency: each.why_safe for each in decided.missing_because}
    return tuple(
        WhyMissing(agency=agency, why_safe=why.get(agency, "")) for agency in decided.missing
    )


def known_then(decided: Decided, case: Case, then: Case) -> KnownThen:
    """Return what the decider could see, beside what came later.

    Args:
        case: The journey as it is shown now.
        then: The journey folded up to the decision's known version.
    """
    asked = [r for r in then.requests.values() if r.episode == decided.episode]
    later = [
        CameLater(agency=request.agency, at=request.reply.at)
        for request in case.requests.values()
        if request.episode == decided.episode
        and request.reply is not None
        and request.reply.version > decided.known_version
    ]
    return KnownThen(
        version=then.version,
        replies_in=tuple(r.agency for r in asked if r.reply is not None),
        replies_missing=tuple(r.agency for r in asked if r.is_missing),
        came_later=tuple(later),
        open_concerns=tuple(each.id for each in then.open_concerns()),
        open_contradictions=tuple(x.id for x in then.contradictions.values() if x.is_open),
        open_assumptions=tuple(x.id for x in then.assumptions.values() if x.is_open),
        history_reviewed=then.history_reviewed_at is not None,
        meetings_held=tuple(m.id for m in then.meetings.values() if m.held_at is not None),
        visits=tuple(then.visits),
    )


def in_time(decided: Decided, case: Case, rulebook: Rulebook) -> bool | None:
    """Return whether every clock that this decision stops was stopped before it ran out.

    The clocks are policy's: the obligations of the decided episode whose rows say that they
    are met by the moment which this decision is.  A decision taken while replies were still
    missing stopped no clock of its own; it is measured by the replies that it did without.
    """
    if decided.taken_at is None:
        return None
    taken = DecisionTaken(decision=decided.id, kind=decided.kind, outcome=decided.outcome)
    names = {moment.name for moment in moments(taken, case)}
    rules = rulebook.profile(case.episodes[decided.episode].profile).rules
    kinds = {rule.kind for rule in rules if names & set(rule.meets_on)}
    stopped = [
        owed
        for owed in case.obligations.values()
        if owed.kind in kinds
        and owed.episode == decided.episode
        and owed.state in (ObligationState.MET, ObligationState.LATE_MET)
        and owed.ended_at == decided.taken_at
    ]
    if not stopped:
        stopped = [
            owed
            for owed in case.obligations.values()
            if owed.episode == decided.episode and owed.subject in decided.missing
        ]
    if not stopped:
        return None
    return all(decided.taken_at < owed.due_at for owed in stopped)
