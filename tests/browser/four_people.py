"""Four people of an invented hub, each at a browser, on the program as it is really run.

It serves, its clock ticks and its outbox delivers to a mail server; only the day is pretended.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from playwright.sync_api import Browser

from casework.clock import VirtualClock
from casework.hub import open_hub
from casework.people import add_user, issue_token, set_password
from casework.settings import Environment, Settings
from journey.people import Role
from tests.browser.people import Person, person
from tests.real_input.hub_process import Installation
from tests.support.processes import wait_until
from tests.support.servers import Mailbox, mail_server
from tests.unit.casework.hubs import QUICK

TUESDAY = "2025-09-02T09:00:00+01:00"
WORK = {
    "colin": Role.COORDINATOR,
    "carla": Role.SOCIAL_WORKER,
    "mona": Role.MANAGER,
    "police-desk": Role.PARTNER,
}
POLICE = "police-desk@police.harrowmere.example"
"""Where the invented hub's policy says that the police are asked."""


@dataclass
class Hub:
    """Four people at work, and the mail that reaches the agencies.

    Attributes:
        reference: Of the journey that the story is about, once it has begun.
    """

    base: str
    box: Mailbox
    colin: Person
    carla: Person
    mona: Person
    police: Person
    reference: str = ""

    def mail_to(self, address: str) -> str:
        """Wait for the first mail to an address, and return its text."""
        return wait_until(lambda: self._arrived(address))

    def _arrived(self, address: str) -> str | None:
        for message, to in zip(self.box.messages, self.box.recipients, strict=True):
            if address in to:
                return str(message.get_content())
        return None


@contextmanager
def four_people(browser: Browser, folder: Path) -> Iterator[Hub]:
    """Give four people at work until the block ends."""
    quick = {f"THROUGHLINE_{name.upper()}": str(value) for name, value in QUICK.items()}
    with ExitStack() as ending:
        box = ending.enter_context(mail_server())
        hub = Installation(folder, box.port)
        key = _introduced(hub)
        client, _ = ending.enter_context(hub.served(TUESDAY, key, **quick))
        base = str(client.base_url).rstrip("/")
        people = [ending.enter_context(person(browser, base, name)) for name in WORK]
        yield Hub(base, box, *people)


def password_of(name: str) -> str:
    """Return somebody's password."""
    return f"four plain words of {name}"


def _introduced(hub: Installation) -> str:
    settings = Settings(env=Environment.TEST, database_url=f"sqlite:///{hub.database}", **QUICK)
    opened = open_hub(settings, VirtualClock(datetime.fromisoformat(TUESDAY)))
    for name, role in WORK.items():
        agency = "police" if role is Role.PARTNER else None
        add_user(opened, None, name, f"{name.title()} (invented)", role, agency=agency)
        set_password(opened, name, password_of(name))
    key = issue_token(opened, "mona", "to see whether it is up", 1)
    opened.store.close()
    return key
