"""What somebody chooses of a calendar has one form in an address, and nonsense chooses nothing."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheel.core.feed_options import LANGUAGES, USUAL, Deadlines, FeedOptions, options_from, options_of
from wheel.core.feed_sources import EVERYTHING, FeedSource

ALL = [
    FeedOptions(agenda, closed, deadlines, imprecise, drafts, language)
    for agenda, closed, deadlines, imprecise, drafts, language in product(
        (True, False), (True, False), Deadlines, (True, False), (True, False), ("", *LANGUAGES)
    )
]
READ = [
    ("", USUAL, "nothing is chosen"),
    ("agenda=no", FeedOptions(agenda=False), "no agenda in the description"),
    ("agenda=yes", USUAL, "the usual, said"),
    ("agenda=NO", USUAL, "written otherwise than in an address"),
    ("deadlines=timed&language=en", FeedOptions(deadlines=Deadlines.TIMED, language="en"), "two things"),
    ("language=en&deadlines=timed", FeedOptions(deadlines=Deadlines.TIMED, language="en"), "in another order"),
    ("deadlines=whenever", USUAL, "no such way of holding deadlines"),
    ("language=xx", USUAL, "a language there is not"),
    ("language=da&language=en", FeedOptions(language="en"), "the last of several"),
    ("utm_source=x&fbclid=y", USUAL, "what others hang on to an address"),
    ("imprecise=yes&drafts=yes&closed=yes", FeedOptions(imprecise=True, drafts=True, closed=True), "all that is more"),
    ("%FF=%00&&==", USUAL, "nonsense"),
]


@pytest.mark.parametrize(("query", "options", "reason"), READ)
def test_a_query_is_read_as_what_it_says(query: str, options: FeedOptions, reason: str) -> None:
    assert options_of(query) == options, reason


def test_each_choice_has_one_form_that_is_read_back_and_fits_its_column() -> None:
    assert len({options.query for options in ALL}) == len(ALL)
    assert [options_of(options.query) for options in ALL] == ALL
    assert max(len(options.query) for options in ALL) <= 100
    assert USUAL.query == ""


def test_everybody_is_told_neither_drafts_nor_titles_of_closed_items() -> None:
    """So there are few addresses of each of everybody's feeds."""
    public = {options.for_everybody for options in ALL}
    assert not any(options.drafts or options.closed for options in public)
    assert len(public) == 2 * 3 * 2 * 3


def test_which_events_there_are_makes_no_other_text_of_an_event() -> None:
    assert {options.of_events for options in ALL if options.imprecise or options.drafts} == {
        options for options in ALL if not options.imprecise and not options.drafts
    }


def test_of_an_items_slots_everybody_can_choose_nothing_but_the_language() -> None:
    assert {options.for_everybody.of_slots for options in ALL} == {
        FeedOptions(language=one) for one in ("", *LANGUAGES)
    }


@given(st.lists(st.tuples(st.text(), st.text())))
def test_no_query_is_too_strange_to_be_read(pairs: list[tuple[str, str]]) -> None:
    options = options_from(pairs)
    assert options_from(options.pairs()) == options


ONE_THING = [
    FeedSource(body="direktionen"),
    FeedSource(query="kinds=deadline"),
    FeedSource(item="abc"),
    FeedSource(post="abc"),
    FeedSource(is_mine=True),
]


@pytest.mark.parametrize("source", ONE_THING)
def test_a_feed_is_about_one_thing(source: FeedSource) -> None:
    assert not source.is_everything
    assert source.is_of_posts == (source.is_mine or source.post is not None)
    said = {name: value for name, value in vars(source).items() if value}
    other = {"post": "xyz"} if "post" not in said else {"item": "xyz"}
    with pytest.raises(ValueError, match="about one thing"):
        FeedSource(**(said | other))


def test_a_feed_about_nothing_is_about_everything() -> None:
    assert EVERYTHING.is_everything
    assert not EVERYTHING.is_of_posts
