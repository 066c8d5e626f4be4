"""What closing asks, over all episodes: each question is a small function of the case.

The gravest are asked first: replies, then what is open, then whom nobody told.  A new
question is a function and one entry in `OPEN` (requirement Q2).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from journey.case import Case
from journey.guards.hub import carried_on, missing_replies, open_doubts, outstanding
from journey.guards.plans import unfinished
from journey.refusals import Refused
from journey.terms import Guard, Kind
from journey.transitions import LEFT

Question = Callable[[Case], Iterator[str]]


def closing_refused(case: Case) -> Refused | None:
    """Return why the journey may not be closed yet, the gravest reason first."""
    return _unanswered(case) or _still_open(case) or _untold(case)


def _unanswered(case: Case) -> Refused | None:
    signed = [
        decision
        for decision in case.decisions.values()
        if decision.taken_at is not None and not decision.awaits_signature and not decision.refused
    ]
    spoken_of = {
        (episode, agency)
        for decision in signed
        for episode in carried_on(case, decision.episode)
        for agency in decision.missing
    }
    refused = missing_replies(
        (
            request.agency
            for request in outstanding(case)
            if (request.episode, request.agency) not in spoken_of
        ),
        "Replies are missing that no signed decision speaks of.",
    )
    pending = case.pending_decision()
    if refused is not None or pending is None:
        return refused
    return Refused(
        Guard.PREMATURE_CLOSURE,
        "A decision that was taken without all replies still waits for its second signature.",
        (f"countersign: decision {pending.id}, by another manager",),
    )


def episodes(case: Case) -> Iterator[str]:
    """Yield the episodes that go on; of a hand-off, what would end it."""
    for episode in case.open_episodes():
        if episode.kind is Kind.HAND_OFF and episode.confirmed_at is None:
            yield "confirm-hand-off: that help began, or bounce-hand-off"
        elif episode.kind is not Kind.CLOSURE:
            yield f"end the {episode.kind} with its outcome"


def concerns(case: Case) -> Iterator[str]:
    """Yield the concerns of which nobody has said what became of them (requirement C10)."""
    for concern in case.open_concerns():
        if case.joined_to is None:  # they live on in the journey that this one joined
            yield f"say what became of concern {concern.id} ({concern.category})"


def late_replies(case: Case) -> Iterator[str]:
    """Yield late replies that nobody has looked at (requirement M6)."""
    for owed in case.open_obligations():
        if owed.kind == "late-reply-review":
            yield f"look again after the late reply of {owed.subject}"


def new_information(case: Case) -> Iterator[str]:
    """Yield what later contacts brought and nobody has considered."""
    for owed in case.open_obligations():
        if owed.kind == "consider-new-information":
            yield f"consider what {owed.subject} brought"


def meetings(case: Case) -> Iterator[str]:
    """Yield meetings that are planned and were neither held nor called off.

    Those that were planned for a child who has since left are nobody's any more.
    """
    for meeting in case.meetings.values():
        episode = case.episodes.get(meeting.episode or "")
        gone = episode is not None and episode.outcome in LEFT
        if meeting.is_waiting and not gone:
            yield f"hold-meeting or call-off-meeting: {meeting.id} ({meeting.kind})"


def papers(case: Case) -> Iterator[str]:
    """Yield the papers of meetings that are still owed to those who were there, or should be."""
    for owed in case.open_obligations():
        meeting = case.meetings.get(owed.about or "")
        if owed.subject is not None and meeting is not None and meeting.held_at is not None:
            yield f"circulate-paper: {owed.kind.replace('-', ' ')} of meeting {meeting.id}"


def transfers(case: Case) -> Iterator[str]:
    """Yield the transfer that nobody has answered."""
    transfer = case.departures.open_transfer()
    if transfer is not None:
        yield f"accept-transfer, refuse-transfer or withdraw-transfer: {transfer.id}"


def moves(case: Case) -> Iterator[str]:
    """Yield the move that the other authority has not confirmed."""
    move = case.departures.move
    if move is not None and move.is_open and case.departures.death is None:
        yield "confirm-move or cancel-move: the other authority has not confirmed"


def deaths(case: Case) -> Iterator[str]:
    """Yield those who review deaths and have not been told of this one."""
    for owed in case.open_obligations():
        if owed.kind in ("child-death-notification", "serious-incident-notification"):
            yield f"notify-death: {owed.kind.replace('-', ' ')}"


def actions(case: Case) -> Iterator[str]:
    """Yield the actions of plans that are neither done nor dropped (requirement P5)."""
    return unfinished(case)


OPEN: tuple[Question, ...] = (
    episodes,
    concerns,
    late_replies,
    new_information,
    actions,
    meetings,
    papers,
    transfers,
    moves,
    deaths,
)
"""What may be open, in the order in which it is named."""

BEFORE_ENDING: tuple[Question, ...] = (meetings, transfers, moves)
"""What already refuses the decision after which closure alone is left.

Not the papers and not the telling: they come after what was decided.
"""


def _still_open(case: Case) -> Refused | None:
    return open_doubts(case, [need for question in OPEN for need in question(case)])


def _untold(case: Case) -> Refused | None:
    needs = []
    # What was told before the newest decision one was not its outcome: telling is owed anew.
    owed = {owed.kind for owed in case.open_obligations()}
    anonymous = case.referrer is not None and case.referrer.anonymous
    if (case.referrer_told is None or "inform-referrer" in owed) and not anonymous:
        needs.append("tell-referrer: the outcome in writing, or why not")
    told_of_no_outcome = case.joined_to is not None or case.departures.death is not None
    if (case.parents_told is None or "inform-parents" in owed) and not told_of_no_outcome:
        needs.append("tell-parents: in plain words, or why not")
    if not needs:
        return None
    return Refused(
        Guard.REFERRER_NOT_TOLD,
        "Those who should know the outcome have not been told, and no reason is given.",
        tuple(needs),
    )
