"""How a calendar shows what it holds, in the reader's words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from flask_babel import lazy_gettext as later

from wheel.core.feed_options import USUAL, Deadlines, FeedOptions
from wheel.web.translation import gettext

_DEADLINES: Final = {
    Deadlines.ALL_DAY: later("deadlines on their whole day"),
    Deadlines.TIMED: later("deadlines at their time of day"),
    Deadlines.NONE: later("no deadlines"),
}
_LANGUAGES: Final = {"da": later("in Danish"), "en": later("in English")}


def option_words(options: FeedOptions) -> list[str]:
    """All that is chosen, as short phrases."""
    return list(_phrases(options))


def unusual_option_words(options: FeedOptions) -> list[str]:
    """What somebody chose otherwise than usual."""
    usual = option_words(USUAL)
    return [phrase for phrase in _phrases(options) if phrase not in usual]


def _phrases(options: FeedOptions) -> Iterator[str]:
    yield gettext("with the agenda") if options.agenda else gettext("without the agenda")
    yield str(_DEADLINES[options.deadlines])
    if options.imprecise:
        yield gettext("also what has no exact date")
    if options.drafts:
        yield gettext("also drafts")
    if options.closed:
        yield gettext("also the titles of closed items")
    if options.language:
        yield str(_LANGUAGES[options.language])
