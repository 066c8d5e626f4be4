import threading
from dataclasses import replace

import pytest

from casework import asking
from casework.errors import BadInputError, NotFoundError
from casework.giving import Given, give
from journey.commands import contact, record
from journey.commands.contact import ConcernCategory
from journey.errors import JourneyMovedOn
from journey.people import Child
from journey.refusals import Refused
from journey.terms import Disposal, Outcome
from models import log
from models.errors import TakenMeanwhileError
from models.queries import idempotency
from tests.support.cases import (
    ALLOCATED,
    CLOSED,
    CONTACT,
    RECEIVED,
    REFERRED,
    RESEARCHING,
    ask,
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
    tell,
    tell_on,
    untouched,
    whole,
)

CONCERN = record.AddConcern(category=ConcernCategory.NEGLECT, description="cold at night")


def faults(doing, *given, **more):
    with pytest.raises(BadInputError) as refused:
        doing(*given, **more)
    return [fault.where for fault in refused.value.faults]


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
