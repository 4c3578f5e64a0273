"""The pages of accounts, posts, sign-in and the organisation in Danish and in English, like all the others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from catalogues import compile_danish
from flask import Flask
from language_tour import LOCALES, Tour, english_sentences, vocabulary
from test_web_languages import FOR_PROGRAMS, OF_PEOPLE
from tour_of_audit import audit_changes, audit_mistakes, audit_to_read
from tour_of_passwords import passwords_changes, passwords_mistakes, passwords_to_read
from tour_of_people import people_changes, people_mistakes, people_to_read
from tour_of_provider import provider_changes, provider_mistakes, provider_to_read
from tour_of_second_factor import (
    second_factor_changes,
    second_factor_mistakes,
    second_factor_mistakes_while_on,
    second_factor_questions,
    second_factor_to_read,
)
from tour_of_setup import setup_changes, setup_mistakes, setup_to_read
from web_site import Site, running_site

from wheel.core.access import Role

MISTAKES = range(400, 500)
# Only somebody who comes back from the provider, or is led there, sees these: tests/web/test_web_provider.py.
FROM_ELSEWHERE = {"provider.begin", "provider.callback", "provider.connect", "provider.signed_out"}
# Visited by test_web_languages_of_calendars.py.
FROM_ELSEWHERE |= {"accounts_admin.close_calendars"}


@pytest.fixture(scope="module")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """An application that no test has asked for Danish before there was any."""
    compile_danish()
    yield from running_site(tmp_path_factory.mktemp("languages"))


@pytest.mark.parametrize("language", LOCALES)
def test_every_word_about_people_is_of_the_readers_language(language: str, own_site: Site, sample_file: Path) -> None:
    tour, place = Tour(language), own_site.filled_with(sample_file)
    nobody, administrator = (place.visitor(role, language) for role in (None, Role.ADMINISTRATOR))
    known = vocabulary(language, place)
    tours = (
        (people_to_read, people_mistakes, people_changes),
        (setup_to_read, setup_mistakes, setup_changes),
        (provider_to_read, provider_mistakes, provider_changes),
        (audit_to_read, audit_mistakes, audit_changes),
        (passwords_to_read, passwords_mistakes, passwords_changes),
        (second_factor_to_read, second_factor_mistakes, second_factor_changes),
    )
    for to_read, mistakes, changes in tours:
        tour.make(administrator, to_read(place))
        tour.make(administrator, mistakes(place), expected=MISTAKES)
        # Some of them are refused on the way, such as a link for an account that has been closed.
        tour.make(administrator, changes(place), expected=range(200, 423))
    tour.make(administrator, second_factor_mistakes_while_on(place), expected=MISTAKES)
    tour.make(nobody, second_factor_questions(place), expected=range(200, 423))
    tour.make(administrator, audit_to_read(place))
    # An e-mail address that was typed.
    assert tour.strange(known | vocabulary(language, place) | {"test"}) == {}
    if language == "da":
        assert not english_sentences() & {text for texts in tour.read.values() for text in texts}
    assert endpoints_of_people(place.app) - tour.endpoints <= FROM_ELSEWHERE, "visit these as well"


def endpoints_of_people(app: Flask) -> set[str]:
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    return {name for name in endpoints - FOR_PROGRAMS if name.partition(".")[0] in OF_PEOPLE - {"setup"}}
