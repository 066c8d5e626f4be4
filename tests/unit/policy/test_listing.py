"""What listings and the document of limits say."""

from pathlib import Path

import pytest

from policy.listing import limits_table, list_profiles, show_profile
from policy.load import load_rulebook

RULEBOOK = load_rulebook()
DOCUMENT = Path(__file__).parents[3] / "docs" / "practice" / "timescales.md"


def test_the_list_says_how_much_is_still_to_be_confirmed():
    [jersey] = [row for row in list_profiles(RULEBOOK) if row["id"] == "jersey-2015@1"]
    assert jersey == {
        "id": "jersey-2015@1",
        "title": "Jersey 2015",
        "nation": "jersey",
        "effective": "2015-01-01",
        "in_use": False,
        "limits": 77,
        "to_confirm": 74,
    }


def test_one_profile_is_in_use():
    assert [row["id"] for row in list_profiles(RULEBOOK) if row["in_use"]] == ["england-2023@1"]


def test_an_unchecked_limit_is_shown_as_a_local_setting_to_confirm():
    limits = {row["key"]: row for row in show_profile(RULEBOOK.profile("england-2023@1"))["limits"]}
    assert limits["inform_referrer_outcome"]["mark"] == "local setting, confirm"
    assert limits["contact_decision"]["mark"] is None


def test_a_limit_counted_back_says_so():
    limits = {row["key"]: row for row in show_profile(RULEBOOK.profile("england-2023@1"))["limits"]}
    assert limits["report_to_parents_icpc"]["in_words"] == "3 working days before"


def test_a_ladder_reads_as_sentences():
    assert show_profile(RULEBOOK.profile("england-2023@1"))["ladders"]["research_amber"] == [
        "at once: ask whoever owes it",
        "at half time: remind whoever owes it, in hub hours",
        "1 hub hour before due: remind whoever owes it, in hub hours",
        "when due: chase whoever owes it and the agency's deputy",
        "4 hub hours after due: chase whoever owes it, the agency's deputy and the coordinator",
        "1 working day after due: escalate to the agency's manager and the manager",
        "2 working days after due: escalate to the senior manager, and again every working day",
    ]


@pytest.mark.parametrize(
    ("profile_id", "beside"),
    [
        ("england-2023@1", None),
        ("england-2010@1", "england-2023@1"),
        ("lontown-2009@1", "england-2010@1"),
        ("jersey-2015@1", "england-2010@1"),
        ("merton-brag@1", "england-2023@1"),
    ],
)
def test_the_document_of_limits_says_what_the_profiles_say(profile_id, beside):
    base = RULEBOOK.profile(beside).timescales if beside else None
    table = limits_table(RULEBOOK.profile(profile_id).timescales.values(), differing_from=base)
    assert table in DOCUMENT.read_text(encoding="utf-8"), f"put this table there:\n{table}"
