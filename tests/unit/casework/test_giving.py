from datetime import datetime, timedelta

import pytest
from sqlalchemy import event

from casework import asking
from casework.errors import BadInputError, NotFoundError
from casework.giving import give
from casework.registry import parse
from journey.commands import record, research, running
from journey.commands.contact import ConcernCategory
from journey.people import Child
from journey.refusals import Refused
from journey.shapes import TEXT_LIMIT
from journey.terms import Outcome
from models.errors import StoreFullError
from tests.support.cases import (
    ASKED,
    CLOSED,
    CONTACT,
    RECEIVED,
    RESEARCHING,
    ask,
    at,
    decide_two,
    received,
    reply,
)
from tests.unit.casework.hubs import (
    COLIN,
    HEALTH,
    MONA,
    POLICE,
    hub_on,
    tell,
    untouched,
    whole,
)

CONCERN = record.AddConcern(category=ConcernCategory.NEGLECT, description="cold at night")


def faults(doing, *given, **more):
    with pytest.raises(BadInputError) as refused:
        doing(*given, **more)
    return [fault.where for fault in refused.value.faults]


def test_a_contact_starts_a_journey_with_the_next_reference_of_its_year(hub):
    first = give(hub, RECEIVED, COLIN)
    second = give(hub, RECEIVED, COLIN)
    assert (first.reference, second.reference) == ("TL25-000001", "TL25-000002")
    assert first.events[:3] == ("ContactReceived", "ConcernAdded", "EpisodeOpened")
    assert first.opened == ("C1", "E1")
    assert "what the child says" in first.warnings[0]
    assert whole(hub)


def test_a_journey_played_to_its_end_leaves_projections_that_equal_the_log(hub):
    tell(hub, CLOSED)
    tell(hub, ASKED, at("2025-09-05"), reply("police"), decide_two(Outcome.ASSESSMENT, "health"))
    assert whole(hub)


def test_the_year_of_a_reference_is_the_hubs_own(store):
    from tests.support.rulebook import london  # noqa: PLC0415 - beside its only use

    hub = hub_on(store, london("2026-01-01", "00:00"))
    assert give(hub, RECEIVED, COLIN).reference == "TL26-000001"


def test_a_refusal_changes_nothing_and_gives_the_reference_back(hub):
    tomorrow = hub.clock.now().date() + timedelta(days=1)
    with untouched(hub):
        answer = give(hub, received(child=Child(name="x", born=tomorrow)), COLIN)
    assert answer.code == "unknown-subject"
    assert give(hub, RECEIVED, COLIN).reference == "TL25-000001"


def test_listeners_hear_of_what_was_committed_and_of_nothing_else(hub):
    heard = []
    hub.after_commit.append(heard.append)
    story = tell(hub, CONTACT)
    assert heard == [story.reference] * 2
    refused = story.give(running.Close(reason="done"), "mona")
    assert isinstance(refused, Refused)
    assert len(heard) == 2


def test_half_a_contact_is_bad_input_that_names_every_half(hub):
    with untouched(hub):
        assert faults(parse, "receive-contact", {"child": {}, "reason": "worried"}) == [
            "child.name",
            "referrer",
            "concerns",
        ]


def test_a_contact_about_nothing_is_refused(hub):
    with untouched(hub):
        assert give(hub, received(concerns=()), COLIN).code == "unknown-subject"


def test_an_unknown_agency_is_refused_with_those_there_are(hub):
    story = tell(hub, RESEARCHING)
    with untouched(hub):
        answer = give(hub, ask("police", "coastguard"), MONA, story.reference)
    assert answer.code == "unknown-subject"
    assert "police-duty" in answer.needs[0]


def test_a_withdrawn_request_takes_no_reply(hub):
    story = tell(hub, ASKED, research.WithdrawRequest(agency="police", reason="not needed"))
    with untouched(hub):
        answer = give(hub, reply("police"), POLICE, story.reference)
    assert (answer.code, "withdrawn" in answer.sentence) == ("not-now", True)


def test_a_second_reply_is_refused(hub):
    story = tell(hub, ASKED, reply("police", why_involved="known"))
    with untouched(hub):
        answer = give(hub, reply("police", why_involved="known better"), POLICE, story.reference)
    assert answer.code == "not-now"
    assert "correct-entry" in answer.needs[0]


def test_a_reply_to_anothers_request_is_refused(hub):
    story = tell(hub, ASKED)
    with untouched(hub):
        assert give(hub, reply("police"), HEALTH, story.reference).code == "not-qualified"


