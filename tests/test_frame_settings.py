"""Whose pages may frame the wheel: origins and nothing else, since the value stands in a header."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheel.errors import InvalidInputError
from wheel.settings import settings_from

SET = {"AARSHJUL_SECRET_KEY": "not for anybody's eyes", "AARSHJUL_DATABASE_URL": "sqlite://"}
NAME = "AARSHJUL_FRAME_ANCESTORS"
ORIGIN = re.compile(r"'self'|https?://(\*\.)?[a-z0-9.-]+(:[0-9]+)?")


@pytest.mark.parametrize(
    ("value", "read", "reason"),
    [
        ("", (), "nobody, as long as nothing is said"),
        ("   ", (), "blanks say nothing"),
        ("https://intranet.example.dk", ("https://intranet.example.dk",), "one page's origin"),
        ("https://a.dk  https://b.dk:8443 ", ("https://a.dk", "https://b.dk:8443"), "several, with ports"),
        ("https://a.dk https://a.dk", ("https://a.dk",), "each once"),
        ("'self'", ("'self'",), "pages of the same address"),
        ("https://*.example.dk", ("https://*.example.dk",), "all that belongs to one organisation"),
        ("https://*.sharepoint.com:443", ("https://*.sharepoint.com:443",), "with a port as well"),
        ("http://localhost:5000 http://127.0.0.1", ("http://localhost:5000", "http://127.0.0.1"), "this machine"),
    ],
)
def test_origins_are_read(value: str, read: tuple[str, ...], reason: str) -> None:
    assert settings_from(SET | {NAME: value}).frame_ancestors == read, reason


def test_without_the_setting_nobody_may() -> None:
    assert settings_from(SET).frame_ancestors == ()


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("*", "everybody is not a choice"),
        ("https:", "nor everybody with a certificate"),
        ("https://*", "in whatever words"),
        ("https://*.dk", "nor a whole country"),
        ("https://a.*.dk", "a wildcard stands in front"),
        ("http://intranet.example.dk", "anybody on the way could put another page round it"),
        ("http://*.localhost", "a wildcard is for https"),
        ("intranet.example.dk", "without a scheme it would mean http too"),
        ("https://a.dk/", "a path counts for nothing in this header"),
        ("https://a.dk/side", "however long"),
        ("https://a.dk?x", "nor does a query"),
        ("https://user@a.dk", "nor a name"),
        ("https://a.dk:", "a port is a number"),
        ("https://a.dk:*", "and one"),
        ("https://a.dk:0", "that there is"),
        ("https://a.dk:65536", "and not above"),
        ("https://a.dk:٤٤٣", "in plain digits"),
        ("https://A.dk", "a browser compares small letters"),
        ("https://å.dk", "and plain ones"),
        ("https://-a.dk", "a host's name begins with a letter or a digit"),
        ("https://a..dk", "and has no empty part"),
        ("'none'", "that is what an empty setting says"),
        ("self", "without its quotes it is a host"),
        ("https://a.dk;script-src *", "no other rule gets in"),
        ("https://a.dk;", "not even an empty one"),
        ("https://a.dk,https://b.dk", "nor another header"),
        ("https://a.dk\nX: y", "nor a line"),
        ("https://a.dk\r", "of any sort"),
        ("https://a.dk\thttps://b.dk", "blanks alone stand between"),
    ],
)
def test_what_is_no_origin_stops_the_start_and_is_named(value: str, reason: str) -> None:
    with pytest.raises(InvalidInputError, match=NAME):
        pytest.fail(f"{settings_from(SET | {NAME: value}).frame_ancestors}: {reason}")


@given(st.text("https://*.a-k:0 ';,\n'self'", max_size=40))
def test_whatever_is_accepted_can_stand_in_the_header(value: str) -> None:
    try:
        read = settings_from(SET | {NAME: value}).frame_ancestors
    except InvalidInputError:
        return
    assert all(ORIGIN.fullmatch(origin) for origin in read), read
