"""The screen on the wall keeps the day, the list and its word: with a connection, without one, and after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect
from sites import NOW, READER, copied, served
from walls import BEFORE_MIDNIGHT, ELSEWHERE, WALL, Clock, Wall, opened
from watching import Watch

from wheel.core.access import OPERATOR, Moment
from wheel.store.organisation import find_organisation, save_organisation
from wheel.usecases.cancel_occurrence import CancelOccurrence, cancel_occurrence

Open = Callable[..., Wall]
ONE_DAY = "rotate(0.986"
"""A day's 365th of the circle, in degrees."""


@pytest.fixture
def wall(sample_file: Path, tmp_path: Path, new_context: Callable[..., BrowserContext]) -> Iterator[Open]:
    """Hang a screen up: `wall("?zoom=month", user=READER)`."""
    clock = Clock()
    watches: list[Watch] = []
    with served(copied(sample_file, tmp_path), clock) as site:

        def hang_up(query: str = "", *, user: str = "", clock_is_wrong_by: timedelta = timedelta()) -> Wall:
            # Who has signed in has done so just now.
            clock.at = NOW if user else BEFORE_MIDNIGHT
            context = new_context(viewport={"width": 1920, "height": 1080}, locale="da-DK", timezone_id=ELSEWHERE)
            watches.append(Watch(context, site.address))
            if user:
                context.add_cookies([{"name": "session", "value": site.session_cookie(user), "url": site.address}])
            return opened(context.new_page(), site, clock, query, at=clock.at + clock_is_wrong_by)

        yield hang_up
    lost = ("ERR_INTERNET_DISCONNECTED", "ERR_FAILED", "the server responded with a status of 5", "answered 502")
    faults = [fault for watch in watches for fault in watch.faults if not any(word in fault for word in lost)]
    assert not faults, "\n".join(faults)


def cancel_next(wall: Wall) -> str:
    """Something of the plan changes: the management's next meeting. Its id."""
    meeting = wall.site.agenda().rows[0].meeting
    with wall.site.app.extensions["aarshjul"].database.writing() as session:
        now = Moment(wall.clock.at, wall.clock.at.date())
        cancel_occurrence(session, OPERATOR, CancelOccurrence(meeting.id, "Ferie"), now)
    return meeting.id


def test_it_tells_the_time_where_the_organisation_is(wall: Open) -> None:
    screen = wall()
    expect(screen.page.locator("#wall-clock")).to_have_text("23.59")
    expect(screen.page.locator("#wall-day")).to_contain_text("tirsdag den 24. november 2026")
    screen.pass_by(seconds=31)
    expect(screen.page.locator("#wall-clock")).to_have_text("0.00")
    expect(screen.page.locator("#wall-day")).to_contain_text("onsdag den 25. november 2026")


def test_its_own_clock_may_be_wrong(wall: Open) -> None:
    """The server's counts: nobody sets the clock of a screen on a wall."""
    screen = wall(clock_is_wrong_by=timedelta(days=-400, hours=3))
    expect(screen.page.locator("#wall-clock")).to_have_text("23.59")
    screen.asks(seconds=2)
    screen.pass_by(seconds=30)
    expect(screen.page.locator("#wall-day")).to_contain_text("onsdag den 25. november 2026")


def test_right_after_midnight_it_has_the_new_days_picture(wall: Open) -> None:
    screen = wall()
    screen.asks(seconds=2)
    screen.pass_by(seconds=29)
    screen.asks(seconds=25)
    expect(screen.page.locator("#wall")).to_have_attribute("data-today", "2026-11-25")
    expect(screen.page.locator("#wall li.is-today").first).to_contain_text("Direktionsmøde")
    assert screen.needle == "", "the new picture's needle is where it should be"


def test_at_midnight_the_day_turns_without_a_connection_too(wall: Open) -> None:
    screen = wall()
    screen.asks(seconds=2)
    before = screen.events()
    screen.lose_connection()
    screen.pass_by(seconds=29)
    expect(screen.page.locator("#wall-day")).to_contain_text("onsdag den 25. november 2026")
    assert screen.needle.startswith(ONE_DAY)
    expect(screen.page.locator("#wall li.is-today").first).to_contain_text("Direktionsmøde")
    screen.asks(seconds=25)
    expect(screen.status).to_contain_text("23.59")
    screen.pass_by(hours=12)
    assert screen.events() == [ends for ends in before if ends > "2026-11-25T12:00"]
    assert len(screen.events()) < len(before)
    screen.pass_by(hours=12, seconds=30)
    assert screen.needle.startswith("rotate(1.97")
    mark = f'.w-mark[href$="{screen.site.agenda().rows[0].meeting.id}"]'
    assert "w-past" in (screen.page.locator(mark).get_attribute("class") or "")


def test_a_needle_that_leaves_its_period_is_taken_away(wall: Open) -> None:
    screen = wall("?zoom=month")
    screen.lose_connection()
    screen.pass_by(days=6)
    assert screen.page.locator(".w-needle").count() == 1
    screen.pass_by(days=1)
    assert screen.page.locator(".w-needle").count() == 0


def test_every_five_minutes_it_asks_and_says_nothing_when_nothing_changed(wall: Open) -> None:
    screen = wall()
    screen.asks(seconds=2)
    screen.asks(seconds=60)
    for _ in range(3):
        screen.asks(minutes=5)
    assert screen.asked == ["200", "200", "200", "304", "304", "304"], "the page, its first question, midnight's"
    expect(screen.status).to_have_text("")


