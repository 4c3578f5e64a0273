"""Rings: added innermost, coloured so that white text can be read, put in order, and deleted when nothing is drawn."""

from __future__ import annotations

import pytest
from settings_plan import stamp
from small_plan import MOMENT, READER, SECRETARY, set_up

from wheel.core.access import ANONYMOUS, Viewer
from wheel.core.occurrences import Ring
from wheel.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError, RefusedError
from wheel.store.database import Database
from wheel.store.rings import all_rings, find_ring
from wheel.usecases.delete_ring import DeleteRing, delete_ring
from wheel.usecases.move_ring import MoveRing, move_ring
from wheel.usecases.save_ring import SaveRing, save_ring
from wheel.usecases.show_rings import RingSettings, show_ring, show_rings

BLUE = "#0b5a8a"


@pytest.fixture
def plan(database: Database) -> Database:
    """Three rings; the outermost has a series."""
    set_up(database)
    for name in ("Økonomi", "MED"):
        save(database, SaveRing(None, name, BLUE))
    return database


def save(database: Database, command: SaveRing, viewer: Viewer = SECRETARY) -> str:
    with database.writing() as session:
        return save_ring(session, viewer, command, MOMENT)


def move(database: Database, key: str, step: int, seen: int = 1, viewer: Viewer = SECRETARY) -> int:
    with database.writing() as session:
        return move_ring(session, viewer, MoveRing(key, seen, step), MOMENT)


def delete(database: Database, key: str, seen: int = 1, viewer: Viewer = SECRETARY) -> None:
    with database.writing() as session:
        delete_ring(session, viewer, DeleteRing(key, seen), MOMENT)


def keys(database: Database) -> list[str]:
    with database.reading() as session:
        return [ring.key for ring in all_rings(session)]


def version(database: Database, key: str) -> int:
    with database.reading() as session:
        return find_ring(session, key).version


def test_a_new_ring_is_the_innermost_and_is_named_after_itself(plan: Database) -> None:
    assert save(plan, SaveRing(None, "  Dialog  møder ", "#8A3D80")) == "dialog-moeder"
    with plan.reading() as session:
        assert all_rings(session)[-1] == Ring("dialog-moeder", "Dialog møder", "#8a3d80")
    assert keys(plan) == ["politisk", "oekonomi", "med", "dialog-moeder"]


def test_it_is_so_too_when_one_further_out_is_gone(plan: Database) -> None:
    delete(plan, "oekonomi")
    save(plan, SaveRing(None, "Frister", BLUE))
    assert keys(plan) == ["politisk", "med", "frister"]


def test_a_ring_gets_another_name_and_colour_and_keeps_its_key_and_place(plan: Database) -> None:
    assert save(plan, SaveRing("politisk", "Politik", "#b4541a", 1)) == "politisk"
    with plan.reading() as session:
        assert all_rings(session)[0] == Ring("politisk", "Politik", "#b4541a")
    assert version(plan, "politisk") == 2


@pytest.mark.parametrize(
    ("name", "colour", "field", "sentence"),
    [
        (" ", BLUE, "name", "Write what the ring is called."),
        ("x" * 81, BLUE, "name", "Write at most 80 characters."),
        ("økonomi", BLUE, "name", "There is already a ring of this name."),
        ("!", BLUE, "name", "Write a name with letters in it."),
        ("Ny", "", "colour", "Choose a colour."),
        ("Ny", "red", "colour", "Choose a colour."),
        ("Ny", "#0b5a8", "colour", "Choose a colour."),
        ("Ny", "#ffffff", "colour", "Choose a darker colour"),
        ("Ny", "#ffd400", "colour", "Choose a darker colour"),
        ("Ny", "#959595", "colour", "Choose a darker colour"),
    ],
)
def test_what_cannot_be_is_refused_with_the_field_to_blame(
    plan: Database, name: str, colour: str, field: str, sentence: str
) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        save(plan, SaveRing(None, name, colour))
    assert refusal.value.field == field
    assert str(refusal.value).startswith(sentence)
    assert len(keys(plan)) == 3


