"""What the forms of a standing item hold: read into commands, filled from one, and told in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from wheel.core.calendar import FIRST_YEAR, LAST_YEAR
from wheel.core.dates import ONE_DAY
from wheel.core.posts import Post
from wheel.core.standing_items import MOST_MINUTES, StandingItem
from wheel.core.standing_rules import (
    KINDS as KINDS_OF_PATTERNS,
)
from wheel.core.standing_rules import (
    LARGEST_STEP,
    MOST_WORKING_DAYS,
    AfterSeries,
    EveryMeeting,
    FirstInMonths,
    FirstOfQuarter,
    MonthDay,
    NthMeeting,
    NumberedReport,
    OncePerPost,
    Pattern,
    StandingRule,
)
from wheel.core.stops import Purpose
from wheel.core.year_days import EVERY_YEAR, Years
from wheel.errors import InvalidInputError
from wheel.usecases.place_standing import Choice
from wheel.usecases.save_standing_item import EndStandingItem, SaveStandingItem
from wheel.web.plan_forms import optional_day, seen, whole_number
from wheel.web.standing_words import KINDS, listed, month_names
from wheel.web.translation import gettext
from wheel.web.versions import typed_day
from wheel.web.words import PURPOSES

Values = Mapping[str, str]

MONTH, POST = "month-", "post-"
"""Before the number of each month that is ticked, and the id of each post."""

NEW: Values = {"kind": "every_meeting", "purpose": Purpose.INFORMATION.value, "every": "2", "years_every": "1"}
"""What the form of a new standing item is filled with."""

MOST_YEARS = 20
_DAY = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})\.?")


def standing_form(body: str, standing_id: str, form: Values) -> SaveStandingItem:
    """`standing_id` is empty for a new one, which nobody has seen before."""
    return SaveStandingItem(standing_item(body, standing_id, form), seen(form) if standing_id else 0)


def standing_item(body: str, standing_id: str, form: Values) -> StandingItem:
    """The item that the form describes. Raises InvalidInputError naming the field."""
    pattern = _pattern(form)
    last_day = optional_day(form, "last_day")
    posts = [name.removeprefix(POST) for name in form if name.startswith(POST)]
    return StandingItem(
        id=standing_id,
        body=body,
        title=form.get("title", ""),
        rule=StandingRule(pattern, _years(form)),
        text=form.get("text", ""),
        purpose=_purpose(form),
        minutes=_minutes(form),
        is_closed=form.get("is_closed") == "1",
        begins=optional_day(form, "begins"),
        ends=last_day + ONE_DAY if last_day else None,
        roster=tuple(Post(one, "") for one in posts) if isinstance(pattern, OncePerPost) else (),
    )


def ending_form(standing_id: str, form: Values) -> EndStandingItem:
    last_day = optional_day(form, "last_day")
    return EndStandingItem(standing_id, seen(form), last_day + ONE_DAY if last_day else None)


def placing_form(ticked: Iterable[str]) -> frozenset[Choice]:
    """What is ticked: a standing item's id and a key, with a space between. Raises InvalidInputError for nothing."""
    found = frozenset((one.partition(" ")[0], one.partition(" ")[2]) for one in ticked)
    if not found:
        raise InvalidInputError("Tick what is to be placed.", field="place")
    return found


def _purpose(form: Values) -> Purpose:
    try:
        return Purpose(form.get("purpose", ""))
    except ValueError as error:
        raise InvalidInputError("Choose a purpose from the list.", field="purpose") from error


def _minutes(form: Values) -> int | None:
    if not form.get("minutes", "").strip():
        return None
    return whole_number(form, "minutes", 1, MOST_MINUTES)


def _pattern(form: Values) -> Pattern:
    match form.get("kind"):
        case "every_meeting":
            return EveryMeeting()
        case "nth_meeting":
            return NthMeeting(whole_number(form, "every", 2, LARGEST_STEP))
        case "first_of_quarter":
            return FirstOfQuarter()
        case "first_in_months":
            return FirstInMonths(tuple(month for month in range(1, 13) if f"{MONTH}{month}" in form))
        case "report":
            lead = whole_number(form, "working_days", 0, MOST_WORKING_DAYS) if form.get("working_days") else 0
            return NumberedReport(_status_dates(form.get("status_dates", "")), lead, form.get("goes_on") == "1")
        case "after_series":
            return AfterSeries(form.get("series", ""))
        case "once_per_post":
            return OncePerPost()
    raise InvalidInputError("Choose from the list.", field="kind")


