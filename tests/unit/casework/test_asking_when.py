from datetime import UTC, datetime

import pytest

from casework import asking
from casework.errors import BadInputError
from tests.support.rulebook import london


def test_a_due_date_comes_with_the_days_that_were_skipped_and_why(sqlite_hub):
    answer = asking.when(sqlite_hub, "contact-decision", start=london("2025-12-24", "16:55"))
    assert answer["key"] == "contact_decision"
    assert answer["due_at"] == datetime(2025, 12, 30, 0, 0, tzinfo=UTC)
    assert answer["starts_at"] == datetime(2025, 12, 24, 16, 55, tzinfo=UTC)
    assert [(each["date"].isoformat(), each["why"]) for each in answer["skipped"]] == [
        ("2025-12-25", "Christmas Day"),
        ("2025-12-26", "Boxing Day"),
        ("2025-12-27", "Saturday"),
        ("2025-12-28", "Sunday"),
    ]
    assert {
        "key",
        "profile",
        "authority",
        "limit",
        "unit",
        "starts_at",
        "due_at",
        "skipped",
    } <= set(answer)


def test_another_profile_counts_by_its_own_rules(sqlite_hub):
    by_key = asking.when(
        sqlite_hub, "contact_decision", start=london("2025-09-01"), profile="jersey-2015"
    )
    by_id = asking.when(
        sqlite_hub, "contact_decision", start=london("2025-09-01"), profile="jersey-2015@1"
    )
    assert by_key == by_id
    assert by_key["profile"] == "jersey-2015@1"


@pytest.mark.parametrize(
    ("given", "where"),
    [
        ({"key": "tea_break"}, "key"),
        ({"profile": "atlantis-1900"}, "profile"),
        ({"profile": "england-2023@77"}, "profile"),
        ({"start": datetime(2025, 9, 1, 9, 0)}, "from"),  # noqa: DTZ001 - the point
        ({"start": datetime(2199, 9, 1, 9, 0, tzinfo=UTC)}, "from"),
        ({"start": datetime(1850, 9, 1, 9, 0, tzinfo=UTC)}, "from"),
    ],
)
def test_what_cannot_be_counted_says_where_and_what_was_expected(sqlite_hub, given, where):
    asked = {"key": "contact_decision", "start": london("2025-09-01"), **given}
    with pytest.raises(BadInputError) as refused:
        asking.when(sqlite_hub, asked.pop("key"), **asked)
    assert [fault.where for fault in refused.value.faults] == [where]
    assert refused.value.faults[0].expected


def test_when_needs_only_rules(sqlite_hub):
    assert (
        asking.when(sqlite_hub.rules(), "contact_decision", start=london("2025-09-01"))["limit"]
        == 1
    )
