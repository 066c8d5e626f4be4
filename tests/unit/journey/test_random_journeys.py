"""Whatever anybody asks for, in whatever order, at whatever time: what must hold for ever."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journey.commands import COMMANDS, contact, decisions, name_of, record, research, running
from journey.diagnosis import StaffState, all_findings, diagnose
from journey.evolve import fold
from journey.people import FamilyMember, Relation
from journey.refusals import Refused
from journey.terms import Disposal, Finding, Kind, LawfulReason, Outcome, Rating, ResearchScope
from tests.support.cases import (
    ASKED,
    CLOSE,
    CLOSED,
    CONSENT,
    CONTACT,
    HANDED_OFF,
    HISTORY,
    OVERSEEN,
    PEOPLE,
    RECEIVED,
    REFERENCE,
    RESEARCHING,
    TOLD,
    Played,
    ask,
    by,
    conclude,
    decide_contact,
    decide_referral,
    decide_two,
    play,
    reply,
    sign,
)
from tests.support.rulebook import AGENCIES, RULEBOOK

WHY = "because of what is known today"
outcomes = st.sampled_from(list(Outcome))
agencies = st.sampled_from([*AGENCIES, "nobody"])
yes_or_no = st.booleans()
disposals = st.sampled_from([None, *Disposal])
steps_ahead = st.timedeltas(timedelta(days=-3), timedelta(days=40))
concerns = st.lists(
    st.builds(
        decisions.ConcernAddressed,
        concern=st.sampled_from(["C1", "C1", "C2", "C9"]),
        view=st.just("spoken of"),
        disposal=disposals,
    ),
    max_size=3,
).map(tuple)
named_requests = st.fixed_dictionaries(
    {}, optional={"agency": agencies, "request": st.sampled_from(["R1", "R2", "R3", "R9"])}
)
labels = st.sampled_from(
    [
        "O1",
        "O2",
        "O3",
        "O5",
        "O8",
        "O99",
        "management-oversight",
        "contact-decision",
        "decision-two",
        "handoff-confirmed",
        "closure",
        "research-reply:police",
        "research-reply:health",
    ]
)


def commands(now: datetime) -> st.SearchStrategy:
    """Any command, mostly one that could be meant."""
    later = steps_ahead.map(lambda away: now + away)
    earlier = st.one_of(st.none(), later)
    missing = st.lists(agencies, max_size=4, unique=True).map(
        lambda keys: tuple(decisions.MissingReply(agency=key, why_safe=WHY) for key in keys)
    )
    rationale = st.sampled_from([None, "NFA", WHY])
    decided = {
        "outcome": outcomes,
        "rationale": rationale,
        "concerns": concerns,
        "identity": st.sampled_from([None, "taken into account"]),
        "service": st.sampled_from([None, "Invented Centre"]),
    }
    return st.one_of(
        st.just(RECEIVED),
        st.builds(contact.AcknowledgeContact, how=st.just("by mail"), at=earlier),
        st.builds(contact.ClarifyWithReferrer, summary=st.sampled_from([None, WHY]), at=earlier),
        st.just(HISTORY),
        st.builds(
            contact.RecordConsent,
            answer=st.sampled_from(list(contact.ConsentAnswer)),
            reason=st.just(WHY),
            given_by=st.sampled_from([None, "Invented Mother", "Invented Father", "Nobody"]),
            lawful_reason=st.sampled_from([None, *LawfulReason]),
            at=earlier,
        ),
        st.builds(contact.RecordChildsViews, views=st.just("wants to go home"), at=earlier),
        st.builds(
            contact.AddFamilyMember,
            member=st.sampled_from(
                [
                    FamilyMember(name="Invented Aunt", relation=Relation.OTHER_RELATIVE),
                    FamilyMember(
                        name="Invented Brother",
                        relation=Relation.SIBLING,
                        sibling_journey=REFERENCE,
                    ),
                ]
            ),
        ),
        st.builds(
            contact.RecordParentalResponsibility,
            member=st.sampled_from(["Invented Father", "Invented Aunt"]),
            holds=yes_or_no,
            how_known=st.just("asked"),
        ),
        st.builds(
            contact.ConsiderNewInformation,
            what_follows=st.just(WHY),
            joined=st.sampled_from([None, "TL25-000009"]),
        ),
        st.builds(
            decisions.DecideContact,
            **decided,
            joins=st.sampled_from([None, None, "TL25-000009", REFERENCE]),
        ),
        st.builds(
            decisions.DecideReferral,
            **decided,
            scope=st.sampled_from([None, *ResearchScope]),
            scope_reason=st.sampled_from([None, WHY]),
            rating=st.sampled_from([None, *Rating]),
        ),
        st.builds(
            decisions.DecideAfterResearch,
            **decided,
            research_found=st.sampled_from([None, WHY]),
            missing=missing,
        ),
        st.builds(decisions.ConcludeEpisode, **decided, kind=st.sampled_from(list(Kind))),
        st.builds(
            decisions.Countersign,
            agrees=yes_or_no,
            reason=st.just(WHY),
            decision=st.sampled_from([None, "D1", "D2", "D3", "D4"]),
        ),
        st.builds(
            decisions.ReviewLateReply,
            keeps=yes_or_no,
            reason=st.just(WHY),
            agency=st.one_of(st.none(), agencies),
        ),
        st.lists(agencies, max_size=4).map(lambda keys: ask(*keys)),
        st.builds(
            lambda where, nothing, at: research.ReplyToResearch(
                **where, nothing_known=nothing, opinion=None if nothing else WHY, at=at
            ),
            named_requests,
            yes_or_no,
            earlier,
        ),
        st.builds(
            lambda where, until: research.RequestMoreTime(**where, until=until, reason=WHY),
            named_requests,
            later,
        ),
        st.builds(
            lambda where, granted, until: research.AnswerMoreTime(
                **where, granted=granted, until=until, reason=WHY
            ),
            named_requests,
            yes_or_no,
            earlier,
        ),
        named_requests.map(lambda where: research.DisputeRequest(**where, reason=WHY)),
        st.builds(
            lambda where, upheld: research.AnswerDispute(**where, upheld=upheld, reason=WHY),
            named_requests,
            yes_or_no,
        ),
        named_requests.map(lambda where: research.WithdrawRequest(**where, reason=WHY)),
        named_requests.map(lambda where: research.ChasePartner(**where)),
        st.builds(
            record.AddConcern,
            category=st.sampled_from(list(contact.ConcernCategory)),
            description=st.just("a new worry"),
        ),
        st.builds(
            record.DisposeOfConcern,
            concern=st.sampled_from(["C1", "C2", "C9"]),
            disposal=st.sampled_from(list(Disposal)),
            reason=st.just(WHY),
        ),
        st.just(record.RaiseContradiction(what="two accounts")),
        st.just(record.ResolveContradiction(contradiction="X1", resolution=WHY)),
        st.just(record.RecordAssumption(assumption="an aunt helps")),
        st.just(record.SettleAssumption(assumption="A1", evidence=WHY)),
        st.builds(record.TellReferrer, how=st.just("letter"), at=earlier),
        st.just(record.TellReferrer(send=True)),
        st.builds(record.TellParents, how=st.sampled_from([None, "visit"]), at=earlier),
        st.just(OVERSEEN),
        st.builds(
            record.CorrectEntry,
            version=st.integers(0, 40),
            what_was_wrong=st.just("a date"),
            what_is_right=st.just("the day after"),
        ),
        st.builds(running.ConfirmHandOff, began=st.just("a worker visits"), at=earlier),
        st.builds(running.BounceHandOff, reason=st.just("full"), at=earlier),
        st.builds(
            running.RecordImpact,
            difference=st.sampled_from(list(running.Difference)),
            summary=st.just("fed"),
        ),
        st.builds(
            running.Allocate,
            worker=st.sampled_from([None, "carla", "cyril"]),
            team=st.sampled_from([None, "north"]),
        ),
        st.builds(running.Hold, until=later, reason=st.just(WHY)),
        st.just(running.Resume(reason=WHY)),
        st.builds(running.MoveDueDate, obligation=labels, due_at=later, reason=st.just(WHY)),
        st.builds(running.WaiveObligation, obligation=labels, reason=st.just(WHY)),
        st.just(CLOSE),
        st.just(running.Reopen(reason=WHY)),
    )  # fmt: skip


# What moves a journey on: without these, chance would rarely come past decision one.
ON_COURSE = (
    (HISTORY,),
    (decide_contact(Outcome.REFERRAL),),
    (decide_contact(Outcome.EARLY_HELP, service="Invented Centre"),),
    (decide_contact(Outcome.IMMEDIATE_PROTECTION),),
    (CONSENT, decide_referral(Outcome.RESEARCH)),
    (CONSENT, decide_referral(Outcome.RESEARCH, rating=Rating.RED)),
    (ask("police", "health"),),
    (ask("school"),),
    (reply("police"),),
    (reply("health"),),
    (decide_two(Outcome.NO_FURTHER_ACTION, "police", "health", "school"),),
    (decide_two(Outcome.STRATEGY_DISCUSSION, "police", "health", "school"),),
    (decide_two(Outcome.EARLY_HELP, "police", "health", "school", service="Invented Centre"),),
    (sign(),),
    (sign(agrees=False),),
    (decisions.ReviewLateReply(keeps=False, reason=WHY),),
    (conclude(Kind.STRATEGY_DISCUSSION, Outcome.RECONVENE),),
    (conclude(Kind.STRATEGY_DISCUSSION, Outcome.ASSESSMENT),),
    (conclude(Kind.ASSESSMENT, Outcome.EARLY_HELP, service="Invented Centre"),),
    (running.BounceHandOff(reason="full"),),
    (running.ConfirmHandOff(began="a worker visits"),),
    (record.DisposeOfConcern(concern="C1", disposal=Disposal.UNKNOWN, reason=WHY), *TOLD, CLOSE),
)
STARTS = ((), CONTACT, RESEARCHING, ASKED, HANDED_OFF, CLOSED)
STAFF = {
    "carla": StaffState(away_until=datetime(2025, 10, 1, tzinfo=UTC)),
    "cyril": StaffState(gone=True),
}
people = st.sampled_from(list(PEOPLE))


def holds(played: Played) -> None:
    """Assert what holds of every journey at every instant."""
    case, log = played.case, played.log
    assert [each.version for each in log] == list(range(1, len(log) + 1))
    assert case.version == len(log)
    open_episodes = list(case.open_episodes())
    owing = list(case.open_obligations())
    if case.is_open:
        assert open_episodes, "an open journey is somewhere"
        assert owing, "an open journey owes something"
    else:
        assert not open_episodes, "a closed journey is nowhere"
    kinds = [episode.kind for episode in open_episodes]
    assert len(kinds) == len(set(kinds)), "no two open episodes of one kind"
    assert len({(o.label, o.about) for o in owing}) == len(owing), "nothing is owed twice"
    assert all(owed.next_action_at >= owed.starts_at for owed in owing)
    for parts in (case.episodes, case.obligations, case.requests, case.decisions, case.concerns):
        assert all(key == part.id for key, part in parts.items())
    findings = all_findings(case, now=played.now, staff=STAFF, rulebook=RULEBOOK)
    leading = diagnose(case, now=played.now, staff=STAFF, rulebook=RULEBOOK)
    assert (leading is None) == (not case.is_open and not owing)
    assert leading == (findings[0] if findings else None)
    assert [f.grade for f in findings] == sorted(f.grade for f in findings)
    for finding in findings:
        assert finding.finding is not Finding.SILENT
        assert finding.command is None or finding.command in COMMANDS
        for personal in ("Invented", "hungry", "worry"):
            assert personal not in repr(finding)


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_whatever_is_asked_for_in_any_order_a_journey_stays_whole(data):
    played = play(data.draw(st.sampled_from(STARTS[1:]), label="start"))
    holds(played)
    for _ in range(data.draw(st.integers(1, 14), label="steps")):
        what = data.draw(st.integers(0, 9), label="time, course or chance")
        if what == 0:
            played.go_to(played.now + data.draw(st.timedeltas(timedelta(0), timedelta(days=20))))
            holds(played)
            continue
        if what < 5:
            given_now = data.draw(st.sampled_from(ON_COURSE), label="course")
        else:
            given_now = (by(data.draw(people), data.draw(commands(played.now))),)
        for step in given_now:
            command, user = (step.command, step.user) if hasattr(step, "user") else (step, None)
            before = played.case
            if played.give(command, user) is None:
                assert played.case.version > before.version
                holds(played)
            else:
                assert played.case is before
    assert fold(played.log) == played.case


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_before_a_contact_nothing_else_can_be_given(data):
    command = data.draw(
        commands(datetime(2025, 9, 2, 9, tzinfo=UTC)).filter(lambda c: c != RECEIVED)
    )
    played = play()
    assert isinstance(played.give(command, data.draw(people)), Refused)


@pytest.mark.parametrize("command", COMMANDS.values(), ids=name_of)
def test_chance_knows_every_command(command):
    now = datetime(2025, 9, 2, 9, tzinfo=UTC)
    known = {type(each) for family in commands(now).branches for each in [example_of(family)]}
    assert command in known


def example_of(strategy):
    """One command of a branch: which one does not matter, only its type."""
    found = []

    @settings(max_examples=1, database=None, deadline=None)
    @given(strategy)
    def take(command):
        found.append(command)

    take()
    return found[0]
