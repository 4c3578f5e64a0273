"""Seal what the database must keep but nobody who reads the database may know; the service's secret key opens it."""

from __future__ import annotations

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


def seal(secret_key: str, purpose: str, text: str) -> str:
    """`text` encrypted and signed (Fernet). What is sealed for one purpose cannot be opened for another."""
    return _fernet(secret_key, purpose).encrypt(text.encode()).decode()


def unseal(secret_key: str, purpose: str, sealed: str) -> str | None:
    """What was sealed, or None if it was by another secret key, for another purpose, or has been tampered with."""
    try:
        return _fernet(secret_key, purpose).decrypt(sealed.encode()).decode()
    except InvalidToken:
        return None


def keyed_hash(secret_key: str, purpose: str, text: str) -> str:
    """64 hexadecimal digits by which `text` can be found again, though not read (HMAC-SHA256)."""
    return hmac.new(_derived(secret_key, purpose), text.encode(), hashlib.sha256).hexdigest()


def _fernet(secret_key: str, purpose: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(_derived(secret_key, purpose)))


def _derived(secret_key: str, purpose: str) -> bytes:
    """A key for the purpose alone (HKDF, RFC 5869): the secret key signs cookies too."""
    info = f"aarshjul {purpose}".encode()
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(secret_key.encode())
