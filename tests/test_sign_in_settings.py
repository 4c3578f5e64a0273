"""The settings of the mail server and of the sign-in provider: all of each, or none, and no secret shown."""

from __future__ import annotations

import pytest

from wheel.errors import InvalidInputError
from wheel.settings import Encryption, MailSettings, OidcSettings, Settings, settings_from

SET = {"AARSHJUL_SECRET_KEY": "not for anybody's eyes", "AARSHJUL_DATABASE_URL": "sqlite://"}
SENDER = "aarshjul@fjordby.example"
PUBLIC = {"AARSHJUL_PUBLIC_URL": "https://hjul.example.dk"}
MAIL = SET | PUBLIC | {"AARSHJUL_SMTP_URL": "smtp://mail.example.dk", "AARSHJUL_MAIL_FROM": SENDER}
PROVIDER = {
    "AARSHJUL_OIDC_ISSUER": "https://login.example.dk/realm",
    "AARSHJUL_OIDC_CLIENT_ID": "aarshjul",
    "AARSHJUL_OIDC_CLIENT_SECRET": "hemmelig",
    "AARSHJUL_OIDC_NAME": "Fjordby Kommune",
}


def test_without_them_there_is_neither_mail_nor_a_provider() -> None:
    settings = settings_from(SET)
    assert (settings.mail, settings.oidc) == (None, None)
    only_words = settings_from(SET | {"AARSHJUL_MAIL_FROM": SENDER, "AARSHJUL_OIDC_SCOPES": "openid"})
    assert (only_words.mail, only_words.oidc) == (None, None)


@pytest.mark.parametrize(
    ("url", "read", "reason"),
    [
        ("smtp://mail.dk", MailSettings("mail.dk", 587, SENDER), "encrypted after the greeting"),
        ("smtp://mail.dk:25", MailSettings("mail.dk", 25, SENDER), "on the port that is given"),
        ("smtp://mail.dk/", MailSettings("mail.dk", 587, SENDER), "a slash says nothing"),
        ("smtps://mail.dk", MailSettings("mail.dk", 465, SENDER, "", "", Encryption.TLS), "encrypted throughout"),
        ("smtp://localhost", MailSettings("localhost", 25, SENDER, "", "", Encryption.NONE), "not on this machine"),
        ("smtp://127.0.0.1:2525", MailSettings("127.0.0.1", 2525, SENDER, "", "", Encryption.NONE), "nor by number"),
        ("smtp://[::1]", MailSettings("::1", 25, SENDER, "", "", Encryption.NONE), "nor by a long one"),
        (
            "smtp://mail.dk?starttls=no",
            MailSettings("mail.dk", 25, SENDER, "", "", Encryption.NONE),
            "where it is told",
        ),
        ("smtp://a:b@mail.dk", MailSettings("mail.dk", 587, SENDER, "a", "b"), "a login"),
        ("smtp://a%40x:b%2Fc%3A@mail.dk", MailSettings("mail.dk", 587, SENDER, "a@x", "b/c:"), "with signs in it"),
    ],
)
def test_a_mail_server_is_read_from_its_address(url: str, read: MailSettings, reason: str) -> None:
    assert settings_from(MAIL | {"AARSHJUL_SMTP_URL": url}).mail == read, reason


@pytest.mark.parametrize(
    ("change", "named", "reason"),
    [
        ({"AARSHJUL_SMTP_URL": "mail.example.dk"}, "AARSHJUL_SMTP_URL", "no scheme"),
        ({"AARSHJUL_SMTP_URL": "https://mail.example.dk"}, "AARSHJUL_SMTP_URL", "another scheme"),
        ({"AARSHJUL_SMTP_URL": "smtp://"}, "AARSHJUL_SMTP_URL", "no host"),
        ({"AARSHJUL_SMTP_URL": "smtp://mail.example.dk:many"}, "AARSHJUL_SMTP_URL", "no port"),
        ({"AARSHJUL_SMTP_URL": "smtp://mail.example.dk/x"}, "AARSHJUL_SMTP_URL", "a path"),
        ({"AARSHJUL_SMTP_URL": "smtp://mail.example.dk#x"}, "AARSHJUL_SMTP_URL", "a fragment"),
        ({"AARSHJUL_SMTP_URL": "smtp://mail.example.dk?starttls=maybe"}, "AARSHJUL_SMTP_URL", "half encrypted"),
        ({"AARSHJUL_SMTP_URL": "smtps://mail.example.dk?starttls=no"}, "AARSHJUL_SMTP_URL", "encrypted and not"),
        ({"AARSHJUL_MAIL_FROM": ""}, "AARSHJUL_MAIL_FROM", "no sender"),
        ({"AARSHJUL_MAIL_FROM": "fjordby"}, "AARSHJUL_MAIL_FROM", "a sender that is no address"),
        ({"AARSHJUL_MAIL_FROM": "a@b.example, c@d.example"}, "AARSHJUL_MAIL_FROM", "two senders"),
        ({"AARSHJUL_MAIL_FROM": "a@b.example\r\nBcc: c@d.example"}, "AARSHJUL_MAIL_FROM", "a header in it"),
        ({"AARSHJUL_PUBLIC_URL": ""}, "AARSHJUL_PUBLIC_URL", "links would follow what a request says"),
    ],
)
def test_mail_that_cannot_be_sent_rightly_is_named(change: dict[str, str], named: str, reason: str) -> None:
    with pytest.raises(InvalidInputError, match=named) as refusal:
        settings_from(MAIL | change)
    assert "Bcc" not in str(refusal.value), reason


