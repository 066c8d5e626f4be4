"""Comparing how a journey stands with how it should."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from casework.asking.views import JourneyView
from journey.case import Case, Obligation, Sent
from journey.policy import Agency
from simulation.scenario.script import Check, SentExpected


@dataclass(frozen=True, slots=True, kw_only=True)
class Mismatch:
    """The first thing that was not as expected."""

    what: str
    expected: Any
    actual: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a check looks at.

    Attributes:
        owner: Who has the journey, as `worker:carla` or `team:mash`.
        finding: The leading one, asked for only where a check speaks of it.
        resolve: Puts references in the place of the scenario's names.
        view: The journey as people are shown it.
        chronology: What each entry of the child's chronology says, all of it in one line.
    """

    case: Case
    agencies: Mapping[str, Agency]
    finding: Callable[[], str]
    resolve: Callable[[str], str]
    view: Callable[[], JourneyView]
    chronology: Callable[[], list[str]]

    @property
    def owner(self) -> str:
        """Return who has the journey now."""
        return f"worker:{self.case.worker}" if self.case.worker else f"team:{self.case.team}"


def compare(check: Check, look: Look) -> Mismatch | None:
    """Return the first thing that is not as the check says, in the order of its keys."""
    return next(_mismatches(check, look), None)


def _mismatches(check: Check, look: Look) -> Iterator[Mismatch]:
    case = look.case
    plain: tuple[tuple[str, Any, Callable[[], Any]], ...] = (
        ("stage", check.stage, lambda: case.stage),
        ("closed", check.closed, lambda: case.closed_at is not None),
        ("owner", check.owner, lambda: look.owner),
        ("finding", check.finding, look.finding),
    )
    for what, expected, actual in plain:
        if expected is not None and expected != actual():
            yield Mismatch(what=what, expected=expected, actual=actual())
    if check.episodes is not None:
        kinds = sorted(episode.kind.value for episode in case.open_episodes())
        if kinds != sorted(check.episodes):
            yield Mismatch(what="episodes", expected=sorted(check.episodes), actual=kinds)
    yield from _kin(check, look)
    yield from _owed(check, look)
    yield from _states(check, look)
    for wanted in check.sent or ():
        yield from _sent(wanted, look)
    if check.missing_codes is not None:
        lacking = sorted(each.list for each in look.view().missing_codes)
        if lacking != sorted(check.missing_codes):
            wanted_codes = sorted(check.missing_codes)
            yield Mismatch(what="missing-codes", expected=wanted_codes, actual=lacking)
    if check.chronology is not None:
        told = look.chronology()
        if not _in_order(check.chronology, told):
            yield Mismatch(what="chronology", expected=list(check.chronology), actual=told)


def _kin(check: Check, look: Look) -> Iterator[Mismatch]:
    kin = look.case.kin
    if check.siblings is not None:
        wanted = sorted(look.resolve(f"${name}") for name in check.siblings)
        if wanted != sorted(kin.siblings):
            yield Mismatch(what="siblings", expected=wanted, actual=sorted(kin.siblings))
    if check.merged_into is not None:
        named = check.merged_into
        into = named if named == "none" else look.resolve(f"${named}")
        actual = kin.merged_into.reference if kin.merged_into else "none"
        if into != actual:
            yield Mismatch(what="merged-into", expected=into, actual=actual)


def _owed(check: Check, look: Look) -> Iterator[Mismatch]:
    owed = [obligation.label for obligation in look.case.open_obligations()]
    wanted, exactly, unwanted = (
        None if labels is None else [look.resolve(label) for label in labels]
        for labels in (check.open, check.open_exactly, check.not_open)
    )
    if wanted is not None and not set(wanted) <= set(owed):
        yield Mismatch(what="open", expected=wanted, actual=owed)
    if exactly is not None and sorted(exactly) != sorted(owed):
        yield Mismatch(what="open-exactly", expected=sorted(exactly), actual=sorted(owed))
    if unwanted is not None and set(unwanted) & set(owed):
        yield Mismatch(what="not-open", expected=f"none of {unwanted}", actual=owed)


