"""The pages of calendars (everybody's, one's own, their use, single files, and files taken over) in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from catalogues import compile_danish
from language_tour import LOCALES, Tour, Visit, english_sentences, vocabulary
from test_web_languages import FOR_PROGRAMS, OF_CALENDARS
from tour_of_calendar_import import (
    calendar_import_changes,
    calendar_import_mistakes,
    calendar_import_to_read,
    words_of_calendars,
)
from tour_of_event_files import event_files_changes, event_files_mistakes, event_files_to_read
from tour_of_feed_use import feed_use_changes, feed_use_mistakes, feed_use_to_read
from tour_of_feed_views import feed_views_changes, feed_views_mistakes, feed_views_to_read
from tour_of_own_feeds import own_feeds_changes, own_feeds_mistakes, own_feeds_of_people, own_feeds_to_read
from tour_of_subscriptions import subscriptions_changes, subscriptions_mistakes, subscriptions_to_read
from web_site import Site, running_site

from wheel.core.access import Role

Part = Callable[[Site], Iterator[Visit]]
TOURS: dict[str, tuple[Role, tuple[Part, ...], Part, Part]] = {
    "calendar_import": (
        Role.PLANNER,
        (calendar_import_to_read,),
        calendar_import_mistakes,
        calendar_import_changes,
    ),
    "event_files": (Role.PLANNER, (event_files_to_read,), event_files_mistakes, event_files_changes),
    "feed_use": (Role.ADMINISTRATOR, (feed_use_to_read,), feed_use_mistakes, feed_use_changes),
    # One more calendar than there is room for is a mistake only afterwards.
    "own_feeds": (Role.PLANNER, (own_feeds_to_read, own_feeds_changes), own_feeds_mistakes, own_feeds_to_read),
    "subscriptions": (
        Role.PLANNER,
        (subscriptions_to_read, feed_views_to_read, feed_views_changes, feed_views_mistakes),
        subscriptions_mistakes,
        subscriptions_changes,
    ),
}


@pytest.fixture(scope="module")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """An application that no test has asked for Danish before there was any."""
    compile_danish()
    yield from running_site(tmp_path_factory.mktemp("languages"))


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("room", TOURS)
def test_every_word_about_calendars_is_of_the_readers_language(
    room: str, language: str, own_site: Site, sample_file: Path
) -> None:
    tour, place = Tour(language), own_site.filled_with(sample_file)
    role, parts, mistakes, changes = TOURS[room]
    visitor = place.visitor(role, language)
    known = vocabulary(language, place) | (words_of_calendars() if room == "calendar_import" else set())
    for part in parts:
        tour.make(visitor, part(place), expected=range(200, 500))
    tour.make(visitor, mistakes(place), expected=range(400, 500))
    # Some of them are refused on the way, such as one calendar more than there is room for.
    tour.make(visitor, changes(place), expected=range(200, 423))
    if room == "own_feeds":
        tour.make(place.visitor(Role.ADMINISTRATOR, language), own_feeds_of_people(place))
    assert tour.strange(known | vocabulary(language, place)) == {}
    if language == "da":
        found = english_sentences() & {text for texts in tour.read.values() for text in texts}
        assert found == set()
    mine = {rule.endpoint for rule in place.app.url_map.iter_rules() if rule.endpoint.partition(".")[0] == room}
    assert mine - tour.endpoints - FOR_PROGRAMS == set(), "visit these as well"


def test_every_room_that_the_other_tour_leaves_out_is_visited_here() -> None:
    assert set(TOURS) == OF_CALENDARS
