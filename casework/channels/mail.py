"""Mail by SMTP: one connection for as many messages as are waiting.

Several people of one party get one mail: they are colleagues, and see who else was told.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from email.utils import format_datetime, parseaddr

import aiosmtplib

from casework.channels.base import NotDeliveredError
from casework.settings import Settings
from casework.wording import Worded

DOWN_FOR_SECONDS = 30.0
"""How long nobody asks again for a server that could not be spoken to."""

_PERMANENT = 500
_CLOSING = 421


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One mail.

    Attributes:
        key: The delivery's id; the message's own id follows from it, so that a mail which
            is sent twice after a crash is one mail to any mail program.
        to: Addresses as they stand on file.
    """

    key: str
    to: tuple[str, ...]
    worded: Worded
    now: datetime


class Mail:
    """The mail server of the settings."""

    def __init__(self, settings: Settings) -> None:
        self._sender = parseaddr(settings.mail_from)[1]
        self._from = settings.mail_from
        self._where = f"{settings.mail_host}:{settings.mail_port}"
        self._limit = settings.mail_timeout_seconds
        password = settings.mail_password
        self._client = aiosmtplib.SMTP(
            hostname=settings.mail_host,
            port=settings.mail_port,
            username=settings.mail_user,
            password=None if password is None else password.get_secret_value(),
            start_tls=settings.mail_starttls,
            timeout=self._limit,
            # Our own name is not looked up: the look-up may hang where there is no DNS.
            local_hostname=self._domain,
        )
        self._one_at_a_time = asyncio.Lock()
        self._down: str | None = None
        self._down_until = 0.0

    @property
    def _domain(self) -> str:
        return self._sender.rpartition("@")[2] or "localhost"

    async def send(self, post: Post) -> int:
        """Send one mail and return how many recipients were refused, if not all were.

        Once no connection can be had, nobody waits for the server again for a while: two
        hundred messages would wait two hundred times.
        """
        message, recipients = self._message(post)
        async with self._one_at_a_time:
            if self._down is not None and time.monotonic() < self._down_until:
                raise NotDeliveredError(self._down)
            try:
                async with asyncio.timeout(self._limit):
                    return await self._hand_over(message, recipients)
            except TimeoutError:
                self._client.close()
                raise self._remember(f"did not answer within {self._limit:g} seconds") from None
            except (aiosmtplib.SMTPException, OSError, ValueError) as fault:
                raise self._meaning(fault) from None

    async def close(self) -> None:
        """Take leave of the server, if it is still there."""
        with suppress(aiosmtplib.SMTPException, OSError, TimeoutError):
            async with asyncio.timeout(1):
                await self._client.quit()
        self._client.close()

    async def _hand_over(self, message: EmailMessage, recipients: list[str]) -> int:
        reused = self._client.is_connected
        if not reused:
            await self._connect()
        try:
            return await self._say(message, recipients)
        except (aiosmtplib.SMTPServerDisconnected, aiosmtplib.SMTPResponseException) as fault:
            hung_up = getattr(fault, "code", _CLOSING) == _CLOSING
            if not (reused and hung_up):
                raise
        # Servers end a connection after so many messages; that says nothing about this one.
        self._client.close()
        await self._connect()
        return await self._say(message, recipients)

    async def _say(self, message: EmailMessage, recipients: list[str]) -> int:
        refused, _ = await self._client.send_message(
            message, sender=self._sender, recipients=recipients
        )
        return len(refused)

    async def _connect(self) -> None:
        try:
            await self._client.connect()
        except aiosmtplib.SMTPAuthenticationError as fault:
            raise self._remember(f"refused our user name and password ({fault.code})") from None
        except aiosmtplib.SMTPResponseException as fault:
            raise self._remember(f"refused the connection ({fault.code})") from None
        except aiosmtplib.SMTPTimeoutError:
            raise
        except aiosmtplib.SMTPConnectError:
            raise self._remember("cannot be reached") from None
        except (aiosmtplib.SMTPException, OSError) as fault:
            # What is asked for in the settings, encryption or sign-in, did not come about.
            raise self._remember(f"does not do what is set ({type(fault).__name__})") from None

    def _remember(self, what: str) -> NotDeliveredError:
        self._down = f"the mail server {self._where} {what}"
        self._down_until = time.monotonic() + DOWN_FOR_SECONDS
        return NotDeliveredError(self._down)

    def _meaning(self, fault: Exception) -> NotDeliveredError:
        match fault:
            case aiosmtplib.SMTPRecipientsRefused(recipients=refused):
                codes = sorted({each.code for each in refused})
                said = ", ".join(str(code) for code in codes)
                return NotDeliveredError(
                    f"the mail server {self._where} refused the address ({said})",
                    lasting=codes[0] >= _PERMANENT,
                )
            case aiosmtplib.SMTPResponseException(code=code):
                return NotDeliveredError(
                    f"the mail server {self._where} refused the message ({code})",
                    lasting=code >= _PERMANENT,
                )
            case aiosmtplib.SMTPServerDisconnected():
                return NotDeliveredError(f"the mail server {self._where} hung up")
            case _:
                kind = type(fault).__name__
                return NotDeliveredError(f"the mail server {self._where} failed ({kind})")

    def _message(self, post: Post) -> tuple[EmailMessage, list[str]]:
        message = EmailMessage(policy=SMTP_POLICY)
        recipients = [_checked(address) for address in post.to]
        message["From"] = self._from
        message["To"] = recipients
        message["Subject"] = post.worded.subject
        message["Date"] = format_datetime(post.now)
        message["Message-ID"] = f"<{post.key}@{self._domain}>"
        message["Throughline-Key"] = post.key
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(post.worded.text, cte="quoted-printable")
        return message, [each.addr_spec for each in recipients]


def _checked(address: str) -> Address:
    """Return an address that can stand in a header: one, whole, on one line."""
    try:
        return Address(addr_spec=address)
    except (HeaderParseError, ValueError, IndexError):
        raise NotDeliveredError("the address on file is no mail address", lasting=True) from None
