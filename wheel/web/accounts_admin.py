"""The pages where an administrator keeps the accounts: add, change, let in, close and delete."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wheel.core.sign_in import LinkPurpose
from wheel.errors import ConflictError, InvalidInputError, RefusedError
from wheel.services import database, moment, today
from wheel.usecases.anonymise_account import AnonymiseAccount, anonymise_account
from wheel.usecases.change_own_feed import close_feeds_of
from wheel.usecases.close_account import CloseAccount, close_account, end_all_sessions, reopen_account
from wheel.usecases.invite import LASTS, make_link
from wheel.usecases.save_account import invite_account, save_account
from wheel.usecases.second_factor import take_off_second_factor
from wheel.usecases.show_accounts import AccountPage, choosable_posts, show_account, show_accounts
from wheel.web.account_forms import (
    NEW,
    account_form,
    account_values,
    account_words,
    invitation_form,
    is_by_mail,
)
from wheel.web.context import viewer
from wheel.web.errors import status_of
from wheel.web.forms import field_errors
from wheel.web.htmx import UNPROCESSABLE, done, page_or_fragment
from wheel.web.mail import mailer
from wheel.web.password_mail import link_address, send_invitation
from wheel.web.people_words import ROLES, SEEN, term_words
from wheel.web.plan_forms import seen
from wheel.web.policies import administrators_only
from wheel.web.translation import gettext, ngettext
from wheel.web.versions import differences, version_to_send

accounts_admin = Blueprint("accounts_admin", __name__, url_prefix="/administration/accounts")
accounts_admin.add_app_template_filter(term_words)

Refusal = ConflictError | InvalidInputError | RefusedError
REFUSALS = (ConflictError, InvalidInputError, RefusedError)
SAVE, LET_IN, CLOSE, DELETE = "save", "let-in", "close", "delete"
"""The forms of an account's pages, each where its refusal is told."""


@accounts_admin.get("")
@administrators_only
def accounts() -> Response:
    with database().reading() as session:
        lines = show_accounts(session, viewer(), moment())
    return page_or_fragment(
        "administration/accounts.html",
        "administration/_accounts.html",
        open_lines=[line for line in lines if not line.account.is_closed],
        closed_lines=[line for line in lines if line.account.is_closed],
        roles=ROLES,
        seen_words=SEEN,
    )


@accounts_admin.get("/new")
@administrators_only
def new() -> Response:
    return _new_form(None)


@accounts_admin.post("")
@administrators_only
def create() -> AnyResponse:
    try:
        command = invitation_form(request.form, sends_mail=mailer() is not None)
        with database().writing() as session:
            invited = invite_account(session, viewer(), command, moment())
    except (InvalidInputError, RefusedError) as error:
        return _new_form(error)
    if not invited.token:
        return done(gettext("The account is added."), _address(invited.account_id))
    return _handed_over(invited.account_id, invited.token, LinkPurpose.INVITATION)


@accounts_admin.get("/<account_id>")
@administrators_only
def show(account_id: str) -> Response:
    return _page(account_id, None, "")


@accounts_admin.post("/<account_id>")
@administrators_only
def save(account_id: str) -> AnyResponse:
    def change() -> str:
        command = account_form(account_id, request.form)
        with database().writing() as session:
            save_account(session, viewer(), command, moment())
        return gettext("The account is saved.")

    return _changed(account_id, change, SAVE)


@accounts_admin.post("/<account_id>/links")
@administrators_only
def link(account_id: str) -> AnyResponse:
    """A link to choose the first password, or a new one in place of one that is there."""
    try:
        with database().writing() as session:
            page = show_account(session, viewer(), account_id, moment())
            purpose = LinkPurpose.RESET if page.line.has_password else LinkPurpose.INVITATION
            token = make_link(session, viewer(), moment(), account_id, purpose)
    except RefusedError as error:
        return _page(account_id, error, LET_IN)
    return _handed_over(account_id, token, purpose)


@accounts_admin.post("/<account_id>/second-factor-removals")
@administrators_only
def take_off(account_id: str) -> AnyResponse:
    def change() -> str:
        with database().writing() as session:
            take_off_second_factor(session, viewer(), moment(), account_id, seen(request.form))
        return gettext("The second factor is taken off. The password alone lets the person in until it is on again.")

    return _changed(account_id, change, LET_IN)


@accounts_admin.post("/<account_id>/session-endings")
@administrators_only
def end_sessions(account_id: str) -> AnyResponse:
    def change() -> str:
        with database().writing() as session:
            count = end_all_sessions(session, viewer(), account_id, moment())
        return ngettext("%(num)s browser is signed out.", "%(num)s browsers are signed out.", count)

    return _changed(account_id, change, LET_IN)


