"""Show an item's journey: where it has been, where it goes, and what is wrong with the days of what is to come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from wheel.core.access import Viewer
from wheel.core.dates import DateSpan
from wheel.core.occurrences import Occurrence
from wheel.core.plan import Body
from wheel.core.route_checks import Misfit, Problem, passages_of, problems, waits_for_a_day
from wheel.core.routes import RouteTemplate
from wheel.core.stops import Stop, StopState
from wheel.store.bodies import all_bodies
from wheel.store.database import Session
from wheel.store.routes import all_routes
from wheel.store.stops import stops_of_item
from wheel.usecases.plan_route import coming_rounds
from wheel.usecases.route_rules import coming_by_body, route_rules
from wheel.usecases.save_item import may_change_item, require_to_change_item
from wheel.usecases.show_agenda import placeable

MOVABLE: Final = frozenset({Misfit.NOT_AFTER, Misfit.READINGS, Misfit.LEAD, Misfit.DEADLINE})
"""What a later meeting of the same body would put right."""

MOST_MEETINGS: Final = 12
"""Of each body, to choose from."""


@dataclass(frozen=True)
class JourneyStep:
    """What the bodies of one step do with the item, side by side. `is_next`: the first that is still to come.

    What takes a stop up again comes after it, as a step of its own with the same number.
    """

    number: int
    stops: tuple[Stop, ...]
    is_next: bool


@dataclass(frozen=True)
class Journey:
    """`bodies` are names by short names. `sends_on`: the viewer may send the item on to other bodies.

    `finds_days`: something comes too early, or waits for a day after what has one, and meetings may put it right.
    """

    item: Stop
    steps: tuple[JourneyStep, ...]
    problems: tuple[Problem, ...]
    bodies: Mapping[str, str]
    sends_on: bool
    finds_days: bool
    today: date

    def problems_of(self, stop: Stop) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.passage.stop == stop.id)


@dataclass(frozen=True)
class RouteChoices:
    """What can be chosen to send an item on, which goes on from `item`. All by names, as they are in the lists.

    `last_bodies` are the names of those that have it last, side by side; `comes_later`: it stands elsewhere before.
    `meetings` are the next ones of each body that exists today, by its name; `bodies` the names by short names.
    """

    item: Stop
    last_bodies: tuple[str, ...]
    comes_later: bool
    routes: tuple[RouteTemplate, ...]
    bodies: Mapping[str, str]
    meetings: Mapping[str, tuple[Occurrence, ...]]
    rounds: tuple[Occurrence, ...]


def show_route_choices(session: Session, viewer: Viewer, item_id: str, today: date) -> RouteChoices:
    """Raises ForbiddenError unless the viewer may send the item on."""
    stops = stops_of_item(session, viewer, item_id)
    require_to_change_item(viewer, stops, is_closed=stops[0].is_closed)
    bodies = all_bodies(session, viewer)
    known = [body for body in bodies if body.exists_on(DateSpan.of_day(today))]
    coming = coming_by_body(session, viewer, [body.short_name for body in known], today)
    last = _last(stops, today)
    names = {body.short_name: body.name for body in bodies}
    return RouteChoices(
        item=stops[-1],
        last_bodies=tuple(dict.fromkeys(names.get(stop.body, stop.body) for stop in last)),
        comes_later=any(_is_to_come(stop, today) for stop in stops if stop.step < last[0].step),
        routes=all_routes(session, viewer),
        bodies={body.short_name: body.name for body in known},
        meetings={body.name: placeable(tuple(coming[body.short_name]))[:MOST_MEETINGS] for body in known},
        rounds=coming_rounds(session, viewer, today),
    )


def show_journey(session: Session, viewer: Viewer, item_id: str, today: date) -> Journey:
    """The item's stops that the viewer may see, by steps. Raises NotFoundError if the viewer may see none."""
    stops = stops_of_item(session, viewer, item_id)
    bodies = all_bodies(session, viewer)
    found = problems_of_stops(session, bodies, stops, today)
    sends_on = may_change_item(viewer, stops, is_closed=stops[0].is_closed)
    return Journey(
        item=stops[0],
        steps=_steps(stops, today),
        problems=found,
        bodies={body.short_name: body.name for body in bodies},
        sends_on=sends_on,
        finds_days=sends_on and (any(problem.misfit in MOVABLE for problem in found) or _has_one_behind(stops)),
        today=today,
    )


def problems_of_stops(
    session: Session, bodies: tuple[Body, ...], stops: tuple[Stop, ...], today: date
) -> tuple[Problem, ...]:
    """What is wrong with the days of one item's stops."""
    passages = passages_of(stops, today)
    rules = route_rules(session, bodies, [today, *(one.day for one in passages if one.day)])
    return problems(passages, rules, stops[0].sub_date)


def _last(stops: tuple[Stop, ...], today: date) -> tuple[Stop, ...]:
    """What is still to come at the last step that has any of it; else the last that there was."""
    to_come = [stop for stop in stops if _is_to_come(stop, today)]
    step = max((stop.step for stop in to_come), default=None)
    return tuple(stop for stop in to_come if stop.step == step) or stops[-1:]


def _has_one_behind(stops: tuple[Stop, ...]) -> bool:
    """Whether something waits for a day that comes after what has one, and after nothing that waits for more."""
    first = min((stop.step for stop in stops if stop.meeting_id), default=None)
    stuck = min((stop.step for stop in stops if stop.state.is_waiting and not waits_for_a_day(stop)), default=None)
    behind = [stop.step for stop in stops if waits_for_a_day(stop)]
    return first is not None and any(first < step and (stuck is None or step <= stuck) for step in behind)


def _steps(stops: tuple[Stop, ...], today: date) -> tuple[JourneyStep, ...]:
    later = _times_resumed(stops)
    places = {stop.id: (stop.step, later[stop.id]) for stop in stops}
    ordered = sorted(stops, key=lambda stop: places[stop.id])
    steps = [(place, tuple(found)) for place, found in groupby(ordered, key=lambda stop: places[stop.id])]
    to_come = [place for place, found in steps if any(_is_to_come(stop, today) for stop in found)]
    return tuple(JourneyStep(place[0], found, is_next=place == min(to_come, default=None)) for place, found in steps)


def _times_resumed(stops: tuple[Stop, ...]) -> dict[str, int]:
    """How many stops each one goes on from. What the viewer may not see of them counts for nothing."""
    before = {stop.id: stop.resumes.stop_id for stop in stops if stop.resumes}
    counts = {}
    for stop in stops:
        count, at = 0, stop.id
        while at in before:
            count, at = count + 1, before[at]
        counts[stop.id] = count
    return counts


def _is_to_come(stop: Stop, today: date) -> bool:
    is_placed = stop.state is StopState.PLACED and stop.meeting_day is not None and stop.meeting_day >= today
    return is_placed or stop.state.is_waiting