def test_an_instant_without_a_zone_is_bad_input_even_past_the_border(hub):
    with untouched(hub):
        assert faults(parse, "hold", {"until": "2025-10-01T09:00:00", "reason": "a trip"}) == [
            "until"
        ]
    story = tell(hub, CONTACT)
    naive = running.Hold(until=datetime(2025, 10, 1, 9, 0), reason="a trip")  # noqa: DTZ001 - the point
    with untouched(hub), pytest.raises((BadInputError, TypeError, ValueError)):
        give(hub, naive, MONA, story.reference)


def test_ten_megabytes_of_text_are_bad_input_with_the_limit(hub):
    payload = {"category": "neglect", "description": "x" * 10_000_000}
    with untouched(hub), pytest.raises(BadInputError) as refused:
        parse("add-concern", payload)
    assert refused.value.faults[0].expected == f"at most {TEXT_LIMIT} characters"
    assert len(str(refused.value)) < 500


TEXTS = {
    "Arabic": "تقول إنها خائفة",
    "Welsh": "Mae'r plentyn yn dweud ei bod yn oer yn y tŷ, ŵyr Siân",
    "emoji": "🌻 sad 👨‍👩‍👧‍👦 and 🏴󠁧󠁢󠁷󠁬󠁳󠁿",
    "combining marks": "e\u0301a\u0300o\u0308 Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢",
    "right to left marks": "\u202etfel\u202c and \u200f",
    "lines and tabs": "one\ttwo\nthree\r\nfour",
    "a formula": '=HYPERLINK("http://x","y")',
    "markup": "<script>alert(1)</script> {{ 7*7 }} %s ' -- \\",
    "astral letters": "𝓐𝓑 𠜎𠜱",
}


@pytest.mark.parametrize("name", TEXTS)
def test_text_in_any_script_comes_back_letter_for_letter(hub, name):
    text = TEXTS[name]
    command = parse("receive-contact", {**payload_of(), "reason": text, "child": {"name": text}})
    shown = asking.show(hub, MONA, give(hub, command, COLIN).reference)
    assert (shown.reason, shown.child.name) == (text, text)
    assert whole(hub)


def payload_of():
    return {
        "child": {"name": "Invented Child"},
        "referrer": {"kind": "school"},
        "reason": "seen hungry",
        "concerns": [{"category": "neglect", "description": "no breakfast"}],
    }


@pytest.mark.parametrize("text", ["nul\0", "half \ud83c"], ids=["NUL", "half a pair"])
def test_what_no_database_keeps_is_stopped_at_the_border_and_behind_it(hub, text):
    assert faults(parse, "add-concern", {"category": "neglect", "description": text}) == [
        "description"
    ]
    story = tell(hub, CONTACT)
    with untouched(hub), pytest.raises(Exception, match="cannot be kept"):
        give(
            hub,
            record.AddConcern(category=ConcernCategory.NEGLECT, description=text),
            MONA,
            story.reference,
        )


def test_no_journey_of_that_reference_is_not_found(hub):
    for wrong in ("TL25-000009", "", "x" * 5_000, "TL25-000001'; DROP TABLE journey; --"):
        with untouched(hub), pytest.raises(NotFoundError):
            give(hub, CONCERN, MONA, wrong)


def test_a_contact_names_no_journey_and_everything_else_does(hub):
    with untouched(hub):
        assert faults(give, hub, RECEIVED, MONA, "TL25-000001") == ["journey"]
        assert faults(give, hub, CONCERN, MONA) == ["journey"]


def test_a_full_disk_is_said_to_be_full_and_leaves_nothing_half_done(sqlite_store):
    hub = hub_on(sqlite_store)
    story = tell(hub, CONTACT)
    pages = full_from_now_on(sqlite_store)
    long = received(reason="x" * TEXT_LIMIT, done_already="y" * TEXT_LIMIT)
    with untouched(hub):
        with pytest.raises(StoreFullError, match="disk"):
            give(hub, long, COLIN)
        more = record.AddConcern(category=ConcernCategory.OTHER, description="z" * TEXT_LIMIT)
        with pytest.raises(StoreFullError):
            give(hub, more, MONA, story.reference)
    room_again(sqlite_store, pages)
    assert give(hub, long, COLIN).reference == "TL25-000002"
    assert whole(hub)


def full_from_now_on(store):
    """Let SQLite's file not grow any more: what it answers is what a full disk makes it answer."""

    def no_more_pages(connection, _record, _proxy):
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count={pages}")

    with store.read() as session:
        session.connection().exec_driver_sql("PRAGMA page_count").scalar_one()
    event.listen(store.engine, "checkout", no_more_pages)
    return no_more_pages


def room_again(store, listener):
    event.remove(store.engine, "checkout", listener)
    store.close()
