"""Which case numbers look like one."""

from __future__ import annotations

import pytest

from wheel.core.case_numbers import NumberKind, is_unusual, number_kind

CASES = [
    ("00.15.10-P35-2-18", NumberKind.KLE, "subject, what is done, serial number, year"),
    ("32.03.12-G01-36-19", NumberKind.KLE, "another facet"),
    ("00.15.10-Å01-123456-07", NumberKind.KLE, "a facet may be any letter; six digits of serial number"),
    ("  00.15.10-P35-2-18 ", NumberKind.KLE, "spaces around it do not count"),
    ("13/3462", NumberKind.SERIAL, "a year and a serial number"),
    ("91141/23", NumberKind.SERIAL, "a serial number and a year"),
    ("00.15.10-p35-2-18", NumberKind.OTHER, "facets are capitals"),
    ("00.15.10-P35-2", NumberKind.OTHER, "its year is missing"),
    ("00.15.10-P35-1234567-18", NumberKind.OTHER, "a serial number of seven digits"),
    ("00.15.1-P35-2-18", NumberKind.OTHER, "a subject of one digit"),
    ("00.15.10-P35-2-18 og 19", NumberKind.OTHER, "more than a number"),
    ("00.15.10-P35-2-18\n", NumberKind.KLE, "a line's end is white space"),
    ("٠٠.15.10-P35-2-18", NumberKind.OTHER, "other figures than 0 to 9"),
    ("2023-1234", NumberKind.OTHER, "some other system's"),
    ("", NumberKind.OTHER, "none"),
]


@pytest.mark.parametrize(("number", "expected", "reason"), CASES)
def test_a_case_number_is_known_by_how_it_is_written(number: str, expected: NumberKind, reason: str) -> None:
    assert number_kind(number) is expected, reason


@pytest.mark.parametrize(
    ("number", "expected", "reason"),
    [
        ("2023-1234", True, "may be right, but somebody should look again"),
        ("13/3462", False, "is one"),
        ("  ", False, "none is written"),
    ],
)
def test_only_what_is_written_is_looked_at_again(number: str, expected: bool, reason: str) -> None:
    assert is_unusual(number) is expected, reason
