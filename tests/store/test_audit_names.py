"""A thing in the audit is called by its name only to those who may know of it now."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from small_plan import (
    ADMINISTRATOR,
    COMMITTEE,
    DAYS,
    MEETINGS,
    MOMENT,
    PLANNER,
    READER,
    SECRETARY,
    a_body,
    place,
    set_up,
)

from wheel.core.access import ANONYMOUS, OPERATOR, Role, Viewer
from wheel.core.audit import AuditEntry, AuditThing, ThingName, things_in
from wheel.core.dates import DateSpan
from wheel.core.local_days import LocalDays, LocalDaysKind
from wheel.core.occurrences import Visibility
from wheel.core.periods import Zoom
from wheel.core.rules import DateList
from wheel.core.saved_views import SavedView
from wheel.core.schedule import Schedule
from wheel.store.accounts import add_account
from wheel.store.audit_names import names_of_things
from wheel.store.bodies import add_body
from wheel.store.database import Database
from wheel.store.local_days import add_local_days
from wheel.store.planning import planned_in_years
from wheel.store.posts import add_post
from wheel.store.saved_views import add_view
from wheel.store.series import add_series
from wheel.store.stops import find_stop
from wheel.usecases.plan_year import plan_year

MEMBER = Viewer(Role.READER, "Medlemmet", member_of=frozenset({COMMITTEE}))
VIEWERS = {
    "visitor": ANONYMOUS,
    "reader": READER,
    "member": MEMBER,
    "planner": PLANNER,
    "secretary": SECRETARY,
    "administrator": ADMINISTRATOR,
    "operator": OPERATOR,
}
PLANNING = {"planner", "secretary", "administrator", "operator"}
SIGNED_IN = PLANNING | {"reader", "member"}
EVERYBODY = SIGNED_IN | {"visitor"}
INSIDE = {"member", "secretary", "operator"}

NAMED = [
    ("open_item", "Budget", EVERYBODY, "an open item of a public meeting"),
    ("open_stop", "Budget", EVERYBODY, "and what happens to it at the meeting"),
    ("closed_item", "Opsigelse", INSIDE, "a closed item: neither planners nor administrators"),
    ("closed_stop", "Opsigelse", INSIDE, "and moving it about"),
    ("meeting", "Økonomiudvalgsmøde", EVERYBODY, "a public meeting"),
    ("closed_meeting", "Lukket udvalgsmøde", PLANNING, "a meeting of a closed body, in which nobody sits"),
    ("draft_meeting", "Økonomiudvalgsmøde", PLANNING, "a meeting of a year that is not published; planners may"),
    ("series", "Økonomiudvalgsmøde", PLANNING, "a series may have no published date"),
    ("closed_series", "Lukket udvalgsmøde", PLANNING, "and may be closed"),
    ("body", "Økonomiudvalget", EVERYBODY, "a public body"),
    ("closed_body", "Lukket udvalg", PLANNING, "a closed body"),
    ("ring", "Politisk", PLANNING, "settings"),
    ("days", "Lukket", PLANNING, "settings"),
    ("post", "Stabschefen", SIGNED_IN, "posts are for those who have signed in"),
    ("account", "Anna", {"administrator", "operator"}, "whose account it is, administrators alone may know"),
    ("shared_view", "Alles", EVERYBODY, "a view that is everybody's"),
    ("own_view", "Min", set(), "what somebody else calls theirs"),
    ("gone", "", set(), "what is deleted is called nothing"),
]


@pytest.fixture
def things(database: Database) -> dict[str, tuple[AuditThing, str]]:
    plan = set_up(database, years=(2026,))
    open_stop, closed_stop = (
        *place(database, plan.meetings[0], "Budget"),
        *place(database, plan.meetings[0], "Opsigelse", closed=True),
    )
    with database.writing() as session:
        add_body(session, a_body("lukket", name="Lukket udvalg", visibility=Visibility.CLOSED))
        rule = Schedule(DateList((DateSpan.of_day(DAYS[0]),)))
        closed = replace(MEETINGS, title="Lukket udvalgsmøde", body="lukket", schedule=rule)
        series = add_series(session, replace(closed, visibility=Visibility.CLOSED))
        plan_year(session, OPERATOR, 2026, MOMENT, publish=True)
        plan_year(session, OPERATOR, 2027, MOMENT)
        days = add_local_days(
            session, LocalDays(LocalDaysKind.CLOSING_DAY, "Lukket", DateSpan.of_day(date(2026, 5, 15)))
        )
        post, account = add_post(session, "Stabschefen"), add_account(session, "anna", "Anna", None, Role.READER)
        shared_view, own_view = (
            add_view(session, owner, SavedView("", name, Zoom.YEAR))
            for owner, name in ((None, "Alles"), (account, "Min"))
        )
        items = [find_stop(session, SECRETARY, stop).item_id or "" for stop in (open_stop, closed_stop)]
        closed_meeting, draft_meeting = (
            planned_in_years(session, (year,), (one,))[0].id for one, year in ((series, 2026), (plan.series, 2027))
        )
    return {
        "open_item": (AuditThing.ITEM, items[0]),
        "open_stop": (AuditThing.STOP, open_stop),
        "closed_item": (AuditThing.ITEM, items[1]),
        "closed_stop": (AuditThing.STOP, closed_stop),
        "meeting": (AuditThing.OCCURRENCE, plan.meetings[0]),
        "closed_meeting": (AuditThing.OCCURRENCE, closed_meeting),
        "draft_meeting": (AuditThing.OCCURRENCE, draft_meeting),
        "series": (AuditThing.SERIES, plan.series),
        "closed_series": (AuditThing.SERIES, series),
        "body": (AuditThing.BODY, COMMITTEE),
        "closed_body": (AuditThing.BODY, "lukket"),
        "ring": (AuditThing.RING, "politisk"),
        "days": (AuditThing.LOCAL_DAYS, days),
        "post": (AuditThing.POST, post),
        "account": (AuditThing.ACCOUNT, account),
        "shared_view": (AuditThing.VIEW, shared_view),
        "own_view": (AuditThing.VIEW, own_view),
        "gone": (AuditThing.ITEM, "gone"),
        "year": (AuditThing.YEAR, "2027"),
        "audit": (AuditThing.AUDIT, "audit"),
    }


@pytest.mark.parametrize(("key", "title", "who", "reason"), NAMED, ids=[reason for *_, reason in NAMED])
def test_who_is_told_what_a_thing_is_called(
    database: Database, things: dict[str, tuple[AuditThing, str]], key: str, title: str, who: set[str], reason: str
) -> None:
    with database.reading() as session:
        found = {name: names_of_things(session, viewer, [things[key]]) for name, viewer in VIEWERS.items()}
    assert {name for name, names in found.items() if names} == who, reason
    assert {name.title for names in found.values() for name in names.values()} <= {title}


@pytest.mark.parametrize("viewer", VIEWERS.values(), ids=VIEWERS)
def test_all_at_once_is_as_one_by_one(
    database: Database, things: dict[str, tuple[AuditThing, str]], viewer: Viewer
) -> None:
    with database.reading() as session:
        one_by_one = [names_of_things(session, viewer, [thing]) for thing in things.values()]
        at_once = names_of_things(session, viewer, things.values())
    assert at_once == {thing: name for names in one_by_one for thing, name in names.items()}


def test_a_name_leads_to_where_the_thing_is_seen(database: Database, things: dict[str, tuple[AuditThing, str]]) -> None:
    with database.reading() as session:
        names = names_of_things(session, SECRETARY, things.values())
    assert names[things["closed_stop"]] == ThingName("Opsigelse", things["closed_item"])
    assert names[things["meeting"]] == ThingName("Økonomiudvalgsmøde", things["meeting"], DAYS[0])


def test_whoever_has_an_account_is_told_its_own_name_and_what_its_views_are_called_alone(
    database: Database, things: dict[str, tuple[AuditThing, str]]
) -> None:
    account, view = things["account"], things["own_view"]
    with database.reading() as session:
        own = names_of_things(session, replace(READER, account_id=account[1]), [account, view])
        others = names_of_things(session, replace(READER, account_id="another"), [account, view])
    assert ({thing: name.title for thing, name in own.items()}, others) == ({account: "Anna", view: "Min"}, {})


def test_the_things_of_an_entry_are_what_it_is_about_and_what_its_facts_name() -> None:
    told = {"account": "a1", "body": "kb", "post": None, "to": "2027-01-01"}
    entry = AuditEntry("e1", MOMENT.at, None, "", "Stabschefen", "given", AuditThing.POST, "p1", told)
    assert things_in(entry) == {(AuditThing.POST, "p1"), (AuditThing.ACCOUNT, "a1"), (AuditThing.BODY, "kb")}
