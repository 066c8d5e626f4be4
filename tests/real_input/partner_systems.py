"""Partner systems on loopback: they are told by webhook and answer over the hub's API."""

from __future__ import annotations

import json
import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx

REPLY = {
    "why_involved": "Known since spring.",
    "risks": "None seen.",
    "actions": "Visited twice.",
    "difference": "Quieter since.",
    "everyday_life": "Plays outside.",
}


@dataclass
class PartnerSystem:
    """A partner's own system.

    Attributes:
        answers_on: Templates on which it replies; none, and it never does.
        told: Every notice it was sent, by its key: the first body that came under it.
        replied: Requests it has replied to, with the status it was answered.
    """

    token: str
    answers_on: tuple[str, ...]
    url: str = ""
    told: dict[str, dict] = field(default_factory=dict)
    replied: dict[str, int] = field(default_factory=dict)
    _waiting: queue.Queue = field(default_factory=queue.Queue)

    def receive(self, key: str, body: dict) -> None:
        self.told.setdefault(key, body)
        if body["template"] in self.answers_on and body["request"] not in self.replied:
            self._waiting.put(body)

    def reply(self, body: dict, *, key: str | None = None) -> httpx.Response:
        answer = httpx.post(
            body["api"],
            json=REPLY,
            headers={
                "Authorization": f"Bearer {self.token}",
                "Idempotency-Key": key or f"reply-{body['request']}",
            },
            timeout=60,
        )
        self.replied[body["request"]] = answer.status_code
        return answer

    def work(self) -> None:
        """Reply to what came in, one after the other, until None comes."""
        while (body := self._waiting.get()) is not None:
            try:
                self.reply(body)
            except httpx.TransportError:
                self.replied.pop(body["request"], None)

    def stop(self) -> None:
        self._waiting.put(None)


@contextmanager
def partner_system(token: str, *answers_on: str) -> Iterator[PartnerSystem]:
    """Run a partner's system until the block ends."""
    system = PartnerSystem(token=token, answers_on=answers_on)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            system.receive(self.headers["Idempotency-Key"], body)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_args):
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    system.url = f"http://127.0.0.1:{server.server_address[1]}/"
    threads = [
        threading.Thread(target=server.serve_forever, daemon=True),
        threading.Thread(target=system.work, daemon=True),
    ]
    for thread in threads:
        thread.start()
    try:
        yield system
    finally:
        system.stop()
        server.shutdown()
        for thread in threads:
            thread.join(10)
