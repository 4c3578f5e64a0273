"""What a screen reader says of a mark on the wheel, and the names that the calendar around it needs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from functools import lru_cache, partial

from flask_babel import get_locale

from wheel.core.dates import DateSpan
from wheel.core.drawing.wheel_page import Cluster
from wheel.core.occurrences import Occurrence
from wheel.core.slots import Precision
from wheel.web.translation import gettext, ngettext
from wheel.web.words import clock, day_words, span_words, week_words


def month_names() -> tuple[str, ...]:
    """January to December, as the reader's language writes them on their own."""
    locale = get_locale()
    names = locale.months["stand-alone"]["wide"]
    return tuple(str(names[number]) for number in range(1, 13))


def weekday_names() -> tuple[str, ...]:
    """Monday to Sunday, as short as the reader's language writes them: "ma", "ti" ..., or "Mo", "Tu" ..."""
    names = get_locale().days["stand-alone"]["short"]
    return tuple(str(names[number]).rstrip(".") for number in range(7))


def speaker() -> Callable[[Occurrence], str]:
    """`occurrence_speech` for many of them: the language is asked for once."""
    return partial(_said, str(get_locale()))


def occurrence_speech(occurrence: Occurrence) -> str:
    """Title, date in words, week, time, and what is special about it."""
    return speaker()(occurrence)


def cluster_speech(cluster: Cluster) -> str:
    """How many more there are, and when."""
    if cluster.over == "day":
        return gettext("%(count)s more on %(day)s", count=cluster.count, day=day_words(cluster.span.start))
    if cluster.over == "week":
        week = cluster.span.start.isocalendar().week
        return gettext("%(count)s more in week %(week)s", count=cluster.count, week=week)
    month = f"{month_names()[cluster.span.start.month - 1]} {cluster.span.start.year}"
    return gettext("%(count)s more in %(month)s", count=cluster.count, month=month)


def _said(language: str, occurrence: Occurrence) -> str:
    is_exact = occurrence.precision is Precision.EXACT
    span, words = occurrence.span, None if is_exact else occurrence.words
    parts = [occurrence.title, _when(span.start, span.end, words, language)]
    if occurrence.start_time is not None:
        parts.append(_at(occurrence.start_time, language))
    if occurrence.has_agenda:
        parts.append(_items(occurrence.item_count, language))
    if occurrence.is_cancelled:
        parts.append(_word("cancelled", language))
    if occurrence.is_moved and occurrence.moved_from is not None:
        parts.append(gettext("moved from %(day)s", day=span_words(occurrence.slot)))
    if occurrence.is_draft:
        parts.append(_word("draft", language))
    if not is_exact:
        parts.append(_word("date not fixed", language))
    return ", ".join(parts)


# Putting a date into words costs more than drawing a mark, and the same days come again and again. The language is only
# there to tell what is kept apart: it is the one of the request.


@lru_cache(maxsize=8192)
def _when(start: date, end: date, words: str | None, language: str) -> str:  # noqa: ARG001
    """The date in words, or the source's own words for an imprecise one; and the week."""
    span = DateSpan(start, end)
    when = span_words(span) if words is None else f"{words} {span.start.year}"
    return f"{when}, {week_words(span)}"


@lru_cache(maxsize=512)
def _at(start: time, language: str) -> str:  # noqa: ARG001
    return gettext("at %(time)s", time=clock(start))


@lru_cache(maxsize=512)
def _items(count: int, language: str) -> str:  # noqa: ARG001
    return ngettext("%(num)s item", "%(num)s items", count)


@lru_cache(maxsize=32)
def _word(name: str, language: str) -> str:  # noqa: ARG001
    words = {"cancelled": gettext("cancelled"), "draft": gettext("draft"), "date not fixed": gettext("date not fixed")}
    return words[name]
