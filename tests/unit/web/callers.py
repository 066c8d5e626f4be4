"""An app over a hub for tests, and people and systems that call it with keys of their own."""

from __future__ import annotations

import re
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field

import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient

from casework import leasing
from casework.hub import Hub
from casework.people import issue_token, set_password
from models.store import Store
from tests.support.cases import PEOPLE
from tests.unit.casework.hubs import hub_on
from web.app import make_app
from web.limits import Limiter

PATIENCE_SECONDS = 10
CONTACT = {
    "child": {"name": "Wren Testperson", "born": "2016-05-04"},
    "referrer": {"kind": "school", "name": "Ms Invented", "email": "ms@school.example"},
    "reason": "Wren came to school with a bruise.",
    "concerns": [{"category": "physical", "description": "a bruise on the arm"}],
    "family": [{"name": "Maya Testperson", "relation": "mother", "parental_responsibility": True}],
}
CONCERN = {"concern": "C1", "view": "The bruise is not explained."}
REASON = "The referrer saw the bruise and the child named an adult."


@dataclass
class Callers:
    """Call the app as somebody: `callers.get("mona", "/api/board")`; None for nobody."""

    hub: Hub
    app: FastAPI
    client: TestClient
    keys: dict[str, str] = field(default_factory=dict)
    passwords: dict[str, str] = field(default_factory=dict)

    def key(self, user: str) -> str:
        if user not in self.keys:
            self.keys[user] = issue_token(self.hub, user, "for tests", 30)
        return self.keys[user]

    def _call(self, method: str, user: str | None, path: str, headers=None, **more):
        shown = {} if user is None else {"Authorization": f"Bearer {self.key(user)}"}
        return self.client.request(
            method, path, headers={**shown, **(headers or {})}, follow_redirects=False, **more
        )

    def get(self, user: str | None, path: str, **more):
        return self._call("GET", user, path, **more)

    def post(self, user: str | None, path: str, json=None, **more):
        return self._call("POST", user, path, json=json, **more)

    def give(self, user: str | None, reference: str, command: str, json=None, **more):
        return self.post(user, f"/api/journeys/{reference}/{command}", json or {}, **more)

    def journey(self, **changed) -> str:
        """Return the reference of a new journey, at contact."""
        return self._good(self.post("colin", "/api/contacts", {**CONTACT, **changed}))["reference"]

    def in_research(self, *agencies: str) -> str:
        """Return the reference of a new journey, in research, with these agencies asked."""
        reference = self.journey()
        considered = {"concerns": [CONCERN], "identity": "Nothing known that bears on it."}
        for user, command, body in (
            ("mona", "review-history", {"searched": "all systems", "none_known": True}),
            ("mona", "decide-contact", {"outcome": "referral", "rationale": REASON}),
            (
                "mona",
                "decide-referral",
                {
                    "outcome": "research",
                    "rationale": REASON,
                    "scope": "limited",
                    "scope_reason": "one worry, two agencies that may know of it",
                    "rating": "amber",
                },
            ),
            (
                "carla",
                "record-consent",
                {"answer": "given", "given_by": "Maya Testperson", "reason": "asked by telephone"},
            ),
            (
                "colin",
                "ask-partners",
                {"requests": [{"agency": each, "reason": "may know"} for each in agencies]},
            ),
        ):
            more = considered if command.startswith("decide") else {}
            self._good(self.give(user, reference, command, {**body, **more}))
        return reference

    def sign_in(self, user: str):
        """Sign in through the page; the client keeps the cookies."""
        return self.send_form("/sign-in", "/sign-in", name=user, password=self.password(user))

    def password(self, user: str) -> str:
        if user not in self.passwords:
            self.passwords[user] = f"three words of {user}"
            set_password(self.hub, user, self.passwords[user])
        return self.passwords[user]

    def send_form(self, page: str, action: str, headers=None, **fields):
        shown = self.client.get(page).text
        token = re.search(r'name="form_token" value="([0-9a-f]+)"', shown).group(1)
        return self.client.post(
            action,
            data={"form_token": token, **fields},
            headers=headers or {},
            follow_redirects=False,
        )

    @staticmethod
    def _good(response):
        assert response.status_code in (200, 201), response.text
        return response.json()


def callers_on(store: Store, *, clock_runs: bool = True, limiter: Limiter | None = None) -> Callers:
    hub = hub_on(store)
    if clock_runs:
        leasing.heartbeat(hub, "a test's clock")
    app = make_app(hub, limiter=limiter)
    client = TestClient(app, base_url="http://hub.example", raise_server_exceptions=False)
    assert set(PEOPLE)  # the people whom `hub_on` introduces
    return Callers(hub, app, client)


@contextmanager
def served(callers: Callers):
    """Serve an app on loopback; gives its port."""
    server = uvicorn.Server(
        uvicorn.Config(
            callers.app,
            host="127.0.0.1",
            port=0,
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=1,
        )
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + PATIENCE_SECONDS
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    try:
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        thread.join(PATIENCE_SECONDS)
        assert not thread.is_alive()
