from dataclasses import fields, replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select, text

from journey.case import Case, Obligation
from journey.ladders import Action
from journey.people import Child, Sex
from journey.terms import ObligationState, Outcome
from models import log, projections
from models.names import normal_name
from models.projections import NEVER, as_obligation, obligation_row, rows_of, runs_out
from models.tables import JourneyRow, ObligationRow, PersonRow, ResearchRequestRow, table_of
from tests.support.cases import (
    ALLOCATED,
    ASKED,
    CLOSED,
    CONTACT,
    HANDED_OFF,
    REFERENCE,
    REFERRED,
    RESEARCHING,
    at,
    decide_two,
    go_on,
    play,
    received,
    reply,
    sign,
)
from tests.support.keeping import keep, kept

OTHER = "TL25-000002"
STORIES = {
    "closed": (CLOSED,),
    "handed off": (HANDED_OFF, at("2025-09-20")),
    "decided without a reply": (
        ASKED,
        at("2025-09-10"),
        reply("police"),
        decide_two(Outcome.ASSESSMENT, "health"),
        sign(),
    ),
    "allocated and late": (ASKED, ALLOCATED, at("2025-09-25")),
}


def live(store, projection, reference=REFERENCE):
    table = table_of(projection)
    (key,) = table.primary_key.columns
    with store.read() as session:
        found = session.execute(select(table).where(table.c.reference == reference)).mappings()
        return {row[key.name]: dict(row) for row in found}


@pytest.mark.parametrize("steps", STORIES.values(), ids=STORIES)
def test_writing_only_what_changed_gives_the_rows_of_the_whole_journey(store, steps):
    played = play(*steps)
    case = Case()
    for number in range(0, len(played.log), 3):
        case = keep(store, played.log[number : number + 3], case)
    for projection, rows in rows_of(played.case).items():
        assert live(store, projection) == rows
    assert projections.rebuild(store, check=True) == projections.Rebuild(
        equal=True, journeys=1, differences=[]
    )


def test_a_check_names_every_difference_and_a_rebuild_puts_it_right(store):
    kept(store, ASKED)
    kept(store, CONTACT, reference=OTHER)
    before = {projection: live(store, projection) for projection in projections.PROJECTIONS}
    with store.write() as session:
        session.execute(text("UPDATE obligation SET chases = 9 WHERE id = 'TL25-000001.O1'"))
        session.execute(text("DELETE FROM research_request WHERE id = 'TL25-000001.R2'"))
        session.execute(
            text(
                "UPDATE episode SET id = 'TL25-000003.E1', reference = 'TL25-000003' WHERE id = 'TL25-000002.E1'"
            )
        )
    differences = [
        "obligation TL25-000001.O1: wrong",
        "research_request TL25-000001.R2: missing",
        "episode TL25-000002.E1: missing",
        "episode TL25-000003.E1: not in the log",
    ]
    checked = projections.rebuild(store, check=True)
    assert (checked.equal, checked.journeys, sorted(checked.differences)) == (
        False,
        3,
        sorted(differences),
    )
    assert not projections.rebuild(store, check=False).equal
    assert projections.rebuild(store, check=True).equal
    assert {projection: live(store, projection) for projection in projections.PROJECTIONS} == before


def test_a_rebuild_says_how_far_it_is_and_tells_nobody_anything(store):
    kept(store, ASKED, at("2025-09-08"))
    with store.write() as session:
        session.execute(text("DELETE FROM notification"))
        session.execute(text("DELETE FROM delivery"))
    said = []
    projections.rebuild(
        store, check=False, progress=lambda done, all_of: said.append((done, all_of))
    )
    assert said == [(1, 1)]
    with store.read() as session:
        assert session.execute(text("SELECT count(*) FROM notification")).scalar_one() > 0
        assert session.execute(text("SELECT count(*) FROM delivery")).scalar_one() == 0


def test_a_destroyed_narrative_leaves_no_person_behind(store):
    kept(store, CONTACT)
    assert [row["name"] for row in live(store, PersonRow).values()] == [
        "Invented Child",
        "Invented Mother",
        "Invented Father",
    ]
    with store.write() as session:
        log.destroy_narrative(session, REFERENCE)
    projections.rebuild(store, check=False)
    assert live(store, PersonRow) == {}


OBLIGATION = Obligation(
    id="O12",
    kind="research-reply",
    subject="police",
    about="R3",
    episode="E2",
    owed_by="agency:police",
    ask_instead="agency:police-duty",
    timescale="research_amber",
    profile="england-2023@1",
    authority="Invented protocol",
    checked=False,
    ladder="research",
    starts_at=datetime(2025, 9, 1, 8, tzinfo=UTC),
    due_at=datetime(2025, 9, 2, 8, tzinfo=UTC),
    first_due_at=datetime(2025, 9, 1, 20, tzinfo=UTC),
    state=ObligationState.LATE_MET,
    ended_at=datetime(2025, 9, 3, 8, tzinfo=UTC),
    rung=4,
    last_action=Action.CHASE,
    last_action_at=datetime(2025, 9, 2, 9, tzinfo=UTC),
    next_rung=5,
    next_action_at=datetime(2025, 9, 4, 8, tzinfo=UTC),
    moves=1,
    chases=2,
    follows_worker=True,
)
NEW = replace(
    OBLIGATION,
    subject=None,
    about=None,
    episode=None,
    ask_instead=None,
    ended_at=None,
    rung=None,
    last_action=None,
    last_action_at=None,
    state=ObligationState.OPEN,
)


