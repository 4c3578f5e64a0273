"""What a calendar of one's own holds, in the reader's words."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from flask_babel import lazy_gettext as later

from wheel.core.feed_options import Deadlines
from wheel.core.feed_views import FeedView
from wheel.core.wheel_filters import WheelFilter
from wheel.feeds.view_names import view_name
from wheel.feeds.wording import view_words
from wheel.usecases.own_feed_sources import NamedSource
from wheel.web.translation import gettext

DEADLINES: Final = {
    Deadlines.ALL_DAY: later("on their whole day"),
    Deadlines.TIMED: later("at their time of day, where they have one"),
    Deadlines.NONE: later("not at all"),
}


def source_words(about: NamedSource) -> str:
    """What it holds, as a phrase."""
    source = about.source
    if about.is_gone:
        return gettext("Nothing any more: what it was about is gone, or you may no longer see it.")
    if source.is_mine:
        return gettext("What concerns my posts")
    if source.body is not None:
        return about.name
    if source.post is not None:
        return gettext("What concerns the post %(post)s", post=about.name)
    if source.item is not None:
        return gettext("The item “%(title)s”, from meeting to meeting", title=about.name)
    if about.ring is not None:
        return gettext("The ring %(ring)s", ring=about.name)
    return gettext("Everything I may see") if about.view is None else _view_words(about, about.view)


def _view_words(about: NamedSource, view: FeedView) -> str:
    picked_out = replace(view.wanted, posts=frozenset(), is_mine=False, without_drafts=False) != WheelFilter()
    parts = [view_name(view, replace(view_words(), named="%(what)s"))] if picked_out else []
    parts += [gettext("what concerns the post %(post)s", post=post) for post in about.posts]
    parts += [gettext("what concerns my posts")] if view.wanted.is_mine else []
    return gettext("The view: %(what)s", what=", ".join(parts) or gettext("everything but drafts"))
