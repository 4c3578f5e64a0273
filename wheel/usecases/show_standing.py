"""Show a body's standing items: their next dates, who of a roster has had their meeting, and what is not placed yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from wheel.core.access import Viewer, require
from wheel.core.calendar import FIRST_YEAR, LAST_YEAR
from wheel.core.permissions import Right, Thing
from wheel.core.plan import Body
from wheel.core.posts import Post
from wheel.core.rosters import CoverLine, coverage
from wheel.core.standing import Wanted, lacking
from wheel.core.standing_items import StandingItem
from wheel.core.stops import StopState
from wheel.store.bodies import find_body
from wheel.store.database import Session
from wheel.store.post_lists import posts_on
from wheel.store.post_tenures import posts_held_on
from wheel.store.standing import find_standing_item, has_items
from wheel.usecases.standing_frame import Standing, read_frame, read_standing, series_to_follow

DATES_SHOWN = 3
PREVIEWED = 12


@dataclass(frozen=True)
class StandingDate:
    """A coming meeting of a standing item; `item_id` is the item that is on its agenda already."""

    day: date
    is_placed: bool
    item_id: str | None = None


@dataclass(frozen=True)
class StandingLine:
    """A standing item, its next dates, and how many of the year's are not placed yet.

    `cover` is the roster's for the year. `is_over`: nothing comes of it any more.
    """

    item: StandingItem
    dates: tuple[StandingDate, ...]
    to_place: int
    cover: tuple[CoverLine, ...]
    is_over: bool


@dataclass(frozen=True)
class StandingPage:
    """`vacant` are the posts (ids) that nobody holds today; `series` the titles of those followed, by id.

    `to_place` counts what the year lacks, `other_years` what this year or the next do, where that is another one.
    """

    body: Body
    year: int
    lines: tuple[StandingLine, ...]
    vacant: frozenset[str]
    series: dict[str, str]
    to_place: int
    has_meetings: bool
    other_years: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class StandingToChange:
    """`item` is None for a new one; `posts` are those that can be on its roster. `is_used`: items have come of it."""

    body: Body
    item: StandingItem | None
    posts: tuple[Post, ...]
    series: dict[str, str]
    may_close: bool
    is_used: bool


def standing_to_place(session: Session, viewer: Viewer, body: str, today: date) -> int:
    """How many standing items the coming meetings of this year and the next lack, of the body of that short name.

    Without those of vacant posts, which wait for somebody to hold them. 0 for who does not keep the body's agenda.
    """
    if not viewer.may_keep_agenda(body):
        return 0
    years = _years(today.year)
    standing = read_standing(session, viewer, body, years)
    if standing is None:
        return 0
    found = [(item, one) for item in standing.items for year in years for one in standing.lacking(item, year, today)]
    vacant = vacant_posts(session, standing, today)
    return sum(
        viewer.may_change_item(body, item.is_closed) and (one.post is None or one.post.id not in vacant)
        for item, one in found
    )


def vacant_posts(session: Session, standing: Standing, today: date) -> frozenset[str]:
    """The posts on rosters that nobody holds today."""
    posts = {post.id for item in standing.items for post in item.roster}
    return frozenset(posts) - posts_held_on(session, posts, today) if posts else frozenset()


def show_standing(session: Session, viewer: Viewer, name: str, year: int, today: date) -> StandingPage:
    """For who keeps the body's agenda; closed standing items only for who may see closed items there."""
    body = find_body(session, viewer, name)
    require(viewer, Right.CHANGE, Thing.OPEN_ITEM, body.short_name)
    years = _years(min(year, today.year), max(year, today.year))
    standing = read_standing(session, viewer, body.short_name, years)
    if standing is None:
        return StandingPage(body, year, (), frozenset(), {}, 0, has_meetings=True)
    lines = tuple(_line(standing, item, year, years, today) for item in standing.items)
    vacant = vacant_posts(session, standing, today)
    return StandingPage(
        body=body,
        year=year,
        lines=lines,
        vacant=vacant,
        series=series_titles(standing),
        to_place=sum(line.to_place for line in lines),
        has_meetings=any(one.span.start.year == year for one in standing.frame.held),
        other_years=tuple((one, count) for one, count in _counts(standing, today).items() if count and one != year),
    )


