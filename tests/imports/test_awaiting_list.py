"""Lists of items that await a date."""

from __future__ import annotations

import pytest

from wheel.imports.awaiting_list import read_awaiting
from wheel.imports.minutes_lines import clean_lines

HEADINGS = [
    ("Punkter som afventer dato:", "Punkter som afventer dato"),
    ("Punkter, der afventer dato", "Punkter, der afventer dato"),
    ("Afventer dato", "Afventer dato"),
    ("Punkter uden dato:", "Punkter uden dato"),
    ("PUNKTER SOM AFVENTER DATO :", "PUNKTER SOM AFVENTER DATO"),
    ("<b>Sager som afventer mødedato</b>", "Sager som afventer mødedato"),
]


@pytest.mark.parametrize(("line", "heading"), HEADINGS)
def test_a_list_is_known_by_its_heading(line: str, heading: str) -> None:
    items = read_awaiting(clean_lines(f"{line}\n\n- Budget\n"))
    assert [(item.text, item.heading, item.line) for item in items] == [("Budget", heading, 3)]


LISTS = [
    ("bullets until a paragraph", "\n- Budget\n- It\n\nEnhver tekst.\n\n- Andet\n", ["Budget", "It"]),
    ("bullets with blank lines", "\n• Budget\n\n• It\n", ["Budget", "It"]),
    ("bullets on one line", "\n• Budget • It\n", ["Budget", "It"]),
    ("wrapped bullets", "\n- Budget og\nflerårig plan\n- It\n", ["Budget og flerårig plan", "It"]),
    ("bare lines at once", "Budget\nIt\n\nEnhver tekst.\n", ["Budget", "It"]),
    ("no list at all", "\nDrøftelse af øvrige punkter.\n\nIndstilling\n", []),
    ("until a heading", "- Budget\nIndstilling\n- It\n", ["Budget"]),
    ("until a dated row", "- Budget\n13. Sep.\tIt\n", ["Budget"]),
    ("nothing awaits", "Ingen punkter.\n", []),
    ("a page break between", "- Budget\n\f12\n- It\n", ["Budget", "It"]),
    ("the same twice", "- Budget\n- budget\n", ["Budget"]),
]


@pytest.mark.parametrize(("reason", "below", "expected"), LISTS)
def test_a_list_holds(reason: str, below: str, expected: list[str]) -> None:
    items = read_awaiting(clean_lines(f"Punkter som afventer dato:\n{below}"))
    assert [item.text for item in items] == expected, reason


def test_a_last_row_of_the_table_may_be_the_list() -> None:
    items = read_awaiting(clean_lines("Dato\t\n13. Sep.\t• Budget\nAfventer dato\t• It • Skole\n"))
    assert [(item.text, item.heading) for item in items] == [("It", "Afventer dato"), ("Skole", "Afventer dato")]


def test_a_sentence_that_speaks_of_awaiting_is_no_heading() -> None:
    assert read_awaiting(clean_lines("Punkter som afventer dato drøftes.\n\n- Budget\n")) == []
