"""Save a ring: a new innermost one, or another name or colour for one that is there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wheel.core.access import Moment, Viewer, require_planner
from wheel.core.audit import Act, AuditThing
from wheel.core.drawing.colour_vision import WHITE, contrast
from wheel.core.drawing.colours import SHAPE_CONTRAST
from wheel.core.occurrences import Ring
from wheel.core.short_names import short_name
from wheel.errors import InvalidInputError
from wheel.store.database import Session
from wheel.store.organisation import lock_plan
from wheel.store.rings import add_ring, all_rings, innermost_place
from wheel.store.rings import save_ring as store_ring
from wheel.usecases.audited import audit
from wheel.usecases.changed_ring import ring_behind_lock

LONGEST_NAME = 80
LONGEST_KEY = 40
_COLOUR = re.compile("#[0-9a-f]{6}")


@dataclass(frozen=True)
class SaveRing:
    """`key` None is for a new ring; `seen` is the version of the other that was changed."""

    key: str | None
    name: str
    colour: str
    seen: int = 0


def save_ring(session: Session, viewer: Viewer, command: SaveRing, moment: Moment) -> str:
    """Save it; its key, which a new ring gets from its name and keeps for ever.

    Raises InvalidInputError naming the field, and ConflictError if the ring is not as it was seen.
    """
    require_planner(viewer)
    if command.key is None:
        lock_plan(session)
    else:
        ring_behind_lock(session, command.key, command.seen)
    rings = all_rings(session)
    name = _checked_name(command, rings)
    colour = _checked_colour(command.colour)
    if command.key is not None:
        store_ring(session, Ring(command.key, name, colour))
        audit(session, viewer, moment, Act.SAVED, AuditThing.RING, command.key)
        return command.key
    key = short_name(name, {ring.key for ring in rings}, LONGEST_KEY)
    add_ring(session, Ring(key, name, colour), innermost_place(session) + 1)
    audit(session, viewer, moment, Act.ADDED, AuditThing.RING, key)
    return key


def _checked_name(command: SaveRing, rings: tuple[Ring, ...]) -> str:
    name = " ".join(command.name.split())
    if not name:
        raise InvalidInputError("Write what the ring is called.", field="name")
    if len(name) > LONGEST_NAME:
        raise InvalidInputError("Write at most %(count)s characters.", field="name", count=LONGEST_NAME)
    if any(ring.name.casefold() == name.casefold() and ring.key != command.key for ring in rings):
        raise InvalidInputError("There is already a ring of this name.", field="name")
    return name


def _checked_colour(text: str) -> str:
    """A colour that white text and the white gaps between arcs stand out from (WCAG 2.1, success criterion 1.4.11)."""
    colour = text.strip().lower()
    if not _COLOUR.fullmatch(colour):
        raise InvalidInputError("Choose a colour.", field="colour")
    if contrast(colour, WHITE) < SHAPE_CONTRAST:
        raise InvalidInputError(
            "Choose a darker colour: the white text in the ring could not be read on this one.", field="colour"
        )
    return colour
