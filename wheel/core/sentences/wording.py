"""The language a sentence is said in: its translated texts and its names of months and weekdays."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Wording:
    """What an edge knows of the reader's language, handed in because core translates nothing itself.

    `translate` gives the reader's text for an English one, both with the same %(name)s places. `months` are twelve
    names from January, `weekdays` seven from Monday, as they are written within a sentence.
    """

    translate: Callable[[str], str]
    months: tuple[str, ...]
    weekdays: tuple[str, ...]


@dataclass(frozen=True)
class Speech:
    """A wording, and the titles of the series that may be spoken of, by their public ids."""

    wording: Wording
    names: Mapping[str, str]


def later(message: str) -> str:
    """Mark a text that is translated when it is said, so that it is collected for the translators."""
    return message
