"""Sends mail, one after the other and after the request that asked for it, through the operator's mail server."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from threading import BoundedSemaphore

from flask import Flask, current_app

from wheel.settings import Encryption, MailSettings

PATIENCE_SECONDS = 20
# More than waits in a day of a large municipality; beyond it somebody is playing with the forms.
LONGEST_QUEUE = 200
# Python's own folding of long headers loses spaces in some Danish subjects (CPython issue 92081): none is folded.
POLICY = SMTP.clone(max_line_length=998)
_KEY = "aarshjul-mail"


@dataclass(frozen=True)
class Letter:
    """A mail in plain text to one address."""

    to: str
    subject: str
    text: str
    at: datetime


class Mailer:
    """Writes and sends letters in one thread of the process, which begins with the first of them.

    What is still waiting when the process ends is sent before it does.
    """

    def __init__(self, app: Flask, settings: MailSettings) -> None:
        self._app = app
        self._settings = settings
        self._places = BoundedSemaphore(LONGEST_QUEUE)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="mail")

    def send(self, write: Callable[[], Letter | None]) -> None:
        """Have `write` called later, and its letter sent, if it writes one. Returns at once, whatever comes of it.

        The application is there for it, but no request.
        """
        if self._places.acquire(blocking=False):
            self._thread.submit(self._write_and_send, write)
        else:
            self._app.logger.error("mail: too much is waiting; one was left out")

    def flush(self) -> None:
        """Wait until all that has been handed in is done with."""
        self._thread.submit(lambda: None).result()

    def _write_and_send(self, write: Callable[[], Letter | None]) -> None:
        try:
            with self._app.app_context():
                letter = write()
            if letter is not None:
                self._hand_over(_message(letter, self._settings.sender), letter.to)
        except Exception as error:
            # Neither its text nor its trace: they may hold the address, or a link that is as good as a password.
            self._app.logger.error("mail: one could not be sent: %s", _kind(error))  # noqa: TRY400
        finally:
            self._places.release()

    def _hand_over(self, message: EmailMessage, to: str) -> None:
        with self._connection() as server:
            if self._settings.user:
                server.login(self._settings.user, self._settings.password)
            server.send_message(message, self._settings.sender, [to])

    def _connection(self) -> smtplib.SMTP:
        settings = self._settings
        if settings.encryption is Encryption.TLS:
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(settings.host, settings.port, timeout=PATIENCE_SECONDS, context=context)
        server = smtplib.SMTP(settings.host, settings.port, timeout=PATIENCE_SECONDS)
        if settings.encryption is Encryption.STARTTLS:
            try:
                # Refused by a server that does not offer it: a letter with a link never goes in the clear instead.
                server.starttls(context=ssl.create_default_context())
            except BaseException:
                server.close()
                raise
        return server


def install_mail(app: Flask) -> None:
    settings = app.extensions["aarshjul"].settings
    app.extensions[_KEY] = Mailer(app, settings.mail) if settings.mail else None


def mailer() -> Mailer | None:
    """The running application's, or None where no mail server is set."""
    found: Mailer | None = current_app.extensions[_KEY]
    return found


def _message(letter: Letter, sender: str) -> EmailMessage:
    message = EmailMessage(policy=POLICY)
    message["From"] = sender
    # Taken as one address or refused, so that what is stored as one can never be several.
    message["To"] = Address(addr_spec=letter.to)
    message["Subject"] = " ".join(letter.subject.split())
    message["Date"] = format_datetime(letter.at)
    message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2])
    # So that no absence notice answers it (RFC 3834, 5).
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text, cte="quoted-printable")
    return message


def _kind(error: Exception) -> str:
    code = getattr(error, "smtp_code", None)
    return f"{type(error).__name__} {code}" if code else type(error).__name__
