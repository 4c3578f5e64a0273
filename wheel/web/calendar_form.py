"""What the form for a calendar file holds: the file, or its text, what its events become, and the file once read."""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass

from werkzeug.datastructures import FileStorage, MultiDict

from wheel.core.imported_calendars import ImportedCalendar
from wheel.core.occurrences import Kind
from wheel.errors import InvalidInputError
from wheel.imports.calendar_command import LARGEST_FILE, read_for_plan
from wheel.services import today, zone
from wheel.usecases.compare_calendar import ImportCalendar
from wheel.web.rule_form.parts import choice_field
from wheel.web.series_form import KINDS, VISIBILITIES
from wheel.web.translation import gettext

Form = MultiDict[str, str]
LONGEST_NAME = 200


@dataclass(frozen=True)
class HandedIn:
    """A calendar file as it came; `packed` is how it travels through the page from the preview to the import."""

    name: str
    data: bytes

    @property
    def packed(self) -> str:
        return base64.b64encode(zlib.compress(self.data)).decode()

    def read(self) -> ImportedCalendar:
        return read_for_plan(self.data, str(zone()), today())


def handed_in(form: Form, file: FileStorage | None) -> HandedIn:
    """The file, or the text where none is chosen, or what a preview was made of. Raises InvalidInputError."""
    if file is not None and file.filename:
        with closing(file):
            # One more than is allowed, so that what is too large is told as such.
            return HandedIn(file.filename[-LONGEST_NAME:], file.read(LARGEST_FILE + 1))
    if form.get("text", "").strip():
        return HandedIn("", form["text"].encode("utf-8", "replace"))
    if form.get("content"):
        return HandedIn(form.get("name", "")[-LONGEST_NAME:], _unpacked(form["content"]))
    raise InvalidInputError("Choose a calendar file (.ics), or paste what is in it.", field="file")


def _unpacked(content: str) -> bytes:
    """Never more than a file may hold, whatever was packed."""
    try:
        return zlib.decompressobj().decompress(base64.b64decode(content, validate=True), LARGEST_FILE + 1)
    except (binascii.Error, ValueError, zlib.error) as error:
        raise InvalidInputError("The form is incomplete. Load the page again.", field="file") from error


def import_command(found: HandedIn, form: Form) -> ImportCalendar:
    """Raises InvalidInputError naming the field."""
    body = form.get("body") or None
    usual = Kind.MEETING if body else Kind.EVENT
    return ImportCalendar(
        calendar=found.read(),
        source=found.name,
        ring=form.get("ring", ""),
        body=body,
        kind=choice_field(form, "kind", KINDS) if form.get("kind") else usual,
        visibility=choice_field(form, "visibility", VISIBILITIES) if form.get("visibility") else None,
        with_past=form.get("with_past") == "1",
        ending=frozenset(form.getlist("end")),
        because=gettext("Cancelled in the calendar that it comes from"),
        seen=form.get("seen") or None,
    )


def usual_values(asked: Mapping[str, str], ring: str) -> dict[str, str]:
    """What the form shows to begin with; the address may say the ring and the body."""
    chosen = {name: asked[name] for name in ("ring", "body") if asked.get(name)}
    return {"ring": ring, **chosen}
