"""What must hold for rules that a hub works under, asked of each profile and of all together.

The questions behind them: can every clock be counted, does every step have a clock and a way on,
and can anything that is owed ever fall silent?
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from journey.commands.contact import ConcernCategory
from journey.ladders import Recipient
from journey.moments import MOMENTS
from journey.moments.base import STAGED
from journey.policy import FLOORS, Owes, Span
from journey.practice import SOCIAL_CARE
from journey.terms import AssessmentStage, Kind, MeetingKind, Rating
from journey.timescales import Direction
from journey.transitions import TRANSITIONS, outcomes_of
from policy.calendars import PLACES
from policy.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from journey.policy import ObligationRule
    from journey.timescales import Timescale
    from policy.assembling import Procedures

TEMPLATES = frozenset({"ask", "remind", "chase", "escalate", "breach", "outcome"})
"""Wordings that notices have; they name a reference, what is owed and by when, nothing else."""

# The moment at which an episode of each kind of this version begins.  A later kind is a row in
# `journey.transitions`; without its row here, every profile fails the check.
_BEGINS: dict[Kind, str] = {
    Kind.CONTACT: "contact received",
    Kind.REFERRAL: "referral opened",
    Kind.RESEARCH: "research opened",
    Kind.STRATEGY_DISCUSSION: "strategy discussion decided",
    Kind.ENQUIRY: "enquiry opened",
    Kind.ASSESSMENT: "assessment opened",
    Kind.CONFERENCE: "conference decided",
    Kind.PRIVATE_FOSTERING: "private fostering notified",
    Kind.PLAN: "protection plan opened",
    Kind.PRE_PROCEEDINGS: "decision to enter pre-proceedings",
    Kind.CARE: "entry to care",
    Kind.MISSING: "child reported missing",
    Kind.HAND_OFF: "hand-off sent",
    Kind.CLOSURE: "closure opened",
}
# How a journey begins, or begins again: from here on some clock must always run.
_AWAKE_FROM = ("contact received", "journey reopened")
_RATING, _OWNER = "{rating}", "{owner}"
_OWNERS = ("agency", "hub")
"""What `{owner}` stands for in a ladder: an agency, or anybody of the hub."""


def profile_faults(procedures: Procedures, agency_kinds: Collection[str]) -> Iterator[Fault]:
    """Yield what is wrong with one profile; a base is asked only what it can answer alone."""
    yield from _hub_faults(procedures)
    yield from _ladder_faults(procedures)
    yield from _needs_faults(procedures, agency_kinds)
    yield from _quorum_faults(procedures, agency_kinds)
    yield from _panel_faults(procedures)
    yield from _floor_faults(procedures)
    yield from _word_faults(procedures)
    for rule in procedures.rules.values():
        yield from _moment_faults(procedures, rule)
    if procedures.base:
        return
    if procedures.nation not in PLACES:
        yield Fault(
            f"{procedures.file}, nation",
            f"it says {procedures.nation!r}" if procedures.nation else "it is missing",
            f"one of {', '.join(PLACES)}",
        )
    for rule in procedures.rules.values():
        yield from _gaps(procedures, rule)
    yield from _pathway_faults(procedures)
    for category in ConcernCategory:
        if category.value not in procedures.needs:
            yield Fault(
                f"{procedures.file}, needs",
                f"nothing is said of concerns about {category.value}",
                "a row for each category of concern",
            )


def overlaps(all_procedures: Collection[Procedures]) -> Iterator[Fault]:
    """Yield versions of one profile of which nobody could say which is in force."""
    ordered = sorted(all_procedures, key=lambda each: (each.key, each.version))
    for earlier, later in combinations(ordered, 2):
        if earlier.key != later.key or earlier.base:
            continue
        where = f"{later.file}, effective"
        if earlier.effective == later.effective:
            yield Fault(
                where,
                f"{later.id} and {earlier.id} both begin on {later.effective}",
                "one version in force on each day",
            )
        elif later.effective < earlier.effective:
            yield Fault(
                where,
                f"{later.id} begins on {later.effective}, before {earlier.id} does",
                f"a day after {earlier.effective}",
            )


def _hub_faults(procedures: Procedures) -> Iterator[Fault]:
    where = f"{procedures.file}, hub"
    if procedures.opens and procedures.closes and procedures.opens >= procedures.closes:
        yield Fault(
            where,
            f"it opens at {procedures.opens} and closes at {procedures.closes}",
            "an opening before the closing",
        )
    for closing in procedures.closed:
        if closing.end < closing.first:
            yield Fault(
                f"{where}, closed {closing.why!r}",
                f"it ends on {closing.end}, before it begins on {closing.first}",
                "the first day, then the last",
            )


def _ladder_faults(procedures: Procedures) -> Iterator[Fault]:
    for key, ladder in procedures.ladders.items():
        where = f"{procedures.file}, ladder {key!r}"
        if not ladder.endless:
            yield Fault(
                where,
                "its last rung does not repeat, so what is owed could fall silent",
                'a last rung with a repetition, such as repeat = "1 working_days"',
            )
        for number, rung in enumerate(ladder.rungs, start=1):
            if rung.template not in TEMPLATES:
                yield Fault(
                    f"{where}, rungs {number}, template",
                    f"there is no wording {rung.template!r}",
                    f"one of {', '.join(sorted(TEMPLATES))}",
                )


def _needs_faults(procedures: Procedures, agency_kinds: Collection[str]) -> Iterator[Fault]:
    categories = [category.value for category in ConcernCategory]
    for category, kinds in procedures.needs.items():
        where = f"{procedures.file}, needs, {category}"
        if category not in categories:
            yield Fault(where, "nobody knows this category", f"one of {', '.join(categories)}")
        for kind in sorted(kinds - set(agency_kinds)):
            yield Fault(
                where,
                f"nobody knows the kind of agency {kind!r}",
                f"one of {', '.join(sorted(agency_kinds))}",
            )


def _quorum_faults(procedures: Procedures, agency_kinds: Collection[str]) -> Iterator[Fault]:
    for kind, groups in procedures.quorum.items():
        where = f"{procedures.file}, quorum {kind!r}"
        if kind not in set(MeetingKind):
            yield Fault(
                where, "nobody knows this kind of meeting", f"one of {', '.join(MeetingKind)}"
            )
        for party in sorted(set().union(*groups) - {SOCIAL_CARE, *agency_kinds}):
            yield Fault(
                where,
                f"nobody knows the kind of agency {party!r}",
                f"one of {', '.join(sorted((SOCIAL_CARE, *agency_kinds)))}",
            )


def _panel_faults(procedures: Procedures) -> Iterator[Fault]:
    known = (*outcomes_of(Kind.PLAN), *outcomes_of(Kind.CARE))
    for outcome in sorted(procedures.panel_before - set(known)):
        yield Fault(
            f"{procedures.file}, panel_before",
            f"neither a plan nor care ends with {outcome.value!r}",
            f"one of {', '.join(dict.fromkeys(known))}",
        )


def _floor_faults(procedures: Procedures) -> Iterator[Fault]:
    for key in sorted(set(procedures.floors) - set(FLOORS)):
        yield Fault(
            f"{procedures.file}, floor {key!r}",
            "nobody counts this",
            f"one of {', '.join(FLOORS)}",
        )


def _word_faults(procedures: Procedures) -> Iterator[Fault]:
    for kind in sorted(set(procedures.words) - set(Kind)):
        yield Fault(
            f"{procedures.file}, words {kind!r}",
            "nobody knows this kind of episode",
            f"one of {', '.join(Kind)}",
        )
    if procedures.assessments not in ((), (AssessmentStage.INITIAL, AssessmentStage.CORE)):
        yield Fault(
            f"{procedures.file}, assessments",
            f"it says {', '.join(procedures.assessments)}",
            'nothing where there is one assessment, or ["initial", "core"]',
        )
    for stage in procedures.assessments:
        if not any(STAGED[stage] in rule.opens_on for rule in procedures.rules.values()):
            yield Fault(
                f"{procedures.file}, obligation",
                f"a {stage} assessment begins and no clock of its own starts",
                f"an obligation that opens on {STAGED[stage]!r}",
            )


def _moment_faults(procedures: Procedures, rule: ObligationRule) -> Iterator[Fault]:
    where = f"{procedures.file}, obligation {rule.kind!r}"
    for name, words in (
        ("opens_on", rule.opens_on),
        ("meets_on", rule.meets_on),
        ("moot_on", rule.moot_on),
        ("if_waived", rule.if_waived),
    ):
        for word in words:
            if word not in MOMENTS:
                yield Fault(
                    f"{where}, {name}",
                    f"nobody knows the moment {word!r}",
                    f"one of {', '.join(sorted(MOMENTS))}",
                )
    for word in sorted(set(rule.opens_on) & set(rule.meets_on)):
        yield Fault(where, f"{word!r} both opens and meets it", "two different moments")


def _gaps(procedures: Procedures, rule: ObligationRule) -> Iterator[Fault]:
    """Yield each limit or ladder that a rule needs, for every rating, and does not find."""
    where = f"{procedures.file}, obligation {rule.kind!r}"
    for name, written in (("timescale", rule.timescale), ("ladder", rule.ladder)):
        known = procedures.timescales if name == "timescale" else procedures.ladders
        named = name == "ladder" and rule.owes is Owes.NAMED
        for key in _filled_in(written, _OWNERS if named else ()):
            asked = key.replace("-", "_") if name == "timescale" else key
            if "{" in asked or "}" in asked:
                yield Fault(
                    f"{where}, {name}",
                    f"it says {written!r}",
                    "no braces but {rating}, and {owner} in a ladder that a named one owes",
                )
            elif asked not in known:
                yield Fault(
                    f"{where}, {name}",
                    f"there is no {name} {key!r}",
                    f"a [[{name}]] of that key here or in what the profile builds on",
                )
            elif name == "timescale":
                yield from _start_faults(where, rule, procedures.timescales[asked])
    if rule.owes is not Owes.AGENCY:
        yield from _agency_only_faults(where, rule, procedures)


def _start_faults(where: str, rule: ObligationRule, timescale: Timescale) -> Iterator[Fault]:
    """A clock is counted from its own start, so that must be a moment, or the one before."""
    known = timescale.starts_on in MOMENTS
    before = timescale.direction is Direction.BEFORE  # its moment says when the meeting is
    if (
        not known
        and not before
        and not (rule.recurring and timescale.starts_on.startswith("previous "))
    ):
        yield Fault(
            f"{where}, timescale",
            f"{timescale.key!r} starts on {timescale.starts_on!r}, which is no moment",
            'a limit that starts on a moment, or on "previous …" where the rule recurs',
        )


def _agency_only_faults(
    where: str, rule: ObligationRule, procedures: Procedures
) -> Iterator[Fault]:
    ladder = procedures.ladders.get(rule.ladder.replace(_OWNER, "hub"))
    rungs = ladder.rungs if ladder else ()
    told = {recipient for rung in rungs for recipient in rung.to}
    for recipient in sorted(told & {Recipient.DEPUTY, Recipient.AGENCY_MANAGER}):
        yield Fault(
            f"{where}, ladder",
            f"it tells the {recipient.value}, and {rule.owes.value} has none",
            "a ladder without it, or an obligation that an agency owes",
        )


def _pathway_faults(procedures: Procedures) -> Iterator[Fault]:
    """Yield each kind of episode in which a child could come to rest with nobody told."""
    openers = {moment for rule in procedures.rules.values() for moment in rule.opens_on}
    kinds = {kind for kind, _ in TRANSITIONS}
    kinds |= {opened for transition in TRANSITIONS.values() for opened in transition.opens}
    for kind in sorted(kinds, key=list(Kind).index):
        if _BEGINS.get(kind) not in openers:
            yield Fault(
                f"{procedures.file}, obligation",
                f"a {kind.value} begins and no clock starts",
                f"an obligation that opens on {_BEGINS.get(kind, 'its beginning')!r}",
            )
        if not outcomes_of(kind):
            yield Fault(
                procedures.file, f"a {kind.value} has no way on", "a row in journey.transitions"
            )
    for moment in _AWAKE_FROM:
        if not any(
            rule.recurring and rule.span is Span.JOURNEY and moment in rule.opens_on
            for rule in procedures.rules.values()
        ):
            yield Fault(
                f"{procedures.file}, obligation",
                f"after {moment!r} a journey could be left with nothing owed",
                "a recurring obligation that spans the journey and opens then",
            )


def _filled_in(written: str, owners: Collection[str] = ()) -> list[str]:
    keys = [written]
    if _RATING in written:
        keys = [written.replace(_RATING, rating.value) for rating in Rating]
    if _OWNER in written and owners:
        keys = [key.replace(_OWNER, owner) for key in keys for owner in owners]
    return keys
