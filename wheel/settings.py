"""The service's settings, read once from the environment (prefix AARSHJUL_), each with a safe default."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from wheel.errors import InvalidInputError

PREFIX = "AARSHJUL_"
ROOT = Path(__file__).resolve().parent.parent
LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})
SCOPES = "openid profile email"
# A host-part of Content Security Policy Level 3 (2.3.1), of labels as host names have them (RFC 1123, 2.1).
_HOST = re.compile(r"(\*\.)?[a-z0-9]+(-+[a-z0-9]+)*(\.[a-z0-9]+(-+[a-z0-9]+)*)*")
# A wildcard stands for the hosts of one organisation, never for all of "https://*.dk".
_FEWEST_LABELS_OF_WILDCARD = 2


class Encryption(StrEnum):
    """How the way to the mail server is encrypted: from the first byte, after a greeting (RFC 3207), or not at all."""

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"


PORTS = {Encryption.TLS: 465, Encryption.STARTTLS: 587, Encryption.NONE: 25}


@dataclass(frozen=True)
class MailSettings:
    """The server that mail is handed to, who signs in there (nobody when `user` is ""), and who the mail is from."""

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)
    encryption: Encryption = Encryption.STARTTLS


@dataclass(frozen=True)
class OidcSettings:
    """The OpenID Connect provider that people may sign in with; `name` stands on the button.

    `issuer` is https, or plain http on this machine; it is kept as written, for it is compared letter by letter
    (OpenID Connect Core 1.0, 3.1.3.7).
    """

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    name: str
    scopes: str = SCOPES


@dataclass(frozen=True)
class Settings:
    """What an operator may choose; see docs/operate.md for each.

    `trusted_proxies` counts the reverse proxies in front whose X-Forwarded-* headers are believed.
    `secure_cookies` is for HTTPS only: cookies are then never sent over plain HTTP.
    `public_url` is the address people reach the service at ("https://aarshjul.example.dk"), or "" to take the
    address each request came to. With `mail` it is set: a link in a mail never follows what a request says of itself.
    `frame_ancestors` are the origins whose pages may show the embedded wheel in a frame, as in the header of that name.
    `mail` and `oidc` are None when the service has no mail server, and no provider to sign in with.
    """

    database_url: str
    secret_key: str
    secure_cookies: bool = False
    trusted_proxies: int = 0
    public_url: str = ""
    frame_ancestors: tuple[str, ...] = ()
    mail: MailSettings | None = None
    oidc: OidcSettings | None = None

    def __repr__(self) -> str:
        """Leave the secrets out, so that no log or traceback shows them."""
        return f"Settings(secure_cookies={self.secure_cookies}, trusted_proxies={self.trusted_proxies})"


def settings_from(environment: Mapping[str, str], root: Path = ROOT) -> Settings:
    """Read the settings. Raises InvalidInputError naming the variable that cannot be understood."""
    instance = Path(environment.get(PREFIX + "INSTANCE", root / "instance"))
    public_url = _public_url(environment)
    return Settings(
        database_url=_database_url(environment, instance),
        secret_key=environment.get(PREFIX + "SECRET_KEY") or _kept_secret(instance / "secret-key"),
        secure_cookies=_switch(environment, "SECURE_COOKIES", default=public_url.startswith("https://")),
        trusted_proxies=_count(environment, "TRUSTED_PROXIES"),
        public_url=public_url,
        frame_ancestors=_frame_ancestors(environment),
        mail=_mail(environment, public_url),
        oidc=_oidc(environment),
    )


def _database_url(environment: Mapping[str, str], instance: Path) -> str:
    url = environment.get(PREFIX + "DATABASE_URL", "")
    if not url:
        instance.mkdir(parents=True, exist_ok=True)
        return f"sqlite:///{instance / 'aarshjul.sqlite3'}"
    # The short scheme that hosting providers hand out; SQLAlchemy knows only the long one.
    return url.replace("postgres://", "postgresql://", 1) if url.startswith("postgres://") else url


def _kept_secret(path: Path) -> str:
    """The secret made on the first start; made so that of two processes starting at once one wins."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    draft.touch(mode=0o600)
    draft.write_text(secrets.token_urlsafe(48))
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text().strip()


def _public_url(environment: Mapping[str, str]) -> str:
    url = environment.get(PREFIX + "PUBLIC_URL", "").rstrip("/")
    parts = _parts(url, "PUBLIC_URL")
    if url and (parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment):
        raise InvalidInputError("%(name)s must be like https://aarshjul.example.dk.", name=PREFIX + "PUBLIC_URL")
    return url


def _frame_ancestors(environment: Mapping[str, str]) -> tuple[str, ...]:
    """Origins with blanks between, or 'self' (with its quotes). What else a header could be made to say is refused."""
    origins = [origin for origin in environment.get(PREFIX + "FRAME_ANCESTORS", "").split(" ") if origin]
    wrong = next((origin for origin in origins if origin != "'self'" and not _is_origin(origin)), None)
    if wrong is not None:
        raise InvalidInputError(
            "%(name)s must be addresses such as https://intranet.example.dk or https://*.example.dk, without a path "
            "and with blanks between, or 'self'; this is none: %(value)s",
            name=PREFIX + "FRAME_ANCESTORS",
            value=repr(wrong),
        )
    return tuple(dict.fromkeys(origins))


