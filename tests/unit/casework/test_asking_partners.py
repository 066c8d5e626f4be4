import pytest

from casework import asking
from casework.errors import NotFoundError
from casework.giving import give
from journey.commands import research
from journey.people import Actor, Role
from tests.support.cases import (
    ASKED,
    RESEARCHING,
    ask,
    at,
    reply,
)
from tests.support.rulebook import london
from tests.unit.casework.hubs import (
    ADMINISTRATOR,
    COLIN,
    DUTY_DESK,
    EDUCATION,
    HEALTH,
    MONA,
    POLICE,
    hub_on,
    tell,
    tell_on,
)

SECRET = "the health visitor saw no food in the house"


def test_an_agency_sees_its_own_requests_with_the_child_to_look_up_and_nothing_else(hub):
    story = tell(hub, ASKED, reply("health", why_involved=SECRET))
    (mine,) = asking.requests_of(hub, POLICE, "police")
    assert (mine.id, mine.request, mine.reason) == ("TL25-000001.R1", "R1", "may know the family")
    assert mine.child.name == "Invented Child"
    assert SECRET not in repr(mine)
    assert "hungry" not in repr(mine)
    with pytest.raises(NotFoundError):
        asking.requests_of(hub, POLICE, "health")
    with pytest.raises(NotFoundError):
        asking.request(hub, POLICE, f"{story.reference}.R2")
    assert asking.request(hub, HEALTH, f"{story.reference}.R2").reply.why_involved == SECRET


def test_answered_requests_stand_behind_the_open_ones_when_asked_for(hub):
    tell(hub, ASKED, reply("police"))
    tell(hub, ASKED)
    assert [each.id for each in asking.requests_of(hub, POLICE, "police")] == ["TL25-000002.R1"]
    assert [each.id for each in asking.requests_of(hub, POLICE, "police", open_only=False)] == [
        "TL25-000002.R1",
        "TL25-000001.R1",
    ]


def test_who_is_asked_in_anothers_place_and_the_deputy_see_the_request_too(hub):
    story = tell(hub, ASKED)
    (seen,) = asking.requests_of(hub, DUTY_DESK, "police-duty")
    assert seen.agency == "police"
    assert asking.request(hub, DUTY_DESK, f"{story.reference}.R1").request == "R1"
    assert asking.requests_of(hub, EDUCATION, "education") == []


def test_in_the_holidays_education_sees_what_the_school_was_asked(store):
    hub = hub_on(store, london("2025-08-20"))
    story = tell(hub, RESEARCHING, ask("school"))
    (seen,) = asking.requests_of(hub, EDUCATION, "education")
    assert (seen.agency, seen.ask_instead) == ("school", "education")
    answer = give(hub, research.ReplyToResearch(nothing_known=True), EDUCATION, story.reference)
    assert answer.events[0] == "ReplyReceived"


def test_a_deputy_may_answer_what_it_is_chased_for(hub):
    story = tell(hub, ASKED)
    answer = give(hub, research.ReplyToResearch(nothing_known=True), DUTY_DESK, story.reference)
    assert answer.events[0] == "ReplyReceived"


def test_hub_staff_see_any_agencys_requests_and_unknown_ones_are_not_found(hub):
    tell(hub, ASKED)
    assert len(asking.requests_of(hub, COLIN, "health")) == 1
    for wrong in ("nobody", ""):
        with pytest.raises(NotFoundError):
            asking.requests_of(hub, COLIN, wrong)
    for wrong in ("TL25-000001.R9", "TL25-000009.R1", "R1", "", ".", "TL25-000001.O1"):
        with pytest.raises(NotFoundError):
            asking.request(hub, COLIN, wrong)
    with pytest.raises(NotFoundError):
        asking.requests_of(hub, ADMINISTRATOR, "health")


def test_a_partner_without_an_agency_reaches_nothing(hub):
    story = tell(hub, ASKED)
    nobody = Actor(user="lost", role=Role.PARTNER)
    with pytest.raises(NotFoundError):
        asking.request(hub, nobody, f"{story.reference}.R1")
    with pytest.raises(NotFoundError):
        give(
            hub, research.ReplyToResearch(request="R1", nothing_known=True), nobody, story.reference
        )


def test_a_late_reply_is_shown_as_late_and_a_withdrawn_request_as_neither(hub):
    story = tell(hub, ASKED, at("2025-09-05", "12:00"), reply("police"))
    tell_on(story, research.WithdrawRequest(agency="health", reason="not needed"))
    police, health = asking.show(hub, MONA, story.reference).requests
    assert (police.late, police.reply.late, police.open) == (True, True, False)
    assert (health.state, health.late, health.open) == ("withdrawn", False, False)
