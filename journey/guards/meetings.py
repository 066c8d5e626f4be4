"""Guards of meetings: who must be there, what is no strategy discussion, what must be written.

Who makes a strategy discussion quorate, and which sections its pro forma wants, stand in policy.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from journey.case import Case, Episode
from journey.commands.decisions import Decision
from journey.commands.meetings import Attendance, HoldMeeting
from journey.policy import Profile, Rulebook
from journey.practice import SOCIAL_CARE
from journey.refusals import Refused
from journey.terms import Guard, Kind, MeetingKind, Outcome, PlanKind, Presence

_TALKS = (MeetingKind.TRIAGE, MeetingKind.CASE_DISCUSSION)


def not_quorate(
    case: Case, command: HoldMeeting, profile: Profile, rulebook: Rulebook
) -> Refused | None:
    """Refuse a meeting without those who make it one, or without a knowing agency and a reason.

    Requirement D1: more than social care and police, and nobody who knows the child forgotten.
    """
    there = {a.party for a in command.attendance if a.presence is Presence.ATTENDED}
    kinds = {_kind(party, rulebook) for party in there}
    wanted = profile.quorum.get(command.kind, ())
    needs = [f"{_either(group)} at the meeting" for group in wanted if not group & kinds]
    if wanted:
        accounted = {a.party for a in command.attendance if a.party in there or a.why}
        needs += [
            f"{party}, which knows the child, at the meeting, or why it was not"
            for party in _who_knows(case, command.attendance)
            if party not in accounted
        ]
    if not needs:
        return None
    return Refused(
        Guard.NOT_QUORATE,
        f"This was no {command.kind}: not everybody was there who makes it one.",
        (*needs, "or record it as the case-discussion that it was"),
    )


def _kind(party: str, rulebook: Rulebook) -> str:
    agency = rulebook.agencies.get(party)
    return agency.kind if agency else party


def _either(group: Collection[str]) -> str:
    return " or ".join(sorted(group))


def _who_knows(case: Case, attendance: Collection[Attendance]) -> Iterator[str]:
    """Yield each agency that knows the child: it said so, it referred, or somebody says so."""
    known = [
        request.agency
        for request in case.requests.values()
        if request.reply is not None and not request.reply.nothing_known
    ]
    if case.referrer_agency is not None:
        known.append(case.referrer_agency)
    known += [a.party for a in attendance if a.knows_child]
    return (party for party in dict.fromkeys(known) if party != SOCIAL_CARE)


def wrong_kind(case: Case, decision: Decision, rulebook: Rulebook) -> Refused | None:
    """Refuse to take a triage or a case discussion for a strategy discussion (requirement D4)."""
    del rulebook
    episode = case.open_episode(decision.KIND)
    if episode is None or _held(case, episode) or not case.held_meetings(episode.id, *_TALKS):
        return None
    return Refused(
        Guard.WRONG_KIND,
        "Only a triage or a case discussion was held, and that is no strategy discussion.",
        ("hold-meeting of kind strategy-discussion",),
    )


def not_held(case: Case, decision: Decision, rulebook: Rulebook) -> Refused | None:
    """Refuse what follows from a meeting that nobody has held: discussion, conference, review."""
    del rulebook
    episode = case.open_episode(decision.KIND)
    if episode is None or _held(case, episode):
        return None
    if episode.kind is not Kind.STRATEGY_DISCUSSION:
        wanted = deciding_meeting(episode)
        return Refused(
            Guard.NOT_QUORATE, f"The {wanted} has not been held.", (f"hold-meeting: the {wanted}",)
        )
    return Refused(
        Guard.NOT_QUORATE,
        "The strategy discussion has not been held with those who must be there.",
        ("hold-meeting: the strategy-discussion, with social care, police and health",),
    )


def _held(case: Case, episode: Episode) -> bool:
    return bool(case.held_meetings(episode.id, deciding_meeting(episode)))


def deciding_meeting(episode: Episode) -> MeetingKind:
    """Return the kind of meeting at which the end of an episode is decided."""
    if episode.kind is Kind.CONFERENCE:
        return MeetingKind.INITIAL_CONFERENCE
    if episode.plan is PlanKind.PROTECTION:
        return MeetingKind.REVIEW_CONFERENCE
    if episode.plan is PlanKind.CHILD_IN_NEED:
        return MeetingKind.CHILD_IN_NEED_REVIEW
    return MeetingKind.STRATEGY_DISCUSSION


def harm_not_analysed(case: Case, decision: Decision, rulebook: Rulebook) -> Refused | None:
    """Refuse to finish a strategy discussion whose harm nobody has written up (requirement D2)."""
    episode = case.open_episode(decision.KIND)
    if episode is None:
        return None
    form = Kind.STRATEGY_DISCUSSION.value
    gaps = tuple(unwritten(case, episode, form, decision.outcome, rulebook))
    if not gaps:
        return None
    return Refused(
        Guard.HARM_NOT_ANALYSED,
        "The harm and its significance are not written up.",
        tuple(f"fill-pro-forma {form}: {gap}" for gap in gaps),
    )


def unwritten(
    case: Case, episode: Episode, form: str, outcome: Outcome, rulebook: Rulebook
) -> Iterator[str]:
    """Yield the key of each section that an outcome wants and that nobody has written."""
    pro_forma = rulebook.profile(episode.profile).pro_formas.get(form)
    written = case.form(episode.id, form)
    for section in pro_forma.sections if pro_forma else ():
        if section.wanted_for(outcome) and section.key not in written:
            yield section.key
