"""Judging meetings, their papers, and pro formas."""

from __future__ import annotations

from datetime import timedelta

from journey.case import Case, Episode
from journey.climbing import moved
from journey.commands import meetings as commands
from journey.commands.base import MANAGERS
from journey.decide.context import Context, Judged, judge, next_id, not_now, on_open, unknown
from journey.events import Event, meetings, running
from journey.guards.meetings import not_quorate
from journey.policy import ProForma
from journey.practice import OWN_PARTIES, Meeting
from journey.refusals import Refused
from journey.terms import Guard, Kind, MeetingKind, PlanKind, Presence
from journey.timescales import Direction, due

MEETS_IN: dict[MeetingKind, Kind | None] = {
    MeetingKind.TRIAGE: None,
    MeetingKind.CASE_DISCUSSION: None,
    MeetingKind.STRATEGY_DISCUSSION: Kind.STRATEGY_DISCUSSION,
    MeetingKind.INITIAL_CONFERENCE: Kind.CONFERENCE,
    MeetingKind.REVIEW_CONFERENCE: Kind.PLAN,
    MeetingKind.CORE_GROUP: Kind.PLAN,
    MeetingKind.CHILD_IN_NEED_REVIEW: Kind.PLAN,
    MeetingKind.LOOKED_AFTER_REVIEW: Kind.CARE,
}
"""The kind of episode that a meeting belongs to; None where it fits any."""


PLAN_OF: dict[MeetingKind, PlanKind] = {
    MeetingKind.REVIEW_CONFERENCE: PlanKind.PROTECTION,
    MeetingKind.CORE_GROUP: PlanKind.PROTECTION,
    MeetingKind.CHILD_IN_NEED_REVIEW: PlanKind.CHILD_IN_NEED,
}


def _episode(case: Case, kind: MeetingKind) -> Episode | Refused:
    wanted = MEETS_IN[kind]
    if not case.is_open:
        return on_open(case) or not_now("The journey is closed.")
    if wanted is None:
        order = list(Kind)
        return max(case.open_episodes(), key=lambda e: order.index(e.kind))
    found = case.open_episode(wanted)
    if found is not None and kind in PLAN_OF and found.plan is not PLAN_OF[kind]:
        return not_now(
            f"The open plan is a {found.plan} plan, and a {kind} is not held on it.",
            f"an open {PLAN_OF[kind]} plan",
        )
    if found is None:
        return not_now(
            f"No {wanted} is open on this journey, so there is no {kind} to hold.",
            f"a decision that opens a {wanted}",
        )
    return found


def _strangers(parties: tuple[str, ...], context: Context) -> Refused | None:
    strange = [p for p in parties if p not in OWN_PARTIES and p not in context.rulebook.agencies]
    if not strange:
        return None
    known = ", ".join([*OWN_PARTIES, *sorted(context.rulebook.agencies)])
    return unknown(f"Nobody knows the party {strange[0]!r}.", f"one of {known}")


@judge.register
def _(command: commands.PlanMeeting, case: Case, context: Context) -> Judged:
    episode = _episode(case, command.kind)
    if isinstance(episode, Refused):
        return episode
    refused = _strangers(command.invited, context)
    if refused is None and command.begins_at <= context.now:
        refused = unknown("A meeting is planned ahead.", "begins_at: an instant to come")
    return refused or [
        meetings.MeetingPlanned(
            meeting=next_id("M", case.meetings),
            kind=command.kind,
            begins_at=command.begins_at,
            episode=episode.id,
            invited=command.invited,
        )
    ]


def _planned(case: Case, number: str) -> Meeting | Refused:
    refused = on_open(case)
    if refused is not None:
        return refused
    meeting = case.meetings.get(number)
    if meeting is None:
        known = ", ".join(case.meetings) or "none"
        return unknown(f"There is no meeting {number}.", f"one of: {known}")
    if meeting.held_at is not None:
        return not_now(f"Meeting {number} has been held already.")
    if meeting.called_off_at is not None:
        return not_now(f"Meeting {number} was called off.", "plan-meeting: another one")
    return meeting


@judge.register
def _(command: commands.RedateMeeting, case: Case, context: Context) -> Judged:
    meeting = _planned(case, command.meeting)
    if isinstance(meeting, Refused):
        return meeting
    refused = _delayer_unknown(command, context)
    if refused is None and command.begins_at <= context.now:
        refused = unknown("A meeting is planned ahead.", "begins_at: an instant to come")
    if refused is not None:
        return refused
    redated = meetings.MeetingRedated(
        meeting=meeting.id,
        begins_at=command.begins_at,
        delayed_by=command.delayed_by,
        reason=command.reason,
    )
    return [redated, *_papers_moved(case, meeting, command, context)]


