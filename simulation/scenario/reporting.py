"""What a run came to, as plain data ready for JSON.

The keys are part of what outsiders may rely on (docs/scenarios.md).  Instants are UTC.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, is_dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from journey.case import Case
from models.projections import notification_id
from simulation.scenario.playing import Happened, Run


def report(run: Run) -> dict[str, Any]:
    """Return everything that happened, and how every journey ended."""
    found = {
        "file": run.scenario.file,
        "title": run.scenario.title,
        "requirements": run.scenario.requirements,
        "source": run.scenario.source,
        "profile": run.scenario.profile,
        "passed": run.passed,
        "failure": run.failure,
        "started_at": run.scenario.start,
        "ended_at": run.ended_at,
        "steps": [_step(each) for each in run.steps],
        "notifications": sorted(
            (each for _, case in run.journeys.values() for each in _notifications(case, run)),
            key=lambda each: (each["at"], each["journey"], each["version"], each["number"]),
        ),
        "obligations": [each for _, case in run.journeys.values() for each in _obligations(case)],
        "journeys": [
            _journey(name, case, run.findings.get(reference))
            for reference, (name, case) in run.journeys.items()
        ],
    }
    plain: dict[str, Any] = _plain(found)
    return plain


def _step(happened: Happened) -> dict[str, Any]:
    step = happened.step
    given = step.give
    return {
        "step": step.number,
        "line": step.line,
        "at": happened.at,
        "note": step.note,
        "as": given.person if given else None,
        "do": given.command if given else None,
        "check": step.check is not None,
        "journey": happened.reference,
        "came": happened.came,
        **happened.detail,
        "as_expected": happened.matched,
        "rungs": happened.rungs,
    }


def _notifications(case: Case, run: Run) -> Iterator[dict[str, Any]]:
    for sent in case.sent:
        owed = case.obligations.get(sent.obligation or "")
        yield {
            "at": sent.at,
            "journey": case.reference,
            "to": sent.to,
            "template": sent.template,
            "obligation": owed.label if owed else None,
            "rung": sent.rung,
            "due_at": sent.due_at,
            "delivered_at": run.delivered.get(notification_id(case.reference, sent)),
            "version": sent.version,
            "number": sent.number,
        }


def _obligations(case: Case) -> Iterator[dict[str, Any]]:
    for owed in case.obligations.values():
        yield {
            "id": f"{case.reference}.{owed.id}",
            "journey": case.reference,
            "label": owed.label,
            "owed_by": owed.owed_by,
            "authority": owed.authority,
            "starts_at": owed.starts_at,
            "due_at": owed.due_at,
            "first_due_at": owed.first_due_at,
            "state": owed.state,
            "ended_at": owed.ended_at,
            "moves": owed.moves,
            "chases": owed.chases,
            "next_action_at": owed.next_action_at if owed.is_open else None,
        }


def _journey(name: str | None, case: Case, finding: str | None) -> dict[str, Any]:
    return {
        "name": name,
        "reference": case.reference,
        "stage": case.stage,
        "version": case.version,
        "owner": case.worker,
        "team": case.team,
        "opened_at": case.opened_at,
        "closed_at": case.closed_at,
        "finding": finding,
        "joined_to": case.joined_to,
        "joined": case.joined,
        "concerns": {
            concern.id: "open" if concern.disposal is None else concern.disposal
            for concern in case.concerns.values()
        },
        "requests": {request.agency: request.state for request in case.requests.values()},
        "decisions": [
            {
                "id": decided.id,
                "kind": decided.kind,
                "outcome": decided.outcome,
                "by": decided.by,
                "taken_at": decided.taken_at,
                "missing": decided.missing,
                "second_signer": decided.second_signer,
                "superseded": decided.superseded,
            }
            for decided in case.decisions.values()
        ],
    }


def _plain(value: Any) -> Any:
    """Return a value as JSON knows it; instants in UTC."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, StrEnum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        return _plain(asdict(value))
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value
