"""How profiles and agencies are written down, key by key.  docs/policy.md explains them.

Strict: a number in quotes is not a number, and a key that nobody knows is a mistake, because
a misspelt limit that is passed over is a limit that nobody keeps.
"""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from typing import Annotated, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator

from journey.codes import CODE_LIMIT
from journey.ladders import Action, Anchor, Recipient
from journey.policy import Owes, Span
from journey.terms import AssessmentStage, Kind, Outcome
from journey.timescales import Direction, Unit

_OFFSET = re.compile(r"(?P<anchor>[a-z]+)(?: (?P<sign>[+-]) (?P<count>\d+) (?P<unit>[a-z_]+))?")
_AMOUNT = re.compile(r"(?P<count>\d+) (?P<unit>[a-z_]+)")
_KEY = r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$"
_FILLED_IN = r"^[a-z0-9_{}-]+$"
_ID = r"^[a-z0-9-]+@[1-9][0-9]*$"
_ADDRESS = r"^[^@\s]+@[^@\s]+$"

_UNITS = ", ".join(Unit)


class At(NamedTuple):
    """When a rung falls: `due + 4 hub_hours`."""

    anchor: Anchor
    offset: int = 0
    unit: Unit = Unit.HOURS
    before: bool = False


class Every(NamedTuple):
    """How often the last rung repeats: `1 working_days`."""

    every: int
    unit: Unit


def _at(value: object) -> At:
    match = _OFFSET.fullmatch(value) if isinstance(value, str) else None
    if match is None or match["anchor"] not in set(Anchor):
        raise ValueError('"start", "half" or "due", or such as "due + 4 hub_hours"')
    anchor = Anchor(match["anchor"])
    if match["sign"] is None:
        return At(anchor)
    return At(anchor, int(match["count"]), _unit(match["unit"]), match["sign"] == "-")


def _every(value: object) -> Every:
    match = _AMOUNT.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise ValueError('a count and a unit, such as "1 working_days"')
    return Every(int(match["count"]), _unit(match["unit"]))


def _unit(word: str) -> Unit:
    if word not in set(Unit):
        raise ValueError(f"a unit out of {_UNITS}")
    return Unit(word)


class Wanted(NamedTuple):
    """When a section cannot be left out."""

    always: bool
    outcomes: frozenset[Outcome] = frozenset()


def _wanted(value: object) -> Wanted:
    if value in ("always", "never"):
        return Wanted(value == "always")
    if not isinstance(value, list) or not value or not set(value) <= set(Outcome):
        raise ValueError('"always", "never", or a list of outcomes such as ["assessment"]')
    return Wanted(always=False, outcomes=frozenset(Outcome(word) for word in value))


def _span_of_time(value: object) -> object:
    """Read `4 hours` or `2 days`: a warning is for eyes, so it needs no calendar."""
    match = _AMOUNT.fullmatch(value) if isinstance(value, str) else None
    if match is None or match["unit"] not in ("hours", "days"):
        raise ValueError('hours or days, such as "4 hours"')
    return timedelta(**{match["unit"]: int(match["count"])})


Key = Annotated[str, Field(pattern=_KEY, max_length=60)]
FilledIn = Annotated[str, Field(pattern=_FILLED_IN, max_length=60)]
ProfileId = Annotated[str, Field(pattern=_ID)]
Address = Annotated[str, Field(pattern=_ADDRESS)]
Words = Annotated[str, Field(min_length=1, max_length=300)]
Moments = Annotated[list[Words], Field(min_length=1)]


