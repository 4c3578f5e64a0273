"""The wheel within a frame: what a visitor sees whoever looks, framed by those alone whom the setting names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from tour_of_access import set_public_part
from web_doors import PAGES, Door
from web_pages import Element, page
from web_site import BODY, CLOSED, HTMX, INTERNAL, MARKER, USERS, Site, running_site

from wheel.core.access import Role
from wheel.core.periods import Zoom

FRAME = "/embed/wheel"
ORIGINS = ("https://intranet.fjordby.example", "https://*.sharepoint.example")
LOOKS = [door for door in PAGES if door.method == "GET"]


@pytest.fixture(scope="module")
def shared_framed_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    yield from running_site(tmp_path_factory.mktemp("framed"), frame_ancestors=ORIGINS)


@pytest.fixture
def framed_site(shared_framed_site: Site, sample_file: Path) -> Site:
    """A site whose wheel two others may frame."""
    return shared_framed_site.filled_with(sample_file)


def ancestors(policy: str) -> str:
    return next(part for part in policy.split("; ") if part.startswith("frame-ancestors"))


@pytest.mark.parametrize("door", LOOKS, ids=str)
def test_no_other_page_may_be_framed_by_anybody(framed_site: Site, door: Door) -> None:
    address = door.address_on(framed_site)
    expected = " ".join(ORIGINS) if address.startswith(FRAME) else "'none'"
    for who in (None, Role.PLANNER):
        answer = framed_site.visitor(who).get(address, buffered=True)
        assert ancestors(answer.headers["Content-Security-Policy"]) == f"frame-ancestors {expected}"
        assert "X-Frame-Options" not in answer.headers, "it knows no list of origins"


@pytest.mark.parametrize("address", [f"{FRAME}/0", f"{FRAME}/1800", f"{FRAME}?zoom=0"])
def test_a_refusal_is_one_sentence_within_the_frame(framed_site: Site, address: str) -> None:
    answer = framed_site.visitor(Role.PLANNER).get(address)
    root = page(answer, answer.status_code)
    assert answer.status_code in {404, 422}
    assert ancestors(answer.headers["Content-Security-Policy"]) == f"frame-ancestors {' '.join(ORIGINS)}"
    assert len(root.all("p")) == 1
    assert not root.all("a")
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("address", ["/embed/x", "/embed/wheel/2026/x", "/findes-ikke"])
def test_what_is_not_there_is_no_page_to_frame(framed_site: Site, address: str) -> None:
    answer = framed_site.visitor().get(address)
    assert answer.status_code == 404
    assert ancestors(answer.headers["Content-Security-Policy"]) == "frame-ancestors 'none'"


def test_without_the_setting_it_is_a_page_of_its_own_that_nobody_may_frame(anonymous: FlaskClient) -> None:
    answer = anonymous.get(FRAME)
    assert page(answer).one("svg", role="group")
    assert ancestors(answer.headers["Content-Security-Policy"]) == "frame-ancestors 'none'"


@pytest.mark.parametrize("path", [FRAME, f"{FRAME}/2028", f"{FRAME}?view=list", f"{FRAME}/2026-Q4?mine=1&drafts=1"])
def test_everybody_sees_what_a_visitor_sees(framed_site: Site, path: str) -> None:
    expected = framed_site.visitor().get(path)
    for who in (*USERS, "medlem"):
        browser = framed_site.visitor(who)
        browser.set_cookie("language", "da")
        answer = browser.get(path)
        assert answer.data == expected.data
        assert answer.headers["Cache-Control"] == expected.headers["Cache-Control"] == "private, no-cache"
        assert "Set-Cookie" not in answer.headers
    assert not [word for word in (MARKER, INTERNAL, CLOSED, *USERS.values()) if word in expected.text]


def test_a_signed_in_session_is_not_even_noted_as_in_use(framed_site: Site) -> None:
    browser = framed_site.visitor(Role.PLANNER)
    framed_site.clock.pass_by(timedelta(hours=3))
    assert browser.get(FRAME).data == framed_site.visitor().get(FRAME).data
    framed_site.clock.pass_by(timedelta(hours=2))
    assert page(browser.get("/wheel/2026")).all("a", href="/sign-in?next=/wheel/2026?"), "five hours' pause ended it"


def test_a_service_that_nobody_has_set_up_shows_an_empty_wheel(empty_site: Site) -> None:
    for path in (FRAME, f"{FRAME}?view=list", "/wheel/now"):
        assert page(empty_site.visitor().get(path)).one("h1")


def test_what_concerns_somebodys_posts_is_asked_for_in_vain(anonymous: FlaskClient) -> None:
    marks = [len(page(anonymous.get(FRAME + query)).all("a")) for query in ("", "?mine=1", "?posts=x")]
    assert len(set(marks)) == 1


def test_nothing_can_be_changed_and_nobody_can_sign_in(framed_site: Site) -> None:
    for path in (FRAME, f"{FRAME}?view=list"):
        root = page(framed_site.visitor(Role.PLANNER).get(path))
        assert not [tag for tag in ("form", "input", "button", "iframe") if root.all(tag)]
        assert not [one for one in root.addresses if one.startswith(("/sign-in", "/sign-out", "/me", "/plan"))]
        assert "csrf" not in "".join(str(element.attributes) for element in root.walk()).casefold()


def ways(root: Element) -> list[Element]:
    return [element for element in root.all("a") if not (element.get("href") or "").startswith("#")]


@pytest.mark.parametrize("path", [FRAME, f"{FRAME}/2026-Q4", f"{FRAME}/2026?view=list", f"{FRAME}/2026?chosen=1"])
def test_a_link_stays_within_the_frame_or_opens_a_new_tab(anonymous: FlaskClient, path: str) -> None:
    root = page(anonymous.get(path))
    assert root.one("base").attributes == {"target": "_blank"}
    for way in ways(root):
        stays = (way.get("href") or "").startswith(FRAME)
        assert way.get("target") == "_self" if stays else way.get("target") in {None, "_blank"}
    for mark in root.one("body").all("svg", role="group")[:1]:
        for way in mark.all("a"):
            assert (way.get("target"), way.get("rel")) == ("_blank", "noopener"), "an SVG's links know no base"
            described = root.find(way.get("aria-describedby") or "")
            assert described is not None
            assert described.text == "Opens in a new tab"


def test_zooms_and_neighbours_keep_all_that_was_asked_for(anonymous: FlaskClient) -> None:
    query = "bodies=direktionen&view=list&theme=dark&language=da"
    root = page(anonymous.get(f"{FRAME}/2026?{query}"))
    inside = [way.get("href") or "" for way in ways(root) if (way.get("href") or "").startswith(FRAME)]
    assert len(inside) == 2 + len(Zoom) + 1
    for address in inside:
        assert {"bodies=direktionen", "theme=dark", "language=da"} <= set(address.partition("?")[2].split("&"))
    assert len([address for address in inside if "view=list" in address]) == len(inside) - 1
    for address in inside:
        page(anonymous.get(address))


@pytest.mark.parametrize(("zoom", "first"), [("", "2026-01-01"), ("month", "2026-11-01"), ("school", "2026-08-01")])
def test_the_present_follows_the_day(anonymous: FlaskClient, zoom: str, first: str) -> None:
    svg = page(anonymous.get(f"{FRAME}?zoom={zoom}")).one("svg", role="group")
    assert svg.get("data-first") == first


@pytest.mark.parametrize(
    ("query", "accepted", "expected"), [("", "da", "da"), ("", "en", "en"), ("?language=da", "en", "da")]
)
def test_the_language_is_the_addresss_or_the_browsers(site: Site, query: str, accepted: str, expected: str) -> None:
    for path in (FRAME, f"{FRAME}/0"):
        answer = site.visitor(language=accepted).get(path + query)
        assert page(answer, answer.status_code).one("html").get("lang") == expected


@pytest.mark.parametrize("who", [None, *USERS])
@pytest.mark.parametrize("path", [FRAME, f"{FRAME}/2026?view=list", f"{FRAME}/1800", f"{FRAME}/0"])
def test_without_a_public_part_one_sentence_says_so_to_everybody(site: Site, who: Role | None, path: str) -> None:
    set_public_part(site, is_there=False)
    for headers in ({}, HTMX):
        answer = site.visitor(who).get(path, headers=headers)
        root = page(answer, 403)
        assert root.one("main").text == "This annual wheel is not open to visitors."
        assert "Fjordby" not in answer.text
        assert "Set-Cookie" not in answer.headers


def test_a_fault_is_told_calmly_within_the_frame(framed_site: Site, tmp_path: Path) -> None:
    (tmp_path / "without-tables.sqlite3").touch()
    broken = framed_site.filled_with(tmp_path / "without-tables.sqlite3")
    root = page(broken.visitor().get(FRAME), 500)
    assert root.one("main").text == "The annual wheel cannot be shown at the moment. Try again in a little while."


# The page with what to copy


def code(root: Element) -> tuple[str, str, str]:
    fields = [root.find(name) for name in ("code", "frame", "screen")]
    return tuple((field.get("value") if field else "") or "" for field in fields)  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("query", "frame", "screen"),
    [
        ("", "/embed/wheel", "/wheel/now"),
        ("?period=2026", "/embed/wheel", "/wheel/now"),
        ("?period=2026-Q4", "/embed/wheel?zoom=quarter", "/wheel/now?zoom=quarter"),
        ("?period=2020-Q3", "/embed/wheel/2020-Q3", "/wheel/now?zoom=quarter"),
        ("?period=2020-Q3&time=month", "/embed/wheel?zoom=month", "/wheel/now?zoom=month"),
        ("?period=2026&time=2026", "/embed/wheel/2026", "/wheel/now"),
        ("?view=list&theme=dark", "/embed/wheel?view=list&theme=dark", "/wheel/now?theme=dark"),
        ("?bodies=a&bodies=b&mine=1", "/embed/wheel?bodies=a&bodies=b", "/wheel/now?bodies=a&bodies=b"),
        ('?q=%22><script>"', "/embed/wheel?q=%22%3E%3Cscript%3E%22", "/wheel/now?q=%22%3E%3Cscript%3E%22"),
    ],
)
def test_what_to_copy_is_what_was_looked_at(secretary: FlaskClient, query: str, frame: str, screen: str) -> None:
    iframe, address, wall = code(page(secretary.get(f"/embed{query}")))
    assert (address, wall) == (f"http://localhost{frame}", f"http://localhost{screen}")
    assert f'src="{address.replace("&", "&amp;")}"' in iframe
    assert iframe.count("<") == 2, "an iframe that begins and ends"
    for path in (frame, screen):
        page(secretary.get(path))


def test_the_choices_stay_chosen(secretary: FlaskClient) -> None:
    query = {"period": "2020-Q3", "time": "half", "view": "list", "theme": "dark", "language": "en", "rings": "budget"}
    form = page(secretary.get("/embed", query_string=query)).one("form", action="/embed")
    assert form.sends() == query | {"chosen": "1"}


def test_it_says_whether_a_page_may_frame_it_now(framed_site: Site, site: Site) -> None:
    told = page(framed_site.visitor(Role.PLANNER).get("/embed")).text
    assert all(origin in told for origin in ORIGINS)
    assert "No page may show it" not in told
    assert "AARSHJUL_FRAME_ANCESTORS" in page(site.visitor(Role.PLANNER).get("/embed")).text
    set_public_part(site, is_there=False)
    assert "Visitors may not see the plan here" in page(site.visitor(Role.PLANNER).get("/embed")).text


def test_a_body_that_is_internal_is_asked_for_in_vain_and_not_told_from_none(anonymous: FlaskClient) -> None:
    answers = [anonymous.get(f"{FRAME}?bodies={name}").text for name in (INTERNAL.lower(), "findes-ikke-her")]
    assert answers[0].replace(INTERNAL.lower(), "x") == answers[1].replace("findes-ikke-her", "x")
    assert BODY not in answers[0]
