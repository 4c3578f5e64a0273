"""Two planners change settings at the same moment: one of them is told of the other, and nobody waits for ever."""

from __future__ import annotations

from datetime import date

from at_once import at_once
from settings_plan import FORUM, body_now, change, days_now, with_forum
from small_plan import COMMITTEE, MOMENT, SECRETARY

from wheel.core.local_days import LocalDaysKind
from wheel.errors import ConflictError, InvalidInputError
from wheel.store.database import Database
from wheel.store.rings import all_rings
from wheel.usecases.move_ring import MoveRing, move_ring
from wheel.usecases.save_local_days import SaveLocalDays, TypedDays, save_local_days
from wheel.usecases.save_ring import SaveRing, save_ring

PEOPLE = 2


def test_of_two_who_save_one_body_one_is_told_of_the_other(database: Database) -> None:
    with_forum(database)
    told = []

    def rename(own: Database, number: int) -> None:
        try:
            change(own, FORUM, default_place=f"Sal {number}")
        except ConflictError:
            told.append(number)

    at_once(database, rename)
    (second,) = told
    body = body_now(database, FORUM)
    assert (body.default_place, body.version) == (f"Sal {1 - second}", 2)


def test_two_bodies_are_told_to_share_members_from_both_sides_without_a_deadlock(database: Database) -> None:
    with_forum(database)

    def share(own: Database, number: int) -> None:
        name, other = ((FORUM, COMMITTEE), (COMMITTEE, FORUM))[number]
        for _ in range(10):
            before = body_now(own, name)
            try:
                change(own, name, before.version, shares_members_with=frozenset({other}) - before.shares_members_with)
            except ConflictError:
                continue  # the other has changed it meanwhile

    at_once(database, share)
    sides = body_now(database, FORUM).shares_members_with, body_now(database, COMMITTEE).shares_members_with
    assert sides in ((frozenset(), frozenset()), ({COMMITTEE}, {FORUM}))


def test_rings_that_are_moved_at_once_all_keep_a_place_of_their_own(database: Database) -> None:
    with_forum(database)
    with database.writing() as session:
        keys = [
            save_ring(session, SECRETARY, SaveRing(None, f"Ring {number}", "#0b5a8a"), MOMENT) for number in range(4)
        ]

    def move(own: Database, number: int) -> None:
        for key in keys[number::PEOPLE]:
            with own.writing() as session:
                move_ring(session, SECRETARY, MoveRing(key, 1, -1), MOMENT)

    at_once(database, move)
    with database.reading() as session:
        assert sorted(ring.key for ring in all_rings(session)) == sorted(["politisk", *keys])


def test_of_two_who_write_the_same_holiday_one_is_refused(database: Database) -> None:
    with_forum(database)
    told = []

    def add(own: Database, number: int) -> None:
        first = date(2027, 2, 13 + number)
        typed = TypedDays(LocalDaysKind.SCHOOL_HOLIDAY, "Vinterferie", first, date(2027, 2, 21))
        try:
            with own.writing() as session:
                save_local_days(session, SECRETARY, SaveLocalDays(None, typed), MOMENT)
        except InvalidInputError as error:
            told.append(error.field)

    at_once(database, add)
    assert told == ["name"]
    assert len(days_now(database)) == 1
