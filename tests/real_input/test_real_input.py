"""Three days of a hub, from a sheet, an API, mail and partner systems, with a power cut in it.

Everything is real but the time of day: the served program starts at an instant that is given,
and runs on from there.  Amber research asked on Tuesday morning is reminded on Wednesday,
chased when it falls due at Wednesday's end, and chased again on Thursday at 1pm.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import pytest

from casework.clock import VirtualClock
from casework.hub import open_hub
from casework.people import add_user, change_agency, issue_token
from casework.settings import Environment, Settings
from journey.evolve import fold
from journey.ladders import rung_at
from journey.people import Role
from models import log
from tests.real_input.contacts import PERSONAL, contact, write_sheet
from tests.real_input.hub_process import Installation, kill
from tests.real_input.partner_systems import PartnerSystem, partner_system
from tests.support.processes import wait_until
from tests.support.servers import Mailbox, mail_server

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

TUESDAY = "2025-09-02T09:00:00+01:00"
WEDNESDAY = "2025-09-03T16:05:00+01:00"
MIDNIGHT = "2025-09-04T00:00:30+01:00"
AFTER_THE_CUT = "2025-09-04T00:02:00+01:00"
THURSDAY = "2025-09-04T13:05:00+01:00"
IN_THE_SHEET, BY_THE_API, IN_RESEARCH = 500, 50, 40
ASKED = ("police", "health", "housing")
DUE = "SELECT count(*) FROM obligation WHERE state = 'open' AND next_action_at <= "


@dataclass
class Story:
    """What the three days left behind."""

    hub: Installation
    box: Mailbox
    quick: PartnerSystem
    late: PartnerSystem
    researched: list[str]
    closed: str
    late_reply: dict
    climbed_before_the_cut: int
    due_after_the_cut: int


@pytest.fixture(scope="module")
def story(tmp_path_factory) -> Iterator[Story]:
    folder = tmp_path_factory.mktemp("real")
    with mail_server() as box:
        hub = Installation(folder, box.port)
        tokens = _people(hub)
        with (
            partner_system(tokens["health"], "ask") as quick,
            partner_system(tokens["police"], "chase") as late,
        ):
            _webhooks(hub, health=quick.url, police=late.url)
            yield _three_days(hub, box, quick, late, tokens)


def _people(hub: Installation) -> dict[str, str]:
    opened = _open(hub)
    roles = {"amina": Role.MANAGER, "ben": Role.MANAGER, "carla": Role.COORDINATOR}
    for name, role in roles.items():
        mail = f"{name}@hub.harrowmere.example"
        add_user(opened, None, name, f"{name} (invented)", role, email=mail)
    for agency in ASKED:
        add_user(opened, None, f"{agency}-system", agency, Role.PARTNER, agency=agency)
    tokens = {
        name.removesuffix("-system"): issue_token(opened, name, "test", 3650)
        for name in (*roles, *(f"{agency}-system" for agency in ASKED))
    }
    opened.store.close()
    return tokens


def _webhooks(hub: Installation, **urls: str) -> None:
    opened = _open(hub)
    for agency, url in urls.items():
        change_agency(opened, None, agency, webhook=url)
    opened.store.close()


def _open(hub: Installation):
    settings = Settings(env=Environment.TEST, database_url=f"sqlite:///{hub.database}")
    return open_hub(settings, VirtualClock(datetime.fromisoformat(TUESDAY)))


def _three_days(hub, box, quick, late, tokens) -> Story:
    sheet = hub.folder / "contacts.csv"
    write_sheet(sheet, IN_THE_SHEET)
    code, imported = hub.call(TUESDAY, "import", "contacts", str(sheet), "--as", "carla")
    assert (code, imported["accepted"], imported["rejected"]) == (0, IN_THE_SHEET, 0)
    with hub.served(TUESDAY, tokens["amina"]) as (client, _):
        references = [_receive(client, number) for number in range(BY_THE_API)]
        assert _receive(client, 0) == references[0]
        researched = references[:IN_RESEARCH]
        for reference in researched:
            _ask_partners(client, reference)
        wait_until(lambda: len(quick.replied) == IN_RESEARCH)
        _settle(hub, TUESDAY)
    with hub.served(WEDNESDAY, tokens["amina"]):
        _settle(hub, WEDNESDAY)
    before = hub.climbs()
    with hub.served(MIDNIGHT, tokens["amina"]) as (_, pid):
        wait_until(lambda: hub.climbs() > before + 60, every=0.01)
        kill(pid)
    climbed, left = hub.climbs() - before, hub.ask(DUE + _micro(MIDNIGHT))[0][0]
    with hub.served(AFTER_THE_CUT, tokens["amina"]) as (client, _):
        wait_until(lambda: len(late.replied) == IN_RESEARCH)
        _settle(hub, AFTER_THE_CUT)
        closed = researched[0]
        _close_without_housing(client, closed, tokens["ben"])
    with hub.served(THURSDAY, tokens["amina"]) as (client, _):
        _settle(hub, THURSDAY)
        late_reply = client.post(
            f"/api/research-requests/{closed}.R3/reply",
            json={"why_involved": "Rent arrears since May."},
            headers={"Authorization": f"Bearer {tokens['housing']}"},
        ).json()
        _settle(hub, THURSDAY)
    return Story(hub, box, quick, late, researched, closed, late_reply, climbed, left)


def _receive(client, number: int) -> str:
    answer = client.post(
        "/api/contacts", json=contact(number), headers={"Idempotency-Key": f"contact-{number}"}
    )
    assert answer.status_code in {200, 201}, answer.text
    return answer.json()["reference"]


def _give(client, reference: str, command: str, **body) -> None:
    answer = client.post(f"/api/journeys/{reference}/{command}", json=body)
    assert answer.is_success, answer.text


def _ask_partners(client, reference: str) -> None:
    why = "This is more than one agency can judge."
    addressed = [{"concern": "C1", "view": "It is what the contact is about."}]
    _give(client, reference, "review-history", searched="All records.", none_known=True)
    _give(
        client, reference, "decide-contact", outcome="referral", rationale=why, concerns=addressed,
        identity="Considered; nothing stands in the way.",
    )  # fmt: skip
    _give(
        client, reference, "decide-referral", outcome="research", rationale=why,
        concerns=addressed, scope="limited", scope_reason="These may know.", rating="amber",
    )  # fmt: skip
    _give(
        client, reference, "record-consent", answer="given", given_by="Marigold Inkwell",
        reason="Asked by phone.",
    )  # fmt: skip
    asks = [{"agency": agency, "reason": "May know the family."} for agency in ASKED]
    _give(client, reference, "ask-partners", requests=asks)


def _close_without_housing(client, reference: str, second: str) -> None:
    _give(
        client, reference, "decide-after-research", outcome="no-further-action",
        rationale="Two agencies saw nothing.", research_found="Nothing of concern.",
        concerns=[{"concern": "C1", "view": "Not borne out.", "disposal": "unfounded"}],
        missing=[{"agency": "housing", "why_safe": "Two others saw the child this week."}],
    )  # fmt: skip
    signed = client.post(
        f"/api/journeys/{reference}/countersign",
        json={"agrees": True, "reason": "Read and weighed."},
        headers={"Authorization": f"Bearer {second}"},
    )
    assert signed.is_success, signed.text
    _give(client, reference, "tell-referrer", how="letter")
    _give(client, reference, "tell-parents", how="telephone")
    _give(client, reference, "close", reason="Nothing further.")


def _micro(instant: str) -> str:
    return str(int(datetime.fromisoformat(instant).timestamp() * 1_000_000))


def _nothing_is_due(hub: Installation, instant: str) -> bool:
    return hub.ask(DUE + _micro(instant))[0][0] == 0


def _outbox_is_empty(hub: Installation) -> bool:
    return hub.ask("SELECT count(*) FROM delivery WHERE state = 'waiting'")[0][0] == 0


def _settle(hub: Installation, instant: str) -> None:
    """Wait until the clock has done what was due then, and everything has been sent."""
    wait_until(
        lambda: _nothing_is_due(hub, instant) and _outbox_is_empty(hub), seconds=300, every=0.5
    )


def _cases(story: Story):
    opened = _open(story.hub)
    with opened.store.read() as session:
        references = [row[0] for row in story.hub.ask("SELECT reference FROM journey")]
        for reference, events in log.load_many(session, references):
            yield opened.rules(), reference, events
    opened.store.close()


def test_every_contact_of_the_sheet_and_of_the_api_is_a_journey(story):
    assert story.hub.ask("SELECT count(*) FROM journey") == [(IN_THE_SHEET + BY_THE_API,)]


def test_the_process_was_killed_in_the_middle_of_a_sweep(story):
    assert story.climbed_before_the_cut > 60
    assert story.due_after_the_cut > 60


def test_each_due_rung_happened_exactly_once(story):
    wrong = {}
    journeys = list(_cases(story))
    end = max(events[-1].recorded_at for _, _, events in journeys)
    for rules, reference, events in journeys:
        climbed: dict[str, list[int]] = {}
        for each in events:
            if type(each.event).__name__ == "RungClimbed":
                climbed.setdefault(each.event.obligation, []).append(each.event.rung)
        for owed in fold(events).obligations.values():
            numbers = climbed.get(owed.id, [])
            due = _due_by(rules, owed, owed.ended_at or end)
            # What was met a moment before its rung was climbed needs no rung any more.
            if numbers != list(range(len(numbers))) or (owed.is_open and len(numbers) != due):
                wrong[f"{reference}.{owed.id} {owed.label}"] = (numbers, due)
            assert len(numbers) <= due
    assert wrong == {}


def _due_by(rules, owed, until: datetime) -> int:
    profile = rules.profile(owed.profile)
    number = 0
    while True:
        at = rung_at(
            profile.ladders[owed.ladder],
            number,
            starts_at=owed.starts_at,
            due_at=owed.due_at,
            calendar=profile.calendar,
        )
        if at is None or at > until:
            return number
        number += 1


def test_a_quick_partner_is_asked_and_never_chased(story):
    assert set(story.quick.replied.values()) == {200}
    assert Counter(told["template"] for told in story.quick.told.values()) == {"ask": IN_RESEARCH}


def test_a_late_partner_is_reminded_twice_and_answers_when_it_is_chased(story):
    assert set(story.late.replied.values()) == {200}
    assert Counter(told["template"] for told in story.late.told.values()) == {
        "ask": IN_RESEARCH,
        "remind": 2 * IN_RESEARCH,
        "chase": IN_RESEARCH,
    }


def test_a_partner_who_never_answers_gets_a_mail_for_each_rung_and_no_other(story):
    by_request: dict[str, dict[str, str]] = {}
    for message, to in zip(story.box.messages, story.box.recipients, strict=True):
        if any("housing" in address or "homes" in address for address in to):
            subject = str(message["Subject"])
            reference = next(r for r in story.researched if r in subject)
            by_request.setdefault(reference, {})[str(message["Throughline-Key"])] = subject
    assert sorted(by_request) == sorted(story.researched)
    counts = Counter(len(keys) for keys in by_request.values())
    # Asked, reminded twice, chased at due, and chased again at 1pm: but the one that was closed.
    assert counts == {5: IN_RESEARCH - 1, 4: 1}


def test_nothing_personal_is_in_any_mail_webhook_or_log_line(story):
    told = [*story.quick.told.values(), *story.late.told.values()]
    went_out = b"\n".join(story.box.raw).decode() + repr(told)
    went_out += (story.hub.folder / "serve.log").read_text(encoding="utf-8")
    assert [word for word in PERSONAL if word in went_out] == []


def test_every_notice_was_delivered_and_none_is_dead(story):
    assert story.hub.ask("SELECT state, count(*) > 0 FROM delivery GROUP BY state") == [("sent", 1)]
    assert story.hub.ask(
        "SELECT count(*) FROM notification n LEFT JOIN delivery d ON d.id = n.id WHERE d.id IS NULL"
    ) == [(0,)]


def test_a_reply_after_closure_opens_the_question_again(story):
    assert "ReplyReceived" in story.late_reply["events"]
    assert story.hub.ask(
        "SELECT kind, subject, state FROM obligation WHERE reference = ? AND state = 'open'",
        story.closed,
    ) == [("late-reply-review", "housing", "open")]


def test_the_log_is_whole_and_the_projections_equal_it(story):
    code, verified = story.hub.call(THURSDAY, "verify")
    assert (code, verified["whole"], verified["first_fault"]) == (0, True, None)
    code, rebuilt = story.hub.call(THURSDAY, "rebuild", "--check")
    assert (code, rebuilt["equal"], rebuilt["differences"]) == (0, True, [])


def test_the_nightly_check_finds_nothing_silent(story):
    code, report = story.hub.call("2025-09-04T13:06:00+01:00", "nightly")
    assert code == 0, report
    assert report["silent"] == []
    assert report["dead_letters"] == 0
