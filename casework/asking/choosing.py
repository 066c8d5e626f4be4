"""What a form offers to choose from: parts of a journey and of the hub, in words.

A form never asks for an id.  Each source is named in `web/forms/words`, beside the field that
is filled from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from zoneinfo import ZoneInfo

from casework.asking.views import TimelineEntry
from casework.wording.things import thing
from journey.case import Case, Concern, Doubt, ResearchRequest
from journey.codes import LISTS
from journey.coding import finished_assessments
from journey.guards import outstanding
from journey.policy import Rulebook
from journey.practice import OWN_PARTIES, Meeting
from journey.wording import say_due, say_instant, say_party
from models.queries.people import Team, User

OF_CODES = "codes-"
"""Begins the name of a source that is a list of `policy/codes.toml`."""

SHORT = 90
"""Characters of a narrative that tell one from another in a list."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose.

    Attributes:
        value: As the command takes it.
        hint: What tells it from others alike.
    """

    value: str
    words: str
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What the choices of a form are taken from; without a journey, from the hub alone."""

    rulebook: Rulebook
    zone: ZoneInfo
    case: Case = field(default_factory=Case)
    staff: tuple[User, ...] = ()
    teams: tuple[Team, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()


Source = Callable[[Around], Iterable[Choice]]


def choices(source: str, around: Around) -> tuple[Choice, ...]:
    """Return what a source offers.

    Raises:
        KeyError: There is no source of that name; a test holds that no form names one.
    """
    return tuple(SOURCES[source](around))


def _agency(key: str, around: Around) -> str:
    known = around.rulebook.agencies.get(key)
    return known.name if known else key.replace("-", " ").capitalize()


def _agencies(around: Around) -> Iterable[Choice]:
    known = around.rulebook.agencies.values()
    return (Choice(a.key, a.name) for a in sorted(known, key=lambda a: a.name))


def _parties(around: Around) -> Iterable[Choice]:
    yield from (Choice(each, each.replace("-", " ").capitalize()) for each in OWN_PARTIES)
    yield from _agencies(around)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHORT else f"{line[:SHORT].rsplit(' ', 1)[0]} …"


def _concern(concern: Concern) -> Choice:
    words = f"{concern.category.value.replace('-', ' ').capitalize()} ({concern.id})"
    return Choice(concern.id, words, _short(concern.description))


def _doubts(doubts: Mapping[str, Doubt]) -> Iterable[Choice]:
    open_ones = (each for each in doubts.values() if each.is_open)
    return (Choice(each.id, _short(each.what) or each.id, each.between) for each in open_ones)


def _requests(which: Callable[[ResearchRequest], object]) -> Source:
    def source(around: Around) -> Iterable[Choice]:
        return (
            Choice(
                request.id,
                f"{_agency(request.agency, around)} ({request.id})",
                f"asked {say_instant(request.asked_at, around.zone)}",
            )
            for request in around.case.requests.values()
            if which(request)
        )

    return source


def _outstanding(around: Around) -> Iterable[Choice]:
    return (
        Choice(request.agency, _agency(request.agency, around))
        for request in outstanding(around.case)
    )


def _late(around: Around) -> Iterable[Choice]:
    return (
        Choice(owed.subject, _agency(owed.subject, around))
        for owed in around.case.open_obligations()
        if owed.kind == "late-reply-review" and owed.subject
    )


def _meetings(which: Callable[[Meeting], bool]) -> Source:
    def source(around: Around) -> Iterable[Choice]:
        for meeting in around.case.meetings.values():
            at = meeting.held_at or meeting.planned_at
            if which(meeting):
                words = f"{meeting.kind.value.replace('-', ' ').capitalize()} ({meeting.id})"
                yield Choice(meeting.id, words, say_instant(at, around.zone) if at else "")

    return source


def _obligations(around: Around) -> Iterable[Choice]:
    for owed in around.case.open_obligations():
        by = say_party(owed.owed_by, around.rulebook)
        said = f"owed by {by}, due {say_due(owed.due_at, around.zone)}"
        yield Choice(owed.id, f"{thing(owed.kind)} ({owed.id})", said)


def _family(around: Around) -> Iterable[Choice]:
    return (
        Choice(member.name, member.name, member.relation.value.replace("_", " "))
        for member in around.case.family
    )


def _pending(around: Around) -> Iterable[Choice]:
    return (
        Choice(
            decided.id,
            f"{decided.outcome.value.replace('-', ' ').capitalize()} ({decided.id})",
            f"by {decided.by}, {say_instant(decided.proposed_at, around.zone)}",
        )
        for decided in around.case.decisions.values()
        if decided.awaits_signature
    )


def _entries(around: Around) -> Iterable[Choice]:
    return (
        Choice(str(entry.version), entry.what, f"{entry.by}, {say_instant(entry.at, around.zone)}")
        for entry in reversed(around.timeline)
        if entry.kind != "clock"
    )


def _workers(around: Around) -> Iterable[Choice]:
    return (Choice(user.name, user.full_name or user.name) for user in around.staff)


def _pro_formas(around: Around) -> Iterable[Choice]:
    open_kinds = {episode.kind: episode.profile for episode in around.case.open_episodes()}
    for kind, profile in open_kinds.items():
        for form in around.rulebook.profile(profile).pro_formas.values():
            if form.episode is kind:
                yield Choice(form.key, form.title)


def _plan_owners(around: Around) -> Iterable[Choice]:
    yield Choice("worker", "The worker")
    yield Choice("team", "The team")
    yield from _agencies(around)


def _placements(around: Around) -> Iterable[Choice]:
    for each in around.case.care.placements.values():
        words = f"{each.kind.value.replace('-', ' ').capitalize()} ({each.id})"
        yield Choice(each.id, words, f"since {say_instant(each.since, around.zone)}")


def _interviews(around: Around) -> Iterable[Choice]:
    for each in around.case.care.missing.values():
        if each.returned_at is not None and each.interview is None:
            words = f"Back {say_instant(each.returned_at, around.zone)} ({each.id})"
            yield Choice(each.id, words, f"missing since {say_instant(each.since, around.zone)}")


def _codes(key: str) -> Source:
    def source(around: Around) -> Iterable[Choice]:
        known = around.rulebook.codes.lists.get(key)
        return (Choice(code, words) for code, words in known.codes.items()) if known else ()

    return source


def _ended_assessments(around: Around) -> Iterable[Choice]:
    for each in reversed(finished_assessments(around.case)):
        said = say_instant(each.ended_at, around.zone) if each.ended_at else ""
        yield Choice(each.id, f"The assessment that ended {said} ({each.id})")


SOURCES: Mapping[str, Source] = MappingProxyType(
    {
        **{f"{OF_CODES}{key}": _codes(key) for key in LISTS},
        "agencies": _agencies,
        "parties": _parties,
        "concerns": lambda a: (_concern(each) for each in a.case.concerns.values()),
        "open-concerns": lambda a: (_concern(each) for each in a.case.open_concerns()),
        "contradictions": lambda a: _doubts(a.case.contradictions),
        "assumptions": lambda a: _doubts(a.case.assumptions),
        "requests": _requests(lambda _: True),
        "missing-requests": _requests(lambda request: request.is_missing),
        "wants-more-time": _requests(lambda r: r.is_missing and r.more_time_until),
        "disputed-requests": _requests(lambda r: r.is_missing and r.disputed),
        "outstanding": _outstanding,
        "late-replies": _late,
        "planned-meetings": _meetings(lambda meeting: meeting.held_at is None),
        "held-meetings": _meetings(lambda meeting: meeting.held_at is not None),
        "obligations": _obligations,
        "family": _family,
        "pending-decisions": _pending,
        "joined": lambda a: (Choice(each, each) for each in a.case.joined),
        "entries": _entries,
        "workers": _workers,
        "teams": lambda a: (Choice(team.key, team.name) for team in a.teams),
        "pro-formas": _pro_formas,
        "plan-outcomes": lambda a: (
            Choice(each.id, _short(each.wanted) or each.id)
            for each in a.case.plans.outcomes.values()
            if each.is_open
        ),
        "plan-actions": lambda a: (
            Choice(each.id, _short(each.what) or each.id) for each in a.case.plans.open_actions()
        ),
        "plan-owners": _plan_owners,
        "placements": _placements,
        "interviews-owed": _interviews,
        "ended-assessments": _ended_assessments,
    }
)
