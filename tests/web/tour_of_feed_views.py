"""A tour of views that have a calendar of their own, for the test of languages."""

from __future__ import annotations

from collections.abc import Iterator

from doors_of_feed_views import made_view
from web_site import BODY, Site

from wheel.core.occurrences import Kind
from wheel.usecases.attempts import MOST_NEW_FEEDS

Visit = tuple[str, dict[str, str] | None]

PAGE = "/feeds/views"
EVERYTHING = f"agenda=open&bodies={BODY}&chosen=1&q=0&rings=budget"


def feed_views_to_read(place: Site) -> Iterator[Visit]:
    kinds = "&".join(f"kinds={kind.value}" for kind in Kind if kind is not Kind.ROUND)
    for query in (f"{EVERYTHING}&mine=1", kinds, "kinds=round", "mine=1", ""):
        yield f"{PAGE}?{query}", None
    yield f"{PAGE}/{made_view(place, EVERYTHING)}", None


def feed_views_mistakes(place: Site) -> Iterator[Visit]:
    yield f"{PAGE}?bodies=0", None
    yield f"{PAGE}/0", None
    yield PAGE, {"chosen": "1"}
    for number in range(MOST_NEW_FEEDS):
        place.visitor().post(PAGE, data={"q": str(number)})
    yield PAGE, {"q": "99"}


def feed_views_changes(_place: Site) -> Iterator[Visit]:
    yield PAGE, {"kinds": "reading"}
    yield PAGE, {}
