"""Beforehand: what would refuse a command, before anybody has typed a word.

A decision is tried with everything said that a form can ask for: a rationale, a word on each
concern, why it is safe without each missing reply.  What still refuses it then is for another
form to put right, and is shown first.  The guards themselves answer (`journey.guards`), so the
preview cannot say otherwise than the refusal.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, dataclass, fields

from casework.asking.actions import FITS
from journey.case import Case
from journey.commands import COMMANDS, Command
from journey.commands.contact import ReceiveContact
from journey.commands.decisions import ConcernAddressed, Countersign, Decision, MissingReply
from journey.commands.research import AskPartners
from journey.commands.running import Close
from journey.decide.outcomes import core_may_follow
from journey.guards import DECISION_GUARDS, closing_refused, consent_invalid, outstanding
from journey.people import Actor
from journey.policy import Rulebook
from journey.refusals import Refused
from journey.terms import Guard, Outcome
from journey.transitions import TRANSITIONS, Transition, outcomes_of

_SAID = "said in full where it is decided"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeAhead:
    """One outcome that a decision can have.

    Attributes:
        refusals: What would refuse it however well the form is filled in; none: it may be.
    """

    outcome: Outcome
    refusals: tuple[Refused, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What stands in the way of one command on one journey.

    Attributes:
        refusals: What would refuse it whatever is typed.
        outcomes: For a decision: each outcome, with what would refuse that one.
    """

    refusals: tuple[Refused, ...] = ()
    outcomes: tuple[OutcomeAhead, ...] = ()

    @property
    def clear(self) -> bool:
        """Return whether it can be given, at least with some outcome."""
        return not self.refusals


def preview(name: str, case: Case, actor: Actor, rulebook: Rulebook) -> Preview:
    """Return what would refuse a command of this name, given by this actor now."""
    command = COMMANDS[name]
    refused = _not_for_this_role(command, actor) or _does_not_fit(name, case)
    if refused is not None:
        return Preview(refusals=(refused,))
    if issubclass(command, Decision):
        return _decision(command, case, actor, rulebook)
    alone = _ALONE.get(command)
    refused = alone(case, actor) if alone else None
    return Preview(refusals=(refused,) if refused else ())


def _not_for_this_role(command: type[Command], actor: Actor) -> Refused | None:
    if actor.role in command.ROLES:
        return None
    roles = ", ".join(sorted(role.value.replace("_", " ") for role in command.ROLES))
    said = f"A {actor.role.value.replace('_', ' ')} may not do this."
    return Refused(Guard.NOT_QUALIFIED, said, (f"one of: {roles}",))


def _does_not_fit(name: str, case: Case) -> Refused | None:
    why = FITS[name](case) if COMMANDS[name] is not ReceiveContact else None
    return None if why is None else Refused(Guard.NOT_NOW, why)


def _decision(command: type[Decision], case: Case, actor: Actor, rulebook: Rulebook) -> Preview:
    ahead = tuple(
        OutcomeAhead(
            outcome=outcome, refusals=tuple(_refusals(command, row, case, actor, rulebook))
        )
        for outcome in command.OUTCOMES or outcomes_of(command.KIND)
        if outcome is not Outcome.CORE_ASSESSMENT or core_may_follow(case, rulebook)
        if (row := TRANSITIONS[command.KIND, outcome])
    )
    everywhere = [
        refused
        for refused in (ahead[0].refusals if ahead else ())
        if all(refused in each.refusals for each in ahead)
    ]
    return Preview(refusals=tuple(everywhere), outcomes=ahead)


def _refusals(
    command: type[Decision], row: Transition, case: Case, actor: Actor, rulebook: Rulebook
) -> Iterator[Refused]:
    if actor.role not in row.roles:
        roles = " or ".join(sorted(role.value.replace("_", " ") for role in row.roles))
        yield Refused(
            Guard.NOT_QUALIFIED,
            f"The outcome {row.outcome.value!r} is not for this role to decide.",
            (f"a decision by a {roles}",),
        )
    decision = filled_in(command, row.outcome, case)
    for guard in row.guards:
        refused = DECISION_GUARDS[guard](case, decision, rulebook)
        if refused is not None:
            yield refused


def filled_in(command: type[Decision], outcome: Outcome, case: Case) -> Decision:
    """Return a decision that says everything which can be said in its form."""
    said: dict[str, object] = {
        "outcome": outcome,
        "rationale": _SAID,
        "identity": _SAID,
        "concerns": tuple(
            ConcernAddressed(concern=concern.id, view=_SAID) for concern in case.open_concerns()
        ),
        "research_found": _SAID,
        "missing": tuple(
            MissingReply(agency=request.agency, why_safe=_SAID) for request in outstanding(case)
        ),
    }
    known = {each.name: each for each in fields(command)}
    wanted = {
        name: None
        for name, each in known.items()
        if each.default is MISSING and each.default_factory is MISSING
    }
    return command(**{**wanted, **{name: said[name] for name in said if name in known}})  # type: ignore[arg-type]  # made for the guards alone, which read no field that it lacks


def _signed_by_the_decider(case: Case, actor: Actor) -> Refused | None:
    pending = case.pending_decision()
    if pending is None or pending.by != actor.user:
        return None
    return Refused(
        Guard.NOT_QUALIFIED,
        "The second signature must be somebody else's than the decider's.",
        ("another manager",),
    )


_ALONE = {
    AskPartners: lambda case, _: consent_invalid(case),
    Close: lambda case, _: closing_refused(case),
    Countersign: _signed_by_the_decider,
}
"""What refuses a command that is no decision, whatever is typed into it."""
