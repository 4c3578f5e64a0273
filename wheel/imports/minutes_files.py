"""Takes the text out of minutes handed in as a file: text, Word or PDF, told by what is in it and not by its name."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path
from threading import BoundedSemaphore
from typing import Final

from wheel.core.sentences.wording import later
from wheel.errors import BusyError, InvalidInputError
from wheel.imports.minutes_lines import MAX_CHARACTERS
from wheel.imports.page_layout import flowing_text

LARGEST_FILE: Final = 10_000_000
"""Bytes; minutes with pictures in them have a tenth of that."""

AT_ONCE: Final = 2
PATIENCE: Final = 20.0
"""How many files a process of the service reads at once, and how many seconds somebody waits for their turn."""

LONGEST: Final = 30.0
"""After so many seconds a file is given up; twelve pages take a fifth of one."""

# -P: what stands beside the script is no library.
_COMMAND: Final = (sys.executable, "-P", str(Path(__file__).with_name("document_reader.py")))
_SECRETS: Final = "AARSHJUL_"
_turns: Final = BoundedSemaphore(AT_ONCE)

_TOO_BIG: Final = later("The file is too big. Hand in the minutes of one meeting, without their attachments.")
_TOO_LONG: Final = later("The file holds too much text. Hand in the minutes of one meeting, without their attachments.")
_BROKEN: Final = later("The file is damaged and cannot be read. Save it anew, or copy its text and paste that.")
_TOO_HARD: Final = later("Reading the file took too long. Copy its text and paste that instead.")
_EMPTY: Final = later("The file is empty. Choose the minutes themselves.")
_ENCRYPTED: Final = later("The file is locked with a password. Save it without one, or copy its text and paste that.")
_SCANNED: Final = later(
    "The file holds only pictures of pages, no text. Copy the text from the original document and paste that."
)
_OLD_WORD: Final = later("This is an old Word file (.doc). Open it in Word, save it as .docx, and hand that in.")
_OTHER_OFFICE: Final = later(
    "This is a document of another kind. Save it as Word (.docx) or PDF, or copy its text and paste that."
)
_PICTURE: Final = later("This is a picture, not a document. Copy the text of the minutes and paste that.")
_WEB_PAGE: Final = later("This is a web page. Open it, copy the text of the minutes, and paste that.")
_ARCHIVE: Final = later("This is a packed folder (.zip). Unpack it, and hand in the minutes themselves.")
_NO_DOCUMENT: Final = later("This is no document with text in it. Hand in text, Word (.docx) or PDF.")

_SAID: Final = {
    "too_big": _TOO_BIG,
    "too_long": _TOO_LONG,
    "broken": _BROKEN,
    "empty": _EMPTY,
    "encrypted": _ENCRYPTED,
    "scanned": _SCANNED,
}

_PICTURES: Final = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM", b"\x00\x00\x00\x0cjP", b"8BPS")
_PROGRAMS: Final = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"#!")
_ARCHIVES: Final = (b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"BZh", b"\xfd7zXZ")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER_PACKAGES: Final = (
    b"xl/workbook.xml",
    b"ppt/presentation.xml",
    b"mimetypeapplication/vnd.oasis",
    b"META-INF/container.xml",
)
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
# Control characters that stand in no text; a page break, tabs and line ends do.
_TEXT_CONTROLS: Final = frozenset("\t\n\r\x0b\x0c\x1a\x1c\x1d\x1e\x85")
_MOST_CONTROLS: Final = 0.01


def text_of_file(data: bytes) -> str:
    """The text of minutes: tables as lines with tabs between the cells, list items after "- ", a form feed per page.

    Raises InvalidInputError (field "file"), which says what to do, for what is no document or holds no text, and
    BusyError while others' files are being read.
    """
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise _refused(_EMPTY)
    if len(data) > LARGEST_FILE:
        raise _refused(_TOO_BIG)
    if b"%PDF-" in data[:1024]:
        return flowing_text(_read_apart("pdf", data))
    if data.startswith(b"PK"):
        return _text_of_package(data)
    _require_text(data)
    return _decoded(data)


def _text_of_package(data: bytes) -> str:
    """Word's own files are packed folders; what stands in them is told by the names of what they hold."""
    if b"word/document" in data:
        return _read_apart("docx", data)
    if any(name in data for name in _OTHER_PACKAGES):
        raise _refused(_OTHER_OFFICE)
    raise _refused(_ARCHIVE)


def _require_text(data: bytes) -> None:
    start = data[:512].lstrip()
    if data.startswith(_OLE):
        is_locked = "EncryptedPackage".encode("utf-16-le") in data
        raise _refused(_ENCRYPTED if is_locked else _OLD_WORD)
    if start.startswith(b"{\\rtf"):
        raise _refused(_OTHER_OFFICE)
    if data.startswith(_PICTURES) or data[4:8] == b"ftyp" or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        raise _refused(_PICTURE)
    if data.startswith(_ARCHIVES):
        raise _refused(_ARCHIVE)
    if data.startswith(_PROGRAMS):
        raise _refused(_NO_DOCUMENT)
    if start.lower().startswith((b"<!doctype html", b"<html", b"<?xml")):
        raise _refused(_WEB_PAGE)


def _decoded(data: bytes) -> str:
    """Text in UTF-8, UTF-16 or, as older Danish systems write it, Windows-1252."""
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _reads_as_text(text):
            if len(text) > MAX_CHARACTERS:
                raise _refused(_TOO_LONG)
            return text.removeprefix("\ufeff")
    raise _refused(_NO_DOCUMENT)


def _encodings(data: bytes) -> tuple[str, ...]:
    if data.startswith(_UTF_16):
        return ("utf-16",)
    if b"\x00" in data[:2000]:
        # Without a mark, Danish text in UTF-16 has a zero in nearly each pair, on its high side.
        return ("utf-16-le",) if data[1:2] == b"\x00" else ("utf-16-be",)
    return ("utf-8", "cp1252")


def _reads_as_text(text: str) -> bool:
    if not any(sign.isalnum() for sign in text):
        return False
    start = text[:100_000]
    odd = sum(unicodedata.category(sign) in {"Cc", "Cn", "Co"} and sign not in _TEXT_CONTROLS for sign in start)
    return odd <= _MOST_CONTROLS * len(start)


def _read_apart(kind: str, data: bytes) -> str:
    if not _turns.acquire(timeout=PATIENCE):
        raise BusyError("Other files are being read right now. Try again in a moment.")
    try:
        known = {name: value for name, value in os.environ.items() if not name.startswith(_SECRETS)}
        done = subprocess.run(  # noqa: S603
            (*_COMMAND, kind), input=data, capture_output=True, timeout=LONGEST, env=known, check=True
        )
        answer = json.loads(done.stdout)
    except subprocess.TimeoutExpired as error:
        raise _refused(_TOO_HARD) from error
    except subprocess.CalledProcessError as error:
        # It was ended from outside, for the time or the memory that it took.
        raise _refused(_TOO_HARD) from error
    finally:
        _turns.release()
    if "error" in answer:
        said = _SAID[answer["error"]]
        raise _refused(said)
    return str(answer["text"])


def _refused(sentence: str) -> InvalidInputError:
    return InvalidInputError(sentence, field="file")
