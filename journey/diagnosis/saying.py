"""Saying: a finding in plain words, with what was done and the facts that it rests on."""

from __future__ import annotations

from datetime import datetime

from journey.case import Case, Obligation
from journey.diagnosis.sentences import SENTENCES
from journey.diagnosis.shapes import Diagnosis, Fact, Found
from journey.diagnosis.told import Told
from journey.policy import Rulebook
from journey.wording import say_times

_DONE = {
    "ask": "asked",
    "remind": "reminded",
    "chase": "chased",
    "escalate": "escalated",
    "breach": "reported as late",
}


def say(found: Found, case: Case, *, now: datetime, rulebook: Rulebook) -> Diagnosis:
    """Return a finding in words."""
    profile = rulebook.profile(found.owed.profile) if found.owed else rulebook.in_force(now)
    told = Told(found=found, case=case, now=now, rulebook=rulebook, profile=profile)
    said = SENTENCES[found.why](told)
    return Diagnosis(
        finding=found.finding,
        grade=found.grade,
        sentence=said.sentence,
        since=found.since,
        due_at=found.owed.due_at if found.owed else None,
        waiting_for=said.waiting_for,
        done=_done(told),
        blocks=said.blocks,
        cheapest=said.step.what,
        command=said.step.command,
        obligation=found.owed.id if found.owed else None,
        evidence=(*said.more, *_facts(found.owed)),
    )


def _done(told: Told) -> tuple[str, ...]:
    """Return what was done about the obligation: each kind of notice, how often, the last when.

    A rung that tells three people is one chase.
    """
    if told.found.owed is None:
        return ()
    when: dict[str, dict[int, datetime]] = {}
    for sent in told.case.sent:
        if sent.obligation == told.found.owed.id:
            when.setdefault(sent.template, {})[sent.version] = sent.at
    return tuple(
        _DONE.get(template, template)
        + (f" {say_times(len(times))}, last" if len(times) > 1 else "")
        + f" on {told.instant(max(times.values()))}"
        for template, times in when.items()
    )


def _facts(owed: Obligation | None) -> tuple[Fact, ...]:
    if owed is None:
        return ()
    facts = [Fact("owed since", owed.starts_at), Fact("due", owed.due_at)]
    if owed.moves:
        facts.append(Fact("first due", owed.first_due_at))
    if owed.last_action is not None and owed.last_action_at is not None:
        facts.append(Fact(f"last step of its ladder: {owed.last_action}", owed.last_action_at))
    return tuple(facts)
