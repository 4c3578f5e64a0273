"""Signing in and out."""

from __future__ import annotations

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from wheel.errors import RefusedError
from wheel.services import database, moment, services
from wheel.usecases.own_sessions import sign_out as end_this_session
from wheel.usecases.passwords import accepts_passwords
from wheel.usecases.set_up import is_set_up
from wheel.usecases.sign_in import SignIn, sign_in
from wheel.web.addresses import local_address
from wheel.web.browsers import browser_words
from wheel.web.context import viewer
from wheel.web.errors import sentence
from wheel.web.policies import everybody
from wheel.web.provider import logout_address, onward
from wheel.web.sessions import forget_browser, let_browser_wait, sign_browser_in
from wheel.web.translation import gettext

accounts = Blueprint("accounts", __name__)


@accounts.get("/sign-in")
@everybody
def sign_in_page() -> Response | str:
    with database().reading() as session:
        if not is_set_up(session):
            return redirect(url_for("setup.show"), code=303)
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
        browser=browser_words(request.user_agent.string),
        replaces=viewer().session_id,
    )
    try:
        opened = sign_in(database(), command, moment())
    except RefusedError as error:
        return _sign_in_form(sentence(error), command.user_name), 422
    back = local_address(form.get("next", ""))
    if opened.awaits_second_factor:
        let_browser_wait(opened.key)
        return redirect(url_for("second_factor.ask", next=back), code=303)
    sign_browser_in(opened.key)
    return redirect(back, code=303)


@accounts.post("/sign-out")
@everybody
def sign_out() -> Response:
    """Here, and then at the provider if the session began there: that is a page of the provider's own."""
    elsewhere = logout_address()
    with database().writing() as session:
        end_this_session(session, viewer(), moment())
    forget_browser()
    if elsewhere:
        return onward(elsewhere)
    flash(gettext("You are signed out."))
    return redirect(url_for("wheel.front"), code=303)


def _sign_in_form(message: str = "", user_name: str = "") -> str:
    with database().reading() as session:
        takes_passwords = accepts_passwords(session)
    return render_template(
        "accounts/sign_in.html",
        message=message,
        user_name=user_name,
        next=local_address(request.values.get("next", "")),
        takes_passwords=takes_passwords,
        provider=_provider_name(),
    )


def _provider_name() -> str:
    """What the organisation's own sign-in is called, or "" without one."""
    provider = services().settings.oidc
    return provider.name if provider and "provider.begin" in current_app.view_functions else ""
