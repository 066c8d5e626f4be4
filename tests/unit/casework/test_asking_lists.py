import pytest

from casework import asking
from casework.errors import BadInputError
from journey.commands import running
from journey.terms import Outcome, Rating
from tests.support.cases import (
    ALLOCATED,
    ASKED,
    CONTACT,
    REFERRED,
    RESEARCHING,
    ask,
    decide_referral,
    decide_two,
    reply,
)
from tests.support.rulebook import london
from tests.unit.casework.hubs import (
    AUDITOR,
    CARLA,
    COLIN,
    MONA,
    SENNA,
    at_each_stage,
    go_to,
    tell,
)


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


def test_the_board_shows_each_agency_of_each_journey_in_research(hub):
    at_each_stage(hub)
    tell(hub, ASKED, reply("police"))
    go_to(hub, london("2025-09-05", "12:00"))
    board = asking.board(hub, COLIN)
    # What is missing stands before what is in.
    cells = {row.reference: [(c.agency, c.state, c.late) for c in row.cells] for row in board.rows}
    assert cells == {
        "TL25-000003": [("health", "asked", True), ("police", "asked", True)],
        "TL25-000004": [],
        "TL25-000007": [("health", "asked", True), ("police", "nothing-known", False)],
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


def test_lists_are_the_same_for_an_auditor(sqlite_hub):
    tell(sqlite_hub, ASKED)
    assert asking.journeys(sqlite_hub, AUDITOR) == asking.journeys(sqlite_hub, SENNA)
    assert asking.board(sqlite_hub, AUDITOR) == asking.board(sqlite_hub, MONA)
