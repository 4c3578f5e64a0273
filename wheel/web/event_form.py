"""The form for a new event: one more of something there is already, or something new."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wheel.core.series import Series
from wheel.usecases.add_event import AddEvent
from wheel.usecases.add_extra import AddExtra
from wheel.usecases.move_occurrence import NewTimes
from wheel.usecases.show_series import SeriesPage
from wheel.web.plan_forms import day_field, optional_day, optional_time
from wheel.web.planning.commands import add_command
from wheel.web.rule_form.parts import choice_field
from wheel.web.series_form import KINDS, VISIBILITIES

Form = Mapping[str, str]


def event_command(form: Form) -> AddExtra | AddEvent:
    """Without a series it is something new. Raises InvalidInputError with the field to blame."""
    if form.get("series"):
        return add_command(form["series"], form, in_draft=False)
    return AddEvent(
        title=form.get("title", ""),
        kind=choice_field(form, "kind", KINDS),
        ring=form.get("ring", ""),
        day=day_field(form, "day", "Choose a date."),
        last_day=optional_day(form, "last_day"),
        times=NewTimes(optional_time(form, "start_time"), optional_time(form, "end_time")),
        place=form.get("place", ""),
        body=form.get("body") or None,
        visibility=choice_field(form, "visibility", VISIBILITIES),
    )


@dataclass(frozen=True)
class SeriesGroup:
    """A ring's series, of which one more can be added."""

    name: str
    series: tuple[Series, ...]


def series_groups(page: SeriesPage, ring: str, day: date) -> tuple[SeriesGroup, ...]:
    """The series that have not ended by `day`, by ring: the one that was asked for first."""
    going = [one for one in page.choices.others if one.schedule.ends_on is None or one.schedule.ends_on > day]
    rings = sorted(page.choices.rings, key=lambda one: one.key != ring)
    groups = (SeriesGroup(one.name, tuple(own for own in going if own.ring == one.key)) for one in rings)
    return tuple(group for group in groups if group.series)


def usual_values(asked: Form, page: SeriesPage) -> dict[str, str]:
    """What the form shows to begin with; `asked` may say the ring, the day, the series and the body."""
    usual = {"kind": "event", "visibility": "public", "ring": page.ring}
    names = ("ring", "day", "series", "body")
    return usual | {name: asked[name] for name in names if asked.get(name)}
