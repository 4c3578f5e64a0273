"""The pages of meetings, routes, standing items, minutes and what waits, in Danish and in English."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from catalogues import compile_danish
from language_tour import LOCALES, Tour, Visit, english_sentences, vocabulary
from test_web_languages import FOR_PROGRAMS, OF_AGENDAS, STOPS_THERE
from tour_of_agenda_table import agenda_table_changes, agenda_table_mistakes, agenda_table_to_read
from tour_of_awaiting import awaiting_changes, awaiting_mistakes, awaiting_to_read
from tour_of_meetings import meetings_changes, meetings_mistakes, meetings_to_read
from tour_of_minutes import minutes_changes, minutes_mistakes, minutes_to_read, words_of_minutes
from tour_of_routes import routes_changes, routes_mistakes, routes_to_read
from tour_of_search import search_changes, search_mistakes, search_to_read
from tour_of_standing import standing_changes, standing_mistakes, standing_to_read
from web_site import Site, running_site

from wheel.core.access import Role

# What a meeting of the board is called in minutes, and the places that a title may have, the same in every language.
OF_THE_PLAN = {"direktionsmøder", "forrige", "måned", "kvartal", "år"}
Part = Callable[[Site], Iterator[Visit]]
TOURS: dict[str, tuple[Part, Part, Part]] = {
    "agenda_table": (agenda_table_to_read, agenda_table_mistakes, agenda_table_changes),
    "awaiting": (awaiting_to_read, awaiting_mistakes, awaiting_changes),
    "meetings": (meetings_to_read, meetings_mistakes, meetings_changes),
    "minutes": (minutes_to_read, minutes_mistakes, minutes_changes),
    "routes": (routes_to_read, routes_mistakes, routes_changes),
    "search": (search_to_read, search_mistakes, search_changes),
    "standing": (standing_to_read, standing_mistakes, standing_changes),
}


@pytest.fixture(scope="module")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """An application that no test has asked for Danish before there was any."""
    compile_danish()
    yield from running_site(tmp_path_factory.mktemp("languages"))


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("room", TOURS)
def test_every_word_about_agendas_is_of_the_readers_language(
    room: str, language: str, own_site: Site, sample_file: Path
) -> None:
    tour, place = Tour(language), own_site.filled_with(sample_file)
    to_read, mistakes, changes = TOURS[room]
    nobody, secretary = (place.visitor(role, language) for role in (None, Role.PLANNER))
    known = vocabulary(language, place) | words_of_minutes(place) | OF_THE_PLAN
    tour.make(secretary, to_read(place))
    tour.make(secretary, mistakes(place), expected=range(400, 500))
    # Some of them are refused on the way, such as deleting a standing item that items came of.
    tour.make(secretary, changes(place), expected=range(200, 423))
    tour.make(nobody, _public_pages(), expected=range(200, 400))
    assert tour.strange(known | vocabulary(language, place)) == {}
    if language == "da":
        assert not english_sentences() & {text for texts in tour.read.values() for text in texts}
    mine = {rule.endpoint for rule in place.app.url_map.iter_rules() if rule.endpoint.partition(".")[0] == room}
    mine |= STOPS_THERE if room == "awaiting" else set()
    assert mine - tour.endpoints - FOR_PROGRAMS == set(), "visit these as well"


def _public_pages() -> Iterator[Visit]:
    yield "/search", None
    yield "/bodies", None


def test_every_room_that_the_other_tour_leaves_out_is_visited_here() -> None:
    assert set(TOURS) >= OF_AGENDAS
