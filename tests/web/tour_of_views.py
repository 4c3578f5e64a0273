"""A tour of saved views for the test of languages; the secretariat takes it, and has views of its own."""

from __future__ import annotations

from collections.abc import Iterator

from doors_of_views import NEW, VIEWS, own, seen, shared, view
from web_site import INTERNAL, Site

from wheel.core.periods import Zoom
from wheel.core.saved_views import LONGEST_NAME

Visit = tuple[str, dict[str, str] | None]


def views_to_read(place: Site) -> Iterator[Visit]:
    yield VIEWS, None
    for path in (shared(place), own(place), "/wheel/2026", "/me/data"):
        yield path, None
    yield VIEWS, None


def views_mistakes(place: Site) -> Iterator[Visit]:
    too_much = "&".join(f"bodies={number:0190}" for number in range(12))
    wrong = ({"name": ""}, {"name": "0" * (LONGEST_NAME + 1)}, {"zoom": "0"}, {"query": too_much})
    for mistake in (*wrong, {"shared": "1", "query": f"bodies={INTERNAL.lower()}"}):
        yield VIEWS, NEW | mistake
    yield VIEWS, NEW | {"name": view(place, is_shared=False).name}
    for mistake in ({"name": ""}, {"seen": "0"}, {"seen": "?"}):
        yield own(place), seen(place) | {"name": "0"} | mistake
    for wrong_seen in ("0", "?"):
        yield own(place, "/deletions"), {"seen": wrong_seen}
    yield f"{VIEWS}/0", None
    yield f"{VIEWS}/0", {"seen": "1", "name": "0"}


def views_changes(place: Site) -> Iterator[Visit]:
    for number, zoom in enumerate(Zoom):
        yield VIEWS, NEW | {"name": str(number), "zoom": zoom.value, "is_list": str(number % 2)}
    yield VIEWS, NEW | {"name": "0", "shared": "1"}
    yield VIEWS, None
    yield shared(place), seen(place, is_shared=True) | {"name": "1"}
    yield shared(place, "/deletions"), seen(place, is_shared=True)
    yield own(place, "/deletions"), seen(place)
    yield VIEWS, None
