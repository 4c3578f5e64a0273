"""The DESCRIPTION of an event: plain text, for some clients show HTML as its tags."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from typing import Final

from babel.dates import format_date, format_time

from wheel.core.dates import DateSpan
from wheel.feeds.events import FeedEvent, FeedItem, FeedWords, is_dated
from wheel.feeds.text import many_lines, one_line, shortened

# Outlook refuses or cuts descriptions past some 8,000 characters.
MAX_CHARACTERS: Final = 7_900


def describe(event: FeedEvent, words: FeedWords) -> str:
    """Fewer than 8,000 characters: the facts, the note, the agenda, the link; cut from the agenda's end if too long."""
    paragraphs = ("\n".join(_facts(event, words)), many_lines(event.note), "\n".join(_agenda(event, words)))
    text = "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
    if not event.url:
        return shortened(text, MAX_CHARACTERS)
    # Some clients show no URL property, so the link stands here as well, and is never cut.
    return f"{shortened(text, MAX_CHARACTERS - len(event.url) - 2)}\n\n{event.url}"


def _facts(event: FeedEvent, words: FeedWords) -> Iterator[str]:
    if event.is_cancelled and (because := one_line(event.cancelled_because)):
        yield f"{words.cancelled_because}: {because}"
    if event.moved_from is not None:
        yield f"{words.moved_from}: {full_date(event.moved_from, words)}"
    if event.is_all_day and is_dated(event) and (times := _times(event, words)):
        yield f"{words.time}: {times}"
    yield f"{words.week} {_weeks(event.span)}"
    body_name = one_line(event.body_name or "")
    if body_name and body_name != one_line(event.title):
        yield body_name
    if event.agenda_deadline is not None:
        yield f"{words.agenda_deadline}: {full_date(event.agenda_deadline, words)}"


def _agenda(event: FeedEvent, words: FeedWords) -> Iterator[str]:
    if event.items:
        yield f"{words.agenda}:"
    for number, item in enumerate(event.items, start=1):
        yield f"{number}. {_item(item, words)}"


def _item(item: FeedItem, words: FeedWords) -> str:
    title = one_line(item.title)
    if item.is_closed:
        title = f"{title} ({words.closed})" if item.is_told else words.closed_item
    if item.is_withdrawn or item.is_postponed:
        return f"{title} ({words.withdrawn if item.is_withdrawn else words.postponed})"
    return title if item.minutes is None else f"{title} ({item.minutes} {words.minutes})"


def _times(event: FeedEvent, words: FeedWords) -> str:
    return "–".join(_time(moment, words) for moment in (event.start_time, event.end_time) if moment is not None)


def _weeks(span: DateSpan) -> str:
    first, last = span.start.isocalendar().week, span.last.isocalendar().week
    return f"{first}" if first == last else f"{first}–{last}"


def full_date(day: date, words: FeedWords) -> str:
    """The day with its weekday, in the feed's language."""
    return format_date(day, "full", locale=words.locale)


def _time(moment: time, words: FeedWords) -> str:
    return format_time(moment, "short", locale=words.locale)
