"""Nobody is sent to another site by a link to ours."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from web_pages import page
from web_site import HTMX, Site

from wheel.usecases.load_sample import SAMPLE_PASSWORD, SAMPLE_USER
from wheel.web.addresses import local_address

ELSEWHERE = [
    ("https://evil.example/", "another site"),
    ("//evil.example/", "another site by the same scheme"),
    ("///evil.example/", "which browsers read as two slashes"),
    ("/\\evil.example/", "browsers read a backslash as a slash"),
    ("\\\\evil.example", "two of them"),
    ("/\t/evil.example", "browsers leave out tabs"),
    ("/\n/evil.example", "and line ends"),
    ("/\r/evil.example", "of any kind"),
    (" //evil.example", "and spaces before"),
    ("/x\r\nSet-Cookie: a=b", "a header of its own"),
    ("javascript:alert(1)", "a script"),
    ("data:text/html,x", "a page that is in the address itself"),
    ("evil.example", "a path beside the present one"),
    ("http:evil.example", "a scheme without slashes"),
    ("https:/evil.example", "with one"),
    ("//[", "what is no address at all"),
    ("http://[", "nor this"),
    ("/\u2028/evil.example", "a line end of Unicode"),
    ("/\u200b/evil.example", "a space without width"),
    ("", "nothing"),
]
HERE = [
    "/",
    "/bodies",
    "/wheel/2026?rings=med&view=list",
    "/bodies/ØU/agenda?",
    "/x#y",
    "/a//b",
    "/x?next=//evil.example",
]


@pytest.mark.parametrize(("wanted", "reason"), ELSEWHERE)
def test_what_leads_elsewhere_leads_to_the_front_instead(wanted: str, reason: str) -> None:
    assert local_address(wanted) == "/", reason
    assert local_address(wanted, "/bodies") == "/bodies", reason


@pytest.mark.parametrize("wanted", HERE)
def test_what_is_on_this_site_is_kept(wanted: str) -> None:
    assert local_address(wanted) == wanted


def as_browsers_read(address: str) -> str:
    """By the URL standard (WHATWG): outer spaces and controls go, tabs and line ends too, backslashes turn."""
    stripped = address.strip("".join(map(chr, range(0x21))))
    return stripped.translate({ord("\t"): None, ord("\n"): None, ord("\r"): None, ord("\\"): "/"})


@given(st.text(alphabet=st.sampled_from("/\\.:?#@[]\t\r\n evil\u2028\u200bæ%0"), max_size=12) | st.text(max_size=30))
def test_whatever_is_wanted_a_browser_stays_on_this_site(wanted: str) -> None:
    read = as_browsers_read(local_address(wanted))
    assert read.startswith("/")
    assert not read.startswith("//")
    assert urlsplit(read).netloc == ""


@pytest.mark.parametrize(("wanted", "reason"), ELSEWHERE)
def test_neither_signing_in_nor_the_language_leads_elsewhere(
    site: Site, anonymous: FlaskClient, wanted: str, reason: str
) -> None:
    form = page(anonymous.get("/sign-in", query_string={"next": wanted})).one("form", action="/sign-in")
    assert form.sends()["next"] == "/", reason
    switched = anonymous.post("/language", data={"language": "en", "next": wanted})
    assert (switched.status_code, switched.location) == (303, "/"), reason
    assert "evil" not in str(switched.headers)


def test_signing_in_with_a_form_that_somebody_has_changed_leads_nowhere_else(anonymous: FlaskClient) -> None:
    data = {"user_name": SAMPLE_USER, "password": SAMPLE_PASSWORD, "next": "//evil.example"}
    answer = anonymous.post("/sign-in", data=data)
    assert (answer.status_code, answer.location) == (303, "/")


def test_a_refused_sign_in_keeps_where_the_reader_wanted_to_go(anonymous: FlaskClient) -> None:
    data = {"user_name": SAMPLE_USER, "password": "forkert", "next": "/bodies"}
    assert page(anonymous.post("/sign-in", data=data), 422).one("form", action="/sign-in").sends()["next"] == "/bodies"


@pytest.mark.parametrize("header", ["Referer", "HX-Current-URL"])
@pytest.mark.parametrize("wanted", [wanted for wanted, _ in ELSEWHERE if wanted.isprintable() and wanted])
def test_a_form_that_was_sent_from_elsewhere_does_not_lead_back_there(
    site: Site, anonymous: FlaskClient, header: str, wanted: str
) -> None:
    address, headers = f"/stops/{site.stop().id}/moves", {header: wanted}
    sent = anonymous.post(address, headers=headers).location
    told = anonymous.post(address, headers=HTMX | headers).headers["HX-Redirect"]
    assert (sent, told) == ("/sign-in?next=/", "/sign-in?next=/")


@pytest.mark.parametrize("address", ["//evil.example", "//evil.example/", "/\\evil.example", "//evil.example/.."])
def test_an_address_that_looks_like_another_site_leads_nowhere(anonymous: FlaskClient, address: str) -> None:
    answer = anonymous.get("/", environ_overrides={"PATH_INFO": address})
    assert answer.status_code in {308, 404}
    assert urlsplit(answer.headers.get("Location", "")).netloc in {"", "localhost"}


def test_the_way_to_sign_in_does_not_grow_with_every_visit(anonymous: FlaskClient) -> None:
    """Search engines would follow it for ever."""
    address = "/sign-in?next=/bodies?"
    for _ in range(3):
        (again,) = [link for link in page(anonymous.get(address)).addresses if link.startswith("/sign-in")]
        assert again == address
