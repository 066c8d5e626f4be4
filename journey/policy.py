"""The shape of practice rules: what a profile and an agency say.  `policy/` fills them.

A rulebook is everything that deciding needs and that is not on the journey itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from journey.codes import CodeBook
from journey.errors import UnknownKeyError
from journey.ladders import Ladder
from journey.terms import AssessmentStage, Kind, Outcome
from journey.timescales import Timescale
from journey.working_days import WorkingDays


class Owes(StrEnum):
    """Who an obligation falls on; turned into a named party when it opens.

    `named` is whom the thing itself names, as each action of a plan has its own owner.
    """

    AGENCY = "agency"
    TEAM = "team"
    WORKER = "worker"
    MANAGER = "manager"
    SENIOR_MANAGER = "senior-manager"
    NAMED = "named"
    RECEIVING_MANAGER = "receiving-manager"


class Span(StrEnum):
    """How long an obligation may outlive what opened it."""

    EPISODE = "episode"
    JOURNEY = "journey"


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationRule:
    """One row: which moment opens an obligation, which one meets it, who owes it.

    Attributes:
        kind: Name of the obligation outside, such as `research-reply`.
        timescale: Key of its limit; `{rating}` in it is filled in from the request.
        opens_on: Moment that opens it (`journey.moments`).
        meets_on: Moment that meets it, for the same subject.
        ladder: Key of its ladder; `{rating}` as above, and `{owner}` is `agency` or `hub`.
        recurring: Being met opens its successor.
        moot_on: Moment that cancels it, for the same subject where both have one.
        if_waived: Moment that its being let go counts as, for what comes next alone: the next
            visit of a child is owed, whoever let this one go.
    """

    kind: str
    timescale: str
    opens_on: tuple[str, ...]
    meets_on: tuple[str, ...]
    owes: Owes
    ladder: str
    span: Span = Span.EPISODE
    recurring: bool = False
    moot_on: tuple[str, ...] = ()
    if_waived: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One section of a pro forma.

    Attributes:
        prompt: What helps to write it.
        always: Wanted whatever the outcome.
        outcomes: Wanted for these outcomes only.
    """

    key: str
    title: str
    prompt: str
    always: bool = False
    outcomes: frozenset[Outcome] = frozenset()

    def wanted_for(self, outcome: Outcome) -> bool:
        """Return whether an episode cannot end so without it; what is cancelled wants nothing."""
        if outcome is Outcome.CANCELLED:
            return False
        return self.always or outcome in self.outcomes


@dataclass(frozen=True, slots=True, kw_only=True)
class ProForma:
    """What is written up in an episode of a kind, section by section."""

    key: str
    title: str
    episode: Kind
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """How many of a hundred should lead to a protection plan, at least (requirement P7).

    Attributes:
        percent: Below it the hub is alarmed.
        months: Over how many months up to now it is counted.
        fewest: With fewer than these, nothing is said.
    """

    key: str
    percent: int
    months: int
    fewest: int
    authority: str
    checked: bool


FLOORS = ("plans_per_conference", "plans_per_enquiry")
"""What a floor may be set for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One version of the local procedures.

    Attributes:
        key, version: Together its id, `england-2023@1`, which every episode carries.
        effective: First day on which new episodes begin under it.
        title, nation: Shown to people; the nation decides the calendar.
        needs: For each concern category, the kinds of agency that it calls for
            (requirement M2: more than these, and the asker is warned).
        quorum: For a kind of meeting, the groups of which one each must be there: kinds of
            agency, or `social-care`.
        panel_before: Outcomes of a plan or of care that a step-down panel considers first.
        pro_formas, floors: By key.
        assessments: The two stages of an assessment, in order; none where there is one.
        words: What a kind of episode is called here, where it has a name of its own.
    """

    key: str
    version: int
    effective: date
    title: str
    nation: str
    calendar: WorkingDays
    timescales: Mapping[str, Timescale]
    ladders: Mapping[str, Ladder]
    rules: tuple[ObligationRule, ...]
    needs: Mapping[str, frozenset[str]] = field(default_factory=dict)
    quorum: Mapping[str, tuple[frozenset[str], ...]] = field(default_factory=dict)
    pro_formas: Mapping[str, ProForma] = field(default_factory=dict)
    panel_before: frozenset[Outcome] = frozenset()
    floors: Mapping[str, Floor] = field(default_factory=dict)
    assessments: tuple[AssessmentStage, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Return key and version, as an episode carries them."""
        return f"{self.key}@{self.version}"

    def called(self, kind: Kind, stage: AssessmentStage | None = None) -> str:
        """Return what people call an episode here: "Article 42 enquiry", "core assessment"."""
        said = self.words.get(kind.value) or kind.value.replace("-", " ")
        return said if stage is None else f"{stage.value} {said}"

    def timescale(self, key: str) -> Timescale:
        """Return a limit by its key; hyphens and underscores are one."""
        try:
            return self.timescales[key.replace("-", "_")]
        except KeyError:
            raise UnknownKeyError("timescale", key, tuple(self.timescales)) from None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """A partner agency of the hub.

    Attributes:
        kind: police, health, school, housing, …: what `Profile.needs` speaks of.
        deputy: Key of the agency (or desk) that is chased beside it when it is late.
        closed: First and last day of each closed period, with its name.
        ask_instead: Who is asked on a closed day.
        email, manager_email, webhook: Where notices go.
    """

    key: str
    name: str
    kind: str
    deputy: str | None = None
    closed: tuple[tuple[date, date, str], ...] = ()
    ask_instead: str | None = None
    email: str | None = None
    manager_email: str | None = None
    webhook: str | None = None

    def why_closed(self, day: date) -> str | None:
        """Return the name of the closed period that holds *day*, if one does."""
        return next((why for first, last, why in self.closed if first <= day <= last), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulebook:
    """All profiles, the one in use here, and the agencies.

    Attributes:
        profiles: By id (`england-2023@1`); retired versions stay, for the episodes under them.
        in_use: Key of the profile that new episodes begin under.
        codes: Closed lists that returns ask for.
    """

    profiles: Mapping[str, Profile]
    in_use: str
    agencies: Mapping[str, Agency]
    team: str = "mash"
    codes: CodeBook = field(default_factory=CodeBook)

    def profile(self, profile_id: str) -> Profile:
        """Return a profile by its id."""
        try:
            return self.profiles[profile_id]
        except KeyError:
            raise UnknownKeyError("profile", profile_id, tuple(self.profiles)) from None

    def in_force(self, at: datetime) -> Profile:
        """Return the newest version of the profile in use that is effective at *at*.

        Before the first version's date the first version is used: a hub that starts with
        old journeys has no other.
        """
        # By id alone: a profile that is not in use is not even made.
        ids = [each for each in self.profiles if each.partition("@")[0] == self.in_use]
        versions = sorted((self.profiles[each] for each in ids), key=lambda p: p.version)
        if not versions:
            raise UnknownKeyError("profile", self.in_use, tuple(self.profiles))
        day = at.astimezone(versions[0].calendar.zone).date()
        return next((p for p in reversed(versions) if p.effective <= day), versions[0])

    def agency(self, key: str) -> Agency:
        """Return an agency by its key."""
        try:
            return self.agencies[key]
        except KeyError:
            raise UnknownKeyError("agency", key, tuple(self.agencies)) from None
