"""How a call ends: the promised exit codes, and what is said with each.

0 done · 1 refused by a guard, the refusal on stdout as JSON · 2 bad input, where and what was
expected · 3 the record is not whole · 4 something needed is unavailable.  A fault of ours is
none of these: 70, and the way it came on stderr, without any text that it quotes.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NoReturn

import typer

from cli import output
from journey.errors import (
    CalendarExhaustedError,
    JourneyMovedOn,
    NaiveInstantError,
    ThroughlineError,
    UnknownKeyError,
    UnsoundRuleError,
)

if TYPE_CHECKING:
    from journey.refusals import Refused

DONE = 0
REFUSED = 1
BAD_INPUT = 2
NOT_WHOLE = 3
UNAVAILABLE = 4
OUR_FAULT = 70

# Typer's own Click or the installed one, whichever this version of Typer uses.
_CLICK_ERROR = next(
    each for each in typer.BadParameter.__mro__ if each.__name__ == "ClickException"
)


class UnavailableError(ThroughlineError):
    """Something that a call needs is not there: a database, a mail server, Prefect."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what, remedy)
        self.what = what
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.what}: {self.remedy}"


def run(call: Callable[[], object]) -> int:
    """Run a call and return its exit code; whatever it raises is said, once."""
    try:
        code = call()
    except BrokenPipeError:
        # Whoever read has read enough: `throughline due | head`.
        output.close_quietly()
        return DONE
    except (typer.Abort, KeyboardInterrupt):
        return 130
    except Exception as error:  # noqa: BLE001 - the one way out: each kind has its code
        return _said(error)
    return code if isinstance(code, int) else DONE


def _said(error: Exception) -> int:
    if isinstance(error, _CLICK_ERROR):
        return _usage(error)
    faults = _faults(error)
    if faults is not None:
        output.faults(faults)
        return BAD_INPUT
    if isinstance(error, JourneyMovedOn):
        output.as_json({"code": "moved-on", "sentence": str(error), "needs": ["read it again"]})
        return REFUSED
    if _is_unavailable(error):
        output.unavailable(str(error))
        return UNAVAILABLE
    if isinstance(error, ThroughlineError):
        output.faults([("the call", type(error).__name__, str(error))])
        return BAD_INPUT
    frames = "".join(traceback.format_tb(error.__traceback__))
    output.progress_line(f"{frames}{type(error).__name__} (its text is withheld)")
    return OUR_FAULT


def _usage(error: Any) -> int:
    if output.wants_json():
        param = getattr(error, "param", None)
        where = getattr(error, "param_hint", None) or getattr(param, "name", None) or "the call"
        output.faults([(str(where), error.format_message(), "see --help")])
    else:
        error.show()
    return BAD_INPUT


def _faults(error: Exception) -> list[tuple[str, str, str]] | None:
    """Return what is wrong with what was given, if that is what the error says."""
    kind = type(error).__name__
    if kind in ("BadInputError", "UnsoundPolicyError"):
        given: Iterable[Any] = getattr(error, "faults", ())
        return [(each.where, each.what, each.expected) for each in given]
    if kind == "NotFoundError":
        what = str(getattr(error, "kind", "thing"))
        name = getattr(error, "name", "")
        return [(what, f"there is no {what} {name!r}", f"a {what} that is there and yours to see")]
    match error:
        case UnknownKeyError():
            known = ", ".join(error.known) or "none yet"
            return [(error.kind, f"there is no {error.kind} {error.key!r}", f"one of {known}")]
        case NaiveInstantError():
            return [
                (
                    "the instant",
                    "it has no time zone",
                    "an instant with its zone, such as 2025-09-01T09:00:00+01:00",
                )
            ]
        case CalendarExhaustedError() | UnsoundRuleError():
            return [
                (
                    "the dates" if isinstance(error, CalendarExhaustedError) else "policy",
                    str(error),
                    "see the sentence",
                )
            ]
        case _:
            return None


def _is_unavailable(error: Exception) -> bool:
    """Return whether something needed is not there; by name, so that nothing is imported."""
    names = {each.__name__ for each in type(error).__mro__}
    return bool(names & {"UnavailableError", "StoreError", "NotDeliveredError"}) and not (
        names & {"UnstorableTextError", "TakenMeanwhileError"}
    )


def refused(refusal: Refused) -> NoReturn:
    """Say a refusal, always as JSON on stdout, and end the call.

    A command that names what is not there is bad input and not a guard's refusal.
    """
    said = {
        "code": refusal.code.value,
        "sentence": refusal.sentence,
        "needs": list(refusal.needs),
    }
    if refusal.code.value == "unknown-subject":
        wanted = "; ".join(refusal.needs) or "something that is there"
        output.faults([("the command", refusal.sentence, wanted)])
        raise typer.Exit(BAD_INPUT)
    output.as_json(said)
    raise typer.Exit(REFUSED)
