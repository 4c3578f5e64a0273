"""The sample municipality is one that could be, on whatever day it is loaded."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from small_plan import MOMENT, READER, SECRETARY, TODAY, all_occurrences, planned_years
from sqlalchemy import func, select

from wheel.core.access import ANONYMOUS, OPERATOR, Moment, Viewer
from wheel.core.dates import DateSpan
from wheel.core.occurrences import Kind, Occurrence, Status
from wheel.core.plan import BodyKind, Organisation, PlanStatus
from wheel.core.stops import Stop, StopState
from wheel.core.zones import NUUK
from wheel.errors import ForbiddenError, RefusedError
from wheel.store.accounts import has_accounts
from wheel.store.bodies import all_bodies
from wheel.store.database import Database
from wheel.store.feeds import all_feeds
from wheel.store.organisation import all_rings, find_organisation, save_organisation
from wheel.store.posts import all_posts
from wheel.store.routes import all_routes
from wheel.store.standing import standing_items_of
from wheel.store.stops import awaiting_stops, history_of, stops_at
from wheel.store.tables import Base, ItemRow, TenureRow
from wheel.usecases.identify import identify
from wheel.usecases.load_sample import SAMPLE_PASSWORD, SAMPLE_POST, SAMPLE_USER, SampleState, load_sample
from wheel.usecases.organisation_fields import new_organisation
from wheel.usecases.show_bodies import show_bodies
from wheel.usecases.sign_in import SignIn, sign_in

WEEK = timedelta(days=7)


def load(database: Database, today: date = TODAY, *, only_if_empty: bool = False) -> SampleState:
    at = datetime(today.year, today.month, today.day, 12, tzinfo=UTC)
    with database.writing() as session:
        return load_sample(session, OPERATOR, Moment(at, today), only_if_empty=only_if_empty)


def occurrences(database: Database) -> tuple[Occurrence, ...]:
    with database.reading() as session:
        return all_occurrences(session)


def stops(database: Database) -> list[Stop]:
    with database.reading() as session:
        found = stops_at(session, SECRETARY, [one.id for one in all_occurrences(session)])
        bodies = [body.short_name for body in all_bodies(session, SECRETARY)]
        waiting = [stop for body in bodies for stop in awaiting_stops(session, SECRETARY, body)]
    return [stop for listed in found.values() for stop in listed] + waiting


# Every month, the ends of a year, a leap day, and every year from 2024 to 2032 (a load plans its year and the next).
DAYS = [
    *(date(2023 + month, month, 15) for month in range(1, 10)),
    *(date(2026, month, 15) for month in (10, 11, 12)),
    date(2026, 1, 1),
    date(2026, 12, 31),
    date(2027, 7, 31),
    date(2028, 2, 29),
]


@pytest.fixture(scope="module")
def sample(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The sample as of TODAY, for tests that only look at it."""
    yield from loaded_into(migrated_sqlite, tmp_path_factory.mktemp("sample"), TODAY)


@pytest.fixture(scope="module", params=DAYS, ids=str)
def sample_of_a_day(
    request: pytest.FixtureRequest, migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Database, date]]:
    for database in loaded_into(migrated_sqlite, tmp_path_factory.mktemp("sample"), request.param):
        yield database, request.param


def loaded_into(migrated_sqlite: Path, folder: Path, today: date) -> Iterator[Database]:
    shutil.copyfile(migrated_sqlite, folder / "plan.sqlite3")
    database = Database(f"sqlite:///{folder / 'plan.sqlite3'}")
    load(database, today)
    yield database
    database.dispose()


def test_the_sample_is_a_whole_municipality(database: Database) -> None:
    state = load(database)
    with database.reading() as session:
        bodies, rings = all_bodies(session, ANONYMOUS), all_rings(session)
        assert planned_years(session) == {2026: PlanStatus.PUBLISHED, 2027: PlanStatus.PUBLISHED}
        assert len(all_feeds(session, ANONYMOUS)) == len(bodies) + 1
        assert session.scalar(select(func.count()).select_from(ItemRow)) == state.items
        organisation = find_organisation(session)
    assert organisation is not None
    assert organisation.is_sample
    kinds = [body.kind for body in bodies]
    for kind in (BodyKind.COUNCIL, BodyKind.EXECUTIVE_BOARD, BodyKind.FORUM, BodyKind.MED_COMMITTEE):
        assert kinds.count(kind) == 1, kind
    assert kinds.count(BodyKind.COMMITTEE) == 7
    assert all(body.default_start and body.default_end and body.notice for body in bodies)
    found = occurrences(database)
    assert state == SampleState(loaded=True, is_sample=True, occurrences=len(found), items=state.items)
    assert {one.ring for one in found} == {ring.key for ring in rings}
    assert {one.kind for one in found} == set(Kind)
    assert len(found) >= 400


