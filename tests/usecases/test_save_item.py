"""An item is saved by those who may change it, as it was seen; its case officer is found among the posts."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest
from papers import ELSEWHERE, KEEPER, MEMBER, attach, item_now, save, with_item, written_down
from small_plan import ADMINISTRATOR, MOMENT, PLANNER, READER, SECRETARY, place, stop_now
from sqlalchemy import select

from wheel.core.access import ANONYMOUS, Viewer
from wheel.core.folding import folded_item
from wheel.core.stops import NewItem, Purpose, Stop
from wheel.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from wheel.store.database import Database
from wheel.store.items import item_said
from wheel.store.posts import add_post
from wheel.store.tables import ItemRow, PostRow, StopChangeRow
from wheel.usecases.save_item import SaveItem, Treatment, save_item


def officer(database: Database) -> str | None:
    with database.reading() as session:
        return session.scalar(select(PostRow.title).join(ItemRow, ItemRow.case_officer_post_id == PostRow.id))


def test_all_that_it_says_is_saved_and_written_down_once(database: Database) -> None:
    _plan, stop = with_item(database)
    before = len(written_down(database))
    now = save(
        database,
        stop,
        title=" Havnen,  igen ",
        text="Indstilling",
        case_number="26/17",
        case_officer="økonomichefen",
        treatment=Treatment(Purpose.DECISION, 45),
    )
    assert (now.title, now.text, now.case_number, now.case_officer) == (
        "Havnen, igen",
        "Indstilling",
        "26/17",
        "økonomichefen",
    )
    assert (now.purpose, now.minutes, now.item_version, now.version) == (Purpose.DECISION, 45, 2, 1)
    assert officer(database) == "Økonomichefen"
    assert written_down(database)[before:] == [("Sekretariatet", "saved", stop.item_id)]


def test_all_its_texts_and_its_tags_are_saved_and_found_by_searching(database: Database) -> None:
    _plan, stop = with_item(database)
    said = NewItem(
        " Havnen ",
        decision_theme=" Skal den udvides? ",
        text="Sagen",
        economy="1 mio. kr.",
        legal_basis="§ 41",
        recommendation="Staben indstiller,\nat den udvides",
        participants=" Havnechefen \n\nØkonomichefen",
        tags=("øst", " Anlæg", "anlæg", ""),
    )
    with database.writing() as session:
        save_item(session, SECRETARY, SaveItem(stop.item_id or "", 1, said, {}), MOMENT)
    with database.reading() as session:
        kept = item_said(session, SECRETARY, stop.item_id or "")
        folded = session.scalars(select(ItemRow.folded)).one()
    trimmed = {"title": "Havnen", "decision_theme": "Skal den udvides?", "participants": "Havnechefen\nØkonomichefen"}
    assert kept == replace(said, **trimmed, tags=("Anlæg", "øst"))
    assert folded == folded_item(kept)


def test_when_in_the_meeting_it_comes_is_saved(database: Database) -> None:
    _plan, stop = with_item(database)
    now = save(database, stop, treatment=Treatment(Purpose.DECISION, 45, time(10, 15), is_provisional=True))
    assert (now.starts_at, now.is_provisional) == (time(10, 15), True)
    now = save(database, stop, 2, treatment=Treatment(Purpose.DECISION, 45))
    assert (now.starts_at, now.is_provisional) == (None, False)


def test_what_it_says_is_for_who_may_see_it(sqlite_database: Database) -> None:
    _plan, stop = with_item(sqlite_database, closed=True)
    with sqlite_database.reading() as session:
        assert item_said(session, MEMBER, stop.item_id or "").title == "Havnen"
        for viewer, item_id in ((READER, stop.item_id), (PLANNER, stop.item_id), (MEMBER, "findes-ikke")):
            with pytest.raises(NotFoundError):
                item_said(session, viewer, item_id or "")


def test_its_stops_have_no_history_of_it(database: Database) -> None:
    _plan, stop = with_item(database)
    save(database, stop, title="Andet")
    with database.reading() as session:
        assert len(session.scalars(select(StopChangeRow)).all()) == 1, "that it was added"


def test_another_case_officer_takes_the_place_of_the_first(database: Database) -> None:
    _plan, stop = with_item(database)
    save(database, stop, case_officer="Havnechefen")
    save(database, stop, seen=2, case_officer="Havnechefen og Økonomichefen")
    assert officer(database) is None
    with database.writing() as session:
        add_post(session, "HAVNECHEFEN")
    save(database, stop, seen=3, case_officer="Havnechefen")
    assert officer(database) is None, "there are two by now"


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(database: Database) -> None:
    _plan, stop = with_item(database)
    save(database, stop, title="Den første")
    with pytest.raises(ConflictError, match="Somebody else changed this item"):
        save(database, stop, title="Den anden")
    assert item_now(database, stop).title == "Den første"


def test_its_attachments_are_a_part_of_it(database: Database) -> None:
    _plan, stop = with_item(database)
    attach(database, stop, "Bilag")
    with pytest.raises(ConflictError):
        save(database, stop, title="Andet")


# Who, and whether they may change an open item, close it, and change one that is closed.
WHO = [
    (ANONYMOUS, ForbiddenError, ForbiddenError, NotFoundError),
    (READER, ForbiddenError, ForbiddenError, NotFoundError),
    (MEMBER, ForbiddenError, ForbiddenError, ForbiddenError),
    (ELSEWHERE, ForbiddenError, ForbiddenError, NotFoundError),
    (PLANNER, None, ForbiddenError, NotFoundError),
    (ADMINISTRATOR, None, ForbiddenError, NotFoundError),
    (KEEPER, None, None, None),
]


@pytest.mark.parametrize(("viewer", "changing", "closing", "changing_closed"), WHO, ids=[one[0].name for one in WHO])
def test_who_may_change_it(
    sqlite_database: Database,
    viewer: Viewer,
    changing: type[Exception] | None,
    closing: type[Exception] | None,
    changing_closed: type[Exception] | None,
) -> None:
    _plan, stop = with_item(sqlite_database)
    for refused, change in ((changing, {"title": "Andet"}), (closing, {"is_closed": True})):
        try_to_save(sqlite_database, stop, viewer, refused, change)
    if not item_now(sqlite_database, stop).is_closed:
        version = item_now(sqlite_database, stop).item_version or 0
        save(sqlite_database, stop, version, SECRETARY, is_closed=True)
    for change in ({"title": "Igen", "is_closed": True}, {"is_closed": False}):
        try_to_save(sqlite_database, stop, viewer, changing_closed, change)


def try_to_save(database: Database, stop: Stop, viewer: Viewer, refused: type[Exception] | None, change: dict) -> None:
    before = item_now(database, stop)
    if refused is None:
        save(database, stop, before.item_version or 0, viewer, **change)
        after = item_now(database, stop)
        assert {name: getattr(after, name) for name in change} == change
        return
    with pytest.raises(refused):
        save(database, stop, before.item_version or 0, viewer, **change)
    assert item_now(database, stop) == before


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": "  "}, "title"),
        ({"text": "x" * 20_001}, "text"),
        ({"case_officer": "x" * 201}, "case_officer"),
        ({"economy": "x" * 20_001}, "economy"),
        ({"tags": ("x" * 61,)}, "tags"),
        ({"treatment": Treatment(Purpose.DECISION, 0)}, "minutes-"),
        ({"treatment": Treatment(Purpose.DECISION, 601)}, "minutes-"),
    ],
)
def test_a_mistake_names_its_field(sqlite_database: Database, changes: dict, field: str) -> None:
    _plan, stop = with_item(sqlite_database)
    with pytest.raises(InvalidInputError) as refused:
        save(sqlite_database, stop, **changes)
    assert refused.value.field == (field + stop.id if field.endswith("-") else field)


def test_no_other_items_stop_is_changed_with_it(sqlite_database: Database) -> None:
    plan, stop = with_item(sqlite_database)
    other = place(sqlite_database, plan.meetings[0], "En anden sag")[0]
    command = SaveItem(stop.item_id or "", 1, NewItem("Havnen"), {other: Treatment(Purpose.DECISION, 5)})
    with sqlite_database.writing() as session, pytest.raises(NotFoundError):
        save_item(session, SECRETARY, command, MOMENT)
    assert stop_now(sqlite_database, other).minutes is None
