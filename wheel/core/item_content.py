"""What an item says of itself, and how long and for what it is treated: put in order and kept within bounds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from wheel.core.posts import Post
from wheel.core.stops import NewItem
from wheel.errors import InvalidInputError

LONGEST: Final = {"title": 500, "text": 20_000, "case_number": 60, "case_officer": 200}
"""Characters that each field may have."""

MOST_MINUTES: Final = 600


def checked_item(item: NewItem) -> NewItem:
    """The item with its texts trimmed. Raises InvalidInputError naming the field."""
    title = " ".join(item.title.split())
    if not title:
        raise InvalidInputError("Write what the item is about.", field="title")
    item = replace(
        item,
        title=title,
        text=item.text.strip(),
        case_number=item.case_number.strip(),
        case_officer=item.case_officer.strip(),
    )
    for field, longest in LONGEST.items():
        if len(getattr(item, field)) > longest:
            raise InvalidInputError("Write at most %(count)s characters.", field=field, count=longest)
    require_minutes(item.minutes, "minutes")
    return item


def require_minutes(minutes: int | None, field: str) -> None:
    """Raise InvalidInputError naming the field unless the minutes are unknown, or from 1 to MOST_MINUTES."""
    if minutes is not None and not 1 <= minutes <= MOST_MINUTES:
        raise InvalidInputError("Write a number of minutes from 1 to %(count)s.", field=field, count=MOST_MINUTES)


def case_officer_post(written: str, posts: Iterable[Post]) -> str | None:
    """The id of the one post whose title is what was written, capitals or not; None where none is, or several are."""
    wanted = " ".join(written.split()).casefold()
    found = [post.id for post in posts if " ".join(post.title.split()).casefold() == wanted]
    return found[0] if len(found) == 1 else None
