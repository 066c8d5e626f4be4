"""Care, missing children and what runs beside a plan, as a journey shows them."""

from datetime import UTC

import pytest

from casework.asking.caring import CaringView, caring
from journey.care import LegalStatus, PlacementKind
from journey.commands import beside
from journey.terms import Outcome
from tests.support.caring import (
    CARE_REVIEW,
    LETTER,
    LOOKED_AFTER,
    PROCEEDING,
    SUPPORT_PLAN,
    back,
    examined,
    fostered,
    gone,
    home,
    moved,
    panel,
    placed,
    proceeded,
    talked,
    told,
)
from tests.support.cases import CONTACT, play
from tests.support.rulebook import london


def view(*steps):
    return caring(play(*steps).case)


def test_a_journey_without_any_of_it_shows_nothing():
    assert view(CONTACT) == CaringView()


@pytest.mark.shows("P6")
def test_care_shows_its_ground_placements_health_reviews_and_end():
    shown = view(
        LOOKED_AFTER, placed(), told(), moved(), examined(), CARE_REVIEW, SUPPORT_PLAN, home()
    )
    [care] = shown.care
    assert (care.open, care.outcome) == (False, Outcome.RETURNED_HOME)
    assert care.status is LegalStatus.ACCOMMODATED
    assert [each.kind for each in care.placements] == [
        PlacementKind.FOSTER_CARER,
        PlacementKind.CHILDRENS_HOME,
    ]
    assert care.placements[0].told[0].how == "by letter"
    assert [each.initial for each in care.health] == [True]
    assert care.reviews == (london("2025-09-02").astimezone(UTC),)
    assert care.support_plan == {"support-plan": "written up"}


@pytest.mark.shows("P6")
def test_each_time_missing_shows_its_interview():
    shown = view(CONTACT, gone(), back(), talked(), gone())
    assert shown.away
    assert [each.interview is not None for each in shown.missing] == [True, False]


@pytest.mark.shows("P9")
def test_pre_proceedings_fostering_and_the_panel_are_shown():
    shown = view(PROCEEDING, LETTER, panel(), proceeded())
    [proceedings] = shown.proceedings
    assert proceedings.outcome is Outcome.PROCEEDINGS_ISSUED
    assert proceedings.work.letter_sent_at == london("2025-09-02").astimezone(UTC)
    assert [each.supports for each in shown.panels] == [True]
    since = london("2025-08-20").astimezone(UTC)
    [arrangement] = view(
        CONTACT, fostered(since), beside.EndPrivateFostering(reason="gone home")
    ).fostering
    assert (arrangement.open, arrangement.arrangement.since) == (False, since)
    assert arrangement.arrangement.ended_because == "gone home"
