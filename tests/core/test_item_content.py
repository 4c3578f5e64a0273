"""What an item says of itself: kept within bounds, and its case officer found among the posts."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheel.core.item_content import (
    LONGEST,
    LONGEST_FIELD_NAME,
    LONGEST_TAG,
    MOST_MINUTES,
    MOST_TAGS,
    TEXT_FIELDS,
    Recommendation,
    case_officer_post,
    checked_field_names,
    checked_item,
    ordered_tags,
    recommendation,
    require_minutes,
)
from wheel.core.posts import Post
from wheel.core.stops import NewItem
from wheel.errors import InvalidInputError

POSTS = (
    Post("1", "Økonomichefen", "Staben"),
    Post("2", "Sekretariatschefen", "Staben"),
    Post("3", "Skolelederen", "Øst"),
    Post("4", "Skolelederen", "Vest"),
)


@pytest.mark.parametrize(
    ("written", "expected", "reason"),
    [
        ("Økonomichefen", "1", "as it stands"),
        ("økonomichefen", "1", "capitals do not matter"),
        ("  ØKONOMICHEFEN ", "1", "nor do spaces around it"),
        ("Okonomichefen", None, "another letter is another post"),
        ("Skolelederen", None, "there are two of them"),
        ("Økonomichefen og Sekretariatschefen", None, "two posts are none"),
        ("", None, "nobody"),
    ],
)
def test_a_case_officer_is_the_one_post_of_that_title(written: str, expected: str | None, reason: str) -> None:
    assert case_officer_post(written, POSTS) == expected, reason


def test_texts_are_trimmed() -> None:
    item = checked_item(NewItem("  Ny \n plan ", " a\n b ", case_number=" 1 ", case_officer=" x "))
    assert item == NewItem("Ny plan", "a\n b", case_number="1", case_officer="x")


@pytest.mark.parametrize("field", LONGEST)
def test_no_text_is_longer_than_its_place(field: str) -> None:
    fits = {"title": "x", field: "x" * LONGEST[field]}
    assert getattr(checked_item(NewItem(**fits)), field) == fits[field]
    with pytest.raises(InvalidInputError, match="Write at most") as refused:
        checked_item(NewItem(**fits | {field: fits[field] + "x"}))
    assert refused.value.field == field


def test_participants_are_one_a_line() -> None:
    item = checked_item(NewItem("x", participants=" Havnechefen \r\n\n  Økonomichefen"))
    assert item.participants == "Havnechefen\nØkonomichefen"


@pytest.mark.parametrize(
    ("written", "expected", "reason"),
    [
        ((" havn ", "", "  "), ("havn",), "trimmed, and none that says nothing"),
        (("øst", "Budget", "anlæg"), ("anlæg", "Budget", "øst"), "by the alphabet, capitals or not"),
        (("HR", "hr", "Hr"), ("HR",), "once, as it was first written"),
        (("to\n ord",), ("to ord",), "on one line"),
        (("x" * LONGEST_TAG,), ("x" * LONGEST_TAG,), "as long as one may be"),
    ],
)
def test_tags_are_put_in_order(written: tuple[str, ...], expected: tuple[str, ...], reason: str) -> None:
    assert ordered_tags(written) == expected, reason
    assert checked_item(NewItem("x", tags=written)).tags == expected, reason


@given(st.lists(st.text(max_size=8), max_size=MOST_TAGS))
def test_ordering_tags_again_changes_nothing(written: list[str]) -> None:
    once = ordered_tags(written)
    assert ordered_tags(once) == once


@pytest.mark.parametrize(
    ("tags", "sentence"),
    [(("x" * (LONGEST_TAG + 1),), "at most 60 characters"), (map(str, range(MOST_TAGS + 1)), "at most 20 tags")],
)
def test_tags_are_kept_within_bounds(tags: Iterable[str], sentence: str) -> None:
    with pytest.raises(InvalidInputError, match=sentence) as refused:
        checked_item(NewItem("x", tags=tuple(tags)))
    assert refused.value.field == "tags"


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        (
            "Direktionen indstiller,\n\n- at budgettet godkendes\n- at det sendes videre",
            Recommendation("Direktionen indstiller,", ("at budgettet godkendes", "at det sendes videre")),
            "who recommends, then what",
        ),
        ("at sagen drøftes", Recommendation("", ("at sagen drøftes",)), "nobody is said to recommend"),
        ("1. At den vedtages\n2) at den sendes", Recommendation("", ("At den vedtages", "at den sendes")), "numbers"),
        ("Staben indstiller, at det drøftes.", Recommendation("Staben indstiller, at det drøftes.", ()), "one line"),
        ("Attester indstilles", Recommendation("Attester indstilles", ()), "a word that only begins so is none"),
        ("Staben:\n2019 godkendes", Recommendation("Staben:", ("2019 godkendes",)), "a year is no mark"),
        ("", Recommendation("", ()), "nothing is recommended"),
    ],
)
def test_a_recommendation_is_who_and_its_clauses(text: str, expected: Recommendation, reason: str) -> None:
    assert recommendation(text) == expected, reason


def test_a_body_has_names_of_its_own_for_some_fields() -> None:
    names = {"legal_basis": " Lovgrundlag ", "text": "Sags- \n beskrivelse", "economy": " ", "other": "x"}
    assert checked_field_names(names) == (("text", "Sags- beskrivelse"), ("legal_basis", "Lovgrundlag"))
    longest = "x" * LONGEST_FIELD_NAME
    assert checked_field_names({TEXT_FIELDS[0]: longest}) == ((TEXT_FIELDS[0], longest),)


@pytest.mark.parametrize(
    ("names", "field", "reason"),
    [
        ({"text": "x" * (LONGEST_FIELD_NAME + 1)}, "name_text", "it has no room on the page"),
        ({"text": "Sagen", "economy": "SAGEN"}, "name_economy", "nobody could tell the two apart"),
    ],
)
def test_a_name_of_a_field_is_short_and_its_own(names: dict[str, str], field: str, reason: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        checked_field_names(names)
    assert refused.value.field == field, reason


@pytest.mark.parametrize("minutes", [0, -1, MOST_MINUTES + 1])
def test_minutes_are_those_of_a_meeting(minutes: int) -> None:
    with pytest.raises(InvalidInputError, match="Write a number of minutes from 1 to 600") as refused:
        require_minutes(minutes, "minutes-stop1")
    assert refused.value.field == "minutes-stop1"


@pytest.mark.parametrize("minutes", [None, 1, MOST_MINUTES])
def test_or_they_are_not_known(minutes: int | None) -> None:
    assert checked_item(NewItem("x", minutes=minutes)).minutes == minutes
