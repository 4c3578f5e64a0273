"""Every row of the annex to five real minutes: what the reader makes of its quote. Skipped where they are not there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import date, time
from functools import lru_cache
from typing import NamedTuple

import pytest

from tests.imports.annex_rows import ROWS
from tests.imports.real_minutes import REAL_MINUTES
from wheel.core.minutes_findings import AgendaPoint, FindingKind, ReadMinutes
from wheel.imports.whole_minutes import read_whole_minutes

_ROW = re.compile(r"\| (?P<file>[0-9]{3}_\w+\.txt) \| \w+ \| (?P<quote>.*) \| .* \|")
KINDS = {kind.value for kind in FindingKind}


class AnnexRow(NamedTuple):
    number: int
    file: str
    quote: str


def annex() -> list[AnnexRow]:
    path = REAL_MINUTES / "annex.md"
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    found = [match for line in lines if (match := _ROW.fullmatch(line))]
    return [AnnexRow(number, match["file"], match["quote"]) for number, match in enumerate(found, start=1)]


@lru_cache(maxsize=5)
def read(file: str) -> ReadMinutes:
    return read_whole_minutes((REAL_MINUTES / file).read_text("utf-8"))


def plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def holds(text: str, quote: str) -> bool:
    """Whether one stands in the other: a quote may run over two sentences, or be a part of one."""
    here, wanted = plain(text), plain(quote)
    return wanted in here or (len(here) > 7 and here in wanted)


def in_text(point: AgendaPoint, quote: str) -> bool:
    return any(plain(quote) in plain(text) for text in (*dict(point.fields).values(), point.decision))


def of_points(check: Callable[[AgendaPoint, str], bool]) -> Callable[[ReadMinutes, str], bool]:
    return lambda minutes, quote: any(check(point, quote) for point in minutes.points)


def has_field(name: str) -> Callable[[ReadMinutes, str], bool]:
    return of_points(lambda point, _: name in dict(point.fields))


def in_head(minutes: ReadMinutes, quote: str) -> bool:
    clock = re.search(r"([0-9]{1,2}):([0-9]{2})", quote)
    assert clock is not None
    told = time(int(clock[1]), int(clock[2]))
    return told == (minutes.ends_at if quote.startswith("Slut") else minutes.starts_at)


PARTS: dict[str, Callable[[ReadMinutes, str], bool]] = {
    "text": of_points(in_text),
    "minutes": of_points(lambda point, quote: f" {point.minutes} " in quote),
    "case": of_points(lambda point, quote: plain(f"{point.case_number} {point.case_officer}") == plain(quote)),
    "title": of_points(
        lambda point, quote: (point.title in quote and f"{point.number}: " in quote) or quote == point.title
    ),
    "decision": of_points(lambda point, _: bool(point.decision)),
    "attachments": of_points(
        lambda point, quote: (
            (quote == "Bilag" and bool(point.attachments)) or any(one.title == quote for one in point.attachments)
        )
    ),
    "closed_attachment": of_points(
        lambda point, quote: any(
            one.is_closed and (f"{one.number} ", one.title) == (quote[:2], "") for one in point.attachments
        )
    ),
    "numbered_attachment": of_points(
        lambda point, quote: any(
            f"{one.number} Åben {one.title} {one.document_number}" == quote for one in point.attachments
        )
    ),
    "participants": of_points(lambda point, quote: bool(point.participants) and point.participants in quote),
    "earlier": of_points(lambda point, quote: any(holds(one.words, quote) for one in point.earlier)),
    "earlier_heading": of_points(
        lambda point, _: any(
            (one.body, one.day, one.position) == ("Direktionen", date(2020, 9, 8), 2) for one in point.earlier
        )
    ),
    "open": of_points(lambda point, _: not point.is_closed),
    "route": of_points(lambda point, _: point.route == "DIR"),
    "clock": of_points(lambda point, _: point.starts_at == time(10, 45)),
    "head": in_head,
    "vacant": lambda minutes, quote: any(one.is_vacant and one.words == quote for one in minutes.members),
    "nobody_absent": lambda minutes, _: not minutes.absent,
    "awaiting_list": lambda minutes, _: any(one.kind is FindingKind.AWAITING for one in minutes.findings),
    "alias": lambda minutes, quote: any(
        str(minutes.body) in told and quote.removeprefix("Beslutning i ").split(" den")[0] in told
        for told, _ in minutes.doubts
    ),
    "text_field": has_field("text"),
} | {name: has_field(name) for name in ("decision_theme", "legal_basis", "recommendation", "economy")}


@pytest.mark.parametrize("row", annex(), ids=lambda row: str(row.number))
def test_each_row_of_the_annex_is_answered(row: AnnexRow) -> None:
    answer, _ = ROWS[row.number]
    minutes = read(row.file)
    if answer in KINDS:
        kinds = {one.kind for one in minutes.findings if holds(one.words, row.quote)}
        assert FindingKind(answer) in kinds, row.quote
    else:
        assert PARTS[answer](minutes, row.quote), row.quote


def test_what_yields_no_finding_says_why() -> None:
    assert all(why for answer, why in ROWS.values() if answer == "text")
    assert list(ROWS) == list(range(1, 147))
    assert not annex() or len(annex()) == len(ROWS)


def test_most_rows_are_answered_by_something_that_can_be_ticked() -> None:
    counts = Counter(answer in KINDS for answer, _ in ROWS.values())
    assert counts[True] >= 75
