"""A body is found by its short name, its name or an alias, as Danes write them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from small_plan import a_body

from wheel.core.access import ANONYMOUS, OPERATOR
from wheel.core.deadlines import WorkingDaysBefore
from wheel.core.occurrences import Visibility
from wheel.core.plan import Body, BodyKind
from wheel.errors import NotFoundError
from wheel.store.bodies import add_body, all_bodies, body_row_id, find_body, lock_body, save_body
from wheel.store.database import Database

COUNCIL = a_body("kommunalbestyrelsen", name="Kommunalbestyrelsen", aliases=("KB", "Byrådet"), kind=BodyKind.COUNCIL)
FINANCE = a_body("oekonomiudvalget", name="Økonomiudvalget", aliases=("ØU", "ØK"), parent="kommunalbestyrelsen")
NATURE = a_body("aa-udvalget", name="Å- og Ænderudvalget", aliases=("ÅÆ", "økonomi-å"))
# Somebody gave it another body's short name as an alias.
FORUM = a_body("chefforum", name="Chefforum", aliases=("aa-udvalget", "SCF"))


@pytest.fixture
def filled(database: Database) -> Database:
    with database.writing() as session:
        for body in (COUNCIL, FORUM, FINANCE, NATURE):
            add_body(session, body)
    return database


@pytest.mark.parametrize(
    ("name", "found", "reason"),
    [
        ("oekonomiudvalget", "oekonomiudvalget", "the short name, as in the URL"),
        ("Økonomiudvalget", "oekonomiudvalget", "the name"),
        ("ØKONOMIUDVALGET", "oekonomiudvalget", "Ø is the capital of ø, which SQLite's own lower() does not know"),
        ("økonomiudvalget", "oekonomiudvalget", "and the other way round"),
        ("øu", "oekonomiudvalget", "an alias in small letters"),
        ("  ØU ", "oekonomiudvalget", "outer spaces do not matter"),
        ("byrådet", "kommunalbestyrelsen", "another alias"),
        ("BYRÅDET", "kommunalbestyrelsen", "Å is the capital of å"),
        ("åæ", "aa-udvalget", "Æ is the capital of æ"),
        ("Å- OG ÆNDERUDVALGET", "aa-udvalget", "all of them"),
        ("ØKONOMI-Å", "aa-udvalget", "an alias that starts as another body's name does"),
        ("scf", "chefforum", "an alias"),
        ("aa-udvalget", "aa-udvalget", "a short name wins over another body's alias"),
    ],
)
def test_a_body_is_found_by_what_it_goes_by(filled: Database, name: str, found: str, reason: str) -> None:
    with filled.reading() as session:
        assert find_body(session, OPERATOR, name).short_name == found, reason


@pytest.mark.parametrize("name", ["", "Ø", "udvalget", "%", "Okonomiudvalget", "SCFF"])
def test_half_a_name_finds_nothing(filled: Database, name: str) -> None:
    with filled.reading() as session, pytest.raises(NotFoundError, match="There is no body called"):
        find_body(session, OPERATOR, name)


def test_who_goes_by_a_name_today_is_found_before_who_went_by_it(filled: Database) -> None:
    with filled.writing() as session:
        save_body(session, replace(COUNCIL, aliases=("KB", "Rådet")), {"Rådet": date(2026, 1, 1)})
        save_body(session, replace(NATURE, aliases=("Rådet",)), {})
        save_body(session, replace(FORUM, aliases=("KB",), valid_until=date(2026, 1, 1)), {})
    with filled.reading() as session:
        assert find_body(session, OPERATOR, "rådet").short_name == "aa-udvalget"
        assert find_body(session, OPERATOR, "KB").short_name == "kommunalbestyrelsen", "the other one has a last day"


def test_a_body_that_the_viewer_may_not_know_of_is_found_by_no_name(filled: Database) -> None:
    with filled.writing() as session:
        save_body(session, replace(FINANCE, visibility=Visibility.INTERNAL), {})
    with filled.reading() as session:
        for name in ("oekonomiudvalget", "Økonomiudvalget", "ØU", "økonomi- og planudvalget"):
            with pytest.raises(NotFoundError):
                find_body(session, ANONYMOUS, name)
        assert find_body(session, OPERATOR, "økonomi- og planudvalget").short_name == "oekonomiudvalget"


def test_what_is_not_there_cannot_be_locked_or_referred_to(filled: Database) -> None:
    with filled.writing() as session:
        for look in (lock_body, body_row_id):
            with pytest.raises(NotFoundError, match="There is no body called nobody"):
                look(session, "nobody")


def test_a_body_comes_back_with_everything_it_was_given(database: Database) -> None:
    given = Body(
        id="",
        short_name="direktionen",
        name="Direktionen",
        kind=BodyKind.EXECUTIVE_BOARD,
        visibility=Visibility.INTERNAL,
        aliases=("DIR", "Direktørgruppen"),
        default_start=time(8, 30),
        default_end=time(11, 45),
        default_place="Mødelokale 250",
        notice=WorkingDaysBefore(3),
        valid_from=date(2018, 1, 1),
        valid_until=date(2029, 12, 31),
    )
    with database.writing() as session:
        add_body(session, given)
    with database.reading() as session:
        found = find_body(session, OPERATOR, "direktionen")
    assert found.id
    assert found == Body(**{**vars(given), "id": found.id})


def test_bodies_come_in_the_order_they_were_set_up_with_their_parents(filled: Database) -> None:
    with filled.reading() as session:
        found = all_bodies(session, ANONYMOUS)
    assert [(body.short_name, body.parent) for body in found] == [
        ("kommunalbestyrelsen", None),
        ("chefforum", None),
        ("oekonomiudvalget", "kommunalbestyrelsen"),
        ("aa-udvalget", None),
    ]


def test_what_a_body_says_of_others_is_left_out_where_the_viewer_may_not_know_of_them(database: Database) -> None:
    hidden = {name: a_body(name, visibility=Visibility.CLOSED) for name in ("over", "efter", "ved-siden")}
    with database.writing() as session:
        for body in hidden.values():
            add_body(session, body)
        shown = a_body("kb", parent="over", merged_into="efter", shares_members_with=frozenset({"ved-siden"}))
        add_body(session, shown)
    with database.reading() as session:
        (seen,) = all_bodies(session, ANONYMOUS)
        known = find_body(session, OPERATOR, "kb")
    assert (seen.parent, seen.merged_into, seen.shares_members_with) == (None, None, frozenset())
    assert (known.parent, known.merged_into, known.shares_members_with) == ("over", "efter", {"ved-siden"})