@judge.register
def _(command: commands.CallOffMeeting, case: Case, context: Context) -> Judged:
    meeting = _planned(case, command.meeting)
    if isinstance(meeting, Refused):
        return meeting
    return _delayer_unknown(command, context) or [
        meetings.MeetingCalledOff(
            meeting=meeting.id, delayed_by=command.delayed_by, reason=command.reason
        ),
        *(
            running.ObligationCancelled(obligation=owed.id, because="meeting called off")
            for owed in case.open_obligations()
            if owed.subject == meeting.id
        ),
    ]


def _delayer_unknown(
    command: commands.RedateMeeting | commands.CallOffMeeting, context: Context
) -> Refused | None:
    return _strangers((command.delayed_by,), context) if command.delayed_by is not None else None


def _papers_moved(
    case: Case, meeting: Meeting, command: commands.RedateMeeting, context: Context
) -> list[Event]:
    """Return what is owed before the meeting, moved with it; the first dates stay."""
    events: list[Event] = []
    for owed in case.open_obligations():
        profile = context.rulebook.profile(owed.profile)
        timescale = profile.timescale(owed.timescale)
        if owed.subject != meeting.id or timescale.direction is not Direction.BEFORE:
            continue
        due_at = due(command.begins_at, timescale, profile.calendar)
        events.append(
            moved(
                owed,
                max(due_at, owed.starts_at + timedelta(minutes=1)),
                rulebook=context.rulebook,
                now=context.now,
                reason=command.reason,
            )
        )
    return events


@judge.register
def _(command: commands.ShareReport, case: Case, context: Context) -> Judged:
    meeting = _planned(case, command.meeting)
    if isinstance(meeting, Refused):
        return meeting
    episode = case.episodes.get(meeting.episode or "")
    if episode is not None and not episode.is_open:
        return not_now(
            f"The {episode.kind} that meeting {meeting.id} was planned for has ended.",
            "call-off-meeting",
        )
    return [meetings.ReportShared(meeting=meeting.id, how=command.how)]


@judge.register
def _(command: commands.HoldMeeting, case: Case, context: Context) -> Judged:
    if command.meeting is not None:
        meeting = _planned(case, command.meeting)
        if isinstance(meeting, Refused):
            return _relabelled(case, command) or meeting
        refused = _relabelled(case, command)
        if refused is not None:
            return refused
    episode = _episode(case, command.kind)
    if isinstance(episode, Refused):
        return episode
    refused = _held_wrongly(command, case, episode, context)
    if refused is not None:
        return refused
    return [
        meetings.MeetingHeld(
            meeting=command.meeting or next_id("M", case.meetings),
            kind=command.kind,
            face_to_face=command.face_to_face,
            chair_role=command.chair_role,
            episode=episode.id,
            attendance=tuple(
                meetings.Attended(party=a.party, presence=a.presence, knows_child=a.knows_child)
                for a in command.attendance
            ),
            chair=command.chair,
            reasons=tuple(
                meetings.WhyAway(party=a.party, why=a.why) for a in command.attendance if a.why
            ),
            why_not_face_to_face=command.why_not_face_to_face or "",
            childs_views=command.childs_views or "",
        )
    ]


def _relabelled(case: Case, command: commands.HoldMeeting) -> Refused | None:
    """Refuse to make a meeting that was one kind into another."""
    meeting = case.meetings.get(command.meeting or "")
    if meeting is None or meeting.kind is command.kind:
        return None
    return Refused(
        Guard.WRONG_KIND,
        f"Meeting {meeting.id} is a {meeting.kind}; it cannot become a {command.kind}.",
        (f"a {command.kind} of its own, with those who must be there",),
    )


