"""Real servers on loopback, which remember what they were given and fail as told."""

# ruff: noqa: ARG002, N802 - the servers' libraries name the methods and what they are given

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller


def free_port() -> int:
    """Return a port on loopback that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@dataclass
class Mailbox:
    """What a mail server was given, and how it is to answer.

    Attributes:
        raw: Whole messages as they came over the wire.
        recipients: Those it accepted, of each message.
        connections: How often somebody said hello.
        refuse: Answers to addresses, such as `550 no such user`.
        answers: Answers to messages, one each, before it begins to accept.
        hang: Say nothing for so many seconds after a message.
    """

    port: int = 0
    raw: list[bytes] = field(default_factory=list)
    recipients: list[list[str]] = field(default_factory=list)
    connections: int = 0
    refuse: dict[str, str] = field(default_factory=dict)
    answers: list[str] = field(default_factory=list)
    hang: float = 0.0

    @property
    def messages(self) -> list[EmailMessage]:
        """Return what came in, read as a mail program reads it."""
        return [message_from_bytes(each, policy=default) for each in self.raw]

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 fine"

    async def handle_DATA(self, server, session, envelope):
        await asyncio.sleep(self.hang)
        if self.answers:
            return self.answers.pop(0)
        self.raw.append(envelope.original_content)
        self.recipients.append(list(envelope.rcpt_tos))
        return "250 taken"


@contextmanager
def mail_server(**options: Any) -> Iterator[Mailbox]:
    """Give the mailbox of a mail server that runs meanwhile."""
    box = Mailbox(port=free_port())
    controller = Controller(box, hostname="127.0.0.1", port=box.port, **options)
    controller.start()
    try:
        yield box
    finally:
        controller.stop(no_assert=True)


@contextmanager
def silent_server() -> Iterator[int]:
    """Give the port of a server that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield int(server.getsockname()[1])


@dataclass
class Posted:
    """One request that a web server was given."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class WebServer:
    """A partner's system.

    Attributes:
        status: What it answers.
        headers: What it adds to its answer.
        hang: Wait for this event, if set, before answering.
    """

    url: str = ""
    status: int = 204
    headers: dict[str, str] = field(default_factory=dict)
    hang: threading.Event | None = None
    posted: list[Posted] = field(default_factory=list)


@contextmanager
def web_server() -> Iterator[WebServer]:
    """Give a web server that runs meanwhile and remembers every POST."""
    told = WebServer()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            length = int(self.headers.get("Content-Length", "0"))
            told.posted.append(Posted(self.path, dict(self.headers), self.rfile.read(length)))
            if told.hang is not None:
                told.hang.wait(10)
            self.send_response(told.status)
            for name, value in told.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_args):
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    told.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield told
    finally:
        if told.hang is not None:
            told.hang.set()
        server.shutdown()
        thread.join()
        server.server_close()
