"""Every page in Danish and in English: each word on it is of the reader's language, or is the plan's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from catalogues import compile_danish
from language_tour import LOCALES, Tour, Visit, english_sentences, vocabulary
from planning_tour import planning_changes, planning_mistakes, planning_to_read
from series_tour import series_changes, series_mistakes, series_previews, series_to_read
from settings_tour import settings_changes, settings_mistakes, settings_to_read
from tour_of_access import access_to_read
from tour_of_bodies import bodies_to_read
from tour_of_changing import changing_changes, changing_mistakes, changing_to_read
from tour_of_exports import exports_mistakes, exports_to_read
from tour_of_feed_views import feed_views_changes, feed_views_mistakes, feed_views_to_read
from tour_of_items import items_changes, items_mistakes, items_to_read
from tour_of_setup import first_page_mistakes
from tour_of_views import views_changes, views_mistakes, views_to_read
from tour_of_wall import wall_mistakes, wall_to_read
from web_site import BODY, DRAFT_YEAR, INTERNAL, Site, running_site

from wheel.core.access import Role
from wheel.core.occurrences import Visibility
from wheel.usecases.attempts import MOST_PER_NAME

# Visited by test_web_languages_of_people.py, and the first page by the test below.
OF_PEOPLE = {"accounts_admin", "audit", "organisation_admin", "own_data", "own_sessions", "passwords", "posts_admin"}
OF_PEOPLE |= {"provider", "provider_admin", "second_factor", "setup"}
# Visited by test_web_languages_of_agendas.py.
OF_AGENDAS = {"agenda_table", "awaiting", "meetings", "minutes", "routes", "search", "standing"}
# Visited by test_web_languages_of_calendars.py.
OF_CALENDARS = {"calendar_import", "event_files", "feed_use", "own_feeds", "subscriptions"}
STOPS_THERE = {"stops.hold", "stops.wait", "stops.resume", "stops.undo"}
FOR_PROGRAMS = {"static", "own_data.download", "health.healthz", "health.robots", "feeds.calendar"}
FOR_PROGRAMS |= {"wheel_colours.show", "feeds.called"}


@pytest.fixture(scope="module")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """An application that no test has asked for Danish before there was any."""
    compile_danish()
    yield from running_site(tmp_path_factory.mktemp("languages"))


@pytest.mark.parametrize("language", LOCALES)
def test_every_word_of_every_page_is_of_the_readers_language(language: str, own_site: Site, sample_file: Path) -> None:
    tour, place = Tour(language), own_site.filled_with(sample_file)
    nobody, reader, secretary = (place.visitor(role, language) for role in (None, Role.READER, Role.PLANNER))
    for visitor in (nobody, secretary):
        tour.make(visitor, _everything_to_read(place))
    tour.make(secretary, _everything_to_change_from(place))
    known = vocabulary(language, place)
    tour.make(secretary, access_to_read(place))
    tour.make(secretary, bodies_to_read(place))
    tour.make(secretary, items_to_read(place))
    tour.make(secretary, items_mistakes(place), expected=range(400, 500))
    tour.make(secretary, items_changes(place))
    tour.make(secretary, views_to_read(place))
    tour.make(secretary, views_mistakes(place), expected=range(400, 500))
    tour.make(secretary, views_changes(place))
    tour.make(secretary, wall_to_read(place))
    tour.make(secretary, wall_mistakes(place), expected=range(400, 500))
    tour.make(secretary, exports_to_read(place))
    tour.make(secretary, exports_mistakes(place), expected=range(400, 500))
    tour.make(secretary, feed_views_to_read(place))
    tour.make(secretary, feed_views_changes(place))
    # The last that this address may make in an hour.
    tour.make(secretary, feed_views_mistakes(place), expected=range(400, 500))
    tour.make(secretary, changing_to_read(place))
    tour.make(secretary, changing_mistakes(place), expected=range(400, 500))
    tour.make(secretary, changing_changes(place))
    tour.make(secretary, series_to_read(place))
    tour.make(secretary, series_previews(), expected=range(200, 423))
    tour.make(secretary, series_mistakes(place), expected=range(400, 500))
    tour.make(secretary, planning_to_read(place))
    tour.make(secretary, planning_mistakes(place), expected=range(400, 500))
    tour.make(secretary, planning_changes(place))
    tour.make(secretary, settings_to_read(place))
    tour.make(secretary, settings_mistakes(place), expected=range(400, 500))
    tour.make(secretary, settings_changes(place))
    tour.make(secretary, series_changes(place))
    tour.make(nobody, _wrong_addresses(), expected=range(400, 500))
    tour.make(reader, [(f"/bodies/{BODY}/items/new", None)], expected=range(403, 404))
    tour.make(secretary, _mistakes(place), expected=range(400, 500))
    tour.make(secretary, _changes(place))
    tour.make(secretary, [("/sign-out", {})])
    assert tour.strange(known | vocabulary(language, place)) == {}, "what was renamed or deleted on the way was known"
    if language == "da":
        assert not english_sentences() & {text for texts in tour.read.values() for text in texts}
    missing = {rule.endpoint for rule in place.app.url_map.iter_rules()} - tour.endpoints - FOR_PROGRAMS
    of_others = {
        name for name in missing if name.partition(".")[0] in OF_PEOPLE | OF_AGENDAS | OF_CALENDARS
    } | STOPS_THERE
    assert missing - of_others <= {"language.choose"}, "visit these as well"


@pytest.mark.parametrize("language", LOCALES)
def test_every_word_of_a_service_that_is_not_set_up_is_of_the_readers_language(
    language: str, own_site: Site, empty_file: Path
) -> None:
    tour, place = Tour(language), own_site.filled_with(empty_file)
    visitor = place.visitor(language=language)
    tour.make(visitor, [(path, None) for path in ("/", "/wheel/2026?view=list", "/bodies", "/feeds", "/sign-in")])
    tour.make(visitor, [("/setup", None), *first_page_mistakes()], expected=range(200, 423))
    assert tour.strange(vocabulary(language)) == {}


@pytest.mark.parametrize("language", LOCALES)
def test_every_word_of_a_fault_of_ours_is_of_the_readers_language(
    language: str, own_site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "without-tables.sqlite3").touch()
    tour, place = Tour(language), own_site.filled_with(tmp_path / "without-tables.sqlite3")
    tour.make(place.visitor(language=language), [("/bodies", None)], expected=range(500, 501))
    monkeypatch.setitem(place.app.config, "WTF_CSRF_ENABLED", True)
    tour.make(place.visitor(language=language), [("/sign-in", {})], expected=range(400, 401))
    assert tour.strange(vocabulary(language)) == {}


def _everything_to_read(place: Site) -> Iterator[Visit]:
    years = (
        "2026",
        "2026?view=list",
        "2026-H1",
        "2026-H2",
        "2026-Q4?q=x",
        "2026-11",
        "rolling-2026-11",
        "school-2026",
        "budget-2027",
        "2026?rings=budget&chosen=1",
        "2027",
        f"{DRAFT_YEAR}?view=list",
        "2040",
    )
    paths = ["/", "/feeds", "/sign-in", "/bodies", *(f"/wheel/{year}" for year in years)]
    paths += ["/wheel/2026/rings/direktion/2026-11-23..2026-11-29"]
    paths += [f"/bodies/{BODY}/{page}" for page in ("agenda", "agenda?rows=all", "feed")]
    found = (*place.occurrences(2026), *place.occurrences(2028))
    looks = {(one.kind, one.status, one.is_moved, one.precision, one.reading, one.is_draft): one.id for one in found}
    paths += [f"/occurrences/{id_}" for id_ in looks.values()]
    agenda = place.agenda()
    stops = [stop for row in agenda.rows for stop in row.stops] + list(agenda.awaiting)
    paths += [f"/items/{stop.item_id}" for stop in stops if not stop.is_closed]
    return ((path, None) for path in paths)


def _everything_to_change_from(place: Site) -> Iterator[Visit]:
    yield f"/bodies/{BODY}/items/new", None
    yield f"/items/{place.closed().item_id}", None
    yield f"/bodies/{INTERNAL.lower()}/agenda", None
    internal = (one for one in place.occurrences(2026, internal=True) if one.visibility is Visibility.INTERNAL)
    yield f"/occurrences/{next(internal).id}", None
    for stop in (place.stop(), place.awaiting(), place.closed()):
        yield f"/stops/{stop.id}/moves/new", None


def _wrong_addresses() -> Iterator[Visit]:
    for path in ("/0", "/bodies/0/agenda", "/bodies/0/feed", "/items/0", "/occurrences/0"):
        yield path, None
    yield "/wheel/1800", None
    yield "/feeds", {}
    for _ in range(MOST_PER_NAME + 1):
        yield "/sign-in", {"user_name": "0", "password": "0"}


def _mistakes(place: Site) -> Iterator[Visit]:
    items = f"/bodies/{BODY}/items"
    for form in ({"title": "0" * 501}, {"title": "0", "minutes": "?"}, {"title": "0", "minutes": "9999"}):
        yield items, form
    for form in ({"title": " "}, {"title": "0", "purpose": "0"}, {"title": "0", "text": "0" * 20_001}):
        yield items, form
    for form in ({"title": "0", "meeting": "awaiting"}, {"title": "0", "meeting": place.past_meeting().id}):
        yield items, form
    yield items, {"title": "0", "meeting": place.meeting(body="chefforum").id}
    yield items, {"title": "0" * 1_000_001}
    yield "/stops/0/moves/new", None
    first, waiting, seen = place.stop(), place.awaiting(), str(place.stop().version)
    stop = f"/stops/{first.id}"
    yield f"{stop}/moves", {"to": "", "seen": seen}
    yield f"{stop}/moves", {"to": "awaiting", "seen": "?"}
    yield f"{stop}/moves", {"to": "awaiting", "seen": seen, "reason": "0" * 2000}
    blocked = next(row.meeting.id for row in place.agenda().rows if row.is_blocked)
    for to in (first.meeting_id or "", blocked):
        yield f"{stop}/moves", {"to": to, "seen": seen}
    yield f"/stops/{waiting.id}/moves", {"to": "awaiting", "seen": str(waiting.version), "reason": "0"}
    yield f"/stops/{waiting.id}/positions", {"position": "1", "seen": str(waiting.version)}
    for position in ("99", "?", str(first.position)):
        yield f"{stop}/positions", {"position": position, "seen": seen}
    yield f"{stop}/withdrawals", {"seen": seen}
    for wish in ({"to": "awaiting"}, {"to": first.meeting_id or ""}, {"to": place.meeting(2).id}):
        yield f"{stop}/moves", wish | {"seen": "0"}
    yield f"{stop}/positions", {"position": "2", "seen": "0"}
    yield f"{stop}/withdrawals", {"reason": "0", "seen": "0"}
    meeting = f"/occurrences/{place.meeting().id}"
    for day in ("0", place.meeting().span.start.isoformat(), "1800-01-01"):
        yield f"{meeting}/moves", {"to_day": day, "seen": "1"}
    yield f"{meeting}/cancellations", {"seen": "1"}
    for refused in ("moves", "cancellations", "reinstatements"):
        yield f"{meeting}/{refused}", {"to_day": "2026-12-01", "reason": "0", "seen": "99"}
    yield f"{meeting}/reinstatements", {"seen": "1"}
    cancelled = place.cancelled_meeting()
    gone, version = f"/occurrences/{cancelled.id}", str(cancelled.version)
    yield f"{gone}/moves", {"to_day": "2026-12-01", "seen": version}
    yield f"{gone}/cancellations", {"reason": "0", "seen": version}


def _changes(place: Site) -> Iterator[Visit]:
    """Each kind of change to one item, which its history then tells, and the pages that show what came of it."""
    stop = place.stop()
    path, item = f"/stops/{stop.id}", f"/items/{stop.item_id}"

    def seen() -> dict[str, str]:
        return {"seen": str(place.stop_now(stop).version), "reason": "Afventer"}

    yield f"/bodies/{BODY}/items", {"title": "Afventer", "meeting": place.meeting().id}
    yield f"{path}/positions", seen() | {"position": "2"}
    yield f"{path}/moves", seen() | {"to": place.meeting(1).id}
    yield f"{path}/moves", seen() | {"to": "awaiting"}
    yield f"{path}/moves", seen() | {"to": place.meeting(2).id}
    meeting = place.meeting(2)
    yield f"/occurrences/{meeting.id}/moves", {"to_day": "2026-12-14", "reason": "Afventer", "seen": "1"}
    yield f"/occurrences/{meeting.id}", None
    yield f"/occurrences/{meeting.id}/cancellations", {"reason": "Afventer", "seen": "2"}
    yield f"/occurrences/{meeting.id}/reinstatements", {"seen": "3"}
    yield f"/occurrences/{meeting.id}/cancellations", {"reason": "Afventer", "seen": "4"}
    yield item, None
    yield f"{path}/withdrawals", seen()
    yield item, None
    yield f"{path}/moves/new", None
    yield f"/bodies/{BODY}/agenda", None
