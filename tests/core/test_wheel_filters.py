"""Filters of the wheel: what they keep, and how they stand in an address."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.drawn_wheels import happening
from wheel.core.occurrences import Kind, Occurrence, Status
from wheel.core.wheel_filters import LONGEST_TEXT, WheelFilter, filter_from, has_open_agenda

NAMES = st.frozensets(st.text("abcæøå- 0", min_size=1, max_size=8).map(str.strip).filter(bool), max_size=4)
FILTERS = st.builds(
    WheelFilter,
    rings=st.none() | NAMES,
    bodies=NAMES,
    kinds=st.frozensets(st.sampled_from(Kind)),
    posts=NAMES,
    is_mine=st.booleans(),
    open_agenda=st.booleans(),
    without_drafts=st.booleans(),
    text=st.text("abcæøå &=", max_size=LONGEST_TEXT).map(lambda text: " ".join(text.split())),
)
MEETING = happening(
    date(2026, 3, 4),
    title="Økonomiudvalgsmøde",
    ring="council",
    body="ØU",
    body_name="Økonomiudvalget",
    place="Rådhuset",
)


@given(FILTERS)
def test_a_filter_is_read_again_from_its_own_address(wanted: WheelFilter) -> None:
    assert filter_from(wanted.pairs()) == wanted
    assert wanted.is_everything == (not wanted.pairs())


@given(st.lists(st.tuples(st.sampled_from(["rings", "kinds", "q", "mine", "bodies", "x"]), st.text())))
def test_whatever_is_asked_is_read_and_has_one_form(pairs: list[tuple[str, str]]) -> None:
    wanted = filter_from(pairs)
    assert filter_from(wanted.pairs()) == wanted
    assert len(wanted.text) <= LONGEST_TEXT


@pytest.mark.parametrize(
    ("pairs", "wanted", "reason"),
    [
        ([], WheelFilter(), "nothing asks for everything"),
        (
            [("rings", "med"), ("rings", "budget")],
            WheelFilter(rings=frozenset({"med", "budget"})),
            "as a form sends them",
        ),
        ([("rings", "med,budget")], WheelFilter(rings=frozenset({"med", "budget"})), "as people write them"),
        ([("chosen", "1")], WheelFilter(rings=frozenset()), "the form with no ring ticked"),
        ([("kinds", "meeting"), ("kinds", "party")], WheelFilter(kinds=frozenset({Kind.MEETING})), "no such kind"),
        ([("mine", "0"), ("agenda", "shut"), ("drafts", "1")], WheelFilter(), "switches that are not on"),
        ([("drafts", "0")], WheelFilter(without_drafts=True), "drafts are left out"),
        ([("posts", "")], WheelFilter(), "the form's empty choice"),
        ([("q", "  budget   2027 ")], WheelFilter(text="budget 2027"), "blanks say nothing"),
        ([("q", "x" * 500)], WheelFilter(text="x" * LONGEST_TEXT), "cut"),
        ([("q", "one"), ("q", "two")], WheelFilter(text="one"), "the first"),
    ],
)
def test_what_an_address_asks_for(pairs: list[tuple[str, str]], wanted: WheelFilter, reason: str) -> None:
    assert filter_from(pairs) == wanted, reason


def test_a_query_of_endless_names_is_cut() -> None:
    assert len(filter_from([("bodies", f"body-{number}") for number in range(10_000)]).bodies) <= 200


@pytest.mark.parametrize(
    ("wanted", "is_kept", "reason"),
    [
        (WheelFilter(), True, "everything"),
        (WheelFilter(rings=frozenset({"council"})), True, "its ring"),
        (WheelFilter(rings=frozenset({"budget"})), False, "another ring"),
        (WheelFilter(rings=frozenset()), False, "no ring"),
        (WheelFilter(bodies=frozenset({"ØU", "KB"})), True, "one of the bodies"),
        (WheelFilter(bodies=frozenset({"KB"})), False, "another body"),
        (WheelFilter(kinds=frozenset({Kind.MEETING})), True, "its kind"),
        (WheelFilter(kinds=frozenset({Kind.DEADLINE})), False, "another kind"),
        (WheelFilter(text="ØKONOMI"), True, "Danish letters without regard to case"),
        (WheelFilter(text="rådhuset møde"), True, "all words, in any order and anywhere"),
        (WheelFilter(text="rådhuset budget"), False, "one word is not there"),
        (WheelFilter(without_drafts=True), True, "it is no draft"),
        (WheelFilter(rings=frozenset({"council"}), kinds=frozenset({Kind.PHASE})), False, "all must hold"),
    ],
)
def test_what_is_kept(wanted: WheelFilter, is_kept: bool, reason: str) -> None:
    assert wanted.keeps(MEETING) is is_kept, reason


def test_an_event_without_body_belongs_to_none_of_those_asked_for() -> None:
    assert not WheelFilter(bodies=frozenset({"ØU"})).keeps(replace(MEETING, body=None, body_name=None))


def test_drafts_can_be_left_out() -> None:
    assert not WheelFilter(without_drafts=True).keeps(replace(MEETING, is_draft=True))


@pytest.mark.parametrize(
    ("meeting", "deadline", "is_open", "reason"),
    [
        (MEETING, date(2026, 3, 1), True, "the agenda goes out today"),
        (MEETING, date(2026, 2, 28), False, "it went out yesterday"),
        (MEETING, None, True, "no rule says when"),
        (replace(MEETING, status=Status.CANCELLED), date(2026, 3, 2), False, "it is not held"),
        (replace(MEETING, body=None), None, False, "it has no agenda"),
        (replace(MEETING, span=MEETING.span.moved_to(date(2026, 2, 28))), None, False, "it has been held"),
    ],
)
def test_when_items_can_still_come_on(meeting: Occurrence, deadline: date | None, is_open: bool, reason: str) -> None:
    assert has_open_agenda(meeting, deadline, date(2026, 3, 1)) is is_open, reason


def test_an_agenda_without_rule_is_open_on_the_last_day() -> None:
    last = MEETING.span.start
    assert has_open_agenda(MEETING, None, last)
    assert not has_open_agenda(MEETING, None, last + timedelta(1))
