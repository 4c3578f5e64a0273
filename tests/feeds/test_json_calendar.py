"""The JSON of a feed: stable, as its schema says, and telling what the iCalendar bytes of the same events tell."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from calendar_readers import json_events, told_by_calendar, told_by_json, untold
from feed_samples import MODIFIED, WORDS, a_meeting, calendar_of
from hypothesis import given
from hypothesis import strategies as st
from jsonschema_rs import Draft202012Validator

from wheel.core.dates import DateSpan
from wheel.core.occurrences import Kind
from wheel.core.slots import Precision
from wheel.core.zones import FAROE, NUUK
from wheel.feeds.events import FeedEvent, FeedItem
from wheel.feeds.json_calendar import render_json

DOCS = Path(__file__).resolve().parents[2] / "docs"
SCHEMA = json.loads((DOCS / "json-feed.schema.json").read_text("utf-8"))
VALID = Draft202012Validator(SCHEMA, validate_formats=True)
ANY_TEXT = st.text(st.characters(exclude_categories=()))

AT = time(9)
APRIL = DateSpan.of_days(date(2026, 4, 1), date(2026, 4, 30))
KINDS_OF_EVENTS = [
    (a_meeting(), "a meeting with all that there is"),
    (a_meeting(body_name=None, category="", place="", items=(), agenda_deadline=None, url="", note="", moved_from=None),
     "and with nothing"),
    (a_meeting(is_cancelled=True, cancelled_because="for få sager"), "a cancelled one says why"),
    (a_meeting(cancelled_because="en gammel grund"), "what takes place tells no reason why it would not"),
    (a_meeting(start_time=None, end_time=None), "without a time it fills its day"),
    (a_meeting(end_time=None), "an hour, where no end is given"),
    (a_meeting(start_time=time(22), end_time=time(1)), "past midnight"),
    (a_meeting(kind=Kind.DEADLINE, end_time=None), "a deadline fills its day, and says its time"),
    (a_meeting(span=DateSpan.of_days(date(2026, 4, 7), date(2026, 4, 8))), "two days"),
    (a_meeting(precision=Precision.MONTH, words="ultimo april", span=APRIL),
     "a date that is not fixed"),
    (a_meeting(words="midt i ugen"), "a date that a person chose for words"),
    (a_meeting(span=DateSpan.of_day(date(2026, 3, 29)), start_time=time(3), end_time=time(4)), "as summer time begins"),
    (a_meeting(span=DateSpan.of_day(date(2026, 10, 25)), start_time=time(1), end_time=time(5)), "as it ends"),
    (a_meeting(items=(FeedItem("Trukket", 5, is_withdrawn=True), FeedItem("Udsat", 5, is_postponed=True),
                      FeedItem("Lukket", 5, is_closed=True), FeedItem("Uden tid"))), "items in every state"),
    (a_meeting(items=(FeedItem("Zebrafinke", 5, is_closed=True, is_told=True),)),
     "a closed item that its reader may see"),
    (a_meeting(title="Linje\r\nBEGIN:VEVENT", place="\x0bsted\u2028to", note="<b>\n\n\x00slut", body_name="\ud800x"),
     "characters that no text should hold"),
]  # fmt: skip


def rendered_json(*events: FeedEvent, colour: str = "#1f6f8b", time_zone: str = "Europe/Copenhagen") -> bytes:
    return render_json(
        name="Møder",
        description="Udvalgenes møder",
        colour=colour,
        time_zone=time_zone,
        language="da",
        events=[(event, 2, MODIFIED) for event in events],
        words=WORDS,
    )


def read(event: FeedEvent) -> dict[str, Any]:
    (found,) = json.loads(rendered_json(event))["events"]
    return found  # type: ignore[no-any-return]


@pytest.mark.parametrize(("event", "reason"), KINDS_OF_EVENTS)
def test_it_tells_what_the_calendar_tells_and_fits_its_schema(event: FeedEvent, reason: str) -> None:
    found = rendered_json(event)
    assert VALID.is_valid(json.loads(found)), reason
    assert told_by_json(found) == told_by_calendar(calendar_of([event])), reason
    assert untold(found, calendar_of([event])) == [], reason


@pytest.mark.parametrize(("event", "reason"), KINDS_OF_EVENTS)
def test_the_schema_knows_every_field_and_demands_it(event: FeedEvent, reason: str) -> None:
    feed = json.loads(rendered_json(event))
    parts = [(feed, SCHEMA), *((one, SCHEMA["$defs"]["event"]) for one in feed["events"])]
    parts += [(item, SCHEMA["$defs"]["item"]) for item in feed["events"][0]["agenda"]]
    for part, said in parts:
        assert list(part) == list(said["properties"]) == said["required"], reason


def test_the_page_about_it_describes_every_field_in_the_order_in_which_they_stand() -> None:
    rows = [line for line in (DOCS / "json-feed.md").read_text("utf-8").splitlines() if line.startswith("| `")]
    described = [name for row in rows for name in row.split("|")[1].replace("`", "").replace(",", " ").split()]
    parts = (SCHEMA, SCHEMA["$defs"]["event"], SCHEMA["$defs"]["item"])
    assert described == [name for part in parts for name in part["properties"]]


def test_a_whole_meeting_reads_like_this() -> None:
    assert read(a_meeting()) == {
        "uid": "5f0e2f6e@aarshjul.example",
        "sequence": 2,
        "modified": "2026-01-05T12:30:00Z",
        "title": "Økonomiudvalget",
        "summary": "Økonomiudvalget",
        "kind": "meeting",
        "status": "confirmed",
        "is_all_day": False,
        "start": "2026-04-07T09:00:00+02:00",
        "end": "2026-04-07T11:30:00+02:00",
        "start_time": "09:00",
        "end_time": "11:30",
        "precision": "exact",
        "words": None,
        "body": "Økonomiudvalget (ØU)",
        "ring": "Politiske møder",
        "place": "Mødelokale 1, rådhuset",
        "cancelled_because": None,
        "moved_from": "2026-04-01",
        "agenda_deadline": "2026-03-27",
        "agenda": [
            {"number": 1, "title": "Budgetopfølgning", "is_closed": False, "minutes": 20, "state": "placed"},
            {"number": 2, "title": None, "is_closed": True, "minutes": 10, "state": "placed"},
        ],
        "url": "https://aarshjul.example/meetings/5f0e2f6e",
        "note": "Husk legitimation.",
    }


@pytest.mark.parametrize(
    ("day", "zone", "start", "reason"),
    [
        (date(2026, 3, 28), "Europe/Copenhagen", "+01:00", "the day before summer time"),
        (date(2026, 3, 30), "Europe/Copenhagen", "+02:00", "and the day after its first"),
        (date(2026, 10, 26), "Europe/Copenhagen", "+01:00", "the day after its last"),
        (date(2026, 7, 1), FAROE, "+01:00", "in Tórshavn"),
        (date(2026, 7, 1), NUUK, "-01:00", "in Nuuk"),
    ],
)
def test_times_say_how_far_they_are_from_utc(day: date, zone: str, start: str, reason: str) -> None:
    event = a_meeting(span=DateSpan.of_day(day), time_zone=zone)
    assert read(event)["start"] == f"{day}T09:00:00{start}", reason
    instant = datetime.fromisoformat(read(event)["start"])
    assert instant == datetime.combine(day, AT, tzinfo=ZoneInfo(zone)), reason


def test_the_title_of_a_closed_item_stands_nowhere_unless_its_reader_is_to_be_told() -> None:
    closed = FeedItem("Zebrafinke", 10, is_closed=True)
    assert "Zebrafinke" not in rendered_json(a_meeting(items=(closed,))).decode()
    (told,) = read(a_meeting(items=(replace(closed, is_told=True),)))["agenda"]
    assert told == {"number": 1, "title": "Zebrafinke", "is_closed": True, "minutes": 10, "state": "placed"}


def test_a_date_that_is_not_known_tells_no_clock() -> None:
    event = read(a_meeting(precision=Precision.WEEK, words="uge 15"))
    assert (event["is_all_day"], event["start_time"], event["end_time"]) == (True, None, None)
    assert (event["status"], event["words"]) == ("tentative", "uge 15")


def test_the_calendar_itself_says_what_it_is_and_holds_the_events_in_the_order_given() -> None:
    events = [a_meeting(uid=f"{number}@x") for number in (3, 1, 2)]
    feed = json.loads(rendered_json(*events, colour=""))
    assert {name: value for name, value in feed.items() if name != "events"} == {
        "version": 1,
        "name": "Møder",
        "description": "Udvalgenes møder",
        "colour": None,
        "time_zone": "Europe/Copenhagen",
        "language": "da",
    }
    assert [event["uid"] for event in feed["events"]] == ["3@x", "1@x", "2@x"]


def test_without_events_it_is_still_a_calendar() -> None:
    assert VALID.is_valid(json.loads(rendered_json()))


def test_there_is_no_noise_between_the_values() -> None:
    found = rendered_json(a_meeting())
    assert found.endswith(b"}\n")
    assert found.count(b"\n") == 1
    assert json.dumps(json.loads(found), ensure_ascii=False, separators=(",", ":")).encode() + b"\n" == found


@given(title=ANY_TEXT, place=ANY_TEXT, note=ANY_TEXT, item=ANY_TEXT, because=ANY_TEXT)
def test_whatever_people_write_it_is_utf_8_fits_the_schema_and_tells_what_the_calendar_tells(
    title: str, place: str, note: str, item: str, because: str
) -> None:
    event = a_meeting(
        title=title, place=place, note=note, items=(FeedItem(item),), is_cancelled=True, cancelled_because=because
    )
    found = rendered_json(event)
    assert found == rendered_json(event)
    VALID.validate(json.loads(found.decode("utf-8")))
    assert told_by_json(found) == told_by_calendar(calendar_of([event]))


def test_a_change_without_a_zone_and_a_zone_that_feeds_do_not_know_are_mistakes() -> None:
    with pytest.raises(ValueError, match="must have a zone"):
        render_json(
            name="x",
            description="",
            colour="",
            time_zone="Europe/Copenhagen",
            language="da",
            events=[(a_meeting(), 0, datetime(2026, 1, 1))],  # noqa: DTZ001
            words=WORDS,
        )
    with pytest.raises(ValueError, match="Europe/Paris"):
        rendered_json(time_zone="Europe/Paris")


def test_changes_are_told_in_utc() -> None:
    at = datetime(2026, 7, 1, 12, tzinfo=ZoneInfo("Europe/Copenhagen"))
    found = render_json(
        name="x",
        description="",
        colour="",
        time_zone="Europe/Copenhagen",
        language="da",
        events=[(a_meeting(), 0, at)],
        words=WORDS,
    )
    (event,) = json_events(found)
    assert event["modified"] == "2026-07-01T10:00:00Z"
    assert datetime.fromisoformat(event["modified"]) == at.astimezone(UTC)
