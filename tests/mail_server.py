"""A real mail server that keeps what it is handed, for the tests of mail: with or without encryption and a login."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from ipaddress import ip_address
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from wheel.settings import Encryption, MailSettings

SENDER = "aarshjul@fjordby.example"
USER, PASSWORD = "aarshjul", "postens hemmelighed"
HOST = "127.0.0.1"


@dataclass
class MailServer:
    """`settings` reach it. `letters` are those that it took, `envelopes` whom they were for.

    While it `refuses`, it says so with the address.
    """

    settings: MailSettings
    letters: list[EmailMessage] = field(default_factory=list)
    envelopes: list[list[str]] = field(default_factory=list)
    logins: list[str] = field(default_factory=list)
    refuses: bool = False

    def authenticate(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, login: LoginPassword
    ) -> AuthResult:
        self.logins.append(login.login.decode())
        return AuthResult(success=login == LoginPassword(USER.encode(), PASSWORD.encode()))

    @property
    def text(self) -> str:
        """What the only letter says."""
        (letter,) = self.letters
        return str(letter.get_content())

    def clear(self) -> None:
        self.letters.clear()
        self.envelopes.clear()
        self.refuses = False


class _Handler:
    """Apart from the server's own values, since aiosmtpd looks at each of its handler's."""

    def __init__(self, server: MailServer) -> None:
        self._server = server

    async def handle_DATA(self, _smtp: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self._server.refuses:
            return f"550 no such mailbox: {envelope.rcpt_tos}"
        letter = message_from_bytes(envelope.original_content or b"", policy=default)
        assert isinstance(letter, EmailMessage)
        self._server.letters.append(letter)
        self._server.envelopes.append(list(envelope.rcpt_tos))
        return "250 OK"


@contextmanager
def running_mail_server(
    encryption: Encryption = Encryption.NONE, context: ssl.SSLContext | None = None, *, offers: bool = True
) -> Iterator[MailServer]:
    """A server on a free port of this machine; with `encryption` its settings have a login, which NONE needs not.

    Without `offers` it does not offer the encryption that its settings ask for.
    """
    is_encrypted = encryption is not Encryption.NONE
    user, password = (USER, PASSWORD) if is_encrypted else ("", "")
    server = MailServer(MailSettings(HOST, _free_port(), SENDER, user, password, encryption))
    offered = {Encryption.TLS: {"ssl_context": context}, Encryption.STARTTLS: {"tls_context": context}}
    # Of a server that is encrypted throughout, aiosmtpd can take a login, but not insist on one.
    insists = encryption is Encryption.STARTTLS and offers
    controller = Controller(
        _Handler(server),
        HOST,
        server.settings.port,
        **(offered.get(encryption, {}) if offers else {}),
        authenticator=server.authenticate,
        auth_required=insists,
        auth_require_tls=insists,
    )
    controller.start()
    try:
        yield server
    finally:
        controller.stop()


def own_certificate(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """A server's context with a certificate of its own for this machine, and the file by which a client trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(HOST))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    public, private = folder / "mail.pem", folder / "mail.key"
    public.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(public, private)
    return context, public


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
