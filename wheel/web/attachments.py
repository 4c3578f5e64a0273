"""The forms of an item's attachments: add, change, put in order, and take away."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wheel.errors import ConflictError, InvalidInputError, RefusedError
from wheel.services import database, moment
from wheel.usecases import save_attachments as use
from wheel.usecases.show_item_content import AttachmentToChange, show_attachment, show_new_attachment
from wheel.web.context import viewer
from wheel.web.errors import status_of
from wheel.web.forms import field_errors
from wheel.web.htmx import done, page_or_fragment
from wheel.web.item_forms import STEPS, attachment_form, attachment_values, attachment_words
from wheel.web.items import item_changed, item_page
from wheel.web.plan_forms import seen
from wheel.web.policies import agenda_keepers_only
from wheel.web.translation import gettext
from wheel.web.versions import differences, version_to_send

attachments = Blueprint("attachments", __name__)

Refusal = ConflictError | InvalidInputError | RefusedError


@attachments.get("/items/<item_id>/attachments/new")
@agenda_keepers_only
def new(item_id: str) -> Response:
    return _form(_read_new(item_id), None)


@attachments.post("/items/<item_id>/attachments")
@agenda_keepers_only
def create(item_id: str) -> AnyResponse:
    def change() -> tuple[str, str]:
        command = use.AddAttachment(item_id, seen(request.form), attachment_form(request.form))
        with database().writing() as session:
            return use.add_attachment(session, viewer(), command, moment()), gettext("The attachment is added.")

    return _changed(change, lambda: _read_new(item_id))


@attachments.get("/attachments/<attachment_id>")
@agenda_keepers_only
def show(attachment_id: str) -> Response:
    return _form(_read(attachment_id), None)


@attachments.post("/attachments/<attachment_id>")
@agenda_keepers_only
def save(attachment_id: str) -> AnyResponse:
    def change() -> tuple[str, str]:
        command = use.ChangeAttachment(attachment_id, seen(request.form), attachment_form(request.form))
        with database().writing() as session:
            return use.change_attachment(session, viewer(), command, moment()), gettext("The attachment is saved.")

    return _changed(change, lambda: _read(attachment_id))


@attachments.post("/attachments/<attachment_id>/deletions")
@agenda_keepers_only
def delete(attachment_id: str) -> AnyResponse:
    def change() -> tuple[str, str]:
        command = use.RemoveAttachment(attachment_id, seen(request.form))
        with database().writing() as session:
            return use.remove_attachment(session, viewer(), command, moment()), gettext("The attachment is removed.")

    return _changed(change, lambda: _read(attachment_id))


@attachments.post("/attachments/<attachment_id>/positions")
@agenda_keepers_only
def order(attachment_id: str) -> AnyResponse:
    try:
        step = STEPS.get(request.form.get("step", ""), 0)
        command = use.MoveAttachment(attachment_id, seen(request.form), step)
        with database().writing() as session:
            item_id, number = use.move_attachment(session, viewer(), command, moment())
    except (ConflictError, InvalidInputError, RefusedError) as error:
        return item_page(_read(attachment_id).stops[0].item_id or "", error)
    return item_changed(item_id, gettext("The attachment is now number %(place)s.", place=number))


def _changed(change: Callable[[], tuple[str, str]], read: Callable[[], AttachmentToChange]) -> AnyResponse:
    """Make the change, which says of which item it is and what was done; after a refusal the form again."""
    try:
        item_id, message = change()
    except (ConflictError, InvalidInputError, RefusedError) as error:
        return _form(read(), error)
    return done(message, url_for("items.show", item_id=item_id))


def _read_new(item_id: str) -> AttachmentToChange:
    with database().reading() as session:
        return show_new_attachment(session, viewer(), item_id)


def _read(attachment_id: str) -> AttachmentToChange:
    with database().reading() as session:
        return show_attachment(session, viewer(), attachment_id)


def _form(page: AttachmentToChange, error: Refusal | None) -> Response:
    """The form; after a refusal with what was typed, and with what others did to the attachment meanwhile."""
    stored = attachment_values(page.attachment)
    # Removing sends no fields.
    typed = dict(request.form) if "title" in request.form else stored
    is_conflict = isinstance(error, ConflictError)
    return page_or_fragment(
        "items/attachment.html",
        "items/_attachment.html",
        status_of(error) if error else 200,
        page=page,
        item=page.stops[0],
        values=typed,
        errors=field_errors(error),
        seen=version_to_send(error, page.stops[0].item_version or 0, request.form.get("seen")),
        is_conflict=is_conflict,
        differences=differences(attachment_words(stored), attachment_words(typed)) if is_conflict else (),
    )
