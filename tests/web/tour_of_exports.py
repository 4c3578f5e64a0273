"""A tour of what can be printed and downloaded, for the test of languages; nothing is changed on it."""

from __future__ import annotations

from collections.abc import Iterator

from doors_of_exports import PAGE
from web_site import DRAFT_YEAR, Site

Visit = tuple[str, dict[str, str] | None]


def exports_to_read(_place: Site) -> Iterator[Visit]:
    yield PAGE, None
    yield f"{PAGE}?q=0&rings=med&chosen=1", None
    yield f"/wheel/{DRAFT_YEAR}.svg", None


def exports_mistakes(_place: Site) -> Iterator[Visit]:
    yield "/wheel/2026.pdf?paper=0", None
    yield "/wheel/2026.png?width=0", None
    yield "/wheel/0.svg", None
    yield "/wheel/1800/exports", None


def exports_changes(_place: Site) -> Iterator[Visit]:
    yield from ()
