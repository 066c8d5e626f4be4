from datetime import UTC, date, datetime, timedelta

import pytest

from casework import asking
from casework.asking.sticking import leading
from casework.errors import BadInputError, NotAllowedError, NotFoundError
from casework.giving import give
from casework.people import deactivate
from journey.commands import research, running
from journey.diagnosis import diagnose
from journey.evolve import fold
from journey.people import Actor, Child, Role
from journey.terms import Kind, Outcome, Rating
from models import log
from models.queries.light_cases import light_cases
from tests.support.cases import (
    ALLOCATED,
    ASKED,
    CLOSED,
    CONTACT,
    HANDED_OFF,
    HELD,
    REFERRED,
    RESEARCHING,
    ask,
    at,
    conclude,
    decide_referral,
    decide_two,
    received,
    reply,
)
from tests.support.rulebook import london
from tests.unit.casework.hubs import (
    ADMINISTRATOR,
    AUDITOR,
    CARLA,
    COLIN,
    DUTY_DESK,
    EDUCATION,
    HEALTH,
    MILO,
    MONA,
    POLICE,
    SENNA,
    go_to,
    hub_on,
    tell,
    tell_on,
)


def child(name, born=None, number=None):
    return received(child=Child(name=name, born=born, number=number))


def at_each_stage(hub):
    """Six journeys: in contact, referral, research asked, research unasked, hand-off, closed."""
    return [
        tell(hub, steps).reference
        for steps in (CONTACT, REFERRED, ASKED, RESEARCHING, HANDED_OFF, CLOSED)
    ]


# -- Journeys -------------------------------------------------------------------------------------


def test_journeys_are_listed_oldest_first_and_open_ones_unless_asked(hub):
    at_each_stage(hub)
    page = asking.journeys(hub, MONA)
    assert [row.stage for row in page.rows] == [
        "contact",
        "referral",
        "research",
        "research",
        "hand-off",
    ]
    assert len(asking.journeys(hub, MONA, open_only=False).rows) == 6


def test_pages_follow_each_other_without_gap_or_repetition(hub):
    references = at_each_stage(hub)
    seen, after = [], None
    while True:
        page = asking.journeys(hub, MONA, open_only=False, after=after, limit=4)
        seen += [row.reference for row in page.rows]
        after = page.next
        if after is None:
            break
    assert seen == references


def test_journeys_are_filtered_by_stage_team_and_owner(hub):
    at_each_stage(hub)
    mine = tell(hub, REFERRED, ALLOCATED).reference
    north = tell(hub, CONTACT, running.Allocate(team="north", talked_through="yes")).reference
    assert [r.reference for r in asking.journeys(hub, MONA, owner="carla").rows] == [mine]
    assert [r.reference for r in asking.journeys(hub, MONA, team="north").rows] == [north]
    assert len(asking.journeys(hub, MONA, stage="referral").rows) == 2


@pytest.mark.parametrize("after", ["nonsense", "", "-9999999999999999999999.x"])
def test_a_place_that_is_none_is_bad_input(hub, after):
    with pytest.raises(BadInputError) as refused:
        asking.journeys(hub, MONA, after=after)
    assert refused.value.faults[0].where == "after"


def test_a_limit_below_one_is_bad_input(sqlite_hub):
    with pytest.raises(BadInputError):
        asking.journeys(sqlite_hub, MONA, limit=0)


# -- Board ----------------------------------------------------------------------------------------


def test_the_board_shows_each_agency_of_each_journey_in_research(hub):
    at_each_stage(hub)
    tell(hub, ASKED, reply("police"))
    go_to(hub, london("2025-09-05", "12:00"))
    board = asking.board(hub, COLIN)
    cells = {row.reference: [(c.agency, c.state, c.late) for c in row.cells] for row in board.rows}
    assert cells == {
        "TL25-000003": [("police", "asked", True), ("health", "asked", True)],
        "TL25-000004": [],
        "TL25-000007": [("police", "nothing-known", False), ("health", "asked", True)],
    }
    assert board.totals.journeys == 3
    assert board.totals.missing_replies == 3
    assert board.totals.unasked == 1
    assert board.totals.late == 3


