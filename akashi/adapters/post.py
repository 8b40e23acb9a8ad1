"""The post (郵便): hands a mail to an SMTP server, or leaves it where the demo shows it."""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Protocol
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from akashi.adapters.letters import one_line

TIMEOUT_SECONDS = 20
"""Shorter than a task's lease, so that no second worker sends while the first still waits."""

# `=?` begins an encoded word, which servers read as whatever it stands for, another address too.
_ADDRESS = re.compile(
    r"(?!.*=\?)[^\s@,;:<>()\[\]\"\\\x00-\x1f\x7f]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*"
)
_PORTS = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}


class PostRefuses(Exception):  # noqa: N818 - says what happens, as the other names of this room do
    """Raised when a mail or a server address cannot be used as it stands.

    出典: なし (本システムの決定)
    """


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail to one address.

    出典: なし (本システムの決定)
    """

    to: str
    subject: str
    body: str
    message_id: str
    """The same for every try of the same mail, so that receivers can drop a repeated one."""
    at: datetime


class Post(Protocol):
    """Takes letters and sees that they leave, or says that they did not.

    出典: なし (本システムの決定)
    """

    def send(self, letter: Letter) -> None:
        """Hand the letter over; return only when somebody else is answerable for it."""
        ...


class StoredPost:
    """Keeps mail in the store only: the demo shows its rows under /demo/mail/.

    出典: なし (本システムの決定)
    """

    def send(self, letter: Letter) -> None:
        """Check the letter as a real post would; it is in the store already.

        Raises:
            PostRefuses: the address is not one single address.
        """
        compose(letter, "akashi@localhost")


class SmtpPost:
    """Hands mail to an SMTP server named by a URL.

    `smtp://` in clear (for a server on this machine), `smtps://` TLS from the first byte,
    `smtp+starttls://` TLS before anything is said; `?ca=FILE` trusts a CA of one's own.
    出典: なし (本システムの決定)
    """

    def __init__(self, url: str, sender: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in _PORTS or not parts.hostname:
            raise PostRefuses("a mail server is smtp://, smtps:// or smtp+starttls://host:port")
        if not is_address(sender):
            raise PostRefuses("the sender is not one mail address")
        self._open = _opener(parts)
        self._user = unquote(parts.username or "")
        self._password = unquote(parts.password or "")
        self._sender = sender

    def send(self, letter: Letter) -> None:
        """Hand the letter to the server.

        Raises:
            PostRefuses: the address is not one single address.
            OSError, smtplib.SMTPException: the server could not be reached, or refused.
        """
        message = compose(letter, self._sender)
        with self._open() as server:
            if self._user:
                server.login(self._user, self._password)
            # The envelope is ours and never read out of headers: one letter, one recipient.
            server.send_message(message, from_addr=self._sender, to_addrs=[letter.to])

    def knock(self) -> None:
        """Connect and sign in without sending anything, to learn whether sending would work.

        Raises:
            OSError, smtplib.SMTPException: the server could not be reached, or refused.
        """
        with self._open() as server:
            if self._user:
                server.login(self._user, self._password)
            server.noop()


def is_address(text: str) -> bool:
    """Say whether a text is one mail address and nothing else.

    出典: acceptance.md A49
    """
    return _ADDRESS.fullmatch(text) is not None


def compose(letter: Letter, sender: str) -> EmailMessage:
    """Return the message: UTF-8 plain text with a fixed set of headers.

    Raises:
        PostRefuses: the address is not one single address.
    出典: acceptance.md A49、RFC 3834 (Auto-Submitted)
    """
    if not is_address(letter.to):
        raise PostRefuses("the recipient is not one mail address")
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = letter.to
    message["Subject"] = one_line(letter.subject)
    message["Date"] = format_datetime(letter.at)
    message["Message-ID"] = letter.message_id
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.body, charset="utf-8", cte="base64")
    return message


def _opener(parts: SplitResult) -> Callable[[], smtplib.SMTP]:
    host = parts.hostname or ""
    port = parts.port or _PORTS[parts.scheme]
    authority = parse_qs(parts.query).get("ca", [None])[0]

    def plain() -> smtplib.SMTP:
        return smtplib.SMTP(host, port, timeout=TIMEOUT_SECONDS)

    def over_tls() -> smtplib.SMTP:
        context = ssl.create_default_context(cafile=authority)
        return smtplib.SMTP_SSL(host, port, timeout=TIMEOUT_SECONDS, context=context)

    def upgraded() -> smtplib.SMTP:
        server = plain()
        server.starttls(context=ssl.create_default_context(cafile=authority))
        return server

    return {"smtp": plain, "smtps": over_tls, "smtp+starttls": upgraded}[parts.scheme]
