"""Find the meeting that somebody chose in a form."""

from __future__ import annotations

from wheel.core.access import Viewer
from wheel.core.occurrences import Occurrence
from wheel.errors import InvalidInputError, NotFoundError
from wheel.store.database import Session
from wheel.store.occurrences import find_occurrence


def chosen_meeting(session: Session, viewer: Viewer, meeting_id: str, field: str) -> Occurrence:
    """Raises InvalidInputError naming the form's field, so that what else was typed there is kept."""
    try:
        return find_occurrence(session, viewer, meeting_id)
    except NotFoundError as error:
        raise InvalidInputError("Choose one of the body's own meetings.", field=field) from error
