"""The committee's standing items as its secretary keeps them, and what stands on its agendas after placing."""

from __future__ import annotations

from dataclasses import replace

from small_plan import COMMITTEE, MOMENT, SECRETARY, TODAY

from wheel.core.access import Moment, Viewer
from wheel.core.posts import Post
from wheel.core.standing_items import StandingItem
from wheel.core.standing_rules import EveryMeeting, OncePerPost, Pattern, StandingRule
from wheel.store.database import Database
from wheel.store.posts import add_post, post_by_id
from wheel.store.standing import find_standing_item
from wheel.store.stops import stops_at
from wheel.usecases.place_standing import Choice, PlacingPage, place_standing_items, show_placing
from wheel.usecases.save_standing_item import SaveStandingItem, save_standing_item
from wheel.usecases.show_standing import StandingPage, show_standing, standing_to_place

NEW = StandingItem("", COMMITTEE, "Status", StandingRule(EveryMeeting()))


def keep(
    database: Database,
    title: str = "Status",
    pattern: Pattern | None = None,
    viewer: Viewer = SECRETARY,
    **changes: object,
) -> str:
    """Add a standing item; its id."""
    item = replace(NEW, title=title, rule=StandingRule(pattern or EveryMeeting()), **changes)  # type: ignore[arg-type]
    with database.writing() as session:
        return save_standing_item(session, viewer, SaveStandingItem(item), MOMENT)


def keep_roster(database: Database, *titles: str) -> tuple[str, tuple[Post, ...]]:
    """A roster of new posts that nobody holds; its id, and the posts."""
    with database.writing() as session:
        roster = tuple(post_by_id(session, add_post(session, title)) for title in titles)
    return keep(database, "Dialogmøde med {post}", OncePerPost(), roster=roster), roster


def standing_now(database: Database, standing_id: str) -> StandingItem:
    with database.reading() as session:
        return find_standing_item(session, SECRETARY, standing_id)


def place_year(
    database: Database,
    year: int,
    chosen: list[Choice] | None = None,
    viewer: Viewer = SECRETARY,
    moment: Moment = MOMENT,
) -> int:
    with database.writing() as session:
        return place_standing_items(session, viewer, COMMITTEE, year, moment, chosen)


def placing(database: Database, year: int, viewer: Viewer = SECRETARY) -> PlacingPage:
    with database.reading() as session:
        return show_placing(session, viewer, COMMITTEE, year, TODAY)


def page(database: Database, year: int = 2027, viewer: Viewer = SECRETARY) -> StandingPage:
    with database.reading() as session:
        return show_standing(session, viewer, COMMITTEE, year, TODAY)


def to_place(database: Database, viewer: Viewer = SECRETARY) -> int:
    with database.reading() as session:
        return standing_to_place(session, viewer, COMMITTEE, TODAY)


def agendas(database: Database, *meetings: str) -> list[list[str | None]]:
    """The titles on each meeting's agenda."""
    with database.reading() as session:
        found = stops_at(session, SECRETARY, meetings)
    return [[stop.title for stop in found[meeting]] for meeting in meetings]
