"""The lists of the series form: every value that a field may hold, with its words in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from flask_babel import format_date

from wheel.core.dates import DateSpan
from wheel.usecases.show_series import SeriesPage
from wheel.web.rule_form.parts import MONTHS, WEEKDAYS
from wheel.web.rule_form.recurrences import DAYS_OF_MONTH
from wheel.web.rule_form.words import season_words
from wheel.web.rule_words import wording
from wheel.web.translation import gettext
from wheel.web.words import KINDS

Options = tuple[tuple[str, str], ...]
"""Values with their words, in order."""


class SeriesOptions(NamedTuple):
    kinds: Options
    bodies: Options
    rings: Options
    others: Options
    holidays: Options
    weekdays: Options
    months: Options
    days_of_month: Options
    weeks: Options
    quarters: Options
    halves: Options
    seasons: Options


def series_options(page: SeriesPage, values: Mapping[str, str]) -> SeriesOptions:
    choices, words = page.choices, wording()
    # A holiday that the rule names stays in the list also where nobody has entered it.
    holidays = dict.fromkeys([*choices.holidays, *filter(None, [values.get("holiday", "")])])
    return SeriesOptions(
        kinds=tuple((kind.value, _capital(str(said))) for kind, said in KINDS.items()),
        bodies=tuple((body.short_name, body.name) for body in choices.bodies),
        rings=tuple((ring.key, ring.name) for ring in choices.rings),
        others=tuple((other.id, other.title) for other in choices.others),
        holidays=tuple((name, name) for name in holidays),
        weekdays=tuple(zip(WEEKDAYS, words.weekdays, strict=True)),
        months=tuple(zip(MONTHS, words.months, strict=True)),
        days_of_month=tuple((key, gettext("the last") if key == "last" else f"{key}.") for key in DAYS_OF_MONTH),
        weeks=_numbered(53),
        quarters=_numbered(4),
        halves=_numbered(2),
        seasons=tuple(season_words().items()),
    )


def _numbered(most: int) -> Options:
    return tuple((str(number), str(number)) for number in range(1, most + 1))


def preview_day(span: DateSpan) -> str:
    """ "fre. 5. jun. 2026", or the first and the last of several days, the year once where it is the same."""
    with_year = gettext("EEE d MMM y")
    last = str(format_date(span.last, with_year))
    if span.day_count == 1:
        return last
    pattern = with_year if span.start.year != span.last.year else gettext("EEE d MMM")
    return f"{format_date(span.start, pattern)} – {last}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
