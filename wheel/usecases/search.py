"""Search the items that the viewer may see: what they say, what was decided of them, and where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from wheel.core.access import Viewer
from wheel.core.folding import fold, search_words
from wheel.core.item_content import TEXT_FIELDS, one_line
from wheel.core.plan import Body
from wheel.core.snippets import Piece, pieces, snippet
from wheel.core.stops import Stop, StopState
from wheel.errors import InvalidInputError
from wheel.store.bodies import all_bodies
from wheel.store.database import Session
from wheel.store.search import FoundItem, Wanted, find_items

MOST_FOUND: Final = 50
LONGEST_QUESTION: Final = 200
DECISION: Final = "decision"
"""As what a snippet of a decision is told from one of a field."""


class Standing(StrEnum):
    """Where an item stands, as far as somebody who searches tells it apart."""

    TO_COME = "to_come"
    AWAITING = "awaiting"
    TREATED = "treated"
    WITHDRAWN = "withdrawn"


STATES: Final = {
    Standing.TO_COME: frozenset({StopState.PLACED}),
    Standing.AWAITING: frozenset({StopState.AWAITING, StopState.ON_HOLD}),
    Standing.TREATED: frozenset({StopState.TREATED, StopState.RESUMED, StopState.POSTPONED}),
    Standing.WITHDRAWN: frozenset({StopState.WITHDRAWN}),
}


@dataclass(frozen=True)
class Question:
    """What somebody searches for: `words` as they were typed, in one body (its short name) or all of them."""

    words: str
    body: str | None = None
    standing: Standing | None = None


@dataclass(frozen=True)
class FoundLine:
    """An item that was found, with the words that were searched for marked.

    `snippet` is the part of its `field` (of a text field, or DECISION) in which they stand; () and "" where the title
    and the case number hold them all.
    """

    item_id: str
    is_closed: bool
    title: tuple[Piece, ...]
    case_number: tuple[Piece, ...]
    field: str
    snippet: tuple[Piece, ...]
    stops: tuple[Stop, ...]


@dataclass(frozen=True)
class SearchPage:
    """`bodies` are those the viewer may know of; `has_more`: there are more items than are shown."""

    lines: tuple[FoundLine, ...]
    has_more: bool
    bodies: tuple[Body, ...]


def search(session: Session, viewer: Viewer, question: Question) -> SearchPage:
    """All words must occur in an item or in what was decided of it, as parts of words; nothing is found without any.

    Raises InvalidInputError where more is asked than anybody would type.
    """
    if len(question.words) > LONGEST_QUESTION:
        raise InvalidInputError("Write at most %(count)s characters.", field="q", count=LONGEST_QUESTION)
    bodies = all_bodies(session, viewer)
    words = search_words(question.words)
    if not words:
        return SearchPage((), has_more=False, bodies=bodies)
    states = STATES[question.standing] if question.standing else frozenset(StopState)
    wanted = Wanted(words, one_line(question.words), question.body, states)
    found = find_items(session, viewer, wanted, MOST_FOUND + 1)
    lines = tuple(_line(one, words) for one in found[:MOST_FOUND])
    return SearchPage(lines, has_more=len(found) > MOST_FOUND, bodies=bodies)


def _line(found: FoundItem, words: tuple[str, ...]) -> FoundLine:
    item = found.item
    in_head = f"{fold(item.title)}\n{fold(item.case_number)}"
    field, text = _telling(_texts(found), [word for word in words if word not in in_head])
    return FoundLine(
        item_id=found.id,
        is_closed=item.is_closed,
        title=pieces(item.title, words),
        case_number=pieces(item.case_number, words),
        field=field,
        snippet=snippet(text, words),
        stops=found.stops,
    )


def _texts(found: FoundItem) -> dict[str, str]:
    """What an item says besides its title and case number, by field."""
    texts = {field: getattr(found.item, field) for field in (*TEXT_FIELDS, "participants", "case_officer")}
    decisions = " ".join(stop.decision for stop in found.stops)
    return texts | {"tags": ", ".join(found.item.tags), DECISION: decisions}


def _telling(texts: Mapping[str, str], words: Iterable[str]) -> tuple[str, str]:
    """The text that holds most of these words, by its field; both "" where none holds any."""
    wanted = set(words)
    held = {field: sum(word in folded for word in wanted) for field, folded in _folded(texts).items()}
    best = max(held, key=lambda field: held[field], default="")
    return (best, texts[best]) if best and held[best] else ("", "")


def _folded(texts: Mapping[str, str]) -> dict[str, str]:
    return {field: fold(text) for field, text in texts.items() if text}
