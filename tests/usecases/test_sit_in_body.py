"""Posts get seats in bodies, for a time; what a seat lets its holder see begins and ends with it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from office import BOARD, COUNCIL, Office, open_office
from small_plan import MOMENT, PLANNER, TODAY

from wheel.core.access import ANONYMOUS
from wheel.core.posts import Membership, Seat
from wheel.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError, RefusedError
from wheel.store.database import Database
from wheel.store.posts import memberships_of_posts
from wheel.usecases.close_account import CloseAccount, close_account
from wheel.usecases.delete_body import DeleteBody, delete_body
from wheel.usecases.show_posts import people_of_body, show_post, show_posts
from wheel.usecases.sit_in_body import AddSeat, EndSeat, RemoveSeat, add_seat, end_seat, remove_seat

DAY = timedelta(days=1)
TOMORROW = TODAY + DAY


@pytest.fixture
def office(database: Database) -> Office:
    return open_office(database)


def sit(
    office: Office, body: str, seat: Seat, first: date | None = None, last: date | None = None, *, seen: int = 1
) -> str:
    with office.database.writing() as session:
        return add_seat(session, office.administrator, AddSeat(office.chief, seen, body, seat, first, last), MOMENT)


def end(office: Office, membership_id: str, last: date | None, seen: int = 1) -> None:
    with office.database.writing() as session:
        end_seat(session, office.administrator, EndSeat(office.chief, seen, membership_id, last), MOMENT)


def remove(office: Office, membership_id: str, seen: int = 1) -> None:
    with office.database.writing() as session:
        remove_seat(session, office.administrator, RemoveSeat(office.chief, seen, membership_id), MOMENT)


def seats(office: Office) -> tuple[Membership, ...]:
    with office.database.reading() as session:
        return memberships_of_posts(session, frozenset({office.chief}))


@pytest.mark.parametrize(
    ("seat", "place"),
    [
        (Seat.SECRETARY, "secretary_of"),
        (Seat.MEMBER, "member_of"),
        (Seat.SUBSTITUTE, "member_of"),
        (Seat.CHAIR, "member_of"),
        (Seat.GUEST, "guest_of"),
    ],
)
def test_a_seat_lets_the_posts_holder_in_from_its_first_day_to_its_last(office: Office, seat: Seat, place: str) -> None:
    sit(office, COUNCIL, seat, TODAY, TOMORROW)
    days = [TODAY - DAY, TODAY, TOMORROW, TOMORROW + DAY]
    assert [COUNCIL in getattr(office.viewer(office.clerk, day), place) for day in days] == [False, True, True, False]
    assert office.acts() == [("seat added", "post", office.chief)]


def test_a_seat_that_ended_yesterday_gives_nothing_today(office: Office) -> None:
    end(office, seats(office)[0].id, TODAY - DAY)
    assert office.viewer(office.clerk).member_of == frozenset()
    end(office, seats(office)[0].id, None, seen=2)
    assert office.viewer(office.clerk).member_of == {BOARD}
    assert [act for act, *_ in office.acts()] == ["seat's last day set"] * 2


def test_a_seat_entered_by_mistake_is_gone(office: Office) -> None:
    remove(office, seats(office)[0].id)
    assert seats(office) == ()
    assert office.acts() == [("seat removed", "post", office.chief)]


def test_a_post_may_sit_in_a_body_in_two_ways_but_not_twice_in_the_same(office: Office) -> None:
    sit(office, BOARD, Seat.SECRETARY)
    with pytest.raises(InvalidInputError, match="has that seat in that time already") as refusal:
        sit(office, BOARD, Seat.CHAIR, TODAY, seen=2)
    assert refusal.value.field == "body"
    sit(office, BOARD, Seat.CHAIR, date(2025, 1, 1), date(2025, 12, 31), seen=2)
    with pytest.raises(InvalidInputError) as refusal:
        end(office, seats(office)[-1].id, date(2026, 1, 1), seen=3)
    assert refusal.value.field == "ends_on"


@pytest.mark.parametrize(
    ("body", "first", "last", "field", "reason"),
    [
        ("", None, None, "body", "none chosen"),
        ("nonsense", None, None, "body", "no such body"),
        (COUNCIL, TODAY, TODAY - DAY, "seat_until", "ends before it begins"),
    ],
)
def test_what_cannot_be_names_the_field(
    office: Office, body: str, first: date | None, last: date | None, field: str, reason: str
) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        sit(office, body, Seat.MEMBER, first, last)
    assert refusal.value.field == field, reason


def test_the_second_of_two_administrators_is_told_of_the_first(office: Office) -> None:
    sit(office, COUNCIL, Seat.MEMBER)
    seat = seats(office)[0].id
    for act in (
        lambda: sit(office, COUNCIL, Seat.GUEST),
        lambda: end(office, seat, TODAY),
        lambda: remove(office, seat),
    ):
        with pytest.raises(ConflictError):
            act()
    with pytest.raises(NotFoundError):
        remove(office, "nonsense", seen=2)


def test_only_administrators_give_seats(office: Office) -> None:
    """Whoever gives a seat gives sight of what is closed: a planner must not do it for themselves."""
    seat = seats(office)[0].id
    for act, command in (
        (add_seat, AddSeat(office.chief, 1, COUNCIL, Seat.SECRETARY)),
        (end_seat, EndSeat(office.chief, 1, seat, TODAY)),
        (remove_seat, RemoveSeat(office.chief, 1, seat)),
    ):
        with pytest.raises(ForbiddenError), office.database.writing() as session:
            act(session, PLANNER, command, MOMENT)  # type: ignore[operator]


def people(office: Office, viewer_id: str | None, body: str = BOARD, day: date = TODAY) -> list[tuple[str, str, bool]]:
    viewer = office.viewer(viewer_id) if viewer_id else ANONYMOUS
    with office.database.reading() as session:
        return [(one.seat.value, one.title, one.is_vacant) for one in people_of_body(session, viewer, body, day)]


def test_those_who_are_signed_in_see_the_posts_of_a_body_and_whether_they_are_vacant(office: Office) -> None:
    with office.database.writing() as session:
        added = ((Seat.GUEST, None), (Seat.SECRETARY, TOMORROW), (Seat.MEMBER, None))
        for version, (seat, first) in enumerate(added, start=1):
            add_seat(session, office.administrator, AddSeat(office.vacant, version, BOARD, seat, first), MOMENT)
    chief, vacant = "Kommunaldirektøren", "Økonomichefen"
    expected = [("chair", chief, False), ("member", vacant, True), ("guest", vacant, True)]
    assert people(office, office.deputy) == expected
    assert people(office, None) == []
    assert people(office, office.deputy, COUNCIL) == []
    assert ("secretary", vacant, True) in people(office, office.deputy, day=TOMORROW)
    with office.database.writing() as session:
        close_account(session, office.administrator, CloseAccount(office.clerk, 1), MOMENT)
    assert people(office, office.deputy)[0] == ("chair", chief, True), "a closed account holds nothing"


def test_a_body_in_which_a_post_sits_or_sat_is_not_deleted(office: Office) -> None:
    end(office, seats(office)[0].id, TODAY - DAY)
    with pytest.raises(RefusedError, match="posts sit in it, or have sat there"), office.database.writing() as session:
        delete_body(session, office.administrator, DeleteBody(BOARD, 1), MOMENT)
    with office.database.writing() as session:
        delete_body(session, office.administrator, DeleteBody(COUNCIL, 1), MOMENT)


def test_the_list_tells_holders_and_seats_of_today_alone(office: Office) -> None:
    sit(office, COUNCIL, Seat.MEMBER, TOMORROW)
    with office.database.reading() as session:
        first, second = show_posts(session, office.administrator, TODAY)
        page = show_post(session, office.administrator, office.chief)
    assert (first.post.title, first.is_vacant, first.holders) == ("Økonomichefen", True, ())
    assert [holder.person for holder in second.holders] == ["Kontorets konto"]
    assert [seat.body_name for seat in second.seats] == ["Direktionen"]
    assert len(page.seats) == 2
    shown = ["Kontorets konto (kontor)", "Stabens konto (stab)", "Vikarens konto (vikar)"]
    assert list(page.accounts.values()) == shown
    for viewer in (PLANNER, ANONYMOUS):
        with pytest.raises(ForbiddenError), office.database.reading() as session:
            show_posts(session, viewer, TODAY)
