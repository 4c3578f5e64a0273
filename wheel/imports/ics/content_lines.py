"""From the bytes of a file to its unfolded lines (RFC 5545, section 3.1), each with the number where it begins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_BOM: Final = "\ufeff"
_WIDE: Final = ((b"\xff\xfe\x00\x00", "utf-32"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_FOLDS: Final = (b" ", b"\t")


@dataclass(frozen=True, slots=True)
class ContentLine:
    """`number` is that of the physical line on which it begins, from 1."""

    number: int
    text: str


def content_lines(data: bytes) -> Iterator[ContentLine]:
    """The lines that are not blank, whatever ends them: CRLF, LF or CR.

    Folding is undone in bytes, for it may cut a character. Each line is UTF-8 or, where it cannot be, Windows-1252.
    """
    begun, pieces = 0, list[bytes]()
    for number, raw in enumerate(_in_bytes(data).splitlines(), 1):
        if raw.startswith(_FOLDS) and pieces:
            pieces.append(raw[1:])
        elif raw.strip():
            yield from _finished(begun, pieces)
            begun, pieces = number, [raw]
    yield from _finished(begun, pieces)


def _finished(number: int, pieces: list[bytes]) -> Iterator[ContentLine]:
    if pieces:
        yield ContentLine(number, _decoded(b"".join(pieces)).removeprefix(_BOM))


def _decoded(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")


def _in_bytes(data: bytes) -> bytes:
    """The file in an encoding that keeps ASCII; UTF-16 and UTF-32 do not."""
    for mark, encoding in _WIDE:
        if data.startswith(mark):
            return _recoded(data, encoding)
    if b"\x00" in data[:200]:
        # Without a mark, the Latin letters that a calendar begins with have a zero on their high side.
        return _recoded(data, "utf-16-be" if data[:1] == b"\x00" else "utf-16-le")
    return data


def _recoded(data: bytes, encoding: str) -> bytes:
    return data.decode(encoding, errors="replace").encode("utf-8", errors="replace")
