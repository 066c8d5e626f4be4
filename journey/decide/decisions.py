"""Judging decisions: the guards of the row, then the row.

A decision is first proposed and then taken.  Mostly both happen at once; where replies are
missing a second person has to sign in between (requirement M5), unless the outcome protects
the child at once.
"""

from __future__ import annotations

from journey.case import Case, Decided, Episode
from journey.commands import decisions as commands
from journey.decide.context import (
    Context,
    Judged,
    judge,
    next_id,
    not_now,
    on_open,
    unknown,
)
from journey.decide.following import plan_follows
from journey.events import Event, decisions, record, running
from journey.guards import DECISION_GUARDS, carried_on, outstanding
from journey.policy import Profile
from journey.refusals import Refused
from journey.terms import (
    AbuseCategory,
    AssessmentStage,
    Guard,
    Kind,
    Outcome,
    PlanKind,
    Rating,
    ResearchScope,
)
from journey.transitions import TRANSITIONS, Transition, outcomes_of


@judge.register
def _(command: commands.DecideContact, case: Case, context: Context) -> Judged:
    if command.outcome is Outcome.JOINED and command.joins is None:
        return unknown("Say which open journey it joins.", "joins: the journey's reference")
    if command.outcome is not Outcome.JOINED and command.joins is not None:
        return unknown("Only a contact that is joined names another journey.", "outcome: joined")
    if command.joins == case.reference:
        return unknown("A journey cannot join itself.", "joins: another journey's reference")
    return decide_outcome(command, case, context)


@judge.register
def _(command: commands.DecideReferral, case: Case, context: Context) -> Judged:
    if command.outcome is Outcome.RESEARCH:
        missing = [
            name for name in ("scope", "scope_reason", "rating") if getattr(command, name) is None
        ]
        if missing:
            return unknown(
                "Research needs its scope, the reason for that scope, and its rating.", *missing
            )
    return decide_outcome(command, case, context)


@judge.register
def _(command: commands.DecideAfterResearch, case: Case, context: Context) -> Judged:
    return decide_outcome(command, case, context)


def decide_outcome(command: commands.Decision, case: Case, context: Context) -> Judged:
    """Return what comes of a decision on the open episode of its kind."""
    kind = command.KIND
    episode = case.open_episode(kind)
    if not case.is_open or episode is None:
        return on_open(case) or not_now(
            f"No {kind} is open on this journey; it is in {case.stage}.",
            f"a journey with an open {kind}",
        )
    row = TRANSITIONS.get((kind, command.outcome))
    if row is None:
        allowed = ", ".join(outcome.value for outcome in outcomes_of(kind))
        return unknown(
            f"A {kind} cannot end with {command.outcome.value!r}.", f"outcome: one of {allowed}"
        )
    refused = _refused(command, row, case, context)
    if refused is not None:
        return refused
    return _propose(command, row, episode, case, context)


def _refused(
    command: commands.Decision, row: Transition, case: Case, context: Context
) -> Refused | None:
    if context.actor.role not in row.roles:
        roles = " or ".join(sorted(role.value.replace("_", " ") for role in row.roles))
        return Refused(
            Guard.NOT_QUALIFIED,
            f"The outcome {row.outcome.value!r} is not for this role to decide.",
            (f"a decision by a {roles}",),
        )
    if row.needs_service and command.service is None:
        return unknown("Say which service receives the child.", "service: its name")
    for addressed in command.concerns:
        if addressed.concern not in case.concerns:
            known = ", ".join(case.concerns)
            return unknown(f"There is no concern {addressed.concern}.", f"one of: {known}")
    for guard in row.guards:
        refused = DECISION_GUARDS[guard](case, command, context.rulebook)
        if refused is not None:
            return refused
    return None


