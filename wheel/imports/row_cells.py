"""Takes a table cell apart: bulleted or plain items, wrapped lines, and words that close the day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

WRAPPED_AT = 60

_ROUND = re.compile(r"[•●▪◦‣⁃■□➢\uf0b7\uf0a7]|(?<!\S)·(?=\s)")
_MARK = re.compile(r"(?P<mark>[-–—*]|o(?=\s)|[0-9]{1,2}\)(?=\s))\s*(?=\S)")
_INLINE = {
    "-": re.compile(r"(?:(?<=\s)|(?<=\w))- (?=[A-ZÆØÅ0-9])"),
    "–": re.compile(r"(?:(?<=\s)|(?<=\w))– (?=[A-ZÆØÅ0-9])"),
    "—": re.compile(r"(?<=\s)— (?=[A-ZÆØÅ0-9])"),
    "*": re.compile(r"\* (?=\S)"),
    "o": re.compile(r"(?<=\s)o (?=[A-ZÆØÅ0-9])"),
}
_JOINS_WORDS = ("og ", "eller ", "samt ", "til ")

_WORDS = re.compile(r"[^\W_]+")
_CLOSING = re.compile(
    r"ferie|aflyst|aflyses|aflysning|udgår|lukket|lukkedag|lukkedage|fridag|fri|mødefri|mødefrit|helligdag"
    r"|helligdage|påske|pinse|jul|nytår|skærtorsdag|langfredag|påskedag|pinsedag|juledag|juleaften|nytårsdag"
    r"|nytårsaftensdag|nytårsaften|juleaftensdag|himmelfartsdag|kristihimmelfartsdag|grundlovsdag|bededag"
    r"|juledage"
)
_FILLING = re.compile(
    r"uge|møde|mødet|møder|intet|ingen|ikke|er|der|holdes|afholdes|på|grund|af|pga|i|og|mellem|til|fra|den|de|d"
    r"|dag|kr|kristi|himmelfart|store|skolernes|skole|kommunal|kommunens|anden|første|bliver|blev|hele|dagen"
    r"|rådhuset"
)
_CLOSING_ENDINGS = ("ferie", "ferien", "feriedag", "ferieuge", "ferielukning", "lukkedag")
_LONGEST_NOTE = 80


@dataclass(frozen=True)
class CellLine:
    """One line of a cell; `starts_cell` is true where it stood in a table row of its own, without a date."""

    text: str
    starts_cell: bool = False
    number: int = 0


@dataclass(frozen=True)
class CellItem:
    """One item of a cell, bullet removed, wrapped lines joined, otherwise as written; `line` is its first line."""

    text: str
    is_bulleted: bool
    line: int = 0


@dataclass(frozen=True)
class _Piece:
    text: str
    mark: str
    starts_cell: bool = False
    number: int = 0


def read_cell(lines: Iterable[CellLine]) -> list[CellItem]:
    """The items of a cell in order.

    A bullet always starts an item. A line without one continues the item above in a bulleted cell; in a plain
    cell it does so when it begins with a small letter or when the line above is at least WRAPPED_AT long.
    """
    pieces = [piece for line in lines for piece in _pieces(line)]
    items: list[list[_Piece]] = []
    for piece in _split_one_line_lists(pieces):
        if items and _continues(piece, items[-1]):
            items[-1].append(piece)
        else:
            items.append([piece])
    return [CellItem(_joined(item), bool(item[0].mark), item[0].number) for item in items]


def is_bulleted(text: str) -> bool:
    """True if the line begins with a list mark."""
    stripped = text.strip()
    return bool(_ROUND.match(stripped) or _MARK.match(stripped))


def closes_the_day(text: str) -> bool:
    """True of "Efterårsferie", "Intet møde", "Aflyst pga. ferie (uge 42)": nothing but words that close a day."""
    if len(text) > _LONGEST_NOTE:
        return False
    words = [word.lower() for word in _WORDS.findall(text)]
    closing = [word for word in words if _is_closing(word)]
    refuses_meeting = any(word in words for word in ("intet", "ingen", "ikke")) and any(
        "møde" in word for word in words
    )
    only_these = all(_is_closing(word) or _is_filling(word) for word in words)
    return only_these and bool(closing or refuses_meeting)


def _is_closing(word: str) -> bool:
    return bool(_CLOSING.fullmatch(word)) or word.endswith(_CLOSING_ENDINGS)


def _is_filling(word: str) -> bool:
    return bool(_FILLING.fullmatch(word)) or word.isdigit() or word.endswith(("møde", "mødet"))


def _pieces(line: CellLine) -> list[_Piece]:
    lead, *bulleted = (" ".join(part.split()) for part in _ROUND.split(line.text))
    pieces = [_Piece(text, "•", number=line.number) for text in bulleted if text]
    mark = _MARK.match(lead)
    if mark:
        pieces.insert(0, _Piece(lead[mark.end() :], mark["mark"], number=line.number))
    elif lead and lead not in _INLINE:
        pieces.insert(0, _Piece(lead, "", line.starts_cell, line.number))
    return pieces


def _split_one_line_lists(pieces: list[_Piece]) -> list[_Piece]:
    """ "- A - B" on one line is two items, but only where the cell does not give each item a line of its own."""
    counts = {mark: sum(piece.mark == mark for piece in pieces) for mark in _INLINE}
    split: list[_Piece] = []
    for piece in pieces:
        if counts.get(piece.mark) == 1:
            parts = (part.strip() for part in _INLINE[piece.mark].split(piece.text))
            split.extend(replace(piece, text=part) for part in parts if part)
        else:
            split.append(piece)
    return split


def _continues(piece: _Piece, item: list[_Piece]) -> bool:
    if piece.mark:
        return False
    if piece.text[0].islower():
        return True
    if piece.starts_cell:
        return False
    return bool(item[0].mark) or len(item[-1].text) >= WRAPPED_AT


def _joined(item: list[_Piece]) -> str:
    """The lines of one text; a word that a line break divided is made whole again."""
    parts = [item[0].text]
    for above, below in pairwise(item):
        hyphen, space = _seam(above.text, below.text)
        parts[-1] = parts[-1] if hyphen else parts[-1].removesuffix("-")
        parts += [space, below.text]
    return "".join(parts)


def _seam(above: str, below: str) -> tuple[bool, str]:
    """Whether the hyphen that ends the upper line stays, and what comes between the two.

    "udvik-" + "lingen" is one word, "KB-" + "håndbogen" keeps its hyphen, "Plan-" + "og" its space too.
    """
    if not above.endswith("-") or not above[-2:-1].isalpha() or below.startswith(_JOINS_WORDS):
        return True, " "
    if above[-2].isupper():
        return True, ""
    return (False, "") if below[0].islower() else (True, " ")
