import threading
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import event

from casework import asking
from casework.errors import BadInputError, NotFoundError
from casework.giving import Given, give
from casework.registry import parse
from journey.commands import contact, record, research, running
from journey.commands.contact import ConcernCategory
from journey.errors import JourneyMovedOn
from journey.people import Child
from journey.refusals import Refused
from journey.shapes import TEXT_LIMIT
from journey.terms import Disposal, Outcome
from models import log
from models.errors import StoreFullError, TakenMeanwhileError
from models.projections import rebuild
from models.queries import idempotency
from tests.support.cases import (
    ALLOCATED,
    ASKED,
    CLOSED,
    CONTACT,
    RECEIVED,
    REFERRED,
    RESEARCHING,
    ask,
    at,
    decide_contact,
    decide_two,
    received,
    reply,
)
from tests.unit.casework.hubs import (
    AUDITOR,
    COLIN,
    HEALTH,
    MONA,
    POLICE,
    events_of,
    hub_on,
    tell,
    tell_on,
    untouched,
)

CONCERN = record.AddConcern(category=ConcernCategory.NEGLECT, description="cold at night")


def whole(hub):
    """Assert that the record is whole, and that the projections are what it says."""
    with hub.store.read() as session:
        found = log.verify(session)
    assert found.whole, found.first_fault
    assert rebuild(hub.store, check=True).differences == []
    return True


def faults(doing, *given, **more):
    with pytest.raises(BadInputError) as refused:
        doing(*given, **more)
    return [fault.where for fault in refused.value.faults]


# -- What is given is on the record -----------------------------------------------------------------


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


# -- Bad input, and nothing half done ---------------------------------------------------------------


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


# -- Versions ---------------------------------------------------------------------------------------


def test_a_command_against_an_old_version_is_refused_and_says_where_the_journey_is(hub):
    story = tell(hub, CONTACT)
    seen = story.given[-1].version
    tell_on(story, CONCERN)
    with untouched(hub):
        answer = give(hub, CONCERN, MONA, story.reference, expected_version=seen)
    assert answer.code == "moved-on"
    assert f"version {seen + 1} now" in answer.sentence


def test_a_command_against_the_newest_version_is_taken(hub):
    story = tell(hub, CONTACT)
    version = story.given[-1].version
    answer = give(hub, CONCERN, MONA, story.reference, expected_version=version)
    assert answer.version == version + 1


def test_another_process_got_in_between_and_the_command_is_decided_anew(hub, monkeypatch):
    story = tell(hub, CONTACT)
    other = log.append
    calls = []

    def first_time_moved(session, reference, recorded, *, expected_version):
        calls.append(expected_version)
        if len(calls) == 1:
            raise JourneyMovedOn(reference, expected_version, expected_version + 1)
        return other(session, reference, recorded, expected_version=expected_version)

    monkeypatch.setattr(log, "append", first_time_moved)
    assert isinstance(give(hub, CONCERN, MONA, story.reference), Given)
    assert len(calls) == 2
    calls.clear()
    version = len(events_of(hub, story.reference))
    answer = give(hub, CONCERN, MONA, story.reference, expected_version=version)
    assert answer.code == "moved-on"
    assert len(calls) == 1