def _propose(
    command: commands.Decision, row: Transition, episode: Episode, case: Case, context: Context
) -> list[Event]:
    missing = tuple(r.agency for r in outstanding(case, episode.id))
    proposed = decisions.DecisionProposed(
        decision=next_id("D", case.decisions),
        episode=episode.id,
        kind=row.kind,
        outcome=row.outcome,
        known_version=case.version,
        addresses=tuple(addressed.concern for addressed in command.concerns),
        missing=missing if row.kind is Kind.RESEARCH else (),
        joins=getattr(command, "joins", None),
        rating=getattr(command, "rating", None),
        scope=getattr(command, "scope", None),
        service=command.service,
        joint=getattr(command, "joint", None),
        category=getattr(command, "category", None),
        primary_need=getattr(command, "primary_need", None),
        factors=getattr(command, "factors", ()),
        rationale=command.rationale or "",
        identity=command.identity or "",
        research_found=getattr(command, "research_found", None) or "",
        scope_reason=getattr(command, "scope_reason", None) or "",
        concerns=command.concerns,
        missing_because=getattr(command, "missing", ()),
    )
    if Kind.HAND_OFF in row.opens and case.open_episode(Kind.HAND_OFF) is not None:
        context.warnings.append(
            "A hand-off is open already; only that one is followed until help has begun."
        )
    events: list[Event] = []
    pending = case.pending_decision()
    if pending is not None and pending.episode == episode.id and pending.taken_at is None:
        events.append(decisions.DecisionSuperseded(decision=pending.id))
    events.append(proposed)
    if proposed.missing and not row.signed_after:
        context.warnings.append(
            "Replies are missing: the decision takes effect when a second manager has signed it."
        )
        return events
    if proposed.missing:
        context.warnings.append(
            "The decision takes effect now; a second manager still has to sign it."
        )
    return events + effects(proposed, case, context)


def effects(
    decided: decisions.DecisionProposed | Decided, case: Case, context: Context
) -> list[Event]:
    """Return what a decision does once it takes effect: what ends, and what opens."""
    number = decided.decision if isinstance(decided, decisions.DecisionProposed) else decided.id
    row = TRANSITIONS[(decided.kind, decided.outcome)]
    events: list[Event] = [
        decisions.DecisionTaken(decision=number, kind=decided.kind, outcome=decided.outcome)
    ]
    events += [
        record.ConcernDisposedOf(
            concern=addressed.concern, disposal=addressed.disposal, reason=addressed.view
        )
        for addressed in decided.concerns
        if addressed.disposal is not None and case.concerns[addressed.concern].is_open
    ]
    events += end(
        case,
        context,
        episode=case.episodes[decided.episode],
        row=row,
        rating=decided.rating,
        scope=decided.scope,
        service=decided.service,
        joint=decided.joint,
        category=decided.category,
    )
    return events


def end(
    case: Case,
    context: Context,
    *,
    episode: Episode,
    row: Transition,
    rating: Rating | None = None,
    scope: ResearchScope | None = None,
    service: str | None = None,
    joint: bool | None = None,
    category: AbuseCategory | None = None,
) -> list[Event]:
    """Return the end of an episode and the opening of what its row says.

    A kind that is open already is not opened twice.  When nothing is left open, closure
    opens, so that no journey is ever without an episode and a clock.
    """
    in_force = context.rulebook.in_force(context.at)
    profile = in_force.id
    kinds = list(row.opens)
    stage = _stage(in_force, row)
    if row.asks_again:
        asked = case.episodes[episode.because or episode.id]
        kinds, rating, scope = [asked.kind], asked.rating, asked.scope
        stage = asked.stage
    outgrown = [
        e
        for e in case.open_episodes()
        if row.plan is PlanKind.PROTECTION and e.plan is PlanKind.CHILD_IN_NEED
    ]
    others = {e.kind for e in case.open_episodes() if e.id != episode.id and e not in outgrown}
    kinds = [kind for kind in kinds if kind not in others]
    if not kinds and not others and row.outcome is not Outcome.CLOSED:
        kinds = [Kind.CLOSURE]
    ended = decisions.EpisodeEnded(episode=episode.id, kind=episode.kind, outcome=row.outcome)
    opened = [
        decisions.EpisodeOpened(
            episode=next_id("E", case.episodes, ahead),
            kind=kind,
            profile=profile,
            because=episode.id,
            rating=rating if kind is Kind.RESEARCH else None,
            scope=scope if kind is Kind.RESEARCH else None,
            service=service if kind is Kind.HAND_OFF else None,
            joint=joint if kind is Kind.ENQUIRY else None,
            plan=row.plan if kind is Kind.PLAN else None,
            category=category if kind is Kind.PLAN else None,
            stage=stage if kind is Kind.ASSESSMENT else None,
        )
        for ahead, kind in enumerate(kinds)
    ]
    closing = [
        decisions.EpisodeEnded(episode=e.id, kind=e.kind, outcome=Outcome.CANCELLED)
        for e in case.open_episodes()
        if e.kind is Kind.CLOSURE and e.id != episode.id and kinds
    ]
    closing += [
        decisions.EpisodeEnded(episode=e.id, kind=e.kind, outcome=Outcome.STEPPED_UP)
        for e in outgrown
    ]
    plans_ended = [e for e in (episode, *outgrown) if e.kind is Kind.PLAN]
    follows = plan_follows(case, context, ended=plans_ended, opened=opened)
    return [ended, *closing, *opened, *follows]