def test_what_runs_out_first_stands_first_and_totals_are_of_all_pages(hub):
    slow = tell(hub, RESEARCHING, ask("police", rating=Rating.GREEN)).reference
    quick = tell(hub, RESEARCHING, ask("police", rating=Rating.RED)).reference
    first = asking.board(hub, COLIN, per_page=1)
    second = asking.board(hub, COLIN, per_page=1, page=2)
    beyond = asking.board(hub, COLIN, per_page=1, page=3)
    assert [row.reference for row in first.rows + second.rows] == [quick, slow]
    assert (first.pages, first.totals.journeys, beyond.rows) == (2, 2, ())


def test_the_board_is_filtered_by_team_rating_agency_and_mine(hub):
    tell(hub, ASKED)
    red = tell(
        hub,
        REFERRED,
        ALLOCATED,
        ASKED[3],
        decide_referral(Outcome.RESEARCH, rating=Rating.RED),
        ask("housing"),
    ).reference
    for filters in ({"rating": "red"}, {"agency": "housing"}):
        assert [r.reference for r in asking.board(hub, COLIN, **filters).rows] == [red]
    assert [r.reference for r in asking.board(hub, CARLA, mine=True).rows] == [red]
    assert asking.board(hub, COLIN, team="north").totals.journeys == 0
    assert asking.board(hub, COLIN, team="north").pages == 1


@pytest.mark.parametrize("wrong", [{"rating": "purple"}, {"page": 0}, {"per_page": -1}])
def test_a_board_that_there_cannot_be_is_bad_input(sqlite_hub, wrong):
    with pytest.raises(BadInputError):
        asking.board(sqlite_hub, COLIN, **wrong)


def test_a_pending_signature_and_all_replies_in_are_counted(hub):
    tell(hub, ASKED, reply("police"), reply("health"))
    tell(hub, ASKED, decide_two(Outcome.ASSESSMENT, "police", "health"))
    totals = asking.board(hub, COLIN).totals
    assert (totals.all_in, totals.awaiting_signature) == (1, 1)


# -- Stuck ----------------------------------------------------------------------------------------


def test_what_waits_in_time_is_not_stuck(hub):
    tell(hub, ASKED)
    assert asking.stuck(hub, MONA) == []
    assert asking.counted(hub, MONA)["waiting"] == 1


def test_stuck_journeys_come_gravest_first_with_what_would_move_them(hub):
    amber = tell(hub, ASKED).reference
    red = tell(
        hub, REFERRED, ASKED[3], decide_referral(Outcome.RESEARCH, rating=Rating.RED), ask("police")
    ).reference
    go_to(hub, london("2025-09-05", "12:00"))
    lines = asking.stuck(hub, MONA)
    assert [line.reference for line in lines] == [red, amber]
    assert lines[0].finding == "late"
    assert lines[0].waiting_for == "agency:police"
    assert lines[0].command == "decide-after-research"  # chased often enough in vain
    assert "Fernleigh Police" in lines[0].sentence
    assert lines[0].rating == "red"


def test_stuck_is_filtered_by_finding_and_team_and_bounded(hub):
    tell(hub, ASKED, reply("police"), reply("health"))
    late = tell(hub, ASKED).reference
    go_to(hub, london("2025-09-04", "09:00"))
    assert [line.reference for line in asking.stuck(hub, MONA, finding="late")] == [late]
    assert [line.finding for line in asking.stuck(hub, MONA, finding="undecided")] == ["undecided"]
    assert asking.stuck(hub, MONA, team="north") == []
    assert len(asking.stuck(hub, MONA, limit=1)) == 1
    with pytest.raises(BadInputError):
        asking.stuck(hub, MONA, finding="lazy")


def test_the_numbers_agree_with_the_lists_behind_them(hub):
    at_each_stage(hub)
    go_to(hub, london("2025-09-09", "12:00"))
    counted = asking.counted(hub, MONA)
    for finding, number in counted.items():
        assert len(asking.stuck(hub, MONA, finding=finding)) == number, finding
    assert sum(counted.values()) == 5


def test_a_worker_who_left_makes_journeys_orphaned_in_the_list_too(hub):
    story = tell(hub, REFERRED, ALLOCATED)
    deactivate(hub, None, "carla")
    assert [(line.reference, line.finding) for line in asking.stuck(hub, MONA)] == [
        (story.reference, "orphaned")
    ]


