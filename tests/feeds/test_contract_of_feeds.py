"""Every kind of feed breaks none of the rules of calendar_rules.py, as it comes over HTTP."""

from __future__ import annotations

from datetime import timedelta

import pytest
from asking import Asking
from calendar_rules import broken_rules
from calendar_rules_answers import broken_answers
from feed_kinds import KINDS
from feed_site import FeedSite

every_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)


def has_no_event(asking: Asking) -> bool:
    return b"BEGIN:VEVENT" not in asking().body


@every_kind
def test_a_feed_keeps_every_rule(site: FeedSite, kind: object) -> None:
    asking = Asking(site.app, kind(site))  # type: ignore[operator]
    assert broken_answers(asking, site.clock.at) == []
    assert not has_no_event(asking)


@pytest.mark.parametrize(
    "kind", ["everything", "a body", "a view", "one's own: everything, with drafts and closed items"]
)
def test_it_keeps_them_after_a_year_of_changes_too(site: FeedSite, kind: str) -> None:
    address = KINDS[kind](site)
    for number, meeting in enumerate(site.meetings()[:6]):
        site.add_item(meeting, f"Sag {number}: budget; drift, \\anlæg", is_closed=number % 2 == 1)
        if number < 3:
            site.move(meeting, 1)
        else:
            site.cancel(meeting, "for få sager; ingen, måske")
        site.clock.pass_by(minutes=10)
        assert broken_rules(Asking(site.app, address)().body, site.clock.at) == []


@pytest.mark.parametrize("days", [30, 200, 500, 2_000])
def test_it_keeps_them_as_time_goes_by(site: FeedSite, days: int) -> None:
    for kind in ("everything", "a body", "deadlines", "a view"):
        site.clock.at += timedelta(days=days)
        asking = Asking(site.app, KINDS[kind](site))
        assert broken_answers(asking, site.clock.at) == [], kind


def test_a_feed_over_postgresql_keeps_them(site_on_both: FeedSite) -> None:
    for kind in ("everything", "a body", "a ring", "deadlines"):
        asking = Asking(site_on_both.app, KINDS[kind](site_on_both))
        assert broken_answers(asking, site_on_both.clock.at) == [], kind


@every_kind
def test_an_address_is_one_that_every_program_takes(site: FeedSite, kind: object) -> None:
    """feeds.md: at most 255 characters, for Google; the last segment is what Thunderbird calls the calendar."""
    address = kind(site)  # type: ignore[operator]
    assert len(f"{site.public_url}{address}") <= 255
    assert address.partition("?")[0].endswith(".ics")


def test_programs_that_obey_robots_may_fetch_feeds(site: FeedSite) -> None:
    response = site.app.test_client().get("/robots.txt")
    assert response.status_code in {200, 404}
    disallowed = [line for line in response.text.splitlines() if line.lower().startswith("disallow")]
    assert not any("/feeds" in line or line.rstrip().endswith(": /") for line in disallowed)
