"""Many values handed to the database a batch at a time: both databases limit how many one statement may name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

AT_ONCE = 1000

Value = TypeVar("Value")


def in_batches(values: Iterable[Value]) -> Iterator[list[Value]]:
    """The values, at most 1000 at a time."""
    rest = iter(values)
    while batch := list(islice(rest, AT_ONCE)):
        yield batch
