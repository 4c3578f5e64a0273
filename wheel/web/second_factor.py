"""The pages of the second factor: the code that is asked for when signing in, and turning it on, off and anew."""

from __future__ import annotations

import segno
from flask import Blueprint, Response, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wheel.errors import InvalidInputError, RefusedError
from wheel.services import database, moment, services
from wheel.usecases.own_proof import Proof
from wheel.usecases.second_factor import (
    NewKey,
    TurnOn,
    offer_key,
    renew_own_codes,
    show_own_second_factor,
    turn_off,
    turn_on,
)
from wheel.usecases.sign_in import ShowSecondFactor, awaits_second_factor, show_second_factor
from wheel.web.addresses import local_address
from wheel.web.context import viewer
from wheel.web.forms import field_errors
from wheel.web.htmx import UNPROCESSABLE, done, page_or_fragment
from wheel.web.policies import everybody, signed_in_only
from wheel.web.sessions import sign_browser_in, waiting_key
from wheel.web.translation import gettext

second_factor = Blueprint("second_factor", __name__)

Refusal = InvalidInputError | RefusedError
ON, CODES, OFF = "on", "codes", "off"
"""The forms of one's own page."""


@second_factor.get("/sign-in/second-factor")
@everybody
def ask() -> AnyResponse:
    if not awaits_second_factor(database(), waiting_key(), moment()):
        return _begin_again()
    return _question(None)


@second_factor.post("/sign-in/second-factor")
@everybody
def answer() -> AnyResponse:
    if not awaits_second_factor(database(), waiting_key(), moment()):
        return _begin_again(gettext("It took too long. Sign in again."))
    command = ShowSecondFactor(
        key=waiting_key(),
        code=request.form.get("code", ""),
        recovery_code=request.form.get("recovery_code", ""),
        address=request.remote_addr or "",
        secret=_secret(),
    )
    try:
        session_key = show_second_factor(database(), command, moment())
    except (InvalidInputError, RefusedError) as error:
        return _question(error)
    sign_browser_in(session_key)
    return redirect(_back(), code=303)


@second_factor.get("/me/second-factor")
@signed_in_only
def show() -> Response:
    return _page(None, "")


@second_factor.post("/me/second-factor")
@signed_in_only
def on() -> Response:
    command = TurnOn(request.form.get("sealed", ""), request.form.get("code", ""), _proof())
    try:
        codes = turn_on(database(), viewer(), command, moment())
    except (InvalidInputError, RefusedError) as error:
        return _page(error, ON)
    return _codes(codes, gettext("The second factor is on. All your other browsers are signed out."))


@second_factor.post("/me/second-factor/recovery-codes")
@signed_in_only
def renew() -> Response:
    try:
        codes = renew_own_codes(database(), viewer(), _proof(), moment())
    except (InvalidInputError, RefusedError) as error:
        return _page(error, CODES)
    return _codes(codes, gettext("You have new recovery codes. The old ones are worth nothing now."))


@second_factor.post("/me/second-factor/deletions")
@signed_in_only
def off() -> AnyResponse:
    try:
        turn_off(database(), viewer(), _proof(), moment())
    except (InvalidInputError, RefusedError) as error:
        return _page(error, OFF)
    return done(gettext("The second factor is off."), url_for("second_factor.show"))


def _begin_again(message: str = "") -> AnyResponse:
    """With the password, unless somebody is signed in already."""
    if viewer().is_signed_in:
        return redirect(_back(), code=303)
    if message:
        flash(message)
    return redirect(url_for("accounts.sign_in_page", next=_back()), code=303)


def _question(error: Refusal | None) -> Response:
    return make_response(
        render_template("second_factor/ask.html", errors=field_errors(error), next=_back()),
        UNPROCESSABLE if error else 200,
    )


def _back() -> str:
    return local_address(request.values.get("next", ""))


def _page(error: Refusal | None, form: str) -> Response:
    """One's own page; after a refusal with what was typed into that `form`, but for passwords and codes."""
    with database().reading() as session:
        page = show_own_second_factor(session, viewer())
        new_key = offer_key(session, viewer(), _secret(), request.form.get("sealed", "")) if not page.since else None
    return page_or_fragment(
        "second_factor/page.html",
        "second_factor/_page.html",
        UNPROCESSABLE if error else 200,
        page=page,
        new_key=new_key,
        picture=_picture(new_key) if new_key else "",
        errors=field_errors(error),
        open_form=form,
    )


def _codes(codes: tuple[str, ...], message: str) -> Response:
    """In the answer to the form itself: a page that could be loaded again would have to keep them somewhere."""
    return page_or_fragment("second_factor/codes.html", "second_factor/_codes.html", 200, codes=codes, message=message)


def _picture(key: NewKey) -> str:
    """The address of the QR code (ISO/IEC 18004) for the authenticator's camera: an SVG picture within the page."""
    return str(segno.make(key.address, error="m", micro=False).svg_data_uri(omitsize=True, border=4))


def _proof() -> Proof:
    return Proof(request.form.get("proof", ""), request.remote_addr or "", _secret())


def _secret() -> str:
    return services().settings.secret_key
