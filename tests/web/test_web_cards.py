"""The card of an event: small, and no more than its viewer may know."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from web_pages import fragment, page
from web_site import CLOSED, HTMX, INTERNAL, Site

from wheel.core.occurrences import Kind, Occurrence, Visibility

LARGEST = 1024


def card(client: FlaskClient, occurrence: Occurrence, status: int = 200) -> str:
    answer = client.get(f"/occurrences/{occurrence.id}/card", headers=HTMX)
    root = fragment(answer, status)
    assert "HX-Request" in answer.headers["Vary"] or status != 200
    assert not root.all("script")
    return root.text


def test_a_meetings_card_says_when_where_and_what_its_agenda_holds(site: Site, anonymous: FlaskClient) -> None:
    meeting = site.meeting()
    text = card(anonymous, meeting)
    assert text.startswith(meeting.title)
    for words in ("Wednesday 25 November 2026", "week 48", "at 9:00–12:00", "Mødelokale 250, rådhuset", "5 items"):
        assert words in text
    assert "The agenda was to go out on Friday 20 November 2026." in text


def test_a_cancelled_a_moved_and_a_draft_one_say_so(site: Site, secretary: FlaskClient) -> None:
    moved = next(one for one in site.occurrences(2026) if one.moved_from)
    draft = site.planning(2028).groups[0].rows[0].dates[0].occurrence
    assert "cancelled" in card(secretary, site.cancelled_meeting())
    assert "moved from" in card(secretary, moved)
    assert "draft" in card(secretary, draft)


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_a_card_of_a_kilobyte_at_most(site: Site, anonymous: FlaskClient, kind: Kind) -> None:
    for event in [one for one in site.occurrences(2027) if one.kind is kind][:5]:
        answer = anonymous.get(f"/occurrences/{event.id}/card", headers=HTMX)
        assert event.title in fragment(answer).text
        assert len(answer.data) <= LARGEST


def test_a_card_hides_what_its_viewer_may_not_know(site: Site, anonymous: FlaskClient, reader: FlaskClient) -> None:
    events = site.occurrences(2026, internal=True)
    internal = next(one for one in events if INTERNAL in one.title)
    closed = next(one for one in events if one.visibility is Visibility.CLOSED)
    assert INTERNAL in card(reader, internal)
    for client, hidden in ((anonymous, internal), (anonymous, closed), (reader, closed)):
        text = card(client, hidden, 404)
        assert INTERNAL not in text
        assert CLOSED not in text


def test_a_browser_by_itself_is_led_to_the_events_page(site: Site, anonymous: FlaskClient) -> None:
    meeting = site.meeting()
    answer = anonymous.get(f"/occurrences/{meeting.id}/card", follow_redirects=True)
    assert page(answer).find("panel-title").text == meeting.title
