"""Dates, weeks, times and changes in the reader's words, Danish and English side by side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from catalogues import compile_danish
from flask import Flask

from wheel.app import create_app
from wheel.core.dates import DateSpan
from wheel.core.occurrences import Kind, Occurrence, Status
from wheel.core.slots import Precision
from wheel.core.stops import Action, Purpose, StopChange
from wheel.settings import Settings
from wheel.store.database import Database
from wheel.store.migrations import migrate
from wheel.web import stop_words, words
from wheel.web.speech import month_names, occurrence_speech

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
MEETING_DAY = date(2026, 11, 25)
SUMMER = DateSpan.of_days(date(2026, 6, 20), date(2026, 8, 9))

Speak = Callable[[Callable[[], str]], tuple[str, str]]


class Clock:
    at = NOW

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="module")
def database_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """An empty one: what day it is depends on whether an organisation says where it is."""
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('words') / 'plan.sqlite3'}")
    migrate(database)
    return database.engine.url.render_as_string()


@pytest.fixture(scope="module")
def app(database_url: str) -> Flask:
    compile_danish()
    return create_app(Settings(database_url=database_url, secret_key="for tests"), clock=lambda: NOW)


@pytest.fixture
def speak(app: Flask) -> Speak:
    """What a function says to a reader of Danish and to one of English."""

    def said_in(language: str, says: Callable[[], str]) -> str:
        with app.test_request_context(headers={"Accept-Language": language}):
            return says()

    return lambda says: (said_in("da", says), said_in("en", says))


@pytest.mark.parametrize(
    ("day", "danish", "english", "reason"),
    [
        (date(2023, 9, 13), "onsdag den 13. september 2023", "Wednesday 13 September 2023", "a day of another year"),
        (date(2026, 5, 1), "fredag den 1. maj 2026", "Friday 1 May 2026", "a day of one figure"),
        (date(2028, 2, 29), "tirsdag den 29. februar 2028", "Tuesday 29 February 2028", "a leap day"),
    ],
)
def test_a_day_is_written_out(speak: Speak, day: date, danish: str, english: str, reason: str) -> None:
    assert speak(lambda: words.day_words(day)) == (danish, english), reason


@pytest.mark.parametrize(
    ("day", "danish", "english", "reason"),
    [
        (date(2026, 11, 25), "ons. 25. nov.", "Wed 25 Nov", "this year goes without saying"),
        (date(2026, 5, 4), "man. 4. maj", "Mon 4 May", "May is too short to be shortened"),
        (date(2026, 9, 5), "lør. 5. sep.", "Sat 5 Sept", "each language shortens as it does"),
        (date(2027, 1, 6), "ons. 6. jan. 2027", "Wed 6 Jan 2027", "next year is named"),
        (date(2025, 12, 30), "tirs. 30. dec. 2025", "Tue 30 Dec 2025", "so is last year"),
    ],
)
def test_a_day_is_written_short(speak: Speak, day: date, danish: str, english: str, reason: str) -> None:
    assert speak(lambda: words.short_day(day)) == (danish, english), reason


def test_this_year_is_the_one_in_denmark(clock: Clock, database_url: str) -> None:
    """Half past eleven in the evening by UTC is after midnight in Copenhagen."""
    clock.at = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    app = create_app(Settings(database_url=database_url, secret_key="for tests"), clock=clock)
    with app.test_request_context(headers={"Accept-Language": "en"}):
        assert words.short_day(date(2027, 1, 4)) == "Mon 4 Jan"
        assert words.short_day(date(2026, 12, 31)) == "Thu 31 Dec 2026"


@pytest.mark.parametrize(
    ("span", "danish", "english", "reason"),
    [
        (DateSpan.of_day(MEETING_DAY), "onsdag den 25. november 2026", "Wednesday 25 November 2026", "one day"),
        (SUMMER, "20. juni 2026 til 9. august 2026", "20 June 2026 to 9 August 2026", "the last day is in it"),
        (
            DateSpan.of_days(date(2026, 12, 19), date(2027, 1, 3)),
            "19. december 2026 til 3. januar 2027",
            "19 December 2026 to 3 January 2027",
            "across New Year",
        ),
    ],
)
def test_a_span_names_its_first_and_last_day(
    speak: Speak, span: DateSpan, danish: str, english: str, reason: str
) -> None:
    assert speak(lambda: words.span_words(span)) == (danish, english), reason


@pytest.mark.parametrize(
    ("span", "danish", "english", "reason"),
    [
        (DateSpan.of_day(MEETING_DAY), "uge 48", "week 48", "the week of a day"),
        (DateSpan.of_days(date(2026, 6, 27), date(2026, 6, 29)), "uge 26–27", "weeks 26–27", "two weeks"),
        (DateSpan.of_day(date(2026, 12, 31)), "uge 53", "week 53", "2026 has a week 53"),
        (DateSpan.of_day(date(2027, 1, 1)), "uge 53", "week 53", "to which New Year's Day still belongs"),
        (DateSpan.of_days(date(2026, 12, 28), date(2027, 1, 5)), "uge 53–1", "weeks 53–1", "across New Year"),
    ],
)
def test_a_week_is_the_one_of_iso_8601(speak: Speak, span: DateSpan, danish: str, english: str, reason: str) -> None:
    assert speak(lambda: words.week_words(span)) == (danish, english), reason


@pytest.mark.parametrize(
    ("at", "danish", "english", "reason"),
    [
        (time(9), "9.00", "9:00", "no figure 0 in front"),
        (time(14, 5), "14.05", "14:05", "minutes have two figures"),
        (time(0, 30), "0.30", "0:30", "after midnight"),
        (None, "", "", "no time is known"),
    ],
)
def test_a_time_is_written_with_the_languages_own_sign(
    speak: Speak, at: time | None, danish: str, english: str, reason: str
) -> None:
    assert speak(lambda: words.clock(at)) == (danish, english), reason


def test_a_moment_is_told_by_danish_clocks(speak: Speak) -> None:
    at = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    assert speak(lambda: words.moment_words(at)) == ("2. juli 2026 kl. 0.30", "2 July 2026 at 0:30")


CHANGE = StopChange(
    at=NOW,
    actor="Sekretariatet",
    action=Action.MOVED,
    from_day=date(2026, 11, 25),
    to_day=date(2026, 12, 2),
    from_position=1,
    to_position=3,
    reason="",
)


@pytest.mark.parametrize(
    ("change", "danish", "english"),
    [
        (
            replace(CHANGE, action=Action.ADDED),
            "tilføjet til mødet den 2. december 2026",
            "added to the meeting on 2 December 2026",
        ),
        (replace(CHANGE, action=Action.ADDED, to_day=None), "tilføjet, afventer dato", "added, awaiting a date"),
        (
            replace(CHANGE, action=Action.PLACED),
            "sat på mødet den 2. december 2026",
            "placed at the meeting on 2 December 2026",
        ),
        (
            CHANGE,
            "flyttet fra mødet den 25. november 2026 til mødet den 2. december 2026",
            "moved from 25 November 2026 to 2 December 2026",
        ),
        (
            replace(CHANGE, action=Action.POSTPONED),
            "taget af mødet den 25. november 2026, afventer dato",
            "taken off the meeting on 25 November 2026, awaits a date",
        ),
        (
            replace(CHANGE, action=Action.ORDERED),
            "flyttet til nummer 3 på dagsordenen den 2. december 2026",
            "moved to place 3 on the agenda of 2 December 2026",
        ),
        (replace(CHANGE, action=Action.WITHDRAWN), "trukket", "withdrawn"),
        (
            replace(CHANGE, action=Action.CANCELLED),
            "mødet den 25. november 2026 blev aflyst, afventer dato",
            "the meeting on 25 November 2026 was cancelled, awaits a date",
        ),
    ],
    ids=lambda value: value.action.value if isinstance(value, StopChange) else "",
)
def test_a_change_is_a_sentence_after_its_actor(speak: Speak, change: StopChange, danish: str, english: str) -> None:
    assert speak(lambda: stop_words.change_words(change)) == (danish, english)


def test_every_change_has_its_words(speak: Speak) -> None:
    changes = [replace(CHANGE, action=action) for action in Action]
    said = {speak(lambda change=change: stop_words.change_words(change)) for change in changes}
    assert len(said) == len(Action)


@pytest.mark.parametrize(
    ("since", "danish", "english"),
    [
        (date(2026, 11, 21), "0 dage", "0 days"),
        (date(2026, 11, 20), "1 dag", "1 day"),
        (date(2026, 10, 1), "51 dage", "51 days"),
    ],
)
def test_waiting_is_counted_in_days(speak: Speak, since: date, danish: str, english: str) -> None:
    assert speak(lambda: words.days_waited(since)) == (danish, english)


MEETING = Occurrence(
    id="m",
    series_id="s",
    title="Direktionsmøde",
    kind=Kind.MEETING,
    ring="direktion",
    span=DateSpan.of_day(MEETING_DAY),
    slot=DateSpan.of_day(MEETING_DAY),
    start_time=time(9),
    body="direktionen",
    item_count=1,
)
WINDOW = replace(MEETING, kind=Kind.PHASE, span=SUMMER, precision=Precision.SEASON, words="sommeren", start_time=None)
LATER = DateSpan.of_day(MEETING_DAY + timedelta(days=1))


@pytest.mark.parametrize(
    ("occurrence", "danish", "english", "reason"),
    [
        (
            MEETING,
            "Direktionsmøde, onsdag den 25. november 2026, uge 48, kl. 9.00, 1 punkt",
            "Direktionsmøde, Wednesday 25 November 2026, week 48, at 9:00, 1 item",
            "what is seen of a meeting",
        ),
        (
            replace(MEETING, start_time=None, status=Status.CANCELLED, item_count=0),
            "Direktionsmøde, onsdag den 25. november 2026, uge 48, 0 punkter, aflyst",
            "Direktionsmøde, Wednesday 25 November 2026, week 48, 0 items, cancelled",
            "that it is struck through",
        ),
        (
            replace(MEETING, kind=Kind.EVENT, start_time=None, span=LATER, is_moved=True, is_draft=True),
            "Direktionsmøde, torsdag den 26. november 2026, uge 48, flyttet fra onsdag den 25. november 2026, udkast",
            "Direktionsmøde, Thursday 26 November 2026, week 48, moved from Wednesday 25 November 2026, draft",
            "where its ghost is, and that it is dashed",
        ),
        (
            WINDOW,
            "Direktionsmøde, sommeren 2026, uge 25–32, dato ikke fastlagt",
            "Direktionsmøde, sommeren 2026, weeks 25–32, date not fixed",
            "an imprecise date keeps its source's words",
        ),
    ],
)
def test_a_mark_on_the_wheel_says_what_it_shows(
    speak: Speak, occurrence: Occurrence, danish: str, english: str, reason: str
) -> None:
    assert speak(lambda: occurrence_speech(occurrence)) == (danish, english), reason


@pytest.mark.parametrize("language", ["da", "en"])
def test_no_day_of_the_year_has_two_dots_or_two_blanks(app: Flask, language: str) -> None:
    """The patterns put dots where some of the shortened names bring their own."""
    with app.test_request_context(headers={"Accept-Language": language}):
        days = [date(year, 1, 1) + timedelta(days=number) for year in (2026, 2027) for number in range(365)]
        said = [say(day) for day in days for say in (words.day_words, words.short_day)]
    assert len(said) == 4 * 365
    assert [text for text in said if ".." in text or "  " in text or text != text.strip()] == []


def test_every_kind_and_every_purpose_has_a_danish_name(app: Flask) -> None:
    with app.test_request_context(headers={"Accept-Language": "da"}):
        danish = {str(words.KINDS[kind]) for kind in Kind} | {str(words.PURPOSES[purpose]) for purpose in Purpose}
        months = month_names()
    with app.test_request_context(headers={"Accept-Language": "en"}):
        english = {str(name) for name in (*words.KINDS.values(), *words.PURPOSES.values())}
    assert len(danish) == len(Kind) + len(Purpose)
    assert not danish & english
    assert (months[0], months[4], months[11], len(months)) == ("januar", "maj", "december", 12)
