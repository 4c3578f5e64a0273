"""What an item says of itself: kept within bounds, and its case officer found among the posts."""

from __future__ import annotations

import pytest

from wheel.core.item_content import LONGEST, MOST_MINUTES, case_officer_post, checked_item, require_minutes
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


@pytest.mark.parametrize("minutes", [0, -1, MOST_MINUTES + 1])
def test_minutes_are_those_of_a_meeting(minutes: int) -> None:
    with pytest.raises(InvalidInputError, match="Write a number of minutes from 1 to 600") as refused:
        require_minutes(minutes, "minutes-stop1")
    assert refused.value.field == "minutes-stop1"


@pytest.mark.parametrize("minutes", [None, 1, MOST_MINUTES])
def test_or_they_are_not_known(minutes: int | None) -> None:
    assert checked_item(NewItem("x", minutes=minutes)).minutes == minutes
