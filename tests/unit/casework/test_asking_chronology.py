"""One chronology for each child: in the order of what happened, across journeys, as of a day."""

from dataclasses import replace
from datetime import date

import pytest

from casework import asking
from casework.errors import BadInputError, NotFoundError
from casework.exporting import Form, chronology_document
from journey.commands import chronology, decisions, record, running
from journey.terms import Outcome
from tests.support.cases import (
    CLOSED,
    CONTACT,
    HISTORY,
    RECEIVED,
    REFERRED,
    at,
    by,
    received,
)
from tests.support.rulebook import london
from tests.unit.casework.hubs import ADMINISTRATOR, AUDITOR, CARLA, MONA, POLICE, go_to, tell

pytestmark = pytest.mark.shows("Q11")

LONG_AGO = chronology.AddChronologyEntry(
    happened_on=date(2017, 3, 1),
    approximate=True,
    source="an old paper file",
    what="the family moved three times in a year",
    meaning="the child changed school each time",
)


def words(told):
    return [entry.what for entry in told.entries]


def test_what_was_added_by_hand_stands_where_it_happened_and_says_so(hub):
    story = tell(hub, CONTACT, by("carla", LONG_AGO))
    told = asking.chronology(hub, MONA, story.reference)
    first = told.entries[0]
    assert (first.by_hand, first.happened_on, first.approximate) == (True, date(2017, 3, 1), True)
    assert first.at == london("2017-03-01", "00:00")
    assert (first.by, first.recorded_later) == ("carla", True)
    assert first.recorded_at == london("2025-09-02", "10:00")
    assert first.narrative["meaning"] == "the child changed school each time"
    assert [entry.by_hand for entry in told.entries[1:]] == [False] * (len(told.entries) - 1)


def test_the_instant_of_recording_shows_only_where_it_is_more_than_a_day_later(sqlite_hub):
    before = tell(
        sqlite_hub,
        CONTACT,
        at("2025-09-04"),
        record.TellParents(how="visit", at=london("2025-09-02", "10:00")),
        record.TellReferrer(how="letter", at=london("2025-09-03", "10:00")),
    )
    told = asking.chronology(sqlite_hub, MONA, before.reference)
    later = {entry.what: entry.recorded_later for entry in told.entries}
    assert later["The parents were told the outcome (visit)."] is True
    assert later["The referrer was told the outcome (letter)."] is False


def test_a_clock_stands_in_it_once_somebody_has_picked_it(hub):
    story = tell(hub, CONTACT, at("2025-09-04"))
    shown = asking.show(hub, MONA, story.reference)
    breach = next(e for e in shown.timeline if e.event == "RungClimbed")
    assert breach.what not in words(asking.chronology(hub, MONA, story.reference))
    story.give(chronology.MarkSignificant(version=breach.version, why="nobody looked for two days"))
    told = asking.chronology(hub, MONA, story.reference)
    [picked] = [entry for entry in told.entries if entry.significant]
    assert picked.what == breach.what
    assert [each.why for each in picked.significant] == ["nobody looked for two days"]
    assert not any("picked as significant" in each for each in words(told))


def test_only_what_was_added_or_picked_can_be_asked_for(sqlite_hub):
    story = tell(
        sqlite_hub,
        CONTACT,
        LONG_AGO,
        chronology.MarkSignificant(version=1, why="the first telling"),
    )
    told = asking.chronology(sqlite_hub, MONA, story.reference, significant_only=True)
    assert [(entry.by_hand, entry.version) for entry in told.entries] == [
        (True, story.given[-2].version),
        (False, 1),
    ]


def test_a_correction_of_an_entry_by_hand_stands_beside_it_and_the_entry_stays(sqlite_hub):
    story = tell(sqlite_hub, CONTACT, LONG_AGO)
    version = story.given[-1].version
    assert story.given[-1].opened == ("H1",)
    story.give(
        record.CorrectEntry(
            version=version, what_was_wrong="three times", what_is_right="four times"
        )
    )
    entry = asking.chronology(sqlite_hub, MONA, story.reference).entries[0]
    assert entry.narrative["what"] == "the family moved three times in a year"
    assert [each.what_is_right for each in entry.corrected] == ["four times"]


def test_opening_a_closed_journey_again_goes_on_with_the_same_chronology(hub):
    story = tell(hub, CLOSED, LONG_AGO)
    before = words(asking.chronology(hub, MONA, story.reference))
    story.give(running.Reopen(reason="the school called again"))
    story.give(HISTORY)
    told = asking.chronology(hub, MONA, story.reference)
    assert words(told)[: len(before)] == before
    assert len(told.entries) > len(before)
    assert told.journeys == (story.reference,)