def _counts(standing: Standing, today: date) -> dict[int, int]:
    """What this year and the next lack."""
    return {
        year: sum(len(standing.lacking(item, year, today)) for item in standing.items) for year in _years(today.year)
    }


def series_titles(standing: Standing) -> dict[str, str]:
    return {series: dates[0].title for series, dates in standing.frame.anchors.items()}


def _years(first: int, last: int | None = None) -> range:
    """From one year to the year after another, as far as the calendar reaches."""
    return range(max(first, FIRST_YEAR + 1), min((last or first) + 1, LAST_YEAR) + 1)


def _line(standing: Standing, item: StandingItem, year: int, years: range, today: date) -> StandingLine:
    placed = standing.placed_of(item)
    begins = max(today, date(year, 1, 1))
    has_cover = item.has_roster and item.rule.years.include(year)
    return StandingLine(
        item=item,
        dates=_dates(standing, item, years, today),
        to_place=len(standing.lacking(item, year, today)),
        cover=coverage(item.roster, year, placed, begins) if has_cover else (),
        is_over=item.term.is_over(today),
    )


def _dates(standing: Standing, item: StandingItem, years: range, today: date) -> tuple[StandingDate, ...]:
    on_agendas = [
        StandingDate(one.day, True, one.item_id)
        for one in standing.placed_of(item)
        if one.state is StopState.PLACED and one.day is not None and one.day >= today
    ]
    still = [
        StandingDate(one.meeting.span.start, False) for year in years for one in standing.lacking(item, year, today)
    ]
    return tuple(sorted([*on_agendas, *still], key=lambda one: one.day)[:DATES_SHOWN])


def preview_standing_item(session: Session, viewer: Viewer, item: StandingItem, today: date) -> tuple[Wanted, ...]:
    """What the item, stored or not, would want of the coming meetings of this year and the next: the first twelve."""
    require(viewer, Right.CHANGE, Thing.OPEN_ITEM, item.body)
    years = _years(today.year)
    frame = read_frame(session, viewer, item.body, [item], years)
    found = [one for year in years for one in lacking(item, year, frame, (), today)]
    return tuple(found[:PREVIEWED])


def with_posts(item: StandingItem, known: Mapping[str, Post]) -> StandingItem:
    """The item as a form describes it, which names its roster by ids alone, with what these posts are."""
    return replace(item, roster=tuple(known[post.id] for post in item.roster if post.id in known))


def show_new_standing_item(session: Session, viewer: Viewer, name: str, today: date) -> StandingToChange:
    body = find_body(session, viewer, name)
    require(viewer, Right.CHANGE, Thing.OPEN_ITEM, body.short_name)
    return _to_change(session, viewer, body, None, today)


def show_standing_item(session: Session, viewer: Viewer, standing_id: str, today: date) -> StandingToChange:
    """Raises NotFoundError if the viewer may not know of it, ForbiddenError if they may not change it."""
    item = find_standing_item(session, viewer, standing_id)
    require(viewer, Right.CHANGE, Thing.OPEN_ITEM, item.body)
    return _to_change(session, viewer, find_body(session, viewer, item.body), item, today)


def _to_change(
    session: Session, viewer: Viewer, body: Body, item: StandingItem | None, today: date
) -> StandingToChange:
    posts = posts_on(session, today)
    roster = item.roster if item else ()
    # Those on the roster come first, in its order, also where they exist no longer.
    listed = {post.id for post in roster}
    return StandingToChange(
        body=body,
        item=item,
        posts=(*roster, *(post for post in posts if post.id not in listed)),
        series=series_to_follow(session, viewer, _years(today.year)),
        may_close=viewer.may_change_item(body.short_name, is_closed=True),
        is_used=item is not None and has_items(session, item.id),
    )
