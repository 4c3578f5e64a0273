"""Standing items themselves: a rule with what its items say, from a first day to a last; checked when one is saved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from wheel.core.posts import Post, Term
from wheel.core.standing_rules import NumberedReport, OncePerPost, StandingRule
from wheel.core.standing_titles import require_known_places
from wheel.core.stops import Purpose
from wheel.errors import InvalidInputError

LONGEST_TITLE: Final = 500
LONGEST_TEXT: Final = 20_000
MOST_MINUTES: Final = 600
MOST_POSTS: Final = 60


@dataclass(frozen=True)
class StandingItem:
    """A rule that yields items for the meetings of `body` (its short name), from `begins` until before `ends`.

    `title` may have places such as {nr}. `roster` is for the pattern of one meeting a post, and empty for others.
    """

    id: str
    body: str
    title: str
    rule: StandingRule
    text: str = ""
    purpose: Purpose = Purpose.DISCUSSION
    minutes: int | None = None
    is_closed: bool = False
    begins: date | None = None
    ends: date | None = None
    roster: tuple[Post, ...] = ()
    version: int = 1

    @property
    def term(self) -> Term:
        return Term(self.begins, self.ends)

    @property
    def has_roster(self) -> bool:
        return isinstance(self.rule.pattern, OncePerPost)


def checked_standing_item(item: StandingItem) -> StandingItem:
    """The item with its texts trimmed. Raises InvalidInputError naming the field."""
    title, text = " ".join(item.title.split()), item.text.strip()
    if not title:
        raise InvalidInputError("Write what the item is called.", field="title")
    for name, written, longest in (("title", title, LONGEST_TITLE), ("text", text, LONGEST_TEXT)):
        if len(written) > longest:
            raise InvalidInputError("Write at most %(count)s characters.", field=name, count=longest)
    require_known_places(title)
    if "{post}" in title and not item.has_roster:
        raise InvalidInputError("Only an item for each post can have {post} in its title.", field="title")
    if item.minutes is not None and not 1 <= item.minutes <= MOST_MINUTES:
        raise InvalidInputError(
            "Write a whole number from %(least)s to %(most)s.", field="minutes", least=1, most=MOST_MINUTES
        )
    _require_span(item)
    _require_roster(item)
    return replace(item, title=title, text=text)


def _require_span(item: StandingItem) -> None:
    if item.begins is not None and item.ends is not None and item.ends <= item.begins:
        raise InvalidInputError("The last day must not be before the first.", field="last_day")
    goes_on = isinstance(item.rule.pattern, NumberedReport) and item.rule.pattern.goes_on
    if goes_on and item.begins is None:
        raise InvalidInputError("Choose the first day: the numbers are counted from its year.", field="begins")


def _require_roster(item: StandingItem) -> None:
    if item.has_roster and not item.roster:
        raise InvalidInputError("Choose at least one post.", field="posts")
    if len(item.roster) > MOST_POSTS:
        raise InvalidInputError("Choose at most %(count)s posts.", field="posts", count=MOST_POSTS)
    if item.roster and not item.has_roster:
        raise InvalidInputError("Posts belong to an item for each post alone.", field="posts")
