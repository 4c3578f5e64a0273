"""A tour of what depends on what one may see, for the test of languages: what is said where there is no public part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from web_site import Site

from wheel.store.organisation import find_organisation, save_organisation

Visit = tuple[str, dict[str, str] | None]


def access_to_read(place: Site) -> Iterator[Visit]:
    yield "/feeds", None
    set_public_part(place, is_there=False)
    yield "/feeds", None
    set_public_part(place, is_there=True)


def access_mistakes(_place: Site) -> Iterator[Visit]:
    yield from ()


def access_changes(_place: Site) -> Iterator[Visit]:
    yield from ()


def set_public_part(place: Site, *, is_there: bool) -> None:
    with place.database.writing() as session:
        organisation = find_organisation(session)
        assert organisation is not None
        save_organisation(session, replace(organisation, has_public_part=is_there))
