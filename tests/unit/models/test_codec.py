import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey.commands.contact import ConcernCategory
from journey.errors import NaiveInstantError
from journey.events import EVENTS
from journey.events.contact import ConcernAdded, ContactReceived, FamilyMemberAdded
from journey.events.research import MoreTimeRequested
from journey.people import Child, FamilyMember, ReferrerKind, Relation, Sex
from models.canonical import canonical
from models.codec import decode, encode
from models.errors import UnreadableEventError, UnstorableTextError
from tests.support.event_examples import FOLDER, file_of

EXAMPLES = sorted(FOLDER.glob("*.json"))

st.register_type_strategy(
    str, st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))
)
st.register_type_strategy(datetime, st.datetimes(timezones=st.just(UTC)))
events = st.one_of([st.from_type(kind) for kind in EVENTS.values()])


def read(example):
    stored = json.loads(example.read_text())
    return stored["type"], stored["schema"], stored["facts"], stored["narrative"]


@pytest.mark.parametrize("kind", EVENTS.values(), ids=EVENTS)
def test_every_event_has_an_example_of_its_newest_schema(kind):
    assert file_of(kind).is_file(), "run python -m tests.support.event_examples"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.stem)
def test_an_example_is_read_and_written_as_it_stands(example):
    type_name, schema, facts, narrative = read(example)
    event = decode(type_name, schema, facts, narrative)
    assert type(event).__name__ == type_name
    assert encode(event) == (facts, narrative)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.stem)
def test_an_example_whose_narrative_was_destroyed_keeps_its_facts(example):
    type_name, schema, facts, _ = read(example)
    assert encode(decode(type_name, schema, facts, None)) == (facts, {})


@given(events)
def test_every_event_comes_back_from_the_log_as_it_went_in(event):
    facts, narrative = (json.loads(canonical(part)) for part in encode(event))
    assert decode(type(event).__name__, event.SCHEMA, facts, narrative) == event


def test_what_says_who_a_child_is_is_kept_apart_from_the_facts():
    event = ContactReceived(
        reference="TL25-000001",
        team="mash",
        referrer_kind=ReferrerKind.SCHOOL,
        child=Child(name="Ada Invented", sex=Sex.FEMALE),
        family=(FamilyMember(name="Bea Invented", relation=Relation.MOTHER, in_household=True),),
        reason="hungry",
    )
    assert encode(event) == (
        {"reference": "TL25-000001", "team": "mash", "referrer_kind": "school"},
        {
            "child": {"name": "Ada Invented", "sex": "F"},
            "family": [{"name": "Bea Invented", "relation": "mother", "in_household": True}],
            "reason": "hungry",
        },
    )


def test_a_name_in_any_script_is_kept_as_it_is_written():
    event = FamilyMemberAdded(
        member=FamilyMember(name="Ольга Выдуманная 日本 😀", relation=Relation.OTHER)
    )
    facts, narrative = encode(event)
    assert "Ольга Выдуманная 日本 😀" in canonical(narrative)
    assert decode("FamilyMemberAdded", 1, facts, json.loads(canonical(narrative))) == event


def test_an_instant_is_kept_in_utc():
    half_past_nine_in_jersey = datetime(2025, 9, 1, 9, 30, tzinfo=timezone(timedelta(hours=1)))
    facts, _ = encode(
        MoreTimeRequested(request="R1", agency="police", until=half_past_nine_in_jersey)
    )
    assert facts["until"] == "2025-09-01T08:30:00+00:00"


def test_an_instant_without_a_zone_is_refused():
    noon = datetime.fromisoformat("2025-09-01T12:00")
    with pytest.raises(NaiveInstantError):
        encode(MoreTimeRequested(request="R1", agency="police", until=noon))


@pytest.mark.parametrize("unstorable", ["a\0b", "half of a pair \ud83d"])
def test_a_text_that_no_database_can_hold_is_refused_by_field_and_never_quoted(unstorable):
    with pytest.raises(UnstorableTextError, match=r"ConcernAdded\.description") as refused:
        encode(ConcernAdded(concern="C1", category=ConcernCategory.OTHER, description=unstorable))
    assert unstorable not in str(refused.value)


@pytest.mark.parametrize(
    ("type_name", "schema", "facts"),
    [
        ("NeverHeardOf", 1, {}),
        ("ConcernAdded", 2, {"concern": "C1", "category": "other"}),
        ("ConcernAdded", 1, {"concern": "C1", "category": "other", "added_later": 1}),
        ("ConcernAdded", 1, {"concern": "C1", "category": "unheard-of"}),
        ("ConcernAdded", 1, {"concern": "C1"}),
    ],
)
def test_an_event_of_a_newer_program_is_not_guessed_at(type_name, schema, facts):
    with pytest.raises(UnreadableEventError, match=type_name):
        decode(type_name, schema, facts, None)