JOURNEYS = {
    "contact": CONTACT,
    "referral": REFERRED,
    "unasked": RESEARCHING,
    "asked": ASKED,
    "all in": (*ASKED, reply("police"), reply("health")),
    "signature asked": (*ASKED, decide_two(Outcome.ASSESSMENT, "police", "health")),
    "signature asked, then a reply": (
        *ASKED,
        decide_two(Outcome.ASSESSMENT, "police", "health"),
        reply("police"),
    ),
    "assessment": (*ASKED, reply("police"), reply("health"), decide_two(Outcome.ASSESSMENT)),
    "hand-off": HANDED_OFF,
    "hand-off, nobody follows": (
        *HANDED_OFF,
        running.WaiveObligation(obligation="handoff-confirmed", reason="the service rings us"),
    ),
    "held twice": (
        *REFERRED,
        running.Hold(until=london("2025-09-03").astimezone(UTC), reason="a trip"),
        at("2025-09-03", "12:00"),
        running.Resume(reason="back"),
        running.Hold(until=london("2025-09-05").astimezone(UTC), reason="another trip"),
    ),
    "moved twice": (
        *ASKED,
        *(
            running.MoveDueDate(
                obligation="research-reply:police",
                due_at=london(f"2025-10-0{day}").astimezone(UTC),
                reason="asked for",
            )
            for day in (1, 2)
        ),
    ),
    "reconvened": (
        *REFERRED,
        decide_referral(Outcome.STRATEGY_DISCUSSION),
        HELD,
        conclude(Kind.STRATEGY_DISCUSSION, Outcome.RECONVENE),
        HELD,
        conclude(Kind.STRATEGY_DISCUSSION, Outcome.RECONVENE),
    ),
    "late reply after closure": (
        *ASKED,
        decide_two(Outcome.NO_FURTHER_ACTION, "police", "health"),
    ),
    "closed": CLOSED,
}


def essence(found):
    """What a journey is ranked and filtered by; since when, and the words, need the log."""
    return (found.grade, found.at, found.finding, found.why, found.owed and found.owed.id)


@pytest.mark.parametrize("days", [0, 1, 3, 40], ids=lambda days: f"after {days} days")
def test_rows_alone_rank_a_journey_as_its_whole_log_does(hub, days):
    names = {tell(hub, steps).reference: name for name, steps in JOURNEYS.items()}
    start = max(hub.clock.now(), london("2025-09-03", "12:00").astimezone(UTC))
    go_to(hub, start + timedelta(days=days))
    now, rules = hub.clock.now(), hub.rules()
    with hub.store.read() as session:
        light = {case.reference: case for case in light_cases(session)}
        for reference, events in log.load_many(session, list(names)):
            whole = fold(events)
            word = diagnose(whole, now=now, staff={}, rulebook=rules)
            if reference not in light:
                assert word is None, names[reference]
                continue
            found = leading(light[reference], now=now, staff={}, rulebook=rules)
            from_log = leading(whole, now=now, staff={}, rulebook=rules)
            assert essence(found) == essence(from_log), names[reference]
            assert (found.finding, found.grade) == (word.finding, word.grade), names[reference]


# -- Due ------------------------------------------------------------------------------------------


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


# -- Alerts ---------------------------------------------------------------------------------------


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


# -- Requests of an agency ------------------------------------------------------------------------

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


# -- Matches --------------------------------------------------------------------------------------

BORN = date(2015, 4, 3)


def matched(hub, **given):
    return [
        (match.reference, match.strength, match.why[0])
        for match in asking.matches(hub, CARLA, Child(**given))
    ]


def test_the_same_number_is_certain_whatever_the_name(hub):
    tell(hub, child("Óliver O'Brien", BORN, "HC-1"))
    assert matched(hub, name="Another Name", number="HC-1") == [
        ("TL25-000001", "certain", "the same number")
    ]


def test_the_same_name_and_birth_date_is_likely_in_any_spelling_and_order(hub):
    tell(hub, child("Óliver O'Brien", BORN))
    assert matched(hub, name="OBRIEN oliver", born=BORN) == [
        ("TL25-000001", "likely", "the same name and birth date")
    ]


def test_day_and_month_swapped_are_found_and_said(hub):
    tell(hub, child("Oliver Brien", BORN))
    assert matched(hub, name="Oliver Brien", born=date(2015, 3, 4)) == [
        ("TL25-000001", "likely", "the same name, and the birth date with day and month swapped")
    ]
    assert matched(hub, name="Olivier Brien", born=date(2015, 3, 4)) == [
        ("TL25-000001", "possible", "a similar name, and the birth date with day and month swapped")
    ]


