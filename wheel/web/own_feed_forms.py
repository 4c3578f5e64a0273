"""The form of a new calendar of one's own: what it sends, and how it is filled in when it is opened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final

from wheel.core.feed_options import LANGUAGES, USUAL, Deadlines, FeedOptions, options_from
from wheel.core.feed_sources import EVERYTHING, FeedSource
from wheel.core.wheel_filters import WheelFilter, filter_from, query_string
from wheel.errors import InvalidInputError
from wheel.usecases.make_own_feed import MakeOwnFeed
from wheel.usecases.own_feed_sources import ring_of


class What(StrEnum):
    """What a calendar can be about, as the form offers it."""

    MINE = "mine"
    EVERYTHING = "everything"
    BODY = "body"
    RING = "ring"
    POST = "post"
    VIEW = "view"
    ITEM = "item"


_ON: Final = "1"


def own_feed_form(form: Mapping[str, str]) -> MakeOwnFeed:
    """Raises InvalidInputError naming the field."""
    return MakeOwnFeed(form.get("name", ""), source_in(form), _options_in(form))


def source_in(form: Mapping[str, str]) -> FeedSource:
    what = form.get("what", "")
    if what not in set(What):
        raise InvalidInputError("Choose what the calendar is to hold.", field="what")
    match What(what):
        case What.MINE:
            return FeedSource(is_mine=True)
        case What.BODY:
            return FeedSource(body=form.get("body", ""))
        case What.POST:
            return FeedSource(post=form.get("post", ""))
        case What.ITEM:
            return FeedSource(item=form.get("item", ""))
        case What.RING:
            return FeedSource(query=query_string(WheelFilter(rings=frozenset({form.get("ring", "")}))))
        case What.VIEW:
            return FeedSource(query=form.get("view", ""))
    return EVERYTHING


def values_asked_for(asked: Iterable[tuple[str, str]], *, holds_posts: bool) -> dict[str, str]:
    """How the form is filled in for the query of its page: a view's filter, or `body`, `ring`, `post` or `item`.

    What it says of options counts too. Without anything it is about the viewer's posts, if they hold any.
    """
    pairs = tuple(asked)
    said, wanted = dict(pairs), filter_from(pairs)
    of_one = next((name for name in (What.ITEM, What.BODY, What.RING, What.POST) if said.get(name)), None)
    if of_one is not None:
        values = {"what": of_one.value, of_one.value: said[of_one]}
    elif (ring := ring_of(wanted)) is not None:
        values = {"what": What.RING.value, "ring": ring}
    elif wanted == WheelFilter(is_mine=True):
        values = {"what": What.MINE.value}
    elif not wanted.is_everything:
        values = {"what": What.VIEW.value, "view": query_string(wanted)}
    else:
        values = {"what": (What.MINE if holds_posts and said.get("what") != What.EVERYTHING else What.EVERYTHING).value}
    return values | _option_values(options_from(pairs))


def prefilled_source(values: Mapping[str, str]) -> FeedSource | None:
    """The view or the item that the form offers beside its usual choices, if it was opened for one."""
    if values.get("item"):
        return FeedSource(item=values["item"])
    return FeedSource(query=values["view"]) if values.get("view") else None


def _option_values(options: FeedOptions) -> dict[str, str]:
    switches = {
        "with_agenda": options.agenda,
        "imprecise": options.imprecise,
        "drafts": options.drafts,
        "closed": options.closed,
    }
    texts = {"deadlines": options.deadlines.value, "language": options.language}
    return texts | {name: _ON for name, is_on in switches.items() if is_on}


def _options_in(form: Mapping[str, str]) -> FeedOptions:
    deadlines, language = form.get("deadlines", USUAL.deadlines), form.get("language", "")
    if deadlines not in set(Deadlines):
        raise InvalidInputError("Choose from the list.", field="deadlines")
    if language not in {"", *LANGUAGES}:
        raise InvalidInputError("Choose from the list.", field="language")
    return FeedOptions(
        agenda=form.get("with_agenda") == _ON,
        closed=form.get("closed") == _ON,
        deadlines=Deadlines(deadlines),
        imprecise=form.get("imprecise") == _ON,
        drafts=form.get("drafts") == _ON,
        language=language,
    )
