"""What a name becomes where it stands in addresses."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheel.core.short_names import RESERVED, short_name
from wheel.errors import InvalidInputError

CASES = [
    ("Økonomiudvalget", "oekonomiudvalget", "Ø becomes oe"),
    ("Ældre- og Åbenhedsudvalget", "aeldre-og-aabenhedsudvalget", "Æ becomes ae and Å aa; blanks become hyphens"),
    (unicodedata.normalize("NFD", "Åudvalget"), "aaudvalget", "an A with a ring put on it is an Å all the same"),
    ("  HovedMED 2. halvår ", "hovedmed-2-halvaar", "figures stay, other signs do not"),
    ("Café & Müller", "cafe-muller", "other accents are left out"),
    ("§ 17, stk. 4-udvalget", "17-stk-4-udvalget", "what is no letter is one hyphen, and none at the ends"),
    ("Direktionen", "direktionen-3", "two others are called so already"),
    ("New", "new-2", "an address has that meaning already"),
    ("x" * 30 + " y", "x" * 20, "cut to what there is room for"),
    ("x" * 19 + " y", "x" * 19, "and never with a hyphen at the end"),
]


@pytest.mark.parametrize(("name", "expected", "reason"), CASES)
def test_a_name_becomes_letters_figures_and_hyphens(name: str, expected: str, reason: str) -> None:
    longest = 20 if name.startswith("x") else 60
    assert short_name(name, {"direktionen", "direktionen-2"}, longest) == expected, reason


@pytest.mark.parametrize("name", ["", "  ", "!?", "–", "漢字"])
def test_a_name_of_which_nothing_is_left_is_refused(name: str) -> None:
    with pytest.raises(InvalidInputError, match="letters") as refusal:
        short_name(name, (), 60)
    assert refusal.value.field == "name"


@given(st.text(max_size=80), st.sets(st.sampled_from(["a", "a-2", "b"])), st.integers(5, 60))
def test_it_is_new_short_and_fit_for_an_address(name: str, taken: set[str], longest: int) -> None:
    try:
        found = short_name(name, taken, longest)
    except InvalidInputError:
        return
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", found)
    assert len(found) <= longest
    assert found not in taken | RESERVED
