"""Supervision: every month while somebody has the journey, beside a manager's oversight."""

from datetime import UTC

import pytest

from journey.commands import record, running
from journey.terms import Guard, ObligationState
from tests.support.cases import (
    ALLOCATED,
    ASSESSING,
    CLOSED,
    OVERSEEN,
    at,
    by,
    go_on,
    play,
    refused,
)
from tests.support.rulebook import london

SUPERVISED = record.RecordSupervision(
    reflection="what the visits were like, and what is not yet known",
    agreed=(
        record.AgreedInSupervision(
            who="carla", what="see the father", by=london("2025-09-30").astimezone(UTC)
        ),
    ),
)
QUIET = record.RecordSupervision(reflection="it goes well", nothing_agreed="nothing has changed")


@pytest.mark.shows("Q1")
def test_supervision_is_owed_from_the_day_somebody_has_the_journey():
    played = play(ASSESSING)
    assert "supervision" not in played.owing
    go_on(played, ALLOCATED)
    owed = played.owed("supervision")
    assert (owed.owed_by, owed.due_at) == ("manager:mash", london("2025-10-03", "00:00"))


@pytest.mark.shows("Q1")
def test_each_supervision_opens_the_next_one():
    played = play(ASSESSING, ALLOCATED, at("2025-09-20"), SUPERVISED)
    first, second = [o for o in played.case.obligations.values() if o.kind == "supervision"]
    assert first.state is ObligationState.MET
    assert second.due_at == london("2025-10-21", "00:00")


@pytest.mark.shows("Q1")
def test_overdue_supervision_goes_up_to_the_senior_manager():
    played = play(ASSESSING, ALLOCATED, at("2025-10-15"))
    owed = played.owed("supervision")
    told = [(s.template, s.to) for s in played.case.sent if s.obligation == owed.id]
    assert told[-3:] == [
        ("breach", "manager:mash"),
        ("breach", "senior-manager:mash"),
        ("escalate", "senior-manager:mash"),
    ]


@pytest.mark.shows("Q1")
def test_oversight_is_no_supervision_and_supervision_no_oversight():
    played = play(ASSESSING, ALLOCATED, OVERSEEN)
    assert played.owed("supervision").state is ObligationState.OPEN
    before = played.owed("management-oversight").id
    go_on(played, QUIET)
    assert played.owed("management-oversight").id == before


def test_passing_it_to_another_worker_starts_no_new_month():
    played = play(ASSESSING, ALLOCATED)
    due = played.owed("supervision").due_at
    go_on(played, at("2025-09-10"), running.Allocate(worker="colin"))
    assert played.owed("supervision").due_at == due


def test_a_journey_that_is_opened_again_owes_supervision_again():
    played = play(ALLOCATED_AND_CLOSED, running.Reopen(reason="new worries"))
    assert "supervision" in played.owing


ALLOCATED_AND_CLOSED = (*CLOSED[:1], ALLOCATED, *CLOSED[1:])


@pytest.mark.parametrize(
    ("start", "command", "code", "need"),
    [
        (ASSESSING, QUIET, Guard.NOT_NOW, "allocate"),
        (
            (ASSESSING, running.Allocate(worker="mona")),
            by("mona", QUIET),
            Guard.NOT_QUALIFIED,
            "somebody who manages the worker",
        ),
        (
            (ASSESSING, ALLOCATED),
            record.RecordSupervision(reflection="x"),
            Guard.UNKNOWN_SUBJECT,
            "agreed: who does what",
        ),
        (
            (ASSESSING, ALLOCATED, at("2025-10-01")),
            SUPERVISED,
            Guard.UNKNOWN_SUBJECT,
            "agreed.by: an instant to come",
        ),
    ],
)
def test_what_is_no_supervision_is_refused_with_what_would_do(start, command, code, need):
    refusal = refused(play(start), command)
    assert (refusal.code, refusal.needs[0]) == (code, need)
