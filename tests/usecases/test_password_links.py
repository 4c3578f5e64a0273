"""Links to choose a password: who gets one, how long it lasts, and what using it ends."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from at_once import at_once
from password_people import (
    EMAIL,
    NEW,
    NOW,
    OLD,
    SECRET,
    USER,
    account,
    audited,
    browsers,
    change,
    change_organisation,
    later,
    sign_in_browser,
)
from small_plan import ADMINISTRATOR, MOMENT, READER, SECRETARY
from sqlalchemy import select

from wheel.core.access import ANONYMOUS, OPERATOR, Moment, Viewer
from wheel.core.sign_in import LinkPurpose
from wheel.errors import ForbiddenError, InvalidInputError, NotFoundError, RefusedError
from wheel.store.database import Database
from wheel.store.tables import AccountLinkRow
from wheel.usecases.attempts import MOST_PER_ADDRESS
from wheel.usecases.choose_password import OpenLink, choose_password, open_link
from wheel.usecases.invite import invitation_letter, make_link
from wheel.usecases.passwords import NewPassword, is_password
from wheel.usecases.reset_password import reset_letter

INVITATION, RESET = LinkPurpose.INVITATION, LinkPurpose.RESET
# Nobody who is asked to say who it is.
BOSS = OPERATOR
CHOSEN = NewPassword(NEW, NEW)


def link(database: Database, purpose: LinkPurpose = RESET, viewer: Viewer = BOSS, at: Moment = MOMENT) -> str:
    with database.writing() as session:
        return make_link(session, viewer, at, account(database).id, purpose)


def command(token: str, address: str = "192.0.2.1") -> OpenLink:
    return OpenLink(token, address, SECRET)


def works(database: Database, token: str, at: Moment = MOMENT) -> bool:
    try:
        return open_link(database, command(token), at).user_name == USER
    except NotFoundError:
        return False


def test_a_link_lets_its_holder_choose_the_password_once(office: Database) -> None:
    token = link(office)
    assert works(office, token)
    assert works(office, token), "looking at it does not use it up"
    choose_password(office, command(token), CHOSEN, MOMENT)
    kept = account(office).password_hash
    assert is_password(kept, NEW)
    assert not is_password(kept, OLD)
    assert not works(office, token)
    with pytest.raises(NotFoundError):
        choose_password(office, command(token), NewPassword(OLD, OLD), MOMENT)
    assert account(office).password_hash == kept


def test_using_it_ends_all_sessions_and_links_and_begins_none(office: Database) -> None:
    sign_in_browser(office)
    sign_in_browser(office)
    change(office, password_hash=None)
    invitation, reset = link(office, INVITATION), link(office)
    choose_password(office, command(reset), CHOSEN, MOMENT)
    assert browsers(office) == []
    assert not works(office, invitation)


def test_a_second_factor_stays_as_it_is(office: Database) -> None:
    change(office, second_factor_key="sealed", second_factor_since=NOW, second_factor_step=7)
    choose_password(office, command(link(office)), CHOSEN, MOMENT)
    assert account(office).second_factor_since == NOW


def test_only_the_hash_of_a_link_is_kept(office: Database) -> None:
    token = link(office)
    assert len(token) == 43, "256 bits in six to a sign"
    with office.reading() as session:
        rows = session.execute(select(AccountLinkRow.__table__)).all()
    assert token not in repr(rows)
    assert token not in repr(audited(office))
    assert token not in repr(command(token))


@pytest.mark.parametrize(
    ("purpose", "lasts", "ended"),
    [
        (INVITATION, {"days": 7, "seconds": -1}, {"days": 7}),
        (RESET, {"hours": 24, "seconds": -1}, {"hours": 24}),
    ],
)
def test_a_link_of_an_administrator_lasts_its_time(
    office: Database, purpose: LinkPurpose, lasts: dict[str, int], ended: dict[str, int]
) -> None:
    change(office, password_hash=None)
    token = link(office, purpose)
    assert works(office, token, later(**lasts))
    assert not works(office, token, later(**ended))
    with pytest.raises(NotFoundError):
        choose_password(office, command(token), CHOSEN, later(**ended))


def test_a_new_link_ends_the_one_before_it_for_the_same(office: Database) -> None:
    change(office, password_hash=None)
    invitation, first, second = link(office, INVITATION), link(office), link(office)
    assert [works(office, token) for token in (invitation, first, second)] == [True, False, True]


def test_links_that_have_ended_are_not_kept(office: Database) -> None:
    change(office, password_hash=None)
    link(office, INVITATION)
    link(office, RESET, at=later(days=8))
    with office.reading() as session:
        assert [row.purpose for row in session.scalars(select(AccountLinkRow))] == [RESET]


@pytest.mark.parametrize("viewer", [ANONYMOUS, READER, SECRETARY])
def test_only_administrators_make_links(office: Database, viewer: Viewer) -> None:
    with pytest.raises(ForbiddenError):
        link(office, viewer=viewer)


REFUSED: list[tuple[Callable[[Database], None], LinkPurpose, str, str]] = [
    (lambda database: change(database, is_closed=True), RESET, "closed", "nobody comes in by it"),
    (lambda database: change(database, is_anonymised=True), RESET, "closed", "nobody is left"),
    (lambda database: change(database, is_sample=True), RESET, "everybody knows", "it would keep the others out"),
    (lambda database: change_organisation(database, allows_passwords=False), RESET, "Nobody signs in", "switched off"),
    (
        lambda database: change(database, provider_issuer="https://i", provider_subject="s", password_hash=None),
        RESET,
        "at the provider",
        "it signs in elsewhere",
    ),
    (lambda _database: None, INVITATION, "has a password already", "an invitation is for who has none"),
]


@pytest.mark.parametrize(("prepare", "purpose", "words", "reason"), REFUSED)
def test_an_account_that_can_have_no_password_gets_no_link(
    office: Database, prepare: Callable[[Database], None], purpose: LinkPurpose, words: str, reason: str
) -> None:
    administrator = sign_in_browser(office)
    prepare(office)
    boss = Viewer(ADMINISTRATOR.role, "Stabschefen", account_id=administrator.account_id)
    with pytest.raises(RefusedError, match=words):
        link(office, purpose, viewer=boss)
    if purpose is RESET:
        assert reset_letter(office, USER, MOMENT) is None, reason
    assert audited(office) == []


def test_the_operator_may_let_in_an_account_whose_provider_is_gone(office: Database) -> None:
    change(office, provider_issuer="https://i", provider_subject="s", password_hash=None)
    choose_password(office, command(link(office, viewer=OPERATOR)), CHOSEN, MOMENT)
    assert is_password(account(office).password_hash, NEW)


@pytest.mark.parametrize("prepare", [REFUSED[0][0], REFUSED[2][0], REFUSED[3][0]])
def test_a_link_is_worth_nothing_when_that_has_come_after_it(
    office: Database, prepare: Callable[[Database], None]
) -> None:
    token = link(office)
    prepare(office)
    assert not works(office, token)
    with pytest.raises(NotFoundError):
        choose_password(office, command(token), CHOSEN, MOMENT)


@pytest.mark.parametrize("wrong", ["", "x", "x" * 100_000, "æøå", "' OR 1=1 --"])
def test_a_link_that_never_was_is_told_in_the_same_words_as_one_that_is_used(office: Database, wrong: str) -> None:
    used = link(office)
    choose_password(office, command(used), CHOSEN, MOMENT)
    said = set()
    for token in (wrong, used):
        with pytest.raises(NotFoundError) as refusal:
            open_link(office, command(token), MOMENT)
        said.add(str(refusal.value))
    assert len(said) == 1


@pytest.mark.parametrize(
    ("chosen", "field"),
    [
        (NewPassword("kort", "kort"), "password"),
        (NewPassword(USER, USER), "password"),
        (NewPassword("oest12345678", "oest12345678"), "password"),
        (NewPassword("Fjordby Kommune", "Fjordby Kommune"), "password"),
        (NewPassword(NEW, OLD), "password_again"),
    ],
)
def test_a_password_that_cannot_be_leaves_the_link_and_the_sessions(
    office: Database, chosen: NewPassword, field: str
) -> None:
    sign_in_browser(office)
    token = link(office)
    with pytest.raises(InvalidInputError) as refusal:
        choose_password(office, command(token), chosen, MOMENT)
    assert refusal.value.field == field
    assert works(office, token)
    assert len(browsers(office)) == 1
    assert is_password(account(office).password_hash, OLD)


def test_of_two_who_use_one_link_at_once_one_has_chosen(office: Database) -> None:
    token = link(office)
    chosen: list[str] = []

    def use(own: Database, number: int) -> None:
        password = f"{NEW} {number}"
        try:
            choose_password(own, command(token), NewPassword(password, password), MOMENT)
        except NotFoundError:
            return
        chosen.append(password)

    at_once(office, use, people=4)
    assert len(chosen) == 1
    assert is_password(account(office).password_hash, chosen[0])


def test_wrong_links_are_counted_by_address_and_right_ones_are_not(office: Database) -> None:
    token = link(office)
    for number in range(MOST_PER_ADDRESS):
        assert works(office, token)
        with pytest.raises(NotFoundError):
            open_link(office, command(f"wrong {number}"), MOMENT)
    with pytest.raises(RefusedError, match="Too many attempts"):
        open_link(office, command(token), MOMENT)
    with pytest.raises(RefusedError, match="Too many attempts"):
        choose_password(office, command(token), CHOSEN, MOMENT)
    assert open_link(office, command(token, "198.51.100.1"), MOMENT).user_name == USER
    assert open_link(office, command(token), later(minutes=15)).user_name == USER


def test_what_was_done_is_written_down(office: Database) -> None:
    choose_password(office, command(link(office)), CHOSEN, MOMENT)
    letter = reset_letter(office, USER, MOMENT)
    assert letter is not None
    assert audited(office) == [
        ("link made", "System", {"purpose": "reset"}),
        ("password chosen", "@planner", {"purpose": "reset"}),
        ("link mailed", "", {}),
    ]


def test_an_invitation_is_a_letter_where_there_is_an_address(office: Database) -> None:
    change(office, password_hash=None)
    token, reset = link(office, INVITATION), link(office, RESET)
    with office.reading() as session:
        letter = invitation_letter(session, MOMENT, token)
        assert letter is not None
        assert (letter.email, letter.purpose) == (EMAIL, INVITATION)
        assert invitation_letter(session, MOMENT, reset) is None, "its words would be wrong"
        assert invitation_letter(session, MOMENT, "wrong") is None
    change(office, email=None)
    with office.reading() as session:
        assert invitation_letter(session, MOMENT, token) is None
