"""Write the whole plan as one document, to keep it or to take it elsewhere."""

from __future__ import annotations

from typing import TextIO

from wheel.core.access import Role, Viewer
from wheel.errors import ForbiddenError
from wheel.store.database import Session
from wheel.store.documents.writing import write_document

DumpCounts = dict[str, int]
"""How many records were written, by section, in the document's usual order."""


def dump_plan(session: Session, viewer: Viewer, out: TextIO) -> DumpCounts:
    """Write the plan to `out`, which must encode UTF-8 and leave "\\n" alone: open(..., "w", "utf-8", newline="\\n").

    Closed items and feeds' addresses are in it, so only an administrator may. Raises ForbiddenError, or RefusedError
    if there is no plan.
    """
    if viewer.role is not Role.ADMINISTRATOR:
        raise ForbiddenError("Only an administrator can write the whole plan to a file.")
    return write_document(session, out)
