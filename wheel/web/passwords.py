"""The pages where a password is chosen: by a link, after it was forgotten, and for one's own account."""

from __future__ import annotations

from flask import Blueprint, Response, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wheel.errors import InvalidInputError, NotFoundError, RefusedError, WheelError
from wheel.services import database, moment, services
from wheel.usecases.change_password import ChangePassword, change_password, own_password
from wheel.usecases.choose_password import OpenLink, choose_password, open_link
from wheel.usecases.passwords import SHORTEST, NewPassword, accepts_passwords
from wheel.usecases.reset_password import AskForReset, count_request
from wheel.web.context import viewer
from wheel.web.errors import sentence
from wheel.web.forms import field_errors
from wheel.web.htmx import UNPROCESSABLE, done, page_or_fragment
from wheel.web.mail import mailer
from wheel.web.password_mail import send_reset
from wheel.web.policies import everybody, signed_in_only
from wheel.web.translation import gettext

passwords = Blueprint("passwords", __name__)

# An e-mail address is no longer (RFC 5321, 4.5.3.1.3).
LONGEST_NAME = 254


@passwords.after_request
def keep_the_address_to_ourselves(response: Response) -> Response:
    """The address of a link is as good as a password: no other page is told of it."""
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@passwords.app_template_global()
def own_password_state() -> str:
    """Whether the viewer's own account has a password that can be changed, or why not; for me/_password.html."""
    with database().reading() as session:
        return own_password(session, viewer()).value


@passwords.app_template_global()
def shortest_password() -> int:
    return SHORTEST


@passwords.get("/passwords/forgotten")
@everybody
def forgotten() -> Response:
    return _forgotten(None)


@passwords.post("/passwords/forgotten")
@everybody
def ask() -> AnyResponse:
    """Says the same, at the same speed, whether there is such an account or not."""
    name = request.form.get("name", "").strip()[:LONGEST_NAME]
    if mailer() is None:
        return _forgotten(
            RefusedError("No mail is sent from here. Ask an administrator for a link to choose a new password.")
        )
    try:
        count_request(database(), AskForReset(name, *_from_where()), moment().at)
    except (InvalidInputError, RefusedError) as error:
        return _forgotten(error)
    send_reset(name)
    message = gettext(
        "If there is such an account, a mail with a link is on its way to it. The link works for an hour."
    )
    return done(message, url_for("passwords.forgotten"))


@passwords.get("/passwords/<token>")
@everybody
def choose(token: str) -> Response:
    return _link_page(token, None)


@passwords.post("/passwords/<token>")
@everybody
def chosen(token: str) -> AnyResponse:
    try:
        choose_password(database(), OpenLink(token, *_from_where()), _new_password(), moment())
    except InvalidInputError as error:
        return _link_page(token, error)
    except NotFoundError as error:
        return _no_link(error)
    return done(gettext("Your password is chosen. Sign in with it."), url_for("accounts.sign_in_page"))


@passwords.get("/me/password")
@signed_in_only
def own() -> Response:
    return _own(None)


@passwords.post("/me/password")
@signed_in_only
def change() -> AnyResponse:
    command = ChangePassword(request.form.get("current_password", ""), _new_password(), *_from_where())
    try:
        change_password(database(), viewer(), command, moment())
    except (InvalidInputError, RefusedError) as error:
        return _own(error)
    message = gettext("Your password is changed. Other browsers that were signed in as you no longer are.")
    return done(message, url_for("my_page.show"))


def _from_where() -> tuple[str, str]:
    """The address that the request comes from, and the secret that keys what is counted of it."""
    return request.remote_addr or "", services().settings.secret_key


def _new_password() -> NewPassword:
    return NewPassword(request.form.get("password", ""), request.form.get("password_again", ""))


def _forgotten(error: WheelError | None) -> Response:
    with database().reading() as session:
        has_passwords = accepts_passwords(session)
    return page_or_fragment(
        "passwords/forgotten.html",
        "passwords/_forgotten.html",
        UNPROCESSABLE if error else 200,
        has_passwords=has_passwords,
        sends_mail=mailer() is not None,
        errors=field_errors(error),
        form_values=request.form,
    )


def _link_page(token: str, error: WheelError | None) -> Response:
    try:
        account = open_link(database(), OpenLink(token, *_from_where()), moment())
    except NotFoundError as refusal:
        return _no_link(refusal)
    return page_or_fragment(
        "passwords/choose.html",
        "passwords/_choose.html",
        UNPROCESSABLE if error else 200,
        account=account,
        token=token,
        errors=field_errors(error),
    )


def _no_link(error: NotFoundError) -> Response:
    return page_or_fragment(
        "passwords/no_link.html",
        "passwords/_no_link.html",
        404,
        message=sentence(error),
        sends_mail=mailer() is not None,
    )


def _own(error: WheelError | None) -> Response:
    return page_or_fragment(
        "me/password.html",
        "me/_password.html",
        UNPROCESSABLE if error else 200,
        errors=field_errors(error),
    )