def _status_dates(text: str) -> tuple[MonthDay, ...]:
    """Days and months as "31-3, 30/6", in whatever order, each once."""
    found = set()
    for written in filter(None, re.split(r"[,;\s]+", text)):
        match = _DAY.fullmatch(written)
        if match is None:
            raise InvalidInputError("Write each status date as day and month: 30-4.", field="status_dates")
        found.add((int(match[2]), int(match[1])))
    return tuple(sorted(found))


def _years(form: Values) -> Years:
    every = whole_number(form, "years_every", 1, MOST_YEARS) if form.get("years_every", "").strip() else 1
    if every == 1:
        return EVERY_YEAR
    return Years(whole_number(form, "years_first", FIRST_YEAR, LAST_YEAR), every=every)


def standing_values(item: StandingItem) -> dict[str, str]:
    """The standing item as its form is filled in."""
    years = item.rule.years
    return {
        "title": item.title,
        "text": item.text,
        "purpose": item.purpose.value,
        "minutes": str(item.minutes or ""),
        "is_closed": "1" if item.is_closed else "",
        "kind": KINDS_OF_PATTERNS[type(item.rule.pattern)],
        "every": NEW["every"],
        **_pattern_values(item.rule.pattern),
        "years_every": str(years.every),
        "years_first": str(years.first or ""),
        "begins": item.begins.isoformat() if item.begins else "",
        "last_day": (item.ends - ONE_DAY).isoformat() if item.ends else "",
        **{POST + post.id: "1" for post in item.roster},
    }


def _pattern_values(pattern: Pattern) -> dict[str, str]:
    match pattern:
        case NthMeeting(every):
            return {"every": str(every)}
        case FirstInMonths(months):
            return {f"{MONTH}{month}": "1" for month in months}
        case NumberedReport(dates, working_days, goes_on):
            written = ", ".join(f"{day}-{month}" for month, day in dates)
            return {"status_dates": written, "working_days": str(working_days), "goes_on": "1" if goes_on else ""}
        case AfterSeries(series):
            return {"series": series}
    return {}


def standing_words(values: Values, posts: Iterable[Post], series: Values) -> dict[str, str]:
    """What the form holds in words, by the labels of its fields: what its kind asks for, and nothing else."""
    kind, months = values.get("kind", ""), month_names()
    purposes = {purpose.value: str(words) for purpose, words in PURPOSES.items()}
    ticked = [name for number, name in sorted(months.items()) if f"{MONTH}{number}" in values]
    asked = {
        "nth_meeting": values.get("every", ""),
        "first_in_months": listed(ticked) if ticked else "",
        "report": " · ".join(filter(None, (values.get("status_dates"), values.get("working_days")))),
        "after_series": series.get(values.get("series", ""), ""),
        "once_per_post": ", ".join(sorted(post.title for post in posts if POST + post.id in values)),
    }
    return {
        gettext("Title"): values.get("title", ""),
        gettext("Text"): values.get("text", "").replace("\r\n", "\n").strip(),
        gettext("Purpose"): purposes.get(values.get("purpose", ""), ""),
        gettext("Minutes"): values.get("minutes", ""),
        gettext("Closed"): gettext("yes") if values.get("is_closed") == "1" else gettext("no"),
        gettext("Comes up"): str(KINDS.get(kind, "")),
        gettext("Which"): asked.get(kind, ""),
        gettext("Numbers go on"): gettext("yes") if values.get("goes_on") == "1" else gettext("no"),
        gettext("Every so many years"): " ".join(
            (values.get("years_every", ""), values.get("years_first", ""))
        ).strip(),
        gettext("First day"): typed_day(values.get("begins", "")),
        gettext("Last day"): typed_day(values.get("last_day", "")),
    }
