"""A JSON object read part by part from a file of any size, one record at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

import ijson

from wheel.errors import InvalidInputError

DEEPEST = 10
"""Lists and objects within each other in one record; a rule needs four."""

Events = Iterator[tuple[str, Any]]


@dataclass(frozen=True)
class Part:
    """One top-level key: the records of its list, or its one value."""

    name: str
    is_list: bool
    values: Iterator[object]


class PartedFile:
    """Reads the file's parts in the order in which they stand there; what is not taken of a part is skipped.

    Raises InvalidInputError, with the part and record it came to, where the file is cut off or is not JSON.
    """

    def __init__(self, source: BinaryIO) -> None:
        self._source = _Counted(source)
        self._part = ""
        self._record = 0

    @property
    def place(self) -> str:
        return place(self._part, self._record) if self._part else "The start of the file"

    @property
    def bytes_read(self) -> int:
        """How far into the file it has come; reading it again does not count."""
        return self._source.furthest

    def rewind(self, because: str) -> None:
        """Go back to the start, for a file in which `because` stands before what it refers to."""
        if not self._source.rewind():
            raise InvalidInputError(
                '"%(part)s" stands before what it refers to, so the document must be read more than once. '
                "Save it as a file and load that, or put its sections in the order of docs/plan-format.md.",
                part=because,
            )

    def parts(self) -> Iterator[Part]:
        events = self._events()
        if next(events)[0] != "start_map":
            raise InvalidInputError("The file holds no JSON object, so it is not a plan. See docs/plan-format.md.")
        for event, name in events:
            if event == "map_key":
                self._part, self._record = name, 0
                event, value = next(events)
                is_list = event == "start_array"
                values = self._records(events) if is_list else iter([self._value(event, value, events)])
                yield Part(name, is_list, values)
                for _ in values:
                    pass

    def _events(self) -> Events:
        try:
            yield from ijson.basic_parse(self._source, use_float=True)
        except ijson.JSONError as error:
            raise InvalidInputError(
                "%(place)s: the file is cut off here, or goes on with something that is not JSON in UTF-8.",
                place=self.place,
            ) from error

    def _records(self, events: Events) -> Iterator[object]:
        self._record = 1
        for event, value in events:
            if event == "end_array":
                return
            yield self._value(event, value, events)
            self._record += 1

    def _value(self, event: str, value: Any, events: Events, depth: int = 1) -> Any:
        if event not in {"start_map", "start_array"}:
            return value
        if depth > DEEPEST:
            raise InvalidInputError("%(place)s: too many lists or objects within each other.", place=self.place)
        return self._object(events, depth) if event == "start_map" else self._list(events, depth)

    def _object(self, events: Events, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for event, key in events:
            if event == "end_map":
                break
            if key in found:
                raise InvalidInputError('%(place)s: "%(key)s" stands there twice.', place=self.place, key=key)
            event, value = next(events)
            found[key] = self._value(event, value, events, depth + 1)
        return found

    def _list(self, events: Events, depth: int) -> list[Any]:
        found = []
        for event, value in events:
            if event == "end_array":
                break
            found.append(self._value(event, value, events, depth + 1))
        return found


class _Counted:
    """A file that knows how far it has been read."""

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        self._at = 0
        self.furthest = 0

    def read(self, size: int = -1) -> bytes:
        data = self._source.read(size)
        self._at += len(data)
        self.furthest = max(self.furthest, self._at)
        return data

    def rewind(self) -> bool:
        """False, and nothing done, if this source cannot be read again."""
        if not self._source.seekable():
            return False
        self._at = self._source.seek(0)
        return True


def place(part: str, record: int) -> str:
    """Where something stands, for people: records count from 1; a part that is not a list has none."""
    return f"{part}, record {record}" if record else part
