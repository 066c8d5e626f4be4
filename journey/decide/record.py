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