@accounts_admin.post("/<account_id>/calendar-closings")
@administrators_only
def close_calendars(account_id: str) -> AnyResponse:
    def change() -> str:
        with database().writing() as session:
            count = close_feeds_of(session, viewer(), account_id, moment())
        return ngettext("%(num)s calendar is closed.", "%(num)s calendars are closed.", count)

    return _changed(account_id, change, CLOSE)


@accounts_admin.post("/<account_id>/closings")
@administrators_only
def close(account_id: str) -> AnyResponse:
    def change() -> str:
        with database().writing() as session:
            close_account(session, viewer(), CloseAccount(account_id, seen(request.form)), moment())
        return gettext("The account is closed.")

    return _changed(account_id, change, CLOSE)


@accounts_admin.post("/<account_id>/reopenings")
@administrators_only
def reopen(account_id: str) -> AnyResponse:
    def change() -> str:
        with database().writing() as session:
            reopen_account(session, viewer(), CloseAccount(account_id, seen(request.form)), moment())
        return gettext("The account is open again.")

    return _changed(account_id, change, CLOSE)


@accounts_admin.get("/<account_id>/deletions/new")
@administrators_only
def confirm_deletion(account_id: str) -> Response:
    return _deletion(account_id, None)


@accounts_admin.post("/<account_id>/deletions")
@administrators_only
def delete(account_id: str) -> AnyResponse:
    try:
        command = AnonymiseAccount(account_id, seen(request.form))
        with database().writing() as session:
            anonymise_account(session, viewer(), command, moment())
    except REFUSALS as error:
        return _deletion(account_id, error)
    return done(gettext("The account is deleted."), url_for("accounts_admin.accounts"))


def _address(account_id: str) -> str:
    return url_for("accounts_admin.show", account_id=account_id)


def _handed_over(account_id: str, token: str, purpose: LinkPurpose) -> AnyResponse:
    """Send the invitation, or show the link: in the answer to the form itself, since it is kept nowhere."""
    # What is sent says that the account is new; a link to choose another password is handed over by people.
    to = send_invitation(token) if purpose is LinkPurpose.INVITATION and is_by_mail(request.form) else ""
    if to:
        return done(gettext("An invitation is on its way to %(email)s.", email=to), _address(account_id))
    return page_or_fragment(
        "administration/account_link.html",
        "administration/_account_link.html",
        page=_read(account_id),
        address=link_address(token),
        days=LASTS[purpose].days,
    )


def _changed(account_id: str, change: Callable[[], str], form: str) -> AnyResponse:
    try:
        message = change()
    except REFUSALS as error:
        return _page(account_id, error, form)
    return done(message, _address(account_id))


def _read(account_id: str) -> AccountPage:
    with database().reading() as session:
        return show_account(session, viewer(), account_id, moment())


def _page(account_id: str, error: Refusal | None, form: str) -> Response:
    """The account's page; after a refusal with what was typed, and with what others did meanwhile."""
    page = _read(account_id)
    stored, typed = account_values(page.line.account), dict(request.form)
    is_conflict = isinstance(error, ConflictError)
    told = differences(account_words(stored), account_words(typed)) if is_conflict and form == SAVE else ()
    return page_or_fragment(
        "administration/account.html",
        "administration/_account.html",
        status_of(error) if error else 200,
        page=page,
        open_form=form,
        errors=field_errors(error),
        values=typed if form == SAVE else stored,
        seen=_seen(page, error),
        is_conflict=is_conflict,
        differences=told,
        roles=ROLES,
        seen_words=SEEN,
        sends_mail=mailer() is not None,
        today=today(),
    )


def _deletion(account_id: str, error: Refusal | None) -> Response:
    page = _read(account_id)
    return page_or_fragment(
        "administration/account_deletion.html",
        "administration/_account_deletion.html",
        status_of(error) if error else 200,
        page=page,
        errors=field_errors(error),
        seen=_seen(page, error),
    )


def _seen(page: AccountPage, error: Refusal | None) -> str:
    return version_to_send(error, page.line.account.version, request.form.get("seen"))


def _new_form(error: InvalidInputError | RefusedError | None) -> Response:
    with database().reading() as session:
        posts = choosable_posts(session, viewer(), today())
    return page_or_fragment(
        "administration/new_account.html",
        "administration/_new_account.html",
        UNPROCESSABLE if error else 200,
        errors=field_errors(error),
        values=request.form or NEW,
        posts={post.id: f"{post.title} ({post.unit})" if post.unit else post.title for post in posts},
        roles=ROLES,
        sends_mail=mailer() is not None,
    )