def test_everybody_can_try_it_and_the_secretariat_can_sign_in(sample: Database) -> None:
    opened = sign_in(sample, SignIn(SAMPLE_USER, SAMPLE_PASSWORD, "192.0.2.1", "x"), MOMENT)
    viewer = identify(sample, opened.key, MOMENT)
    assert viewer is not None
    assert viewer.may_plan
    assert viewer.name == SAMPLE_POST
    assert viewer.may_keep_agenda("direktionen")


def test_as_what_an_organisation_begins_with_it_brings_no_account_and_no_open_door(database: Database) -> None:
    """Its password is known to everybody, so it must open nothing where real people work."""
    own = new_organisation("Strandby Kommune", time_zone=NUUK, locale="en")
    with database.writing() as session:
        state = load_sample(session, OPERATOR, MOMENT, organisation=own)
    assert (state.loaded, state.is_sample) == (True, False)
    with database.reading() as session:
        assert find_organisation(session) == own
        assert not has_accounts(session)
        assert session.scalar(select(func.count()).select_from(TenureRow)) == 0
        assert SAMPLE_POST in {post.title for post in all_posts(session)}
    assert len(occurrences(database)) == state.occurrences >= 400
    with pytest.raises(RefusedError):
        sign_in(database, SignIn(SAMPLE_USER, SAMPLE_PASSWORD, "192.0.2.1", "x"), MOMENT)


def test_six_dialogue_meetings_a_year_with_the_executive_board(sample: Database) -> None:
    for year in (2026, 2027):
        days = [
            one
            for one in occurrences(sample)
            if one.kind is Kind.DIALOGUE and one.span.start.year == year and one.body == "direktionen"
        ]
        assert len(days) == 6
        assert len({one.title for one in days}) == 6
        assert all(one.span.start.weekday() < 5 and one.start_time for one in days)


def test_the_council_meets_a_week_after_the_finance_committee_within_the_same_round(sample: Database) -> None:
    found = [one for one in occurrences(sample) if one.span.start.year == 2027]
    council = [one.span for one in found if one.body == "kommunalbestyrelsen" and one.kind is Kind.MEETING]
    finance = [one.span for one in found if one.body == "oekonomiudvalget" and one.kind is Kind.MEETING]
    rounds = [one.span for one in found if one.kind is Kind.ROUND]
    assert len(council) == len(finance) == len(rounds) == 11
    for meeting, before, political_round in zip(council, finance, rounds, strict=True):
        assert meeting.start - before.start == WEEK
        assert political_round == DateSpan(before.start, meeting.end)


def test_the_budget_is_read_as_the_law_asks(sample_of_a_day: tuple[Database, date]) -> None:
    """At least three weeks between the readings (kommunestyrelsesloven § 38), the second by 15 October."""
    database, today = sample_of_a_day
    found = occurrences(database)
    for planned in (today.year, today.year + 1):
        for body in ("kommunalbestyrelsen", "oekonomiudvalget"):
            readings = {
                one.reading: one.span.start
                for one in found
                if one.kind is Kind.READING and one.body == body and one.span.start.year == planned
            }
            meetings = {one.span.start for one in found if one.body == body and one.kind is Kind.MEETING}
            assert set(readings) == {1, 2}
            assert readings[2] - readings[1] >= 3 * WEEK, (planned, body)
            assert readings[2] <= date(planned, 10, 15)
            assert meetings.issuperset(readings.values()), "a budget is read at a meeting"


def test_three_items_await_a_date_for_a_reason_and_one_is_closed(sample: Database) -> None:
    with sample.reading() as session:
        waiting = awaiting_stops(session, ANONYMOUS, "direktionen")
    assert len(waiting) == 3
    assert all(stop.reason and stop.since and stop.since < TODAY for stop in waiting)
    found = stops(sample)
    assert len([stop for stop in found if stop.is_closed]) == 1
    assert len([stop for stop in found if stop.sub_date]) >= 1
    assert all(stop.minutes and stop.title for stop in found)


