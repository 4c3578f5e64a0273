"""The service's settings, read once from the environment (prefix AARSHJUL_), each with a safe default."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from wheel.errors import InvalidInputError

PREFIX = "AARSHJUL_"
ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Settings:
    """What an operator may choose; see docs/operate.md for each.

    `trusted_proxies` counts the reverse proxies in front whose X-Forwarded-* headers are believed.
    `secure_cookies` is for HTTPS only: cookies are then never sent over plain HTTP.
    `public_url` is the address people reach the service at ("https://aarshjul.example.dk"), or "" to take the
    address each request came to.
    """

    database_url: str
    secret_key: str
    secure_cookies: bool = False
    trusted_proxies: int = 0
    public_url: str = ""

    def __repr__(self) -> str:
        """Leave the secrets out, so that no log or traceback shows them."""
        return f"Settings(secure_cookies={self.secure_cookies}, trusted_proxies={self.trusted_proxies})"


def settings_from(environment: Mapping[str, str], root: Path = ROOT) -> Settings:
    """Read the settings. Raises InvalidInputError naming the variable that cannot be understood."""
    instance = Path(environment.get(PREFIX + "INSTANCE", root / "instance"))
    return Settings(
        database_url=_database_url(environment, instance),
        secret_key=environment.get(PREFIX + "SECRET_KEY") or _kept_secret(instance / "secret-key"),
        secure_cookies=_switch(environment, "SECURE_COOKIES"),
        trusted_proxies=_count(environment, "TRUSTED_PROXIES"),
        public_url=environment.get(PREFIX + "PUBLIC_URL", "").rstrip("/"),
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


def _switch(environment: Mapping[str, str], name: str) -> bool:
    value = environment.get(PREFIX + name, "0").lower()
    if value not in {"0", "1", "true", "false", "yes", "no"}:
        raise InvalidInputError("%(name)s must be 1 or 0.", name=PREFIX + name)
    return value in {"1", "true", "yes"}


def _count(environment: Mapping[str, str], name: str) -> int:
    value = environment.get(PREFIX + name, "0")
    if not value.isdecimal() or int(value) > 9:
        raise InvalidInputError("%(name)s must be a number from 0 to 9.", name=PREFIX + name)
    return int(value)
