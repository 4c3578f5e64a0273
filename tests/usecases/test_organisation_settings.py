"""What an administrator says of the organisation, and who else may not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from small_plan import ADMINISTRATOR, MOMENT, READER, SECRETARY, set_up
from sqlalchemy import select

from wheel.core.access import ANONYMOUS, SHUT_OUT, Viewer
from wheel.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from wheel.store.database import Database
from wheel.store.organisation import find_organisation
from wheel.store.stamps import read_stamp
from wheel.store.tables import AuditEntryRow
from wheel.usecases.identify import visitor
from wheel.usecases.organisation_settings import SaveOrganisation, save_organisation_settings, show_organisation

COMMAND = SaveOrganisation(seen=1, name=" Fjordby  Kommune ", locale="en", has_public_part=False)


def save(database: Database, command: SaveOrganisation = COMMAND, viewer: Viewer = ADMINISTRATOR) -> None:
    with database.writing() as session:
        save_organisation_settings(session, viewer, command, MOMENT)


def test_its_name_its_language_and_its_public_part_are_changed_and_nothing_else(database: Database) -> None:
    set_up(database)
    with database.reading() as session:
        before, stamp = find_organisation(session), read_stamp(session)
        assert visitor(session) == ANONYMOUS
    assert before is not None
    save(database)
    with database.reading() as session:
        assert find_organisation(session) == replace(
            before, name="Fjordby Kommune", locale="en", has_public_part=False, version=2
        )
        assert visitor(session) == SHUT_OUT
        assert read_stamp(session) > stamp, "or feeds would be sent as they were"
        entry = session.scalars(select(AuditEntryRow).order_by(AuditEntryRow.id.desc())).first()
    assert entry is not None
    assert (entry.act, entry.thing, entry.told) == ("saved", "organisation", {"public": False})


def test_who_has_not_seen_the_latest_is_told_so(database: Database) -> None:
    set_up(database)
    save(database)
    with pytest.raises(ConflictError):
        save(database, replace(COMMAND, name="En anden"))
    with database.reading() as session:
        assert show_organisation(session, ADMINISTRATOR).organisation.name == "Fjordby Kommune"


@pytest.mark.parametrize(
    ("wrong", "field", "reason"),
    [
        ({"name": " "}, "organisation", "no name"),
        ({"name": "x" * 201}, "organisation", "more than the database keeps"),
        ({"locale": "kl"}, "locale", "a language without texts"),
    ],
)
def test_a_mistake_names_its_field(database: Database, wrong: dict[str, Any], field: str, reason: str) -> None:
    set_up(database)
    with pytest.raises(InvalidInputError) as refusal:
        save(database, replace(COMMAND, **wrong))
    assert refusal.value.field == field, reason


@pytest.mark.parametrize("viewer", [ANONYMOUS, READER, SECRETARY])
def test_only_administrators_see_and_change_it(sqlite_database: Database, viewer: Viewer) -> None:
    set_up(sqlite_database)
    with pytest.raises(ForbiddenError):
        save(sqlite_database, viewer=viewer)
    with sqlite_database.reading() as session, pytest.raises(ForbiddenError):
        show_organisation(session, viewer)


def test_there_is_nothing_to_change_before_the_service_is_set_up(sqlite_database: Database) -> None:
    with pytest.raises(NotFoundError):
        save(sqlite_database)


def test_a_new_service_is_told_that_it_has_no_bodies(sqlite_database: Database) -> None:
    set_up(sqlite_database)
    with sqlite_database.reading() as session:
        assert show_organisation(session, ADMINISTRATOR).has_bodies
