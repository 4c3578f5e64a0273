"""A sign-in provider in this process: it speaks OpenID Connect over real HTTP, and lies on request.

It is strict with us (client secret, redirect address, PKCE, codes used once), so that it answers as a real one would;
what it says can be bent by a test, to see that it is not believed.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.wrappers import Request, Response

from wheel.settings import OidcSettings

CLIENT, SECRET = "aarshjul", "a-secret-of-the-client-long-enough-for-HS256"
Json = dict[str, Any]
KEY = RSAKey.generate_key(2048, {"kid": "first", "use": "sig", "alg": "RS256"})
OTHER_KEY = RSAKey.generate_key(2048, {"kid": "first"})


def signed(claims: Json) -> str:
    """An id token as the provider makes it."""
    return jwt.encode({"alg": "RS256", "kid": "first"}, claims, KEY)


@dataclass
class Behaviour:
    """How the provider is bent in a test: what it says of itself, in id tokens, and instead of its answers."""

    person: Json = field(default_factory=lambda: {"sub": "8f14e45f"})
    change: Callable[[Json], Json] = lambda claims: claims
    sign: Callable[[Json], str] = signed
    metadata: Json = field(default_factory=dict)
    userinfo: Json = field(default_factory=dict)
    token: Json = field(default_factory=dict)
    instead: dict[str, Response] = field(default_factory=dict)


@dataclass
class FakeProvider:
    """`asked` counts the requests by path."""

    issuer: str = ""
    now: Callable[[], int] = int
    behaviour: Behaviour = field(default_factory=Behaviour)
    asked: list[str] = field(default_factory=list)
    _codes: dict[str, Json] = field(default_factory=dict)

    def settings(self) -> OidcSettings:
        return OidcSettings(self.issuer, CLIENT, SECRET, "Kommunens login")

    def reset(self) -> None:
        self.behaviour = Behaviour()
        self.asked.clear()
        self._codes.clear()

    def answer(self, address: str) -> dict[str, str]:
        """What the browser comes back with that was sent to this address, after its user has signed in."""
        assert address.startswith(f"{self.issuer}/authorize?"), address
        wanted = dict(parse_qsl(urlsplit(address).query))
        assert wanted["response_type"] == "code"
        assert wanted["code_challenge_method"] == "S256"
        assert wanted["client_id"] == CLIENT
        code = secrets.token_urlsafe(16)
        self._codes[code] = wanted
        return {"code": code, "state": wanted["state"]}

    def __call__(self, environ: Json, start_response: Callable[..., Any]) -> Any:
        request = Request(environ)
        self.asked.append(request.path)
        response = self.behaviour.instead.get(request.path) or self._respond(request)
        return response(environ, start_response)

    def _respond(self, request: Request) -> Response:
        answers = {
            "/.well-known/openid-configuration": self._metadata,
            "/jwks": lambda _: {"keys": [KEY.as_dict(private=False)]},
            "/token": self._token,
            "/userinfo": self._userinfo,
        }
        found = answers[request.path](request)
        return Response(json.dumps(found), 400 if "error" in found else 200, mimetype="application/json")

    def _metadata(self, _request: Request) -> Json:
        endpoints = {
            "authorization_endpoint": "authorize",
            "token_endpoint": "token",
            "userinfo_endpoint": "userinfo",
            "jwks_uri": "jwks",
            "end_session_endpoint": "end",
        }
        found = {name: f"{self.issuer}/{path}" for name, path in endpoints.items()}
        # A provider may offer what we must not take.
        algorithms = {"id_token_signing_alg_values_supported": ["RS256", "HS256", "none"]}
        return {"issuer": self.issuer, **found, **algorithms, **self.behaviour.metadata}

    def _token(self, request: Request) -> Json:
        wanted = self._codes.pop(request.form.get("code", ""), None)
        given = request.authorization
        form = (request.form.get("client_id"), request.form.get("client_secret"))
        posted = "client_secret_post" in self.behaviour.metadata.get("token_endpoint_auth_methods_supported", ())
        if ((given.username, given.password) if given else form if posted else None) != (CLIENT, SECRET):
            return {"error": "invalid_client"}
        return self._granted(request, wanted)

    def _granted(self, request: Request, wanted: Json | None) -> Json:
        if wanted is None or request.form.get("redirect_uri") != wanted["redirect_uri"]:
            return {"error": "invalid_grant"}
        digest = hashlib.sha256(request.form.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != wanted["code_challenge"]:
            return {"error": "invalid_grant"}
        now = self.now()
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": wanted["nonce"],
            **self.behaviour.person,
        }
        id_token = self.behaviour.sign(self.behaviour.change(claims))
        answer = {"access_token": "an access token", "token_type": "Bearer", "id_token": id_token}
        return {name: value for name, value in {**answer, **self.behaviour.token}.items() if value is not None}

    def _userinfo(self, request: Request) -> Json:
        assert request.headers["Authorization"] == "Bearer an access token"
        return {"sub": self.behaviour.person.get("sub"), **self.behaviour.userinfo}


class _Quiet(WSGIRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


@contextmanager
def running_provider() -> Iterator[FakeProvider]:
    provider = FakeProvider()
    server = make_server("127.0.0.1", 0, provider, threaded=True, request_handler=_Quiet)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, name="provider")
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
