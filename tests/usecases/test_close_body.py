"""Closing a body: it keeps its history, and what is in use is never deleted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from settings_plan import FORUM, body_now, change, save, stamp, with_forum
from small_plan import COMMITTEE, MOMENT, READER, SECRETARY, TODAY, a_body, agenda, all_occurrences, later, place

from wheel.core.access import ANONYMOUS, OPERATOR, Viewer
from wheel.core.dates import ONE_DAY
from wheel.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError, RefusedError
from wheel.store.bodies import all_bodies
from wheel.store.database import Database
from wheel.store.feeds import all_feeds
from wheel.usecases.close_body import CloseBody, close_body
from wheel.usecases.delete_body import DeleteBody, delete_body
from wheel.usecases.show_body_settings import show_all_body_settings, show_body_settings, show_other_bodies

LAST = date(2026, 12, 31)


@pytest.fixture
def plan(database: Database) -> Database:
    with_forum(database)
    return database


def close(
    database: Database,
    name: str,
    last: date | None,
    into: str | None = None,
    seen: int = 1,
    viewer: Viewer = SECRETARY,
) -> None:
    with database.writing() as session:
        close_body(session, viewer, CloseBody(name, seen, last, into), MOMENT)


def delete(database: Database, name: str, seen: int = 1, viewer: Viewer = SECRETARY) -> None:
    with database.writing() as session:
        delete_body(session, viewer, DeleteBody(name, seen), MOMENT)


def test_a_closed_body_no_longer_exists_on_the_day_after_and_keeps_everything(plan: Database) -> None:
    with plan.reading() as session:
        before = all_occurrences(session)
    close(plan, COMMITTEE, LAST)
    body = body_now(plan, "Økonomiudvalget")
    assert (body.valid_until, body.merged_into, body.version) == (LAST + ONE_DAY, None, 2)
    with plan.reading() as session:
        assert all_occurrences(session) == before


def test_a_merged_body_names_the_one_that_takes_over(plan: Database) -> None:
    close(plan, FORUM, LAST, COMMITTEE)
    assert body_now(plan, FORUM).merged_into == COMMITTEE
    assert change(plan, FORUM, 2, default_place="Sal 1").merged_into == COMMITTEE, "saving its settings leaves that"


def test_another_day_can_be_chosen_and_the_body_opened_again(plan: Database) -> None:
    close(plan, FORUM, LAST, COMMITTEE)
    close(plan, FORUM, TODAY, seen=2)
    assert (body_now(plan, FORUM).valid_until, body_now(plan, FORUM).merged_into) == (TODAY + ONE_DAY, None)
    close(plan, FORUM, None, seen=3)
    assert body_now(plan, FORUM).valid_until is None


def test_a_body_may_be_taken_over_by_one_that_begins_as_it_ends(plan: Database) -> None:
    save(plan, a_body("", name="Nyt forum", valid_from=LAST + ONE_DAY), seen=0)
    close(plan, FORUM, LAST, "nyt-forum")
    assert body_now(plan, FORUM).merged_into == "nyt-forum"


@pytest.mark.parametrize(
    ("last", "into", "field", "sentence"),
    [
        (None, None, "closes_on", "Choose the last day on which the body exists."),
        (None, COMMITTEE, "closes_on", "Choose the last day on which the body exists."),
        (date(2025, 12, 31), None, "closes_on", "The last day must not be before the first."),
        (LAST, "nobody", "merged_into", "Choose a body from the list."),
        (LAST, FORUM, "merged_into", "Chefforum has itself been merged into this one."),
        (LAST, "gammelt-forum", "merged_into", "Gammelt forum does not exist on the day after."),
        (LAST, "nyt-forum", "merged_into", "Nyt forum does not exist on the day after."),
    ],
)
def test_what_cannot_be_is_refused_with_the_field_to_blame(
    plan: Database, last: date | None, into: str | None, field: str, sentence: str
) -> None:
    change(plan, FORUM, valid_from=date(2026, 1, 1))
    save(plan, a_body("", name="Gammelt forum", valid_until=LAST), seen=0)
    save(plan, a_body("", name="Nyt forum", valid_from=LAST + 2 * ONE_DAY), seen=0)
    with pytest.raises(InvalidInputError) as refusal:
        close(plan, FORUM, last, into, seen=2)
    assert (refusal.value.field, str(refusal.value)) == (field, sentence)
    assert body_now(plan, FORUM).valid_until is None


def test_two_bodies_cannot_take_over_from_each_other(plan: Database) -> None:
    close(plan, FORUM, LAST, COMMITTEE)
    with pytest.raises(InvalidInputError, match="Chefforum has itself been merged into this one"):
        close(plan, COMMITTEE, TODAY, FORUM)


def test_a_first_day_after_the_last_is_refused(plan: Database) -> None:
    close(plan, FORUM, LAST)
    with pytest.raises(InvalidInputError) as refusal:
        change(plan, FORUM, 2, valid_from=LAST + ONE_DAY)
    assert refusal.value.field == "valid_from"


def test_an_unused_body_is_deleted_with_its_feed_and_its_names(plan: Database) -> None:
    change(plan, FORUM, shares_members_with=frozenset({COMMITTEE}))
    before = stamp(plan)
    delete(plan, FORUM, 2)
    with pytest.raises(NotFoundError):
        body_now(plan, "SCF")
    assert body_now(plan, COMMITTEE).shares_members_with == frozenset()
    with plan.reading() as session:
        assert [feed.body for feed in all_feeds(session, OPERATOR)] == [None, COMMITTEE]
    assert stamp(plan) == before + 1


def use_under(database: Database) -> None:
    save(database, a_body("", name="Underudvalg", parent=FORUM), seen=0)


def use_merged(database: Database) -> None:
    save(database, a_body("", name="Gammelt forum", parent=None), seen=0)
    close(database, "gammelt-forum", TODAY, FORUM)


def test_a_body_in_use_is_not_deleted_and_what_uses_it_is_named(plan: Database) -> None:
    with pytest.raises(RefusedError, match=r"used by 1 series \(Økonomiudvalgsmøde\)\. Close it instead"):
        delete(plan, COMMITTEE)
    use_under(plan)
    with pytest.raises(RefusedError, match=r"other bodies belong under it \(Underudvalg\)"):
        delete(plan, FORUM)
    change(plan, "underudvalg", parent=None)
    use_merged(plan)
    with pytest.raises(RefusedError, match=r"other bodies have been merged into it \(Gammelt forum\)"):
        delete(plan, FORUM)
    assert len(plan_names(plan)) == 4


def plan_names(database: Database) -> list[str]:
    with database.reading() as session:
        return [body.short_name for body in all_bodies(session, OPERATOR)]


def test_the_settings_say_what_uses_a_body(plan: Database) -> None:
    with plan.reading() as session:
        meeting = all_occurrences(session)[1].id
    place(plan, meeting, "A", "B", reason="")
    use_under(plan)
    use_merged(plan)
    with plan.reading() as session:
        lines = {line.body.short_name: line for line in show_all_body_settings(session, SECRETARY)}
        one = show_body_settings(session, SECRETARY, "SCF")
        assert show_other_bodies(session, SECRETARY) == all_bodies(session, SECRETARY)
    assert list(lines) == [FORUM, "gammelt-forum", "underudvalg", COMMITTEE], "by name"
    assert one == lines[FORUM]
    assert FORUM not in {other.short_name for other in one.others}
    assert (one.uses.under, one.uses.merged, one.uses.any) == (("Underudvalg",), ("Gammelt forum",), True)
    committee = lines[COMMITTEE].uses
    assert (committee.series, committee.item_count) == (("Økonomiudvalgsmøde",), 2)
    assert not lines["underudvalg"].uses.any
    assert agenda(plan, meeting) == [(1, "A"), (2, "B")]


def test_who_looked_at_an_older_version_is_told_and_nothing_changes(plan: Database) -> None:
    before = change(plan, FORUM, name="Lederforum", moment=later(days=1))
    with pytest.raises(ConflictError):
        close(plan, FORUM, LAST)
    with pytest.raises(ConflictError):
        delete(plan, FORUM)
    assert body_now(plan, FORUM) == before


@pytest.mark.parametrize("viewer", [ANONYMOUS, READER])
def test_only_planners_see_settings_close_and_delete(plan: Database, viewer: Viewer) -> None:
    before = body_now(plan, FORUM)
    with pytest.raises(ForbiddenError):
        close(plan, FORUM, LAST, viewer=viewer)
    with pytest.raises(ForbiddenError):
        delete(plan, FORUM, viewer=viewer)
    with plan.reading() as session:
        for look in (show_all_body_settings, show_other_bodies):
            with pytest.raises(ForbiddenError):
                look(session, viewer)
        with pytest.raises(ForbiddenError):
            show_body_settings(session, viewer, FORUM)
    assert body_now(plan, FORUM) == replace(before)
