"""People's own calendars: what they can be about, who may make, rename and close them, and how many there may be."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from at_once import at_once
from audit_entries import audit_of
from feed_owners import CLOSED, INTERNAL, MINE, Owners, owners
from small_plan import COMMITTEE, MOMENT, later

from wheel.core.access import ANONYMOUS, OPERATOR, Moment, Viewer
from wheel.core.audit import AuditThing
from wheel.core.feed_options import USUAL, Deadlines, FeedOptions
from wheel.core.feed_sources import EVERYTHING, FeedSource
from wheel.core.own_feeds import MOST_NEW, MOST_OPEN
from wheel.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError, RefusedError
from wheel.store.database import Database
from wheel.store.posts import add_post
from wheel.usecases.own_feed_sources import NamedSource

RINGS = "chosen=1&rings=politisk"
ALL_OPTIONS = FeedOptions(agenda=False, closed=True, deadlines=Deadlines.TIMED, imprecise=True, drafts=True)


@pytest.fixture
def people(database: Database) -> Owners:
    return owners(database)


def about(people: Owners, viewer: Viewer, source: FeedSource) -> NamedSource:
    """Make one, and say what it is then said to be about."""
    made = people.make(viewer, f"nummer {len(people.names(viewer))}", source)
    return next(line.about for line in people.shown(viewer).open if line.feed.id == made.feed.id)


def test_what_is_kept_is_the_hash_of_a_secret_of_256_bits(people: Owners) -> None:
    made = people.make(people.chief)
    row = people.row(made.token)
    assert len(made.token) == 43
    assert (row.name, row.made_at, row.withdrawn_at, row.address) == ("min telefon", MOMENT.at, None, None)
    assert (row.is_mine, row.body_id, row.filter, row.item_id, row.post_id) == (True, None, None, None, None)
    assert row.account_id is not None
    assert made.token not in str(vars(row))
    assert made.feed == people.shown(people.chief).open[0].feed


def test_each_is_seen_by_its_owner_alone(people: Owners) -> None:
    made = people.make(people.chief)
    assert people.names(people.chief) == ["min telefon"]
    for somebody in (people.other, people.planner, people.administrator):
        assert people.names(somebody) == []
        for touch in (people.close, people.renew):
            with pytest.raises(NotFoundError, match="There is no such calendar of yours"):
                touch(somebody, made.feed.id)
        with pytest.raises(NotFoundError):
            people.rename(somebody, made.feed.id, "min")
    people.make(people.other)
    assert people.names(people.chief) == people.names(people.other)


@pytest.mark.parametrize("viewer", [ANONYMOUS, OPERATOR], ids=["visitor", "operator"])
def test_who_has_no_account_has_none(people: Owners, viewer: Viewer) -> None:
    for ask in (people.make, people.shown):
        with pytest.raises(ForbiddenError):
            ask(viewer)


def test_each_kind_of_source_is_kept_and_called_by_its_name(people: Owners) -> None:
    named = {
        EVERYTHING: "",
        MINE: "",
        FeedSource(body=COMMITTEE): "Økonomiudvalget",
        FeedSource(body=INTERNAL): "Internt",
        FeedSource(post=people.post): "Fagchefen",
        FeedSource(item=people.item): "Budgettet",
        FeedSource(query=RINGS): "Politisk",
    }
    found = {source: about(people, people.chief, source) for source in named}
    assert {source: one.source for source, one in found.items()} == {source: source for source in named}
    assert {source: one.name for source, one in found.items()} == named
    assert not any(one.is_gone for one in found.values())
    assert found[FeedSource(query=RINGS)].ring == "politisk"


def test_a_view_is_kept_in_its_usual_form_with_posts_and_ones_own(people: Owners) -> None:
    query = f"mine=1&posts={people.post}&bodies={COMMITTEE}&nonsense=1"
    found = about(people, people.chief, FeedSource(query=query))
    assert found.source.query == f"bodies={COMMITTEE}&mine=1&posts={people.post}"
    assert found.view is not None
    assert (found.view.bodies, found.posts) == (("Økonomiudvalget",), ("Fagchefen",))
    assert about(people, people.chief, FeedSource(query="nonsense=1")).source == EVERYTHING


@pytest.mark.parametrize(
    ("source", "field"),
    [
        (FeedSource(body="findes-ikke"), "body"),
        (FeedSource(body=CLOSED), "body"),
        (FeedSource(body=""), "body"),
        (FeedSource(post="findes-ikke"), "post"),
        (FeedSource(item="findes-ikke"), "item"),
        (FeedSource(query="chosen=1&rings=findes-ikke"), "ring"),
        (FeedSource(query="chosen=1&rings="), "ring"),
        (FeedSource(query=f"bodies={CLOSED}"), "view"),
        (FeedSource(query="posts=findes-ikke"), "view"),
        (FeedSource(query="kinds=meeting&rings=findes-ikke"), "view"),
    ],
    ids=str,
)
def test_what_is_not_there_for_the_owner_cannot_be_chosen(people: Owners, source: FeedSource, field: str) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        people.make(people.chief, source=source)
    assert refusal.value.field == field
    assert people.names(people.chief) == []


def test_a_closed_item_can_be_followed_by_who_may_see_it_alone(people: Owners) -> None:
    source = FeedSource(item=people.hidden)
    assert about(people, people.chief, source).name == "Salg af grund"
    for somebody in (people.other, people.planner, people.administrator):
        with pytest.raises(InvalidInputError):
            people.make(somebody, source=source)


def test_a_view_that_is_too_long_to_keep_is_refused(people: Owners) -> None:
    with people.database.writing() as session:
        posts = [add_post(session, f"Post {number}") for number in range(100)]
    with pytest.raises(RefusedError, match="too much to get an address of its own"):
        people.make(people.chief, source=FeedSource(query=urlencode([("posts", post) for post in posts])))


def test_drafts_and_closed_titles_are_for_those_who_may_see_some(people: Owners) -> None:
    def options(viewer: Viewer) -> tuple[bool, bool]:
        made = people.make(viewer, options=ALL_OPTIONS).feed.options
        assert made == people.shown(viewer).open[0].feed.options
        assert (made.agenda, made.deadlines, made.imprecise) == (False, Deadlines.TIMED, True)
        return made.drafts, made.closed

    found = {viewer.name: options(viewer) for viewer in (people.chief, people.other, people.planner)}
    assert found == {"Fagchefen": (False, True), "@reader": (False, False), "@planner": (True, False)}


def test_a_new_address_takes_the_place_of_the_old_one_at_once(people: Owners) -> None:
    old = people.make(people.chief, source=FeedSource(body=COMMITTEE), options=FeedOptions(agenda=False))
    new = people.renew(people.chief, old.feed.id, later(minutes=90))
    assert new.token != old.token
    assert people.row(old.token).withdrawn_at == later(minutes=90).at
    assert people.row(new.token).withdrawn_at is None
    kept = ("name", "source", "options")
    assert [getattr(new.feed, name) for name in kept] == [getattr(old.feed, name) for name in kept]
    shown = people.shown(people.chief, later(minutes=90))
    assert [[line.feed.id for line in lines] for lines in (shown.open, shown.closing)] == [[new.feed.id], [old.feed.id]]


def test_a_closed_one_is_listed_while_it_says_so_and_not_changed_any_more(people: Owners) -> None:
    made = people.make(people.chief)
    people.close(people.chief, made.feed.id)
    for days, place in ((0, "closing"), (30, "closing"), (31, "gone")):
        shown = people.shown(people.chief, later(days=days))
        assert [line.feed.id for line in getattr(shown, place)] == [made.feed.id]
        assert len(shown.all) == 1
    for touch in (people.close, people.renew):
        with pytest.raises(RefusedError, match="closed already"):
            touch(people.chief, made.feed.id)
    with pytest.raises(RefusedError, match="closed already"):
        people.rename(people.chief, made.feed.id, "min tablet")
    assert people.row(made.token).withdrawn_at == MOMENT.at
    assert people.make(people.chief).feed.name == "min telefon", "its name is free again"


def test_a_new_name_leaves_the_address_and_is_refused_where_somebody_was_quicker(people: Owners) -> None:
    made = people.make(people.chief)
    people.make(people.chief, "min tablet")
    people.rename(people.chief, made.feed.id, "min  Mac")
    assert people.row(made.token).name == "min Mac"
    for name, seen, error in (
        ("min pc", "min telefon", ConflictError),
        ("Min tablet", "min Mac", InvalidInputError),
        ("", "min Mac", InvalidInputError),
    ):
        with pytest.raises(error):
            people.rename(people.chief, made.feed.id, name, seen)
    people.rename(people.chief, made.feed.id, "MIN MAC", "min Mac")
    assert people.names(people.chief) == ["MIN MAC", "min tablet"]


def test_there_is_room_for_twenty_and_as_many_new_addresses_an_hour(people: Owners) -> None:
    made = [people.make(people.chief, str(number)) for number in range(MOST_OPEN)]
    hour = later(minutes=61)
    with pytest.raises(RefusedError, match="no room for more"):
        people.make(people.chief, "en til", moment=hour)
    people.close(people.chief, made[0].feed.id)
    with pytest.raises(RefusedError, match=f"You have made {MOST_NEW} addresses within an hour"):
        people.make(people.chief, "en til")
    with pytest.raises(RefusedError, match="within an hour"):
        people.renew(people.chief, made[1].feed.id)
    people.make(people.chief, "en til", moment=hour)
    people.renew(people.chief, made[1].feed.id, hour)
    assert len(people.names(people.chief)) == MOST_OPEN
    assert people.make(people.other).feed.name == "min telefon", "others have room of their own"


def test_of_two_of_the_same_name_made_at_once_one_is_refused(people: Owners) -> None:
    viewer = people.chief

    was_made: dict[int, bool] = {}

    def hurry(database: Database, number: int) -> None:
        try:
            replace(people, database=database).make(viewer)
        except InvalidInputError:
            was_made[number] = False
        else:
            was_made[number] = True

    at_once(people.database, hurry)
    assert sorted(was_made.values()) == [False, True]
    assert people.names(people.chief) == ["min telefon"]


def test_each_change_is_written_down_without_its_name_or_its_secret(people: Owners) -> None:
    made = people.make(people.chief, "Annas telefon")
    people.rename(people.chief, made.feed.id, "Annas tablet", "Annas telefon")
    new = people.renew(people.chief, made.feed.id)
    people.close(people.chief, new.feed.id, Moment(MOMENT.at + timedelta(hours=1), MOMENT.today))
    entries = [entry for entry in audit_of(people.database) if entry.thing is AuditThing.FEED]
    assert [(entry.act, entry.thing_id) for entry in entries] == [
        ("added", made.feed.id),
        ("saved", made.feed.id),
        ("address renewed", new.feed.id),
        ("closed", new.feed.id),
    ]
    for said in ("Annas", made.token, new.token):
        assert said not in str(entries)


def test_the_usual_options_are_kept_as_nothing(people: Owners) -> None:
    assert people.row(people.make(people.chief).token).options == USUAL.query == ""
