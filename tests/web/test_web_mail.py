"""Mail goes to a real server, encrypted where it should be, and what goes wrong is logged without what is secret."""

from __future__ import annotations

import logging
import ssl
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st
from mail_server import SENDER, USER, MailServer, own_certificate, running_mail_server
from web_site import NOW

from wheel.settings import Encryption, MailSettings
from wheel.web import mail
from wheel.web.mail import Letter, Mailer

LETTER = Letter("leder@fjordby.example", "Ny adgangskode til årshjulet", "Vælg den her:\n\nhttps://x.example/y\n", NOW)


@pytest.fixture(scope="module")
def app() -> Flask:
    return Flask("wheel")


@pytest.fixture(scope="module")
def server() -> Iterator[MailServer]:
    with running_mail_server() as server:
        yield server


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, Path]:
    return own_certificate(tmp_path_factory.mktemp("certificate"))


def send(app: Flask, to_server: MailSettings, *letters: Letter | None) -> None:
    mailer = Mailer(app, to_server)
    for letter in letters:
        mailer.send(lambda letter=letter: letter)
    mailer.flush()


def test_a_letter_arrives_as_it_was_written(app: Flask, server: MailServer) -> None:
    server.clear()
    send(app, server.settings, LETTER)
    (letter,) = server.letters
    assert (letter["To"], letter["From"], letter["Subject"]) == (LETTER.to, SENDER, LETTER.subject)
    assert letter["Date"].datetime == NOW
    assert letter["Message-ID"].endswith("@fjordby.example>")
    assert letter["Auto-Submitted"] == "auto-generated", "so that nobody's absence notice answers"
    assert letter.get_content_type() == "text/plain"
    assert server.text == LETTER.text.replace("\n", "\r\n")
    assert server.envelopes == [[LETTER.to]]


@settings(max_examples=60)
@given(st.text("Ææøå abcdefghijklm", min_size=1, max_size=120).map(lambda text: " ".join(text.split())).filter(bool))
def test_no_danish_subject_loses_a_space(app: Flask, server: MailServer, subject: str) -> None:
    server.clear()
    send(app, server.settings, replace(LETTER, subject=subject))
    assert server.letters[0]["Subject"] == subject


def test_a_long_link_is_whole(app: Flask, server: MailServer) -> None:
    server.clear()
    link = "https://hjul.example/" + "a" * 900
    send(app, server.settings, replace(LETTER, text=f"Her:\n{link}\n"))
    assert link in server.text


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"to": "a@x.example, b@y.example"}, "two addresses"),
        ({"to": "a@x.example\r\nBcc: b@y.example"}, "a header in the address"),
        ({"to": "nobody"}, "no address"),
        ({"to": ""}, "nothing"),
    ],
)
def test_what_is_not_one_address_is_sent_nowhere(
    app: Flask, server: MailServer, caplog: pytest.LogCaptureFixture, change: dict[str, str], reason: str
) -> None:
    server.clear()
    send(app, server.settings, replace(LETTER, **change))
    assert server.letters == [], reason
    assert len(caplog.records) == 1
    assert "y.example" not in caplog.text


def test_a_line_end_in_a_subject_is_a_space(app: Flask, server: MailServer) -> None:
    server.clear()
    send(app, server.settings, replace(LETTER, subject="Fjordby\r\nBcc: b@y.example"))
    assert server.letters[0]["Subject"] == "Fjordby Bcc: b@y.example"
    assert server.envelopes == [[LETTER.to]]
    assert server.letters[0]["Bcc"] is None


def test_what_cannot_be_sent_is_logged_without_address_or_link_and_the_next_is_sent(
    app: Flask, server: MailServer, caplog: pytest.LogCaptureFixture
) -> None:
    server.clear()
    mailer = Mailer(app, server.settings)
    server.refuses = True
    mailer.send(lambda: LETTER)
    mailer.flush()
    server.refuses = False
    mailer.send(lambda: LETTER)
    mailer.flush()
    assert len(server.letters) == 1
    (record,) = caplog.records
    assert (record.levelno, record.exc_info) == (logging.ERROR, None)
    assert record.getMessage() == "mail: one could not be sent: SMTPDataError 550"


def test_a_letter_that_cannot_be_written_is_logged_without_its_words(
    app: Flask, server: MailServer, caplog: pytest.LogCaptureFixture
) -> None:
    server.clear()

    def write() -> Letter:
        raise ValueError(f"{LETTER.to} {LETTER.text}")

    mailer = Mailer(app, server.settings)
    mailer.send(write)
    mailer.flush()
    assert [record.getMessage() for record in caplog.records] == ["mail: one could not be sent: ValueError"]
    assert LETTER.to not in caplog.text


def test_nothing_is_sent_where_nothing_is_written(app: Flask, server: MailServer) -> None:
    server.clear()
    send(app, server.settings, None)
    assert server.letters == []


@pytest.mark.parametrize("encryption", [Encryption.STARTTLS, Encryption.TLS])
def test_mail_is_encrypted_and_signed_in_for(
    app: Flask,
    certificate: tuple[ssl.SSLContext, Path],
    monkeypatch: pytest.MonkeyPatch,
    encryption: Encryption,
) -> None:
    context, trusted = certificate
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    with running_mail_server(encryption, context) as server:
        send(app, server.settings, LETTER)
        assert (len(server.letters), server.logins) == (1, [USER])


@pytest.mark.parametrize("encryption", [Encryption.STARTTLS, Encryption.TLS])
def test_a_server_whose_certificate_nobody_vouches_for_gets_nothing(
    app: Flask,
    certificate: tuple[ssl.SSLContext, Path],
    caplog: pytest.LogCaptureFixture,
    encryption: Encryption,
) -> None:
    with running_mail_server(encryption, certificate[0]) as server:
        send(app, server.settings, LETTER)
        assert server.letters == []
    assert "SSLCertVerificationError" in caplog.text


def test_a_letter_never_goes_in_the_clear_to_a_server_that_offers_no_encryption(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    with running_mail_server(Encryption.STARTTLS, offers=False) as server:
        send(app, server.settings, LETTER)
        assert server.letters == []
    assert "SMTPNotSupportedError" in caplog.text


def test_a_server_that_is_away_holds_nothing_up_for_ever(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    with running_mail_server() as server:
        gone = server.settings
    send(app, gone, LETTER)
    assert "ConnectionRefusedError" in caplog.text


def test_more_than_can_wait_is_left_out_and_said_so(
    app: Flask, server: MailServer, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.clear()
    monkeypatch.setattr(mail, "LONGEST_QUEUE", 0)
    send(app, server.settings, LETTER)
    assert server.letters == []
    assert [record.getMessage() for record in caplog.records] == ["mail: too much is waiting; one was left out"]
