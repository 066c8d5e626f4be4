"""Judging what is put on the record beside decisions."""

from __future__ import annotations

from journey.case import Case
from journey.commands import record as commands
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
from journey.events import Notice, contact, record
from journey.refusals import Refused
from journey.terms import Guard


@judge.register
def _(command: commands.AddConcern, case: Case, context: Context) -> Judged:
    return on_open(case) or [
        contact.ConcernAdded(
            concern=next_id("C", case.concerns),
            category=command.category,
            description=command.description,
        )
    ]


@judge.register
def _(command: commands.DisposeOfConcern, case: Case, context: Context) -> Judged:
    refused = on_open(case)
    concern = case.concerns.get(command.concern)
    if refused is None and concern is None:
        refused = unknown(
            f"There is no concern {command.concern}.", f"one of: {', '.join(case.concerns)}"
        )
    if refused is None and concern is not None and not concern.is_open:
        refused = not_now(f"Concern {concern.id} was disposed of already: {concern.disposal}.")
    return refused or [
        record.ConcernDisposedOf(
            concern=command.concern, disposal=command.disposal, reason=command.reason
        )
    ]


@judge.register
def _(command: commands.RaiseContradiction, case: Case, context: Context) -> Judged:
    return on_open(case) or [
        record.ContradictionRaised(
            contradiction=next_id("X", case.contradictions),
            what=command.what,
            between=command.between or "",
        )
    ]


@judge.register
def _(command: commands.ResolveContradiction, case: Case, context: Context) -> Judged:
    refused = on_open(case)
    doubt = case.contradictions.get(command.contradiction)
    if refused is None and (doubt is None or not doubt.is_open):
        refused = not_now(f"No contradiction {command.contradiction} is open on this journey.")
    return refused or [
        record.ContradictionResolved(
            contradiction=command.contradiction, resolution=command.resolution
        )
    ]


@judge.register
def _(command: commands.RecordAssumption, case: Case, context: Context) -> Judged:
    return on_open(case) or [
        record.AssumptionRecorded(
            assumption=next_id("A", case.assumptions), what=command.assumption
        )
    ]


@judge.register
def _(command: commands.SettleAssumption, case: Case, context: Context) -> Judged:
    refused = on_open(case) or one_of(
        evidence=command.evidence, withdrawn_because=command.withdrawn_because
    )
    doubt = case.assumptions.get(command.assumption)
    if refused is None and (doubt is None or not doubt.is_open):
        refused = not_now(f"No assumption {command.assumption} is open on this journey.")
    return refused or [
        record.AssumptionSettled(
            assumption=command.assumption,
            supported=command.evidence is not None,
            evidence=command.evidence or command.withdrawn_because or "",
        )
    ]


@judge.register
def _(command: commands.TellReferrer, case: Case, context: Context) -> Judged:
    how = command.how or ("by mail" if command.send else None)
    refused = on_open(case) or one_of(how=how, why_not=command.why_not)
    address = case.referrer is not None and case.referrer.email is not None
    if refused is None and command.send and not address:
        refused = unknown(
            "No mail address of the referrer is on the record.", "how it was told otherwise"
        )
    if refused is None and command.send and case.departures.death is not None:
        refused = not_now(
            "The child has died: nothing goes out by itself any more.", "how: told by a person"
        )
    return refused or [
        record.ReferrerTold(
            told=how is not None,
            how=how,
            notices=(Notice(to="referrer", template="outcome"),) if command.send else (),
            wording=command.wording or "",
            why_not=command.why_not or "",
        )
    ]


@judge.register
def _(command: commands.TellParents, case: Case, context: Context) -> Judged:
    refused = on_open(case) or one_of(how=command.how, why_not=command.why_not)
    if refused is None and case.departures.death is not None:
        refused = not_now(
            "The child has died: the family is told of no outcome, and closing waits for none.",
            "close",
        )
    return refused or [
        record.ParentsTold(
            told=command.how is not None,
            how=command.how,
            wording=command.wording or "",
            why_not=command.why_not or "",
        )
    ]


@judge.register
def _(command: commands.RecordOversight, case: Case, context: Context) -> Judged:
    return on_open(case) or [record.OversightRecorded(summary=command.summary)]


@judge.register
def _(command: commands.RecordSupervision, case: Case, context: Context) -> Judged:
    refused = on_open(case)
    worker = command.worker or case.worker
    if refused is None and worker is None:
        refused = not_now("Nobody has this journey, so there is nobody to supervise.", "allocate")
    if refused is None and worker == context.actor.user:
        refused = Refused(
            Guard.NOT_QUALIFIED,
            "Nobody supervises their own work.",
            ("somebody who manages the worker",),
        )
    if refused is None and bool(command.agreed) == (command.nothing_agreed is not None):
        refused = unknown(
            "Supervision says what was agreed, or why nothing was.",
            "agreed: who does what",
            "nothing_agreed: why nothing was",
        )
    dated = tuple(each.by for each in command.agreed if each.by is not None)
    if refused is None and any(each <= context.at for each in dated):
        refused = unknown("What is agreed is done afterwards.", "agreed.by: an instant to come")
    return refused or [
        record.SupervisionRecorded(
            worker=worker or "",
            by=dated,
            reflection=command.reflection,
            agreed=command.agreed,
            nothing_agreed=command.nothing_agreed or "",
        )
    ]


@judge.register
def _(command: commands.CorrectEntry, case: Case, context: Context) -> Judged:
    if not 1 <= command.version <= case.version:
        return unknown(
            f"This journey has no entry {command.version}.",
            f"version: a number from 1 to {case.version}",
        )
    return [
        record.EntryCorrected(
            corrects=command.version,
            what_was_wrong=command.what_was_wrong,
            what_is_right=command.what_is_right,
        )
    ]