def test_one_that_waits_is_overdue_and_all_say_when_to_look_again(sample: Database) -> None:
    with sample.reading() as session:
        waiting = awaiting_stops(session, SECRETARY, "direktionen")
    assert all(stop.look_again and stop.owner for stop in waiting)
    assert [stop.title for stop in waiting if stop.is_overdue(TODAY)] == ["APV for ledere"]


def test_the_latest_meeting_is_written_and_one_of_its_items_goes_on(sample: Database) -> None:
    held = [stop for stop in stops(sample) if stop.meeting_day and stop.meeting_day < TODAY]
    assert [stop.state for stop in held] == [StopState.TREATED, StopState.TREATED, StopState.POSTPONED]
    assert all(stop.decision and stop.outcome for stop in held if stop.state is StopState.TREATED)
    (following,) = [stop for stop in stops(sample) if stop.resumes is not None]
    assert following.resumes is not None
    assert (following.resumes.stop_id, following.resumes.position) == (held[-1].id, 3)
    assert following.state is StopState.PLACED


def test_there_are_routes_and_standing_items_to_try(sample: Database) -> None:
    with sample.reading() as session:
        assert len(all_routes(session, SECRETARY)) == 3
        assert [item.has_roster for item in standing_items_of(session, SECRETARY, "direktionen")] == [True]


def test_one_meeting_is_moved_and_one_cancelled_for_a_reason(sample: Database) -> None:
    found = occurrences(sample)
    (moved,) = [one for one in found if one.is_moved]
    (cancelled,) = [one for one in found if one.status is Status.CANCELLED]
    assert moved.span.start - moved.slot.start == timedelta(days=6)
    assert cancelled.because
    blocked = [one for one in found if one.status is Status.BLOCKED]
    assert {one.because for one in blocked} >= {"Vinterferie", "Påskeferie", "Efterårsferie", "Juleferie"}


def test_only_posts_have_done_anything(sample: Database) -> None:
    with sample.reading() as session:
        actors = {line.actor for stop in stops(sample) for line in history_of(session, stop.id)}
    assert actors == {SAMPLE_POST}


def test_there_is_something_to_try_whatever_day_it_is(sample_of_a_day: tuple[Database, date]) -> None:
    database, today = sample_of_a_day
    found = stops(database)
    placed = [stop for stop in found if stop.state is StopState.PLACED]
    assert len(placed) >= 10
    assert all(stop.meeting_day >= today for stop in placed if stop.meeting_day)
    assert len([stop for stop in found if stop.state.is_waiting]) == 3
    with database.reading() as session:
        lines = show_bodies(session, ANONYMOUS, today)
    assert all(line.next_meeting is not None for line in lines), "every body has a meeting to come"


def test_the_sample_goes_into_an_empty_database_only(database: Database) -> None:
    load(database)
    before = counts(database)
    with pytest.raises(RefusedError, match="The database holds a plan already"):
        load(database)
    assert load(database, only_if_empty=True) == SampleState(loaded=False, is_sample=True)
    assert counts(database) == before


def test_it_never_mixes_with_a_plan_of_ones_own(database: Database) -> None:
    with database.writing() as session:
        save_organisation(session, Organisation("Fjordby", "Europe/Copenhagen", "da", "0.aarshjul", is_sample=False))
    before = counts(database)
    with pytest.raises(RefusedError):
        load(database)
    assert load(database, only_if_empty=True) == SampleState(loaded=False, is_sample=False)
    assert counts(database) == before


def counts(database: Database) -> dict[str, int | None]:
    with database.reading() as session:
        return {
            name: session.scalar(select(func.count()).select_from(table))
            for name, table in Base.metadata.tables.items()
        }


@pytest.mark.parametrize("viewer", [ANONYMOUS, READER])
@pytest.mark.parametrize("only_if_empty", [True, False])
def test_only_who_may_edit_loads_it(sqlite_database: Database, viewer: Viewer, only_if_empty: bool) -> None:
    with pytest.raises(ForbiddenError), sqlite_database.writing() as session:
        load_sample(session, viewer, MOMENT, only_if_empty=only_if_empty)


def test_two_samples_have_calendars_of_their_own(new_sqlite: Callable[[], Database]) -> None:
    """Somebody may subscribe to both."""
    first, second = new_sqlite(), new_sqlite()
    domains = set()
    for database in (first, second):
        load(database)
        with database.reading() as session:
            organisation = find_organisation(session)
        assert organisation is not None
        domains.add(organisation.uid_domain)
    assert len(domains) == 2
    assert not {one.id for one in occurrences(first)} & {one.id for one in occurrences(second)}
