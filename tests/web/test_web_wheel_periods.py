"""The wheel's other spans: their names and dates, the way between them, and what was too dense to be drawn."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from web_pages import Element, fragment, page
from web_site import HTMX, Site

from wheel.core.occurrences import Status
from wheel.core.periods import period_from


@pytest.mark.parametrize(
    ("key", "danish", "english", "days"),
    [
        ("2026", "2026", "2026", "365"),
        ("2024", "2024", "2024", "366"),
        ("2026-H1", "1. halvår 2026", "1st half of 2026", "181"),
        ("2026-H2", "2. halvår 2026", "2nd half of 2026", "184"),
        ("2026-Q4", "4. kvartal 2026", "Quarter 4 of 2026", "92"),
        ("2024-02", "Februar 2024", "February 2024", "29"),
        ("rolling-2026-11", "Nov. 2026 – okt. 2027", "Nov 2026 – Oct 2027", "365"),
        ("school-2026", "Skoleåret 2026/27", "School year 2026/27", "365"),
        ("budget-2027", "Budget 2027", "Budget 2027", "730"),
    ],
)
def test_each_span_fills_the_circle_under_its_own_name(
    site: Site, key: str, danish: str, english: str, days: str
) -> None:
    for language, name in (("da", danish), ("en", english)):
        root = page(site.visitor(language=language).get(f"/wheel/{key}"))
        assert root.one("h1").text == name
        assert name.casefold() in root.all("title")[0].text.casefold()
        svg = root.one("svg", role="group")
        assert (svg.get("data-first"), svg.get("data-days")) == (str(period_from(key).span.start), days)


@pytest.mark.parametrize("key", ["2026-H2", "2026-Q4", "2026-11", "rolling-2026-06", "school-2026", "budget-2026"])
def test_wheel_and_list_hold_what_touches_the_span(site: Site, anonymous: FlaskClient, key: str) -> None:
    span = period_from(key).span
    years = {year: site.occurrences(year) for year in range(span.start.year, span.last.year + 1)}
    wanted = {
        one.id: one.title
        for found in years.values()
        for one in found
        if one.span.overlaps(span) and one.status is not Status.BLOCKED
    }
    rows = [row for row in page(anonymous.get(f"/wheel/{key}?view=list")).all("tr") if row.all("a")]
    assert {row.all("a")[0].get("href") for row in rows} == {f"/occurrences/{found}" for found in wanted}
    assert len(rows) == len(wanted)


@pytest.mark.parametrize(
    ("key", "before", "after"),
    [
        ("2026", "2025", "2027"),
        ("2026-Q4", "2026-Q3", "2027-Q1"),
        ("rolling-2026-12", "rolling-2026-11", "rolling-2027-01"),
        ("school-2026", "school-2025", "school-2027"),
        ("1950", None, "1951"),
        ("2090", "2089", None),
    ],
)
def test_the_arrows_lead_to_the_spans_beside(
    anonymous: FlaskClient, key: str, before: str | None, after: str | None
) -> None:
    root = page(anonymous.get(f"/wheel/{key}"))
    for rel, wanted in (("prev", before), ("next", after)):
        assert [link.get("href") for link in root.all("a", rel=rel)] == ([f"/wheel/{wanted}"] if wanted else [])


@pytest.mark.parametrize(
    ("key", "quarter", "reason"),
    [
        ("2026", "2026-Q4", "today is in sight"),
        ("2027", "2027-Q1", "else where the span begins"),
        ("2026-H1", "2026-Q1", "also within the present year"),
        ("2026-Q2", "2026-Q2", "where the reader is already"),
    ],
)
def test_another_zoom_opens_where_the_reader_looks(anonymous: FlaskClient, key: str, quarter: str, reason: str) -> None:
    link = page(anonymous.get(f"/wheel/{key}")).find("zoom-quarter")
    assert link is not None
    assert link.get("href") == f"/wheel/{quarter}", reason


def test_today_is_one_step_away_where_it_is_out_of_sight(anonymous: FlaskClient) -> None:
    there = page(anonymous.get("/wheel/2027-Q1")).find("period-now")
    assert there is not None
    assert there.get("href") == "/wheel/2026-Q4"
    assert page(anonymous.get("/wheel/2026-Q4")).find("period-now") is None


def test_days_off_stand_in_the_list_as_on_the_wheel(anonymous: FlaskClient) -> None:
    rows = page(anonymous.get("/wheel/2026-12?view=list")).all("tr", class_="off")
    assert any("Christmas Day" in row.text and "public holiday" in row.text for row in rows)
    assert any("Juleferie" in row.text and "school holiday" in row.text for row in rows)


def test_a_list_over_new_year_names_the_year_of_each_month(anonymous: FlaskClient) -> None:
    months = [month.text for month in page(anonymous.get("/wheel/school-2026?view=list")).one("table").all("h2")]
    assert months[0] == "August 2026"
    assert months[-1] == "July 2027"


def crowd_of(root: Element) -> list[str]:
    return [link.text for link in root.one("article").one("ol").all("a")]


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_crowd_opens_as_the_list_of_its_ring_and_days(
    site: Site, anonymous: FlaskClient, headers: dict[str, str]
) -> None:
    answer = anonymous.get("/wheel/2026/rings/politisk/2026-12-01..2026-12-08", headers=headers)
    root = fragment(answer) if headers else page(answer)
    days = period_from("2026-12").span.clipped_to(period_from("2026").span)
    assert days is not None
    wanted = [
        one.title
        for one in site.occurrences(2026)
        if one.ring == "politisk" and one.span.start.month == 12 and one.span.start.day <= 8
    ]
    assert sorted(crowd_of(root)) == sorted(wanted)
    assert "/wheel/2026-12" in root.addresses, "the month can be looked at more closely"


def test_a_crowd_keeps_the_filter_of_its_wheel(anonymous: FlaskClient) -> None:
    root = page(anonymous.get("/wheel/2026/rings/politisk/2026-12-01..2026-12-31?kinds=round"))
    assert crowd_of(root) == ["Politisk rul"]


@pytest.mark.parametrize(
    "days", ["2026-12-08..2026-12-01", "2026-12-01..", "..", "x..y", "2026-12-01..9999-12-31", "2026-13-01..2026-13-02"]
)
def test_days_that_are_none_are_no_page(anonymous: FlaskClient, days: str) -> None:
    assert anonymous.get(f"/wheel/2026/rings/politisk/{days}").status_code == 404


def test_an_unknown_ring_is_no_page(anonymous: FlaskClient) -> None:
    assert anonymous.get("/wheel/2026/rings/findes-ikke/2026-12-01..2026-12-08").status_code == 404