def test_commands_given_at_once_all_stand_in_one_whole_record(hub):
    story = tell(hub, CONTACT)
    answers, start = [], threading.Barrier(4)

    def one():
        start.wait()
        answers.append(give(hub, CONCERN, MONA, story.reference))

    threads = [threading.Thread(target=one) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    taken = [answer for answer in answers if isinstance(answer, Given)]
    # Whoever lost three times is told that the journey moved on; nobody is half done.
    assert len(taken) >= 3
    assert {a.code for a in answers if isinstance(a, Refused)} <= {"moved-on"}
    assert len(asking.show(hub, MONA, story.reference).concerns) == 1 + len(taken)
    assert whole(hub)


# -- Keys and references ------------------------------------------------------------------------------


def test_the_same_command_under_the_same_key_is_answered_like_the_first(hub):
    story = tell(hub, CONTACT)
    first = give(hub, CONCERN, MONA, story.reference, key="k1")
    with untouched(hub):
        again = give(hub, CONCERN, MONA, story.reference, key="k1")
    assert again == replace(first, replayed=True)


def test_another_command_under_the_same_key_is_bad_input(hub):
    story = tell(hub, CONTACT)
    give(hub, CONCERN, MONA, story.reference, key="k1")
    other = record.AddConcern(category=ConcernCategory.OTHER, description="something else")
    with untouched(hub):
        assert faults(give, hub, other, MONA, story.reference, key="k1") == ["Idempotency-Key"]


def test_keys_of_different_people_do_not_meet(hub):
    story = tell(hub, CONTACT)
    give(hub, CONCERN, MONA, story.reference, key="k1")
    assert give(hub, CONCERN, COLIN, story.reference, key="k1").replayed is False


def test_a_refusal_takes_no_key(hub):
    story = tell(hub, CONTACT)
    refused = give(hub, decide_two(Outcome.ASSESSMENT), MONA, story.reference, key="k1")
    assert refused.code == "not-now"
    assert give(hub, CONCERN, MONA, story.reference, key="k1").replayed is False


def test_one_contact_sent_twice_at_once_under_one_key_is_one_journey(hub):
    answers, start = [], threading.Barrier(3)

    def one():
        start.wait()
        answers.append(give(hub, RECEIVED, COLIN, key="once"))

    threads = [threading.Thread(target=one) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert {answer.reference for answer in answers} == {"TL25-000001"}
    assert sorted(answer.replayed for answer in answers) == [False, True, True]
    assert whole(hub)


def test_a_key_taken_at_the_same_moment_is_looked_up_again(hub, monkeypatch):
    real, calls = idempotency.keep, []

    def taken_once(session, **given):
        calls.append(given["key"])
        if len(calls) == 1:
            raise TakenMeanwhileError("idempotency key")
        real(session, **given)

    monkeypatch.setattr(idempotency, "keep", taken_once)
    assert give(hub, RECEIVED, COLIN, key="once").reference == "TL25-000001"
    assert calls == ["once", "once"]


def test_a_senders_reference_stands_for_one_child(hub):
    first = give(hub, received(source_reference="S-1"), POLICE)
    with untouched(hub):
        again = give(hub, received(source_reference="S-1", reason="told otherwise"), POLICE)
        other = received(source_reference="S-1", child=Child(name="Another Child"))
        assert faults(give, hub, other, POLICE) == ["source_reference"]
    assert (again.reference, again.replayed, again.version) == (
        first.reference,
        True,
        first.version,
    )
    assert give(hub, received(source_reference="S-1"), HEALTH).replayed is False


# -- Who may ------------------------------------------------------------------------------------------


def test_partners_reach_only_journeys_on_which_they_were_asked(hub):
    story = tell(hub, RESEARCHING, ask("police"))
    with untouched(hub), pytest.raises(NotFoundError):
        give(hub, reply("health"), HEALTH, story.reference)


def test_a_role_that_may_not_is_refused_before_anything_is_looked_at(hub):
    story = tell(hub, CONTACT)
    with untouched(hub):
        for actor in (AUDITOR, COLIN):
            answer = give(hub, decide_contact(Outcome.NO_FURTHER_ACTION), actor, story.reference)
            assert answer.code == "not-qualified"


# -- Joining ------------------------------------------------------------------------------------------


def joining(target):
    return decide_contact(Outcome.JOINED, joins=target)


def test_a_later_contact_brings_its_concerns_to_the_open_journey(hub):
    first = tell(hub, REFERRED)
    later = tell(
        hub,
        received(
            concerns=(
                contact.ConcernGiven(
                    category=ConcernCategory.PHYSICAL, description="a bruise on the arm"
                ),
            )
        ),
        CONTACT[1:],
        joining(first.reference),
    )
    shown = asking.show(hub, MONA, first.reference)
    assert [each.category for each in shown.concerns] == ["neglect", "physical"]
    assert shown.joined == (later.reference,)
    assert "consider-new-information" in {o.kind for o in shown.obligations}
    assert asking.show(hub, MONA, later.reference).joined_to == first.reference
    assert whole(hub)


def test_joining_a_closed_or_unknown_journey_changes_neither(hub):
    closed = tell(hub, CLOSED)
    later = tell(hub, CONTACT)
    for target in (closed.reference, "TL25-000099", later.reference):
        with untouched(hub):
            answer = give(hub, joining(target), MONA, later.reference)
        assert answer.code == "unknown-subject", target


def test_a_refused_join_is_forgotten_by_the_cases_kept_in_memory(hub):
    closed, later = tell(hub, CLOSED), tell(hub, CONTACT)
    give(hub, joining(closed.reference), MONA, later.reference)
    answer = give(
        hub,
        decide_contact(Outcome.NO_FURTHER_ACTION, disposal=Disposal.UNFOUNDED),
        MONA,
        later.reference,
    )
    assert isinstance(answer, Given)
    assert whole(hub)


def test_an_allocated_journey_stays_decidable_for_the_process_that_kept_it(hub):
    # What is kept in memory is only ever behind: another process writes, this one reads on.
    story = tell(hub, REFERRED)
    elsewhere = replace(hub, cases=type(hub.cases)())
    give(elsewhere, ALLOCATED, MONA, story.reference)
    answer = give(hub, CONCERN, MONA, story.reference)
    assert answer.version == len(events_of(hub, story.reference))
    assert whole(hub)
