"""Saved views: the list of them, opening one, and saving, renaming and deleting; with the wheel's menu of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wheel.core.periods import Period, Zoom
from wheel.core.wheel_filters import WheelFilter, query_string
from wheel.errors import ConflictError, InvalidInputError, RefusedError
from wheel.services import database, moment, today
from wheel.usecases.change_view import DeleteView, RenameView, delete_view, rename_view
from wheel.usecases.save_view import SaveView, save_view
from wheel.usecases.show_views import ViewsAtHand, open_view, views_for
from wheel.web.context import viewer
from wheel.web.errors import status_of
from wheel.web.forms import field_errors
from wheel.web.htmx import UNPROCESSABLE, done, page_or_fragment
from wheel.web.period_words import ZOOMS
from wheel.web.plan_forms import seen
from wheel.web.policies import public_part, signed_in_only
from wheel.web.translation import gettext
from wheel.web.versions import differences, version_to_send
from wheel.web.wheel_links import query_of

saved_views = Blueprint("saved_views", __name__, url_prefix="/views")

Refusal = ConflictError | InvalidInputError | RefusedError


@dataclass(frozen=True)
class Here:
    """What is being looked at, as the form that saves it sends it."""

    zoom: str
    query: str
    is_list: bool


def here_of(period: Period, wanted: WheelFilter, *, is_list: bool) -> Here:
    return Here(period.zoom.value, query_string(wanted), is_list)


@saved_views.get("")
@public_part
def views() -> Response:
    return _list("", None)


@saved_views.get("/<view_id>")
@public_part
def show(view_id: str) -> AnyResponse:
    """To the wheel (or the list) of the present period of its zoom, which has an address of its own."""
    with database().reading() as session:
        view = open_view(session, viewer(), view_id)
    kept = query_of(view.wanted, is_list=view.is_list)
    return redirect(url_for("wheel.show", **kept | {"period": view.period(today()).key}))


@saved_views.post("")
@signed_in_only
def create() -> AnyResponse:
    try:
        with database().writing() as session:
            view_id = save_view(session, viewer(), _command(request.form), moment())
    except (InvalidInputError, RefusedError) as error:
        return _form(error)
    message = gettext("The view is saved.")
    to = url_for("saved_views.show", view_id=view_id)
    return done(message, to, "views/_menu.html", saved=_views(), here=_here(request.form), is_menu_open=True)


@saved_views.post("/<view_id>")
@signed_in_only
def rename(view_id: str) -> AnyResponse:
    def change() -> str:
        command = RenameView(view_id, request.form.get("name", ""), seen(request.form))
        with database().writing() as session:
            rename_view(session, viewer(), command, moment())
        return gettext("The view has its new name.")

    return _changed(view_id, change)


@saved_views.post("/<view_id>/deletions")
@signed_in_only
def delete(view_id: str) -> AnyResponse:
    def change() -> str:
        command = DeleteView(view_id, seen(request.form))
        with database().writing() as session:
            delete_view(session, viewer(), command, moment())
        return gettext("The view is deleted.")

    return _changed(view_id, change)


def _changed(view_id: str, change: Callable[[], str]) -> AnyResponse:
    try:
        message = change()
    except (ConflictError, InvalidInputError, RefusedError) as error:
        return _list(view_id, error)
    to = url_for("saved_views.views")
    return done(message, to, "views/_views.html", **_list_values("", None), is_done=True)


def _list(changed: str, error: Refusal | None) -> Response:
    values = _list_values(changed, error)
    return page_or_fragment("views/views.html", "views/_views.html", status_of(error) if error else 200, **values)


def _list_values(changed: str, error: Refusal | None) -> dict[str, object]:
    """The list; after a refusal with what was typed for the view `changed`, and what somebody else did to it."""
    saved = _views()
    stored = next((view for view in (*saved.mine, *saved.shared) if view.id == changed), None)
    name = stored.name if stored else ""
    typed = request.form.get("name", name)
    label = gettext("Name of the view")
    is_conflict = isinstance(error, ConflictError)
    return {
        "saved": saved,
        "zooms": ZOOMS,
        "changed": changed,
        "errors": field_errors(error),
        "typed": {"name": typed},
        "seen": version_to_send(error, stored.version if stored else 0, request.form.get("seen")),
        "is_conflict": is_conflict,
        "differences": differences({label: name}, {label: typed}) if is_conflict else (),
    }


def _form(error: InvalidInputError | RefusedError) -> Response:
    """The form again, as it was typed: for htmx in the wheel's menu, else on a page of its own."""
    return page_or_fragment(
        "views/new_view.html",
        "views/_menu.html",
        UNPROCESSABLE,
        saved=_views(),
        here=_here(request.form),
        is_menu_open=True,
        view_errors=field_errors(error),
        view_typed=request.form,
    )


def _views() -> ViewsAtHand:
    with database().reading() as session:
        return views_for(session, viewer())


def _command(form: Mapping[str, str]) -> SaveView:
    try:
        zoom = Zoom(form.get("zoom", ""))
    except ValueError as error:
        raise InvalidInputError("The form is incomplete. Load the page again.") from error
    return SaveView(
        name=form.get("name", ""),
        zoom=zoom,
        query=form.get("query", ""),
        is_list=form.get("is_list") == "1",
        is_shared=form.get("shared") == "1",
    )


def _here(form: Mapping[str, str]) -> Here:
    return Here(form.get("zoom", ""), form.get("query", ""), form.get("is_list") == "1")
