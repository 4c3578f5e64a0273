"""Write the whole plan as one document, to keep it or to take it elsewhere."""

from __future__ import annotations

from typing import TextIO

from wheel.core.access import Moment, Viewer, require
from wheel.core.audit import Act, AuditThing
from wheel.core.permissions import Right, Thing
from wheel.store.database import Session
from wheel.store.documents.writing import write_document
from wheel.usecases.audited import audit

DumpCounts = dict[str, int]
"""How many records were written, by section, in the document's usual order."""


def dump_plan(session: Session, viewer: Viewer, out: TextIO) -> DumpCounts:
    """Write the plan to `out`, which must encode UTF-8 and leave "\\n" alone: open(..., "w", "utf-8", newline="\\n").

    Closed items and feeds' addresses are in it, so only the operator of the server may. Raises ForbiddenError, or
    RefusedError if there is no plan.
    """
    require(viewer, Right.SEE, Thing.WHOLE_PLAN)
    return write_document(session, out)


def note_dump(session: Session, viewer: Viewer, moment: Moment) -> None:
    """Write down that the whole plan has been taken out, in a transaction that may write; before it is handed over."""
    require(viewer, Right.SEE, Thing.WHOLE_PLAN)
    audit(session, viewer, moment, Act.EXPORTED, AuditThing.PLAN, AuditThing.PLAN)