def test_the_palest_grey_that_white_text_can_be_read_on_is_taken(plan: Database) -> None:
    assert save(plan, SaveRing(None, "Grå", "#949494")) == "graa", "3.03:1, where #959595 has 2.99:1"


def test_a_ring_moves_one_place_at_a_time(plan: Database) -> None:
    assert move(plan, "med", -1) == 2
    assert keys(plan) == ["politisk", "med", "oekonomi"]
    assert move(plan, "politisk", 1) == 2
    assert keys(plan) == ["med", "politisk", "oekonomi"]
    assert [version(plan, key) for key in keys(plan)] == [2, 2, 1], "being passed by is no change of its own"


def test_it_does_not_move_past_the_ends(plan: Database) -> None:
    with pytest.raises(RefusedError, match="outermost already"):
        move(plan, "politisk", -1)
    with pytest.raises(RefusedError, match="innermost already"):
        move(plan, "med", 1)
    with pytest.raises(InvalidInputError, match="up or down"):
        move(plan, "med", 0)
    assert keys(plan) == ["politisk", "oekonomi", "med"]


def test_a_ring_in_use_is_not_deleted_and_its_series_are_named(plan: Database) -> None:
    with pytest.raises(RefusedError, match=r"used by 1 series \(Økonomiudvalgsmøde\)"):
        delete(plan, "politisk")
    delete(plan, "med")
    assert keys(plan) == ["politisk", "oekonomi"]


def test_the_settings_say_which_series_are_drawn_in_a_ring(plan: Database) -> None:
    with plan.reading() as session:
        rings = show_rings(session, SECRETARY)
        assert show_ring(session, SECRETARY, "politisk") == rings[0]
    assert rings[0].series == ("Økonomiudvalgsmøde",)
    assert rings[1] == RingSettings(Ring("oekonomi", "Økonomi", BLUE), ())


def test_who_looked_at_an_older_version_is_told_and_nothing_changes(plan: Database) -> None:
    save(plan, SaveRing("med", "MED og arbejdsmiljø", BLUE, 1))
    for change in (
        lambda: save(plan, SaveRing("med", "Andet", BLUE, 1)),
        lambda: move(plan, "med", -1),
        lambda: delete(plan, "med"),
    ):
        with pytest.raises(ConflictError, match="Somebody else changed this ring"):
            change()
    with plan.reading() as session:
        assert find_ring(session, "med").name == "MED og arbejdsmiljø"


def test_every_change_raises_the_stamp(plan: Database) -> None:
    before = stamp(plan)
    save(plan, SaveRing("med", "MED", "#2a7a55", 1))
    move(plan, "med", -1, seen=2)
    delete(plan, "med", seen=3)
    assert stamp(plan) == before + 3


@pytest.mark.parametrize("viewer", [ANONYMOUS, READER])
def test_only_planners_see_and_change_rings(plan: Database, viewer: Viewer) -> None:
    for change in (
        lambda: save(plan, SaveRing(None, "Ny", BLUE), viewer),
        lambda: save(plan, SaveRing("med", "Ny", BLUE, 1), viewer),
        lambda: move(plan, "med", -1, viewer=viewer),
        lambda: delete(plan, "med", viewer=viewer),
    ):
        with pytest.raises(ForbiddenError):
            change()
    with plan.reading() as session:
        with pytest.raises(ForbiddenError):
            show_rings(session, viewer)
        with pytest.raises(ForbiddenError):
            show_ring(session, viewer, "med")
    assert keys(plan) == ["politisk", "oekonomi", "med"]


def test_a_ring_that_is_not_there_cannot_be_changed(plan: Database) -> None:
    for change in (
        lambda: save(plan, SaveRing("nix", "Ny", BLUE, 1)),
        lambda: move(plan, "nix", 1),
        lambda: delete(plan, "nix"),
    ):
        with pytest.raises(NotFoundError, match="There is no ring called nix"):
            change()
