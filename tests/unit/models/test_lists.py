"""Lists of journeys, the board, what is owed, and requests."""

from dataclasses import replace
from datetime import date

import pytest

from journey.events.research import PartnerAsked
from journey.people import Child
from journey.terms import Rating
from models.errors import BadPageError
from models.queries import board, journeys, owed, requests
from models.queries.board import BoardFilter
from models.queries.journeys import JourneyFilter
from models.queries.owed import OwedFilter
from tests.support.cases import (
    ALLOCATED,
    ASKED,
    CLOSED,
    CONSENT,
    CONTACT,
    REFERRED,
    RESEARCHING,
    Outcome,
    ask,
    at,
    decide_referral,
    play,
    received,
    reply,
)
from tests.support.keeping import keep, kept
from tests.support.rulebook import london

ONE, TWO, THREE, FOUR = (f"TL25-00000{number}" for number in (1, 2, 3, 4))
RED = (*REFERRED, CONSENT, decide_referral(Outcome.RESEARCH, rating=Rating.RED))


@pytest.fixture
def hub(store):
    """Four journeys: a contact, one closed, and two in research, the later one red."""
    kept(store, CONTACT, reference=ONE)
    kept(store, CLOSED, reference=TWO)
    kept(store, at("2025-09-03"), ASKED, ALLOCATED, reply("health"), reference=THREE)
    kept(store, at("2025-09-04"), RED, ask("police", "school"), reference=FOUR)
    return store


def references(page):
    return [line.reference for line in page.rows]


def all_pages(ask_for):
    """Every row of a list that is turned page by page, two rows at a time."""
    rows, after = [], None
    while True:
        page = ask_for(after=after, limit=2)
        rows += page.rows
        after = page.next_page
        if after is None:
            return rows


@pytest.mark.shows("C9")
def test_open_journeys_are_listed_by_age(hub):
    with hub.read() as session:
        assert references(journeys.journeys(session)) == [ONE, THREE, FOUR]
        assert references(journeys.journeys(session, newest_first=True)) == [FOUR, THREE, ONE]


@pytest.mark.shows("Q9")
@pytest.mark.parametrize(
    ("which", "found"),
    [
        (JourneyFilter(is_open=False), [TWO]),
        (JourneyFilter(is_open=None), [ONE, TWO, THREE, FOUR]),
        (JourneyFilter(stage="research"), [THREE, FOUR]),
        (JourneyFilter(stage="closed", is_open=None), [TWO]),
        (JourneyFilter(worker="carla"), [THREE]),
        (JourneyFilter(team="mash"), [ONE, THREE, FOUR]),
        (JourneyFilter(team="elsewhere"), []),
        (JourneyFilter(opened_before=london("2025-09-03", "12:00")), [ONE, THREE]),
    ],
)
def test_a_list_and_its_count_ask_the_same(hub, which, found):
    with hub.read() as session:
        assert references(journeys.journeys(session, which)) == found
        assert journeys.count(session, which) == len(found)


def test_journeys_are_counted_by_stage(hub):
    with hub.read() as session:
        assert journeys.count_by_stage(session) == {"contact": 1, "research": 2}
        assert journeys.count_by_stage(session, JourneyFilter(is_open=None)) == {
            "contact": 1,
            "closed": 1,
            "research": 2,
        }


@pytest.mark.parametrize("newest_first", [False, True])
def test_pages_hold_every_journey_once_even_where_instants_are_the_same(hub, newest_first):
    kept(hub, CONTACT, reference="TL25-000005")
    everything = JourneyFilter(is_open=None)
    with hub.read() as session:
        turned = all_pages(
            lambda **how: journeys.journeys(session, everything, newest_first=newest_first, **how)
        )
    found = [line.reference for line in turned]
    assert sorted(found) == [ONE, TWO, THREE, FOUR, "TL25-000005"]


@pytest.mark.parametrize("after", ["", "nonsense", "x.TL25-000001", f"{10**30}.TL25-000001"])
def test_a_page_after_what_never_was_an_end_of_one_is_refused(hub, after):
    with pytest.raises(BadPageError, match="no such page"), hub.read() as session:
        journeys.journeys(session, after=after)


def test_a_line_says_where_the_journey_stands(store):
    played = kept(store, received(child=Child(name="Ada Invented", born=date(2019, 5, 4))))
    with store.read() as session:
        line = journeys.journey(session, ONE)
        assert journeys.journey(session, "TL25-000099") is None
        assert journeys.by_reference(session, [ONE, "TL25-000099"]) == {ONE: line}
    assert (line.child, line.born, line.stage, line.version) == (
        "Ada Invented",
        date(2019, 5, 4),
        "contact",
        len(played.log),
    )
    assert line.runs_out_at == min(o.due_at for o in played.case.open_obligations())


