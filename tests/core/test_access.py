"""Who may see and do what: the whole table."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from wheel.core.access import ANONYMOUS, OPERATOR, Moment, Role, Signature, Viewer, require_planner, sign
from wheel.core.occurrences import Visibility
from wheel.errors import ForbiddenError

PUBLIC, INTERNAL = Visibility.PUBLIC, Visibility.INTERNAL
MAY = [
    # viewer, signed in, edits, sees closed items, sees drafts, sees what is
    (ANONYMOUS, False, False, False, False, {PUBLIC}),
    (Viewer(Role.READER), True, False, False, True, {PUBLIC, INTERNAL}),
    (Viewer(Role.PLANNER), True, True, True, True, {PUBLIC, INTERNAL}),
    (Viewer(Role.ADMINISTRATOR), True, True, True, True, {PUBLIC, INTERNAL}),
    (OPERATOR, True, True, True, True, {PUBLIC, INTERNAL}),
]


@pytest.mark.parametrize(("viewer", "is_signed_in", "may_edit", "sees_closed", "sees_drafts", "visibilities"), MAY)
def test_what_each_role_may(
    viewer: Viewer,
    is_signed_in: bool,
    may_edit: bool,
    sees_closed: bool,
    sees_drafts: bool,
    visibilities: set[Visibility],
) -> None:
    assert viewer.is_signed_in is is_signed_in
    assert viewer.may_edit is may_edit
    assert viewer.sees_closed_items is sees_closed
    assert viewer.sees_drafts is sees_drafts
    assert viewer.visibilities == visibilities


def test_the_table_above_has_every_role() -> None:
    assert {viewer.role for viewer, *_ in MAY} == {None, *Role}


@pytest.mark.parametrize("viewer", [viewer for viewer, *_ in MAY])
def test_only_who_may_edit_is_let_through(viewer: Viewer) -> None:
    if viewer.may_edit:
        assert require_planner(viewer) is None
    else:
        with pytest.raises(ForbiddenError, match="Sign in as a secretary"):
            require_planner(viewer)


def test_a_viewer_is_a_visitor_unless_something_else_is_said() -> None:
    assert Viewer() == ANONYMOUS
    assert not ANONYMOUS.name


def test_history_records_the_name_and_the_moment() -> None:
    at, today = datetime(2026, 11, 21, 23, 30, tzinfo=UTC), date(2026, 11, 22)
    assert sign(Viewer(Role.PLANNER, "Sekretariatet"), Moment(at, today)) == Signature("Sekretariatet", at, today)
    assert sign(OPERATOR, Moment(at, today)).actor == "System"
