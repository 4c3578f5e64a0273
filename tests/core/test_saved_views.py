"""Saved views: their usual form, the period they open at, and what somebody is told who may not know of all bodies."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheel.core.occurrences import Kind
from wheel.core.periods import Zoom
from wheel.core.saved_views import (
    LONGEST_QUERY,
    MOST_VIEWS,
    NO_BODY,
    SavedView,
    among,
    checked_name,
    require_room,
    usual_query,
)
from wheel.core.short_names import short_name
from wheel.core.wheel_filters import WheelFilter, filter_of, query_string
from wheel.errors import InvalidInputError, RefusedError

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20)
NAMES = st.frozensets(st.text("abcæøå-0123", min_size=1, max_size=10), max_size=4)
FILTERS = st.builds(
    WheelFilter,
    rings=st.none() | NAMES,
    bodies=NAMES,
    kinds=st.frozensets(st.sampled_from(Kind)),
    posts=NAMES,
    is_mine=st.booleans(),
    open_agenda=st.booleans(),
    without_drafts=st.booleans(),
    text=WORDS.map(lambda text: " ".join(text.split())),
)
DAYS = st.dates(min_value=date(1952, 1, 1), max_value=date(2088, 12, 31))


@given(FILTERS)
def test_a_filter_comes_back_as_it_was_kept(wanted: WheelFilter) -> None:
    assert filter_of(query_string(wanted)) == wanted


@given(FILTERS)
def test_the_usual_form_is_its_own_usual_form(wanted: WheelFilter) -> None:
    assert usual_query(query_string(wanted)) == query_string(wanted)


@given(st.text(max_size=400))
def test_any_text_at_all_has_a_usual_form_or_is_too_long(typed: str) -> None:
    found = query_string(filter_of(typed))
    assert found.isascii()
    assert "\0" not in found
    if len(found) <= LONGEST_QUERY:
        assert usual_query(typed) == found
    else:
        with pytest.raises(InvalidInputError):
            usual_query(typed)


@pytest.mark.parametrize(
    ("typed", "usual", "reason"),
    [
        ("", "", "everything"),
        ("view=list&period=2026&x=1", "", "what is no filter is passed over"),
        ("rings=b,a", "chosen=1&rings=a&rings=b", "one form for one filter"),
        ("rings=a&chosen=1&rings=b", "chosen=1&rings=a&rings=b", "the same filter"),
        ("chosen=1", "chosen=1", "no ring at all"),
        ("q=%00budget", "q=%00budget", "no character that a database refuses is kept as it is"),
        ("bodies=%C3%98U", "bodies=%C3%98U", "Danish letters"),
        ("agenda=0&drafts=1&mine=2&kinds=party", "", "nonsense"),
    ],
)
def test_a_query_is_kept_in_its_usual_form(typed: str, usual: str, reason: str) -> None:
    assert usual_query(typed) == usual, reason


def test_a_query_that_is_too_long_is_refused() -> None:
    longest = "bodies=" + "&bodies=".join(f"{number:0190}" for number in range(11))
    with pytest.raises(InvalidInputError, match="Choose fewer") as refused:
        usual_query(longest)
    assert refused.value.field == "query"


@given(st.sampled_from(Zoom), DAYS)
def test_a_view_opens_where_today_is(zoom: Zoom, today: date) -> None:
    period = SavedView("v", "x", zoom).period(today)
    assert period.zoom is zoom
    assert period.span.contains(today)


def test_a_view_never_grows_old() -> None:
    view = SavedView("v", "Måneden", Zoom.MONTH)
    assert [view.period(date(year, 3, 9)).key for year in (2026, 2031)] == ["2026-03", "2031-03"]


@pytest.mark.parametrize(
    ("asked", "known", "left", "reason"),
    [
        (set(), {"kb"}, set(), "all bodies is not a choice of some"),
        ({"kb"}, {"kb", "oeu"}, {"kb"}, "known"),
        ({"kb", "lukket"}, {"kb"}, {"kb"}, "the others are passed over"),
        ({"lukket"}, {"kb"}, {NO_BODY}, "nothing, rather than everything"),
        ({"lukket"}, set(), {NO_BODY}, "nobody knows of any"),
        ({NO_BODY}, {"kb"}, {NO_BODY}, "again"),
    ],
)
def test_only_bodies_that_are_known_are_named(asked: set[str], known: set[str], left: set[str], reason: str) -> None:
    view = SavedView("v", "x", Zoom.YEAR, WheelFilter(bodies=frozenset(asked), text="budget"))
    assert among(view, known).wanted == WheelFilter(bodies=frozenset(left), text="budget"), reason


@given(FILTERS, NAMES)
def test_no_other_body_is_named_and_no_choice_becomes_everything(wanted: WheelFilter, known: frozenset[str]) -> None:
    found = among(SavedView("v", "x", Zoom.YEAR, wanted), known).wanted.bodies
    assert found <= known | {NO_BODY}
    assert bool(found) == bool(wanted.bodies)


@given(st.text("abcæøå- ", min_size=1, max_size=10))
def test_no_body_can_be_called_what_stands_for_none(name: str) -> None:
    try:
        found = short_name(name, set(), 40)
    except InvalidInputError:
        found = ""
    assert found != NO_BODY


OTHERS = (SavedView("a", "Økonomi", Zoom.YEAR), SavedView("b", "Budget", Zoom.BUDGET))


def test_a_name_loses_the_spaces_round_it() -> None:
    assert checked_name("  Politisk \n kalender ", OTHERS) == "Politisk kalender"
    assert checked_name("x" * 80, OTHERS) == "x" * 80


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("  ", "Write what the view is called."),
        ("x" * 81, "Write at most 80 characters."),
        ("økonomi", "There is already a view of this name."),
        (" BUDGET ", "There is already a view of this name."),
    ],
)
def test_a_name_that_cannot_be_is_refused(name: str, sentence: str) -> None:
    with pytest.raises(InvalidInputError, match=sentence) as refused:
        checked_name(name, OTHERS)
    assert refused.value.field == "name"


def test_there_is_room_for_so_many_and_no_more() -> None:
    views = [SavedView(str(number), str(number), Zoom.YEAR) for number in range(MOST_VIEWS)]
    require_room(views[1:])
    with pytest.raises(RefusedError, match="There are 50 saved views already"):
        require_room(views)
