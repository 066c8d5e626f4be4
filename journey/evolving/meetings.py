"""Folding meetings, their papers, and pro formas."""

from __future__ import annotations

from journey.case import Case, form_key
from journey.events import Recorded, meetings
from journey.evolving.base import apply, changed, delayed
from journey.evolving.plans import drifted
from journey.practice import Circulated, Meeting
from journey.replacing import replaced
from journey.terms import Kind


@apply.register
def _(event: meetings.MeetingPlanned, case: Case, at: Recorded) -> Case:
    meeting = Meeting(
        id=event.meeting,
        kind=event.kind,
        episode=event.episode,
        first_planned_at=event.begins_at,
        planned_at=event.begins_at,
        invited=event.invited,
    )
    return replaced(case, meetings={**case.meetings, meeting.id: meeting})


@apply.register
def _(event: meetings.MeetingRedated, case: Case, at: Recorded) -> Case:
    before = case.meetings[event.meeting]
    late = (event.delayed_by,) if event.delayed_by else ()
    moved = changed(
        case.meetings,
        event.meeting,
        planned_at=event.begins_at,
        moves=before.moves + 1,
        delayed_by=(*before.delayed_by, *late),
    )
    episode = case.episodes.get(before.episode or "")
    on_plan = episode is not None and episode.kind is Kind.PLAN
    after = drifted(replaced(case, meetings=moved), before.episode if on_plan else None, "redated")
    return delayed(after, event.delayed_by, at, event.meeting)


@apply.register
def _(event: meetings.MeetingCalledOff, case: Case, at: Recorded) -> Case:
    off = changed(case.meetings, event.meeting, called_off_at=at.occurred_at)
    return delayed(replaced(case, meetings=off), event.delayed_by, at, event.meeting)


@apply.register
def _(event: meetings.MeetingHeld, case: Case, at: Recorded) -> Case:
    before = case.meetings.get(event.meeting) or Meeting(id=event.meeting, kind=event.kind)
    held = replaced(
        before,
        kind=event.kind,
        episode=event.episode,
        held_at=at.occurred_at,
        face_to_face=event.face_to_face,
        chair_role=event.chair_role,
        attendance=event.attendance,
        chair=event.chair,
        reasons=event.reasons,
        why_not_face_to_face=event.why_not_face_to_face,
        childs_views=event.childs_views,
    )
    views = (*case.childs_views, event.childs_views) if event.childs_views else case.childs_views
    # Last among them: papers that name no meeting are those of the one just held.
    others = {key: meeting for key, meeting in case.meetings.items() if key != held.id}
    return replaced(case, meetings={**others, held.id: held}, childs_views=views)


@apply.register
def _(event: meetings.PaperCirculated, case: Case, at: Recorded) -> Case:
    sent = Circulated(paper=event.paper, at=at.occurred_at, to=event.to, how=event.how)
    before = case.meetings[event.meeting]
    parts = changed(case.meetings, event.meeting, circulated=(*before.circulated, sent))
    return replaced(case, meetings=parts)


@apply.register
def _(event: meetings.ReceiptRecorded, case: Case, at: Recorded) -> Case:
    circulated = tuple(
        replaced(sent, received_by=(*sent.received_by, event.party))
        if sent.paper is event.paper and event.party in sent.to
        else sent
        for sent in case.meetings[event.meeting].circulated
    )
    return replaced(case, meetings=changed(case.meetings, event.meeting, circulated=circulated))


@apply.register
def _(event: meetings.ProFormaFilled, case: Case, at: Recorded) -> Case:
    key = form_key(event.episode, event.form)
    texts = {section.section: section.text for section in event.sections}
    written = {section: texts.get(section, "") for section in event.filled}
    return replaced(case, forms={**case.forms, key: {**case.forms.get(key, {}), **written}})


@apply.register
def _(event: meetings.ReportShared, case: Case, at: Recorded) -> Case:
    parts = changed(case.meetings, event.meeting, report_shared_at=at.occurred_at)
    return replaced(case, meetings=parts)
