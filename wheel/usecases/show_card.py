"""Show the card of an occurrence: what whoever points at it on the wheel wants to know at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wheel.core.access import Viewer
from wheel.core.occurrences import Occurrence
from wheel.store.bodies import find_body
from wheel.store.database import Session
from wheel.store.occurrences import find_occurrence
from wheel.usecases.show_occurrence import notice_deadline


@dataclass(frozen=True)
class Card:
    """`deadline` is the day the agenda must be out; None where there is none, or its body has no rule for it."""

    occurrence: Occurrence
    deadline: date | None


def show_card(session: Session, viewer: Viewer, occurrence_id: str) -> Card:
    """Raises NotFoundError also when the viewer may not know of it."""
    occurrence = find_occurrence(session, viewer, occurrence_id)
    if not occurrence.has_agenda or occurrence.body is None:
        return Card(occurrence, None)
    return Card(occurrence, notice_deadline(session, find_body(session, viewer, occurrence.body), occurrence))
