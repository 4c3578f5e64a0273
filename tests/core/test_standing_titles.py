"""The titles of standing items: what each place is filled with, in both languages, and which are refused."""

from __future__ import annotations

from datetime import date

import pytest

from wheel.core.standing_titles import TitleFacts, filled_title, require_known_places
from wheel.errors import InvalidInputError

FACTS = TitleFacts(3, date(2027, 4, 30), date(2027, 4, 21), "Socialchefen")

TITLES = [
    ("Økonomirapport nr. {nr} pr. {dato}", "da", "Økonomirapport nr. 3 pr. 30. april"),
    ("Økonomirapport nr. {nr} pr. {dato}", "en", "Økonomirapport nr. 3 pr. 30 April"),
    ("Godkendelse af referat fra mødet den {forrige}", "da", "Godkendelse af referat fra mødet den 21. april 2027"),
    ("{måned} {år}, {kvartal}", "da", "april 2027, 2. kvartal"),
    ("{måned} {år}, {kvartal}", "en", "April 2027, 2nd quarter"),
    ("Dialogmøde med {post} ({post})", "da", "Dialogmøde med Socialchefen (Socialchefen)"),
    ("Uden pladser {", "da", "Uden pladser {"),
]


@pytest.mark.parametrize(("title", "language", "expected"), TITLES)
def test_places_are_filled(title: str, language: str, expected: str) -> None:
    assert filled_title(title, FACTS, language) == expected


def test_what_there_is_nothing_to_say_about_is_a_dash() -> None:
    facts = TitleFacts(1, date(2027, 1, 6))
    assert filled_title("Referat fra {forrige}, {post}", facts, "da") == "Referat fra –, –"


def test_what_is_filled_in_is_not_filled_in_again() -> None:
    assert filled_title("{post}", TitleFacts(1, date(2027, 1, 6), post="{nr}"), "da") == "{nr}"


@pytest.mark.parametrize("title", ["{Nr}", "{}", "Rapport {nummer}", "{nr} {dag}"])
def test_a_place_that_nothing_fills_is_refused(title: str) -> None:
    with pytest.raises(InvalidInputError, match="is not known") as refused:
        require_known_places(title)
    assert refused.value.field == "title"


@pytest.mark.parametrize(("title", "_language", "_expected"), TITLES)
def test_the_known_ones_are_not(title: str, _language: str, _expected: str) -> None:
    require_known_places(title)
    assert title
