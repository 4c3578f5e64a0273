"""Follow-ups are kept by who keeps the agenda, and marked as done by the holders of their post too."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from papers import ELSEWHERE, KEEPER, MEMBER, follow_up_now, follow_ups_of, with_item, written_down
from small_plan import MOMENT, PLANNER, READER, SECRETARY, TODAY
from sqlalchemy import select

from wheel.core.access import ANONYMOUS, Viewer
from wheel.core.follow_ups import FollowUpContent
from wheel.core.stops import Stop
from wheel.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from wheel.store.database import Database
from wheel.store.follow_ups import follow_ups_of_posts
from wheel.store.tables import PostRow
from wheel.usecases import save_follow_up as use

DUE = date(2026, 12, 1)


def post(database: Database, title: str = "Havnechefen") -> str:
    with database.reading() as session:
        return session.scalars(select(PostRow.public_id).where(PostRow.title == title)).one()


def holder(database: Database) -> Viewer:
    """Holds the post of the follow-ups here, and sits nowhere."""
    return replace(READER, posts=frozenset({post(database)}))


def add(database: Database, stop: Stop, viewer: Viewer = SECRETARY, what: str = " Send brev ") -> str:
    command = use.AddFollowUp(stop.id, FollowUpContent(what, post(database), DUE))
    with database.writing() as session:
        return use.add_follow_up(session, viewer, command, MOMENT)


def mark(database: Database, id_: str, *, done: bool = True, seen: int = 1, viewer: Viewer = SECRETARY) -> None:
    with database.writing() as session:
        use.mark_follow_up(session, viewer, use.MarkFollowUp(id_, seen, done), MOMENT)


def change(database: Database, id_: str, what: str, post_id: str, seen: int = 1, viewer: Viewer = SECRETARY) -> None:
    with database.writing() as session:
        use.change_follow_up(session, viewer, use.ChangeFollowUp(id_, seen, FollowUpContent(what, post_id)), MOMENT)


def remove(database: Database, id_: str, seen: int = 1, viewer: Viewer = SECRETARY) -> None:
    with database.writing() as session:
        use.remove_follow_up(session, viewer, use.RemoveFollowUp(id_, seen), MOMENT)


def test_one_is_added_changed_marked_and_removed_and_each_is_written_down(database: Database) -> None:
    _plan, stop = with_item(database)
    before = len(written_down(database))
    id_ = add(database, stop)
    now = follow_up_now(database, id_)
    assert (now.what, now.post, now.due_day, now.done_on) == ("Send brev", "Havnechefen", DUE, None)
    change(database, id_, "Ring", post(database, "Økonomichefen"))
    now = follow_up_now(database, id_)
    assert (now.what, now.post, now.due_day, now.version) == ("Ring", "Økonomichefen", None, 2)
    mark(database, id_, seen=2)
    assert follow_up_now(database, id_).done_on == TODAY
    mark(database, id_, done=False, seen=3)
    assert follow_up_now(database, id_).done_on is None
    remove(database, id_, seen=4)
    assert follow_ups_of(database, stop) == ()
    acts = ("added", "saved", "marked done", "marked not done", "deleted")
    assert written_down(database)[before:] == [("Sekretariatet", act, id_) for act in acts]


def test_what_is_not_as_it_was_seen_is_left_alone(database: Database) -> None:
    _plan, stop = with_item(database)
    id_ = add(database, stop)
    mark(database, id_)
    sentence = "Somebody else changed this follow-up"
    with pytest.raises(ConflictError, match=sentence):
        mark(database, id_, done=False)
    with pytest.raises(ConflictError, match=sentence):
        change(database, id_, "x", post(database))
    with pytest.raises(ConflictError, match=sentence):
        remove(database, id_)
    assert follow_up_now(database, id_).done_on == TODAY


# Who, and how they are refused: to mark, and to change, one of an open item, and of a closed one.
WHO = [
    (ANONYMOUS, (NotFoundError, NotFoundError), (NotFoundError, NotFoundError)),
    (READER, (NotFoundError, NotFoundError), (NotFoundError, NotFoundError)),
    (ELSEWHERE, (NotFoundError, NotFoundError), (NotFoundError, NotFoundError)),
    (None, (None, ForbiddenError), (None, ForbiddenError)),
    (MEMBER, (ForbiddenError, ForbiddenError), (ForbiddenError, ForbiddenError)),
    (PLANNER, (None, None), (NotFoundError, NotFoundError)),
    (KEEPER, (None, None), (None, None)),
]


@pytest.mark.parametrize("closed", [False, True], ids=["open", "closed"])
@pytest.mark.parametrize("who", WHO, ids=[one[0].name if one[0] else "the holder" for one in WHO])
def test_who_may_mark_and_who_may_change_it(sqlite_database: Database, who: tuple, closed: bool) -> None:
    database = sqlite_database
    _plan, stop = with_item(database, closed=closed)
    viewer = who[0] or holder(database)
    marking, changing = who[2] if closed else who[1]
    id_ = add(database, stop)
    if marking:
        with pytest.raises(marking):
            mark(database, id_, viewer=viewer)
    else:
        mark(database, id_, viewer=viewer)
    seen = follow_up_now(database, id_).version
    if changing:
        with pytest.raises(changing):
            change(database, id_, "Andet", post(database), seen, viewer)
        with pytest.raises(changing):
            remove(database, id_, seen, viewer)
        assert follow_up_now(database, id_).what == "Send brev"
    else:
        change(database, id_, "Andet", post(database), seen, viewer)
        remove(database, id_, seen + 1, viewer)
        assert follow_ups_of(database, stop) == ()


@pytest.mark.parametrize(
    ("viewer", "open_", "closed"),
    [
        (READER, ForbiddenError, ForbiddenError),
        (MEMBER, ForbiddenError, ForbiddenError),
        (PLANNER, None, NotFoundError),
    ],
    ids=lambda one: getattr(one, "name", "") or "",
)
def test_who_may_add_one(
    new_sqlite, viewer: Viewer, open_: type[Exception] | None, closed: type[Exception] | None
) -> None:
    for is_closed, refused in ((False, open_), (True, closed)):
        database = new_sqlite()
        _plan, stop = with_item(database, closed=is_closed)
        if refused is None:
            assert add(database, stop, viewer)
        else:
            with pytest.raises(refused):
                add(database, stop, viewer)


def test_who_sees_it_by_their_post_alone_sees_its_own_words(database: Database) -> None:
    _plan, stop = with_item(database, closed=True)
    add(database, stop)
    assert follow_ups_of(database, stop, holder(database)) == (), "not on the item's page, which is closed to them"
    with database.reading() as session:
        (found,) = follow_ups_of_posts(session, holder(database), [post(database)])
    assert (found.what, found.post, found.due_day, found.place) == ("Send brev", "Havnechefen", DUE, None)


def test_it_is_given_to_a_post_that_exists(sqlite_database: Database) -> None:
    database = sqlite_database
    _plan, stop = with_item(database)
    id_, former = add(database, stop), post(database)
    with database.writing() as session:
        session.scalars(select(PostRow).where(PostRow.public_id == former)).one().ends = TODAY
    for wrong in ("nosuchpost", former):
        command = use.AddFollowUp(stop.id, FollowUpContent("x", wrong))
        with database.writing() as session, pytest.raises(InvalidInputError, match="Choose who") as refused:
            use.add_follow_up(session, SECRETARY, command, MOMENT)
        assert refused.value.field == "post"
    change(database, id_, "Den har den stadig", former)
    assert follow_up_now(database, id_).what == "Den har den stadig"
