"""What may be done to a journey now: each command, and why not where it does not fit.

This only saves a person a refusal: whether a command is accepted is decided when it is given
(`journey.decide`), with its guards.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from casework.asking.views import Cannot
from journey.case import Case
from journey.commands import COMMANDS
from journey.decide.care import BESIDE_CARE
from journey.decide.practice import BESIDE
from journey.people import Actor
from journey.plans import LONG_PLANS, SECOND_PLAN
from journey.terms import Kind

WhyNot = Callable[[Case], str | None]
_CLOSED = "The journey is closed."


def _open(case: Case) -> str | None:
    return None if case.is_open else _unless_merged(case) or _CLOSED


def _unless_merged(case: Case) -> str | None:
    into = case.kin.merged_into
    return f"It was merged into {into.reference}; give it there." if into else None


def _in(*kinds: Kind) -> WhyNot:
    words = " or ".join(kind.value.replace("-", " ") for kind in kinds)

    def why_not(case: Case) -> str | None:
        if any(case.open_episode(kind) for kind in kinds):
            return _open(case)
        return _open(case) or f"No {words} is open."

    return why_not


def _when(true: Callable[[Case], bool], otherwise: str) -> WhyNot:
    return lambda case: _open(case) or (None if true(case) else otherwise)


def _owed(kind: str, otherwise: str) -> WhyNot:
    """Fit while something of a kind is owed, on a closed journey as well."""

    def why_not(case: Case) -> str | None:
        return None if any(o.kind == kind for o in case.open_obligations()) else otherwise

    return why_not


def _research_waits(case: Case) -> bool:
    episode = case.open_episode(Kind.RESEARCH)
    return episode is not None and any(case.missing_replies(episode.id))


_WAITS = _when(_research_waits, "No reply is missing.")


def _reply(case: Case) -> str | None:
    # A late reply is taken on a closed journey too (requirement M6).
    return None if any(case.missing_replies()) else "No reply is missing."


def _signature(case: Case) -> str | None:
    return None if case.pending_decision() else "No decision waits for a second signature."


def _new_harm(case: Case) -> bool:
    kinds = [episode.kind for episode in case.open_episodes()]
    return Kind.STRATEGY_DISCUSSION not in kinds and any(kind in BESIDE for kind in kinds)


def _police_unaware(case: Case) -> bool:
    away = case.care.away()
    return away is not None and away.police_told_at is None


def _held(case: Case) -> bool:
    return any(meeting.held_at is not None for meeting in case.meetings.values())


def _hand_off(case: Case) -> bool:
    return case.open_episode(Kind.HAND_OFF) is not None


def _unconfirmed(case: Case) -> bool:
    episode = case.open_episode(Kind.HAND_OFF)
    return episode is not None and episode.confirmed_at is None


_UNDONE = _when(lambda case: any(case.plans.open_actions()), "No action of a plan is unfinished.")


def _alarmed(case: Case) -> bool:
    return any(o.kind in (*LONG_PLANS, SECOND_PLAN) for o in case.open_obligations())


def _transferring(case: Case) -> bool:
    return case.departures.open_transfer() is not None


def _alive(case: Case) -> bool:
    return case.departures.death is None


def _moving(case: Case) -> bool:
    move = case.departures.move
    return move is not None and move.is_open and _alive(case)


def _reopen(case: Case) -> str | None:
    if case.is_open:
        return "The journey is open."
    return _unless_merged(case) if _alive(case) else "The child has died."


def _restricted(case: Case) -> str | None:
    return None if case.restriction else "The journey is not restricted."


FITS: Mapping[str, WhyNot] = MappingProxyType(
    {
        "receive-contact": lambda _: "A contact starts a new journey.",
        "acknowledge-contact": _when(
            lambda case: case.acknowledged_at is None, "The referrer knows that it arrived."
        ),
        "clarify-with-referrer": _open,
        "review-history": _open,
        "record-consent": _open,
        "record-childs-views": _open,
        "add-family-member": _open,
        "record-parental-responsibility": _when(
            lambda case: bool(case.family), "Nobody of the family is on the record."
        ),
        "change-household": _open,
        "link-sibling": _unless_merged,
        "unlink-sibling": lambda case: None if case.kin.siblings else "No sibling is linked.",
        "merge-children": _unless_merged,
        "undo-merge": lambda case: (
            _unless_merged(case) or (None if case.kin.took_in else "No record was merged.")
        ),
        "consider-new-information": _owed(
            "consider-new-information", "No new information waits to be considered."
        ),
        "decide-contact": _in(Kind.CONTACT),
        "decide-referral": _in(Kind.REFERRAL),
        "ask-partners": _in(Kind.RESEARCH),
        "reply-to-research": _reply,
        "request-more-time": _WAITS,
        "answer-more-time": _when(
            lambda case: any(r.more_time_until and r.is_missing for r in case.requests.values()),
            "Nobody has asked for more time.",
        ),
        "dispute-request": _WAITS,
        "answer-dispute": _when(
            lambda case: any(r.disputed and r.is_missing for r in case.requests.values()),
            "No request is disputed.",
        ),
        "withdraw-request": _WAITS,
        "chase-partner": _WAITS,
        "decide-after-research": _in(Kind.RESEARCH),
        "countersign": _signature,
        "review-late-reply": _owed("late-reply-review", "No late reply waits to be looked at."),
        "plan-meeting": _open,
        "redate-meeting": _when(
            lambda case: any(m.is_waiting for m in case.meetings.values()),
            "No meeting waits to be held.",
        ),
        "hold-meeting": _open,
        "circulate-paper": _when(_held, "No meeting has been held."),
        "record-receipt": _when(
            lambda case: any(m.circulated for m in case.meetings.values()),
            "No papers have been sent round.",
        ),
        "fill-pro-forma": _open,
        "decide-after-strategy-discussion": _in(Kind.STRATEGY_DISCUSSION),
        "give-directions": _in(Kind.STRATEGY_DISCUSSION, Kind.ENQUIRY),
        "record-visit": _when(_alive, "The child has died."),
        "record-parent": _when(
            lambda case: bool(case.family), "Nobody of the family is on the record."
        ),
        "start-strategy-discussion": _when(
            _new_harm, "A strategy discussion is open, or no work beside which to hold one."
        ),
        "decide-after-enquiry": _in(Kind.ENQUIRY),
        "share-report": _when(
            lambda case: any(m.is_waiting for m in case.meetings.values()),
            "No conference is planned.",
        ),
        "authorise-assessment": _in(Kind.ASSESSMENT),
        "decide-at-conference": _in(Kind.CONFERENCE),
        "end-plan": _in(Kind.PLAN),
        "add-plan-action": _in(Kind.PLAN),
        "complete-plan-action": _UNDONE,
        "drop-plan-action": _UNDONE,
        "review-plan": _in(Kind.PLAN),
        "consider-plan-alarm": _when(_alarmed, "No alarm about the plan waits."),
        "enter-care": _when(
            lambda case: (
                case.open_episode(Kind.CARE) is None
                and any(each.kind in BESIDE_CARE for each in case.open_episodes())
            ),
            "The child is looked after already, or no work beside which care could begin is open.",
        ),
        "record-legal-status": _in(Kind.CARE),
        "record-placement": _in(Kind.CARE),
        "record-placement-told": _when(
            lambda case: bool(case.care.placements), "No placement is on the record."
        ),
        "record-health-assessment": _in(Kind.CARE),
        "return-home": _in(Kind.CARE),
        "leave-care": _in(Kind.CARE),
        "report-missing": _when(
            lambda case: case.care.away() is None, "The child is missing already."
        ),
        "tell-police-missing": _when(_police_unaware, "The police know, or no child is missing."),
        "record-return": _when(
            lambda case: case.care.away() is not None, "The child is not missing."
        ),
        "record-return-interview": _when(
            lambda case: any(
                not each.is_away and each.interview is None for each in case.care.missing.values()
            ),
            "No return interview is owed.",
        ),
        "enter-pre-proceedings": _when(
            lambda case: (
                case.open_episode(Kind.PRE_PROCEEDINGS) is None
                and any(each.kind in (Kind.PLAN, Kind.CARE) for each in case.open_episodes())
            ),
            "It is under way already, or neither a plan nor care is open.",
        ),
        "send-letter-before-proceedings": _in(Kind.PRE_PROCEEDINGS),
        "review-pre-proceedings": _in(Kind.PRE_PROCEEDINGS),
        "end-pre-proceedings": _in(Kind.PRE_PROCEEDINGS),
        "notify-private-fostering": _when(
            lambda case: (
                not any(
                    each.kind in (Kind.PRIVATE_FOSTERING, Kind.CARE)
                    for each in case.open_episodes()
                )
            ),
            "The child is fostered privately or looked after already.",
        ),
        "end-private-fostering": _in(Kind.PRIVATE_FOSTERING),
        "record-step-down-panel": _in(Kind.PLAN, Kind.CARE),
        "add-concern": _open,
        "dispose-of-concern": _when(lambda case: any(case.open_concerns()), "No concern is open."),
        "raise-contradiction": _open,
        "resolve-contradiction": _when(
            lambda case: any(x.is_open for x in case.contradictions.values()),
            "No contradiction is open.",
        ),
        "record-assumption": _open,
        "settle-assumption": _when(
            lambda case: any(x.is_open for x in case.assumptions.values()),
            "No assumption is open.",
        ),
        "tell-referrer": _open,
        "tell-parents": _when(_alive, "The child has died."),
        "record-oversight": _open,
        "correct-entry": lambda _: None,
        "add-chronology-entry": lambda _: None,
        "mark-significant": lambda _: None,
        "record-codes": _unless_merged,
        "confirm-hand-off": _when(_unconfirmed, "No hand-off waits to be confirmed."),
        "bounce-hand-off": _in(Kind.HAND_OFF),
        "record-impact": _when(
            lambda case: _hand_off(case) and not _unconfirmed(case),
            "Nobody has confirmed yet that help began.",
        ),
        "allocate": _open,
        "hold": _when(lambda case: case.held_until is None, "The journey is held already."),
        "resume": _when(lambda case: case.held_until is not None, "The journey is not held."),
        "move-due-date": _when(lambda case: any(case.open_obligations()), "Nothing is owed."),
        "waive-obligation": _when(lambda case: any(case.open_obligations()), "Nothing is owed."),
        "escalate": lambda case: None if any(case.open_obligations()) else "Nothing is owed.",
        "record-supervision": _when(
            lambda case: case.worker is not None, "Nobody has this journey."
        ),
        "call-off-meeting": _when(
            lambda case: any(m.is_waiting for m in case.meetings.values()),
            "No meeting waits to be held.",
        ),
        "record-partner-delay": _open,
        "propose-transfer": _when(
            lambda case: not _transferring(case), "A transfer waits for its answer."
        ),
        "accept-transfer": _when(_transferring, "No transfer waits for an answer."),
        "refuse-transfer": _when(_transferring, "No transfer waits for an answer."),
        "withdraw-transfer": _when(_transferring, "No transfer waits for an answer."),
        "record-move-away": _when(
            lambda case: case.departures.move is None and _alive(case),
            "That the child moved away, or died, is on the record.",
        ),
        "record-receiving-in-conference": _when(_moving, "No move waits to be confirmed."),
        "confirm-move": _when(_moving, "No move waits to be confirmed."),
        "cancel-move": _when(_moving, "No move waits to be confirmed."),
        "record-death": _when(_alive, "The death of the child is on the record."),
        "notify-death": _when(lambda case: not _alive(case), "No death is on the record."),
        "correct-death": lambda case: "No death is on the record." if _alive(case) else None,
        "restrict-journey": lambda _: None,
        "lift-restriction": _restricted,
        "open-restricted": lambda _: "The journey is open to you.",
        "close": _open,
        "reopen": _reopen,
    }
)


_OFFERED_ELSEWHERE = ("receive-contact", "open-restricted")
"""One begins a journey, the other is for those who do not see it."""


def actions(case: Case, actor: Actor) -> tuple[tuple[str, ...], tuple[Cannot, ...]]:
    """Return the commands that the actor may give now, and those of the role that do not fit."""
    fitting: list[str] = []
    others: list[Cannot] = []
    for name, command in COMMANDS.items():
        if actor.role not in command.ROLES or name in _OFFERED_ELSEWHERE:
            continue
        why = FITS[name](case)
        if why is None:
            fitting.append(name)
        else:
            others.append(Cannot(command=name, why=why))
    return tuple(fitting), tuple(others)