def test_a_similar_name_needs_the_birth_date(hub):
    tell(hub, child("Oliver Brien", BORN))
    assert matched(hub, name="Olivier Brien", born=BORN)[0][1] == "possible"
    assert matched(hub, name="Olivier Brien", born=date(2016, 4, 3)) == []
    assert matched(hub, name="Somebody Else", born=BORN) == []


def test_open_journeys_come_before_surer_but_closed_ones(hub):
    closed = tell(hub, child("Lee Ash", BORN), CLOSED[1:]).reference
    still_open = tell(hub, child("Lee Ash", date(2014, 1, 1))).reference
    assert [
        match.reference for match in asking.matches(hub, CARLA, Child(name="Lee Ash", born=BORN))
    ] == [
        still_open,
        closed,
    ]


def test_matches_of_a_journey_leave_that_journey_out(hub):
    first = tell(hub, child("Lee Ash", BORN)).reference
    second = tell(hub, child("Lee Ash", BORN)).reference
    assert [m.reference for m in asking.matches(hub, CARLA, second)] == [first]
    with pytest.raises(NotFoundError):
        asking.matches(hub, CARLA, "TL25-000099")


@pytest.mark.parametrize("name", ["محمد علي", "Siân Llŷr", "李小龙", "Zoë 🌻", "e\u0301lodie"])
def test_names_of_any_script_are_matched(hub, name):
    tell(hub, child(name, BORN))
    assert [m.name for m in asking.matches(hub, CARLA, Child(name=name, born=BORN))] == [name]


# -- When -----------------------------------------------------------------------------------------


def test_a_due_date_comes_with_the_days_that_were_skipped_and_why(sqlite_hub):
    answer = asking.when(sqlite_hub, "contact-decision", start=london("2025-12-24", "16:55"))
    assert answer["key"] == "contact_decision"
    assert answer["due_at"] == datetime(2025, 12, 30, 0, 0, tzinfo=UTC)
    assert answer["starts_at"] == datetime(2025, 12, 24, 16, 55, tzinfo=UTC)
    assert [(each["date"].isoformat(), each["why"]) for each in answer["skipped"]] == [
        ("2025-12-25", "Christmas Day"),
        ("2025-12-26", "Boxing Day"),
        ("2025-12-27", "Saturday"),
        ("2025-12-28", "Sunday"),
    ]
    assert {
        "key",
        "profile",
        "authority",
        "limit",
        "unit",
        "starts_at",
        "due_at",
        "skipped",
    } <= set(answer)


def test_another_profile_counts_by_its_own_rules(sqlite_hub):
    by_key = asking.when(
        sqlite_hub, "contact_decision", start=london("2025-09-01"), profile="jersey-2015"
    )
    by_id = asking.when(
        sqlite_hub, "contact_decision", start=london("2025-09-01"), profile="jersey-2015@1"
    )
    assert by_key == by_id
    assert by_key["profile"] == "jersey-2015@1"


@pytest.mark.parametrize(
    ("given", "where"),
    [
        ({"key": "tea_break"}, "key"),
        ({"profile": "atlantis-1900"}, "profile"),
        ({"profile": "england-2023@77"}, "profile"),
        ({"start": datetime(2025, 9, 1, 9, 0)}, "from"),  # noqa: DTZ001 - the point
        ({"start": datetime(2199, 9, 1, 9, 0, tzinfo=UTC)}, "from"),
        ({"start": datetime(1850, 9, 1, 9, 0, tzinfo=UTC)}, "from"),
    ],
)
def test_what_cannot_be_counted_says_where_and_what_was_expected(sqlite_hub, given, where):
    asked = {"key": "contact_decision", "start": london("2025-09-01"), **given}
    with pytest.raises(BadInputError) as refused:
        asking.when(sqlite_hub, asked.pop("key"), **asked)
    assert [fault.where for fault in refused.value.faults] == [where]
    assert refused.value.faults[0].expected


def test_when_needs_only_rules(sqlite_hub):
    assert (
        asking.when(sqlite_hub.rules(), "contact_decision", start=london("2025-09-01"))["limit"]
        == 1
    )


def test_lists_are_the_same_for_an_auditor(sqlite_hub):
    tell(sqlite_hub, ASKED)
    assert asking.journeys(sqlite_hub, AUDITOR) == asking.journeys(sqlite_hub, SENNA)
    assert asking.board(sqlite_hub, AUDITOR) == asking.board(sqlite_hub, MONA)
