"""From what is written to rules that can be worked under: inheritance, and the journey's types.

A profile inherits what it does not state.  A limit that comes from another place or time is
nobody's limit here until somebody confirms it, so it arrives unchecked and says where it is
from, unless the profile vouches for its base (`inherits_checked`).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, TypeVar

from journey.errors import UnsoundRuleError
from journey.ladders import Ladder, Rung
from journey.policy import Floor, ObligationRule, Profile, ProForma
from journey.terms import Outcome
from journey.timescales import Timescale
from policy.calendars import calendar_for, with_closed_days
from policy.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from journey.terms import AssessmentStage
    from policy.written import (
        WrittenClosing,
        WrittenFloor,
        WrittenLadder,
        WrittenObligation,
        WrittenProfile,
        WrittenRung,
        WrittenTimescale,
    )

W = TypeVar("W")
B = TypeVar("B")


TAKEN_OVER = "taken over from "
"""How the authority of a limit begins that a profile inherits without vouching for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedures:
    """A profile with all that it inherits, before it has a calendar.

    Attributes:
        file: Name of the file that states it, for faults.
        base: Only built upon; nobody works under it.
        builds_on: Id of the profile that it inherits from.
        nation: None only while no profile on the way up has said one.
    """

    file: str
    key: str
    version: int
    title: str
    effective: date
    base: bool
    nation: str | None
    builds_on: str | None = None
    opens: time | None = None
    closes: time | None = None
    closed: tuple[WrittenClosing, ...] = ()
    timescales: Mapping[str, Timescale] = field(default_factory=dict)
    ladders: Mapping[str, Ladder] = field(default_factory=dict)
    rules: Mapping[str, ObligationRule] = field(default_factory=dict)
    needs: Mapping[str, frozenset[str]] = field(default_factory=dict)
    quorum: Mapping[str, tuple[frozenset[str], ...]] = field(default_factory=dict)
    pro_formas: Mapping[str, ProForma] = field(default_factory=dict)
    panel_before: frozenset[Outcome] = frozenset()
    floors: Mapping[str, Floor] = field(default_factory=dict)
    assessments: tuple[AssessmentStage, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Return key and version, as episodes carry them."""
        return f"{self.key}@{self.version}"

    def profile(self) -> Profile:
        """Return the profile with its calendar.  The first one for a place reads its holidays."""
        calendar = calendar_for(
            self.nation or "", opens=self.opens or time(9), closes=self.closes or time(17)
        )
        if self.closed:
            calendar = with_closed_days(calendar, dict(_days(self.closed)))
        return Profile(
            key=self.key,
            version=self.version,
            effective=self.effective,
            title=self.title,
            nation=self.nation or "",
            calendar=calendar,
            timescales=self.timescales,
            ladders=self.ladders,
            rules=tuple(self.rules.values()),
            needs=self.needs,
            quorum=self.quorum,
            pro_formas=self.pro_formas,
            panel_before=self.panel_before,
            floors=self.floors,
            assessments=self.assessments,
            words=self.words,
        )


def assemble(
    own: Mapping[str, WrittenProfile], shipped: Mapping[str, WrittenProfile]
) -> tuple[dict[str, Procedures], list[Fault]]:
    """Return procedures by profile id, each after what it builds on, and what is wrong.

    Args:
        own: By file name.
        shipped: Profiles of the product, by file name: built upon where *own* has no such id.
    """
    assembler = _Assembler(own, shipped)
    for written in own.values():
        assembler.find(written.id)
    ids = {written.id for written in own.values()}
    done = {key: each for key, each in assembler.found.items() if key in ids}
    return done, assembler.faults


class _Assembler:
    def __init__(
        self, own: Mapping[str, WrittenProfile], shipped: Mapping[str, WrittenProfile]
    ) -> None:
        self.faults: list[Fault] = []
        self.found: dict[str, Procedures] = {}
        self._under_way: list[str] = []
        self._files = {written.id: (file, written) for file, written in shipped.items()}
        stated: dict[str, str] = {}
        for file, written in own.items():
            if written.id in stated:
                self._say(
                    f"{file}, version",
                    f"{stated[written.id]} is {written.id} too",
                    "a version of its own",
                )
            stated[written.id] = file
            self._files[written.id] = (file, written)

    def find(self, profile_id: str) -> Procedures:
        if profile_id not in self.found:
            file, written = self._files[profile_id]
            self._under_way.append(profile_id)
            base = self._base_of(file, written)
            self.found[profile_id] = self._put_together(file, written, base)
            self._under_way.pop()
        return self.found[profile_id]

    def _base_of(self, file: str, written: WrittenProfile) -> Procedures | None:
        if written.extends is None:
            return None
        where = f"{file}, extends"
        if written.extends in self._under_way:
            self._say(where, f"{written.extends} builds on this profile", "a profile that does not")
            return None
        if written.extends not in self._files:
            known = ", ".join(sorted(self._files))
            self._say(where, f"there is no profile {written.extends}", f"one of {known}")
            return None
        return self.find(written.extends)

    def _put_together(
        self, file: str, written: WrittenProfile, base: Procedures | None
    ) -> Procedures:
        above = base or Procedures(
            file=file,
            key=written.key,
            version=written.version,
            title=written.title,
            effective=written.effective,
            base=True,
            nation=None,
        )
        kept = self._inherited(file, written, above)
        return Procedures(
            file=file,
            key=written.key,
            version=written.version,
            title=written.title,
            effective=written.effective,
            base=written.base,
            nation=written.nation or above.nation,
            builds_on=base.id if base else None,
            opens=written.hub.opens or above.opens,
            closes=written.hub.closes or above.closes,
            closed=(*above.closed, *written.hub.closed),
            timescales=kept | self._own(file, "timescale", written.timescale, _timescale),
            ladders={**above.ladders, **self._own(file, "ladder", written.ladder, _ladder)},
            rules={**above.rules, **self._own(file, "obligation", written.obligation, _rule)},
            floors={**above.floors, **self._own(file, "floor", written.floor, _floor)},
            needs={
                **above.needs,
                **{category: frozenset(kinds) for category, kinds in written.needs.items()},
            },
            assessments=tuple(written.assessments) or above.assessments,
            words={**above.words, **written.words},
            quorum={
                **above.quorum,
                **{
                    kind: tuple(frozenset(group) for group in groups)
                    for kind, groups in written.quorum.items()
                },
            },
            panel_before=(
                above.panel_before
                if written.panel_before is None
                else frozenset(written.panel_before)
            ),
        )

    def _inherited(
        self, file: str, written: WrittenProfile, above: Procedures
    ) -> dict[str, Timescale]:
        left_out = {key.replace("-", "_") for key in written.leaves_out}
        for key in sorted(left_out):
            if key not in above.timescales:
                self._say(
                    f"{file}, leaves_out",
                    f"nothing inherited is called {key!r}",
                    "the key of an inherited timescale",
                )
        rows = {k: row for k, row in above.timescales.items() if k not in left_out}
        if written.inherits_checked:
            return rows
        return {key: _taken_over(row, above.title) for key, row in rows.items()}

    def _own(
        self, file: str, table: str, rows: Iterable[W], build: Callable[[W], tuple[str, B]]
    ) -> dict[str, B]:
        built: dict[str, B] = {}
        for row in rows:
            try:
                key, value = build(row)
            except UnsoundRuleError as error:
                self._say(f"{file}, {table} {error.key!r}", error.problem, "see docs/policy.md")
                continue
            if key in built:
                self._say(f"{file}, {table} {key!r}", "it stands there twice", "each key once")
            built[key] = value
        return built

    def _say(self, where: str, what: str, expected: str) -> None:
        self.faults.append(Fault(where, what, expected))


def _taken_over(row: Timescale, title: str) -> Timescale:
    if not row.checked:
        return row
    return replace(row, checked=False, authority=f"{TAKEN_OVER}{title}: confirm locally")


def _timescale(row: WrittenTimescale) -> tuple[str, Timescale]:
    key = row.key.replace("-", "_")
    return key, Timescale(
        key=key,
        limit=row.limit,
        unit=row.unit,
        authority=row.authority,
        checked=row.checked,
        starts_on=row.starts_on,
        completes_on=row.completes_on,
        direction=row.direction,
        warn_before=row.warn_before,
    )


def _floor(row: WrittenFloor) -> tuple[str, Floor]:
    key = row.key.replace("-", "_")
    return key, Floor(
        key=key,
        percent=row.percent,
        months=row.months,
        fewest=row.fewest,
        authority=row.authority,
        checked=row.checked,
    )


def _ladder(row: WrittenLadder) -> tuple[str, Ladder]:
    return row.key, Ladder(key=row.key, rungs=tuple(_rung(each) for each in row.rungs))


def _rung(row: WrittenRung) -> Rung:
    return Rung(
        action=row.action,
        anchor=row.at.anchor,
        to=tuple(row.to),
        template=row.template,
        offset=row.at.offset,
        unit=row.at.unit,
        before=row.at.before,
        hub_open=row.hub_open,
        repeat_every=row.repeat.every if row.repeat else None,
        repeat_unit=row.repeat.unit if row.repeat else None,
    )


def _rule(row: WrittenObligation) -> tuple[str, ObligationRule]:
    return row.kind, ObligationRule(
        kind=row.kind,
        timescale=row.timescale,
        opens_on=tuple(row.opens_on),
        meets_on=tuple(row.meets_on),
        owes=row.owes,
        ladder=row.ladder,
        span=row.span,
        recurring=row.recurring,
        moot_on=tuple(row.moot_on),
        if_waived=tuple(row.if_waived),
    )


def _days(closings: Iterable[WrittenClosing]) -> Iterable[tuple[date, str]]:
    for closing in closings:
        day = closing.first
        while day <= closing.end:
            yield day, closing.why
            day += timedelta(days=1)
