"""Who may see what comes from a calendar file: whom somebody chose, or else everybody but what is private in it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from calendar_files import CHOIR, CONCERT, command, take
from small_plan import all_occurrences, set_up

from wheel.core.occurrences import Occurrence, Visibility
from wheel.store.database import Database
from wheel.usecases.import_calendar import Imported

PRIVATE = replace(CONCERT, is_private=True)
SEEN_BY = [
    pytest.param({}, Visibility.INTERNAL, id="nobody has chosen"),
    pytest.param({"visibility": Visibility.PUBLIC}, Visibility.PUBLIC, id="somebody has chosen everybody"),
    pytest.param({"visibility": Visibility.CLOSED}, Visibility.CLOSED, id="somebody has chosen fewer"),
]


def occurrences(database: Database, title: str) -> list[Occurrence]:
    with database.reading() as session:
        return [one for one in all_occurrences(session) if one.title == title]


def test_what_is_not_public_is_not_shown_to_visitors(database: Database) -> None:
    set_up(database)
    take(database, command(CONCERT, visibility=Visibility.INTERNAL))
    (event,) = occurrences(database, "Koncert")
    assert event.visibility is Visibility.INTERNAL


@pytest.mark.parametrize(("chosen", "seen_by"), SEEN_BY)
def test_what_the_file_marks_as_private_is_not_for_everybody_unless_somebody_says_so(
    database: Database, chosen: dict[str, object], seen_by: Visibility
) -> None:
    set_up(database)
    take(database, command(PRIVATE, CHOIR, **chosen))
    (event,), others = occurrences(database, "Koncert"), occurrences(database, "Kor")
    assert event.visibility is seen_by
    assert {one.visibility for one in others} == {chosen.get("visibility", Visibility.PUBLIC)}
    assert take(database, command(PRIVATE, CHOIR)) == Imported(), "who may see them stays as it is"
