"""Small ways to spoil a plan document."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Document = dict[str, Any]


def change(section: str, number: int, **fields: object) -> Callable[[Document], None]:
    """Give record `number` (from 1) other values; a key is left out where the value is `...`."""

    def apply(document: Document) -> None:
        record = document[section][number - 1]
        record.update(fields)
        for key in [key for key, value in record.items() if value is ...]:
            del record[key]

    return apply


def repeat(section: str, number: int, **fields: object) -> Callable[[Document], None]:
    """Add record `number` (from 1) once more, with other values."""
    return lambda document: document[section].append(document[section][number - 1] | fields)


def put(**parts: object) -> Callable[[Document], None]:
    return lambda document: document.update(parts)


def drop(part: str) -> Callable[[Document], None]:
    return lambda document: document.pop(part)
