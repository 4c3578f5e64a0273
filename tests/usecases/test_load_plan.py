"""Who may take the plan out and put it back, and that what the service itself made survives it."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import UTC, date, datetime, time

import pytest
from small_plan import SECRETARY

from wheel.core.access import ANONYMOUS, OPERATOR, Moment, Role, Viewer
from wheel.core.closures import Closure
from wheel.core.dates import DateSpan
from wheel.core.holiday_policy import HolidayAction, HolidayPolicy
from wheel.core.local_days import LocalDays, LocalDaysKind
from wheel.core.occurrences import Kind, Ring
from wheel.core.plan import Body, BodyKind
from wheel.core.rules import RecurrenceRule
from wheel.core.schedule import Schedule
from wheel.core.series import Series
from wheel.core.stops import NewItem, StopState, Waiting
from wheel.errors import ForbiddenError, InvalidInputError, RefusedError
from wheel.store.bodies import add_body
from wheel.store.database import Database
from wheel.store.feeds import all_feeds, ensure_feeds
from wheel.store.kept_feeds import SentEvent, SentKind, keep_events, sent_events
from wheel.store.occurrences import occurrences_between
from wheel.store.organisation import add_local_days, add_ring, save_organisation
from wheel.store.series import add_series
from wheel.store.stops import awaiting_stops
from wheel.usecases.add_item import AddItem, add_item
from wheel.usecases.cancel_occurrence import CancelOccurrence, cancel_occurrence
from wheel.usecases.create_account import CreateAccount, create_account
from wheel.usecases.dump_plan import dump_plan
from wheel.usecases.load_plan import load_plan
from wheel.usecases.load_sample import load_sample
from wheel.usecases.move_occurrence import MoveOccurrence, move_occurrence
from wheel.usecases.move_stop import MoveStop, WithdrawStop, move_stop, withdraw_stop
from wheel.usecases.organisation_fields import new_organisation
from wheel.usecases.plan_year import plan_year
from wheel.usecases.set_up import SetUp, set_up

NOW = Moment(datetime(2026, 1, 15, 9, 30, 12, 345678, tzinfo=UTC), date(2026, 1, 15))
YEAR = DateSpan.of_year(2026)


@pytest.fixture
def other(new_sqlite: Callable[[], Database]) -> Database:
    """Another, empty one to move to."""
    return new_sqlite()


@pytest.mark.parametrize(
    ("viewer", "reason"),
    [
        (ANONYMOUS, "nobody in particular"),
        (Viewer(role=Role.READER), "a reader may not see closed items"),
        (SECRETARY, "a secretary does not hand out everybody's feeds"),
        (Viewer(role=Role.ADMINISTRATOR), "an administrator need not see what is closed in a body"),
    ],
)
def test_only_the_operator_may_take_the_plan_out_or_put_one_in(database: Database, viewer: Viewer, reason: str) -> None:
    fill(database)
    out = io.StringIO()
    with database.reading() as session, pytest.raises(ForbiddenError, match="Only the operator"):
        dump_plan(session, viewer, out)
    assert out.getvalue() == "", reason
    with database.writing() as session, pytest.raises(ForbiddenError, match="Only the operator"):
        load_plan(session, viewer, io.BytesIO(b"{}"), NOW)


def test_what_the_service_made_is_the_same_after_moving_to_another_database(
    database: Database, other: Database
) -> None:
    fill(database)
    written = dumped(database)
    with other.writing() as session:
        counts = load_plan(session, OPERATOR, io.BytesIO(written.encode()), NOW)
    assert counts == {name: len(part) for name, part in json.loads(written).items() if isinstance(part, list)} | {
        "organisation": 1
    }
    assert dumped(other) == written
    assert shown(other) == shown(database)


def test_the_sample_can_be_taken_along(database: Database, other: Database) -> None:
    with database.writing() as session:
        load_sample(session, OPERATOR, NOW)
    written = dumped(database)
    with other.writing() as session:
        load_plan(session, OPERATOR, io.BytesIO(written.encode()), NOW)
    assert dumped(other) == written


def test_subscribers_see_no_jump(database: Database, other: Database) -> None:
    fill(database)
    with other.writing() as session:
        load_plan(session, OPERATOR, io.BytesIO(dumped(database).encode()), NOW)
    before, after = sent(database), sent(other)
    assert [(event.content_hash, event.sequence, event.modified_at) for event in after] == [
        (event.content_hash, event.sequence, event.modified_at) for event in before
    ]
    assert [event.vevent for event in after] == [b""], "so it is rendered again"


def test_what_comes_after_loading_gets_on_with_what_was_loaded(database: Database, other: Database) -> None:
    """New rows do not collide with loaded ones, and planning finds every occurrence again."""
    fill(other)
    with database.writing() as session:
        load_plan(session, OPERATOR, io.BytesIO(dumped(other).encode()), NOW)
    with database.writing() as session:
        planned = plan_year(session, OPERATOR, 2026, NOW)
        add_item(session, OPERATOR, AddItem("ØU", NewItem("Nyt punkt"), None, Waiting("Ny sag")), NOW)
    assert (planned.new, planned.removed) == (0, 0)
    with database.reading() as session:
        assert [stop.title for stop in awaiting_stops(session, OPERATOR, "ØU")][-1] == "Nyt punkt"


def test_accounts_stay_and_a_second_plan_is_refused(database: Database, other: Database) -> None:
    fill(database)
    file = dumped(database).encode()
    with other.writing() as session:
        command = CreateAccount("sekretariat", "Sekretariatet", "et langt kodeord", Role.ADMINISTRATOR)
        create_account(session, OPERATOR, command, NOW)
    with other.writing() as session:
        load_plan(session, OPERATOR, io.BytesIO(file), NOW)
    with pytest.raises(RefusedError, match="holds a plan already"), other.writing() as session:
        load_plan(session, OPERATOR, io.BytesIO(file), NOW)


def test_a_document_that_is_wrong_far_in_leaves_nothing(database: Database, other: Database) -> None:
    fill(database)
    document = json.loads(dumped(database))
    document["feed_events"][0]["occurrence"] = "nowhere"
    with pytest.raises(InvalidInputError, match="feed_events, record 1: occurrence"), other.writing() as session:
        load_plan(session, OPERATOR, io.BytesIO(json.dumps(document).encode()), NOW)
    with other.reading() as session, pytest.raises(RefusedError, match="nothing to write"):
        dump_plan(session, OPERATOR, io.StringIO())


def fill(database: Database) -> None:
    """A planned year with everything that people do to it."""
    with database.writing() as session:
        save_organisation(session, new_organisation("Strandby Kommune"))
        add_ring(session, Ring("politik", "Politiske møder", "#0b5a8a"), 1)
        autumn = DateSpan.of_days(date(2026, 10, 12), date(2026, 10, 16))
        add_local_days(session, LocalDays(LocalDaysKind.SCHOOL_HOLIDAY, "Efterårsferie", autumn))
        times = {"default_start": time(9), "default_end": time(12, 30), "aliases": ("ØKU",)}
        add_body(session, Body("", "KB", "Kommunalbestyrelsen", BodyKind.COUNCIL))
        add_body(session, Body("", "ØU", "Økonomiudvalget", BodyKind.COMMITTEE, parent="KB", **times))
        session.flush()
        rule = RecurrenceRule("FREQ=WEEKLY;BYDAY=TU", date(2026, 1, 6))
        policy = HolidayPolicy(HolidayAction.SKIP, frozenset({Closure.SCHOOL_HOLIDAYS}))
        add_series(session, Series("Økonomiudvalget", Kind.MEETING, "politik", Schedule(rule, policy), body="ØU"))
        plan_year(session, OPERATOR, 2026, NOW, publish=True)
    with database.writing() as session:
        ensure_feeds(session)
        meetings = [meeting.id for meeting in occurrences_between(session, OPERATOR, YEAR)][4:]
        stops = [add_item(session, OPERATOR, AddItem("ØU", item, meetings[0]), NOW) for item in ITEMS]
        move_stop(session, OPERATOR, MoveStop(stops[0], 1, meetings[1], "Tidsnød"), NOW)
        move_stop(session, OPERATOR, MoveStop(stops[1], 1, meetings[2]), NOW)
        withdraw_stop(session, OPERATOR, WithdrawStop(stops[2], 1, "Bortfaldet"), NOW)
        move_occurrence(session, OPERATOR, MoveOccurrence(meetings[1], date(2026, 2, 19), "Temadag"), NOW)
        cancel_occurrence(session, OPERATOR, CancelOccurrence(meetings[2], "For få sager"), NOW)
        key = (SentKind.EVENT, meetings[0], "agenda=no")
        event = SentEvent(key, "5" * 64, "c" * 64, 2, NOW.at.replace(microsecond=0), b"BEGIN:VEVENT")
        assert keep_events(session, 1, [event])


ITEMS = (
    NewItem("Budgetopfølgning", "Første linje\nÆblegård", minutes=20, case_number="26/1"),
    NewItem("Salg af grund", is_closed=True),
    NewItem("Høring", sub_date=date(2026, 4, 30)),
    NewItem("Årsplan"),
)


def dumped(database: Database) -> str:
    out = io.StringIO(newline="\n")
    with database.reading() as session:
        dump_plan(session, OPERATOR, out)
    return out.getvalue()


def shown(database: Database) -> object:
    with database.reading() as session:
        everything = occurrences_between(session, OPERATOR, YEAR, with_blocked=True)
        waiting = awaiting_stops(session, OPERATOR, "ØU")
        assert [stop.state for stop in waiting] == [StopState.AWAITING]
        return everything, waiting


def sent(database: Database) -> list[SentEvent]:
    with database.reading() as session:
        ids = [meeting.id for meeting in occurrences_between(session, OPERATOR, YEAR)]
        return list(sent_events(session, [(SentKind.EVENT, id_, "agenda=no") for id_ in ids]).values())


def test_a_service_that_is_set_up_but_holds_no_plan_takes_one(database: Database, other: Database) -> None:
    fill(database)
    written = dumped(database)
    with other.writing() as session:
        set_up(session, SetUp("Et andet navn", "stab", "Stabschefen", "en lang adgangskode"), NOW)
    with other.writing() as session:
        load_plan(session, OPERATOR, io.BytesIO(written.encode()), NOW)
    assert dumped(other) == written, "the document's organisation and feeds are the ones that stay"


def test_a_plan_that_names_no_feeds_gets_them(database: Database, other: Database) -> None:
    fill(database)
    document = json.loads(dumped(database))
    document["feeds"] = document["feed_events"] = []
    with other.writing() as session:
        load_plan(session, OPERATOR, io.BytesIO(json.dumps(document).encode()), NOW)
    with other.reading() as session:
        feeds = all_feeds(session, OPERATOR)
    assert [feed.body for feed in feeds] == [None, *(body["short_name"] for body in document["bodies"])]
