"""What leaves the store of items, attachments and follow-ups is just what the rules let a viewer see, whoever it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_plan import MOMENT, SECRETARY, a_body, add_occurrences

from wheel.core.access import ANONYMOUS, OPERATOR, SHUT_OUT, Role, Viewer, attachment_thing, may, sees_event, sign
from wheel.core.attachments import Attachment, AttachmentContent
from wheel.core.dates import DateSpan
from wheel.core.follow_ups import FollowUpContent, sees_follow_up, sees_its_item
from wheel.core.occurrences import Kind, Ring, Visibility
from wheel.core.permissions import Right
from wheel.core.plan import PlanStatus
from wheel.core.rules import DateList
from wheel.core.schedule import Schedule
from wheel.core.series import Series
from wheel.core.stops import NewItem, Waiting
from wheel.errors import NotFoundError
from wheel.store.attachments import add_attachment, attachments_of, find_attachment, order_of_attachments
from wheel.store.bodies import add_body
from wheel.store.database import Database, Session
from wheel.store.follow_ups import add_follow_up, find_follow_up, follow_ups_of_posts, follow_ups_of_stops
from wheel.store.occurrences import occurrences_between
from wheel.store.organisation import add_ring, set_plan_status
from wheel.store.posts import add_post
from wheel.store.series import add_series
from wheel.store.stop_writing import add_item
from wheel.store.stops import find_stop, open_stops_of_items, stops_of_item

SECRET = "Hemmelig"
BODIES = {visibility: f"{visibility.value}-udvalg" for visibility in Visibility}
YEARS = {PlanStatus.DRAFT: 2026, PlanStatus.PUBLISHED: 2027}
POSTS = ("post a", "post b")
DAY = date(2026, 1, 1)


@dataclass(frozen=True)
class Case:
    """An item with an open and a closed attachment, and a follow-up of the first post."""

    body: Visibility
    meeting: PlanStatus | None
    is_closed: bool
    item: str = ""
    stop: str = ""
    attachments: tuple[str, ...] = ()
    follow_up: str = ""

    @property
    def body_name(self) -> str:
        return BODIES[self.body]

    def meeting_is_seen_by(self, viewer: Viewer) -> bool:
        """Whether its meeting, or where there is none its body, is."""
        is_published = self.meeting is not PlanStatus.DRAFT
        return sees_event(
            viewer, Visibility.PUBLIC, is_published=is_published, body=self.body_name, body_visibility=self.body
        )

    def is_seen_by(self, viewer: Viewer) -> bool:
        return sees_its_item(
            viewer, self.body_name, is_closed=self.is_closed, sees_meeting=self.meeting_is_seen_by(viewer)
        )


@dataclass(frozen=True)
class Filled:
    database: Database
    cases: tuple[Case, ...]
    posts: tuple[str, ...]


@pytest.fixture(scope="module")
def filled(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filled]:
    """One database for every viewer that is tried."""
    path = tmp_path_factory.mktemp("secrets") / "plan.sqlite3"
    path.write_bytes(migrated_sqlite.read_bytes())
    database = Database(f"sqlite:///{path}")
    with database.writing() as session:
        cases, posts = fill(session)
    yield Filled(database, cases, posts)
    database.dispose()


def fill(session: Session) -> tuple[tuple[Case, ...], tuple[str, ...]]:
    add_ring(session, Ring("ring", "Ring", "#0b5a8a"), 1)
    for visibility, name in BODIES.items():
        add_body(session, a_body(name, visibility=visibility))
    for status, year in YEARS.items():
        set_plan_status(session, year, status)
    posts = tuple(add_post(session, title) for title in POSTS)
    wanted = product(Visibility, (None, *YEARS), (False, True))
    return tuple(add_case(session, number, Case(*one), posts[0]) for number, one in enumerate(wanted, start=1)), posts


def add_case(session: Session, number: int, case: Case, post: str) -> Case:
    item = NewItem(f"{SECRET} titel", f"{SECRET} tekst", case_officer=SECRET, is_closed=case.is_closed)
    meeting = add_meeting(session, number, case) if case.meeting else None
    stop = add_item(session, item, case.body_name, meeting, Waiting(f"{SECRET} grund"), sign(SECRETARY, MOMENT))
    item_id = find_stop(session, OPERATOR, stop).item_id or ""
    papers = [
        AttachmentContent(f"{SECRET} bilag", SECRET, f"https://{SECRET}.dk", is_closed=closed)
        for closed in (False, True)
    ]
    attachments = tuple(add_attachment(session, item_id, paper) for paper in papers)
    follow_up = add_follow_up(session, stop, FollowUpContent("Følg op", post))
    return Case(case.body, case.meeting, case.is_closed, item_id, stop, attachments, follow_up)


def add_meeting(session: Session, number: int, case: Case) -> str:
    assert case.meeting is not None
    series = Series(f"Møde {number}", Kind.MEETING, "ring", Schedule(DateList(())), body=case.body_name)
    day = DateSpan.of_day(date(YEARS[case.meeting], 3, number))
    add_occurrences(session, add_series(session, series), day)
    return occurrences_between(session, OPERATOR, day)[0].id


SEATS = st.frozensets(st.sampled_from(list(BODIES.values())))


@st.composite
def viewers(draw: st.DrawFn) -> Viewer:
    """Anybody: a visitor, the operator, or somebody signed in with any seats, who holds any of the posts."""
    role = draw(st.sampled_from([*Role, None]))
    if role is None:
        return draw(st.sampled_from([ANONYMOUS, SHUT_OUT, OPERATOR]))
    seats = {name: draw(SEATS) for name in ("secretary_of", "member_of", "guest_of")}
    # Which posts they are is looked up when the database is filled.
    return Viewer(role, "Nogen", posts=draw(st.frozensets(st.sampled_from(POSTS))), **seats)


def holding(viewer: Viewer, posts: tuple[str, ...]) -> Viewer:
    return replace(viewer, posts=frozenset(dict(zip(POSTS, posts, strict=True))[title] for title in viewer.posts))


@settings(max_examples=100)
@given(drawn=viewers(), numbers=st.sets(st.integers(0, 17), max_size=3))
def test_nothing_leaves_the_store_that_the_rules_do_not_let_somebody_see(
    filled: Filled, drawn: Viewer, numbers: set[int]
) -> None:
    viewer = holding(drawn, filled.posts)
    with filled.database.reading() as session:
        check_lists(session, viewer, filled.cases, filled.posts)
        for number in numbers:
            check_case(session, viewer, filled.cases[number], filled.posts[0])


CLOSED_BODY = frozenset({BODIES[Visibility.CLOSED]})
MEMBER = Viewer(Role.READER, member_of=CLOSED_BODY)
SOME = (ANONYMOUS, Viewer(Role.PLANNER), MEMBER, replace(MEMBER, posts=frozenset(POSTS)))


def test_nor_does_it_from_either_database(database: Database) -> None:
    with database.writing() as session:
        cases, posts = fill(session)
    with database.reading() as session:
        for viewer in (holding(one, posts) for one in SOME):
            check_lists(session, viewer, cases, posts)
            for case in cases:
                check_case(session, viewer, case, posts[0])


def check_case(session: Session, viewer: Viewer, case: Case, post: str) -> None:
    check_item(session, viewer, case)
    check_attachments(session, viewer, case)
    check_follow_up(session, viewer, case, post)


def check_lists(session: Session, viewer: Viewer, cases: tuple[Case, ...], posts: tuple[str, ...]) -> None:
    own = {one.id for one in follow_ups_of_posts(session, viewer, viewer.posts)}
    assert own == {case.follow_up for case in cases if posts[0] in viewer.posts}
    coming = {stop.id for stop in open_stops_of_items(session, viewer, [case.item for case in cases], DAY)}
    assert coming == {case.stop for case in cases if case.is_seen_by(viewer)}


def check_item(session: Session, viewer: Viewer, case: Case) -> None:
    if case.is_seen_by(viewer):
        assert stops_of_item(session, viewer, case.item)[0].item_version == 3, "once for each attachment"
        return
    with pytest.raises(NotFoundError):
        stops_of_item(session, viewer, case.item)
    if case.meeting is None or not case.meeting_is_seen_by(viewer):
        with pytest.raises(NotFoundError):
            find_stop(session, viewer, case.stop)
        return
    found = asdict(find_stop(session, viewer, case.stop))
    assert SECRET not in str(found)
    assert {name for name, value in found.items() if value} <= {*KNOWN_OF_CLOSED, "step"}, "every stop has a step"


KNOWN_OF_CLOSED = {"id", "is_closed", "body", "state", "version", "meeting_id", "meeting_day", "position", "minutes"}


def check_attachments(session: Session, viewer: Viewer, case: Case) -> None:
    if not case.is_seen_by(viewer):
        # Not even how many there are.
        with pytest.raises(NotFoundError):
            attachments_of(session, viewer, case.item)
        return check_found(session, viewer, case, (False, False))
    found = attachments_of(session, viewer, case.item)
    seen = [may(viewer, Right.SEE, attachment_thing(closed), case.body_name) for closed in (False, True)]
    assert [one.content is not None for one in found] == seen
    assert [one for one in found if one.content is None] == [
        Attachment(number, is_closed=number == 2) for number, is_seen in enumerate(seen, start=1) if not is_seen
    ]
    return check_found(session, viewer, case, (seen[0], seen[1]))


def check_found(session: Session, viewer: Viewer, case: Case, seen: tuple[bool, bool]) -> None:
    for attachment, is_seen in zip(case.attachments, seen, strict=True):
        if is_seen:
            assert find_attachment(session, viewer, attachment)[0] == case.item
        else:
            with pytest.raises(NotFoundError, match="There is no such attachment"):
                find_attachment(session, viewer, attachment)


def check_follow_up(session: Session, viewer: Viewer, case: Case, post: str) -> None:
    sees_meeting = case.meeting_is_seen_by(viewer)
    is_seen = sees_follow_up(viewer, post, case.body_name, is_closed=case.is_closed, sees_meeting=sees_meeting)
    on_page = [one.id for one in follow_ups_of_stops(session, viewer, [case.stop])]
    assert on_page == ([case.follow_up] if is_seen and case.is_seen_by(viewer) else [])
    if not is_seen:
        with pytest.raises(NotFoundError, match="There is no such follow-up"):
            find_follow_up(session, viewer, case.follow_up)
        return
    found = find_follow_up(session, viewer, case.follow_up)
    assert (found.place is not None) == case.is_seen_by(viewer)
    assert (SECRET in str(asdict(found))) == case.is_seen_by(viewer)


def test_the_cases_are_told_apart(filled: Filled) -> None:
    """Each kind of viewer sees some of them and not others, so that the test above says something."""
    member = Viewer(Role.READER, member_of=frozenset({BODIES[Visibility.CLOSED]}))
    counts = [sum(case.is_seen_by(who) for case in filled.cases) for who in (SHUT_OUT, ANONYMOUS, member, OPERATOR)]
    assert counts == [0, 2, 8, 18]
    with filled.database.reading() as session:
        orders = {order_of_attachments(session, case.item) for case in filled.cases}
    assert orders == {case.attachments for case in filled.cases}
