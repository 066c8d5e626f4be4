"""A restricted journey is open to those named, to nobody else, and to the clock."""

from datetime import timedelta

import pytest

from casework import asking
from casework.asking.forming import pro_formas
from casework.errors import BadInputError, NotFoundError, RestrictedError
from casework.giving import Given, give
from casework.sweeping import sweep
from journey.commands.contact import AddFamilyMember, RecordChildsViews
from journey.commands.record import RecordOversight
from journey.commands.restricting import LiftRestriction, OpenRestricted, RestrictJourney
from journey.commands.running import Allocate
from journey.people import FamilyMember, Relation
from journey.refusals import Refused
from models.projections import rebuild
from tests.support.cases import CONTACT, RESEARCHING, ask
from tests.unit.casework.hubs import (
    ADMINISTRATOR,
    AUDITOR,
    CARLA,
    COLIN,
    MILO,
    MONA,
    POLICE,
    SENNA,
    go_to,
    tell,
)
from web.feed import concerns, read_after

WHY = "a colleague's own family"
MUST = "the police wait at the door"
RESTRICT = RestrictJourney(people=("carla",), reason=WHY)


def told(hub, command, actor, reference):
    answer = give(hub, command, actor, reference)
    assert isinstance(answer, Given), answer
    return answer


def restricted(hub, *steps):
    """A journey in research, open to mona and carla alone."""
    story = tell(hub, RESEARCHING, ask("police"), *steps)
    told(hub, RESTRICT, MONA, story.reference)
    return story.reference


def opened(hub, actor, reference):
    told(hub, OpenRestricted(reason=MUST), actor, reference)


QUESTIONS = [asking.show, asking.events, asking.chronology, asking.matches, pro_formas]


@pytest.mark.parametrize("question", QUESTIONS)
def test_it_opens_to_those_named_and_to_nobody_else(hub, question):
    reference = restricted(hub)
    for actor in (MONA, CARLA):
        question(hub, actor, reference)
    for actor in (MILO, SENNA, COLIN, AUDITOR):
        with pytest.raises(RestrictedError) as refused:
            question(hub, actor, reference)
        assert refused.value.by == "mona"
    for actor in (ADMINISTRATOR, POLICE):
        with pytest.raises(NotFoundError) as refused:
            question(hub, actor, reference)
        assert not isinstance(refused.value, RestrictedError)


def test_the_past_is_as_closed_as_the_present(hub):
    story = tell(hub, RESEARCHING)
    before = hub.clock.now()
    go_to(hub, before + timedelta(hours=1))
    told(hub, RESTRICT, MONA, story.reference)
    with pytest.raises(RestrictedError):
        asking.show(hub, COLIN, story.reference, as_of=before)


def references(rows):
    return {each.reference for each in rows}


LISTS = {
    "board": lambda hub, actor: references(asking.board(hub, actor).rows),
    "journeys": lambda hub, actor: references(asking.journeys(hub, actor).rows),
    "due": lambda hub, actor: references(asking.due(hub, actor)),
    "stuck": lambda hub, actor: references(asking.stuck(hub, actor, finding="waiting")),
    "requests": lambda hub, actor: {
        each.id.partition(".")[0] for each in asking.requests_of(hub, actor, "police")
    },
}


def test_my_work_leaves_it_out_for_those_not_named(hub):
    closed, open_ = restricted(hub), tell(hub, RESEARCHING, ask("police")).reference
    assert worked_on(hub, MONA) == {closed, open_}
    assert worked_on(hub, COLIN) == {open_}


def worked_on(hub, actor):
    work = asking.my_work(hub, actor)
    mine = {line.due.reference for _, lines in work.owed_by_me for line in lines}
    return mine | references(work.owed_to_me)


@pytest.mark.parametrize("name", LISTS)
def test_every_list_leaves_it_out_for_those_not_named(hub, name):
    closed, open_ = restricted(hub), tell(hub, RESEARCHING, ask("police")).reference
    assert LISTS[name](hub, CARLA) == {closed, open_}
    for actor in (COLIN, SENNA, AUDITOR):
        assert LISTS[name](hub, actor) == {open_}
    opened(hub, SENNA, closed)
    assert LISTS[name](hub, SENNA) == {closed, open_}


