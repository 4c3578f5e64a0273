"""What the calendar of a view is called: after what the view picks out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from wheel.core.feed_views import FeedView
from wheel.core.occurrences import Kind
from wheel.feeds.text import one_line, shortened

LONGEST_NAME: Final = 80


@dataclass(frozen=True)
class ViewWords:
    """The words of a view's name in one language.

    `named` and `quoted` have a place for %(what)s. `nameless` is what a view is called when its rings or bodies are
    gone. `kinds` are several of each.
    """

    named: str
    nameless: str
    quoted: str
    open_agenda: str
    kinds: Mapping[Kind, str]


def view_name(view: FeedView, words: ViewWords) -> str:
    """One line of at most 80 characters: the rings, the bodies, the kinds, and what is searched for."""
    named = words.nameless if view.is_gone else words.named % {"what": ", ".join(_picked_out(view, words))}
    return shortened(one_line(named), LONGEST_NAME)


def _picked_out(view: FeedView, words: ViewWords) -> Iterator[str]:
    """Each thing that the view asks for, in the order of its name."""
    yield from view.rings
    yield from view.bodies
    yield from kinds_in(view, words)
    if view.wanted.open_agenda:
        yield words.open_agenda
    if view.wanted.text:
        yield words.quoted % {"what": view.wanted.text}


def kinds_in(view: FeedView, words: ViewWords) -> tuple[str, ...]:
    """The kinds asked for, in the order in which there are kinds."""
    return tuple(words.kinds[kind] for kind in Kind if kind in view.wanted.kinds)
