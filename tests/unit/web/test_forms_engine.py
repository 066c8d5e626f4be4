"""Forms are made from commands: every field has words, and what is typed comes out again."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework import registry
from casework.asking.choosing import SOURCES
from casework.errors import BadInputError
from journey.commands import COMMANDS
from journey.refusals import Refused
from journey.terms import Guard
from web.forms import changing, needs, words, wrong
from web.forms.fields import Control, every_field, fields_of
from web.forms.reading import read, written

LONDON = ZoneInfo("Europe/London")
VISIT = fields_of("record-visit")


def typed(**given):
    return {name.replace("__", "."): (value,) for name, value in given.items()}


def reading(name, given):
    return read(fields_of(name), given, LONDON)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_field_of_every_command_has_a_label_in_words(name):
    assert words.title(name)
    assert words.group(name) in words.GROUPS
    for path, field in every_field(fields_of(name)):
        assert field.label.strip(), path
        assert "_" not in field.label, path
        assert field.label[0] == field.label[0].upper(), path


@pytest.mark.parametrize("name", COMMANDS)
def test_every_choice_out_of_a_journey_has_a_source_that_exists(name):
    for path, field in every_field(fields_of(name)):
        assert field.source is None or field.source in SOURCES, path
        if field.control is Control.CHOICES:
            assert field.source or field.values, path


def test_a_command_that_nobody_has_put_into_words_is_named_and_works_all_the_same(monkeypatch):
    monkeypatch.setattr(
        words, "written", lambda: {"common": {}, "shapes": {}, "values": {}, "commands": {}}
    )
    fields_of.cache_clear()
    try:
        [found, *_] = [f for f in fields_of("record-consent") if f.name == "given_by"]
        assert found.label == "Given by"
        assert found.said.hint == "Name of the family member who was asked, as on the record."
        assert "record-consent.given_by" in words.lacking()
        assert words.title("record-consent") == "Record consent"
    finally:
        fields_of.cache_clear()


def test_the_files_of_words_speak_of_no_command_and_no_field_that_there_is_not():
    commands = words.written()["commands"]
    assert set(commands) <= set(COMMANDS)
    for name, said in commands.items():
        known = set(COMMANDS[name].__dataclass_fields__)
        assert set(said.get("fields", {})) <= known, name
        assert set(said) <= {"title", "intro", "button", "group", "fields"}, name
    shapes = {base.__name__ for each in COMMANDS.values() for base in each.__mro__}
    shapes |= {f.shape for name in COMMANDS for _, f in every_field(fields_of(name)) if f.shape}
    assert set(words.written()["shapes"]) <= shapes


def test_a_day_comes_in_three_parts_with_its_month_as_a_number_or_a_name():
    for month in ("5", "05", "May", "may"):
        found = reading(
            "receive-contact",
            {"child.born-day": ("4",), "child.born-month": (month,), "child.born-year": ("2016",)},
        )
        assert found.payload["child"] == {"born": "2016-05-04"}


@pytest.mark.parametrize(
    ("clock", "instant"),
    [
        ("4:30pm", datetime(2025, 9, 2, 15, 30, tzinfo=UTC)),
        ("16:30", datetime(2025, 9, 2, 15, 30, tzinfo=UTC)),
        ("4.30 PM", datetime(2025, 9, 2, 15, 30, tzinfo=UTC)),
        ("9am", datetime(2025, 9, 2, 8, 0, tzinfo=UTC)),
        ("12am", datetime(2025, 9, 1, 23, 0, tzinfo=UTC)),
        ("midday", datetime(2025, 9, 2, 11, 0, tzinfo=UTC)),
    ],
)
def test_a_time_is_taken_as_people_write_it_in_the_hubs_own_zone(clock, instant):
    found = reading(
        "hold",
        {
            "until-day": ("2",),
            "until-month": ("9",),
            "until-year": ("2025",),
            "until-time": (clock,),
        },
    )
    assert datetime.fromisoformat(found.payload["until"]) == instant
    assert found.faults == []


@pytest.mark.parametrize("clock", ["9", "25:00", "13pm", "soon", "16:75", "٣:٣٠"])
def test_a_time_that_could_be_two_or_none_is_asked_again(clock):
    found = reading(
        "hold",
        {
            "until-day": ("2",),
            "until-month": ("9",),
            "until-year": ("2025",),
            "until-time": (clock,),
        },
    )
    assert "until" not in found.payload
    assert [(f.where, f.expected) for f in found.faults] == [
        ("until-time", "a time such as 4:30pm or 16:30")
    ]


def test_an_hour_that_the_clocks_jumped_over_is_refused():
    found = reading(
        "hold",
        {
            "until-day": ("29",),
            "until-month": ("3",),
            "until-year": ("2026",),
            "until-time": ("1:30am",),
        },
    )
    assert "the clocks went forward" in found.faults[0].what


@pytest.mark.parametrize(
    ("day", "month", "year", "where"),
    [
        ("31", "2", "2016", "child.born"),
        ("", "2", "2016", "child.born-day"),
        ("1", "", "", "child.born-month"),
        ("x", "y", "z", "child.born"),
        ("1", "1", "20160", "child.born"),
    ],
)
def test_a_date_that_is_none_is_told_at_its_part(day, month, year, where):
    found = reading(
        "receive-contact",
        {"child.born-day": (day,), "child.born-month": (month,), "child.born-year": (year,)},
    )
    assert [fault.where for fault in found.faults] == [where]


def test_a_part_of_a_group_in_which_nothing_was_said_is_left_out_and_faults_find_their_way():
    given = {
        "concerns.0._": ("",),
        "concerns.0.concern": ("C1",),
        "concerns.0.view": ("",),
        "concerns.1._": ("",),
        "concerns.1.concern": ("C2",),
        "concerns.1.view": ("It is explained.",),
        "concerns.1.disposal": ("nonsense",),
        "outcome": ("referral",),
    }
    found = reading("decide-contact", given)
    assert found.payload["concerns"] == [
        {"concern": "C2", "view": "It is explained.", "disposal": "nonsense"}
    ]
    with pytest.raises(BadInputError) as bad:
        registry.parse("decide-contact", found.payload)
    [said] = wrong.said(fields_of("decide-contact"), found, bad.value.faults, given)
    assert said.path == "concerns.1.disposal"
    assert said.text == "Choose one of the answers to “What became of this concern”"


def test_line_ends_of_a_browser_do_not_count_against_the_limit():
    text = "a\r\n" * 9_000
    found = reading("close", {"reason": (text,)})
    assert len(found.payload["reason"]) == 17_999


def test_what_is_too_long_says_the_limit_and_how_long_it_is():
    given = {"reason": ("x" * 100_000,)}
    found = reading("close", given)
    with pytest.raises(BadInputError) as bad:
        registry.parse("close", found.payload)
    [said] = wrong.said(fields_of("close"), found, bad.value.faults, given)
    assert said.text == (
        "“Why is it right to close” must be 20,000 characters or fewer. "
        "It has 100,000 now. Nothing was cut off."
    )
    assert said.field == "f-reason"


def test_everything_that_is_missing_is_told_at_once_in_the_order_of_the_form():
    found = reading("receive-contact", {})
    with pytest.raises(BadInputError) as bad:
        registry.parse("receive-contact", found.payload)
    said = wrong.said(fields_of("receive-contact"), found, bad.value.faults, {})
    assert [each.text for each in said] == [
        "Fill in “Name of the child”",
        "Choose an answer to “Who made the contact”",
        "Fill in “Why is the contact made now”",
        "Add at least one: “What the worries are”",
    ]


def test_one_more_part_and_one_less():
    fields = fields_of("give-directions")
    given = {
        "directions.0.who": ("Ann",),
        "directions.1.who": ("Ben",),
        "directions.2.who": ("Cy",),
    }
    more = changing.add(fields, given, "directions")
    assert more["directions.3._"] == ("",)
    less = changing.remove(fields, more, "directions.1")
    assert {name: values[0] for name, values in less.items()} == {
        "directions.0.who": "Ann",
        "directions.1.who": "Cy",
        "directions.2._": "",
    }


def test_a_group_within_a_group_grows_and_a_blank_one_is_left_out():
    fields = fields_of("receive-contact")
    given = changing.add(fields, {"child.name": ("Robin Example",)}, "siblings")
    given = changing.add(fields, given, "siblings.0.concerns")
    assert "siblings.0.concerns.0._" in given
    assert "siblings" not in read(fields, given, LONDON).payload
    given["siblings.0.concerns.0.description"] = ("hungry too",)
    [sibling] = read(fields, given, LONDON).payload["siblings"]
    assert sibling["concerns"] == [{"description": "hungry too"}]
    less = changing.remove(fields, given, "siblings.0.concerns.0")
    assert not any("concerns.0" in name for name in less)


@pytest.mark.parametrize("path", ["", "nothing", "directions.0.who", "directions.x", "reason"])
def test_no_part_is_added_or_removed_where_no_group_is(path):
    fields = fields_of("give-directions")
    given = typed(directions__0__who="Ann")
    assert changing.add(fields, given, path) == given
    assert changing.remove(fields, given, path) == given


def test_a_form_of_a_thousand_parts_ends_where_a_form_ends():
    fields = fields_of("give-directions")
    given = {f"directions.{number}.who": ("Ann",) for number in range(5_000)}
    assert len(read(fields, given, LONDON).payload["directions"]) == 60


def test_a_list_of_lines_is_typed_one_on_each_line():
    fields = fields_of("propose-transfer")
    found = read(fields, {"hand_over": ("the file\r\n\r\n visits due \r\n",)}, LONDON)
    assert found.payload["hand_over"] == ["the file", "visits due"]
    again = read(fields, written(fields, found.payload, LONDON), LONDON)
    assert again.payload == found.payload


def test_a_draft_keeps_only_what_the_form_has():
    given = typed(seen="yes", at="x", rubbish="y", _act="give", views="hello")
    assert set(changing.own(VISIT, given)) == {"seen", "at", "views"}


@pytest.mark.parametrize(
    ("need", "command", "about"),
    [
        (
            "review-history: what was found, or that nothing is known after a search",
            "review-history",
            None,
        ),
        ("record-consent", "record-consent", None),
        ("resolve contradiction X2", "resolve-contradiction", "X2"),
        ("end the research with its outcome", "decide-after-research", None),
        ("say what became of concern C1 (neglect)", "dispose-of-concern", "C1"),
        (
            "hold-meeting: the strategy-discussion, with social care, police and health",
            "hold-meeting",
            None,
        ),
        ("another manager", None, None),
    ],
)
def test_a_need_leads_to_the_form_that_satisfies_it(need, command, about):
    found = needs.need(need)
    assert (found.command, found.about) == (command, about)
    assert command is None or command not in found.words


@pytest.mark.parametrize(
    ("need", "words"),
    [
        (
            "say what became of concern C1 (neglect)",
            "Say what became of concern “Comes to school hungry” (neglect)",
        ),
        ("resolve contradiction X1", "Resolve contradiction “Two accounts of one night”"),
        (
            "complete-plan-action or drop-plan-action: PA1",
            "Record that an action of the plan is done or drop an action of the plan: “A nursery”",
        ),
        (
            "the reply of police, or withdraw-request",
            "The reply of Fernleigh Police, or withdraw-request",
        ),
        ("give it to TL25-000002", "Give it to TL25-000002"),
        ("resolve contradiction X9", "Resolve contradiction X9"),
    ],
)
def test_a_need_says_in_words_what_guards_know_by_an_id(need, words):
    names = {
        "C1": "“Comes to school hungry”",
        "X1": "“Two accounts of one night”",
        "PA1": "“A nursery”",
        "police": "Fernleigh Police",
    }
    assert needs.need(need, names).words == words


def test_the_file_of_needs_names_commands_that_exist():
    assert set(needs.commands_named()) <= set(COMMANDS)


def test_a_refusal_about_one_field_is_shown_at_that_field():
    refused = Refused(
        Guard.UNKNOWN_SUBJECT, "A meeting is planned ahead.", ("begins_at: an instant to come",)
    )
    [said] = wrong.at_field(fields_of("plan-meeting"), refused)
    assert (said.path, said.field) == ("begins_at", "f-begins_at-day")


texts = st.text(
    alphabet=st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=30
).filter(lambda text: text.strip())


@given(
    st.lists(st.tuples(texts, texts), min_size=1, max_size=5),
    st.dates(date(1990, 1, 1), date(2030, 1, 1)),
)
def test_what_was_typed_comes_out_again(pairs, born):
    payload = {
        "child": {"name": pairs[0][0].strip(), "born": born.isoformat()},
        "concerns": [{"category": "neglect", "description": text.strip()} for text, _ in pairs],
        "referrer": {"kind": "school"},
        "reason": pairs[0][1].strip(),
    }
    fields = fields_of("receive-contact")
    found = read(fields, written(fields, payload, LONDON), LONDON)
    assert {name: found.payload[name] for name in payload} == payload
    assert found.faults == []


@given(
    st.dictionaries(st.text(max_size=20), st.lists(st.text(max_size=20), max_size=3), max_size=8)
)
def test_nothing_that_can_be_sent_breaks_the_reading(given):
    for name in ("receive-contact", "decide-after-research", "hold", "correct-entry"):
        fields = fields_of(name)
        found = read(fields, given, LONDON)
        assert set(found.payload) <= {field.name for field in fields}
        assert all(wrong.find(fields, fault.where) for fault in found.faults)
