"""SEQUENCE and LAST-MODIFIED of an event rise when what it shows has changed, and only then, whatever is edited."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta

import pytest
from asking import Asking
from calendar_rules_reading import CalendarFile, Part
from feed_kinds import KINDS
from feed_site import DIRECTORS, FeedSite
from sqlalchemy import select

from wheel.core.access import OPERATOR
from wheel.core.local_days import LocalDaysKind
from wheel.core.occurrences import Occurrence
from wheel.store.database import Session
from wheel.store.stops import find_stop, stops_at
from wheel.store.tables import ItemRow, RingRow
from wheel.usecases.move_stop import OrderStop, WithdrawStop, order_stop, withdraw_stop
from wheel.usecases.plan_year import plan_year
from wheel.usecases.save_local_days import SaveLocalDays, TypedDays, save_local_days

EVERYTHING, THEIRS, SHORT = "aarshjul", DIRECTORS, "aarshjul?agenda=no"
REVISION = {"SEQUENCE", "LAST-MODIFIED", "DTSTAMP"}
OPEN_TITLE, SECOND_TITLE, CLOSED_TITLE = "Budget 2028", "Årsregnskab", "Fortrolig sag"


@dataclass(frozen=True)
class Shown:
    """An event of a feed: what it shows, and its revision."""

    content: tuple[str, ...]
    sequence: int
    modified: str

    @classmethod
    def of(cls, event: Part) -> Shown:
        content = tuple(line.raw for line in event.lines if line.name not in REVISION)
        return cls(content, int(event.value("SEQUENCE")), event.value("LAST-MODIFIED"))


Feed = dict[str, Shown]


def shown(site: FeedSite, address: str) -> Feed:
    """By the id of the occurrence; `address` is a path, or what a feed is called."""
    name, _, options = address.partition("?")
    answer = Asking(site.app, address if address.startswith("/") else f"/feeds/{name}.ics?{options}")()
    assert answer.status == 200
    return {event.value("UID").partition("@")[0]: Shown.of(event) for event in CalendarFile(answer.body).events}


def raised(site: FeedSite, before: Feed, after: Feed) -> set[str]:
    """Those with a higher revision; asserts that they are just those that show something else."""
    now = f"{site.clock.at:%Y%m%dT%H%M%SZ}"
    both = before.keys() & after.keys()
    found = {id_ for id_ in both if before[id_] != after[id_]}
    for id_ in found:
        assert before[id_].content != after[id_].content, "it shows the same as before"
        assert (after[id_].sequence, after[id_].modified) == (before[id_].sequence + 1, now)
    for id_ in after.keys() - before.keys():
        assert (after[id_].sequence, after[id_].modified) == (0, now), "it is new"
    return found


def order(site: FeedSite, stop: str, position: int) -> None:
    def change(session: Session) -> None:
        seen = find_stop(session, OPERATOR, stop).version
        order_stop(session, OPERATOR, OrderStop(stop, seen, position), site.clock.moment)

    site.change(change)


def withdraw(site: FeedSite, stop: str) -> None:
    def change(session: Session) -> None:
        seen = find_stop(session, OPERATOR, stop).version
        withdraw_stop(session, OPERATOR, WithdrawStop(stop, seen, "ikke mere"), site.clock.moment)

    site.change(change)


def stop_called(site: FeedSite, meeting: Occurrence, title: str) -> str:
    with site.database.reading() as session:
        return next(stop.id for stop in stops_at(session, OPERATOR, [meeting.id])[meeting.id] if stop.title == title)


def change_ring(site: FeedSite, **values: object) -> None:
    def change(session: Session) -> None:
        ring = session.scalars(select(RingRow).filter_by(key="direktion")).one()
        for name, value in values.items():
            setattr(ring, name, value)

    site.change(change)


def close_on(site: FeedSite, day: date) -> None:
    typed = TypedDays(LocalDaysKind.CLOSING_DAY, "Lukkedag", day, day)
    site.change(lambda session: save_local_days(session, OPERATOR, SaveLocalDays(None, typed), site.clock.moment))


def publish(site: FeedSite, year: int) -> None:
    site.change(lambda session: plan_year(session, OPERATOR, year, site.clock.moment, publish=True))


def somebody_elses(site: FeedSite) -> Occurrence:
    return site.meetings("hovedmed")[0]


Edit = Callable[[FeedSite, Occurrence], object]
Ids = Callable[[FeedSite, Occurrence, Feed], set[str]]


def nothing(_site: FeedSite, _meeting: Occurrence, _before: Feed) -> set[str]:
    return set()


def that_one(_site: FeedSite, meeting: Occurrence, _before: Feed) -> set[str]:
    return {meeting.id}


def those_with(text: str) -> Ids:
    """All that show it."""
    return lambda _site, _meeting, before: {id_ for id_, event in before.items() if text in "\n".join(event.content)}


# What is edited, which events of the feed of everything show it, and which do where agendas are left out.
EDITS: dict[str, tuple[Edit, Ids, Ids]] = {
    "its series has another title": (
        lambda site, _m: site.set_series("Direktionsmøde", title="Møde i direktionen"),
        those_with("SUMMARY:Direktionsmøde"),
        those_with("SUMMARY:Direktionsmøde"),
    ),
    "it begins earlier": (lambda site, m: site.set_occurrence(m.id, start_time=time(7)), that_one, that_one),
    "it ends later": (lambda site, m: site.set_occurrence(m.id, end_time=time(15)), that_one, that_one),
    "it is elsewhere": (lambda site, m: site.set_occurrence(m.id, place="Byrådssalen"), that_one, that_one),
    "it has a note": (lambda site, m: site.set_occurrence(m.id, note="Husk kort"), that_one, that_one),
    "it is moved": (lambda site, m: site.move(m, 1), that_one, that_one),
    "it is cancelled": (lambda site, m: site.cancel(m, "for få sager"), that_one, that_one),
    "it gets an item": (lambda site, m: site.add_item(m, "Ny sag"), that_one, nothing),
    "it gets a closed item": (lambda site, m: site.add_item(m, "Ny sag", is_closed=True), that_one, nothing),
    "its item has another title": (
        lambda site, _m: site.retitle_item(OPEN_TITLE, "Budget 2029"),
        that_one,
        nothing,
    ),
    "its closed item has another title": (
        lambda site, _m: site.retitle_item(CLOSED_TITLE, "Fortrolig ansættelse"),
        nothing,
        nothing,
    ),
    "its items change places": (
        lambda site, m: order(site, stop_called(site, m, SECOND_TITLE), 1),
        that_one,
        nothing,
    ),
    "its item is withdrawn": (lambda site, m: withdraw(site, stop_called(site, m, OPEN_TITLE)), that_one, nothing),
    "its item goes to the next one": (
        lambda site, m: site.move_item(stop_called(site, m, OPEN_TITLE), site.meetings()[4]),
        lambda site, m, _before: {m.id, site.meetings()[4].id},
        nothing,
    ),
    "the body has another name": (
        lambda site, _m: site.set_body(DIRECTORS, name="Koncernledelsen"),
        those_with("\\nDirektionen"),
        those_with("\\nDirektionen"),
    ),
    "the body has another place from now on": (
        lambda site, _m: site.set_body(DIRECTORS, default_place="Byrådssalen"),
        nothing,
        nothing,
    ),
    "the ring has another name": (
        lambda site, _m: change_ring(site, name="Topledelse"),
        those_with("CATEGORIES:Direktion"),
        those_with("CATEGORIES:Direktion"),
    ),
    "the ring has another colour": (lambda site, _m: change_ring(site, colour="#123456"), nothing, nothing),
    "somebody else's is elsewhere": (
        lambda site, _m: site.set_occurrence(somebody_elses(site).id, place="Byrådssalen"),
        lambda site, _m, _before: {somebody_elses(site).id},
        lambda site, _m, _before: {somebody_elses(site).id},
    ),
    "another year is published": (lambda site, _m: publish(site, 2028), nothing, nothing),
    "nothing, but time passes": (lambda site, _m: site.clock.pass_by(hours=3), nothing, nothing),
}


@pytest.fixture
def prepared(site: FeedSite) -> FeedSite:
    """The fourth meeting to come has two items, and a closed one."""
    for title in (OPEN_TITLE, SECOND_TITLE):
        site.add_item(site.meetings()[3], title)
    site.add_item(site.meetings()[3], CLOSED_TITLE, is_closed=True)
    return site


OTHERS = ("deadlines", "one's own: everything, with drafts and closed items", "everything in English")


@pytest.mark.parametrize("edit", EDITS)
def test_in_other_feeds_too_a_revision_is_higher_where_something_else_is_shown(prepared: FeedSite, edit: str) -> None:
    """Of the days on which agendas go out, and of slots, as well."""
    site, meeting = prepared, prepared.meetings()[3]
    paths = [KINDS[kind](site) for kind in OTHERS] + [journey(site, OPEN_TITLE), journey(site, SECOND_TITLE)]
    before = {path: shown(site, path) for path in paths}
    assert all(before.values())
    site.clock.pass_by(minutes=10)
    EDITS[edit][0](site, meeting)
    found = {path: raised(site, before[path], shown(site, path)) for path in paths}
    assert all(before[path].keys() >= ids for path, ids in found.items())


def journey(site: FeedSite, title: str) -> str:
    with site.database.reading() as session:
        return f"/feeds/punkt-{session.scalars(select(ItemRow.public_id).filter_by(title=title)).one()}.ics"


def test_an_item_that_goes_to_another_meeting_is_there_with_a_higher_revision(prepared: FeedSite) -> None:
    path, there = journey(prepared, OPEN_TITLE), prepared.meetings()[4]
    (before,) = shown(prepared, path).values()
    prepared.clock.pass_by(minutes=10)
    prepared.move_item(stop_called(prepared, prepared.meetings()[3], OPEN_TITLE), there)
    (after,) = shown(prepared, path).values()
    assert after.sequence == before.sequence + 1
    assert f"{there.span.start:%Y%m%d}T" in next(line for line in after.content if line.startswith("DTSTART"))


@pytest.mark.parametrize("edit", EDITS)
def test_just_the_events_that_show_what_changed_are_raised(prepared: FeedSite, edit: str) -> None:
    site, meeting = prepared, prepared.meetings()[3]
    change, ids, ids_of_short = EDITS[edit]
    before = {address: shown(site, address) for address in (EVERYTHING, THEIRS, SHORT)}
    wanted = ids(site, meeting, before[EVERYTHING])
    # Asked by a process that has rendered nothing yet.
    site.clock.pass_by(minutes=10)
    change(site, meeting)
    process = site.another()
    after = {address: shown(process, address) for address in before}
    process.database.dispose()
    found = {address: raised(site, before[address], after[address]) for address in before}
    assert found[EVERYTHING] == wanted
    assert found[THEIRS] == wanted & before[THEIRS].keys()
    assert found[SHORT] == ids_of_short(site, meeting, before[SHORT])


def test_the_edits_of_many_events_are_of_many(prepared: FeedSite) -> None:
    """So that the table does not compare nothing with nothing."""
    before = shown(prepared, EVERYTHING)
    for edit in ("its series has another title", "the body has another name", "the ring has another name"):
        assert len(EDITS[edit][1](prepared, prepared.meetings()[3], before)) > 10, edit


def test_a_year_that_is_published_adds_events_that_are_new(prepared: FeedSite) -> None:
    before = shown(prepared, EVERYTHING)
    prepared.clock.pass_by(minutes=10)
    publish(prepared, 2028)
    after = shown(prepared, EVERYTHING)
    assert raised(prepared, before, after) == set()
    assert len(after.keys() - before.keys()) > 5
    assert before.keys() <= after.keys()


def test_another_period_of_notice_raises_those_that_say_when_the_agenda_goes_out(prepared: FeedSite) -> None:
    before = shown(prepared, THEIRS)
    says = those_with("Dagsordenen sendes ud")(prepared, prepared.meetings()[3], before)
    prepared.clock.pass_by(minutes=10)
    prepared.set_body(DIRECTORS, notice_working_days=None, notice_days=11, notice_weekday=None)
    assert raised(prepared, before, shown(prepared, THEIRS)) == says
    assert len(says) > 5


def test_a_closing_day_raises_those_whose_agenda_goes_out_another_day_for_it(prepared: FeedSite) -> None:
    prepared.set_body(DIRECTORS, notice_working_days=3, notice_days=None, notice_weekday=None)
    meeting = prepared.meetings()[3]
    before = shown(prepared, THEIRS)
    prepared.clock.pass_by(minutes=10)
    close_on(prepared, meeting.span.start - timedelta(days=1))
    assert raised(prepared, before, shown(prepared, THEIRS)) == {meeting.id}
    prepared.clock.pass_by(minutes=10)
    again = shown(prepared, THEIRS)
    close_on(prepared, date(2025, 3, 3))
    assert raised(prepared, again, shown(prepared, THEIRS)) == set(), "a day that no agenda waits for"


def test_what_is_taken_back_is_one_change_more(prepared: FeedSite) -> None:
    """Clients keep the highest revision that they have seen."""
    meeting, sequences = prepared.meetings()[3], []
    for place in ("", "Byrådssalen", "", "Byrådssalen"):
        prepared.set_occurrence(meeting.id, place=place)
        prepared.clock.pass_by(minutes=1)
        sequences.append(shown(prepared, THEIRS)[meeting.id].sequence)
    assert sequences == [sequences[0] + number for number in range(4)]
