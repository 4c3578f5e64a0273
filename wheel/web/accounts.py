"""Signing in and out, and the first-run page that makes the first administrator."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user, login_user, logout_user
from werkzeug.wrappers import Response

from wheel.core.access import Role
from wheel.errors import InvalidInputError, RefusedError, WheelError
from wheel.services import database, moment, services
from wheel.usecases.create_account import CreateAccount, is_set_up, set_up
from wheel.usecases.identify import identify
from wheel.usecases.sign_in import SignIn, sign_in
from wheel.web.addresses import local_address
from wheel.web.errors import sentence
from wheel.web.forms import field_errors
from wheel.web.policies import everybody
from wheel.web.sessions import SignedIn
from wheel.web.translation import gettext

accounts = Blueprint("accounts", __name__)


@accounts.get("/sign-in")
@everybody
def sign_in_page() -> Response | str:
    with database().reading() as session:
        if not is_set_up(session):
            return redirect(url_for("accounts.setup_page"), code=303)
    return _sign_in_form()


@accounts.post("/sign-in")
@everybody
def sign_in_post() -> Response | tuple[str, int]:
    form = request.form
    command = SignIn(
        user_name=form.get("user_name", "")[:200],
        password=form.get("password", ""),
        address=request.remote_addr or "",
        secret=services().settings.secret_key,
    )
    try:
        session_key = sign_in(database(), command, moment().at)
    except RefusedError as error:
        return _sign_in_form(sentence(error), command.user_name), 422
    _sign_in_browser(session_key)
    return redirect(local_address(form.get("next", "")), code=303)


@accounts.post("/sign-out")
@everybody
def sign_out() -> Response:
    if current_user.is_authenticated:
        logout_user()
    flash(gettext("You are signed out."))
    return redirect(url_for("wheel.front"), code=303)


@accounts.get("/setup")
@everybody
def setup_page() -> Response | str:
    with database().reading() as session:
        if is_set_up(session):
            return redirect(url_for("accounts.sign_in_page"), code=303)
    return _setup_form()


@accounts.post("/setup")
@everybody
def setup_post() -> Response | tuple[str, int]:
    form = request.form
    try:
        command = _first_account(form)
        with database().writing() as session:
            set_up(session, form.get("organisation", ""), command)
    except InvalidInputError as error:
        return _setup_form(error, form.to_dict()), 422
    flash(gettext("The first administrator is made. Sign in to go on."))
    return redirect(url_for("accounts.sign_in_page"), code=303)


def _first_account(form: Mapping[str, str]) -> CreateAccount:
    if form.get("password") != form.get("password_again"):
        raise InvalidInputError("The two passwords are not the same.", field="password_again")
    return CreateAccount(
        user_name=form.get("user_name", ""),
        display_name=form.get("display_name", ""),
        password=form.get("password", ""),
        role=Role.ADMINISTRATOR,
    )


def _sign_in_browser(session_key: str) -> None:
    viewer = identify(database(), session_key, moment())
    if viewer is not None:
        login_user(SignedIn(session_key, viewer))


def _sign_in_form(message: str = "", user_name: str = "") -> str:
    back = local_address(request.values.get("next", ""))
    return render_template("accounts/sign_in.html", message=message, user_name=user_name, next=back)


def _setup_form(error: WheelError | None = None, values: dict[str, str] | None = None) -> str:
    kept = {name: value for name, value in (values or {}).items() if "password" not in name}
    return render_template("accounts/setup.html", values=kept, errors=field_errors(error))
