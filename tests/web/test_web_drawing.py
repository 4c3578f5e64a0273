"""The wheel's markup: sound, without colours of its own, with a spoken link for each event, and escaped."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, time, timedelta
from xml.etree import ElementTree as ET

import pytest
from flask import Flask
from web_site import Site

from tests.core.drawn_wheels import RINGS, happening
from wheel.core.calendar import Calendar, NamedSpan
from wheel.core.dates import DateSpan
from wheel.core.occurrences import Kind, Occurrence, Status
from wheel.core.periods import period_from
from wheel.core.slots import Precision
from wheel.core.wheel_filters import WheelFilter, filter_from
from wheel.usecases.show_wheel import WheelContent
from wheel.web.drawing import Drawn, draw, drawn_wheel, wanted_wheel

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "<b>\"&'</b></title><script>"

EVENTS = (
    happening(date(2026, 12, 2), id="dot", start_time=time(9), body="b", item_count=3),
    happening(date(2026, 3, 4), id="moved", ring="due", kind=Kind.DEADLINE, title=HOSTILE, is_moved=True,
              slot=DateSpan.of_day(date(2026, 4, 4))),
    happening(date(2026, 5, 1), 30, id="arc", title="Høring", precision=Precision.MONTH, words="maj", kind=Kind.PHASE),
    happening(date(2026, 6, 1), id="read", kind=Kind.READING, reading=2, ring="budget", status=Status.CANCELLED),
    happening(date(2026, 9, 1), 9, id="round", kind=Kind.ROUND, is_draft=True),
)  # fmt: skip


def content(events: tuple[Occurrence, ...], key: str = "2026", wanted: WheelFilter | None = None) -> WheelContent:
    winter = NamedSpan("Vinterferie", DateSpan(date(2026, 2, 14), date(2026, 2, 23)))
    return WheelContent(
        period=period_from(key),
        wanted=wanted or filter_from(()),
        organisation=None,
        drafts=(),
        unplanned=(),
        rings=RINGS,
        shown=frozenset(ring.key for ring in RINGS),
        bodies=(),
        posts=(),
        occurrences=events,
        next_meeting=None,
        coming=(),
        calendar=Calendar(public_holidays={date(2026, 12, 25): "Juledag"}, school_holidays=(winter,)),
    )


def drawing_of(app: Flask, of: WheelContent, language: str = "da") -> tuple[Drawn, ET.Element]:
    with app.test_request_context("/wheel/2026", headers={"Accept-Language": language}):
        drawn = draw(wanted_wheel(of))
    return drawn, ET.fromstring(str(drawn.svg))  # noqa: S314 (our own drawing)


@pytest.fixture
def root(site: Site) -> ET.Element:
    return drawing_of(site.app, content(EVENTS))[1]


def all_of(root: ET.Element, name: str) -> list[ET.Element]:
    return [element for element in root.iter() if name in (element.get("class") or "").split()]


def only(root: ET.Element, name: str) -> ET.Element:
    (found,) = all_of(root, name)
    return found


def test_the_svg_says_how_its_days_lie(root: ET.Element) -> None:
    assert (root.get("id"), root.get("viewBox")) == ("wheel", "-500 -500 1000 1000")
    assert (root.get("data-first"), root.get("data-days"), root.get("data-zoom")) == ("2026-01-01", "365", "year")


def test_its_parts_come_in_their_order(root: ET.Element) -> None:
    assert [child.get("class") or child.tag.removeprefix(SVG) for child in root] == [
        *("defs", "w-frame", "w-needle", "w-hub", "w-rings")
    ]
    assert [child.get("class", "").split()[0] for child in only(root, "w-rings")] == [
        *("w-rounds", "w-ghost", "w-events", "w-tab", "w-tab", "w-tab")
    ]
    assert all(only(root, name).get("role") == "group" for name in ("w-rounds", "w-events"))
    assert all(only(root, name).get("aria-label") for name in ("w-rounds", "w-events"))


def test_events_of_all_rings_stand_in_date_order(root: ET.Element) -> None:
    links = only(root, "w-events").findall(f"{SVG}a")
    assert [(link.get("data-start"), link.get("data-days"), link.get("data-ring")) for link in links] == [
        ("2026-03-04", "1", "due"),
        ("2026-05-01", "30", "council"),
        ("2026-06-01", "1", "budget"),
        ("2026-12-02", "1", "council"),
    ]
    assert links[-1].get("href") == "/occurrences/dot"
    assert links[-1].get("aria-label") == "Byrådsmøde, onsdag den 2. december 2026, uge 49, kl. 9.00, 3 punkter"
    assert links[-1].get("class") == "w-mark w-meeting r-council"


@pytest.mark.parametrize(
    ("name", "start", "classes"),
    [
        ("w-deadline", "2026-03-04", "w-mark w-deadline r-due w-past w-moved"),
        ("w-phase", "2026-05-01", "w-mark w-phase r-council w-arc w-hatched w-past"),
        ("w-reading", "2026-06-01", "w-mark w-reading r-budget w-past w-cancelled"),
        ("w-round", "2026-09-01", "w-mark w-round r-council w-past w-draft"),
    ],
)
def test_states_are_classes(root: ET.Element, name: str, start: str, classes: str) -> None:
    mark = only(root, name)
    assert (mark.get("data-start"), mark.get("class")) == (start, classes)


def test_no_mark_has_a_colour_or_a_style_or_an_address_of_htmx(root: ET.Element) -> None:
    for element in root.iter():
        assert not {"style", "stroke", "color"} & set(element.attrib)
        assert not any(name.startswith("hx-") for name in element.attrib)
        assert element.get("fill", "url(#w-hatch-council)") == "url(#w-hatch-council)"
    assert {element.get("id") for element in root.iter(f"{SVG}pattern")} == {f"w-hatch-{ring.key}" for ring in RINGS}


def test_rings_and_ghosts_can_be_found_by_their_key(root: ET.Element) -> None:
    assert [ground.get("data-ring") for ground in all_of(root, "w-ground")] == [ring.key for ring in RINGS]
    assert all(float(one.get("data-inner", "")) < float(one.get("data-outer", "")) for one in all_of(root, "w-ground"))
    assert (only(root, "w-ghost").get("data-ring"), only(root, "w-ghost").get("aria-hidden")) == ("due", "true")


@pytest.mark.parametrize(
    ("name", "start", "days", "title"),
    [("w-wedge", "2026-02-14", "9", "Vinterferie"), ("w-holiday", "2026-12-25", "1", "Juledag")],
)
def test_days_off_say_which_they_are(root: ET.Element, name: str, start: str, days: str, title: str) -> None:
    wedge = only(root, name)
    assert (wedge.get("data-start"), wedge.get("data-days")) == (start, days)
    assert wedge.findtext(f"{SVG}title") == title


def test_what_somebody_typed_is_text_and_nothing_else(site: Site) -> None:
    drawn, root = drawing_of(site.app, content(EVENTS))
    assert HOSTILE in str(only(root, "w-deadline").get("aria-label"))
    assert "<script>" not in drawn.svg
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    written = "".join(only(root, "w-beside-text").itertext())
    assert HOSTILE.startswith(written.removesuffix("…"))
    assert len(written) > 4


def test_a_mark_without_a_label_is_two_elements(root: ET.Element) -> None:
    dot = [link for link in only(root, "w-events") if link.get("data-start") == "2026-12-02"]
    assert [len(list(link.iter())) for link in dot] == [2]


def test_what_is_only_counted_leads_to_its_list_with_the_filter_kept(site: Site) -> None:
    crowd = tuple(happening(date(2026, 3, 4), id=f"{number:03}") for number in range(70))
    wanted = filter_from((("kinds", "meeting"), ("q", "møde & mere")))
    drawn, root = drawing_of(site.app, content(crowd, wanted=wanted))
    cluster = only(root, "w-cluster")
    count = cluster.findtext(f"{SVG}text", "").removeprefix("+")
    assert cluster.get("aria-label") == f"Yderligere {count} i uge 10"
    assert re.match(r"/wheel/2026/rings/council/2026-03-02\.\.2026-03-08\?", cluster.get("href", ""))
    assert "kinds=meeting" in cluster.get("href", "")
    assert "cluster" in drawn.signs


@pytest.mark.parametrize(("language", "words"), [("da", "onsdag den 2. december 2026"), ("en", "Wednesday")])
def test_one_language_never_speaks_in_another(site: Site, language: str, words: str) -> None:
    for _ in range(2):
        for other in ("en", "da", language):
            _, root = drawing_of(site.app, content(EVENTS), other)
    assert words in str(only(root, "w-meeting").get("aria-label"))


def test_the_same_wheel_is_drawn_once(site: Site) -> None:
    with site.app.test_request_context("/wheel/2026"):
        assert drawn_wheel(content(EVENTS)) is drawn_wheel(content(EVENTS))
        changed = (replace(EVENTS[0], item_count=4), *EVENTS[1:])
        assert drawn_wheel(content(changed)) is not drawn_wheel(content(EVENTS))


@pytest.mark.parametrize("key", ["2026-H1", "2026-Q1", "2026-03", "rolling-2026-03", "school-2025", "budget-2027"])
def test_every_period_is_drawn(site: Site, key: str) -> None:
    start = period_from(key).span.start
    _, root = drawing_of(site.app, content((happening(start + timedelta(9), 2),), key))
    assert root.get("data-first") == start.isoformat()
    assert len(only(root, "w-events").findall(f"{SVG}a")) == 1