def test_the_reason_for_the_public_address_is_told() -> None:
    with pytest.raises(InvalidInputError, match="links in mail are made from it, never from what a request says"):
        settings_from(MAIL | {"AARSHJUL_PUBLIC_URL": ""})


def test_a_provider_is_read() -> None:
    assert settings_from(SET | PROVIDER).oidc == OidcSettings(
        "https://login.example.dk/realm", "aarshjul", "hemmelig", "Fjordby Kommune", "openid profile email"
    )
    scopes = settings_from(SET | PROVIDER | {"AARSHJUL_OIDC_SCOPES": " openid   groups "}).oidc
    assert scopes is not None
    assert scopes.scopes == "openid groups"


@pytest.mark.parametrize("issuer", ["http://localhost:3000", "http://127.0.0.1:3000/realm", "https://login.dk/"])
def test_an_issuer_is_kept_as_it_is_written(issuer: str) -> None:
    oidc = settings_from(SET | PROVIDER | {"AARSHJUL_OIDC_ISSUER": issuer}).oidc
    assert oidc is not None
    assert oidc.issuer == issuer


@pytest.mark.parametrize("name", PROVIDER)
def test_half_a_provider_is_none_and_what_lacks_is_named(name: str) -> None:
    with pytest.raises(InvalidInputError, match=name):
        settings_from(SET | PROVIDER | {name: " "})


@pytest.mark.parametrize(
    ("issuer", "reason"),
    [
        ("http://login.example.dk", "not encrypted"),
        ("http://localhost.example.dk", "not this machine"),
        ("login.example.dk", "no scheme"),
        ("https://", "no host"),
        ("https://login.example.dk?x=1", "a query (OpenID Connect Discovery 1.0, 3)"),
        ("https://login.example.dk#x", "a fragment"),
        ("https://a:b@login.example.dk", "a login"),
        ("https://login.example.dk:x", "no port"),
    ],
)
def test_an_issuer_that_cannot_be_trusted_is_refused(issuer: str, reason: str) -> None:
    with pytest.raises(InvalidInputError, match="AARSHJUL_OIDC_ISSUER"):
        settings_from(SET | PROVIDER | {"AARSHJUL_OIDC_ISSUER": issuer})


def test_what_makes_it_openid_connect_cannot_be_left_out() -> None:
    with pytest.raises(InvalidInputError, match="AARSHJUL_OIDC_SCOPES"):
        settings_from(SET | PROVIDER | {"AARSHJUL_OIDC_SCOPES": "profile"})


@pytest.mark.parametrize("change", [{}, {"AARSHJUL_SMTP_URL": "smtp://post:hemmelig@mail.example.dk:port"}])
def test_no_secret_of_them_shows(change: dict[str, str]) -> None:
    given = MAIL | PROVIDER | {"AARSHJUL_SMTP_URL": "smtp://post:hemmelig@mail.example.dk"} | change
    shown = _shown(given)
    assert "hemmelig" not in shown
    assert ("mail.example.dk" in shown) is not bool(change), "what is wrong is not repeated either"


def _shown(given: dict[str, str]) -> str:
    try:
        settings: Settings = settings_from(given)
    except InvalidInputError as refusal:
        return repr(refusal)
    return f"{settings!r} {settings} {settings.mail!r} {settings.oidc!r}"
