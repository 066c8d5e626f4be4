"""What the invented hub is calibrated on: published figures, and what is assumed beside them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from journey.people import ReferrerKind
from journey.terms import Outcome

WEEKS_A_YEAR = 52.18
CHILDREN = 19_500
"""Children living in the invented area: with the national rates, some 67 contacts a week."""


@cache
def national() -> dict[str, Any]:
    """Return the published figures for England, year to 31 March 2024 (see their `source`)."""
    text = files("simulation").joinpath("national_2024.json").read_text(encoding="utf-8")
    figures: dict[str, Any] = json.loads(text)
    return figures


def contacts_a_week(children: int = CHILDREN) -> float:
    """Return how many contacts a week the national rates give for so many children."""
    referrals = national()["referrals_per_10000"] * children / 10_000
    share = national()["contacts_become_referrals_percent"]["value"] / 100
    return float(referrals / share / WEEKS_A_YEAR)


def sources() -> dict[ReferrerKind, float]:
    """Return the share of each source; what is left over is `other`."""
    percent = national()["referral_source_percent"]
    known = {
        ReferrerKind.POLICE: percent["police"],
        ReferrerKind.SCHOOL: percent["schools"],
        ReferrerKind.HEALTH: percent["health"],
        ReferrerKind.LOCAL_AUTHORITY: percent["local authority"],
        ReferrerKind.INDIVIDUAL: percent["individual"],
    }
    return {**known, ReferrerKind.OTHER: 100 - sum(known.values())}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """How an agency answers research.

    Attributes:
        hours: Median time to a reply, round the clock.
        spread: Shape of the log-normal around it; 1 is a factor of e either way.
        never, late_after_decision: Shares of requests that stay unanswered, or are answered
            days after.
        nothing_known, full: Shares of the replies.
    """

    hours: float
    spread: float
    never: float
    late_after_decision: float
    nothing_known: float
    full: float


ANSWERING: dict[str, Answering] = {
    # No national figure is published for partner research; the pattern is that of the audits:
    # police and schools answer late and often never (Jersey 2015), health mostly in time.
    "police": Answering(
        hours=20, spread=0.9, never=0.10, late_after_decision=0.10, nothing_known=0.30, full=0.55
    ),
    "school": Answering(
        hours=9, spread=1.0, never=0.08, late_after_decision=0.08, nothing_known=0.05, full=0.60
    ),
    "health": Answering(
        hours=7, spread=0.7, never=0.03, late_after_decision=0.04, nothing_known=0.15, full=0.75
    ),
    "other": Answering(
        hours=12, spread=0.9, never=0.07, late_after_decision=0.05, nothing_known=0.35, full=0.65
    ),
}


def answering(agency_kind: str) -> Answering:
    """Return how agencies of a kind answer."""
    group = {"gp": "health", "hospital": "health", "education": "school"}.get(
        agency_kind, agency_kind
    )
    return ANSWERING.get(group, ANSWERING["other"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """How often each way is taken, where no figure is published.

    Set so that what is published comes out near it: docs/invented-hub.md compares both.

    Attributes:
        new_referred, known_again_referred: Of contacts, so that 29 in a hundred become referrals,
            and 22 in a hundred of those come within a year of another.
        after_research, after_strategy, after_enquiry: Shares of the outcomes; what is left
            over goes to an assessment.
        after_assessment: Of assessments of children about whom no conference is held.
        plan_ends_at_review: Of protection plans, by the number of the review; the last one
            stands for all later ones.
        help_ends_at_review: The same for child in need plans.
        after_protection, after_help: How a plan ends; what is left over steps down, or ends.
        new_harm_a_month: Of children on a plan.
    """

    new_referred: float = 0.30
    known_again_referred: float = 0.62
    referrals_urgent: float = 0.08
    referrals_researched: float = 0.66
    referrals_straight_to_strategy: float = 0.11
    referrals_to_early_help: float = 0.02
    after_research: Mapping[Outcome, float]
    after_strategy: Mapping[Outcome, float]
    after_enquiry: Mapping[Outcome, float]
    after_assessment: Mapping[Outcome, float]
    after_conference: Mapping[Outcome, float]
    plan_ends_at_review: tuple[float, ...] = (0.30, 0.60, 0.60)
    help_ends_at_review: tuple[float, ...] = (0.15, 0.40, 0.55, 0.55)
    after_protection: Mapping[Outcome, float]
    after_help: Mapping[Outcome, float]
    new_harm_a_month: float = 0.012


SHARES = Shares(
    after_research={
        Outcome.STRATEGY_DISCUSSION: 0.36,
        Outcome.EARLY_HELP: 0.08,
        Outcome.NO_FURTHER_ACTION: 0.05,
        Outcome.ADVICE_GIVEN: 0.03,
    },
    after_strategy={
        Outcome.ENQUIRY: 0.78,
        Outcome.RECONVENE: 0.05,
        Outcome.NO_FURTHER_ACTION: 0.04,
    },
    after_enquiry={
        # The one that is published: 32.2 in a hundred enquiries go to a conference.
        Outcome.CONFERENCE: 0.322,
        Outcome.STRATEGY_DISCUSSION: 0.01,
        Outcome.NO_FURTHER_ACTION: 0.18,
    },
    after_assessment={
        Outcome.CHILD_IN_NEED_PLAN: 0.33,
        Outcome.EARLY_HELP: 0.20,
        Outcome.STRATEGY_DISCUSSION: 0.03,
        Outcome.CANCELLED: 0.02,
        Outcome.LOOKED_AFTER: 0.01,
    },
    after_conference={Outcome.CHILD_IN_NEED_PLAN: 0.10, Outcome.NO_PLAN: 0.04},
    after_protection={
        Outcome.EARLY_HELP: 0.12,
        Outcome.NO_FURTHER_ACTION: 0.08,
        Outcome.LOOKED_AFTER: 0.10,
    },
    after_help={Outcome.EARLY_HELP: 0.45},
)
