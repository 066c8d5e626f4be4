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
    ThroughlineError,
    UnknownKeyError,
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


_UNAVAILABLE = ("StoreError", "NotDeliveredError", "AddressTakenError")
"""Kinds of errors that say that something needed is not there."""

_GIVEN_WRONG = ("UnstorableTextError", "UnsupportedDatabaseError", "BadPageError")
"""Kinds among those that speak of what was given instead."""


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
    faults = _faults(error)
    if isinstance(error, _CLICK_ERROR):
        code = _usage(error)
    elif _is(error, "NotAllowedError"):
        code = _refusal("not-qualified", str(error), ["somebody whose part in the hub it is"])
    elif isinstance(error, JourneyMovedOn):
        code = _refusal("moved-on", str(error), ["read the journey again"])
    elif faults is not None:
        output.faults(faults)
        code = BAD_INPUT
    elif _is(error, *_UNAVAILABLE) and not _is(error, *_GIVEN_WRONG):
        output.unavailable(str(error))
        code = UNAVAILABLE
    elif isinstance(error, ThroughlineError):
        output.faults([("the call", str(error), "see the sentence")])
        code = BAD_INPUT
    else:
        frames = "".join(traceback.format_tb(error.__traceback__))
        output.progress_line(f"{frames}{type(error).__name__} (its text is withheld)")
        code = OUR_FAULT
    return code


def _is(error: Exception, *names: str) -> bool:
    """Return whether an error is of one of these kinds; by name, so that nothing is imported."""
    return not {each.__name__ for each in type(error).__mro__}.isdisjoint(names)


def _refusal(code: str, sentence: str, needs: list[str]) -> int:
    output.as_json({"code": code, "sentence": sentence, "needs": needs})
    return REFUSED


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
    if _is(error, "BadInputError", "UnsoundPolicyError"):
        given: Iterable[Any] = getattr(error, "faults", ())
        return [(each.where, each.what, each.expected) for each in given]
    if _is(error, "NotFoundError"):
        what = str(getattr(error, "kind", "thing"))
        name = getattr(error, "name", "")
        return [(what, f"there is no {what} {name!r}", f"a {what} that is there and yours to see")]
    match error:
        case UnknownKeyError():
            known = ", ".join(error.known) or "none yet"
            return [(error.kind, f"there is no {error.kind} {error.key!r}", f"one of {known}")]
        case CalendarExhaustedError():
            return [("the dates", "bank holidays are not known for them", str(error))]
        case _:
            return None


def refused(refusal: Refused) -> NoReturn:
    """Say a refusal, always as JSON on stdout, and end the call.

    A command that names what is not there is bad input and not a guard's refusal.
    """
    if refusal.code.value == "unknown-subject":
        wanted = "; ".join(refusal.needs) or "something that is there"
        output.faults([("the command", refusal.sentence, wanted)])
        raise typer.Exit(BAD_INPUT)
    raise typer.Exit(_refusal(refusal.code.value, refusal.sentence, list(refusal.needs)))
