"""The kinds of obligation of supervision, transfer, moving away and death, in words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from journey.diagnosis.owed_kind import OwedKind, just

OWED_DEPARTING: Mapping[str, OwedKind] = MappingProxyType(
    {
        "supervision": OwedKind(
            act="record supervision of the worker",
            step=just("Hold supervision with the worker, and record it", "record-supervision"),
            afterwards=True,
        ),
        "transfer-answer": OwedKind(
            act="accept or refuse the transfer",
            step=just("Accept the transfer, or refuse it", "accept-transfer"),
            blocks="the other team's work with the child",
        ),
        "receiving-in-conference": OwedKind(
            act="see that the other authority holds its conference on the child",
            step=just("Ring the other authority, and record it", "record-receiving-in-conference"),
            blocks="protecting the child there",
        ),
        "receiving-confirmation": OwedKind(
            act="have the other authority confirm in writing that it is responsible",
            step=just("Ask the other authority to confirm in writing", "confirm-move"),
            blocks="ending work here",
        ),
        "child-death-notification": OwedKind(
            act="notify those who review child deaths",
            step=just("Notify the child death review partners", "notify-death"),
            blocks="closing",
        ),
        "serious-incident-notification": OwedKind(
            act="notify the national panel of a serious incident",
            step=just("Notify the national panel", "notify-death"),
            blocks="closing",
        ),
    }
)