def test_totals_are_of_what_the_list_shows(hub):
    restricted(hub)
    tell(hub, RESEARCHING, ask("police"))
    assert asking.board(hub, COLIN).totals.journeys == 1
    assert asking.board(hub, CARLA).totals.journeys == 2
    assert asking.counted(hub, COLIN)["waiting"] == 1
    assert asking.counted(hub, CARLA)["waiting"] == 2


def test_a_match_says_that_there_is_one_and_whom_to_ask_and_no_more(hub):
    reference = restricted(hub)
    again = tell(hub, CONTACT).reference
    [match] = [each for each in asking.matches(hub, COLIN, again) if each.restricted]
    assert (match.reference, match.name, match.born, match.stage) == (
        reference, "", None, "restricted",
    )  # fmt: skip
    assert match.why == ("a restricted record is like this one: ask mona whether it is the child",)
    [seen] = [each for each in asking.matches(hub, CARLA, again) if each.reference == reference]
    assert (seen.restricted, bool(seen.name)) == (False, True)


def test_a_siblings_restricted_journey_is_left_out(hub):
    closed = restricted(hub)
    sibling = FamilyMember(name="Sam Testperson", relation=Relation.SIBLING, sibling_journey=closed)
    other = tell(hub, RESEARCHING, AddFamilyMember(member=sibling)).reference
    [shown] = asking.show(hub, CARLA, other).siblings
    assert shown.stage == "research"
    assert asking.show(hub, COLIN, other).siblings == ()


def test_an_alert_about_it_carries_its_reference_and_not_its_stage(hub):
    reference = restricted(hub)
    go_to(hub, hub.clock.now() + timedelta(days=3))
    stages = {each.stage for each in asking.alerts(hub, MILO) if each.reference == reference}
    assert stages == {"restricted"}
    assert {each.stage for each in asking.alerts(hub, MONA)} == {"research"}


def test_the_clock_goes_on_over_it(hub):
    reference = restricted(hub)
    before = asking.show(hub, MONA, reference).version
    go_to(hub, hub.clock.now() + timedelta(days=3))
    sweep(hub)
    assert asking.show(hub, MONA, reference).version > before


def test_a_listener_hears_of_it_only_if_it_is_open_to_them(hub):
    reference = restricted(hub)
    told(hub, RecordOversight(summary="read"), MONA, reference)
    happened = read_after(hub, 0, 500, for_partners=False)
    last = [each for each in happened if each.reference == reference][-1]
    assert concerns(CARLA, last)
    assert not concerns(COLIN, last)


def test_a_partner_goes_on_answering_what_it_was_asked(hub):
    reference = restricted(hub)
    assert asking.request(hub, POLICE, f"{reference}.R1").agency == "police"
    with pytest.raises(RestrictedError):
        asking.request(hub, COLIN, f"{reference}.R1")


def test_nobody_else_gives_a_command_on_it(hub):
    reference = restricted(hub)
    views = RecordChildsViews(views="I like school")
    with pytest.raises(RestrictedError):
        give(hub, views, COLIN, reference)
    told(hub, views, CARLA, reference)


# -- Opening it all the same -----------------------------------------------------------------------


@pytest.mark.parametrize("actor", [MILO, SENNA, AUDITOR], ids=lambda each: each.user)
def test_who_may_override_opens_it_until_midnight_and_the_restricting_manager_is_told(hub, actor):
    reference = restricted(hub)
    opened(hub, actor, reference)
    asking.show(hub, actor, reference)
    told_mona = [each for each in asking.alerts(hub, MONA) if each.template == "opened-restricted"]
    assert [(each.reference, each.to) for each in told_mona] == [(reference, "worker:mona")]
    [look] = asking.looks(hub, AUDITOR, user=actor.user).rows
    assert (look.reference, look.override) == (reference, True)
    entry = asking.show(hub, MONA, reference).timeline[-1]
    assert (entry.by, entry.narrative) == (actor.user, {"reason": MUST})
    assert "until Wednesday 3 September 2025, midnight" in entry.what
    go_to(hub, hub.clock.now() + timedelta(hours=14))  # 00:00 in London
    with pytest.raises(RestrictedError):
        asking.show(hub, actor, reference)
    with pytest.raises(RestrictedError):
        asking.looks(hub, MILO, reference=reference)


