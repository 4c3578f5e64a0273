"""Who may see and do what: the whole table, told here once more, each cell with its reason."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheel.core.access import (
    ANONYMOUS,
    OPERATOR,
    SHUT_OUT,
    Moment,
    Role,
    Signature,
    Viewer,
    attachment_thing,
    capacities,
    event_thing,
    item_thing,
    may,
    reach,
    refusal,
    require,
    require_planner,
    seated,
    sees_event,
    sign,
)
from wheel.core.occurrences import Visibility
from wheel.core.permissions import ALLOWED, Capacity, Right, Thing
from wheel.errors import ForbiddenError

PUBLIC, INTERNAL, CLOSED = Visibility
SEE, CHANGE = Right

# The letters stand for the capacities, from who may least to who may most.
LETTERS = {
    "v": Capacity.ANONYMOUS,
    "r": Capacity.READER,
    "g": Capacity.GUEST,
    "m": Capacity.MEMBER,
    "s": Capacity.SECRETARY,
    "p": Capacity.PLANNER,
    "a": Capacity.ADMINISTRATOR,
    "o": Capacity.OPERATOR,
}

# thing, who sees it, why, who changes it, why
TABLE = [
    (Thing.PUBLIC_EVENT, "vrgmspao", "it is public", "pao", "planning is theirs"),
    (Thing.INTERNAL_EVENT, "rgmspao", "who works here has an account", "pao", "planning is theirs"),
    (Thing.CLOSED_EVENT, "gmspao", "who comes to it, and who has to plan round it", "pao", "planning is theirs"),
    (Thing.PUBLISHED_YEAR, "vrgmspao", "publishing means this", "pao", "planning is theirs"),
    (Thing.DRAFT_YEAR, "spao", "who makes it, and who asks for its dates", "pao", "planning is theirs"),
    (Thing.OPEN_ITEM, "vrgmspao", "agendas are public unless they are closed", "spao", "who keeps the agenda"),
    (Thing.CLOSED_ITEM, "mso", "who treats it; planners and administrators need not know", "so", "who keeps it"),
    (Thing.OPEN_ATTACHMENT, "vrgmspao", "as its item", "spao", "as its item"),
    (Thing.CLOSED_ATTACHMENT, "mso", "as a closed item", "so", "as a closed item"),
    (Thing.FOLLOW_UP, "mspao", "the body's own work", "spao", "who keeps the agenda hands it out"),
    (Thing.ITEM_HISTORY, "mspao", "it tells more than the agenda does", "", "history is never written anew"),
    (Thing.PLAN_HISTORY, "pao", "it tells of drafts", "", "history is never written anew"),
    (Thing.SETTINGS, "pao", "planning is theirs", "pao", "planning is theirs"),
    (Thing.POST, "rgmspao", "who does what here is no secret here", "ao", "a seat gives sight of what is closed"),
    (Thing.ACCOUNT, "ao", "they hold people", "ao", "they decide who gets in"),
    (Thing.ORGANISATION, "ao", "it says how people sign in", "ao", "it decides who gets in"),
    (Thing.AUDIT, "ao", "it tells what people did", "", "history is never written anew"),
    (Thing.WHOLE_PLAN, "o", "it holds what is closed in every body", "o", "it takes the place of everything"),
    (Thing.OWN, "rgmspa", "everybody who has an account has one", "rgmspa", "and it is their own"),
]
CELLS = [
    (right, thing, capacity, letter in letters, why)
    for thing, sees, why_seen, changes, why_changed in TABLE
    for right, letters, why in ((SEE, sees, why_seen), (CHANGE, changes, why_changed))
    for letter, capacity in LETTERS.items()
]
HERE, THERE, ELSEWHERE = "direktionen", "hovedmed", "chefforum"
AS = {
    Capacity.ANONYMOUS: ANONYMOUS,
    Capacity.READER: Viewer(Role.READER),
    Capacity.GUEST: Viewer(Role.READER, guest_of=frozenset({HERE})),
    Capacity.MEMBER: Viewer(Role.READER, member_of=frozenset({HERE})),
    Capacity.SECRETARY: Viewer(Role.READER, secretary_of=frozenset({HERE})),
    Capacity.PLANNER: Viewer(Role.PLANNER),
    Capacity.ADMINISTRATOR: Viewer(Role.ADMINISTRATOR),
    Capacity.OPERATOR: OPERATOR,
}
OF_ONE_BODY = {Capacity.GUEST, Capacity.MEMBER, Capacity.SECRETARY}


@pytest.mark.parametrize(("right", "thing", "capacity", "is_allowed", "why"), CELLS)
def test_every_cell_of_the_table(right: Right, thing: Thing, capacity: Capacity, is_allowed: bool, why: str) -> None:
    assert (capacity in ALLOWED[right, thing]) is is_allowed, why
    assert may(AS[capacity], right, thing, HERE) is is_allowed, why


@pytest.mark.parametrize(("right", "thing", "capacity"), list(product(Right, Thing, Capacity)))
def test_a_seat_holds_for_its_own_body_alone(right: Right, thing: Thing, capacity: Capacity) -> None:
    without_seat = Capacity.READER if capacity in OF_ONE_BODY else capacity
    expected = without_seat in ALLOWED[right, thing]
    assert may(AS[capacity], right, thing, THERE) is may(AS[capacity], right, thing) is expected


def test_the_tables_have_every_right_thing_and_capacity() -> None:
    assert set(ALLOWED) == set(product(Right, Thing))
    assert [thing for thing, *_ in TABLE] == list(Thing)
    assert list(LETTERS.values()) == list(Capacity) == list(AS)


@pytest.mark.parametrize("thing", Thing)
def test_whoever_may_change_something_may_see_it(thing: Thing) -> None:
    assert ALLOWED[CHANGE, thing] <= ALLOWED[SEE, thing]


@pytest.mark.parametrize(
    ("viewer", "expected"),
    [
        (ANONYMOUS, {Capacity.ANONYMOUS}),
        (SHUT_OUT, set()),
        (OPERATOR, {Capacity.OPERATOR}),
        (Viewer(Role.READER), {Capacity.READER}),
        (Viewer(Role.PLANNER), {Capacity.READER, Capacity.PLANNER}),
        (Viewer(Role.ADMINISTRATOR), {Capacity.READER, Capacity.ADMINISTRATOR}),
        (
            Viewer(Role.PLANNER, secretary_of=frozenset({HERE}), guest_of=frozenset({HERE, THERE})),
            {Capacity.READER, Capacity.PLANNER, Capacity.SECRETARY, Capacity.GUEST},
        ),
        (Viewer(Role.PLANNER, member_of=frozenset({THERE})), {Capacity.READER, Capacity.PLANNER}),
        (Viewer(None, member_of=frozenset({HERE})), {Capacity.ANONYMOUS}),
    ],
)
def test_in_which_capacities_somebody_acts(viewer: Viewer, expected: set[Capacity]) -> None:
    assert capacities(viewer, HERE) == expected


bodies = st.frozensets(st.sampled_from((HERE, THERE, ELSEWHERE)))
roles = st.sampled_from((None, *Role))
viewers = st.one_of(
    st.builds(Viewer, role=roles, secretary_of=bodies, member_of=bodies, guest_of=bodies),
    st.sampled_from((ANONYMOUS, SHUT_OUT, OPERATOR)),
)


@given(viewers, st.sampled_from(Right), st.sampled_from(Thing), st.sampled_from((None, HERE, THERE, ELSEWHERE)))
def test_where_somebody_may_is_where_they_may(viewer: Viewer, right: Right, thing: Thing, body: str | None) -> None:
    place = reach(viewer, right, thing)
    assert may(viewer, right, thing, body) == (place.everywhere or body in place.bodies)
    assert place.is_empty == (not any(may(viewer, right, thing, one) for one in (None, HERE, THERE, ELSEWHERE)))


@given(viewers, st.sampled_from(Visibility), st.booleans(), st.sampled_from((None, *Visibility)))
def test_an_event_is_seen_by_who_may_see_it_its_body_and_its_year(
    viewer: Viewer, visibility: Visibility, is_published: bool, of_body: Visibility | None
) -> None:
    body = HERE if of_body else None
    letters = {thing: sees for thing, sees, *_ in TABLE}
    held = capacities(viewer, body)

    def is_seen(thing: Thing) -> bool:
        return any(LETTERS[letter] in held for letter in letters[thing])

    things = [Thing(f"{each.value}_event") for each in (visibility, of_body) if each]
    things.append(Thing.PUBLISHED_YEAR if is_published else Thing.DRAFT_YEAR)
    found = sees_event(viewer, visibility, is_published=is_published, body=body, body_visibility=of_body)
    assert found is all(map(is_seen, things))


@pytest.mark.parametrize(
    ("viewer", "visibility", "is_published", "body_visibility", "is_seen", "why"),
    [
        (ANONYMOUS, PUBLIC, True, None, True, "everybody's"),
        (ANONYMOUS, PUBLIC, True, INTERNAL, False, "who meets is not told"),
        (ANONYMOUS, PUBLIC, False, PUBLIC, False, "not published yet"),
        (SHUT_OUT, PUBLIC, True, PUBLIC, False, "there is no public part"),
        (AS[Capacity.READER], INTERNAL, True, INTERNAL, True, "works here"),
        (AS[Capacity.READER], PUBLIC, True, CLOSED, False, "does not sit there"),
        (AS[Capacity.GUEST], CLOSED, True, CLOSED, True, "comes to it"),
        (AS[Capacity.GUEST], CLOSED, True, None, False, "it is of no body that they are guests of"),
        (AS[Capacity.MEMBER], PUBLIC, False, PUBLIC, False, "a draft is not told to members"),
        (AS[Capacity.SECRETARY], CLOSED, False, CLOSED, True, "asks for its dates"),
        (AS[Capacity.PLANNER], CLOSED, False, CLOSED, True, "plans it"),
    ],
)
def test_what_is_seen_of_some_events(
    viewer: Viewer,
    visibility: Visibility,
    is_published: bool,
    body_visibility: Visibility | None,
    is_seen: bool,
    why: str,
) -> None:
    body = HERE if body_visibility else None
    found = sees_event(viewer, visibility, is_published=is_published, body=body, body_visibility=body_visibility)
    assert found is is_seen, why


def test_things_by_how_closed_they_are() -> None:
    assert [event_thing(each) for each in Visibility] == [Thing.PUBLIC_EVENT, Thing.INTERNAL_EVENT, Thing.CLOSED_EVENT]
    assert [item_thing(closed) for closed in (False, True)] == [Thing.OPEN_ITEM, Thing.CLOSED_ITEM]
    assert [attachment_thing(closed) for closed in (False, True)] == [Thing.OPEN_ATTACHMENT, Thing.CLOSED_ATTACHMENT]


@pytest.mark.parametrize(("right", "thing"), list(product(Right, Thing)))
def test_who_may_not_is_refused_with_a_sentence(right: Right, thing: Thing) -> None:
    with pytest.raises(ForbiddenError) as refused:
        require(SHUT_OUT, right, thing, HERE)
    assert str(refused.value) == str(refusal(thing))
    assert str(refusal(thing)).endswith(".")
    allowed = [viewer for capacity, viewer in AS.items() if capacity in ALLOWED[right, thing]]
    assert [require(viewer, right, thing, HERE) for viewer in allowed] == [None] * len(allowed)


@pytest.mark.parametrize(
    ("capacity", "plans", "administers", "keeps_here", "keeps_closed_here"),
    [
        (Capacity.ANONYMOUS, False, False, False, False),
        (Capacity.READER, False, False, False, False),
        (Capacity.GUEST, False, False, False, False),
        (Capacity.MEMBER, False, False, False, False),
        (Capacity.SECRETARY, False, False, True, True),
        (Capacity.PLANNER, True, False, True, False),
        (Capacity.ADMINISTRATOR, True, True, True, False),
        (Capacity.OPERATOR, True, True, True, True),
    ],
)
def test_what_pages_ask_of_a_viewer(
    capacity: Capacity, plans: bool, administers: bool, keeps_here: bool, keeps_closed_here: bool
) -> None:
    viewer = AS[capacity]
    assert viewer.is_signed_in is (capacity is not Capacity.ANONYMOUS)
    assert (viewer.may_plan, viewer.is_administrator) == (plans, administers)
    assert viewer.may_keep_agenda(HERE) is keeps_here
    assert viewer.may_keep_agenda(THERE) is (keeps_here and capacity is not Capacity.SECRETARY)
    assert viewer.may_change_item(HERE, is_closed=False) is keeps_here
    assert viewer.may_change_item(HERE, is_closed=True) is keeps_closed_here


@pytest.mark.parametrize("capacity", Capacity)
def test_only_who_plans_is_let_through(capacity: Capacity) -> None:
    if capacity in {Capacity.PLANNER, Capacity.ADMINISTRATOR, Capacity.OPERATOR}:
        assert require_planner(AS[capacity]) is None
    else:
        with pytest.raises(ForbiddenError, match="Sign in as a planner to change this"):
            require_planner(AS[capacity])


def test_seats_are_added_to_those_there_are() -> None:
    viewer = seated(AS[Capacity.MEMBER], [(Capacity.MEMBER, THERE), (Capacity.SECRETARY, HERE)])
    assert viewer.member_of == {HERE, THERE}
    assert (viewer.secretary_of, viewer.guest_of) == ({HERE}, set())


def test_a_viewer_is_a_visitor_unless_something_else_is_said() -> None:
    assert Viewer() == ANONYMOUS
    assert not ANONYMOUS.name
    assert not ANONYMOUS.is_signed_in
    assert not SHUT_OUT.is_signed_in


def test_history_records_the_name_and_the_moment() -> None:
    at, today = datetime(2026, 11, 21, 23, 30, tzinfo=UTC), date(2026, 11, 22)
    assert sign(Viewer(Role.PLANNER, "Sekretariatet"), Moment(at, today)) == Signature("Sekretariatet", at, today)
    assert sign(OPERATOR, Moment(at, today)).actor == "System"