def test_what_changes_in_the_plan_is_seen_within_five_minutes(wall: Open) -> None:
    screen = wall()
    screen.asks(seconds=2)
    meeting = cancel_next(screen)
    mark = screen.page.locator(f'.w-mark[href$="{meeting}"]')
    assert "w-cancelled" not in (mark.get_attribute("class") or "")
    screen.asks(minutes=5)
    assert "w-cancelled" in (mark.get_attribute("class") or "")


def test_a_lost_connection_keeps_the_picture_says_so_and_mends_by_itself(wall: Open) -> None:
    screen = wall()
    screen.asks(seconds=60)
    screen.lose_connection()
    screen.asks(minutes=5)
    expect(screen.status).to_have_text(screen.site.says("No connection since %(time)s", time="0.00"))
    expect(screen.page.locator("#wall .w-wheel")).to_be_visible()
    lost = len(screen.asked)
    screen.pass_by(minutes=30)
    assert 5 <= len(screen.asked) - lost <= 12, "it tries less and less often"
    cancel_next(screen)
    screen.find_connection()
    expect(screen.status).to_have_text("")
    assert screen.asked[-1] == "200"


@pytest.mark.parametrize("answer", [(502, "<h1>Bad gateway</h1>"), (200, "<h1>Log på netværket</h1>"), (200, "")])
def test_an_answer_from_somebody_else_is_no_picture(wall: Open, answer: tuple[int, str]) -> None:
    screen = wall()
    status, body = answer
    screen.page.route(f"**{WALL}*", lambda route: route.fulfill(status=status, body=body, content_type="text/html"))
    screen.asks(minutes=6)
    expect(screen.status).to_contain_text("23.59")
    expect(screen.page.locator("#wall .w-wheel")).to_be_visible()
    screen.page.unroute(f"**{WALL}*")
    screen.asks(minutes=6)
    expect(screen.status).to_have_text("")


@pytest.mark.parametrize("has_public_part", [True, False])
def test_a_session_that_ends_leaves_the_last_picture_and_a_sentence(wall: Open, has_public_part: bool) -> None:
    screen = wall(user=READER)
    screen.asks(seconds=2)
    picture = screen.page.locator("#wall").get_attribute("data-mark")
    if not has_public_part:
        shut_the_public_part(screen)
        screen.asks(minutes=5)
        picture = screen.page.locator("#wall").get_attribute("data-mark")
    screen.page.context.clear_cookies()
    screen.asks(minutes=5)
    told = screen.site.says("This screen is no longer signed in. What it shows is from %(time)s.", time="")
    expect(screen.status).to_contain_text(told.rpartition(" ")[0])
    assert screen.page.locator("#wall").get_attribute("data-mark") == picture
    assert screen.page.locator("input, form").count() == 0
    assert screen.page.url == screen.site.url(WALL)


def shut_the_public_part(screen: Wall) -> None:
    with screen.site.app.extensions["aarshjul"].database.writing() as session:
        organisation = find_organisation(session)
        assert organisation is not None
        save_organisation(session, replace(organisation, has_public_part=False))


def test_a_new_release_loads_the_page_anew_but_not_again_and_again(wall: Open) -> None:
    screen = wall()
    screen.asks(seconds=2)
    screen.page.evaluate("() => { document.body.dataset.old = '1'; }")
    age(screen)
    screen.asks(minutes=5)
    expect(screen.page.locator("body:not([data-old])")).to_be_visible()
    screen.page.evaluate("() => { document.body.dataset.old = '1'; }")
    age(screen)
    screen.asks(minutes=6)
    expect(screen.page.locator("body[data-old]")).to_be_visible()


def age(screen: Wall) -> None:
    """Make the page one of an earlier release, whose next picture is not the one it has."""
    screen.page.evaluate("() => { document.getElementById('wall').dataset.release = 'earlier'; mark = ''; }")


def test_a_hundred_pictures_leave_nothing_behind(wall: Open) -> None:
    screen = wall()
    devtools = screen.page.context.new_cdp_session(screen.page)
    devtools.send("Performance.enable")

    def kept() -> dict[str, float]:
        devtools.send("HeapProfiler.collectGarbage")
        found = {one["name"]: one["value"] for one in devtools.send("Performance.getMetrics")["metrics"]}
        return {name: found[name] for name in ("Nodes", "JSEventListeners", "Documents")}

    def renew(times: int) -> None:
        for _ in range(times):
            screen.page.evaluate("async () => { mark = ''; await ask(); }")

    renew(5)
    before = kept()
    renew(100)
    after = kept()
    assert after["JSEventListeners"] <= before["JSEventListeners"]
    assert after["Documents"] <= before["Documents"] + 1
    # One or two of a hundred may still wait to be swept away.
    assert after["Nodes"] <= before["Nodes"] * 4


def test_without_a_script_the_browser_loads_it_anew(wall: Open, new_context: Callable[..., BrowserContext]) -> None:
    screen = wall()
    plain = new_context(java_script_enabled=False, viewport={"width": 1920, "height": 1080}).new_page()
    plain.goto(screen.site.url(WALL))
    assert plain.locator("#wall .w-wheel").is_visible()
    assert plain.locator("meta[http-equiv=refresh]").get_attribute("content") == "300"
    assert not plain.locator("#wall-clock").is_visible(), "a clock that stands still says nothing"
