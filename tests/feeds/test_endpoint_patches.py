"""After a change only what changed is put into the calendar that was kept: byte for byte what making it all gives."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta

import pytest
from feed_site import DIRECTORS, FeedSite
from sqlalchemy import delete

from wheel.core.access import OPERATOR
from wheel.core.occurrences import Occurrence, Status
from wheel.feeds import publishing
from wheel.store.stamps import changed_since, read_stamp
from wheel.store.stops import find_stop
from wheel.store.tables import FeedBodyRow
from wheel.usecases.move_stop import WithdrawStop, withdraw_stop

Edit = Callable[[FeedSite, Occurrence], object]


def add_item(site: FeedSite, meeting: Occurrence) -> object:
    return site.add_item(meeting, "Budget 2028")


def add_closed_item(site: FeedSite, meeting: Occurrence) -> object:
    return site.add_item(meeting, "Fortroligt", is_closed=True)


def move_item(site: FeedSite, meeting: Occurrence) -> None:
    """Two meetings change: the one that loses it, and the one that gets it."""
    stop = site.add_item(meeting, "Flyttes videre")
    site.bytes(DIRECTORS)
    site.move_item(stop, next(one for one in site.meetings(meeting.body or "") if one.id != meeting.id))


def retitle_item(site: FeedSite, meeting: Occurrence) -> None:
    site.add_item(meeting, "Før")
    site.bytes(DIRECTORS)
    site.retitle_item("Før", "Efter")


def withdraw_item(site: FeedSite, meeting: Occurrence) -> None:
    stop_id = site.add_item(meeting, "Trækkes")

    def withdraw(session: object) -> None:
        stop = find_stop(session, OPERATOR, stop_id)  # type: ignore[arg-type]
        command = WithdrawStop(stop.id, stop.version, "Uaktuel")
        withdraw_stop(session, OPERATOR, command, site.clock.moment)  # type: ignore[arg-type]

    site.change(withdraw)


NARROW: dict[str, Edit] = {
    "moved": lambda site, meeting: site.move(meeting, 1),
    "moved beyond its neighbours": lambda site, meeting: site.move(meeting, 40),
    "cancelled": lambda site, meeting: site.cancel(meeting),
    "another place": lambda site, meeting: site.set_occurrence(meeting.id, place="Byrådssalen"),
    "all day": lambda site, meeting: site.set_occurrence(meeting.id, start_time=None, end_time=None),
    "no exact date any more": lambda site, meeting: site.set_occurrence(meeting.id, words="primo december"),
    "not held at all": lambda site, meeting: site.set_occurrence(meeting.id, status=Status.BLOCKED),
    "an item": add_item,
    "a closed item": add_closed_item,
    "an item moved on": move_item,
    "an item of another title": retitle_item,
    "an item withdrawn": withdraw_item,
}
BROAD: dict[str, Edit] = {
    "the series has another title": lambda site, meeting: site.set_series(meeting.title, title="Direktionens møde"),
    "the body has another name": lambda site, _: site.set_body(DIRECTORS, name="Den øverste ledelse"),
    "the series is in another ring": lambda site, meeting: site.set_series(meeting.title, ring_id=1),
    "a new event": lambda site, meeting: site.add_days("Temamøde", [meeting.span.start + timedelta(days=2)]),
}
FEEDS = (DIRECTORS, None)


def all_anew(site: FeedSite, body: str | None) -> bytes:
    """What is kept of whole calendars is forgotten; revisions are not."""
    site.change(lambda session: session.execute(delete(FeedBodyRow)))
    return site.bytes(body)


def is_narrow(site: FeedSite, since: int) -> bool:
    with site.database.reading() as session:
        return changed_since(session, since) is not None


def stamp_of(site: FeedSite) -> int:
    with site.database.reading() as session:
        return read_stamp(session)


@pytest.mark.parametrize("edit", NARROW)
def test_what_is_put_in_is_what_making_it_all_would_give(site_on_both: FeedSite, edit: str) -> None:
    site, before = site_on_both, stamp_of(site_on_both)
    meeting = site.meetings()[2]
    for body in FEEDS:
        site.bytes(body)
    site.clock.pass_by(hours=1)
    NARROW[edit](site, meeting)
    assert is_narrow(site, before), "only what changed is looked at"
    for body in FEEDS:
        assert site.bytes(body) == all_anew(site, body)


@pytest.mark.parametrize("edit", BROAD)
def test_what_may_show_anywhere_has_everything_looked_at(site: FeedSite, edit: str) -> None:
    before, meeting = stamp_of(site), site.meetings()[2]
    first = {body: site.bytes(body) for body in FEEDS}
    site.clock.pass_by(hours=1)
    BROAD[edit](site, meeting)
    assert not is_narrow(site, before)
    for body in FEEDS:
        assert site.bytes(body) == all_anew(site, body)
    assert any(site.bytes(body) != first[body] for body in FEEDS)


def test_a_change_elsewhere_leaves_a_feed_as_it_was(site: FeedSite) -> None:
    site.bytes(DIRECTORS)
    first = site.poll("hovedmed")
    site.cancel(site.meetings(DIRECTORS)[0])
    site.clock.pass_by(hours=1)
    again = site.poll("hovedmed")
    assert (again.data, again.last_modified) == (first.data, first.last_modified)


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_done_one_after_another(site: FeedSite, seed: int) -> None:
    """The edits are drawn by a fixed seed; a poll comes after some of them only."""
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    for _ in range(10):
        meetings = site.meetings()
        site.clock.pass_by(minutes=chance.choice([0, 1, 50]))
        chance.choice(list(NARROW.values()))(site, chance.choice(meetings))
        if chance.random() < 0.7:
            body = chance.choice(FEEDS)
            assert site.bytes(body) == all_anew(site, body)
    for body in FEEDS:
        assert site.bytes(body) == all_anew(site, body)


@pytest.mark.parametrize("most", [20, 40])
def test_a_feed_that_is_full_is_made_anew_where_another_event_would_come_in(
    site: FeedSite, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(publishing.FeedPublisher.__init__, "__defaults__", (most,))
    assert len(site.events()) == most
    for edit in NARROW.values():
        edit(site, site.meetings()[1])
        site.clock.pass_by(minutes=1)
        assert site.bytes() == all_anew(site, None)
