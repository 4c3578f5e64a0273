"""Adding a body and changing it: its short name stays, its old names lead to it, and nobody's change is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from settings_plan import FORUM, body_now, change, former_names, save, stamp, with_forum
from small_plan import COMMITTEE, MOMENT, READER, SECRETARY, TODAY, a_body, later

from wheel.core.access import ANONYMOUS, Viewer
from wheel.core.deadlines import DaysBefore, Notice, WeekdayBefore, WorkingDaysBefore
from wheel.core.occurrences import Visibility
from wheel.core.plan import Body, BodyKind
from wheel.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from wheel.store.database import Database
from wheel.store.feeds import all_feeds
from wheel.usecases.save_body import LONGEST_NAME, MOST_ALIASES


@pytest.fixture
def plan(database: Database) -> Database:
    with_forum(database)
    return database


NEW = Body(
    "",
    "",
    "  Ældre- og  Sundhedsudvalget ",
    BodyKind.MED_COMMITTEE,
    parent=COMMITTEE,
    visibility=Visibility.INTERNAL,
    aliases=("ÆSU", " æsu ", "", "Ældre- og Sundhedsudvalget", "Sundhed"),
    default_start=time(8, 30),
    default_end=time(10),
    default_place=" Lokale  4 ",
    notice=WeekdayBefore(5),
    valid_from=date(2026, 1, 1),
    valid_until=date(2030, 1, 1),
    shares_members_with=frozenset({FORUM}),
    field_names=(("economy", ""), ("legal_basis", " Lovgrundlag "), ("text", "Sagsbeskrivelse")),
)


def test_a_new_body_keeps_what_was_written_and_is_named_after_itself(plan: Database) -> None:
    assert save(plan, NEW, seen=0) == "aeldre-og-sundhedsudvalget"
    found = body_now(plan, "ÆSU")
    assert replace(found, id="") == replace(
        NEW,
        short_name="aeldre-og-sundhedsudvalget",
        name="Ældre- og Sundhedsudvalget",
        aliases=("Sundhed", "ÆSU"),
        default_place="Lokale 4",
        field_names=(("text", "Sagsbeskrivelse"), ("legal_basis", "Lovgrundlag")),
    )
    assert body_now(plan, FORUM).shares_members_with == {"aeldre-og-sundhedsudvalget"}, "it is true both ways"


def test_a_new_body_has_its_feed(plan: Database) -> None:
    short_name = save(plan, NEW, seen=0)
    with plan.reading() as session:
        assert [feed.body for feed in all_feeds(session, SECRETARY)].count(short_name) == 1


def test_a_body_that_is_closed_leaves_its_name_to_a_new_one(plan: Database) -> None:
    save(plan, replace(NEW, name="Valgudvalget", aliases=()), seen=0)
    save(plan, replace(NEW, name="Valgudvalget", aliases=(), valid_until=None), seen=0)
    assert body_now(plan, "valgudvalget-2").name == "Valgudvalget"


def test_every_field_but_the_short_name_can_be_changed(plan: Database) -> None:
    wanted = replace(
        NEW,
        short_name=FORUM,
        name="Forum for chefer",
        aliases=("SCF",),
        default_place="Lokale 4",
        shares_members_with=frozenset({COMMITTEE}),
        field_names=(("text", "Sagen"),),
        version=2,
    )
    save(plan, replace(wanted, version=1))
    after = body_now(plan, FORUM)
    assert replace(after, id="") == replace(wanted, valid_until=None), "its last day is said by closing it"


@pytest.mark.parametrize("notice", [None, WorkingDaysBefore(4), DaysBefore(7), WeekdayBefore(5)])
def test_a_notice_rule_takes_the_place_of_the_one_before(plan: Database, notice: Notice | None) -> None:
    change(plan, FORUM, notice=DaysBefore(30))
    assert change(plan, FORUM, 2, notice=notice).notice == notice


def test_a_renamed_body_is_found_by_its_old_name(plan: Database) -> None:
    change(plan, FORUM, name="Lederforum", moment=later(days=3))
    assert body_now(plan, "chefforum").name == "Lederforum"
    assert former_names(plan) == [("SCF", None)], "the short name is the old name, but for its capital"
    renamed = change(plan, FORUM, 2, name="Ledelsesforum", moment=later(days=5))
    assert body_now(plan, "lederforum") == renamed
    assert (renamed.short_name, renamed.aliases, renamed.version) == (FORUM, ("Lederforum", "SCF"), 3)
    assert former_names(plan) == [("Lederforum", later(days=5).today), ("SCF", None)]


def test_a_body_that_gets_its_old_name_back_has_no_alias_of_it(plan: Database) -> None:
    change(plan, COMMITTEE, name="Finansudvalget")
    back = change(plan, COMMITTEE, 2, name="Økonomiudvalget", moment=later(days=9))
    assert back.aliases == ("Finansudvalget",)
    assert ("Økonomiudvalget", TODAY) not in former_names(plan)


def test_a_former_name_keeps_its_day_until_somebody_takes_it_away(plan: Database) -> None:
    change(plan, COMMITTEE, name="Finansudvalget")
    change(plan, COMMITTEE, 2, default_place="Sal 1", moment=later(days=9))
    assert ("Økonomiudvalget", TODAY) in former_names(plan)
    assert change(plan, COMMITTEE, 3, aliases=()).aliases == ()
    with pytest.raises(NotFoundError):
        body_now(plan, "Økonomiudvalget")


def test_sharing_members_is_changed_for_both(plan: Database) -> None:
    change(plan, FORUM, shares_members_with=frozenset({COMMITTEE}))
    other = body_now(plan, COMMITTEE)
    assert (other.shares_members_with, other.version) == ({FORUM}, 2), "whoever has its form open is told"
    change(plan, COMMITTEE, 2, shares_members_with=frozenset())
    assert body_now(plan, FORUM).shares_members_with == frozenset()
    assert change(plan, COMMITTEE, 3, default_place="Sal 1").version == 4
    assert body_now(plan, FORUM).version == 3, "what says nothing of the other leaves it"


def test_who_looked_at_an_older_version_is_told_and_nothing_changes(plan: Database) -> None:
    first = change(plan, FORUM, name="Lederforum")
    for seen in (0, 1, 3):
        with pytest.raises(ConflictError, match="Somebody else changed this body"):
            change(plan, FORUM, seen, name="Ledelsesforum")
    assert body_now(plan, FORUM) == first


def test_every_change_raises_the_stamp(plan: Database) -> None:
    before = stamp(plan)
    save(plan, NEW, seen=0)
    change(plan, FORUM, 2, shares_members_with=frozenset({COMMITTEE}))
    change(plan, FORUM, 3, aliases=())
    assert stamp(plan) == before + 3


REFUSED = [
    ({"name": "  "}, "name", "Write what the body is called."),
    ({"name": "x" * (LONGEST_NAME + 1)}, "name", "Write at most 200 characters."),
    ({"field_names": (("text", "x" * 61),)}, "name_text", "Write at most 60 characters."),
    ({"field_names": (("text", "Sag"), ("economy", "sag"))}, "name_economy", "Another field is called so already."),
    ({"name": "ØKONOMIUDVALGET"}, "name", "There is already a body that goes by this name: Økonomiudvalget."),
    ({"aliases": ("x" * (LONGEST_NAME + 1),)}, "aliases", "Write at most 200 characters."),
    ({"aliases": tuple(map(str, range(MOST_ALIASES + 1)))}, "aliases", "Write at most 40 other names."),
    ({"aliases": ("økonomiudvalget",)}, "aliases", "Økonomiudvalget goes by the name økonomiudvalget already."),
    ({"default_place": "x" * 201}, "default_place", "Write at most 200 characters."),
    ({"default_start": None, "default_end": time(9)}, "default_start", "Write when it starts, too."),
    ({"default_start": time(9), "default_end": time(9)}, "default_end", "It must end after it starts."),
    ({"parent": FORUM}, "parent", "Chefforum belongs under this one."),
    ({"parent": "nobody"}, "parent", "Choose a body from the list."),
    ({"shares_members_with": frozenset({FORUM})}, "shares", "Choose among the bodies that there are."),
    ({"shares_members_with": frozenset({"nobody"})}, "shares", "Choose among the bodies that there are."),
]


@pytest.mark.parametrize(("changes", "field", "sentence"), REFUSED)
def test_what_cannot_be_is_refused_with_the_field_to_blame(
    plan: Database, changes: dict[str, object], field: str, sentence: str
) -> None:
    before = body_now(plan, FORUM)
    with pytest.raises(InvalidInputError) as refusal:
        change(plan, FORUM, **changes)
    assert (refusal.value.field, str(refusal.value)) == (field, sentence)
    assert body_now(plan, FORUM) == before


def test_nobody_belongs_under_a_body_that_belongs_under_him(plan: Database) -> None:
    save(plan, replace(NEW, parent=FORUM), seen=0)
    with pytest.raises(InvalidInputError, match="Ældre- og Sundhedsudvalget belongs under this one"):
        change(plan, FORUM, 2, parent="aeldre-og-sundhedsudvalget")


def test_a_body_ends_no_sooner_than_it_begins(plan: Database) -> None:
    with pytest.raises(InvalidInputError, match="The last day must not be before the first") as refusal:
        save(plan, replace(NEW, valid_until=NEW.valid_from), seen=0)
    assert refusal.value.field == "last_day"
    save(plan, replace(NEW, valid_until=date(2026, 1, 2)), seen=0)


@pytest.mark.parametrize("viewer", [ANONYMOUS, READER])
def test_only_planners_change_bodies(plan: Database, viewer: Viewer) -> None:
    before = body_now(plan, FORUM)
    for body in (NEW, replace(before, name="Andet"), a_body("nobody")):
        with pytest.raises(ForbiddenError):
            save(plan, body, viewer=viewer, moment=MOMENT)
    assert body_now(plan, FORUM) == before


def test_a_body_that_is_not_there_cannot_be_changed(plan: Database) -> None:
    with pytest.raises(NotFoundError, match="There is no body called nobody"):
        save(plan, a_body("nobody"))
