"""The routes that items often take: added, changed and deleted by those who keep agendas."""

from __future__ import annotations

import pytest
from audit_entries import audit_of
from route_plan import BOARD, COUNCIL, FINANCE, FORUM, OF_BOARD, SECRET, route_plan
from small_plan import ANONYMOUS, MOMENT, PLANNER, READER, SECRETARY, a_body

from wheel.core.access import Viewer
from wheel.core.audit import AuditThing
from wheel.core.routes import Leg, RouteTemplate
from wheel.core.stops import Purpose
from wheel.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError, RefusedError
from wheel.store.bodies import add_body, all_bodies
from wheel.store.database import Database
from wheel.usecases.delete_body import DeleteBody, delete_body
from wheel.usecases.save_route_template import (
    DeleteRoute,
    SaveRoute,
    delete_route,
    kept_legs,
    save_route_template,
    show_route_settings,
    show_routes,
)

LEGS = (
    Leg(1, None, Purpose.CONSULTATION),
    Leg(1, FORUM, Purpose.INFORMATION),
    Leg(2, FINANCE, Purpose.DECISION, 3),
    Leg(3, COUNCIL, Purpose.FIRST_READING),
    Leg(4, COUNCIL, Purpose.SECOND_READING),
)


@pytest.fixture(autouse=True)
def _plan(database: Database) -> None:
    route_plan(database)


def save(database: Database, command: SaveRoute, viewer: Viewer = OF_BOARD) -> str:
    with database.writing() as session:
        return save_route_template(session, viewer, command, MOMENT)


def known(database: Database, viewer: Viewer = OF_BOARD) -> tuple[RouteTemplate, ...]:
    with database.reading() as session:
        return show_routes(session, viewer)[0]


def test_a_route_is_kept_as_it_was_written(database: Database) -> None:
    route_id = save(database, SaveRoute(None, "  Fagudvalg → ØU → KB ", LEGS))
    assert known(database) == (RouteTemplate(route_id, "Fagudvalg → ØU → KB", LEGS),)
    with database.reading() as session:
        assert kept_legs(session, PLANNER, route_id) == LEGS
    last = audit_of(database)[-1]
    assert (last.act, last.thing, last.thing_id) == ("added", AuditThing.ROUTE, route_id)


def test_a_changed_route_has_its_new_legs_alone(database: Database) -> None:
    route_id = save(database, SaveRoute(None, "A", LEGS))
    save(database, SaveRoute(route_id, "B", LEGS[2:3], seen=1))
    assert known(database) == (RouteTemplate(route_id, "B", LEGS[2:3], version=2),)


def test_a_deleted_route_is_gone(database: Database) -> None:
    route_id = save(database, SaveRoute(None, "A", LEGS))
    with database.writing() as session:
        delete_route(session, OF_BOARD, DeleteRoute(route_id, 1), MOMENT)
    assert known(database) == ()
    with pytest.raises(NotFoundError), database.reading() as session:
        show_route_settings(session, OF_BOARD, route_id)
    assert [entry.act for entry in audit_of(database)[-2:]] == ["added", "deleted"]


def test_what_somebody_else_has_changed_is_not_written_over(database: Database) -> None:
    route_id = save(database, SaveRoute(None, "A", LEGS))
    save(database, SaveRoute(route_id, "B", LEGS, seen=1))
    with pytest.raises(ConflictError):
        save(database, SaveRoute(route_id, "C", LEGS, seen=1))
    with pytest.raises(ConflictError), database.writing() as session:
        delete_route(session, OF_BOARD, DeleteRoute(route_id, 1), MOMENT)
    assert [route.name for route in known(database)] == ["B"]


REFUSED = [
    (SaveRoute(None, " ", LEGS), "name"),
    (SaveRoute(None, "x" * 121, LEGS), "name"),
    (SaveRoute(None, "direkte", LEGS), "name"),
    (SaveRoute(None, "B", ()), "body-0"),
    (SaveRoute(None, "B", (Leg(1, BOARD), Leg(2, "nobody"))), "body-1"),
    (SaveRoute(None, "B", (Leg(1, SECRET),)), "body-0"),
]


@pytest.mark.parametrize(("command", "field"), REFUSED, ids=[field for _command, field in REFUSED])
def test_what_cannot_be_names_the_field(database: Database, command: SaveRoute, field: str) -> None:
    save(database, SaveRoute(None, "Direkte", LEGS))
    with pytest.raises(InvalidInputError) as refusal:
        save(database, command)
    assert refusal.value.field == field
    assert len(known(database)) == 1


def test_a_body_that_a_route_goes_through_is_not_deleted(database: Database) -> None:
    with database.writing() as session:
        add_body(session, a_body("hvilende"))
    route_id = save(database, SaveRoute(None, "Den stille vej", (Leg(1, BOARD), Leg(2, "hvilende"))))
    with pytest.raises(RefusedError, match="Den stille vej"), database.writing() as session:
        delete_body(session, PLANNER, DeleteBody("hvilende", 1), MOMENT)
    with database.writing() as session:
        delete_route(session, OF_BOARD, DeleteRoute(route_id, 1), MOMENT)
        delete_body(session, PLANNER, DeleteBody("hvilende", 1), MOMENT)
        assert "hvilende" not in {body.short_name for body in all_bodies(session, PLANNER)}


@pytest.mark.parametrize("viewer", [ANONYMOUS, READER])
def test_only_who_keeps_an_agenda_keeps_routes(database: Database, viewer: Viewer) -> None:
    for refused in (lambda: save(database, SaveRoute(None, "A", LEGS), viewer), lambda: known(database, viewer)):
        with pytest.raises(ForbiddenError):
            refused()


def test_a_route_through_a_body_that_one_may_not_know_of_is_not_shown(database: Database) -> None:
    route_id = save(database, SaveRoute(None, "Hemmelig", (Leg(1, SECRET),)), SECRETARY)
    assert [route.name for route in known(database, SECRETARY)] == ["Hemmelig"]
    assert known(database) == ()
    with pytest.raises(NotFoundError):
        save(database, SaveRoute(route_id, "Min", LEGS, seen=1))
