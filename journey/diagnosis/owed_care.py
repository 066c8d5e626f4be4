"""Kinds of obligation in care, for missing children, and beside a plan."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from journey.diagnosis.owed_kind import REVIEW, VISIT, OwedKind, just

_HEALTH = just("Get the health assessment made, and record it", "record-health-assessment")
_STATUS = just("Decide on what ground the child stays, and record it", "record-legal-status")
_TOLD = just("Tell them where the child lives, or say why not", "record-placement-told")

OWED_IN_CARE: Mapping[str, OwedKind] = MappingProxyType(
    {
        "first-care-review": OwedKind(
            act="hold the first looked-after review", step=REVIEW, blocks="the care plan"
        ),
        "second-care-review": OwedKind(
            act="hold the second looked-after review", step=REVIEW, blocks="the care plan"
        ),
        "care-review": OwedKind(
            act="hold the looked-after review", step=REVIEW, blocks="the care plan"
        ),
        "care-first-visit": OwedKind(
            act="visit the child who has come into care",
            step=VISIT,
            blocks="protecting the child",
        ),
        "placement-first-visit": OwedKind(
            act="visit the child where it lives now", step=VISIT, blocks="protecting the child"
        ),
        "care-visit": OwedKind(
            act="visit the looked-after child", step=VISIT, blocks="protecting the child"
        ),
        "placement-told-health": OwedKind(
            act="tell health where the child lives now",
            step=_TOLD,
            blocks="health care for the child",
        ),
        "placement-told-school": OwedKind(
            act="tell the school where the child lives now", step=_TOLD, afterwards=True
        ),
        "initial-health-assessment": OwedKind(
            act="have the initial health assessment made",
            step=_HEALTH,
            blocks="health care for the child",
        ),
        "review-health-under-five": OwedKind(
            act="have the half-yearly health assessment made",
            step=_HEALTH,
            blocks="health care for the child",
        ),
        "review-health-from-five": OwedKind(
            act="have the yearly health assessment made",
            step=_HEALTH,
            blocks="health care for the child",
        ),
        "police-protection-ends": OwedKind(
            act="decide what follows police protection",
            step=_STATUS,
            blocks="protecting the child",
        ),
        "emergency-protection-ends": OwedKind(
            act="decide what follows the emergency protection order",
            step=_STATUS,
            blocks="protecting the child",
        ),
        "tell-police-missing": OwedKind(
            act="tell the police that the child is missing",
            step=just("Tell the police", "tell-police-missing"),
            blocks="finding the child",
        ),
        "missing-child": OwedKind(
            act="find the child",
            step=just("Look for the child, and record when it is back", "record-return"),
            blocks="the child's safety",
        ),
        "return-interview": OwedKind(
            act="offer the return interview",
            step=just("Hold the return interview, or record why not", "record-return-interview"),
            blocks="knowing why the child went",
        ),
        "letter-before-proceedings": OwedKind(
            act="send the letter before proceedings",
            step=just("Send the letter", "send-letter-before-proceedings"),
            blocks="work before proceedings",
        ),
        "pre-proceedings": OwedKind(
            act="finish work before proceedings",
            step=just("Decide what follows", "end-pre-proceedings"),
            blocks="whether proceedings are needed",
        ),
        "pre-proceedings-review": OwedKind(
            act="review work before proceedings",
            step=just("Review how it goes", "review-pre-proceedings"),
            afterwards=True,
        ),
        "private-fostering-first-visit": OwedKind(
            act="visit the privately fostered child for the first time",
            step=VISIT,
            blocks="knowing whether the child is safe there",
        ),
        "private-fostering-visit": OwedKind(
            act="visit the privately fostered child",
            step=VISIT,
            blocks="knowing whether the child is safe there",
        ),
        "private-fostering-later-visit": OwedKind(
            act="visit the privately fostered child",
            step=VISIT,
            blocks="knowing whether the child is safe there",
        ),
    }
)
