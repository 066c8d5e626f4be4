from datetime import datetime, timedelta

import pytest

from casework import asking
from casework.errors import BadInputError, NotAllowedError, NotFoundError
from journey.people import Actor, Role
from tests.support.cases import (
    ASKED,
)
from tests.support.rulebook import london
from tests.unit.casework.hubs import (
    ADMINISTRATOR,
    AUDITOR,
    COLIN,
    HEALTH,
    MILO,
    MONA,
    POLICE,
    go_to,
    tell,
)


def test_what_is_owed_comes_in_order_of_its_due_instant(hub):
    tell(hub, ASKED)
    lines = asking.due(hub, MONA)
    assert [line.due_at for line in lines] == sorted(line.due_at for line in lines)
    assert {line.label for line in lines} >= {"research-reply:police", "management-oversight"}
    first = lines[0]
    assert (first.obligation.partition(".")[0], first.late, first.next_action) == (
        "TL25-000001",
        False,
        "remind",
    )


def test_until_now_is_what_is_late(hub):
    tell(hub, ASKED)
    assert asking.due(hub, MONA, until=hub.clock.now()) == []
    go_to(hub, london("2025-09-04", "09:00"))
    late = asking.due(hub, MONA, until=hub.clock.now())
    assert {line.label for line in late} == {
        "inform-referrer",
        "inform-parents",
        "research-reply:police",
        "research-reply:health",
    }
    assert all(line.late for line in late)
    with pytest.raises(BadInputError):
        asking.due(hub, MONA, until=datetime(2025, 9, 4))  # noqa: DTZ001 - the point


def test_a_partner_is_shown_what_its_own_agency_owes_and_nothing_else(hub):
    tell(hub, ASKED)
    assert [line.label for line in asking.due(hub, POLICE)] == ["research-reply:police"]
    assert [line.label for line in asking.due(hub, MONA, party="agency:health")] == [
        "research-reply:health"
    ]
    for reader, party in ((POLICE, "agency:health"), (ADMINISTRATOR, None)):
        with pytest.raises(NotAllowedError):
            asking.due(hub, reader, party=party)


def test_each_reader_gets_the_alerts_of_the_parties_they_answer_for(hub):
    tell(hub, ASKED)
    go_to(hub, london("2025-09-05", "12:00"))
    to = {
        actor.user: {a.to for a in asking.alerts(hub, actor)}
        for actor in (POLICE, HEALTH, MONA, COLIN)
    }
    assert to["police-desk"] == {"agency:police", "agency-manager:police"}
    assert to["health-desk"] == {"agency:health", "agency-manager:health"}
    assert to["mona"] == {"team:mash", "manager:mash"}
    assert to["colin"] == {"team:mash"}
    assert asking.alerts(hub, AUDITOR) == asking.alerts(hub, ADMINISTRATOR) == []


def test_a_senior_manager_without_a_team_answers_for_every_team(hub):
    tell(hub, ASKED)
    go_to(hub, london("2025-09-12", "12:00"))
    chief = Actor(user="senna", role=Role.SENIOR_MANAGER)
    assert "senior-manager:mash" in {alert.to for alert in asking.alerts(hub, chief, limit=500)}


def test_an_alert_that_was_seen_is_seen_by_that_reader_alone_and_the_first_time_stays(hub):
    tell(hub, ASKED)
    go_to(hub, london("2025-09-04", "12:00"))
    before = asking.alerts(hub, MONA)
    alert = before[0]
    seen_at = hub.clock.now()
    asking.see(hub, MONA, alert.id)
    go_to(hub, seen_at + timedelta(minutes=5))
    asking.see(hub, MONA, alert.id)
    assert alert.id not in {each.id for each in asking.alerts(hub, MONA)}
    assert alert.id in {each.id for each in asking.alerts(hub, MILO)}
    kept = next(each for each in asking.alerts(hub, MILO, unseen_only=False) if each.id == alert.id)
    assert [(each.user, each.at) for each in kept.seen] == [("mona", seen_at)]


def test_nobody_sees_an_alert_for_somebody_else(hub):
    tell(hub, ASKED)
    go_to(hub, london("2025-09-03", "12:00"))
    of_health = asking.alerts(hub, HEALTH)[0].id
    for wrong in (of_health, "TL25-000001.N999.0", "nothing", ""):
        with pytest.raises(NotFoundError):
            asking.see(hub, POLICE, wrong)
    assert of_health in {each.id for each in asking.alerts(hub, HEALTH)}
