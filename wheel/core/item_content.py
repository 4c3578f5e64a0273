"""What an item says of itself, and how long and for what it is treated: put in order and kept within bounds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from wheel.core.posts import Post
from wheel.core.stops import NewItem
from wheel.errors import InvalidInputError

TEXT_FIELDS: Final = ("decision_theme", "text", "economy", "legal_basis", "recommendation")
"""The text fields of an item, in the order they stand in; each body may call them by names of its own."""

LONGEST: Final = {
    "title": 500,
    **dict.fromkeys(TEXT_FIELDS, 20_000),
    "participants": 2_000,
    "case_number": 60,
    "case_officer": 200,
}
"""Characters that each field may have."""

LONGEST_TAG, MOST_TAGS = 60, 20
LONGEST_FIELD_NAME: Final = 60
MOST_MINUTES: Final = 600
# What stands in front of a clause in a list: a hyphen, a bullet, or its number.
_MARK: Final = re.compile(r"(?:[-–—•*·]|[0-9]{1,3}[.)])\s+")


@dataclass(frozen=True)
class Recommendation:
    """Who recommends, as written, and what: one clause a line ("at budgettet godkendes")."""

    proposer: str
    clauses: tuple[str, ...]


def checked_item(item: NewItem) -> NewItem:
    """The item with its texts trimmed and its tags in order. Raises InvalidInputError naming the field."""
    title = one_line(item.title)
    if not title:
        raise InvalidInputError("Write what the item is about.", field="title")
    # What stands on several lines keeps them, but for the empty ones around it.
    trimmed = {name: getattr(item, name).strip() for name in LONGEST if name != "title"}
    item = replace(item, **trimmed | {"participants": "\n".join(lines(item.participants))}, title=title)
    for field, longest in LONGEST.items():
        if len(getattr(item, field)) > longest:
            raise InvalidInputError("Write at most %(count)s characters.", field=field, count=longest)
    require_minutes(item.minutes, "minutes")
    return replace(item, tags=ordered_tags(item.tags))


def require_minutes(minutes: int | None, field: str) -> None:
    """Raise InvalidInputError naming the field unless the minutes are unknown, or from 1 to MOST_MINUTES."""
    if minutes is not None and not 1 <= minutes <= MOST_MINUTES:
        raise InvalidInputError("Write a number of minutes from 1 to %(count)s.", field=field, count=MOST_MINUTES)


def ordered_tags(written: Iterable[str]) -> tuple[str, ...]:
    """Each tag once, as it was first written (capitals make no other tag), by the alphabet.

    Raises InvalidInputError for the field "tags".
    """
    found: dict[str, str] = {}
    for tag in filter(None, map(one_line, written)):
        found.setdefault(tag.casefold(), tag)
    if any(len(tag) > LONGEST_TAG for tag in found.values()):
        raise InvalidInputError("A tag has at most %(count)s characters.", field="tags", count=LONGEST_TAG)
    if len(found) > MOST_TAGS:
        raise InvalidInputError("An item has at most %(count)s tags.", field="tags", count=MOST_TAGS)
    return tuple(found[key] for key in sorted(found))


def recommendation(text: str) -> Recommendation:
    """A recommendation as it is written: who recommends, then one clause a line.

    Where the first line is a clause already ("at …", or marked as one of a list), nobody is said to recommend. What
    marks a clause in a list, such as a hyphen or its number, is no part of it.
    """
    written = lines(text)
    if written and not (_MARK.match(written[0]) or written[0].casefold().startswith("at ")):
        proposer, *written = written
    else:
        proposer = ""
    return Recommendation(
        proposer, tuple(_MARK.sub("", line, count=1) if _MARK.match(line) else line for line in written)
    )


def checked_field_names(names: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """What a body calls the text fields, in their order; a field with no name of its own goes by the usual one.

    Raises InvalidInputError naming the field, "name_" before it.
    """
    found: dict[str, str] = {}
    for field in TEXT_FIELDS:
        name = one_line(names.get(field, ""))
        if len(name) > LONGEST_FIELD_NAME:
            raise InvalidInputError(
                "Write at most %(count)s characters.", field=f"name_{field}", count=LONGEST_FIELD_NAME
            )
        if name.casefold() in {other.casefold() for other in found.values()}:
            raise InvalidInputError("Another field is called so already.", field=f"name_{field}")
        if name:
            found[field] = name
    return tuple(found.items())


def case_officer_post(written: str, posts: Iterable[Post]) -> str | None:
    """The id of the one post whose title is what was written, capitals or not; None where none is, or several are."""
    wanted = one_line(written).casefold()
    found = [post.id for post in posts if one_line(post.title).casefold() == wanted]
    return found[0] if len(found) == 1 else None


def lines(text: str) -> list[str]:
    """The lines that say something, trimmed."""
    return [line for line in map(str.strip, text.splitlines()) if line]


def one_line(text: str) -> str:
    return " ".join(text.split())