def _is_origin(text: str) -> bool:
    """Whether it is an https origin, or an http one of this machine; a wildcard only in place of the first names."""
    scheme, _, rest = text.partition("://")
    host, colon, port = rest.partition(":")
    if not _HOST.fullmatch(host) or bool(colon) != _is_port(port):
        return False
    if host.startswith("*."):
        return scheme == "https" and host.removeprefix("*.").count(".") + 1 >= _FEWEST_LABELS_OF_WILDCARD
    return scheme == "https" or (scheme == "http" and host in LOCAL_HOSTS)


def _is_port(text: str) -> bool:
    return text.isascii() and text.isdecimal() and 0 < int(text) < 65_536 and not text.startswith("0")


def _mail(environment: Mapping[str, str], public_url: str) -> MailSettings | None:
    url = environment.get(PREFIX + "SMTP_URL", "")
    if not url:
        return None
    sender = environment.get(PREFIX + "MAIL_FROM", "")
    if not _is_address(sender):
        raise InvalidInputError(
            "%(name)s must be the e-mail address that mail is sent from.", name=PREFIX + "MAIL_FROM"
        )
    if not public_url:
        raise InvalidInputError(
            "Set %(name)s to the address people reach the service at: links in mail are made from it, never from what "
            "a request says.",
            name=PREFIX + "PUBLIC_URL",
        )
    return _mail_server(_parts(url, "SMTP_URL"), sender)


def _is_address(value: str) -> bool:
    local, _, domain = value.rpartition("@")
    return bool(local and domain) and value.isprintable() and not set(value) & set(' <>,;:"') and "@" not in local


def _mail_server(parts: SplitResult, sender: str) -> MailSettings:
    """`smtps://` is encrypted throughout; `smtp://` by STARTTLS, except to this machine or with `?starttls=no`."""
    options = parse_qs(parts.query, keep_blank_values=True)
    known_options = ({}, {"starttls": ["no"]}) if parts.scheme == "smtp" else ({},)
    is_whole = parts.scheme in {"smtp", "smtps"} and parts.hostname and parts.path in {"", "/"} and not parts.fragment
    if not is_whole or options not in known_options:
        raise InvalidInputError(
            "%(name)s must be like smtp://user:password@mail.example.dk:587, or smtps:// where all is encrypted.",
            name=PREFIX + "SMTP_URL",
        )
    encryption = _encryption(parts, is_plain=bool(options))
    return MailSettings(
        host=parts.hostname or "",
        port=parts.port or PORTS[encryption],
        sender=sender,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        encryption=encryption,
    )


def _encryption(parts: SplitResult, *, is_plain: bool) -> Encryption:
    if parts.scheme == "smtps":
        return Encryption.TLS
    return Encryption.NONE if is_plain or parts.hostname in LOCAL_HOSTS else Encryption.STARTTLS


def _oidc(environment: Mapping[str, str]) -> OidcSettings | None:
    """All of issuer, client id, client secret and name, or none of them."""
    names = [PREFIX + "OIDC_" + each for each in ("ISSUER", "CLIENT_ID", "CLIENT_SECRET", "NAME")]
    values = [environment.get(name, "").strip() for name in names]
    if not any(values):
        return None
    missing = [name for name, value in zip(names, values, strict=True) if not value]
    if missing:
        raise InvalidInputError("Set %(name)s too, or none of the settings of the sign-in provider.", name=missing[0])
    issuer, client_id, client_secret, shown = values
    _check_issuer(issuer)
    scopes = environment.get(PREFIX + "OIDC_SCOPES", "").split() or SCOPES.split()
    if "openid" not in scopes:
        raise InvalidInputError("%(name)s must have “openid” among its words.", name=PREFIX + "OIDC_SCOPES")
    return OidcSettings(issuer, client_id, client_secret, shown, " ".join(scopes))


def _check_issuer(issuer: str) -> None:
    """An https address without query or fragment (OpenID Connect Discovery 1.0, 3); http only on this machine."""
    parts = _parts(issuer, "OIDC_ISSUER")
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOCAL_HOSTS)
    if not is_safe or not parts.hostname or parts.query or parts.fragment or parts.username:
        raise InvalidInputError("%(name)s must be an https address.", name=PREFIX + "OIDC_ISSUER")


def _parts(url: str, name: str) -> SplitResult:
    """The parts of an address; its value is not repeated in the refusal, for it may hold a password."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - reading it is what checks it
    except ValueError:
        raise InvalidInputError("%(name)s is not a whole address.", name=PREFIX + name) from None
    return parts


def _switch(environment: Mapping[str, str], name: str, *, default: bool) -> bool:
    value = environment.get(PREFIX + name, "1" if default else "0").lower()
    if value not in {"0", "1", "true", "false", "yes", "no"}:
        raise InvalidInputError("%(name)s must be 1 or 0.", name=PREFIX + name)
    return value in {"1", "true", "yes"}


def _count(environment: Mapping[str, str], name: str) -> int:
    value = environment.get(PREFIX + name, "0")
    if not value.isdecimal() or int(value) > 9:
        raise InvalidInputError("%(name)s must be a number from 0 to 9.", name=PREFIX + name)
    return int(value)
