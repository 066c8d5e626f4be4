"""Each person chooses what waits for one message a day; what is urgent waits for nobody."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from casework import asking, digesting
from casework.channels import NotDeliveredError
from casework.delivering import deliver, deliver_waiting, earliest, waiting
from casework.errors import BadInputError, NotAllowedError
from journey.people import Actor, Role
from journey.terms import Rating
from models.queries import deliveries, people
from models.queries.people import User
from models.tables import JourneyRow, table_of
from tests.support.posting import PERSONAL, chased_for_days, hub_on, keep
from tests.support.rulebook import RULEBOOK, london

CORA = Actor(user="cora", role=Role.COORDINATOR, team="mash")
OLLIE = Actor(user="ollie", role=Role.COORDINATOR, team="mash")
BOTH = ("cora@hub.example", "ollie@hub.example")
HALF_PAST_EIGHT = datetime(2025, 9, 3, 7, 30, tzinfo=UTC)


class Posts:
    """Ways out that keep what they were given."""

    def __init__(self):
        self.sent = []
        self.down = False

    def mail(self, post):
        if self.down:
            raise NotDeliveredError("the mail server cannot be reached")
        self.sent.append(post)
        return 0

    def to(self, address):
        return [post for post in self.sent if address in post.to]


@pytest.fixture
def posts():
    return Posts()


@pytest.fixture
def told(store):
    """A hub whose team has two coordinators and no mailbox; ids of its reminders and chases."""
    hub = hub_on(store, mail_host="127.0.0.1", mail_port=1)
    with hub.store.write() as session:
        people.save_team(session, key="mash", name="MASH", email=None)
        for actor in (CORA, OLLIE):
            user = User(name=actor.user, full_name=actor.user, role=actor.role, team="mash")
            people.save_user(session, replace(user, email=f"{actor.user}@hub.example"))
    keep(hub, chased_for_days())
    return hub


def of(hub, template):
    with hub.store.read() as session:
        rows = deliveries.of_journey(session, "TL25-000001")
    return [row.id for row in rows if (row.party, row.template) == ("team:mash", template)]


def give(hub, posts, *ids):
    return [deliver(hub, each, ways=posts).channel for each in ids]


def rate(hub, rating):
    journey = table_of(JourneyRow)
    with hub.store.write() as session:
        session.execute(journey.update().values(rating=rating))


def test_who_chose_nothing_is_told_everything_at_once(told, posts):
    assert digesting.choices(told, CORA) == digesting.Choices(at="08:30", kinds=frozenset())
    assert give(told, posts, *of(told, "remind")) == ["mail", "mail"]
    assert [post.to for post in posts.sent] == [BOTH, BOTH]


@pytest.mark.shows("Q4")
def test_what_somebody_chose_to_wait_comes_once_with_all_the_rest_and_others_hear_at_once(
    told, posts
):
    digesting.choose(told, CORA, at="08:30", kinds={"remind"})
    first, second = of(told, "remind")
    give(told, posts, first, second)
    assert [post.to for post in posts.sent] == [("ollie@hub.example",)] * 2
    told.clock.set(HALF_PAST_EIGHT - timedelta(seconds=1))
    assert "digest.cora.2025-09-03T07:30Z" not in waiting(told, 1000)
    told.clock.set(HALF_PAST_EIGHT)
    assert "digest.cora.2025-09-03T07:30Z" in waiting(told, 1000)
    assert give(told, posts, "digest.cora.2025-09-03T07:30Z") == ["mail"]
    [digest] = posts.to("cora@hub.example")
    assert digest.worded.subject == "[Throughline] Your daily digest: 2 alerts"
    assert digest.worded.text.count("a reminder\nReference: TL25-000001\nDue: ") == 2
    assert "Open it: https://hub.example/journeys/TL25-000001" in digest.worded.text
    assert [word for word in PERSONAL if word in digest.worded.text] == []


def test_told_only_to_people_who_let_it_wait_it_is_no_longer_to_be_sent(told, posts):
    for actor in (CORA, OLLIE):
        digesting.choose(told, actor, at="17:00", kinds={"remind", "chase"})
    assert give(told, posts, *of(told, "remind"), *of(told, "chase")) == ["digest"] * 4
    assert posts.sent == []
    assert earliest(told) == told.clock.now()  # the others, to agencies and managers
    told.clock.set(london("2025-09-02", "17:00"))
    assert {each for each in waiting(told, 1000) if each.startswith("digest.")} == {
        "digest.cora.2025-09-02T16:00Z",
        "digest.ollie.2025-09-02T16:00Z",
    }


def test_nothing_is_sent_twice_however_often_it_is_delivered_or_chosen_anew(told, posts):
    digesting.choose(told, CORA, at="08:30", kinds={"remind"})
    first, _ = of(told, "remind")
    posts.down = True
    assert give(told, posts, first) == ["mail"]
    posts.down = False
    digesting.choose(told, CORA, at="08:30", kinds=())
    told.clock.set(told.clock.now() + timedelta(hours=1))
    give(told, posts, first, first)
    assert [post.to for post in posts.sent] == [("ollie@hub.example",)]
    told.clock.set(HALF_PAST_EIGHT)
    give(told, posts, *["digest.cora.2025-09-03T07:30Z"] * 2)
    assert len(posts.to("cora@hub.example")) == 1


def test_what_comes_when_a_digest_was_tried_waits_for_the_next(told, posts):
    digesting.choose(told, CORA, at="08:30", kinds={"remind"})
    first, second = of(told, "remind")
    give(told, posts, first)
    told.clock.set(HALF_PAST_EIGHT)
    give(told, posts, "digest.cora.2025-09-03T07:30Z", second)
    told.clock.set(HALF_PAST_EIGHT + timedelta(days=1))
    give(told, posts, "digest.cora.2025-09-04T07:30Z")
    subjects = [post.worded.subject for post in posts.to("cora@hub.example")]
    assert subjects == ["[Throughline] Your daily digest: 1 alert"] * 2


@pytest.mark.parametrize("template", ["breach"])
def test_what_is_urgent_goes_at_once_whatever_was_chosen(told, posts, template):
    digesting.choose(told, CORA, at="08:30", kinds=digesting.CAN_WAIT)
    give(told, posts, *of(told, template))
    assert [post.to for post in posts.sent] == [BOTH] * 2
    with pytest.raises(BadInputError):
        digesting.choose(told, CORA, at="08:30", kinds={template})


def test_everything_about_a_journey_that_is_rated_red_goes_at_once(told, posts):
    digesting.choose(told, CORA, at="08:30", kinds={"remind"})
    rate(told, Rating.RED.value)
    give(told, posts, *of(told, "remind"))
    assert [post.to for post in posts.sent] == [BOTH] * 2


def test_what_was_seen_before_its_hour_is_left_out_and_an_empty_digest_is_not_sent(told, posts):
    digesting.choose(told, CORA, at="08:30", kinds={"remind"})
    first, second = of(told, "remind")
    give(told, posts, first, second)
    asking.see(told, CORA, first)
    told.clock.set(HALF_PAST_EIGHT)
    give(told, posts, "digest.cora.2025-09-03T07:30Z")
    [digest] = posts.to("cora@hub.example")
    assert digest.worded.subject == "[Throughline] Your daily digest: 1 alert"


def test_a_digest_of_which_all_was_seen_is_not_sent(told, posts):
    digesting.choose(told, CORA, at="08:30", kinds={"remind"})
    first, _ = of(told, "remind")
    give(told, posts, first)
    asking.see(told, CORA, first)
    told.clock.set(HALF_PAST_EIGHT)
    assert give(told, posts, "digest.cora.2025-09-03T07:30Z") == ["digest"]
    assert posts.to("cora@hub.example") == []


def test_the_digest_of_somebody_who_is_away_reaches_their_manager(told, posts):
    digesting.choose(told, CORA, at="08:30", kinds={"remind"})
    give(told, posts, *of(told, "remind"))
    with told.store.write() as session:
        away = replace(people.user(session, "cora"), away_until=HALF_PAST_EIGHT + timedelta(days=9))
        people.save_user(session, away)
    told.clock.set(HALF_PAST_EIGHT)
    give(told, posts, "digest.cora.2025-09-03T07:30Z")
    assert posts.sent[-1].to == ("milo@hub.example", "mona@hub.example")


def test_without_a_mail_server_a_digest_stands_on_the_console(sqlite_store):
    hub = hub_on(sqlite_store)
    with hub.store.write() as session:
        people.save_team(session, key="mash", name="MASH", email=None)
        user = User(name="cora", full_name="Cora", role=Role.COORDINATOR, team="mash")
        people.save_user(session, replace(user, email="cora@hub.example"))
    keep(hub, chased_for_days())
    digesting.choose(hub, CORA, at="08:30", kinds=digesting.CAN_WAIT)
    assert deliver_waiting(hub).dead == 0
    hub.clock.set(HALF_PAST_EIGHT)
    assert deliver_waiting(hub).sent == 1


@pytest.mark.parametrize(
    ("now", "at"),
    [
        (london("2025-09-02", "08:29"), london("2025-09-02", "08:30")),
        (london("2025-09-02", "08:30"), london("2025-09-03", "08:30")),
        (london("2025-10-25", "09:00"), datetime(2025, 10, 26, 8, 30, tzinfo=UTC)),
        (london("2026-03-28", "09:00"), datetime(2026, 3, 29, 7, 30, tzinfo=UTC)),
    ],
)
def test_the_hour_is_the_hubs_own_also_when_the_clocks_change(now, at):
    calendar = RULEBOOK.in_force(now).calendar
    assert digesting.next_at("08:30", calendar, now) == at


@pytest.mark.parametrize("at", ["", "8:30", "24:00", "08:60", "half past eight"])
def test_an_hour_that_there_is_not_is_refused(told, at):
    with pytest.raises(BadInputError) as refused:
        digesting.choose(told, CORA, at=at, kinds=())
    assert refused.value.faults[0].where == "at"


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR, Role.PARTNER])
def test_who_is_told_nothing_here_has_nothing_to_choose(told, role):
    with pytest.raises(NotAllowedError):
        digesting.choose(told, Actor(user="x", role=role), at="08:30", kinds=())
