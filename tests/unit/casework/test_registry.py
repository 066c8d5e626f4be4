import json
from datetime import UTC, date, datetime

import pytest

from casework.errors import BadInputError
from casework.registry import describe, parse
from journey.commands import COMMANDS
from journey.commands.contact import ConcernCategory, ReceiveContact
from journey.commands.research import ReplyToResearch
from journey.people import Sex

CONTACT = {
    "child": {"name": "Invented Child", "born": "2015-04-03", "sex": "F"},
    "referrer": {"kind": "school"},
    "reason": "seen hungry",
    "concerns": [{"category": "neglect", "description": "no breakfast"}],
}


def said(name, payload):
    with pytest.raises(BadInputError) as refused:
        parse(name, payload)
    return [(fault.where, fault.what, fault.expected) for fault in refused.value.faults]


def with_child(**changes):
    return {**CONTACT, "child": {**CONTACT["child"], **changes}}


@pytest.mark.parametrize("form", [lambda d: d, json.dumps, lambda d: json.dumps(d).encode()])
def test_a_command_comes_of_a_mapping_of_text_and_of_bytes_alike(form):
    command = parse("receive-contact", form(CONTACT))
    assert isinstance(command, ReceiveContact)
    assert command.child.born == date(2015, 4, 3)
    assert command.child.sex is Sex.FEMALE
    assert command.concerns[0].category is ConcernCategory.NEGLECT


def test_values_that_are_no_json_yet_are_taken_as_they_read():
    received_at = datetime(2025, 9, 2, 9, 0, tzinfo=UTC)
    command = parse(
        "receive-contact", {**with_child(born=date(2015, 4, 3)), "received_at": received_at}
    )
    assert (command.child.born, command.received_at) == (date(2015, 4, 3), received_at)


def test_blanks_around_text_go_and_blank_text_is_none_at_all():
    assert parse("receive-contact", with_child(name="  Invented  ")).child.name == "Invented"
    assert said("receive-contact", with_child(name=" \t ")) == [
        ("child.name", "it is empty", "a text")
    ]


def test_nothing_may_be_sent_where_everything_may_be_left_out():
    assert parse("reply-to-research", b"") == ReplyToResearch()
    assert parse("reply-to-research", "{}") == ReplyToResearch()


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        (
            {**CONTACT, "shoe": 1},
            ("shoe", "there is no such field", "only the fields that `throughline commands` lists"),
        ),
        (
            with_child(sex="X"),
            ("child.sex", "it is none of the words that can stand here", "'F', 'M' or 'U'"),
        ),
        (with_child(born="2015-02-30"), None),
        (
            with_child(born="20150403"),
            (
                "child.born",
                "it is not written out",
                "a day as 2015-04-03, an instant as 2025-09-01T09:00:00+01:00",
            ),
        ),
        (with_child(born=1_427_846_400), None),
        (with_child(name=["a", "list"]), ("child.name", "it is something else", "a valid string")),
        (with_child(name="x" * 201), ("child.name", "it is too long", "at most 200 characters")),
        ({**CONTACT, "reason": 5}, ("reason", "it is something else", "a valid string")),
        (
            {**CONTACT, "received_at": "2025-09-01T09:00:00"},
            (
                "received_at",
                "the instant has no time zone",
                "an instant with its zone, such as 2025-09-01T09:00:00+01:00",
            ),
        ),
        ({**CONTACT, "received_at": "1725267600"}, None),
        ({**CONTACT, "concerns": "neglect"}, None),
        ({**CONTACT, "child": None}, None),
        (
            with_child(name="Nul\0"),
            ("child.name", "it holds a control character", "text without control characters"),
        ),
        (
            {**CONTACT, "concerns": [{"category": "neglect", "description": "bell\a"}]},
            (
                "concerns.0.description",
                "it holds a control character",
                "text without control characters",
            ),
        ),
        (
            with_child(name="half \ud83c"),
            ("child.name", "it holds a control character", "text without control characters"),
        ),
    ],
)
def test_each_fault_says_where_what_and_what_was_expected(payload, expected):
    found = said("receive-contact", payload)
    assert len(found) == 1
    assert all(found[0])
    if expected is not None:
        assert found == [expected]


def test_all_faults_are_said_at_once():
    assert [
        fault[0]
        for fault in said("receive-contact", {"child": {"born": "x"}, "referrer": {"kind": "y"}})
    ] == [
        "child.name",
        "child.born",
        "referrer.kind",
        "reason",
        "concerns",
    ]


@pytest.mark.parametrize(
    ("payload", "where"),
    [
        ("{", "line 1"),
        ("{\n  oops\n}", "line 2"),
        (b'{"reason": "\xff"}', "the whole"),
        ("[]", "the whole"),
        ("null", "the whole"),
        ('"text"', "the whole"),
        ('{"a": ' + "9" * 6_000 + "}", "the whole"),
        ("[" * 200_000, "the whole"),
        ('{"child": ' + "[" * 900 + "]" * 900 + "}", None),
        ('{"\\ud83c": 1}', None),
        ('{"reason": NaN}', None),
    ],
)
def test_what_is_no_object_of_json_is_bad_input_and_never_a_crash(payload, where):
    found = said("receive-contact", payload)
    if where is not None:
        assert [fault[0] for fault in found] == [where]


@pytest.mark.parametrize("depth", [50, 300, 900, 960, 980, 990, 995, 1_000, 5_000])
def test_nesting_of_any_depth_is_bad_input(depth):
    nested = "[" * depth + "]" * depth
    assert said("receive-contact", f'{{"child": {nested}}}')


def test_what_was_typed_in_is_not_repeated_in_an_error():
    secret = "Perpetua Quillfeather"
    payload = {**with_child(born=secret, sex=secret, name=secret * 20), "received_at": secret}
    with pytest.raises(BadInputError) as refused:
        parse("receive-contact", payload)
    assert secret not in str(refused.value)
    assert secret not in repr(refused.value)


def test_a_field_with_a_name_of_ten_megabytes_is_named_in_part():
    found = said("receive-contact", {**CONTACT, "x" * 10_000_000: 1})
    assert [len(fault[0]) for fault in found] == [200]


def test_an_unknown_command_is_bad_input_that_lists_those_there_are():
    ((where, what, expected),) = said("make-tea", {})
    assert (where, what) == ("command", "there is no command 'make-tea'")
    assert "receive-contact" in expected


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_described_to_outsiders(name):
    described = describe(name)
    assert described["name"] == name
    assert described["summary"].endswith(".")
    assert described["roles"]
    assert described["schema"]["type"] == "object"
    assert described["schema"]["additionalProperties"] is False
    json.dumps(described)


def test_the_schema_says_what_an_instant_and_a_day_are():
    schema = describe("receive-contact")["schema"]
    assert {"format": "date", "type": "string"} in schema["$defs"]["Child"]["properties"]["born"][
        "anyOf"
    ]
    assert {"format": "date-time", "type": "string"} in schema["properties"]["received_at"]["anyOf"]
    assert schema["required"] == ["child", "referrer", "reason", "concerns"]