def _states(check: Check, look: Look) -> Iterator[Mismatch]:
    case = look.case
    readings: tuple[tuple[str, Mapping[str, Any] | None, Callable[[str], Any]], ...] = (
        ("due", check.due, lambda label: _of(case, label, lambda owed: owed.due_at)),
        (
            "first-due",
            check.first_due,
            lambda label: _of(case, label, lambda owed: owed.first_due_at),
        ),
        (
            "obligations",
            check.obligations,
            lambda label: _of(case, label, lambda owed: owed.state.value),
        ),
        ("chases", check.chases, lambda label: _of(case, label, lambda owed: owed.chases)),
        ("concerns", check.concerns, lambda concern: _concern(case, concern)),
        ("requests", check.requests, lambda agency: _request(case, agency)),
        ("profiles", check.profiles, lambda number: _episode(look, number, "profile")),
        ("called", check.called, lambda number: _episode(look, number, "called")),
        ("missing-then", check.missing_then, lambda number: _missing_then(look, number)),
        ("codes", check.codes, lambda key: _codes(look, key)),
    )
    for what, wanted, read in readings:
        for label, expected in (wanted or {}).items():
            actual = read(look.resolve(label))
            if actual != expected:
                yield Mismatch(what=f"{what} {label}", expected=expected, actual=actual)


def _episode(look: Look, number: str, what: str) -> str:
    found = [each for each in look.view().episodes if each.id == number]
    return str(getattr(found[0], what)) if found else "there is no such episode"


def _missing_then(look: Look, number: str) -> tuple[str, ...] | str:
    found = [each for each in look.view().decisions if each.id == number]
    return found[0].known.replies_missing if found else "there is no such decision"


def _codes(look: Look, key: str) -> tuple[str, ...]:
    return tuple(each.code for each in look.view().codes if each.list == key)


def _in_order(texts: Iterable[str], told: Iterable[str]) -> bool:
    """Return whether each text stands in an entry, none before the one that went before."""
    entries = iter(told)
    return all(any(text in entry for entry in entries) for text in texts)


def find(case: Case, label: str) -> Obligation | None:
    """Return the thing owed of a label or an id: the open one, else the newest."""
    named = [o for o in case.obligations.values() if label in (o.label, o.id)]
    return next((o for o in reversed(named) if o.is_open), named[-1] if named else None)


def _of(case: Case, label: str, read: Callable[[Obligation], Any]) -> Any:
    owed = find(case, label)
    return "nothing of this label was ever owed" if owed is None else read(owed)


def _concern(case: Case, concern: str) -> str:
    found = case.concerns.get(concern)
    if found is None:
        return "there is no such concern"
    return "open" if found.disposal is None else found.disposal.value


def _request(case: Case, agency: str) -> str:
    found = [each for each in case.requests.values() if each.agency == agency]
    return found[-1].state.value if found else "it was never asked"


def party(to: str, agencies: Mapping[str, Agency]) -> str:
    """Return the party that a scenario calls by its agency's key or by its full name."""
    return f"agency:{to}" if to in agencies else to


def _sent(wanted: SentExpected, look: Look) -> Iterator[Mismatch]:
    to = party(wanted.to, look.agencies)
    those = [
        sent
        for sent in look.case.sent
        if sent.to == to and sent.template == wanted.template and wanted.at in (None, sent.at)
    ]
    right = bool(those) if wanted.times is None else len(those) == wanted.times
    if not right:
        times = "at least once" if wanted.times is None else f"{wanted.times} times"
        when = "" if wanted.at is None else f" at {wanted.at.isoformat()}"
        yield Mismatch(
            what="sent",
            expected=f"{wanted.template} to {to}{when}: {times}",
            actual=_told(sent for sent in look.case.sent if sent.to == to),
        )


def _told(sent: Iterable[Sent]) -> list[str] | str:
    told = [f"{each.template} at {each.at.isoformat()}" for each in sent]
    return told or "nothing was sent to it"
