"""Two versions of one thing side by side: what is stored now, and what somebody typed who had seen an older one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wheel.errors import ConflictError, WheelError
from wheel.web.words import day_words


@dataclass(frozen=True)
class Difference:
    """A field, by its label, that the two versions fill in otherwise."""

    label: str
    stored: str
    typed: str


def differences(stored: Mapping[str, str], typed: Mapping[str, str]) -> tuple[Difference, ...]:
    """Where two versions differ; each is the words of its fields by their labels."""
    return tuple(Difference(label, stored[label], typed[label]) for label in stored if stored[label] != typed[label])


def typed_day(text: str) -> str:
    """A day as a form sends it, in words; what is no day stays as it was typed."""
    try:
        return day_words(date.fromisoformat(text))
    except ValueError:
        return text


def version_to_send(error: WheelError | None, stored: int, typed: str | None) -> str:
    """The version that a form shown again says was seen.

    After a conflict it is the stored one, which has just been shown. After another mistake it stays what was typed:
    what somebody else did meanwhile has not been seen yet.
    """
    if error is None or isinstance(error, ConflictError) or not typed:
        return str(stored)
    return typed
