"""What one VEVENT shows, read from its raw lines, and what its hash depends on."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from feed_samples import MEETING, MODIFIED, WORDS, a_meeting, raw_lines, raw_properties, rendered, unescaped

from wheel.core.dates import DateSpan
from wheel.core.occurrences import Kind
from wheel.core.slots import Precision
from wheel.errors import InvalidInputError
from wheel.feeds.calendar import event_content_hash, render_event
from wheel.feeds.events import FeedEvent, FeedItem, FeedWords, is_dated

COPENHAGEN = ";TZID=Europe/Copenhagen"
ONE_DAY = DateSpan.of_day(date(2026, 4, 7))
NIGHT = DateSpan.of_days(date(2026, 4, 7), date(2026, 4, 8))
THREE_DAYS = DateSpan.of_days(date(2026, 4, 7), date(2026, 4, 9))


def description_of(event: FeedEvent) -> str:
    return unescaped(raw_properties(rendered(event))["DESCRIPTION"])


def test_a_meeting_shows_everything_that_is_known_of_it() -> None:
    assert raw_properties(rendered(MEETING)) == {
        "UID": "5f0e2f6e@aarshjul.example",
        "SUMMARY": "Økonomiudvalget",
        "DTSTART;TZID=Europe/Copenhagen": "20260407T090000",
        "DTEND;TZID=Europe/Copenhagen": "20260407T113000",
        "DTSTAMP": "20260105T123000Z",
        "LAST-MODIFIED": "20260105T123000Z",
        "SEQUENCE": "2",
        "STATUS": "CONFIRMED",
        "TRANSP": "OPAQUE",
        "X-MICROSOFT-CDO-BUSYSTATUS": "BUSY",
        "LOCATION": r"Mødelokale 1\, rådhuset",
        "CATEGORIES": "Politiske møder",
        "URL": "https://aarshjul.example/meetings/5f0e2f6e",
        "DESCRIPTION": r"Flyttet fra: onsdag den 1. april 2026\nUge 15\nØkonomiudvalget (ØU)\n"
        r"Frist for dagsorden: fredag den 27. marts 2026\n\nHusk legitimation.\n\n"
        r"Dagsorden:\n1. Budgetopfølgning (20 min.)\n2. Lukket punkt (10 min.)\n\n"
        "https://aarshjul.example/meetings/5f0e2f6e",
    }


def test_an_event_of_which_little_is_known_has_no_empty_properties() -> None:
    bare = FeedEvent(uid="bare@aarshjul.example", title="Valgdag", span=ONE_DAY, kind=Kind.EVENT)
    properties = raw_properties(rendered(bare))
    assert properties["DESCRIPTION"] == "Uge 15"
    assert not {"LOCATION", "CATEGORIES", "URL"} & set(properties)


@pytest.mark.parametrize(
    ("changes", "start", "end", "reason"),
    [
        ({}, "20260407T090000", "20260407T113000", "start and end as planned"),
        ({"end_time": None}, "20260407T090000", "20260407T100000", "no end: an hour"),
        ({"end_time": time(9)}, "20260407T090000", "20260407T100000", "an end at the start takes no time: an hour"),
        ({"end_time": time(1)}, "20260407T090000", "20260408T010000", "an end before the start is the next day"),
        (
            {"span": NIGHT, "end_time": time(1)},
            "20260407T090000",
            "20260408T010000",
            "a night of two days is one night",
        ),
        ({"start_time": time(23, 30), "end_time": None}, "20260407T233000", "20260408T003000", "an hour past midnight"),
    ],
)
def test_a_timed_event_takes_its_time_and_is_busy(
    changes: dict[str, object], start: str, end: str, reason: str
) -> None:
    properties = raw_properties(rendered(a_meeting(**changes)))
    assert properties[f"DTSTART{COPENHAGEN}"] == start, reason
    assert properties[f"DTEND{COPENHAGEN}"] == end, reason
    assert (properties["TRANSP"], properties["X-MICROSOFT-CDO-BUSYSTATUS"]) == ("OPAQUE", "BUSY")


@pytest.mark.parametrize(
    ("changes", "end", "times", "reason"),
    [
        ({"start_time": None, "end_time": None}, "20260408", "", "no time at all"),
        ({"start_time": None}, "20260408", "Tidspunkt: 11.30", "only an end"),
        ({"span": THREE_DAYS}, "20260410", "Tidspunkt: 09.00–11.30", "several days: the end is exclusive"),
        ({"span": NIGHT}, "20260409", "Tidspunkt: 09.00–11.30", "two days, on each at the same time"),
        ({"span": NIGHT, "end_time": None}, "20260409", "Tidspunkt: 09.00", "nobody says when it ends"),
        ({"span": THREE_DAYS, "end_time": time(1)}, "20260410", "Tidspunkt: 09.00–01.00", "two nights are not one"),
        ({"kind": Kind.DEADLINE, "end_time": None}, "20260408", "Tidspunkt: 09.00", "a deadline blocks nobody's day"),
        ({"words": "primo april"}, "20260408", "", "an imprecise date has no time to show"),
        ({"precision": Precision.MONTH}, "20260408", "", "also without words"),
    ],
)
def test_an_event_without_one_days_time_fills_its_days_and_blocks_none(
    changes: dict[str, object], end: str, times: str, reason: str
) -> None:
    event = a_meeting(**changes)
    properties = raw_properties(rendered(event))
    assert (properties["DTSTART;VALUE=DATE"], properties["DTEND;VALUE=DATE"]) == ("20260407", end), reason
    assert (properties["TRANSP"], properties["X-MICROSOFT-CDO-BUSYSTATUS"]) == ("TRANSPARENT", "FREE")
    shown = [line for line in description_of(event).split("\n") if line.startswith("Tidspunkt")]
    assert shown == ([times] if times else []), reason


def test_a_cancelled_meeting_says_so_in_title_status_and_description() -> None:
    cancelled = a_meeting(is_cancelled=True, cancelled_because="for få sager")
    properties = raw_properties(rendered(cancelled))
    assert properties["SUMMARY"] == "AFLYST: Økonomiudvalget"
    assert properties["STATUS"] == "CANCELLED"
    assert (properties["TRANSP"], properties["X-MICROSOFT-CDO-BUSYSTATUS"]) == ("TRANSPARENT", "FREE")
    assert properties[f"DTSTART{COPENHAGEN}"] == "20260407T090000"
    assert description_of(cancelled).startswith("Aflyst fordi: for få sager\n")


def test_an_imprecise_event_keeps_its_words_in_the_title_and_is_tentative() -> None:
    quarter = DateSpan(date(2026, 1, 1), date(2026, 4, 1))
    imprecise = a_meeting(span=quarter, precision=Precision.QUARTER, words="ultimo 1. kvartal")
    properties = raw_properties(rendered(imprecise))
    assert properties["SUMMARY"] == "Økonomiudvalget (ultimo 1. kvartal)"
    assert properties["STATUS"] == "TENTATIVE"
    assert not is_dated(imprecise)
    assert is_dated(MEETING)


@pytest.mark.parametrize(
    ("first", "last", "weeks"),
    [
        (date(2027, 1, 1), date(2027, 1, 1), "Uge 53"),
        (date(2026, 3, 16), date(2026, 3, 29), "Uge 12–13"),
        (date(2026, 12, 28), date(2027, 1, 4), "Uge 53–1"),
    ],
)
def test_weeks_are_iso_weeks_also_round_new_year(first: date, last: date, weeks: str) -> None:
    assert weeks in description_of(a_meeting(span=DateSpan.of_days(first, last))).split("\n")


def test_what_is_withdrawn_or_was_postponed_keeps_its_number_and_says_so() -> None:
    items = (
        FeedItem("Budget", 30),
        FeedItem("Skolestruktur", 45, is_withdrawn=True),
        FeedItem("Klima", 20, is_postponed=True),
        FeedItem("Eventuelt"),
    )
    described = description_of(a_meeting(items=items))
    assert "1. Budget (30 min.)\n2. Skolestruktur (trukket)\n3. Klima (udsat)\n4. Eventuelt" in described


def test_a_closed_items_title_stands_nowhere() -> None:
    secret = FeedItem("Hemmelig sag", is_closed=True)
    data = rendered(a_meeting(items=(secret,)))
    assert "Hemmelig" not in "".join(raw_lines(data))
    assert "1. Lukket punkt" in description_of(a_meeting(items=(secret,)))


def test_a_body_called_like_the_event_is_named_once() -> None:
    assert "Økonomiudvalget" not in description_of(a_meeting(body_name="Økonomiudvalget"))


@pytest.mark.parametrize("url", ["", "https://aarshjul.example/meetings/" + "x" * 1_000])
def test_a_long_description_is_cut_but_keeps_its_link(url: str) -> None:
    items = tuple(FeedItem(f"Sag om ældreområdet nummer {number}") for number in range(400))
    description = description_of(a_meeting(items=items, url=url))
    assert len(description) < 8_000
    assert description.endswith("…\n\n" + url if url else "…")
    assert "1. Sag om ældreområdet nummer 0\n" in description


def test_a_description_in_english_writes_dates_the_english_way() -> None:
    english = replace(WORDS, locale="en_GB", week="Week", moved_from="Moved from")
    description = raw_properties(render_event(MEETING, english, sequence=0, modified=MODIFIED))["DESCRIPTION"]
    assert "Moved from: Wednesday" in unescaped(description)
    assert "Week 15\n" in unescaped(description)


def test_no_property_that_clients_stumble_over_is_there() -> None:
    names = {name.split(";")[0] for name in raw_properties(rendered(MEETING))}
    assert not names & {"METHOD", "ATTENDEE", "ORGANIZER", "SOURCE", "RRULE", "X-ALT-DESC", "VALARM"}


def test_the_time_of_change_is_written_in_utc_whatever_zone_it_came_in() -> None:
    elsewhere = MODIFIED.astimezone(timezone(timedelta(hours=2)))
    assert render_event(MEETING, WORDS, sequence=2, modified=elsewhere) == rendered(MEETING)


@pytest.mark.parametrize(
    ("sequence", "modified", "message"),
    [
        (0, datetime(2026, 1, 5, 12), "must have a zone"),  # noqa: DTZ001
        (-1, MODIFIED, "starts at 0"),
    ],
)
def test_an_impossible_revision_is_refused(sequence: int, modified: datetime, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        render_event(MEETING, WORDS, sequence=sequence, modified=modified)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("javascript:alert(1)", "a script"),
        ("data:text/html,x", "a document of its own"),
        ("//aarshjul.example/", "no scheme"),
        ("https:///meetings", "no host"),
        ("https://[::1", "half an IPv6 address"),
        ("https://aarshjul.example/a\r\nATTENDEE:x", "a line of its own"),
        ("https://aarshjul.example/møde", "not percent-encoded"),
        ("https://aarshjul.example/a b", "a blank"),
        ("https://aarshjul.example/" + "x" * 2_000, "longer than any link needs to be"),
    ],
)
def test_a_link_that_is_no_web_address_is_refused(url: str, reason: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        a_meeting(url=url)
    assert refused.value.field == "url", reason


@pytest.mark.parametrize("uid", ["", "a b", "a\r\nb", "mødet@aarshjul.example"])
def test_a_uid_that_would_not_survive_is_refused(uid: str) -> None:
    with pytest.raises(ValueError, match="visible ASCII"):
        a_meeting(uid=uid)


CANCELLED = a_meeting(is_cancelled=True)
FULL = a_meeting(items=(FeedItem("x" * 9_000),))

CHANGES_THAT_SHOW: list[tuple[FeedEvent, dict[str, object]]] = [
    (MEETING, {"uid": "another@aarshjul.example"}),
    (MEETING, {"title": "Byrådet"}),
    (MEETING, {"span": DateSpan.of_day(date(2026, 4, 8))}),
    (MEETING, {"span": THREE_DAYS}),
    (MEETING, {"kind": Kind.DEADLINE}),
    (MEETING, {"start_time": time(8)}),
    (MEETING, {"start_time": None}),
    (MEETING, {"end_time": time(12)}),
    (MEETING, {"place": "Byrådssalen"}),
    (MEETING, {"is_cancelled": True}),
    (CANCELLED, {"cancelled_because": "for få sager"}),
    (MEETING, {"precision": Precision.WEEK}),
    (MEETING, {"words": "primo april"}),
    (MEETING, {"body_name": None}),
    (MEETING, {"category": "Frister"}),
    (MEETING, {"items": ()}),
    (MEETING, {"items": tuple(reversed(MEETING.items))}),
    (MEETING, {"items": (replace(MEETING.items[0], minutes=None), MEETING.items[1])}),
    (MEETING, {"items": (replace(MEETING.items[0], is_closed=True), MEETING.items[1])}),
    (MEETING, {"agenda_deadline": date(2026, 3, 26)}),
    (MEETING, {"url": "https://aarshjul.example/meetings/another"}),
    (MEETING, {"note": ""}),
    (MEETING, {"moved_from": None}),
    (MEETING, {"time_zone": "Atlantic/Faroe"}),
    (replace(MEETING, kind=Kind.DEADLINE), {"is_at_its_time": True}),
    (MEETING, {"items": (MEETING.items[0], replace(MEETING.items[1], is_told=True))}),
]

CHANGES_THAT_DO_NOT_SHOW: list[tuple[FeedEvent, dict[str, object], str]] = [
    (MEETING, {}, "nothing changed"),
    (MEETING, {"cancelled_because": "for få sager"}, "a reason left over from when it was cancelled"),
    (MEETING, {"items": (MEETING.items[0], replace(MEETING.items[1], title="Køb af grund"))}, "a closed item's title"),
    (MEETING, {"kind": Kind.READING}, "kinds that are drawn alike"),
    (MEETING, {"title": " Økonomiudvalget\n"}, "blanks that are trimmed"),
    (MEETING, {"place": "Mødelokale\t1,\nrådhuset"}, "blanks that run together"),
    (FULL, {"items": (*FULL.items, FeedItem("y"))}, "what was cut off"),
]


@pytest.mark.parametrize(("event", "changes"), CHANGES_THAT_SHOW)
def test_the_hash_changes_with_what_shows(event: FeedEvent, changes: dict[str, object]) -> None:
    changed = replace(event, **changes)  # type: ignore[arg-type]
    assert event_content_hash(changed, WORDS) != event_content_hash(event, WORDS)
    assert rendered(changed) != rendered(event)


def test_every_field_of_an_event_is_in_the_table_of_changes() -> None:
    assert {name for _, changes in CHANGES_THAT_SHOW for name in changes} == {field.name for field in fields(FeedEvent)}


@pytest.mark.parametrize(("event", "changes", "reason"), CHANGES_THAT_DO_NOT_SHOW)
def test_the_hash_holds_while_nothing_shown_changes(event: FeedEvent, changes: dict[str, object], reason: str) -> None:
    changed = replace(event, **changes)  # type: ignore[arg-type]
    assert event_content_hash(changed, WORDS) == event_content_hash(event, WORDS), reason
    assert rendered(changed) == rendered(event), reason


@pytest.mark.parametrize("word", [field.name for field in fields(FeedWords)])
def test_the_hash_changes_with_each_word_of_the_feeds_language(word: str) -> None:
    left = (FeedItem("Skoler", is_withdrawn=True), FeedItem("Klima", is_postponed=True))
    items = (*MEETING.items, *left, FeedItem("Ansættelse", is_closed=True, is_told=True))
    event = a_meeting(span=THREE_DAYS, is_cancelled=True, cancelled_because="for få sager", items=items)
    other = replace(WORDS, **{word: "en_GB" if word == "locale" else "Andet"})
    assert event_content_hash(event, other) != event_content_hash(event, WORDS)


def test_the_hash_does_not_depend_on_the_revision_and_is_hex() -> None:
    before = event_content_hash(MEETING, WORDS)
    later = render_event(MEETING, WORDS, sequence=3, modified=datetime(2027, 1, 1, tzinfo=UTC))
    assert later != rendered(MEETING)
    assert event_content_hash(MEETING, WORDS) == before
    assert len(bytes.fromhex(before)) == 32
