"""Entries are read the newest first, a page at a time, and only those that are wanted."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from small_plan import MOMENT
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from wheel.core.access import Role
from wheel.core.audit import NOBODY, AuditFilter, AuditThing
from wheel.errors import NotFoundError
from wheel.store.account_endings import erase_person
from wheel.store.accounts import add_account
from wheel.store.audit import AuditSlice, append_audit, audit_after, audit_before, newest_audit
from wheel.store.database import Database, Session
from wheel.store.tables import AccountRow, AuditEntryRow

AT = MOMENT.at
ALL = AuditFilter()


def fill(database: Database) -> dict[str, str]:
    """Seven entries, the oldest "0"; "3" and "4" at the same instant. The accounts by name."""
    with database.writing() as session:
        ids = {name: add_account(session, name, name.title(), "hash", Role.PLANNER) for name in ("stab", "sekretær")}
        append(session, ids["stab"], 0, "saved", AuditThing.BODY, "kb")
        append(session, ids["sekretær"], 1, "moved", AuditThing.STOP, "s1")
        append(session, None, 2, "planned", AuditThing.YEAR, "2027")
        append(session, ids["stab"], 3, "saved", AuditThing.ACCOUNT, ids["sekretær"])
        append(session, ids["stab"], 3, "given", AuditThing.POST, "p1", account=ids["sekretær"])
        append(session, ids["sekretær"], 5, "deleted", AuditThing.BODY, "kb")
        append(session, ids["stab"], 6, "given", AuditThing.POST, "p1", account=ids["stab"])
    return ids


def append(
    session: Session, by: str | None, hours: int, act: str, thing: AuditThing, thing_id: str, **told: str
) -> None:
    append_audit(session, by, "Stabschefen", AT + timedelta(hours=hours), act, thing, thing_id, told)
    session.flush()


def numbers(found: AuditSlice) -> list[int]:
    """Which they are, by the order in which they were written."""
    return [_ACTS.index((entry.act, entry.at - AT, entry.thing)) for entry in found.entries]


_ACTS = [
    ("saved", timedelta(0), AuditThing.BODY),
    ("moved", timedelta(hours=1), AuditThing.STOP),
    ("planned", timedelta(hours=2), AuditThing.YEAR),
    ("saved", timedelta(hours=3), AuditThing.ACCOUNT),
    ("given", timedelta(hours=3), AuditThing.POST),
    ("deleted", timedelta(hours=5), AuditThing.BODY),
    ("given", timedelta(hours=6), AuditThing.POST),
]


def test_an_entry_says_who_did_what_to_which_thing_and_when(database: Database) -> None:
    ids = fill(database)
    with database.reading() as session:
        found = newest_audit(session, AuditFilter(act="given"), 10).entries[1]
    assert (found.at, found.account_id, found.person) == (AT + timedelta(hours=3), ids["stab"], "Stab")
    assert (found.actor, found.act, found.thing, found.thing_id) == ("Stabschefen", "given", AuditThing.POST, "p1")
    assert found.told == {"account": ids["sekretær"]}


FILTERS = [
    (AuditFilter(), [6, 5, 4, 3, 2, 1, 0], "everything"),
    (AuditFilter(account_id="stab"), [6, 4, 3, 0], "by one account"),
    (AuditFilter(account_id=NOBODY), [2], "by no account: the operator's"),
    (AuditFilter(act="saved"), [3, 0], "one act"),
    (AuditFilter(thing=AuditThing.BODY), [5, 0], "one kind of thing"),
    (AuditFilter(thing=AuditThing.POST, thing_id="p1"), [6, 4], "one thing"),
    (AuditFilter(thing_id="s1"), [1], "one thing, whatever its kind"),
    (AuditFilter(since=AT + timedelta(hours=3)), [6, 5, 4, 3], "from an instant, included"),
    (AuditFilter(until=AT + timedelta(hours=3)), [2, 1, 0], "until an instant, not included"),
    (AuditFilter(account_id="sekretær", thing=AuditThing.BODY, act="deleted"), [5], "all of it together"),
    (AuditFilter(concerning="sekretær"), [5, 4, 3, 1], "by an account, or to it, or giving it a post"),
    (AuditFilter(concerning="stab"), [6, 4, 3, 0], "what it did to others is its own too"),
    (AuditFilter(act="flown"), [], "what nobody has done"),
]


@pytest.mark.parametrize(("wanted", "expected", "reason"), FILTERS, ids=[reason for *_, reason in FILTERS])
def test_a_filter_leaves_what_is_wanted(
    database: Database, wanted: AuditFilter, expected: list[int], reason: str
) -> None:
    ids = fill(database)
    wanted = replace(
        wanted,
        account_id=ids.get(wanted.account_id or "", wanted.account_id),
        concerning=ids.get(wanted.concerning or "", wanted.concerning),
    )
    with database.reading() as session:
        assert numbers(newest_audit(session, wanted, 10)) == expected, reason


@pytest.mark.parametrize("count", [1, 2, 3, 6, 7, 8])
def test_pages_follow_one_another_both_ways_without_gap_or_repetition(database: Database, count: int) -> None:
    """Also where two entries are of the same instant, on either side of a page's end."""
    fill(database)
    with database.reading() as session:
        pages = [newest_audit(session, ALL, count)]
        while pages[-1].has_older:
            pages.append(audit_before(session, ALL, pages[-1].entries[-1].id, count))
        assert [number for page in pages for number in numbers(page)] == [6, 5, 4, 3, 2, 1, 0]
        assert [page.has_newer for page in pages] == [False] + [True] * (len(pages) - 1)
        for newer, older in pairwise(pages):
            back = audit_after(session, ALL, older.entries[0].id, count)
            assert (back.entries, back.has_older) == (newer.entries, True)
        assert not audit_after(session, ALL, pages[0].entries[0].id, count).entries


def test_an_entry_that_is_not_there_is_no_place(database: Database) -> None:
    fill(database)
    for read in (audit_before, audit_after):
        with database.reading() as session, pytest.raises(NotFoundError):
            read(session, ALL, "nowhere", 2)


@pytest.mark.parametrize("statement", ["UPDATE audit_entries SET actor = 'En anden'", "DELETE FROM audit_entries"])
def test_entries_stay_as_they_were_when_a_person_is_deleted(database: Database, statement: str) -> None:
    ids = fill(database)
    with database.writing() as session:
        erase_person(session, ids["stab"])
    with database.reading() as session:
        left = newest_audit(session, ALL, 10).entries
        own = newest_audit(session, AuditFilter(account_id=ids["stab"]), 10)
    assert len(left) == 7
    assert {entry.actor for entry in left} == {"Stabschefen"}, "the post stays"
    assert numbers(own) == [6, 4, 3, 0], "and so does that it was one and the same"
    assert {entry.person for entry in own.entries} == {""}, "but who it was does not"
    with pytest.raises(DBAPIError, match="append-only"), database.writing() as session:
        session.execute(text(statement))


def test_an_account_in_the_audit_cannot_be_taken_away(database: Database) -> None:
    ids = fill(database)
    with pytest.raises(DBAPIError), database.writing() as session:
        session.delete(session.scalars(select(AccountRow).where(AccountRow.public_id == ids["stab"])).one())
    with database.reading() as session:
        assert len(session.scalars(select(AuditEntryRow)).all()) == 7
