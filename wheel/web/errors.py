"""Turns what the product refuses into a page or a fragment with a sentence the user can act on."""

from __future__ import annotations

from flask import Flask, Response, current_app, g, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from wheel.errors import (
    BusyError,
    ConflictError,
    ForbiddenError,
    InvalidInputError,
    NotFoundError,
    RefusedError,
    WheelError,
)
from wheel.services import database
from wheel.usecases.identify import visitor_if_known
from wheel.web.context import viewer
from wheel.web.htmx import wants_fragment
from wheel.web.translation import gettext

STATUSES: tuple[tuple[type[WheelError], int], ...] = (
    (NotFoundError, 404),
    (ForbiddenError, 403),
    (ConflictError, 409),
    (InvalidInputError, 422),
    (RefusedError, 422),
    (BusyError, 503),
)
RETRY_AFTER = 15
"""Seconds after which something that was busy should be asked for again."""


def handle_errors(app: Flask) -> None:
    app.register_error_handler(WheelError, _refused)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _crashed)


def sentence(error: WheelError) -> str:
    """The error's message in the reader's language."""
    return str(gettext(error.message, **error.details))


def status_of(error: WheelError) -> int:
    return next((status for kind, status in STATUSES if isinstance(error, kind)), 500)


def _refused(error: WheelError) -> Response:
    status = status_of(error)
    if status == 403 and not viewer().is_signed_in:
        status = 401
    response = _answer(sentence(error), status)
    if status == 503:
        response.headers["Retry-After"] = str(RETRY_AFTER)
    return response


def _stale_form(_error: CSRFError) -> Response:
    return _answer(gettext("The page had been open for too long. Load it again and repeat what you did."), 400)


def _http_error(error: HTTPException) -> Response:
    known = {
        404: gettext("There is no such page."),
        405: gettext("That cannot be done with this page."),
        413: gettext("That was too much text at once."),
    }
    response = _answer(known.get(error.code or 500, gettext("That could not be understood.")), error.code or 500)
    for name, value in error.get_headers():
        if name == "Allow":
            response.headers[name] = value
    return response


def _crashed(error: Exception) -> Response:
    """A fault of ours: logged with its trace for the operator, told to the user without it."""
    current_app.logger.error("failed: %s %s", request.method, request.endpoint, exc_info=error)
    return _answer(gettext("Something went wrong here, and nothing was changed. Try again in a moment."), 500)


def _answer(message: str, status: int) -> Response:
    template = "errors/_error.html" if wants_fragment() else "errors/error.html"
    try:
        _know_who_is_looking()
        return make_response(render_template(template, message=message, status=status), status)
    except Exception:
        # The page round the sentence names who is signed in, which nobody can say while the database is away.
        current_app.logger.exception("failed: the page that tells of it")
        return Response(f"{message}\n", status, mimetype="text/plain")


def _know_who_is_looking() -> None:
    """Whether visitors are shut out can perhaps not be asked; the page round the sentence shows nothing of the plan."""
    g.setdefault("visitor", visitor_if_known(database()))
