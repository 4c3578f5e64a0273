"""What must not be believed of those who say that they come back from the sign-in provider, nor of the provider."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import logging
from collections.abc import Callable

import pytest
from fake_provider import KEY, OTHER_KEY, SECRET, FakeProvider, Json, signed
from joserfc import jwt
from provider_site import CALLBACK, NOT_BELIEVED, Login
from web_pages import page

from wheel.core.access import Role

Change = Callable[[Json, FakeProvider], Json]
Sign = Callable[[Json], str]


def with_(**changes: object) -> Change:
    return lambda claims, _: {**claims, **changes}


def without(name: str) -> Change:
    return lambda claims, _: {key: value for key, value in claims.items() if key != name}


def later(name: str, seconds: int) -> Change:
    return lambda claims, provider: {**claims, name: provider.now() + seconds}


UNBELIEVABLE: list[tuple[str, Change]] = [
    ("no nonce: the token may be of another sign-in", without("nonce")),
    ("the nonce of another sign-in", with_(nonce="of another")),
    ("an empty nonce", with_(nonce="")),
    ("another issuer", with_(iss="https://elsewhere.example")),
    ("the issuer with a slash more", lambda claims, provider: {**claims, "iss": provider.issuer + "/"}),
    ("no issuer", without("iss")),
    ("made for somebody else", with_(aud="another-client")),
    ("made for somebody else, and shown by us", with_(aud="another-client", azp="aarshjul")),
    ("made for others", with_(aud=["another-client", "a-third"], azp="aarshjul")),
    ("made for nobody", without("aud")),
    ("made for no one in particular", with_(aud=[])),
    ("made for several, and nobody says who may show it", with_(aud=["aarshjul", "another-client"])),
    ("made for several, and another may show it", with_(aud=["aarshjul", "another-client"], azp="another-client")),
    ("made for us, and another may show it", with_(azp="another-client")),
    ("expired", later("exp", -3600)),
    ("expired two minutes ago", later("exp", -120)),
    ("never expires", without("exp")),
    ("an end that is no instant", with_(exp="tomorrow")),
    ("not valid yet", later("nbf", 3600)),
    ("issued in the future", later("iat", 3600)),
    ("never issued", without("iat")),
    ("about nobody", without("sub")),
    ("about an empty subject", with_(sub="")),
    ("about a blank subject", with_(sub="  ")),
    ("about a number", with_(sub=42)),
    ("about a subject longer than the standard allows", with_(sub="x" * 256)),
    ("bound to another access token", with_(at_hash="AAAAAAAAAAAAAAAAAAAAAA")),
]


def part(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def unsigned(claims: Json) -> str:
    return f"{part({'alg': 'none'})}.{part(claims)}."


def signed_symmetrically(secret: bytes) -> Sign:
    """By hand, since no library will sign with a public key."""

    def sign(claims: Json) -> str:
        body = f"{part({'alg': 'HS256', 'kid': 'first'})}.{part(claims)}"
        digest = hmac.new(secret, body.encode(), hashlib.sha256).digest()
        return f"{body}.{base64.urlsafe_b64encode(digest).rstrip(b'=').decode()}"

    return sign


def changed_afterwards(claims: Json) -> str:
    head, _, signature = signed(claims).split(".")
    return f"{head}.{part({**claims, 'sub': 'somebody else'})}.{signature}"


FORGED: list[tuple[str, Sign]] = [
    ("not signed (alg none)", unsigned),
    ("signed with the client's secret, which every client knows", signed_symmetrically(SECRET.encode())),
    ("signed with the public key as if it were secret", signed_symmetrically(KEY.as_pem(private=False))),
    ("an unknown key", lambda claims: jwt.encode({"alg": "RS256", "kid": "second"}, claims, KEY)),
    (
        "another key under the right name",
        lambda claims: jwt.encode({"alg": "RS256", "kid": "first"}, claims, OTHER_KEY),
    ),
    ("changed after it was signed", changed_afterwards),
    (
        "a key of its own in the header",
        lambda claims: jwt.encode(
            {"alg": "RS256", "kid": "first", "jwk": OTHER_KEY.as_dict(private=False)}, claims, OTHER_KEY
        ),
    ),
    ("no token at all", lambda _: "not.a.token"),
    ("nothing", lambda _: ""),
    ("the JSON itself", json.dumps),
]


@pytest.mark.parametrize(("reason", "change"), UNBELIEVABLE, ids=[reason for reason, _ in UNBELIEVABLE])
def test_an_id_token_that_says_the_wrong_thing_signs_nobody_in(
    login: Login, caplog: pytest.LogCaptureFixture, reason: str, change: Change
) -> None:
    login.provider.behaviour.change = lambda claims: change(claims, login.provider)
    assert_refused(login, caplog)


@pytest.mark.parametrize(("reason", "sign"), FORGED, ids=[reason for reason, _ in FORGED])
def test_an_id_token_that_the_provider_did_not_sign_signs_nobody_in(
    login: Login, caplog: pytest.LogCaptureFixture, reason: str, sign: Sign
) -> None:
    login.provider.behaviour.sign = sign
    assert_refused(login, caplog)


@pytest.mark.parametrize("missing", ["id_token", "access_token"])
def test_an_answer_without_its_tokens_signs_nobody_in(
    login: Login, caplog: pytest.LogCaptureFixture, missing: str
) -> None:
    login.provider.behaviour.token = {missing: None}
    assert_refused(login, caplog)


def test_userinfo_about_somebody_else_signs_nobody_in(login: Login, caplog: pytest.LogCaptureFixture) -> None:
    login.provider.behaviour.userinfo = {"sub": "somebody else"}
    assert_refused(login, caplog)


def test_unsigned_userinfo_does_not_overrule_the_id_token(login: Login) -> None:
    login.rule("groups", "chiefs", Role.ADMINISTRATOR)
    login.provider.behaviour.userinfo = {"groups": ["chiefs"]}
    browser = login.site.visitor()
    assert login.sign_in(browser, groups=["staff"], preferred_username="kim").status_code == 303
    account = login.account("kim")
    assert account is not None
    assert account.role is Role.READER


def assert_refused(login: Login, caplog: pytest.LogCaptureFixture) -> None:
    browser = login.site.visitor()
    caplog.set_level(logging.DEBUG)
    address = login.begin(browser)
    answer = login.provider.answer(address)
    response = browser.get(CALLBACK, query_string=answer)
    assert page(response, 422).refusal == NOT_BELIEVED
    assert login.viewer(browser) is None
    assert "Traceback" not in caplog.text
    said = [record.getMessage() for record in caplog.records if record.name == login.site.app.logger.name]
    assert len(said) == 1
    assert said[0].startswith("sign-in provider: not believed: ")
    for secret in (answer["code"], answer["state"], SECRET, "an access token", "eyJ"):
        assert secret not in caplog.text
