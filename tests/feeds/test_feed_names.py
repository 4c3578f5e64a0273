"""The name that a calendar has in its address."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheel.feeds.names import LONGEST, name_in_address


@pytest.mark.parametrize(
    ("name", "segment", "reason"),
    [
        ("oekonomiudvalget", "oekonomiudvalget", "what is plain stays"),
        ("ØU", "oeu", "Danish letters are spelt out"),
        ("Ældre, børn & å", "aeldre-boern-aa", "everything else is a hyphen, once"),
        ("a\u030a", "aa", "an å in two characters is an å"),
        ("Café Ünique", "cafe-uenique", "accents go"),
        ("--MED--", "med", "no hyphen at the ends"),
        ("議会", "kalender", "nothing is left"),
        ("", "kalender", "there was nothing"),
    ],
)
def test_a_name_is_spelt_in_plain_letters(name: str, segment: str, reason: str) -> None:
    assert name_in_address(name) == segment, reason


@given(st.text(max_size=200))
def test_any_name_at_all_makes_a_short_plain_segment(name: str) -> None:
    segment = name_in_address(name)
    assert 0 < len(segment) <= LONGEST
    assert segment.isascii()
    assert segment.replace("-", "a").isalnum()
    assert segment == segment.lower().strip("-")
    assert name_in_address(segment) == segment
