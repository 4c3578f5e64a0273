"""Saving, renaming and deleting views: each of one's own, everybody's by planners, and nobody's by others."""

from __future__ import annotations

from datetime import date

import pytest
from audit_entries import audit_of
from looking_people import CLOSED, INTERNAL, Lookers, lookers
from small_plan import COMMITTEE, MOMENT, OPERATOR

from wheel.core.access import SHUT_OUT, Viewer
from wheel.core.audit import AuditThing
from wheel.core.occurrences import Visibility
from wheel.core.periods import Zoom
from wheel.core.saved_views import MOST_VIEWS, NO_BODY, SavedView
from wheel.core.wheel_filters import WheelFilter
from wheel.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError, RefusedError, WheelError
from wheel.store.bodies import find_body, save_body
from wheel.store.database import Database
from wheel.store.stamps import read_stamp
from wheel.usecases.change_view import DeleteView, RenameView, delete_view, rename_view
from wheel.usecases.show_views import open_view


@pytest.fixture
def people(database: Database) -> Lookers:
    return lookers(database)


def rename(people: Lookers, viewer: Viewer, view_id: str, name: str, seen: int = 1) -> None:
    with people.database.writing() as session:
        rename_view(session, viewer, RenameView(view_id, name, seen), MOMENT)


def delete(people: Lookers, viewer: Viewer, view_id: str, seen: int = 1) -> None:
    with people.database.writing() as session:
        delete_view(session, viewer, DeleteView(view_id, seen), MOMENT)


def opened(people: Lookers, viewer: Viewer, view_id: str) -> SavedView:
    with people.database.reading() as session:
        return open_view(session, viewer, view_id)


def test_ones_own_view_is_seen_by_oneself_alone(people: Lookers) -> None:
    view_id = people.save(people.reader, " Mine  møder ", Zoom.SCHOOL, query="rings=b,a&x=1", is_list=True)
    (mine,) = people.views(people.reader).mine
    wanted = WheelFilter(rings=frozenset({"a", "b"}))
    assert mine == SavedView(view_id, "Mine møder", Zoom.SCHOOL, wanted, is_list=True)
    assert mine.query == "chosen=1&rings=a&rings=b"
    assert opened(people, people.reader, view_id) == mine
    for somebody in (people.other, people.planner, people.visitor, OPERATOR):
        assert people.names(somebody) == ([], [])
        with pytest.raises(NotFoundError):
            opened(people, somebody, view_id)


def test_a_shared_view_is_everybodys(people: Lookers) -> None:
    view_id = people.save(people.planner, "Politisk", is_shared=True, query=f"bodies={COMMITTEE}")
    for somebody in (people.reader, people.planner, people.visitor, OPERATOR):
        assert people.names(somebody) == ([], ["Politisk"])
        assert opened(people, somebody, view_id).wanted.bodies == {COMMITTEE}
    assert [people.views(one).may_share for one in (people.reader, people.planner, people.visitor)] == [
        False,
        True,
        False,
    ]


def test_views_stand_by_name_whatever_their_case(people: Lookers) -> None:
    for name in ("økonomi", "Budget", "alt", "Zebra"):
        people.save(people.reader, name)
    assert people.names(people.reader)[0] == ["alt", "Budget", "Zebra", "økonomi"]


def test_a_name_is_used_once_by_each_owner(people: Lookers) -> None:
    people.save(people.reader, "Økonomi")
    people.save(people.other, "Økonomi")
    people.save(people.planner, "økonomi")
    people.save(people.planner, "Økonomi", is_shared=True)
    for owner, is_shared in ((people.reader, False), (people.planner, False), (people.planner, True)):
        with pytest.raises(InvalidInputError, match="There is already a view of this name"):
            people.save(owner, "ØKONOMI", is_shared=is_shared)


def test_there_is_room_for_fifty_each(people: Lookers) -> None:
    for number in range(MOST_VIEWS):
        people.save(people.planner, f"Visning {number}")
    with pytest.raises(RefusedError, match="no room for more"):
        people.save(people.planner, "En til")
    people.save(people.planner, "En til", is_shared=True)
    people.save(people.reader, "En til")


@pytest.mark.parametrize("body", [INTERNAL, CLOSED])
def test_a_view_of_a_body_that_is_not_public_cannot_be_everybodys(people: Lookers, body: str) -> None:
    query = f"bodies={COMMITTEE}&bodies={body}"
    with pytest.raises(InvalidInputError, match="a body that is not public") as refused:
        people.save(people.planner, "Lukket", query=query, is_shared=True)
    assert refused.value.field == "shared"
    people.save(people.planner, "Lukket", query=query)
    assert people.names(people.planner) == (["Lukket"], [])


def hide(people: Lookers, body: str, visibility: Visibility) -> None:
    with people.database.writing() as session:
        found = find_body(session, OPERATOR, body)
        save_body(session, type(found)(**{**vars(found), "visibility": visibility}), {})


@pytest.mark.parametrize("visibility", [Visibility.INTERNAL, Visibility.CLOSED])
def test_a_body_that_is_hidden_later_is_no_longer_named(people: Lookers, visibility: Visibility) -> None:
    view_id = people.save(people.planner, "Udvalget", is_shared=True, query=f"bodies={COMMITTEE}&q=budget")
    hide(people, COMMITTEE, visibility)
    assert opened(people, people.planner, view_id).wanted.bodies == {COMMITTEE}
    known = opened(people, people.visitor, view_id)
    assert known.wanted == WheelFilter(bodies=frozenset({NO_BODY}), text="budget")
    assert people.views(people.visitor).shared == (known,)
    assert COMMITTEE not in repr(known)


