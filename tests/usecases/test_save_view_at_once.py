"""Two browsers save views at the same moment: names stay apart, there is never more than there is room for."""

from __future__ import annotations

from at_once import at_once
from looking_people import Lookers, lookers
from small_plan import MOMENT

from wheel.core.saved_views import MOST_VIEWS
from wheel.errors import ConflictError, InvalidInputError, RefusedError
from wheel.store.database import Database
from wheel.usecases.change_view import RenameView, rename_view


def test_one_name_is_given_once(database: Database) -> None:
    people, told = lookers(database), []

    def save(own: Database, number: int) -> None:
        name = ("Økonomi", "ØKONOMI")[number]
        try:
            Lookers(own, people.reader, people.other, people.planner).save(people.planner, name, is_shared=True)
        except InvalidInputError as error:
            told.append(error.field)

    at_once(database, save)
    assert told == ["name"]
    assert len(people.views(people.visitor).shared) == 1


def test_the_last_room_is_taken_once(database: Database) -> None:
    people, told = lookers(database), []
    for number in range(MOST_VIEWS - 1):
        people.save(people.reader, f"Visning {number}")

    def save(own: Database, number: int) -> None:
        try:
            Lookers(own, people.reader, people.other, people.planner).save(people.reader, f"Ny {number}")
        except RefusedError:
            told.append(number)

    at_once(database, save)
    assert len(told) == 1
    assert len(people.views(people.reader).mine) == MOST_VIEWS


def test_of_two_who_rename_one_view_one_is_told_of_the_other(database: Database) -> None:
    people, told = lookers(database), []
    view_id = people.save(people.planner, "Alles", is_shared=True)

    def rename(own: Database, number: int) -> None:
        try:
            with own.writing() as session:
                rename_view(session, people.planner, RenameView(view_id, f"Navn {number}", 1), MOMENT)
        except ConflictError:
            told.append(number)

    at_once(database, rename)
    (second,) = told
    (view,) = people.views(people.visitor).shared
    assert (view.name, view.version) == (f"Navn {1 - second}", 2)
