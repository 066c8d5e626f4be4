"""What each error of the house means to a caller, in one table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from casework.errors import BadInputError, Fault, NotAllowedError, NotFoundError, RestrictedError
from journey.errors import (
    CalendarExhaustedError,
    JourneyMovedOn,
    NaiveInstantError,
    ThroughlineError,
    UnknownKeyError,
)
from journey.refusals import Refused
from journey.terms import Guard
from models.errors import StoreError, UnstorableTextError
from web.problems import (
    BAD_INPUT,
    BAD_REQUEST,
    BROKEN,
    KINDS,
    NOT_FOUND,
    OTHER,
    REFUSED,
    RESTRICTED,
    UNAVAILABLE,
    Kind,
    Problem,
    bad_input,
    refused,
)

RETRY_AFTER_SECONDS = 5

_SENTENCES: Mapping[int, str] = {
    400: "The request cannot be read.",
    404: "There is no page and no call of this address.",
    405: "The address is right, but it does not answer to this method: see Allow.",
}


def as_problem(error: Exception) -> Problem:
    """Return what an error means to the caller; one that means nothing is a broken program."""
    if isinstance(error, Problem):
        return error
    for kind, meaning in _MEANINGS:
        if isinstance(error, kind):
            return meaning(error)
    return Problem(
        BROKEN,
        "Something broke on our side; nothing was kept. Tell those who run this hub the instance.",
    )


def _given_badly(error: BadInputError) -> Problem:
    return bad_input(error.faults)


_OF_ANOTHER_AGENCY = (
    "There is no such request, or it was made to another agency. What your own agency is asked "
    "stands under “My agency’s requests”. If a mail led you here, hand it on to the agency that "
    "it was meant for, or ring the hub."
)


def _not_there(error: NotFoundError) -> Problem:
    if error.kind == "request":
        return Problem(NOT_FOUND, _OF_ANOTHER_AGENCY)
    return Problem(
        NOT_FOUND, f"There is no such {error.kind}, or it is not for you to see. Check its id."
    )


def _closed(error: RestrictedError) -> Problem:
    return Problem(
        RESTRICTED,
        f"It is open to named people alone. Ask {error.by}, who restricted it.",
        needs=["open-restricted: a manager, senior manager or auditor, with the reason"],
    )


def _not_theirs(error: NotAllowedError) -> Problem:
    role = error.name.replace("_", " ")
    return refused(
        Refused(
            Guard.NOT_QUALIFIED,
            f"This is not open to the role {role}.",
            ("somebody who works with the children",),
        )
    )


def _moved(error: JourneyMovedOn) -> Problem:
    return Problem(REFUSED, str(error), code="moved-on")


def _no_such_key(error: UnknownKeyError) -> Problem:
    known = ", ".join(error.known) or "(none yet)"
    return bad_input([Fault(error.kind, f"there is no such {error.kind}", f"one of {known}")])


def _unstorable(error: UnstorableTextError) -> Problem:
    return bad_input(
        [Fault(error.where, "a character cannot be kept", "text without control characters")]
    )


def _beyond_calendar(error: ThroughlineError) -> Problem:
    # Its text holds dates and file names of ours alone.
    return Problem(BAD_INPUT, f"{error}.", faults=[])


def _unavailable(error: StoreError) -> Problem:
    headers = {"Retry-After": str(RETRY_AFTER_SECONDS)} if error.retry_helps else {}
    said = (
        "The record is busy or away; nothing was kept. Try again."
        if error.retry_helps
        else "The record cannot be used; nothing was kept. Those who run this hub must act."
    )
    return Problem(UNAVAILABLE, said, headers=headers)


def _parameters(error: RequestValidationError) -> Problem:
    return bad_input(
        Fault(
            where=" ".join(str(part) for part in each["loc"]),
            what=_decapitalised(str(each["msg"])) if each["type"] != "missing" else "it is missing",
            expected=_expected(each),
        )
        for each in error.errors()
    )


def _expected(each: Mapping[str, Any]) -> str:
    match each["type"]:
        case "missing":
            return "a value"
        case "timezone_aware":
            return "an instant with its zone, such as 2025-09-01T09:00:00+01:00"
        case _:
            said = str(each["msg"]).removeprefix("Value error, ")
            return _decapitalised(said.removeprefix("Input should be "))


def _hung_up(_: ClientDisconnect) -> Problem:
    return Problem(BAD_REQUEST, "The request ended before its end.")


def _http(error: HTTPException) -> Problem:
    kind = KINDS.get(error.status_code, Kind(OTHER.slug, error.status_code, OTHER.title))
    return Problem(
        kind,
        _SENTENCES.get(error.status_code, f"{kind.title}."),
        headers=dict(error.headers or {}),
    )


def _decapitalised(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


_MEANINGS: tuple[tuple[type[Exception], Callable[[Any], Problem]], ...] = (
    (BadInputError, _given_badly),
    (NotAllowedError, _not_theirs),
    (RestrictedError, _closed),
    (NotFoundError, _not_there),
    (JourneyMovedOn, _moved),
    (UnknownKeyError, _no_such_key),
    (UnstorableTextError, _unstorable),
    (CalendarExhaustedError, _beyond_calendar),
    (NaiveInstantError, _beyond_calendar),
    (StoreError, _unavailable),
    (RequestValidationError, _parameters),
    (ClientDisconnect, _hung_up),
    (HTTPException, _http),
)
"""The first that fits counts, so the special stand before the general."""
