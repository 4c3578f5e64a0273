"""A tour of the organisation's settings for the test of languages. The first page has its own, on an empty service."""

from __future__ import annotations

from collections.abc import Iterator

from doors_of_setup import ORGANISATION, organisation_form
from web_site import Site

Visit = tuple[str, dict[str, str] | None]


def setup_to_read(_place: Site) -> Iterator[Visit]:
    yield ORGANISATION, None


def setup_mistakes(place: Site) -> Iterator[Visit]:
    form = organisation_form(place)
    for wrong in ({"organisation": ""}, {"organisation": "0" * 201}, {"locale": "0"}, {"seen": "?"}):
        yield ORGANISATION, form | wrong
    yield ORGANISATION, form | {"seen": "0", "organisation": "0", "locale": "en", "has_public_part": ""}


def setup_changes(place: Site) -> Iterator[Visit]:
    yield ORGANISATION, organisation_form(place) | {"organisation": "Fjordby Kommune"}


def first_page_mistakes() -> Iterator[Visit]:
    """For a visitor of a service that is not set up."""
    told = {
        "organisation": "0",
        "display_name": "0",
        "user_name": "0",
        "password": "0" * 12,
        "password_again": "0" * 12,
        "time_zone": "Atlantic/Faroe",
        "locale": "en",
        "start": "empty",
    }
    names = ({"organisation": ""}, {"organisation": "0" * 201}, {"user_name": ""}, {"display_name": ""}, {"email": "0"})
    choices = ({"time_zone": ""}, {"locale": ""}, {"start": "0"}, {"start": "document"}, {"post": "0" * 201})
    for wrong in (*names, *choices, {"password": "0", "password_again": "0"}, {"password": "0"}):
        yield "/setup", told | wrong
