"""The page that a new installation is set up on: its organisation, its first administrator and what it starts with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import BinaryIO

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request, url_for
from flask_babel import lazy_gettext as later
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as AnyResponse

from wheel.core.zones import COPENHAGEN, FAROE, NUUK
from wheel.errors import InvalidInputError
from wheel.services import database, moment
from wheel.settings import LOCAL_HOSTS
from wheel.usecases.set_up import SetUp, Start, is_set_up, loaded_organisation, set_up
from wheel.web.forms import field_errors
from wheel.web.htmx import UNPROCESSABLE
from wheel.web.language import NAMES
from wheel.web.policies import everybody
from wheel.web.translation import gettext

setup = Blueprint("setup", __name__)

LARGEST_DOCUMENT = 60_000_000
"""Bytes of the whole form, on this page alone and while nobody has an account."""

TOO_LARGE = 413
_PORT = re.compile(":[0-9]+$")
NEW = {"time_zone": COPENHAGEN, "locale": "da", "start": Start.EMPTY.value}
ZONE_WORDS = {
    COPENHAGEN: later("Denmark (Copenhagen)"),
    FAROE: later("The Faroe Islands"),
    NUUK: later("Greenland (Nuuk)"),
}


@setup.url_value_preprocessor
def _take_a_document(_endpoint: str | None, _values: dict[str, object] | None) -> None:
    """Runs before anything reads the form, of which the CSRF check is the first."""
    if request.method == "POST" and not _is_set_up():
        request.max_content_length = LARGEST_DOCUMENT


@setup.teardown_request
def _close_the_document(_error: BaseException | None) -> None:
    request.close()


@setup.get("/setup")
@everybody
def show() -> AnyResponse:
    return _to_sign_in() if _is_set_up() else _page()


@setup.post("/setup")
@everybody
def save() -> AnyResponse:
    try:
        command = _command(request.form)
        with database().writing() as session:
            set_up(session, command, moment())
    except InvalidInputError as error:
        return _page(error, request.form, UNPROCESSABLE)
    flash(gettext("The first administrator is made. Sign in to go on."))
    return _to_sign_in()


@setup.errorhandler(TOO_LARGE)
def _too_large(_error: RequestEntityTooLarge) -> AnyResponse:
    """What was typed has not been read either."""
    if _is_set_up():
        return _to_sign_in()
    error = InvalidInputError(
        "The file is larger than %(most)s MB. Load it on the server with the command “load” instead.",
        field="document",
        most=LARGEST_DOCUMENT // 1_000_000,
    )
    return _page(error, NEW | {"start": Start.DOCUMENT.value}, TOO_LARGE)


def _is_set_up() -> bool:
    with database().reading() as session:
        return is_set_up(session)


def _to_sign_in() -> AnyResponse:
    return redirect(url_for("accounts.sign_in_page"), code=303)


def _command(form: Mapping[str, str]) -> SetUp:
    if form.get("password") != form.get("password_again"):
        raise InvalidInputError("The two passwords are not the same.", field="password_again")
    return SetUp(
        organisation=form.get("organisation", ""),
        time_zone=form.get("time_zone", COPENHAGEN),
        locale=form.get("locale", "da"),
        display_name=form.get("display_name", ""),
        user_name=form.get("user_name", ""),
        email=form.get("email", ""),
        post=form.get("post", ""),
        password=form.get("password", ""),
        start=_start(form.get("start", Start.EMPTY)),
        document=_document(),
    )


def _start(word: str) -> Start:
    try:
        return Start(word)
    except ValueError as error:
        raise InvalidInputError("Choose how to start.", field="start") from error


def _document() -> BinaryIO | None:
    """The uploaded file, which lies on disk unless it is small."""
    sent = request.files.get("document")
    return sent.stream if sent is not None and sent.filename else None  # type: ignore[return-value]


def _page(error: InvalidInputError | None = None, typed: Mapping[str, str] = NEW, status: int = 200) -> Response:
    """The page with what was typed but for passwords, which are never sent back, and the file, which cannot be."""
    kept = {name: value for name, value in typed.items() if "password" not in name}
    with database().reading() as session:
        loaded = loaded_organisation(session)
    page = render_template(
        "setup/setup.html",
        form_values=kept,
        errors=field_errors(error),
        # Documents are complained of in English, the language that their format is written in.
        said_of_document=str(error.__cause__) if error and error.__cause__ and error.field == "document" else "",
        is_overheard=_is_overheard(),
        loaded=loaded,
        zones=ZONE_WORDS,
        languages=NAMES,
        most_megabytes=LARGEST_DOCUMENT // 1_000_000,
    )
    return make_response(page, status)


def _is_overheard() -> bool:
    """Whether a password typed here goes over a network that others may listen to."""
    host = _PORT.sub("", request.host).strip("[]")
    return not request.is_secure and host not in LOCAL_HOSTS
