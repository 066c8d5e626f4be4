import dataclasses
import string
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from casework.wording import TEMPLATES, Letter, word
from casework.wording.letter import Worded
from casework.wording.things import HINTS, THINGS
from journey.errors import UnknownKeyError
from policy.load import load_rulebook
from policy.soundness import TEMPLATES as TEMPLATES_THAT_POLICY_ALLOWS

LONDON = ZoneInfo("Europe/London")
LETTER = Letter(
    key="TL25-000001.N7.0",
    template="chase",
    reference="TL25-000001",
    kind="research-reply",
    request="TL25-000001.R2",
    due_at=datetime(2025, 9, 2, 15, 30, tzinfo=UTC),
    link="https://hub.example/partner/requests/TL25-000001.R2",
)
PROFILES = [
    load_rulebook(in_use=file.stem).profiles
    for file in Path("policy/profiles").glob("*.toml")
    if "\nbase = true\n" not in file.read_text()
]
USED = sorted(
    {
        (rule.kind, rung.template)
        for profiles in PROFILES
        for profile in profiles.values()
        for rule in profile.rules
        for key, ladder in profile.ladders.items()
        if key == rule.ladder or "{" in rule.ladder
        for rung in ladder.rungs
    }
)


def worded(**changes):
    return word(dataclasses.replace(LETTER, **changes), LONDON)


@pytest.mark.parametrize(
    ("template", "subject"),
    [
        ("ask", "[Throughline] Reply asked for: TL25-000001 — due {}"),
        ("remind", "[Throughline] Reply due soon: TL25-000001 — due {}"),
        ("chase", "[Throughline] Reply overdue: TL25-000001 — due {}"),
        (
            "escalate",
            "[Throughline] Reply still overdue, your help is needed: TL25-000001 — due {}",
        ),
        ("breach", "[Throughline] Reply not done in time: TL25-000001 — due {}"),
        ("outcome", "[Throughline] Your contact TL25-000001 has been considered"),
    ],
)
def test_a_subject_says_what_is_asked_of_which_journey_and_by_when(template, subject):
    assert worded(template=template).subject == subject.format("Tuesday 2 September 2025, 4:30pm")


def test_due_at_midnight_is_due_by_the_end_of_the_day():
    due_at = datetime(2025, 9, 2, 23, 0, tzinfo=UTC)
    assert worded(due_at=due_at).subject == (
        "[Throughline] Reply overdue: TL25-000001 — due by the end of Tuesday 2 September 2025"
    )


def test_a_text_says_reference_request_due_time_and_link():
    assert worded().text == (
        "This was due and has not arrived: Reply. The journey waits for it.\n"
        "\n"
        "Reference: TL25-000001\n"
        "Request: TL25-000001.R2\n"
        "Due: Tuesday 2 September 2025, 4:30pm\n"
        "Open it: https://hub.example/partner/requests/TL25-000001.R2\n"
        "\n"
        "“Nothing known” is a reply too. If you need more time, or the request should not have\n"
        "come to you, say so on the same page.\n"
        "\n"
        "This message names nobody, on purpose. Please do not answer it with anything personal.\n"
    )


def test_what_is_not_known_is_left_out():
    said = worded(template="ask", kind=None, request=None, due_at=None, link=None)
    assert said == Worded(
        "[Throughline] Something asked for: TL25-000001",
        "Something is asked of you: Something.\n"
        "\n"
        "Reference: TL25-000001\n"
        "\n"
        "This message names nobody, on purpose. Please do not answer it with anything personal.\n",
    )


def test_a_local_profiles_own_kind_is_spelt_out():
    assert worded(kind="second-visit").subject.startswith("[Throughline] Second visit overdue: ")


def test_a_template_that_nobody_worded_is_said_to_be_unknown():
    with pytest.raises(UnknownKeyError, match="no wording 'shout': use one of ask, breach"):
        worded(template="shout")


def test_profiles_were_read():
    assert len(PROFILES) >= 3
    assert ("research-reply", "chase") in USED
    assert ("management-oversight", "breach") in USED


@pytest.mark.parametrize(("kind", "template"), USED)
def test_everything_a_profile_sends_has_a_wording_and_words_for_what_is_asked(kind, template):
    assert template in TEMPLATES
    assert kind in THINGS
    said = worded(kind=kind, template=template)
    assert said.subject.startswith(f"[Throughline] {THINGS[kind]} ")
    assert "\n" not in said.subject
    assert THINGS[kind] in said.text
    assert "{" not in said.subject + said.text


def test_ladders_may_use_every_wording_but_those_about_the_hub_and_its_readers():
    assert set(TEMPLATES) - TEMPLATES_THAT_POLICY_ALLOWS == {
        "unwatched",
        "undelivered",
        "opened-restricted",
    }
    assert set(TEMPLATES) >= TEMPLATES_THAT_POLICY_ALLOWS


def test_a_letter_has_no_field_that_could_hold_a_name_or_a_worry():
    fields = {field.name: field.type for field in dataclasses.fields(Letter)}
    assert fields == {
        "key": "str",
        "template": "str",
        "reference": "str",
        "kind": "str | None",
        "request": "str | None",
        "due_at": "datetime | None",
        "link": "str | None",
        "api": "str | None",
    }


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_wording_uses_nothing_but_what_a_letter_holds(name):
    whole = TEMPLATES[name].subject + TEMPLATES[name].text
    used = {field for _, field, _, _ in string.Formatter().parse(whole) if field is not None}
    assert used <= {"Thing", "reference", "due", "details", "hint"}


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_wording_speaks_of_no_child_and_no_family(name):
    said = worded(template=name)
    whole = f"{said.subject} {said.text}".casefold()
    for word_of_worry in ("child", "family", "harm", "abuse", "neglect", "concern", "safeguard"):
        assert word_of_worry not in whole


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_text_is_lines_that_every_mail_program_shows_whole(name):
    text = worded(template=name).text
    assert text.endswith(".\n")
    assert "\n\n\n" not in text
    assert max(len(line) for line in text.splitlines()) <= 95


def test_hints_are_for_kinds_that_there_are():
    assert set(HINTS) <= set(THINGS)
