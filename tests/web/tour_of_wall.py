"""A tour of the screen on the wall and of the wheel within a frame, for the test of languages."""

from __future__ import annotations

from collections.abc import Iterator

from web_site import Site

Visit = tuple[str, dict[str, str] | None]


def wall_to_read(_place: Site) -> Iterator[Visit]:
    for query in ("", "?zoom=quarter", "?zoom=school", "?chosen=1"):
        yield f"/wheel/now{query}", None
    for rest in ("", "?view=list", "?zoom=month", "/2040", "/2026?chosen=1", "/budget-2027"):
        yield f"/embed/wheel{rest}", None
    for query in ("", "?rings=budget&chosen=1&view=list", "?period=2020-Q3"):
        yield f"/embed{query}", None


def wall_mistakes(_place: Site) -> Iterator[Visit]:
    for path in ("/wheel/now?zoom=0", "/embed/wheel?zoom=0", "/embed/wheel/0", "/embed/wheel/1800", "/embed?period=0"):
        yield path, None


def wall_changes(_place: Site) -> Iterator[Visit]:
    """Nothing can be changed there."""
    yield from ()
