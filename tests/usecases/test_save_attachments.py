"""Attachments are added, changed, put in order and taken away by those who may, as they were seen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from papers import (
    ELSEWHERE,
    KEEPER,
    MEMBER,
    attach,
    item_now,
    papers_of,
    titles_of,
    with_item,
    written_down,
)
from small_plan import ADMINISTRATOR, MOMENT, PLANNER, READER, SECRETARY

from wheel.core.access import ANONYMOUS, Viewer
from wheel.core.attachments import MOST, AttachmentContent
from wheel.core.stops import Stop
from wheel.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError, RefusedError
from wheel.store.attachments import add_attachment as store_attachment
from wheel.store.database import Database, Session
from wheel.usecases import save_attachments as use

Change = Callable[[Session, Viewer, str, int], object]


def change(content: AttachmentContent) -> Change:
    return lambda session, viewer, id_, seen: use.change_attachment(
        session, viewer, use.ChangeAttachment(id_, seen, content), MOMENT
    )


def move(step: int) -> Change:
    return lambda session, viewer, id_, seen: use.move_attachment(
        session, viewer, use.MoveAttachment(id_, seen, step), MOMENT
    )


def remove(session: Session, viewer: Viewer, attachment_id: str, seen: int) -> str:
    return use.remove_attachment(session, viewer, use.RemoveAttachment(attachment_id, seen), MOMENT)


def do(database: Database, stop: Stop, what: Change, attachment_id: str, viewer: Viewer = SECRETARY) -> object:
    with database.writing() as session:
        return what(session, viewer, attachment_id, item_now(database, stop).item_version or 0)


def test_they_stand_in_the_order_in_which_they_were_added(database: Database) -> None:
    _plan, stop = with_item(database)
    attach(database, stop, "Notat", " Bilag  2 ", "Kort")
    assert titles_of(database, stop) == ["Notat", "Bilag 2", "Kort"]
    assert [one.number for one in papers_of(database, stop)] == [1, 2, 3]
    assert item_now(database, stop).item_version == 4, "each raised it"


def test_one_is_changed_moved_and_removed_and_each_is_written_down(database: Database) -> None:
    _plan, stop = with_item(database)
    first, second, _third = attach(database, stop, "A", "B", "C")
    before = len(written_down(database))
    content = AttachmentContent("B2", "26/7", "https://esdh.dk/7", is_closed=True)
    assert do(database, stop, change(content), second) == stop.item_id
    assert papers_of(database, stop)[1].content == content
    assert do(database, stop, move(-1), second) == (stop.item_id, 1)
    assert do(database, stop, move(1), first) == (stop.item_id, 3)
    assert titles_of(database, stop) == ["B2", "C", "A"]
    assert do(database, stop, remove, second) == stop.item_id
    assert [(one.number, one.id == first) for one in papers_of(database, stop)] == [(1, False), (2, True)]
    acts = ["attachment saved", "attachment moved", "attachment moved", "attachment removed"]
    assert written_down(database)[before:] == [("Sekretariatet", act, stop.item_id) for act in acts]


@pytest.mark.parametrize("what", [change(AttachmentContent("X")), move(1), remove], ids=["change", "move", "remove"])
def test_what_is_not_as_it_was_seen_is_left_alone(database: Database, what: Change) -> None:
    _plan, stop = with_item(database)
    first, _second = attach(database, stop, "A", "B")
    with database.writing() as session, pytest.raises(ConflictError, match="Somebody else changed this item"):
        what(session, SECRETARY, first, 2)
    assert titles_of(database, stop) == ["A", "B"]


# Who, and how they are refused: an open one of an open item, a closed one of it, one of a closed item.
WHO = [
    (ANONYMOUS, ForbiddenError, NotFoundError, NotFoundError),
    (READER, ForbiddenError, NotFoundError, NotFoundError),
    (MEMBER, ForbiddenError, ForbiddenError, ForbiddenError),
    (ELSEWHERE, ForbiddenError, NotFoundError, NotFoundError),
    (PLANNER, None, NotFoundError, NotFoundError),
    (ADMINISTRATOR, None, NotFoundError, NotFoundError),
    (KEEPER, None, None, None),
]
PLACES = [(False, False), (False, True), (True, False)]


@pytest.mark.parametrize("number", range(3), ids=["open", "closed", "of a closed item"])
@pytest.mark.parametrize("who", WHO, ids=[one[0].name for one in WHO])
def test_who_may_change_which(sqlite_database: Database, who: tuple, number: int) -> None:
    viewer, refused = who[0], who[1 + number]
    item_is_closed, is_closed = PLACES[number]
    _plan, stop = with_item(sqlite_database, closed=item_is_closed)
    first, second = attach(sqlite_database, stop, "A", "B", closed=is_closed)
    content = AttachmentContent("Ny", is_closed=is_closed)
    for what, which in ((change(content), first), (move(1), first), (remove, second)):
        if refused is None:
            assert do(sqlite_database, stop, what, which, viewer)
        else:
            with pytest.raises(refused):
                do(sqlite_database, stop, what, which, viewer)
    assert titles_of(sqlite_database, stop) == (["A", "B"] if refused else ["Ny"])


def test_only_who_may_change_closed_ones_makes_one(database: Database) -> None:
    _plan, stop = with_item(database)
    (first,) = attach(database, stop, "A", viewer=PLANNER)
    with pytest.raises(ForbiddenError, match="the body's own secretary"):
        attach(database, stop, "B", viewer=PLANNER, closed=True)
    with pytest.raises(ForbiddenError, match="the body's own secretary"):
        do(database, stop, change(AttachmentContent("A", is_closed=True)), first, PLANNER)
    assert titles_of(database, stop) == ["A"]


def test_a_closed_one_is_a_number_to_others(database: Database) -> None:
    _plan, stop = with_item(database)
    attach(database, stop, "A")
    attach(database, stop, "Hemmeligt", closed=True)
    for viewer in (ANONYMOUS, READER, PLANNER):
        _open, closed = papers_of(database, stop, viewer)
        assert (closed.number, closed.is_closed, closed.id, closed.content) == (2, True, None, None)
    assert papers_of(database, stop, MEMBER)[1].content is not None


def test_an_item_has_no_end_of_them(sqlite_database: Database) -> None:
    _plan, stop = with_item(sqlite_database)
    with sqlite_database.writing() as session:
        for _ in range(MOST):
            store_attachment(session, stop.item_id or "", AttachmentContent("Bilag"))
    with pytest.raises(RefusedError, match="An item can have 200 attachments"):
        attach(sqlite_database, stop, "Et til")


def test_a_mistake_names_its_field(sqlite_database: Database) -> None:
    _plan, stop = with_item(sqlite_database)
    with pytest.raises(InvalidInputError) as refused:
        attach(sqlite_database, stop, "  ")
    assert refused.value.field == "title"
