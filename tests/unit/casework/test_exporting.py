import json

from casework import asking
from casework.exporting import Form, chronology_document
from journey.commands import record
from tests.support.cases import ASKED, at, received, reply
from tests.unit.casework.hubs import MONA, tell

NAME = "Siân «Nell» Quillfeather"


def story(hub):
    child = received().child
    return tell(
        hub,
        received(child=type(child)(name=NAME)),
        ASKED[1:],
        at("2025-09-03", "12:00"),
        reply("police", why_involved="two calls\nto the house", risks="none seen"),
        record.CorrectEntry(version=1, what_was_wrong="the day", what_is_right="it was Monday"),
    )


def test_a_chronology_reads_as_a_story_with_instants_in_words(sqlite_hub):
    told = asking.chronology(sqlite_hub, MONA, story(sqlite_hub).reference)
    lines = chronology_document(sqlite_hub, told, printed_by=MONA).splitlines()
    assert lines[:3] == [
        f"Chronology of {NAME}",
        "made from the record of TL25-000001",
        "as it stood on Wednesday 3 September 2025, midday",
    ]
    assert "Tuesday 2 September 2025, 10am  (TL25-000001, entry 1)" in lines
    assert "  A contact about the child was received from school.  [mona, manager]" in lines
    assert "  reason: seen hungry three days running" in lines
    assert "  why involved: two calls" in lines
    assert any(
        line.startswith("  Corrected in entry") and "it was Monday" in line for line in lines
    )
    assert max(map(len, lines)) <= 96


def test_for_programs_it_is_json_with_instants_in_utc_and_letters_as_they_are(sqlite_hub):
    told = asking.chronology(sqlite_hub, MONA, story(sqlite_hub).reference)
    document = chronology_document(sqlite_hub, told, Form.JSON, printed_by=MONA)
    assert NAME in document
    read = json.loads(document)
    assert read["reference"] == "TL25-000001"
    assert read["entries"][0]["at"] == "2025-09-02T09:00:00Z"
    assert read["entries"][0]["corrected"][0]["what_is_right"] == "it was Monday"


def test_the_story_survives_when_what_was_said_has_been_destroyed(sqlite_hub):
    from models import log  # noqa: PLC0415 - beside its only use

    reference = story(sqlite_hub).reference
    with sqlite_hub.store.write() as session:
        log.destroy_narrative(session, reference)
    told = asking.chronology(sqlite_hub, MONA, reference)
    text = chronology_document(sqlite_hub, told, printed_by=MONA)
    assert "a child whose name was destroyed" in text
    assert "Fernleigh Police replied in part." in text
    assert "hungry" not in text
    shown = asking.show(sqlite_hub, MONA, reference)
    assert (shown.child, shown.family, shown.reason) == (None, (), "")