@pytest.mark.parametrize("obligation", [OBLIGATION, NEW])
def test_nothing_of_an_obligation_is_lost_in_its_row(obligation):
    row = obligation_row(REFERENCE, obligation)
    assert as_obligation(row) == obligation
    assert row["id"] == "TL25-000001.O12"


def test_the_example_above_fills_every_field_of_an_obligation():
    assert [f.name for f in fields(Obligation) if getattr(OBLIGATION, f.name) == f.default] == []


@pytest.mark.parametrize("projection", projections.PROJECTIONS, ids=lambda p: p.__tablename__)
def test_a_projection_is_given_every_column_it_has(projection):
    played = play(ASKED, at("2025-09-08"))
    rows = rows_of(played.case)[projection]
    expected = {column.name for column in table_of(projection).c}
    assert all(set(row) == expected for row in rows.values())


def test_what_runs_out_first_in_research_is_the_first_missing_reply():
    played = play(ASKED, at("2025-09-02", "11:00"))
    police, health = played.owed("research-reply:police"), played.owed("research-reply:health")
    assert runs_out(played.case) == min(police.due_at, health.due_at)
    research = next(e.id for e in played.case.open_episodes() if e.kind == "research")
    go_on(played, reply("police"), reply("health"))
    assert runs_out(played.case) == min(
        o.due_at for o in played.case.open_obligations() if o.episode == research
    )


def test_a_closed_journey_that_owes_nothing_never_runs_out():
    case = replace(play(CLOSED).case, obligations={})
    assert runs_out(case) == NEVER


def test_a_journey_in_research_says_how_many_replies_are_in(store):
    kept(store, ASKED, reply("police"))
    row = live(store, JourneyRow)[REFERENCE]
    assert (row["stage"], row["rating"], row["asked"], row["replies"]) == (
        "research",
        "amber",
        2,
        1,
    )
    requests = live(store, ResearchRequestRow)
    assert [(row["agency"], row["answered"]) for row in requests.values()] == [
        ("police", True),
        ("health", False),
    ]


def test_a_journey_before_research_is_in_none(store):
    kept(store, REFERRED)
    row = live(store, JourneyRow)[REFERENCE]
    assert (row["research_episode"], row["asked"], row["replies"]) == (None, 0, 0)
    kept(store, RESEARCHING, reference=OTHER)
    assert live(store, JourneyRow, OTHER)[OTHER]["research_episode"] == "E3"


def test_a_child_is_kept_with_what_it_is_found_by(store):
    child = Child(name="Óliver  O'Brien-Nowak", born=date(2018, 2, 3), sex=Sex.MALE, number="C-77")
    kept(store, received(child=child))
    row = live(store, PersonRow)[f"{REFERENCE}.P0"]
    assert row["normal_name"] == "nowak obrien oliver"
    assert (row["born"], row["sex"], row["lasting_number"], row["number"]) == (
        date(2018, 2, 3),
        "M",
        "C-77",
        0,
    )


def test_notices_of_a_climb_are_projected_with_their_obligation(store):
    played = kept(store, ASKED, at("2025-09-04"))
    chased = [sent for sent in played.case.sent if sent.template == "chase"]
    with store.read() as session:
        found = session.execute(
            text(
                "SELECT party, obligation FROM notification WHERE template = 'chase' ORDER BY version, number"
            )
        )
        assert [tuple(row) for row in found] == [(sent.to, sent.obligation) for sent in chased]
    assert chased


def test_what_is_owed_stays_in_the_order_it_was_opened(store):
    played = kept(store, ASKED, at("2025-09-25"))
    rows = sorted(live(store, ObligationRow).values(), key=lambda row: row["number"])
    assert [f"O{row['number']}" for row in rows] == list(played.case.obligations)


@pytest.mark.parametrize(
    ("name", "normal"),
    [
        ("Ada Invented", "ada invented"),
        ("invented  ADA", "ada invented"),
        ("Zoë-Mae Müller", "mae muller zoe"),
        ("O’Neil, Seán", "oneil sean"),
        ("Straße", "strasse"),
        ("Ольга Выдуманная", "выдуманная ольга"),
        ("王 小明", "小明 王"),
        ("...", ""),
    ],
)
def test_a_name_is_compared_without_case_accents_and_order(name, normal):
    assert normal_name(name) == normal
