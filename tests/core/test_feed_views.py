"""What of a view's filter everybody can be answered, and which events that keeps."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheel.core.dates import DateSpan
from wheel.core.feed_views import feed_view, public_part
from wheel.core.occurrences import Kind, Occurrence, Ring
from wheel.core.plan import Body, BodyKind
from wheel.core.wheel_filters import WheelFilter, filter_of, query_string

TODAY = date(2026, 11, 21)
TURN = date(2027, 1, 1)
RINGS = (Ring("politisk", "Politisk", "#0b5a8a"), Ring("budget", "Budget", "#8a5a0b"), Ring("med", "MED", "#5a8a0b"))
KEYS = {ring.key for ring in RINGS}
BODIES = {name: Body("", name, name.upper(), BodyKind.COMMITTEE) for name in ("kb", "oeu", "su")}

NAMES = st.sampled_from([*BODIES, "lukket", "findes-ikke"])
FILTERS = st.builds(
    WheelFilter,
    rings=st.none() | st.frozensets(st.sampled_from([*KEYS, "væk"])),
    bodies=st.frozensets(NAMES),
    kinds=st.frozensets(st.sampled_from(Kind)),
    posts=st.frozensets(st.sampled_from(["p1", "p2"])),
    is_mine=st.booleans(),
    open_agenda=st.booleans(),
    without_drafts=st.booleans(),
    text=st.sampled_from(["", "budget", 'æ & "ø"']),
)


def a_meeting(body: str | None, day: date = TODAY, **changes: object) -> Occurrence:
    span = DateSpan.of_day(day)
    meeting = Occurrence("m", "s", "Udvalgsmøde", Kind.MEETING, "politisk", span, span, body=body)
    return replace(meeting, **changes)  # type: ignore[arg-type]


PUBLIC = [
    ("rings=budget", "rings=budget&chosen=1", "some rings"),
    ("rings=budget&rings=politisk&rings=med&chosen=1", "", "all rings: the wheel's form names each that is ticked"),
    ("rings=budget&rings=væk", "rings=budget", "one of the rings is gone"),
    ("bodies=kb&bodies=findes-ikke", "bodies=kb", "one of the bodies is unknown"),
    ("bodies=kb&bodies=lukket", "bodies=kb", "one of the bodies is closed"),
    ("&".join(f"kinds={kind.value}" for kind in Kind), "", "all kinds"),
    ("mine=1&posts=p1&drafts=0", "", "nothing but what is personal"),
    ("mine=1&posts=p1&drafts=0&q=budget", "q=budget", "what is personal is left out"),
    ("agenda=open&kinds=meeting", "agenda=open&kinds=meeting", "what visitors may ask for is kept"),
]
NOTHING = [
    ("chosen=1", "no ring is ticked"),
    ("rings=væk", "the only ring is gone"),
    ("bodies=findes-ikke", "an unknown body"),
    ("bodies=lukket", "a closed body, told as an unknown one"),
    ("bodies=lukket&q=budget", "it never becomes a search among everything"),
    ("rings=væk&kinds=meeting", "nor does a ring that is gone"),
]


@pytest.mark.parametrize(("asked", "kept", "reason"), PUBLIC)
def test_what_can_be_told_to_everybody_is_kept(asked: str, kept: str, reason: str) -> None:
    found = public_part(filter_of(asked), KEYS, BODIES)
    assert found == filter_of(kept), reason


@pytest.mark.parametrize(("asked", "reason"), NOTHING)
def test_a_view_of_nothing_public_is_nothing(asked: str, reason: str) -> None:
    assert public_part(filter_of(asked), KEYS, BODIES) is None, reason


@given(FILTERS)
def test_a_public_filter_names_only_what_everybody_knows_and_stays_as_it_is(asked: WheelFilter) -> None:
    found = public_part(asked, KEYS, BODIES)
    if found is not None:
        assert found.bodies <= BODIES.keys()
        assert found.rings is None or found.rings < KEYS
        assert not found.posts
        assert not found.is_mine
        assert public_part(found, KEYS, BODIES) == found
        assert filter_of(query_string(found)) == found


@given(FILTERS, NAMES)
def test_a_closed_body_cannot_be_told_from_one_that_is_not_there(asked: WheelFilter, name: str) -> None:
    closed, unknown = (replace(asked, bodies=asked.bodies - {"lukket"} | {other}) for other in ("lukket", "x"))
    assert public_part(closed, KEYS, BODIES) == public_part(unknown, KEYS, BODIES)
    known = {body for body in BODIES if body != name}
    assert public_part(replace(asked, bodies=frozenset({name})), KEYS, known) is None


def test_a_view_says_what_its_rings_and_bodies_are_called_in_the_plans_order() -> None:
    view = feed_view(filter_of("rings=med&rings=politisk&bodies=oeu&bodies=kb&chosen=1"), RINGS, BODIES, TODAY)
    assert (view.rings, view.bodies) == (("Politisk", "MED"), ("KB", "OEU"))
    assert not view.is_gone


@pytest.mark.parametrize("query", ["rings=væk", "bodies=lukket", "bodies=lukket&kinds=meeting&rings=politisk"])
def test_a_view_whose_rings_or_bodies_are_gone_keeps_nothing(query: str) -> None:
    view = feed_view(filter_of(query), RINGS, BODIES, TODAY)
    assert view.is_gone
    assert not any(view.keeps(a_meeting(body)) for body in (*BODIES, "lukket", None))


KEEPS = [
    ("bodies=kb", {}, True, "its body"),
    ("bodies=kb", {"body": None}, False, "an event of no body"),
    ("bodies=kb&kinds=deadline", {}, False, "all that is asked for must hold"),
    ("q=UDVALG", {}, True, "whatever the case"),
    ("q=budget", {}, False, "other words"),
    ("rings=budget", {}, False, "another ring"),
    ("rings=budget", {"ring": "budget"}, True, "the ring"),
]


@pytest.mark.parametrize(("query", "changes", "expected", "reason"), KEEPS)
def test_a_view_keeps_what_passes_its_filter(
    query: str, changes: dict[str, object], expected: bool, reason: str
) -> None:
    view = feed_view(filter_of(query), RINGS, BODIES, TODAY)
    assert view.keeps(replace(a_meeting("kb"), **changes)) is expected, reason  # type: ignore[arg-type]


def test_a_view_goes_on_with_the_body_that_took_over_since_it_did() -> None:
    bodies = BODIES | {"oeu": replace(BODIES["oeu"], valid_until=TURN, merged_into="su")}
    view = feed_view(filter_of("bodies=oeu&bodies=kb"), RINGS, bodies, TURN)
    assert view.bodies == ("KB", "SU")
    assert view.keeps(a_meeting("su", TURN))
    assert not view.keeps(a_meeting("su", TODAY)), "before it took over"
    assert feed_view(filter_of("bodies=oeu"), RINGS, bodies, TODAY).bodies == ("OEU",)