def _stage(profile: Profile, row: Transition) -> AssessmentStage | None:
    """Return with which assessment work begins; None where the procedures have but one."""
    if not profile.assessments:
        return None
    return profile.assessments[-1 if row.in_depth else 0]


@judge.register
def _(command: commands.Countersign, case: Case, context: Context) -> Judged:
    decided = case.decisions.get(command.decision) if command.decision else case.pending_decision()
    if decided is None or not decided.awaits_signature:
        return not_now("No decision on this journey waits for a second signature.")
    if decided.by == context.actor.user:
        return Refused(
            Guard.NOT_QUALIFIED,
            "The second signature must be somebody else's than the decider's.",
            ("another manager",),
        )
    signed = decisions.DecisionCountersigned(
        decision=decided.id, agrees=command.agrees, reason=command.reason
    )
    if decided.taken_at is not None:
        return [signed] if command.agrees else [signed, *ask_again(case, decided, context)]
    if not command.agrees:
        return [signed]
    newer = [
        request.agency
        for request in case.requests.values()
        if request.reply is not None
        and request.episode in carried_on(case, decided.episode)
        and request.reply.version > decided.version
    ]
    if newer:
        return Refused(
            Guard.PREMATURE_CLOSURE,
            f"{', '.join(newer)} replied after this decision was written.",
            ("decide-after-research again, on what is known now",),
        )
    return [signed, *effects(decided, case, context)]


@judge.register
def _(command: commands.ReviewLateReply, case: Case, context: Context) -> Judged:
    owed = [o for o in case.open_obligations() if o.kind == "late-reply-review"]
    agency = command.agency or (owed[0].subject if len(owed) == 1 else None)
    if not any(o.subject == agency for o in owed):
        late = ", ".join(o.subject or "" for o in owed) or "none"
        return not_now("No late reply of that agency waits to be looked at.", f"agency: {late}")
    about = next(o.about for o in owed if o.subject == agency)
    request = case.requests[about or ""]
    reviewed = decisions.LateReplyReviewed(
        request=request.id,
        agency=request.agency,
        keeps=command.keeps,
        reason=command.reason,
    )
    if command.keeps:
        return [reviewed]
    decided = next(
        (
            d
            for d in reversed(list(case.decisions.values()))
            if d.episode == request.episode and d.taken_at is not None
        ),
        None,
    )
    if decided is None:
        raise AssertionError("a reply is late only where a decision was taken without it")
    return [reviewed, *ask_again(case, decided, context)]


def ask_again(case: Case, decided: Decided, context: Context) -> list[Event]:
    """Return the events that put a decision to the question anew, reopening if need be."""
    events: list[Event] = []
    if case.departures.death is not None:
        return events  # what is learned late is on the record; nothing is decided for the child
    if case.closed_at is not None:
        events.append(running.JourneyReopened(reason="a decision is asked again"))
    if case.open_episode(decided.kind) is not None:
        return events
    events += [
        decisions.EpisodeEnded(episode=e.id, kind=e.kind, outcome=Outcome.CANCELLED)
        for e in case.open_episodes()
        if e.kind is Kind.CLOSURE
    ]
    before = case.episodes[decided.episode]
    events.append(
        decisions.EpisodeOpened(
            episode=next_id("E", case.episodes),
            kind=decided.kind,
            profile=context.rulebook.in_force(context.at).id,
            because=decided.episode,
            rating=before.rating,
            scope=before.scope,
        )
    )
    return events