def test_ones_own_view_no_longer_names_what_one_may_not_know(people: Lookers) -> None:
    view_id = people.save(people.reader, "Udvalget", query=f"bodies={COMMITTEE}&bodies=unknown")
    assert opened(people, people.reader, view_id).wanted.bodies == {COMMITTEE}
    hide(people, COMMITTEE, Visibility.CLOSED)
    assert opened(people, people.reader, view_id).wanted.bodies == {NO_BODY}


def test_a_view_is_renamed_and_keeps_what_it_shows(people: Lookers) -> None:
    view_id = people.save(people.reader, "Budget", Zoom.BUDGET, query="q=budget", is_list=True)
    before = opened(people, people.reader, view_id)
    rename(people, people.reader, view_id, " budget ")
    after = opened(people, people.reader, view_id)
    assert (after.name, after.version) == ("budget", 2)
    assert (after.zoom, after.wanted, after.is_list) == (before.zoom, before.wanted, before.is_list)


def test_a_planner_renames_and_deletes_what_another_shared(people: Lookers) -> None:
    view_id = people.save(OPERATOR, "Politisk", is_shared=True)
    rename(people, people.planner, view_id, "Det politiske år")
    assert people.names(people.visitor)[1] == ["Det politiske år"]
    delete(people, people.planner, view_id, seen=2)
    assert people.names(people.visitor)[1] == []


def test_who_saw_an_older_one_is_told(people: Lookers) -> None:
    view_id = people.save(people.planner, "Politisk", is_shared=True)
    rename(people, people.planner, view_id, "Det politiske år")
    for late in (rename, delete):
        arguments = ("Noget",) if late is rename else ()
        with pytest.raises(ConflictError, match="Somebody else changed this view"):
            late(people, people.planner, view_id, *arguments)
    assert people.names(people.visitor)[1] == ["Det politiske år"]


@pytest.mark.parametrize("act", [lambda *at: rename(*at, "Ny"), delete])
def test_nobody_changes_what_is_not_theirs(people: Lookers, act: object) -> None:
    own = people.save(people.reader, "Min egen")
    shared = people.save(people.planner, "Alles", is_shared=True)
    tries: list[tuple[Viewer, str, type[WheelError]]] = [
        (people.other, own, NotFoundError),
        (people.planner, own, NotFoundError),
        (people.visitor, own, NotFoundError),
        (OPERATOR, own, NotFoundError),
        (people.reader, shared, ForbiddenError),
        (people.visitor, shared, ForbiddenError),
        (people.reader, "gone", NotFoundError),
    ]
    for viewer, view_id, refusal in tries:
        with pytest.raises(refusal):
            act(people, viewer, view_id)  # type: ignore[operator]
    assert people.names(people.reader) == (["Min egen"], ["Alles"])


def test_who_may_save(people: Lookers) -> None:
    for viewer, is_shared in (
        (people.visitor, False),
        (people.visitor, True),
        (people.reader, True),
        (OPERATOR, False),
        (SHUT_OUT, False),
    ):
        with pytest.raises(ForbiddenError):
            people.save(viewer, "Min", is_shared=is_shared)
    assert people.names(people.reader) == ([], [])


def test_who_is_shut_out_sees_none(people: Lookers) -> None:
    view_id = people.save(people.planner, "Alles", is_shared=True)
    with pytest.raises(ForbiddenError):
        people.views(SHUT_OUT)
    with pytest.raises(ForbiddenError):
        opened(people, SHUT_OUT, view_id)


def test_a_visitor_is_told_to_sign_in_for_one_of_their_own(people: Lookers) -> None:
    own = people.save(people.reader, "Min egen")
    for view_id in (own, "gone"):
        with pytest.raises(NotFoundError, match="sign in first"):
            opened(people, people.visitor, view_id)
        with pytest.raises(NotFoundError, match=r"There is no such view\.$"):
            opened(people, people.other, view_id)


def test_each_change_is_written_down_without_a_name(people: Lookers) -> None:
    own = people.save(people.reader, "Zebrafinke")
    rename(people, people.reader, own, "Zebrafinken")
    delete(people, people.reader, own, seen=2)
    shared = people.save(people.planner, "Zebrafinke", is_shared=True, query="q=zebrafinke")
    entries = [entry for entry in audit_of(people.database) if entry.thing is AuditThing.VIEW]
    assert [(entry.act, entry.thing_id, entry.account_id, entry.told) for entry in entries] == [
        ("added", own, people.reader.account_id, {"shared": False}),
        ("saved", own, people.reader.account_id, {"shared": False}),
        ("deleted", own, people.reader.account_id, {"shared": False}),
        ("added", shared, people.planner.account_id, {"shared": True}),
    ]
    assert "zebrafinke" not in repr(entries).casefold()


def test_no_feed_is_made_anew_because_of_a_view(people: Lookers) -> None:
    with people.database.reading() as session:
        before = read_stamp(session)
    view_id = people.save(people.planner, "Alles", is_shared=True)
    rename(people, people.planner, view_id, "Alles år")
    delete(people, people.planner, view_id, seen=2)
    with people.database.reading() as session:
        assert read_stamp(session) == before


def test_a_view_opens_at_the_period_that_holds_today(people: Lookers) -> None:
    view_id = people.save(people.reader, "Kvartalet", Zoom.QUARTER)
    assert opened(people, people.reader, view_id).period(date(2027, 5, 1)).key == "2027-Q2"
