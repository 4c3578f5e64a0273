"""What the calendar of a view is called."""

from __future__ import annotations

import pytest
from feed_samples import VIEW_WORDS

from wheel.core.feed_views import FeedView
from wheel.core.occurrences import Kind
from wheel.core.wheel_filters import filter_of
from wheel.feeds.view_names import LONGEST_NAME, kinds_in, view_name


def a_view(query: str, rings: tuple[str, ...] = (), bodies: tuple[str, ...] = ()) -> FeedView:
    return FeedView(filter_of(query), rings, bodies, ())


NAMED = [
    (a_view("rings=a&rings=b", ("Politisk", "Budget")), "Årshjul: Politisk, Budget"),
    (a_view("rings=a&bodies=b", ("Politisk",), ("Direktionen",)), "Årshjul: Politisk, Direktionen"),
    (a_view("kinds=deadline&kinds=meeting"), "Årshjul: Møder, Frister"),
    (a_view("agenda=open"), "Årshjul: åbne dagsordener"),
    (a_view("q=budget 2027"), "Årshjul: »budget 2027«"),
    (a_view("q=100%25 %(what)s"), "Årshjul: »100% %(what)s«"),
    (a_view("q=a%0D%0AATTENDEE:x%00"), "Årshjul: »a ATTENDEE:x«"),
    (a_view("rings=gone"), "Årshjulet"),
    (a_view("bodies=gone&kinds=meeting"), "Årshjulet"),
]


@pytest.mark.parametrize(("view", "name"), NAMED)
def test_it_is_called_after_what_it_picks_out(view: FeedView, name: str) -> None:
    assert view_name(view, VIEW_WORDS) == name


def test_a_long_name_is_shortened() -> None:
    name = view_name(a_view("rings=a&q=" + "x" * 80, ("Politisk",)), VIEW_WORDS)
    assert len(name) == LONGEST_NAME
    assert name.endswith("…")


def test_kinds_come_in_the_same_order_however_they_were_asked_for() -> None:
    assert kinds_in(a_view("kinds=round&kinds=meeting"), VIEW_WORDS) == ("Møder", "Politiske rul")
    assert len(kinds_in(a_view("&".join(f"kinds={kind.value}" for kind in Kind)), VIEW_WORDS)) == len(Kind)
