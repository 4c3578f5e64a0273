"""The front page: the wheel of a year, the same as a list, and the filters that live in the address."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient
from web_pages import Element, fragment, page
from web_site import HTMX, INTERNAL, UNUSED_RING, Site

from wheel.core.occurrences import Status
from wheel.core.slots import Precision

RINGS = ["politisk", "budget", "direktion", "med", "dialog", "frister", UNUSED_RING]


def titles(root: Element) -> list[str]:
    """What stands in the list to read, row by row, days off left out."""
    return [row.all("a")[0].text for row in root.all("tr") if row.all("a")]


def beside(root: Element) -> list[str]:
    """What stands in the list beside the wheel."""
    found = root.find("beside")
    assert found is not None
    return [link.text for link in found.all("a")]


def checked(root: Element) -> list[str | None]:
    boxes = root.all("input", type="checkbox")
    return [box.get("value") for box in boxes if box.get("name") == "rings" and "checked" in box.attributes]


@pytest.mark.parametrize(
    ("instant", "year", "reason"),
    [
        (datetime(2026, 11, 21, 12, tzinfo=UTC), 2026, "the year that is"),
        (datetime(2026, 12, 31, 22, 59, tzinfo=UTC), 2026, "it is still the old year in Denmark"),
        (datetime(2026, 12, 31, 23, 0, tzinfo=UTC), 2027, "it is the new year in Denmark, and not yet in London"),
    ],
)
def test_the_front_leads_to_the_year_that_it_is_in_denmark(
    site: Site, instant: datetime, year: int, reason: str
) -> None:
    site.clock.at = instant
    answer = site.visitor().get("/")
    assert (answer.status_code, answer.location) == (302, f"/wheel/{year}"), reason


def test_the_page_draws_the_wheel_and_lists_the_same(site: Site, anonymous: FlaskClient) -> None:
    root = page(anonymous.get("/wheel/2026"))
    held = [one for one in site.occurrences(2026) if one.status is not Status.BLOCKED]
    assert root.one("svg", role="group").get("aria-label") == "Annual wheel 2026, Fjordby Kommune"
    assert sorted(beside(root)) == sorted(one.title for one in held)
    assert checked(root) == RINGS


def test_every_dated_meeting_is_a_link_on_the_wheel_with_a_spoken_label(site: Site, anonymous: FlaskClient) -> None:
    root = page(anonymous.get("/wheel/2026?rings=direktion"))
    marks = {mark.get("href"): mark.get("aria-label") for mark in root.one("svg", role="group").all("a")}
    meeting = site.meeting()
    assert (
        marks[f"/occurrences/{meeting.id}"] == f"{meeting.title}, Wednesday 25 November 2026, week 48, at 9:00, 5 items"
    )
    assert all(label for label in marks.values())


def test_the_hub_names_the_next_meeting(site: Site, anonymous: FlaskClient) -> None:
    hub = page(anonymous.get("/wheel/2026")).one("g", class_="w-hub").text
    assert hub.startswith("2026Fjordby KommuneNext: Klima- og Erhvervs")
    assert hub.endswith("Mon 23 Nov 15:00 · week 48")


def test_the_list_alone_draws_no_wheel(anonymous: FlaskClient) -> None:
    root = page(anonymous.get("/wheel/2026?view=list"))
    assert not root.all("svg", role="group")
    assert beside(root) == []
    assert [month.text for month in root.one("table").all("h2")][:2] == ["January", "February"]
    assert root.one("a", rel="next").get("href") == "/wheel/2027?view=list", "the next year is a list too"


@pytest.mark.parametrize(
    ("query", "shown", "reason"),
    [
        ("rings=med", ["med"], "one"),
        ("rings=med&rings=budget", ["budget", "med"], "as a form sends several"),
        ("rings=med,budget", ["budget", "med"], "as a person writes several"),
        ("chosen=1", [], "a form with nothing ticked"),
        ("chosen=1&rings=", [], "nothing is no ring"),
        ("rings=findes-ikke", [], "an unknown ring has nothing in it"),
        ("rings=findes-ikke&rings=med", ["med"], "and takes nothing from the others"),
        ("rings=%20&rings=" + "x" * 5000, [], "nonsense is an unknown ring too"),
        ("view=nonsense", RINGS, "an unknown view is the wheel with everything"),
    ],
)
def test_only_the_rings_asked_for_are_shown(
    site: Site, anonymous: FlaskClient, query: str, shown: list[str], reason: str
) -> None:
    root = page(anonymous.get(f"/wheel/2026?{query}"))
    wanted = [one.title for one in site.occurrences(2026) if one.ring in shown and one.status is not Status.BLOCKED]
    assert checked(root) == shown, reason
    listed = titles(root) if "view=list" in query else beside(root)
    assert sorted(listed) == sorted(wanted), reason


def test_the_filter_stays_when_the_reader_goes_to_another_year_or_view(anonymous: FlaskClient) -> None:
    root = page(anonymous.get("/wheel/2026?rings=med&chosen=1"))
    kept = [link for link in root.all("a") if "data-keeps-filter" in link.attributes]
    assert {"Wheel", "List", "Year", "Quarter"} <= {link.text for link in kept}
    assert all("rings=med" in (link.get("href") or "") for link in kept)
    after = page(anonymous.get(root.one("a", rel="next").get("href") or ""))
    assert checked(after) == ["med"]


def test_the_form_of_rings_shows_what_it_says_without_javascript(anonymous: FlaskClient) -> None:
    form = page(anonymous.get("/wheel/2026?view=list")).one("form", class_="rings")
    again = page(anonymous.get(form.get("action") or "", query_string=form.sends() | {"rings": "med"}))
    assert checked(again) == ["med"]
    assert not again.all("svg", role="group"), "it is still the list"


@pytest.mark.parametrize("query", ["", "?view=list", "?rings=med"])
def test_htmx_gets_the_year_alone(anonymous: FlaskClient, query: str) -> None:
    answer = anonymous.get(f"/wheel/2026{query}", headers=HTMX)
    root = fragment(answer)
    assert root.one("section", class_="card year").get("id") == "year"
    assert root.one("div", hx_swap_oob="true").get("id") == "beside", "the list beside it follows"
    assert root.find("main") is None
    assert "HX-Request" in answer.headers["Vary"], "a cache must not hand the piece to a browser that wants the page"


@pytest.mark.parametrize("header", ["HX-Boosted", "HX-History-Restore-Request"])
def test_htmx_gets_the_whole_page_where_it_replaces_it(anonymous: FlaskClient, header: str) -> None:
    assert page(anonymous.get("/wheel/2026", headers=HTMX | {header: "true"})).find("year") is not None


@pytest.mark.parametrize("year", [1949, 2091, 9999])
def test_a_year_that_no_calendar_reaches_is_refused_with_the_bounds(anonymous: FlaskClient, year: int) -> None:
    sentence = "Choose a year from 1950 to 2090."
    assert sentence in page(anonymous.get(f"/wheel/{year}"), 422).text
    assert fragment(anonymous.get(f"/wheel/{year}", headers=HTMX), 422).refusal == sentence


@pytest.mark.parametrize("key", ["-1", "2026.0", "twenty", "2026%20", "2026-13", "2026-Q5", "school-26"])
def test_what_is_no_period_is_no_page(anonymous: FlaskClient, key: str) -> None:
    assert "There is no such period." in page(anonymous.get(f"/wheel/{key}"), 404).text


@pytest.mark.parametrize("path", ["2026/", "%00", "2026/rings", "2026/rings/med", "2026/rings/med/2026-03-02"])
def test_what_is_no_address_is_no_page(anonymous: FlaskClient, path: str) -> None:
    assert "There is no such page." in page(anonymous.get(f"/wheel/{path}"), 404).text


@pytest.mark.parametrize("year", [1950, 2025, 2090])
def test_a_year_that_nobody_has_planned_says_so(anonymous: FlaskClient, year: int) -> None:
    root = page(anonymous.get(f"/wheel/{year}"))
    assert f"{year} has not been planned yet." in root.text
    assert len(root.all("svg", role="group")) == 1, "its months and holidays are drawn all the same"


def test_before_anything_is_set_up_the_wheel_says_where_to_begin(empty_site: Site) -> None:
    root = page(empty_site.visitor().get("/wheel/2026"))
    assert "Nothing is planned yet." in root.text
    assert [link.get("href") for link in root.all("a") if link.text == "Set the service up"] == ["/sign-in"]


def test_what_comes_next_stands_beside_the_wheel(site: Site, anonymous: FlaskClient) -> None:
    panel = page(anonymous.get("/wheel/2026")).find("panel")
    assert panel is not None
    assert "The next events" in panel.text
    assert f"/occurrences/{site.meeting().id}" in panel.addresses
    assert f"/occurrences/{site.past_meeting().id}" not in panel.addresses


def test_what_is_on_is_the_same_whatever_year_is_shown(site: Site, anonymous: FlaskClient) -> None:
    panel = page(anonymous.get("/wheel/2027")).find("panel")
    assert panel is not None
    assert f"/occurrences/{site.meeting().id}" in panel.addresses


def test_an_imprecise_date_keeps_its_own_words(site: Site, anonymous: FlaskClient) -> None:
    vague = next(one for one in site.occurrences(2026) if one.precision is Precision.MONTH)
    rows = page(anonymous.get("/wheel/2026?view=list")).all("tr")
    assert [row.all("td")[1].text for row in rows if vague.title in row.text] == [vague.words]


def test_a_cancelled_and_a_moved_event_say_so_in_the_list(site: Site, anonymous: FlaskClient) -> None:
    rows = page(anonymous.get("/wheel/2026?view=list")).all("tr")
    cancelled = [row for row in rows if f"/occurrences/{site.cancelled_meeting().id}" in row.addresses]
    moved = next(one for one in site.occurrences(2026) if one.is_moved)
    assert ["cancelled" in row.text for row in cancelled] == [True]
    assert ["moved from" in row.text for row in rows if f"/occurrences/{moved.id}" in row.addresses] == [True]


def test_the_wheel_is_the_same_for_everybody_but_the_internal(site: Site, reader: FlaskClient) -> None:
    public = titles(page(site.visitor().get("/wheel/2026?view=list")))
    internal = titles(page(reader.get("/wheel/2026?view=list")))
    assert set(public) < set(internal)
    assert any(INTERNAL in title for title in internal)


def test_a_kept_wheel_is_drawn_anew_when_the_plan_changes(site: Site, secretary: FlaskClient) -> None:
    meeting = site.meeting()
    before = drawing(secretary)
    assert drawing(secretary) == before
    move = {"to_day": "2026-12-30", "seen": str(meeting.version)}
    assert secretary.post(f"/occurrences/{meeting.id}/moves", data=move).status_code == 303
    assert drawing(secretary) != before


def test_a_kept_wheel_is_handed_to_nobody_who_may_see_less(
    site: Site, secretary: FlaskClient, anonymous: FlaskClient
) -> None:
    internal = drawing(secretary)
    public = drawing(anonymous)
    assert INTERNAL in internal
    assert INTERNAL not in public
    assert (drawing(secretary), drawing(anonymous)) == (internal, public)


def drawing(client: FlaskClient) -> str:
    """The wheel's own part of the page."""
    return client.get("/wheel/2026").text.partition("<svg class=")[2].partition('<form class="rings"')[0]
