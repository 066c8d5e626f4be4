from dataclasses import replace

from casework import asking
from casework.asking.telling import Teller, sentence
from journey.commands import contact, record
from journey.events import EVENTS
from journey.people import FamilyMember, Relation
from tests.support.cases import (
    ASKED,
    CONTACT,
    at,
    reply,
)
from tests.support.rulebook import RULEBOOK
from tests.unit.casework.hubs import (
    AUDITOR,
    MONA,
    tell,
)

FULL = {
    "why_involved": "two calls to the house",
    "risks": "dealt with at once",
    "actions": "visited",
    "difference": "quieter since",
    "everyday_life": "walks to school",
}


def whats(view, kind):
    return [entry.what for entry in view.timeline if entry.kind == kind]


def test_a_correction_stands_beside_what_it_corrects(hub):
    story = tell(
        hub,
        CONTACT,
        record.CorrectEntry(version=1, what_was_wrong="the day", what_is_right="it was Monday"),
    )
    shown = asking.show(hub, MONA, story.reference)
    first, last = shown.timeline[0], shown.timeline[-1]
    assert [(each.what_was_wrong, each.what_is_right) for each in first.corrected] == [
        ("the day", "it was Monday")
    ]
    assert last.corrects == 1
    assert last.what == "Entry 1 was corrected."


def test_sentences_name_agencies_and_hold_nothing_personal(hub):
    story = tell(hub, ASKED, at("2025-09-04", "12:00"), reply("police", **FULL))
    shown = asking.show(hub, MONA, story.reference)
    assert "Fernleigh Police was asked (amber)." in whats(shown, "research")
    assert "Fernleigh Police replied." in whats(shown, "research")
    text = " ".join(entry.what for entry in shown.timeline)
    for personal in ("Invented Child", "Invented Mother", "hungry", "two calls", "Teacher"):
        assert personal not in text
    replied = next(entry for entry in shown.timeline if entry.event == "ReplyReceived")
    assert replied.narrative == FULL
    assert replied.about == "R1"


def test_every_kind_of_event_has_a_sentence_of_its_own():
    told = {kind for kind in EVENTS.values() if kind in sentence.registry}
    assert told == set(EVENTS.values())


def test_family_added_is_told_with_what_the_person_is_to_the_child(sqlite_hub):
    aunt = FamilyMember(name="Invented Aunt", relation=Relation.OTHER_RELATIVE)
    story = tell(sqlite_hub, CONTACT, contact.AddFamilyMember(member=aunt))
    assert asking.show(sqlite_hub, MONA, story.reference).timeline[-1].narrative == {
        "member": "Invented Aunt (other relative)"
    }


def test_an_agency_that_was_removed_is_told_by_its_key(sqlite_hub):
    story = tell(sqlite_hub, ASKED)
    rules = replace(RULEBOOK, agencies={})
    with sqlite_hub.store.read() as session:
        case = sqlite_hub.cases.load(session, story.reference)
    teller = Teller(
        case=case, rulebook=rules, zone=RULEBOOK.profile("england-2023@1").calendar.zone
    )
    assert teller.agency("police") == "police"


def test_events_are_given_as_they_stand_in_the_log(hub):
    story = tell(hub, ASKED)
    first = asking.events(hub, AUDITOR, story.reference)[0]
    assert (first.version, first.type, first.actor) == (1, "ContactReceived", "mona")
    assert first.facts["team"] == "mash"
    assert first.narrative["reason"] == "seen hungry three days running"
    assert "child" not in first.facts
