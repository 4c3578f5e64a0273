"""The audit as a file of comma-separated values (RFC 4180), a chunk at a time, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Final
from zoneinfo import ZoneInfo

from wheel.usecases.show_audit import NamedEntries
from wheel.web.audit_words import AuditLine, audit_line
from wheel.web.translation import gettext

# So that a spreadsheet knows the file to be UTF-8.
BYTE_ORDER_MARK: Final = "\ufeff"
# A cell that begins so would be run as a formula (OWASP, "CSV Injection").
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")


def csv_text(chunks: Iterable[NamedEntries], zone: ZoneInfo) -> Iterator[str]:
    """The heading, then a line for each entry with its time in `zone`. Lines end with CR LF."""
    yield BYTE_ORDER_MARK + _lines([_heading()])
    for chunk in chunks:
        yield _lines(_cells(audit_line(entry, chunk.names), zone) for entry in chunk.entries)


def safe_cell(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula: an apostrophe stands before what would be one."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _heading() -> list[str]:
    return [
        gettext("Time"),
        gettext("Who"),
        gettext("For the post"),
        gettext("Action"),
        gettext("To what kind of thing"),
        gettext("Which"),
        gettext("Details"),
        gettext("Id of the thing"),
        gettext("Id of the account"),
        gettext("Id of the entry"),
    ]


def _cells(line: AuditLine, zone: ZoneInfo) -> list[str]:
    entry = line.entry
    return [
        entry.at.astimezone(zone).isoformat(sep=" ", timespec="seconds"),
        line.person,
        line.post,
        line.act,
        line.kind,
        line.name,
        ", ".join(line.facts),
        entry.thing_id,
        entry.account_id or "",
        entry.id,
    ]


def _lines(rows: Iterable[list[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in rows:
        writer.writerow(map(safe_cell, row))
    return out.getvalue()
