"""What a screen reader says of a mark on the wheel, and the names of the months."""

from __future__ import annotations

from flask_babel import get_locale

from wheel.core.occurrences import Occurrence
from wheel.core.slots import Precision
from wheel.web.translation import gettext, ngettext
from wheel.web.words import clock, span_words, week_words, when_words


def month_names() -> tuple[str, ...]:
    """January to December, as the reader's language writes them on their own."""
    locale = get_locale()
    names = locale.months["stand-alone"]["wide"]
    return tuple(str(names[number]) for number in range(1, 13))


def occurrence_speech(occurrence: Occurrence) -> str:
    """Title, date in words, week, time, and what is special about it."""
    parts = [occurrence.title, when_words(occurrence), week_words(occurrence.span)]
    if occurrence.start_time is not None:
        parts.append(gettext("at %(time)s", time=clock(occurrence.start_time)))
    if occurrence.has_agenda:
        parts.append(ngettext("%(num)s item", "%(num)s items", occurrence.item_count))
    parts.extend(_states(occurrence))
    return ", ".join(parts)


def _states(occurrence: Occurrence) -> list[str]:
    states = (
        (occurrence.is_cancelled, gettext("cancelled")),
        (occurrence.moved_from is not None, gettext("moved from %(day)s", day=span_words(occurrence.slot))),
        (occurrence.is_draft, gettext("draft")),
        (occurrence.precision is not Precision.EXACT, gettext("date not fixed")),
    )
    return [words for is_so, words in states if is_so]