class Written(BaseModel):
    """Base of everything that is written in a file of rules."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, strict=True, str_strip_whitespace=True, defer_build=True
    )


class WrittenTimescale(Written):
    """A `[[timescale]]`."""

    key: Key
    limit: Annotated[int, Field(ge=1)]
    unit: Annotated[Unit, Field(strict=False)]
    authority: Words
    checked: bool
    starts_on: Words
    completes_on: Words
    direction: Annotated[Direction, Field(strict=False)] = Direction.AFTER
    warn_before: Annotated[timedelta, BeforeValidator(_span_of_time)] = timedelta(0)


class WrittenRung(Written):
    """One line of a ladder."""

    at: Annotated[At, PlainValidator(_at)]
    action: Annotated[Action, Field(strict=False)]
    to: list[Annotated[Recipient, Field(strict=False)]]
    template: Key
    hub_open: bool = False
    repeat: Annotated[Every, PlainValidator(_every)] | None = None


class WrittenLadder(Written):
    """A `[[ladder]]`."""

    key: Key
    rungs: Annotated[list[WrittenRung], Field(min_length=1)]


class WrittenObligation(Written):
    """An `[[obligation]]`."""

    kind: Key
    timescale: FilledIn
    opens_on: Moments
    meets_on: Moments
    owes: Annotated[Owes, Field(strict=False)]
    ladder: FilledIn
    span: Annotated[Span, Field(strict=False)] = Span.EPISODE
    recurring: bool = False
    moot_on: list[Words] = []
    if_waived: list[Words] = []


class WrittenFloor(Written):
    """A `[[floor]]`."""

    key: Key
    percent: Annotated[int, Field(ge=1, le=100)]
    months: Annotated[int, Field(ge=1, le=24)]
    fewest: Annotated[int, Field(ge=1)]
    authority: Words
    checked: bool


class WrittenClosing(Written):
    """A stretch of closed days; a single day has no `last`."""

    first: date
    last: date | None = None
    why: Words

    @property
    def end(self) -> date:
        """Return the last closed day."""
        return self.last or self.first


class WrittenHub(Written):
    """The `[hub]`; what it leaves out is inherited."""

    opens: time | None = None
    closes: time | None = None
    closed: list[WrittenClosing] = []


class WrittenProfile(Written):
    """A file in `profiles/`."""

    key: Key
    version: Annotated[int, Field(ge=1)]
    title: Words
    effective: date
    nation: Key | None = None
    base: bool = False
    extends: ProfileId | None = None
    inherits_checked: bool = False
    leaves_out: list[Key] = []
    hub: WrittenHub = WrittenHub()
    timescale: list[WrittenTimescale] = []
    ladder: list[WrittenLadder] = []
    obligation: list[WrittenObligation] = []
    floor: list[WrittenFloor] = []
    needs: dict[Key, list[Key]] = {}
    panel_before: list[Annotated[Outcome, Field(strict=False)]] | None = None
    assessments: list[Annotated[AssessmentStage, Field(strict=False)]] = []
    words: dict[Key, Words] = {}
    quorum: dict[Key, list[Annotated[list[Key], Field(min_length=1)]]] = {}

    @property
    def id(self) -> str:
        """Return key and version, as episodes carry them."""
        return f"{self.key}@{self.version}"


class WrittenSection(Written):
    """A `[[pro_forma.section]]`."""

    key: Key
    title: Words
    prompt: Words
    wanted: Annotated[Wanted, PlainValidator(_wanted)]


class WrittenProForma(Written):
    """A `[[pro_forma]]`."""

    key: Key
    title: Words
    episode: Annotated[Kind, Field(strict=False)]
    section: Annotated[list[WrittenSection], Field(min_length=1)]


class WrittenProFormas(Written):
    """The file `pro_formas.toml`."""

    pro_forma: list[WrittenProForma]


class WrittenCode(Written):
    """One code of a `[[list]]`."""

    code: Annotated[str, Field(pattern=r"^[A-Z0-9]+$", max_length=CODE_LIMIT)]
    words: Words
    also: list[Words] = []
    alone: bool = False


class WrittenCodeList(Written):
    """A `[[list]]`."""

    key: Key
    title: Words
    source: Words
    edition: Words
    known_by: Words
    code: Annotated[list[WrittenCode], Field(min_length=1)]
    not_yet_known: str | None = None


class WrittenReferralSource(Written):
    """The table `[referral_source]`."""

    anonymous: str | None = None
    agency: dict[Key, str] = {}
    referrer: dict[str, str] = {}


class WrittenCodes(Written):
    """The file `codes.toml`."""

    list: list[WrittenCodeList]
    referral_source: WrittenReferralSource = WrittenReferralSource()


class WrittenAgency(Written):
    """An `[[agency]]`."""

    key: Key
    name: Words
    kind: Key
    deputy: Key | None = None
    closed: list[WrittenClosing] = []
    closed_with: Key | None = None
    ask_instead: Key | None = None
    email: Address | None = None
    manager_email: Address | None = None
    webhook: Words | None = None


class WrittenAgencies(Written):
    """The file `agencies.toml`."""

    kinds: dict[Key, Words]
    closings: dict[Key, list[WrittenClosing]] = {}
    agency: list[WrittenAgency]
