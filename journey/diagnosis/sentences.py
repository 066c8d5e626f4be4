"""The sentences, one for each kind of finding.

None holds a name of the family or a word of what the worry is: references, ids, agencies, staff
and dates only, because it is read on a board by whoever passes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from journey.diagnosis.owed import NEXT, kind_of
from journey.diagnosis.plans import say_again, say_plan, say_too_long
from journey.diagnosis.shapes import Fact, Step
from journey.diagnosis.told import Said, Told
from journey.ladders import Action
from journey.terms import Kind
from journey.wording import say_times


def _waits(blocks: str) -> str:
    return f"; {blocks} waits for it" if blocks else ""


def _owed(told: Told) -> Said:
    owed, kind = told.owed, kind_of(told.owed)
    if owed.kind == "research-reply":
        return _reply(told)
    party = told.party(owed.owed_by)
    blocks = _signed_blocks(told) if owed.kind == "second-signature" else kind.blocks
    return Said(
        sentence=f"Waiting for {party} to {kind.act}, since {told.instant(owed.starts_at)}; "
        f"{told.left(owed)}{_waits(blocks)}.",
        waiting_for=owed.owed_by,
        blocks=blocks,
        step=kind.step(told.case),
    )


def _signed_blocks(told: Told) -> str:
    decision = told.case.decisions.get(told.owed.subject or "")
    in_effect = decision is not None and decision.taken_at is not None
    return "closing" if in_effect else f"decision {told.owed.subject}"


def _reply(told: Told) -> Said:
    owed = told.owed
    request = told.case.requests.get(owed.about or "")
    asked = told.party(owed.owed_by)
    if owed.ask_instead is not None:
        asked = f"{told.party(owed.ask_instead)} in place of {asked}"
    others = sum(1 for r in told.case.missing_replies(owed.episode) if r.id != owed.about)
    more = f"; {others} more {'reply is' if others == 1 else 'replies are'} missing"
    facts = []
    if request is not None and request.more_time_until is not None:
        facts.append(Fact("asks for time until", request.more_time_until))
    return Said(
        sentence=f"Waiting for {asked}, asked on {told.instant(owed.starts_at)}; "
        f"{told.left(owed)}{more if others else ''}; decision two waits for it.",
        waiting_for=owed.ask_instead or owed.owed_by,
        blocks="decision two",
        step=_reply_step(told),
        more=tuple(facts),
    )


def _reply_step(told: Told) -> Step:
    owed = told.owed
    request = told.case.requests.get(owed.about or "")
    party = told.party(owed.ask_instead or owed.owed_by)
    if request is not None and request.more_time_until is not None:
        return Step(f"Grant or refuse {party} more time", "answer-more-time")
    if request is not None and request.disputed:
        return Step(f"Answer the dispute of {party}", "answer-dispute")
    if told.now < owed.due_at:
        return Step("Nothing yet: reminders go out by themselves", None)
    if owed.last_action is Action.ESCALATE:
        return Step(
            "Decide without it, saying why that is safe, with a second signature",
            "decide-after-research",
        )
    return Step(f"Ring {party} and record it", "chase-partner")


def _all_in(told: Told) -> Said:
    owed = told.owed
    return Said(
        sentence=f"No reply is waited for since {told.instant(owed.starts_at)} and decision two "
        f"has not been taken; {told.left(owed)}{_waits(NEXT)}.",
        waiting_for=owed.owed_by,
        blocks=NEXT,
        step=kind_of(owed).step(told.case),
    )


_DECIDING: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.CONTACT: "decide-contact",
        Kind.REFERRAL: "decide-referral",
        Kind.RESEARCH: "decide-after-research",
        Kind.STRATEGY_DISCUSSION: "decide-after-strategy-discussion",
        Kind.ENQUIRY: "decide-after-enquiry",
        Kind.ASSESSMENT: "authorise-assessment",
        Kind.CONFERENCE: "decide-at-conference",
        Kind.PRIVATE_FOSTERING: "end-private-fostering",
        Kind.PLAN: "end-plan",
        Kind.PRE_PROCEEDINGS: "end-pre-proceedings",
        Kind.CARE: "leave-care",
        Kind.MISSING: "record-return-interview",
    }
)


def _no_clock(told: Told) -> Said:
    kind = told.case.episodes[told.found.of].kind.value.replace("-", " ")
    command = _DECIDING[told.case.episodes[told.found.of].kind]
    return Said(
        sentence=f"Nothing more is waited for in the {kind} since "
        f"{told.instant(told.found.since)}, it has not been decided, and its clock was let go"
        f"{_waits(NEXT)}.",
        waiting_for=f"manager:{told.case.team}",
        blocks=NEXT,
        step=Step(f"Decide the {kind}", command),
    )


def _missing(told: Told) -> Said:
    owed = told.owed
    return Said(
        sentence=f"The child is missing, reported on {told.instant(owed.starts_at)}; "
        f"{told.left(owed)}; the child's safety waits for it.",
        waiting_for=owed.owed_by,
        blocks=kind_of(owed).blocks,
        step=kind_of(owed).step(told.case),
    )


def _unlanded(told: Told) -> Said:
    owed = told.owed
    return Said(
        sentence="Nobody has confirmed that help has begun, handed off on "
        f"{told.instant(owed.starts_at)}; {told.left(owed)}{_waits('help for the child')}.",
        waiting_for=owed.owed_by,
        blocks="help for the child",
        step=kind_of(owed).step(told.case),
    )


def _unfollowed(told: Told) -> Said:
    return Said(
        sentence="Nobody has confirmed that help has begun, and nobody is asked any more since "
        f"{told.instant(told.found.since)}; help for the child waits for it.",
        waiting_for=f"team:{told.case.team}",
        blocks="help for the child",
        step=Step("Ring the receiving service and record the answer", "confirm-hand-off"),
    )


def _held(told: Told) -> Said:
    until = told.case.held_until or told.owed.due_at
    return Said(
        sentence=f"Held since {told.instant(told.found.since)} until {told.due(until)}, which has "
        "passed; work with the child waits for somebody to take it up again.",
        waiting_for=f"manager:{told.case.team}",
        blocks="work with the child",
        step=Step("Take the journey up again", "resume"),
    )


def _unallocated(told: Told) -> Said:
    owed = told.owed
    return Said(
        sentence=f"Nobody has been given this journey, wanted since "
        f"{told.instant(owed.starts_at)}; {told.left(owed)}; work with the child waits for it.",
        waiting_for=owed.owed_by,
        blocks="work with the child",
        step=kind_of(owed).step(told.case),
    )


def _nobody(told: Told) -> Said:
    return Said(
        sentence=f"Nobody has been given this journey since {told.instant(told.found.since)}, and "
        "nobody is asked to give it any more; work with the child waits for it.",
        waiting_for=f"manager:{told.case.team}",
        blocks="work with the child",
        step=Step("Give the journey to a worker", "allocate"),
    )


def _gone(told: Told) -> Said:
    worker = told.found.of
    theirs = [o for o in told.case.open_obligations() if o.owed_by == f"worker:{worker}"]
    waits = f"{len(theirs)} thing{'s' * (len(theirs) != 1)} owed by {worker}"
    return Said(
        sentence=f"{worker}, who has this journey, is not here any more"
        f"{f', with {waits}' if theirs else ''}; work with the child waits for somebody else.",
        waiting_for=f"manager:{told.case.team}",
        blocks="work with the child",
        step=Step("Give the journey to somebody who is here", "allocate"),
    )


def _away(told: Told) -> Said:
    owed = told.owed
    late = told.now >= owed.due_at
    return Said(
        sentence=f"{told.found.of}, who has this journey, is away and "
        f"{'was' if late else 'is'} to {kind_of(owed).act} by {told.due(owed.due_at)}; "
        f"{told.left(owed)}{_waits(kind_of(owed).blocks)}.",
        waiting_for=f"manager:{told.case.team}",
        blocks=kind_of(owed).blocks,
        step=Step("Give the journey to somebody who is here", "allocate"),
    )


def _signature(told: Told) -> Said:
    decision = told.found.of
    return Said(
        sentence=f"Decision {decision} waits for a second signature that cannot be given since "
        f"{told.instant(told.found.since)}, because a reply came after it was written; "
        f"{NEXT} waits for the decision to be taken again.",
        waiting_for=f"manager:{told.case.team}",
        blocks=NEXT,
        step=Step("Take the decision again, on what is known now", "decide-after-research"),
        more=(
            Fact(f"decision {decision} written", told.case.decisions[decision].proposed_at),
            Fact("first reply after it", told.found.since),
        ),
    )


def _joined(told: Told) -> Said:
    other = told.found.of
    return Said(
        sentence=f"This journey was joined to {other}, and {other} was joined to this one on "
        f"{told.instant(told.found.since)}: each waits for the other.",
        waiting_for=told.owed.owed_by,
        blocks=NEXT,
        step=Step("Say here what follows for the child from both", "consider-new-information"),
    )


def _silent(told: Told) -> Said:
    return Said(
        sentence="Nothing is owed on this journey, so nobody will be reminded of it; the last "
        f"entry is of {told.instant(told.found.since)}.",
        waiting_for=None,
        blocks=NEXT,
        step=Step("Record oversight, which sets its clock again", "record-oversight"),
    )


def _drift(told: Told, what: str) -> Said:
    owed = told.found.owed
    return Said(
        sentence=what,
        waiting_for=owed.owed_by if owed else f"manager:{told.case.team}",
        blocks=kind_of(owed).blocks if owed else NEXT,
        step=Step("Look at why it does not move, and record oversight", "record-oversight"),
    )


def _moved(told: Told) -> Said:
    owed = told.owed
    return _drift(
        told,
        f"The date by which {told.party(owed.owed_by)} is to {kind_of(owed).act} has been moved "
        f"{say_times(told.found.times)}: first {told.due(owed.first_due_at)}, now "
        f"{told.due(owed.due_at)}{_waits(kind_of(owed).blocks)}.",
    )


def _reconvened(told: Told) -> Said:
    return _drift(
        told,
        f"The strategy discussion has been reconvened {say_times(told.found.times)} since "
        f"{told.instant(told.found.since)}; protecting the child waits for its outcome.",
    )


def _held_again(told: Told) -> Said:
    return _drift(
        told,
        f"The journey has been held {say_times(told.found.times)} since "
        f"{told.instant(told.found.since)}, and nothing was decided in between.",
    )


SENTENCES: Mapping[str, Callable[[Told], Said]] = MappingProxyType(
    {
        "all-in": _all_in,
        "again": say_again,
        "away": _away,
        "gone": _gone,
        "held": _held,
        "held-again": _held_again,
        "held-on": _held,
        "joined": _joined,
        "missing": _missing,
        "moved": _moved,
        "no-clock": _no_clock,
        "nobody": _nobody,
        "owed": _owed,
        "plan": say_plan,
        "reconvened": _reconvened,
        "signature": _signature,
        "silent": _silent,
        "too-long": say_too_long,
        "unallocated": _unallocated,
        "unfollowed": _unfollowed,
        "unlanded": _unlanded,
    }
)