def joined(hub):
    """Three contacts about one child: the second and the third join the first."""
    first = tell(hub, REFERRED)
    later = []
    for day in ("2025-09-04", "2025-09-05"):
        go_to(hub, london(day, "10:00"))
        later.append(
            tell(
                hub,
                RECEIVED,
                HISTORY,
                decisions.DecideContact(
                    outcome=Outcome.JOINED,
                    joins=first.reference,
                    rationale="it is the same child, whose journey is open",
                    identity="taken into account there",
                    concerns=(decisions.ConcernAddressed(concern="C1", view="goes on there"),),
                ),
            )
        )
    return first, *later


def test_seen_from_any_of_them_joined_journeys_have_one_chronology(hub):
    references = sorted(each.reference for each in joined(hub))
    told = [asking.chronology(hub, MONA, each) for each in references]
    assert [sorted(each.journeys) for each in told] == [references] * 3
    assert words(told[0]) == words(told[1]) == words(told[2])


def test_a_joined_journey_that_is_opened_again_still_tells_the_whole_story(sqlite_hub):
    first, second, third = joined(sqlite_hub)
    second.give(record.TellReferrer(why_not="the referrer has no name"))
    second.give(record.TellParents(why_not="told on the other journey"))
    second.give(running.Close(reason="it goes on in the other journey"))
    second.give(running.Reopen(reason="it was another worry after all"))
    told = asking.chronology(sqlite_hub, MONA, second.reference)
    assert set(told.journeys) == {first.reference, second.reference, third.reference}


def test_the_same_lasting_number_is_the_same_child(sqlite_hub):
    child = replace(received().child, number="LA-0001")
    first = tell(sqlite_hub, received(child=child))
    second = tell(sqlite_hub, received(child=child))
    told = asking.chronology(sqlite_hub, MONA, second.reference)
    assert told.journeys == (second.reference, first.reference)


def test_on_a_past_day_it_knows_what_was_known_when_that_day_ended(hub):
    story = tell(hub, CONTACT, at("2025-09-03", "23:59"), LONG_AGO, at("2025-09-05"))
    on_the_third = asking.chronology(hub, MONA, story.reference, on=date(2025, 9, 3))
    on_the_second = asking.chronology(hub, MONA, story.reference, on=date(2025, 9, 2))
    assert [entry.by_hand for entry in on_the_third.entries].count(True) == 1
    assert [entry.by_hand for entry in on_the_second.entries].count(True) == 0
    today = asking.chronology(hub, MONA, story.reference, on=date(2025, 9, 5))
    assert today.as_of == london("2025-09-05", "10:00")


@pytest.mark.parametrize("day", [date(2025, 9, 3), date(1066, 10, 14), date(1, 1, 1)])
def test_a_day_without_a_record_is_bad_input(sqlite_hub, day):
    story = tell(sqlite_hub, CONTACT)
    with pytest.raises(BadInputError) as said:
        asking.chronology(sqlite_hub, MONA, story.reference, on=day)
    assert said.value.faults[0].where == "on"


def test_a_day_and_an_instant_together_are_bad_input(sqlite_hub):
    story = tell(sqlite_hub, CONTACT)
    with pytest.raises(BadInputError):
        asking.chronology(
            sqlite_hub,
            MONA,
            story.reference,
            on=date(2025, 9, 2),
            as_of=london("2025-09-02", "10:00"),
        )


@pytest.mark.parametrize("reader", [POLICE, ADMINISTRATOR])
def test_to_partners_and_administrators_there_is_no_chronology(sqlite_hub, reader):
    story = tell(sqlite_hub, CONTACT)
    with pytest.raises(NotFoundError):
        asking.chronology(sqlite_hub, reader, story.reference)
    assert asking.chronology(sqlite_hub, AUDITOR, story.reference).entries


def test_the_page_to_print_says_who_printed_it_and_when_and_needs_nothing_else(sqlite_hub):
    story = tell(
        sqlite_hub,
        CONTACT,
        LONG_AGO,
        chronology.MarkSignificant(version=1, why="<b>first</b> & last"),
        at("2025-09-03", "16:30"),
    )
    told = asking.chronology(sqlite_hub, CARLA, story.reference)
    html = chronology_document(sqlite_hub, told, Form.HTML, printed_by=CARLA)
    assert "printed by carla on Wednesday 3 September 2025, 4:30pm" in html
    assert "about 1 March 2017" in html
    assert "What it meant for the child" in html
    assert "added by hand; recorded on Tuesday 2 September 2025, 10am" in html
    assert "&lt;b&gt;first&lt;/b&gt; &amp; last" in html
    assert "src=" not in html
    assert "href=" not in html


def test_the_text_to_print_says_so_too(sqlite_hub):
    story = tell(sqlite_hub, CONTACT, LONG_AGO)
    told = asking.chronology(sqlite_hub, CARLA, story.reference, significant_only=True)
    lines = chronology_document(sqlite_hub, told, printed_by=CARLA).splitlines()
    assert "printed by carla on Tuesday 2 September 2025, 10am" in lines
    assert "what was added by hand or picked as significant, and nothing else" in lines
    assert "  Added by hand." in lines
    assert "  what it meant for the child: the child changed school each time" in lines