@pytest.mark.parametrize("actor", [COLIN, CARLA, POLICE, ADMINISTRATOR], ids=lambda each: each.user)
def test_others_cannot_override(hub, actor):
    reference = restricted(hub)
    try:
        answer = give(hub, OpenRestricted(reason=MUST), actor, reference)
    except NotFoundError:
        return
    assert isinstance(answer, Refused)


def test_late_in_the_evening_it_opens_for_an_hour(hub):
    reference = restricted(hub)
    go_to(hub, hub.clock.now() + timedelta(hours=13, minutes=30))  # 23:30 in London
    opened(hub, SENNA, reference)
    go_to(hub, hub.clock.now() + timedelta(minutes=59))
    asking.show(hub, SENNA, reference)
    go_to(hub, hub.clock.now() + timedelta(minutes=1))
    with pytest.raises(RestrictedError):
        asking.show(hub, SENNA, reference)


def test_what_is_open_already_is_not_opened_again(hub):
    reference = restricted(hub)
    assert give(hub, OpenRestricted(reason=MUST), MONA, reference).code == "not-now"
    opened(hub, SENNA, reference)
    assert give(hub, OpenRestricted(reason=MUST), SENNA, reference).code == "not-now"
    plain = tell(hub, CONTACT).reference
    assert give(hub, OpenRestricted(reason=MUST), SENNA, plain).code == "not-now"


def test_lifting_opens_it_to_everybody_again(hub):
    reference = restricted(hub)
    with pytest.raises(RestrictedError):
        give(hub, LiftRestriction(reason="the colleague left"), MILO, reference)
    told(hub, LiftRestriction(reason="the colleague left"), MONA, reference)
    asking.show(hub, COLIN, reference)
    assert give(hub, LiftRestriction(reason="again"), MONA, reference).code == "not-now"


def test_restricting_again_names_others_and_ends_what_was_opened(hub):
    reference = restricted(hub)
    opened(hub, SENNA, reference)
    told(hub, RestrictJourney(people=("milo",), reason=WHY), MONA, reference)
    for actor in (CARLA, SENNA):
        with pytest.raises(RestrictedError):
            asking.show(hub, actor, reference)
    asking.show(hub, MILO, reference)


# -- Bad input -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["nobody", "police-desk", "ada", "gone"])
def test_only_people_who_read_records_here_can_be_named(hub, name):
    reference = tell(hub, CONTACT).reference
    with pytest.raises(BadInputError) as refused:
        give(hub, RestrictJourney(people=("carla", name), reason=WHY), MONA, reference)
    assert [fault.where for fault in refused.value.faults] == ["people"]


def test_the_worker_must_be_named_and_work_goes_to_those_named(hub):
    reference = tell(hub, RESEARCHING).reference
    told(hub, Allocate(worker="carla", talked_through="yes"), MONA, reference)
    answer = give(hub, RestrictJourney(people=("milo",), reason=WHY), MONA, reference)
    assert answer.code == "not-now"
    assert answer.needs[0] == "people: carla as well"
    told(hub, RESTRICT, MONA, reference)
    answer = give(hub, Allocate(worker="colin", talked_through="yes"), MONA, reference)
    assert answer.code == "not-now"


def test_the_projection_is_what_the_log_says(hub):
    reference = restricted(hub)
    opened(hub, SENNA, reference)
    assert rebuild(hub.store, check=True).equal
    told(hub, LiftRestriction(reason="over"), MONA, reference)
    assert rebuild(hub.store, check=True).equal
