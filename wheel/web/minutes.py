"""Minutes in: hand a file or a text in, tick what is to be taken over from it, or discard it."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wheel.core.minutes_checklist import AWAITING, HintKind, UploadedMinutes
from wheel.core.permissions import Right, Thing
from wheel.errors import ConflictError, InvalidInputError, RefusedError
from wheel.imports.minutes_files import LARGEST_FILE
from wheel.services import database, moment
from wheel.usecases.hand_in_minutes import (
    LONGEST_TEXT,
    discard_minutes,
    find_handed_in,
    hand_in_minutes,
    show_handed_in,
)
from wheel.usecases.propose_from_minutes import MinutesProposals, ProposeFromMinutes, propose_from_minutes
from wheel.usecases.take_over_minutes import take_over_minutes
from wheel.web.addresses import stands_at
from wheel.web.context import viewer
from wheel.web.errors import status_of
from wheel.web.forms import field_errors
from wheel.web.htmx import UNPROCESSABLE, done, page_or_fragment
from wheel.web.minutes_forms import handed_in_form, read_again, take_over_form, ticked_keys
from wheel.web.minutes_sections import sections_of
from wheel.web.minutes_words import HINTS, LACKS, again_words, done_words, kind_words, note_words
from wheel.web.policies import Policy, agenda_keepers_only
from wheel.web.translation import gettext

minutes = Blueprint("minutes", __name__)


@minutes.context_processor
def words() -> dict[str, object]:
    return {
        "kind_words": kind_words,
        "note_words": note_words,
        "again_words": again_words,
        "lack_words": LACKS,
        "hint_words": HINTS,
        "HintKind": HintKind,
        "AWAITING": AWAITING,
    }


Refusal = ConflictError | InvalidInputError | RefusedError
# Around the file, or the text: the other fields of the form. A letter takes up to four bytes.
_BESIDE = 100_000
_MOST_BYTES = 4


@minutes.url_value_preprocessor
def admit_files(endpoint: str | None, _values: dict[str, object] | None) -> None:
    """A file may be larger than a form, from those who may hand one in; it is looked at before any of it is read."""
    if endpoint == "minutes.hand_in" and Policy(Right.CHANGE, Thing.OPEN_ITEM).admits(viewer()):
        request.max_content_length = LARGEST_FILE + _MOST_BYTES * LONGEST_TEXT + _BESIDE
        request.max_form_memory_size = _MOST_BYTES * LONGEST_TEXT + _BESIDE


@minutes.get("/bodies/<name>/minutes")
@agenda_keepers_only
def show(name: str) -> AnyResponse:
    """A body's other names lead to its short name."""
    return _hand_in_page(name, None)


@minutes.post("/bodies/<name>/minutes")
@agenda_keepers_only
def hand_in(name: str) -> AnyResponse:
    """The text is read once before it is kept, so that nobody keeps what cannot be read."""
    try:
        command = handed_in_form(name, request.form, request.files.get("file"))
        with database().writing() as session:
            minutes_id = hand_in_minutes(session, viewer(), command, moment())
    except (InvalidInputError, RefusedError) as error:
        return _hand_in_page(name, error)
    return done(
        gettext("The minutes are read. Nothing is taken over yet."), url_for("minutes.check", minutes_id=minutes_id)
    )


@minutes.get("/minutes/<minutes_id>")
@agenda_keepers_only
def check(minutes_id: str) -> Response:
    """`meeting` is the meeting that somebody says they are of."""
    return _checklist(minutes_id, None)


@minutes.post("/minutes/<minutes_id>")
@agenda_keepers_only
def take_over(minutes_id: str) -> AnyResponse:
    """`again` only ticks anew ("certain", "all" or "none") and keeps what was written; nothing is taken over."""
    if request.form.get("again"):
        return _checklist(minutes_id, None)

    def change() -> AnyResponse:
        command = take_over_form(_find(minutes_id), request.form)
        with database().writing() as session:
            taken = take_over_minutes(session, viewer(), command, moment())
        return done(done_words(taken), url_for("minutes.show", name=taken.body))

    return _changed(minutes_id, change)


@minutes.post("/minutes/<minutes_id>/discardings")
@agenda_keepers_only
def discard(minutes_id: str) -> AnyResponse:
    with database().writing() as session:
        found = discard_minutes(session, viewer(), minutes_id, moment())
    return done(gettext("The minutes are discarded."), url_for("minutes.show", name=found.body))


def _changed(minutes_id: str, change: Callable[[], AnyResponse]) -> AnyResponse:
    try:
        return change()
    except (ConflictError, InvalidInputError, RefusedError) as error:
        return _checklist(minutes_id, error)


def _find(minutes_id: str) -> UploadedMinutes:
    with database().reading() as session:
        return find_handed_in(session, viewer(), minutes_id, moment().at)


def _hand_in_page(name: str, error: InvalidInputError | RefusedError | None) -> AnyResponse:
    with database().reading() as session:
        body, own = show_handed_in(session, viewer(), name, moment().at)
    if body.short_name != name and error is None:
        return stands_at(url_for("minutes.show", name=body.short_name))
    return page_or_fragment(
        "minutes/hand_in.html",
        "minutes/_hand_in.html",
        UNPROCESSABLE if error else 200,
        body=body,
        own=own,
        errors=field_errors(error),
        values=request.form,
    )


def _checklist(minutes_id: str, error: Refusal | None) -> Response:
    """The checklist as it is now; after a refusal, or on ticking anew, with what was ticked and written."""
    kept = _find(minutes_id)
    found = _propose(kept)
    return page_or_fragment(
        "minutes/check.html",
        "minutes/_check.html",
        status_of(error) if error else 200,
        minutes=kept,
        found=found,
        read=read_again(kept),
        sections=sections_of(found),
        ticked=ticked_keys(found, request.form),
        errors=field_errors(error),
        is_conflict=isinstance(error, ConflictError),
        values=request.form,
        names={body.short_name: body.name for body in found.bodies},
    )


def _propose(kept: UploadedMinutes) -> MinutesProposals:
    command = ProposeFromMinutes(kept.body, read_again(kept), request.values.get("meeting") or None)
    with database().reading() as session:
        return propose_from_minutes(session, viewer(), command, moment().today)
