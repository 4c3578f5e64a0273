"""Reads a plan document into an empty database: all of it, or nothing if the caller's transaction is rolled back."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from wheel.errors import InvalidInputError, RefusedError
from wheel.store.documents.parts import Part, PartedFile
from wheel.store.documents.plan_rules import require_plan_rules
from wheel.store.documents.records import Names, RecordLoader
from wheel.store.documents.sections import BY_NAME, FORMAT, SECTIONS, VERSION
from wheel.store.stamps import note_change
from wheel.store.tables import FeedRow, OrganisationRow, StampRow

Progress = Callable[[str, int], None]

_HEAD = ("format", "version")
_SET_UP_WITHOUT_A_PLAN = ("organisation", "feeds")


def read_document(session: Session, source: BinaryIO, progress: Progress) -> dict[str, int]:
    """Load the document; how many records, by section.

    `progress` is told the section and how many more bytes of the file have been read.

    A document with its sections in the usual order is read once; others only from a file that can be read again.
    The organisation that setting up the service made gives way to the document's.
    Raises RefusedError if there is a plan already, and InvalidInputError with the place for anything wrong in the file.
    """
    _require_empty(session)
    file = PartedFile(source)
    loading = _Loading(session, file, progress)
    while waiting := loading.read_what_can_be_read():
        file.rewind(because=waiting)
    # Past the unit of work: any occurrence may be another one now, also to whom an empty plan was shown.
    note_change(session)
    return {section.name: loading.counts[section.name] for section in SECTIONS}


def _require_empty(session: Session) -> None:
    # Two who load at once come after each other, so that the second finds the database filled.
    session.execute(select(StampRow).with_for_update())
    for section in SECTIONS:
        if section.name in _SET_UP_WITHOUT_A_PLAN:
            continue
        if session.execute(select(section.table).where(section.rows).limit(1)).first() is not None:
            raise RefusedError(
                "This database holds a plan already (%(section)s). Load the document into an empty one.",
                section=section.name,
            )
    # What setting the service up made; the document brings its own.
    session.execute(delete(FeedRow).where(BY_NAME["feeds"].rows))
    session.execute(delete(OrganisationRow))


class _Loading:
    """What has been loaded so far."""

    def __init__(self, session: Session, file: PartedFile, progress: Progress) -> None:
        self._session = session
        self._file = file
        self._progress = progress
        self._told = 0
        self._names: Names = {}
        self.counts: dict[str, int] = {}

    def read_what_can_be_read(self) -> str | None:
        """Load every part that refers only to what is there; the first that must wait for a later one, if any."""
        seen: set[str] = set()
        waiting = None
        for part in self._file.parts():
            if part.name in seen:
                raise InvalidInputError('"%(part)s" stands twice in the document.', part=part.name)
            seen.add(part.name)
            if part.name in self.counts:
                continue
            if self._needs(part.name) <= self.counts.keys():
                self._load(part)
            else:
                waiting = waiting or part.name
        self._leave_out_what_may_be({*BY_NAME} - seen)
        for name in (*_HEAD, *BY_NAME):
            if name not in seen | self.counts.keys():
                raise InvalidInputError(
                    '"%(part)s" is missing in the document. A section without records is written as [].', part=name
                )
        self._tell(next(reversed(BY_NAME)))
        return waiting

    def _leave_out_what_may_be(self, missing: set[str]) -> None:
        """What releases before did not write is as if it were empty."""
        for name in missing:
            if BY_NAME[name].is_optional:
                self.counts[name] = 0
                self._names.setdefault(name, {})

    def _tell(self, section: str) -> None:
        self._progress(section, self._file.bytes_read - self._told)
        self._told = self._file.bytes_read

    def _needs(self, name: str) -> frozenset[str]:
        if name in _HEAD:
            return frozenset()
        if name not in BY_NAME:
            raise InvalidInputError(
                '"%(part)s" is no section of a plan document. It holds %(known)s.',
                part=name,
                known=", ".join((*_HEAD, *BY_NAME)),
            )
        return BY_NAME[name].needs | {*_HEAD}

    def _load(self, part: Part) -> None:
        is_single = part.name in _HEAD or BY_NAME[part.name].is_single
        if part.is_list is is_single:
            wanted = "one value" if is_single else "a list of records"
            raise InvalidInputError('"%(part)s" must be %(wanted)s.', part=part.name, wanted=wanted)
        if part.name in _HEAD:
            _require_known(part.name, next(part.values))
            self.counts[part.name] = 1
            return
        loader = RecordLoader(self._session, BY_NAME[part.name], self._names, lambda: self._tell(part.name))
        self.counts[part.name] = loader.load(part.values)
        require_plan_rules(self._session, part.name)


def _require_known(name: str, value: object) -> None:
    if name == "format" and value != FORMAT:
        raise InvalidInputError(
            'This is not a plan document: its "format" is not "%(known)s". See docs/plan-format.md.', known=FORMAT
        )
    if name == "version" and (value != VERSION or isinstance(value, bool)):
        raise InvalidInputError(
            "The document is of version %(version)s, and this service reads version %(known)s. "
            "Load it with the release of the service that wrote it, or a newer one.",
            version=value,
            known=VERSION,
        )