def test_the_board_shows_what_runs_out_first_first_with_each_agencys_cell(hub):
    with hub.read() as session:
        found = board.board(session)
    red, amber = found.rows
    assert [line.journey.reference for line in found.rows] == [FOUR, THREE]
    assert red.journey.runs_out_at < amber.journey.runs_out_at
    assert [(cell.agency, cell.state, cell.answered) for cell in amber.requests] == [
        ("police", "asked", False),
        ("health", "nothing-known", True),
    ]
    police = amber.requests[0]
    assert (police.owed.kind, police.owed.owed_by, police.owed.due_at) == (
        "research-reply",
        "agency:police",
        police.due_at,
    )
    assert amber.requests[1].owed.state == "met"


@pytest.mark.shows("Q9")
@pytest.mark.parametrize(
    ("which", "found"),
    [
        (BoardFilter(), [FOUR, THREE]),
        (BoardFilter(rating="red"), [FOUR]),
        (BoardFilter(worker="carla"), [THREE]),
        (BoardFilter(team="elsewhere"), []),
        (BoardFilter(agency="police"), [FOUR, THREE]),
        (BoardFilter(agency="health"), []),
        (BoardFilter(agency="school"), [FOUR]),
    ],
)
def test_the_boards_rows_and_totals_ask_the_same(hub, which, found):
    with hub.read() as session:
        rows = all_pages(lambda **how: board.board(session, which, **how))
        totals = board.totals(session, which, now=london("2025-09-05"))
    assert [line.journey.reference for line in rows] == found
    assert totals.journeys == len(rows)
    assert totals.asked == sum(len(line.requests) for line in rows)
    assert totals.replies == sum(cell.answered for line in rows for cell in line.requests)
    assert totals.late == sum(line.journey.runs_out_at <= london("2025-09-05") for line in rows)


def test_the_board_takes_two_queries_however_many_journeys_it_shows(hub, queries_of):
    assert len(queries_of(hub, board.board)) == 2


def test_what_is_due_is_listed_by_due_instant(hub):
    with hub.read() as session:
        everything = all_pages(lambda **how: owed.owed(session, **how))
        assert owed.count(session) == len(everything)
    dues = [(each.obligation.due_at, each.id) for each in everything]
    assert dues == sorted(dues)
    assert {each.reference for each in everything} >= {ONE, THREE, FOUR}


@pytest.mark.parametrize(
    ("which", "expected"),
    [
        (
            OwedFilter(parties=["agency:police"]),
            {(THREE, "research-reply"), (FOUR, "research-reply")},
        ),
        (
            OwedFilter(parties=["agency:police"], due_before=london("2025-09-04", "23:59")),
            {(FOUR, "research-reply")},
        ),
        (OwedFilter(parties=["agency:school", "agency:health"]), {(FOUR, "research-reply")}),
        (OwedFilter(parties=[]), set()),
        (OwedFilter(team="elsewhere"), set()),
        (OwedFilter(kind="contact-decision"), {(ONE, "contact-decision")}),
    ],
)
def test_what_a_party_owes_and_its_count_ask_the_same(hub, which, expected):
    with hub.read() as session:
        found = owed.owed(session, which).rows
        assert owed.count(session, which) == len(found)
    assert {(each.reference, each.obligation.kind) for each in found} == expected


def test_what_is_owed_on_a_journey_is_told_apart_from_what_was(store):
    played = kept(store, ASKED, reply("police"))
    with store.read() as session:
        still = owed.of_journey(session, ONE)
        ever = owed.of_journey(session, ONE, is_open=False)
        one = owed.obligation(session, ever[0].id)
        assert owed.obligation(session, f"{ONE}.O999") is None
    assert [each.obligation for each in still] == list(played.case.open_obligations())
    assert [each.obligation for each in ever] == list(played.case.obligations.values())
    assert one == ever[0]


def test_a_partner_sees_what_waits_for_its_reply_first_due_first(hub):
    with hub.read() as session:
        waiting = all_pages(lambda **how: requests.of_agency(session, "police", **how))
        answered = requests.of_agency(session, "health", answered=True).rows
        assert requests.count_of_agency(session, "police") == 2
        assert requests.count_of_agency(session, "police", answered=True) == 0
        assert requests.count_of_agency(session, "health", answered=True) == 1
    assert [(line.id, line.owed.state) for line in waiting] == [
        (f"{FOUR}.R1", "open"),
        (f"{THREE}.R1", "open"),
    ]
    assert [(line.id, line.owed.state) for line in answered] == [(f"{THREE}.R2", "met")]


def test_who_is_asked_in_a_closed_schools_place_sees_the_request_too(store):
    played = play(RESEARCHING, ask("school"))
    keep(
        store,
        [
            replace(each, event=replace(each.event, ask_instead="education"))
            if isinstance(each.event, PartnerAsked)
            else each
            for each in played.log
        ],
    )
    with store.read() as session:
        for agency in ("school", "education"):
            assert [line.id for line in requests.of_agency(session, agency).rows] == [f"{ONE}.R1"]


def test_one_request_is_found_by_its_id_with_what_is_owed_for_it(hub):
    with hub.read() as session:
        found = requests.request(session, f"{FOUR}.R2")
        assert requests.request(session, f"{FOUR}.R9") is None
    assert (found.request, found.agency, found.rating, found.owed.owed_by) == (
        "R2",
        "school",
        "red",
        "agency:school",
    )
