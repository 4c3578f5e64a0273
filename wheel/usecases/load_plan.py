"""Load a plan document into an empty database."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

from wheel.core.access import Moment, Viewer, require
from wheel.core.audit import Act, AuditThing
from wheel.core.permissions import Right, Thing
from wheel.store.database import Session
from wheel.store.documents.reading import read_document
from wheel.store.feeds import ensure_feeds
from wheel.usecases.audited import audit

LoadCounts = dict[str, int]
"""How many records were loaded, by section, in the document's usual order."""


def load_plan(
    session: Session,
    viewer: Viewer,
    source: BinaryIO,
    moment: Moment,
    progress: Callable[[str, int], None] = lambda _name, _count: None,
) -> LoadCounts:
    """Load the document; `progress` is told the section and how many more bytes of the file are read.

    Accounts may be there already, a plan may not. Raises ForbiddenError, RefusedError if there is a plan, and
    InvalidInputError saying where in the file something is wrong. After any of them the transaction must be rolled
    back, as `Database.writing()` does.
    """
    require(viewer, Right.CHANGE, Thing.WHOLE_PLAN)
    counts = read_document(session, source, progress)
    # A plan written by hand need not name its feeds.
    ensure_feeds(session)
    audit(session, viewer, moment, Act.LOADED, AuditThing.PLAN, AuditThing.PLAN)
    return counts
