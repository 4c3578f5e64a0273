"""Looking for items in a forward agenda: by post, and by words however they are spelt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheel.core.agenda_filters import AgendaFilter
from wheel.core.stops import Stop, StopState

HERE = frozenset({"post-1", "post-2"})


def a_stop(**said: object) -> Stop:
    return Stop("s", said.pop("title", "Skolens åbningstider"), False, "dir", StopState.PLACED, 1, **said)  # type: ignore[arg-type]


WORDS = [
    ("skole", True, "part of a word"),
    ("SKOLENS", True, "capitals do not matter"),
    ("aabningstider", True, "nor how å is written"),
    ("åbningstider skolens", True, "nor the order of the words"),
    ("skolens  lukkedage", False, "each word must occur"),
    ("  ", True, "nothing is asked for"),
    ("13/3462", True, "a case number"),
    ("økonomichefen", True, "who prepares it"),
    ("sekretariatet", True, "who sees to it"),
    ("høring", True, "why it waits"),
    ("budget", True, "a tag"),
    ("forvaltningerne", True, "what it says"),
    ("100%", False, "signs mean nothing but themselves"),
]


@pytest.mark.parametrize(("words", "expected", "reason"), WORDS)
def test_an_item_is_found_by_its_words(words: str, expected: bool, reason: str) -> None:
    stop = a_stop(
        case_number="13/3462",
        case_officer="Økonomichefen",
        owner_title="Sekretariatet",
        reason="Afventer høringen",
        text="Drøftes i forvaltningerne",
        tags=("budget",),
    )
    assert AgendaFilter(words=words).keeps(stop, frozenset()) is expected, reason


MINE = [
    ({"case_officer_post": "post-1"}, True, "one of my posts prepares it"),
    ({"owner": "post-2"}, True, "one of my posts sees to it"),
    ({"case_officer_post": "post-9", "owner": "post-8"}, False, "others do"),
    ({}, False, "nobody does"),
]


@pytest.mark.parametrize(("posts", "expected", "reason"), MINE)
def test_mine_is_what_my_posts_prepare_or_see_to(posts: dict[str, str], expected: bool, reason: str) -> None:
    assert AgendaFilter(mine=True).keeps(a_stop(**posts), HERE) is expected, reason


def test_nobodys_items_are_not_those_of_who_holds_no_post() -> None:
    assert not AgendaFilter(mine=True).keeps(a_stop(), frozenset())


@given(st.text(), st.booleans())
def test_a_hidden_item_is_found_by_nothing(words: str, mine: bool) -> None:
    hidden = Stop("s", None, True, "dir", StopState.PLACED, 0)
    wanted = AgendaFilter(mine, words)
    assert wanted.keeps(hidden, HERE) is not wanted.is_on
