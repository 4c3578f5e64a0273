"""Posts are given to accounts and taken back; what was held stays, and gives nothing once it has ended."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from office import BOARD, Office, open_office
from small_plan import MOMENT, PLANNER, TODAY

from wheel.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError, RefusedError
from wheel.store.accounts import set_closed
from wheel.store.database import Database
from wheel.store.post_tenures import Holding, holdings_of_post
from wheel.usecases.hold_post import EndTenure, GivePost, RemoveTenure, end_tenure, give_post, remove_holder
from wheel.usecases.save_post import SavePost, save_post

DAY = timedelta(days=1)
YESTERDAY, TOMORROW = TODAY - DAY, TODAY + DAY
CHIEF = "Kommunaldirektøren"


@pytest.fixture
def office(database: Database) -> Office:
    return open_office(database)


def give(office: Office, account_id: str, first: date = TODAY, last: date | None = None, seen: int = 1) -> str:
    with office.database.writing() as session:
        command = GivePost(office.chief, seen, account_id, first, last)
        return give_post(session, office.administrator, command, MOMENT)


def end(office: Office, tenure_id: str, last: date | None, seen: int = 1) -> None:
    with office.database.writing() as session:
        end_tenure(session, office.administrator, EndTenure(office.chief, seen, tenure_id, last), MOMENT)


def take_back(office: Office, tenure_id: str, seen: int = 1) -> None:
    with office.database.writing() as session:
        remove_holder(session, office.administrator, RemoveTenure(office.chief, seen, tenure_id), MOMENT)


def holders(office: Office) -> tuple[Holding, ...]:
    with office.database.reading() as session:
        return holdings_of_post(session, office.chief)


def test_a_post_is_handed_over_with_both_holding_it_for_a_while(office: Office) -> None:
    give(office, office.deputy)
    old = holders(office)[0].tenure.id
    end(office, old, TODAY, seen=2)
    assert (office.viewer(office.clerk).name, office.viewer(office.deputy).name) == (CHIEF, CHIEF)
    assert (office.viewer(office.clerk, TOMORROW).name, office.viewer(office.deputy, TOMORROW).name) == (
        "@reader",
        CHIEF,
    )
    assert office.acts() == [("given", "post", office.chief), ("holder's last day set", "post", office.chief)]


def test_what_ended_yesterday_gives_nothing_today(office: Office) -> None:
    end(office, holders(office)[0].tenure.id, YESTERDAY)
    viewer = office.viewer(office.clerk)
    assert (viewer.name, viewer.posts, viewer.member_of) == ("@reader", frozenset(), frozenset())
    assert office.viewer(office.clerk, YESTERDAY).member_of == {BOARD}
    assert len(holders(office)) == 1, "the history stays with the post"


def test_what_begins_tomorrow_gives_nothing_yet(office: Office) -> None:
    give(office, office.deputy, TOMORROW, TOMORROW)
    seats = [office.viewer(office.deputy, TODAY + n * DAY).member_of for n in range(3)]
    assert seats == [frozenset(), {BOARD}, frozenset()]


def test_an_end_can_be_taken_back(office: Office) -> None:
    tenure = holders(office)[0].tenure.id
    end(office, tenure, TODAY)
    end(office, tenure, None, seen=2)
    assert holders(office)[0].tenure.term.ends is None


def test_what_has_not_been_held_yet_can_be_taken_back_and_the_past_cannot(office: Office) -> None:
    take_back(office, give(office, office.deputy), seen=2)
    take_back(office, give(office, office.deputy, TOMORROW, seen=3), seen=4)
    assert len(holders(office)) == 1
    with pytest.raises(RefusedError, match="stays in its history"):
        take_back(office, holders(office)[0].tenure.id, seen=5)


@pytest.mark.parametrize(
    ("who", "first", "last", "field", "reason"),
    [
        ("nonsense", TODAY, None, "holder", "no such account"),
        ("clerk", TODAY, None, "holder", "holds it already"),
        ("clerk", date(2026, 1, 1), date(2026, 10, 1), "holder", "the last day is the other's first"),
        ("deputy", TODAY, YESTERDAY, "held_until", "ends before it begins"),
        ("deputy", TODAY + 9 * DAY, None, "held_from", "the post is gone by then"),
    ],
)
def test_what_cannot_be_names_the_field(
    office: Office, who: str, first: date, last: date | None, field: str, reason: str
) -> None:
    with office.database.writing() as session:
        command = SavePost(office.chief, 1, CHIEF, "", TODAY + 5 * DAY)
        save_post(session, office.administrator, command, MOMENT)
    with pytest.raises(InvalidInputError) as refusal:
        give(office, getattr(office, who, who), first, last, seen=2)
    assert refusal.value.field == field, reason


def test_the_same_account_may_hold_it_again_later(office: Office) -> None:
    end(office, holders(office)[0].tenure.id, YESTERDAY)
    give(office, office.clerk, seen=2)
    with pytest.raises(InvalidInputError, match="holds the post in that time already") as refusal:
        end(office, holders(office)[0].tenure.id, None, seen=3)
    assert refusal.value.field == "ends_on"
    with pytest.raises(InvalidInputError) as refusal:
        end(office, holders(office)[0].tenure.id, date(2026, 9, 30), seen=3)
    assert refusal.value.field == "ends_on"


def test_a_closed_account_is_given_nothing(office: Office) -> None:
    with office.database.writing() as session:
        set_closed(session, office.deputy, is_closed=True)
    with pytest.raises(InvalidInputError, match="The account is closed"):
        give(office, office.deputy)


def test_the_second_of_two_administrators_is_told_of_the_first(office: Office) -> None:
    give(office, office.deputy)
    tenure = holders(office)[0].tenure.id
    for act in (
        lambda: give(office, office.chair),
        lambda: end(office, tenure, TODAY),
        lambda: take_back(office, tenure),
    ):
        with pytest.raises(ConflictError):
            act()


def test_a_holder_of_another_post_is_not_touched_from_here(office: Office) -> None:
    tenure = holders(office)[0].tenure.id
    with pytest.raises(NotFoundError), office.database.writing() as session:
        end_tenure(session, office.administrator, EndTenure(office.vacant, 1, tenure, TODAY), MOMENT)


def test_only_administrators_give_posts(office: Office) -> None:
    tenure = holders(office)[0].tenure.id
    for act, command in (
        (give_post, GivePost(office.chief, 1, office.chair, TODAY)),
        (end_tenure, EndTenure(office.chief, 1, tenure, TODAY)),
        (remove_holder, RemoveTenure(office.chief, 1, tenure)),
    ):
        with pytest.raises(ForbiddenError), office.database.writing() as session:
            act(session, PLANNER, command, MOMENT)  # type: ignore[operator]
