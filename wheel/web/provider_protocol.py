"""Speaks OpenID Connect with the sign-in provider: discovery, code flow with PKCE, and what is checked of its answers.

Requests and their encoding are Authlib's, signatures joserfc's. Both let more through than may come in here, so every
check of OpenID Connect Core 1.0 (3.1.3.7) that they leave to the caller is made in this room.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry
from requests import RequestException, Response

from wheel.settings import LOCAL_HOSTS, OidcSettings

# Signatures that only the provider can make. With the client's secret (HS256), or with none, anybody could.
ALGORITHMS: Final = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
# Seconds to connect, and to answer: a provider that hangs must not hang the service.
TIMEOUT: Final = (4, 8)
# How far the provider's clock may be from ours.
LEEWAY = timedelta(minutes=1)
DISCOVERY_KEPT = timedelta(hours=1)
# While the provider is away, not every visitor should wait for it anew.
FAILURE_KEPT = timedelta(seconds=15)
LONGEST_SUBJECT = 255
LONGEST_ADDRESS = 6000
_SIGNATURES = JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)
_ERROR_CODE = re.compile(r"[a-z_]{1,40}")


class NotReachableError(Exception):
    """The provider does not answer, or not with what it must; the message is for the log, and holds no secret."""


class NotTrustedError(Exception):
    """An answer came that must not be believed; the message is for the log, and holds no secret."""


@dataclass(frozen=True)
class Attempt:
    """What a browser that was sent to the provider keeps, to be recognised when it comes back.

    `state` ties the answer to the browser, `nonce` the id token to the attempt, `verifier` the code to us (RFC 7636).
    """

    state: str
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)


@dataclass(frozen=True)
class Proof:
    """Who it is, as the provider has proven; `id_token` is kept for signing out there."""

    issuer: str
    subject: str
    claims: Mapping[str, Any] = field(repr=False)
    id_token: str = field(repr=False)


def new_attempt() -> Attempt:
    return Attempt(secrets.token_urlsafe(24), secrets.token_urlsafe(24), secrets.token_urlsafe(48))


class Provider:
    """The provider of the settings. What it says of itself is asked for once an hour."""

    def __init__(self, settings: OidcSettings) -> None:
        self.settings = settings
        self._metadata: dict[str, Any] = {}
        self._asked_at: datetime | None = None

    def metadata(self, at: datetime, *, anew: bool = False) -> Mapping[str, Any]:
        """What the provider says of itself (OpenID Connect Discovery 1.0, 4). Raises NotReachableError."""
        kept_for = DISCOVERY_KEPT if self._metadata else FAILURE_KEPT
        if anew or self._asked_at is None or not timedelta() <= at - self._asked_at < kept_for:
            self._metadata, self._asked_at = {}, at
            self._metadata = self._discovered()
        if not self._metadata:
            raise NotReachableError("it did not answer a moment ago")
        return self._metadata

    def way_there(self, attempt: Attempt, redirect_uri: str, at: datetime) -> str:
        """The address to send the browser to. Raises NotReachableError."""
        endpoint = self._endpoint("authorization_endpoint", at)
        with self._client(redirect_uri) as client:
            address, _ = client.create_authorization_url(
                endpoint, state=attempt.state, nonce=attempt.nonce, code_verifier=attempt.verifier
            )
        return str(address)

    def proof(self, attempt: Attempt, code: str, redirect_uri: str, at: datetime) -> Proof:
        """Who has come back with this code. Raises NotReachableError and NotTrustedError."""
        token = self._token(attempt, code, redirect_uri, at)
        id_token = token.get("id_token")
        access_token = token.get("access_token")
        if not isinstance(id_token, str) or not isinstance(access_token, str):
            raise NotTrustedError("the answer holds no id token, or no access token")
        claims = self._verified(id_token, access_token, attempt.nonce, at)
        subject = claims["sub"]
        if not subject.strip() or len(subject) > LONGEST_SUBJECT:
            raise NotTrustedError("the subject is empty or too long")
        more = self._userinfo(access_token, subject, at)
        # What is signed goes before what is not.
        return Proof(self.settings.issuer, subject, {**more, **claims}, id_token)

    def require_own_answer(self, issuer: str | None, at: datetime) -> None:
        """Raise NotTrustedError where another provider answers than was asked (RFC 9207)."""
        is_promised = self.metadata(at).get("authorization_response_iss_parameter_supported") is True
        if issuer != self.settings.issuer and (issuer is not None or is_promised):
            raise NotTrustedError("another issuer answers than was asked")

    def way_out(self, id_token: str, back: str, at: datetime) -> str | None:
        """Where to sign out there (OpenID Connect RP-Initiated Logout 1.0), or None where one cannot."""
        try:
            endpoint = self._endpoint("end_session_endpoint", at)
        except NotReachableError:
            return None
        told = {
            "client_id": self.settings.client_id,
            "post_logout_redirect_uri": back,
            "state": secrets.token_urlsafe(16),
        }
        # Servers refuse an address that is too long; without the hint the provider asks whether to sign out.
        if len(id_token) < LONGEST_ADDRESS:
            told["id_token_hint"] = id_token
        return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(told)}"

    def _token(self, attempt: Attempt, code: str, redirect_uri: str, at: datetime) -> Mapping[str, Any]:
        endpoint = self._endpoint("token_endpoint", at)
        try:
            with self._client(redirect_uri) as client:
                # Following a redirect would hand the code and our secret to whoever stands there.
                answer: Mapping[str, Any] = client.fetch_token(
                    endpoint, code=code, code_verifier=attempt.verifier, allow_redirects=False
                )
        except AuthlibBaseError as error:
            raise NotTrustedError(f"the code was refused ({_error_code(error.error)})") from None
        except (RequestException, ValueError, TypeError, KeyError) as error:
            raise NotReachableError(f"the token endpoint failed ({type(error).__name__})") from None
        return answer

    def _verified(self, id_token: str, access_token: str, nonce: str, at: datetime) -> dict[str, Any]:
        keys = self._json("jwks_uri", at)
        # The audience and the issuer are ours to compare: Authlib believes what discovery says, and takes an `azp` for
        # an audience.
        expected = {
            "iss": {"essential": True, "value": self.settings.issuer},
            "aud": {"essential": True, "value": self.settings.client_id},
            "sub": {"essential": True},
        }
        known = {"nonce": nonce, "client_id": self.settings.client_id, "access_token": access_token}
        try:
            token = jwt.decode(id_token, KeySet.import_key_set(keys), registry=_SIGNATURES)  # type: ignore[arg-type]
            claims = CodeIDToken(token.claims, token.header, expected, known)
            claims.validate(now=int(at.timestamp()), leeway=int(LEEWAY.total_seconds()))
        except (JoseError, ValueError, TypeError, KeyError) as error:
            raise NotTrustedError(f"the id token is not valid ({type(error).__name__})") from None
        return dict(claims)

    def _userinfo(self, access_token: str, subject: str, at: datetime) -> Mapping[str, Any]:
        """What else the provider says, if it has an endpoint for it, and says it of the same subject (Core 5.3.2)."""
        if not self.metadata(at).get("userinfo_endpoint"):
            return {}
        claims = self._json("userinfo_endpoint", at, {"Authorization": f"Bearer {access_token}"})
        if claims.get("sub") != subject:
            raise NotTrustedError("userinfo is about somebody else")
        return claims

    def _discovered(self) -> dict[str, Any]:
        address = self.settings.issuer.rstrip("/") + "/.well-known/openid-configuration"
        found = self._fetched(address, {})
        if found.get("issuer") != self.settings.issuer:
            raise NotReachableError("discovery names another issuer")
        return found

    def _json(self, endpoint: str, at: datetime, headers: Mapping[str, str] | None = None) -> dict[str, Any]:
        return self._fetched(self._endpoint(endpoint, at), headers or {})

    def _fetched(self, address: str, headers: Mapping[str, str]) -> dict[str, Any]:
        try:
            with self._client() as client:
                answer: Response = client.get(
                    address,
                    withhold_token=True,
                    allow_redirects=False,
                    headers={"Accept": "application/json", **headers},
                )
            found = answer.json() if answer.status_code == 200 else None
        except (RequestException, ValueError) as error:
            raise NotReachableError(f"a request failed ({type(error).__name__})") from None
        if not isinstance(found, dict):
            raise NotReachableError(f"an answer is not what it must be (status {answer.status_code})")
        return found

    def _endpoint(self, name: str, at: datetime) -> str:
        """An address that discovery gives; encrypted, unless the provider runs on this machine."""
        address = self.metadata(at).get(name)
        parts = urlsplit(address) if isinstance(address, str) else None
        is_near = self.settings.issuer.startswith("http:") and parts is not None and parts.hostname in LOCAL_HOSTS
        if parts is None or parts.scheme not in ({"http", "https"} if is_near else {"https"}):
            raise NotReachableError(f"discovery gives no usable {name}")
        return str(address)

    def _client(self, redirect_uri: str | None = None) -> OAuth2Session:
        supported = self._metadata.get("token_endpoint_auth_methods_supported")
        # client_secret_basic is what a provider that names none supports (Discovery 3).
        is_basic = not isinstance(supported, list) or "client_secret_basic" in supported
        return OAuth2Session(
            self.settings.client_id,
            self.settings.client_secret,
            token_endpoint_auth_method="client_secret_basic" if is_basic else "client_secret_post",
            scope=self.settings.scopes,
            redirect_uri=redirect_uri,
            code_challenge_method="S256",
            default_timeout=TIMEOUT,
        )


def _error_code(code: object) -> str:
    """The provider's word for what went wrong (RFC 6749, 5.2); nothing else of its answer goes into a log."""
    return code if isinstance(code, str) and _ERROR_CODE.fullmatch(code) else "no code"
