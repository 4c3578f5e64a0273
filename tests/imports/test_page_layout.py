"""Text that keeps the layout of its pages, put together again: paragraphs on one line, cells with tabs between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from wheel.imports.page_layout import flowing_text

FULL = "Direktionen drøftede budgettet for det kommende år og besluttede derefter at sende det"


@pytest.mark.parametrize(
    ("page", "expected", "why"),
    [
        (f"{FULL}\nvidere.", f"{FULL} videre.", "the line was full"),
        (f"{FULL}\n\nvidere", f"{FULL}\n\nvidere", "an empty line ends a paragraph"),
        (f"Sag ét\nSag to\n{FULL}", f"Sag ét\nSag to\n{FULL}", "there was room for more"),
        (f"{FULL}\n13. september.", f"{FULL} 13. september.", "a day is no number of a list"),
        (f"{FULL}\n2. Økonomi", f"{FULL}\n2. Økonomi", "a number begins a point"),
        (f"{FULL}\n   Noget", f"{FULL}\n- Noget", "what is set in is an item of a list"),
        (f"{FULL}\n• Noget", f"{FULL}\n- Noget", "and so is what has a mark"),
        (f"{FULL}\n13. Sep.     Budget", f"{FULL}\n13. Sep.\tBudget", "a gap parts two cells"),
        (
            f"{FULL}\n13. Sep.     Budget\n             Byggesager",
            f"{FULL}\n13. Sep.\tBudget\n- Byggesager",
            "what stands below in its column is in the same cell",
        ),
        ("Kort\nside", "Kort\nside", "on a page that is narrow nothing is told"),
        ("", "", "nothing stays nothing"),
    ],
)
def test_lines_flow_where_only_the_page_broke_them(page: str, expected: str, why: str) -> None:
    assert flowing_text(page) == expected, why


@given(some.text(alphabet="Aa1.-• \t\n\f", max_size=400))
def test_no_letter_is_lost_and_pages_stay(text: str) -> None:
    flowing = flowing_text(text)
    assert flowing.count("\f") == text.count("\f")
    assert [sign for sign in flowing if sign.isalnum()] == [sign for sign in text if sign.isalnum()]


def test_a_header_further_out_than_the_text_does_not_make_a_list_of_the_page() -> None:
    point = ["1. Budget 2027", "Sagsfremstilling", "Budgettet er vedlagt.", "", "Beslutning", "Godkendt.", ""]
    text = [*point, *point, *point]
    page = "\n".join(
        ["Direktionen 6. september", "", *(" " * 15 + line if line else "" for line in text), "", "Side 3"]
    )
    assert flowing_text(page).split("\n") == ["Direktionen 6. september", "", *text, "", "Side 3"]


def test_what_is_set_in_from_the_pages_own_margin_is_an_item() -> None:
    page = "\n".join(
        " " * 10 + line for line in ("Bilag", "Notat", "    Revideret tidsplan", "Beslutning", "Godkendt.")
    )
    assert flowing_text(page).split("\n") == ["Bilag", "Notat", "- Revideret tidsplan", "Beslutning", "Godkendt."]