def _held_wrongly(
    command: commands.HoldMeeting, case: Case, episode: Episode, context: Context
) -> Refused | None:
    if context.at < episode.opened_at and MEETS_IN[command.kind] is not None:
        return unknown(
            f"A {command.kind} cannot have been held before it was decided.",
            f"at: an instant from {episode.opened_at.isoformat()} on",
        )
    first = not case.held_meetings(episode.id, MeetingKind.CORE_GROUP)
    if command.kind is MeetingKind.CORE_GROUP and first and command.chair_role not in MANAGERS:
        return Refused(
            Guard.NOT_QUALIFIED,
            "The social work manager chairs the first core group.",
            ("chair_role: manager",),
        )
    parties = tuple(a.party for a in command.attendance)
    if len(set(parties)) < len(parties):
        return unknown("Somebody stands twice among those who were there.", "each party once")
    refused = _strangers(parties, context)
    if refused is not None:
        return refused
    if not any(a.presence is Presence.ATTENDED for a in command.attendance):
        return unknown("Nobody was there, so nothing was held.", "attendance: who attended")
    profile = context.rulebook.profile(episode.profile)
    apart = not command.face_to_face and command.why_not_face_to_face is None
    refused = not_quorate(case, command, profile, context.rulebook)
    if refused is None and apart and command.kind in profile.quorum:
        refused = unknown(
            "Say why the meeting was not held face to face.", "why_not_face_to_face: the reason"
        )
    return refused


def _held(case: Case, number: str | None) -> Meeting | Refused:
    refused = on_open(case)
    if refused is not None:
        return refused
    held = [m for m in case.meetings.values() if m.held_at is not None]
    if number is None and not held:
        return not_now(
            "No meeting was held on this journey, so there are no papers.", "hold-meeting"
        )
    meeting = case.meetings.get(number) if number else (held[-1] if held else None)
    if meeting is None:
        known = ", ".join(m.id for m in held) or "none"
        return unknown(f"There is no meeting {number}.", f"one of: {known}")
    if meeting.held_at is None:
        return not_now(f"Meeting {meeting.id} was not held, so it has no papers.", "hold-meeting")
    return meeting


@judge.register
def _(command: commands.CirculatePaper, case: Case, context: Context) -> Judged:
    meeting = _held(case, command.meeting)
    if isinstance(meeting, Refused):
        return meeting
    if meeting.held_at is not None and context.at < meeting.held_at:
        return unknown(
            "Papers are not sent before the meeting.",
            f"at: an instant from {meeting.held_at.isoformat()} on",
        )
    refused = _strangers(command.to, context)
    if refused is None and not command.to:
        refused = unknown("Say who got the papers.", "to: at least one party")
    if refused is not None:
        return refused
    had = {party for sent in meeting.circulated for party in sent.to}
    left_out = [p for p in meeting.owed_papers if p not in command.to and p not in had]
    if left_out:
        context.warnings.append(
            f"Not yet sent to {', '.join(left_out)}, who were there or should have been."
        )
    return [
        meetings.PaperCirculated(
            meeting=meeting.id, paper=command.paper, to=command.to, how=command.how
        )
    ]


@judge.register
def _(command: commands.RecordReceipt, case: Case, context: Context) -> Judged:
    meeting = _held(case, command.meeting)
    if isinstance(meeting, Refused):
        return meeting
    sent = [s for s in meeting.circulated if s.paper is command.paper and command.party in s.to]
    if not sent:
        return not_now(
            f"The {command.paper} of meeting {meeting.id} were not sent to {command.party}.",
            "circulate-paper",
        )
    if any(command.party in each.received_by for each in sent):
        return not_now("That it was received is on the record already.")
    return [meetings.ReceiptRecorded(meeting=meeting.id, paper=command.paper, party=command.party)]


@judge.register
def _(command: commands.FillProForma, case: Case, context: Context) -> Judged:
    refused = on_open(case)
    if refused is not None:
        return refused
    known = context.rulebook.in_force(context.at).pro_formas
    form = known.get(command.form)
    if form is None:
        return unknown(f"There is no pro forma {command.form!r}.", f"one of {', '.join(known)}")
    episode = case.open_episode(form.episode)
    if episode is None:
        return not_now(
            f"No {form.episode} is open on this journey.", f"a journey with an open {form.episode}"
        )
    # An episode is written up on the pro forma that it began under.
    form = context.rulebook.profile(episode.profile).pro_formas.get(command.form, form)
    refused = _sections(command, form)
    return refused or [
        meetings.ProFormaFilled(
            episode=episode.id,
            form=form.key,
            filled=tuple(dict.fromkeys(each.section for each in command.sections)),
            sections=command.sections,
        )
    ]


def _sections(command: commands.FillProForma, form: ProForma) -> Refused | None:
    keys = [section.key for section in form.sections]
    strange = [each.section for each in command.sections if each.section not in keys]
    if strange or not command.sections:
        name = strange[0] if strange else ""
        return unknown(f"The pro forma has no section {name!r}.", f"one of {', '.join(keys)}")
    return None
