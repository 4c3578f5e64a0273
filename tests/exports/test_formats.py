"""What files there are, and how large they may be."""

from __future__ import annotations

import pytest

from wheel.core.access import ANONYMOUS, Role, Viewer
from wheel.errors import InvalidInputError
from wheel.exports.formats import Format, Paper, file_name, most_width, paper_from, width_from

WIDTHS = [("1000", "the narrowest"), ("2000", "the usual one"), ("4000", "the widest of a visitor")]
NO_WIDTHS = [
    ("", "nothing"),
    ("999", "too narrow"),
    ("4001", "too wide"),
    ("-2000", "below nothing"),
    ("2e3", "no plain number"),
    ("2000.5", "half a pixel"),
    ("２０００", "digits of another script"),
    ("9" * 5000, "a number that takes long to read"),
]


@pytest.mark.parametrize(("text", "reason"), WIDTHS)
def test_a_width_within_the_bounds_is_taken(text: str, reason: str) -> None:
    assert width_from(text, 4000) == int(text), reason


@pytest.mark.parametrize(("text", "reason"), NO_WIDTHS)
def test_any_other_width_is_refused_with_the_bounds(text: str, reason: str) -> None:
    with pytest.raises(InvalidInputError, match="from 1000 to 4000 pixels") as refused:
        width_from(text, 4000)
    assert refused.value.field == "width", reason


@pytest.mark.parametrize("text", ["", "a5", "letter", "a4 "])
def test_only_known_papers_are_taken(text: str) -> None:
    with pytest.raises(InvalidInputError, match="A4, A3, A2") as refused:
        paper_from(text)
    assert refused.value.field == "paper"


def test_a_paper_may_be_written_in_capitals() -> None:
    assert paper_from("A3") is paper_from("a3") is Paper.A3


def test_the_widest_pictures_are_for_those_who_have_signed_in() -> None:
    assert (most_width(ANONYMOUS), most_width(Viewer(role=Role.READER))) == (4000, 8000)


def test_a_files_name_says_the_period() -> None:
    assert file_name("school-2026", Format.PNG) == "aarshjul-school-2026.png"
