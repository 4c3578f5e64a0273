"""The page where an administrator sees how people sign in, and says what follows from it: roles, posts, passwords."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, Response, current_app, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wheel.core.access import Role
from wheel.core.plan import Organisation
from wheel.errors import ConflictError, InvalidInputError, RefusedError
from wheel.services import database, moment
from wheel.usecases.claim_rules import AddClaimRule, add_rule, delete_rule, show_claim_rules
from wheel.usecases.sign_in_settings import SaveSignIn, save_sign_in, show_sign_in
from wheel.web.context import viewer
from wheel.web.errors import status_of
from wheel.web.forms import field_errors
from wheel.web.htmx import done, page_or_fragment
from wheel.web.people_words import ROLES
from wheel.web.plan_forms import seen
from wheel.web.policies import administrators_only
from wheel.web.provider import callback_address, configured, signed_out_address
from wheel.web.provider_protocol import NotReachableError
from wheel.web.translation import gettext
from wheel.web.versions import differences, version_to_send

provider_admin = Blueprint("provider_admin", __name__, url_prefix="/administration/sign-in")

Refusal = ConflictError | InvalidInputError | RefusedError
SAVE, ADD = "save", "add"
"""The forms of the page."""
ROLE, POST = "role:", "post:"


@provider_admin.get("")
@administrators_only
def show() -> Response:
    return _page(None, "")


@provider_admin.post("")
@administrators_only
def save() -> AnyResponse:
    form = request.form
    try:
        command = SaveSignIn("allows_passwords" in form, "admits_newcomers" in form, seen(form))
        with database().writing() as session:
            save_sign_in(session, viewer(), command, moment())
    except (ConflictError, InvalidInputError, RefusedError) as error:
        return _page(error, SAVE)
    return done(gettext("How people sign in is saved."), url_for("provider_admin.show"))


@provider_admin.post("/checks")
@administrators_only
def check() -> AnyResponse:
    """Ask the provider now; nothing is changed by it."""
    asked = configured()
    if asked is None:
        return _page(RefusedError("No sign-in provider is set up."), "")
    try:
        asked.metadata(moment().at, anew=True)
    except NotReachableError as error:
        current_app.logger.warning("sign-in provider: not reachable: %s", error)
        return _page(RefusedError("The provider does not answer as it must. The server's log says what failed."), "")
    return done(gettext("The provider answers as it must."), url_for("provider_admin.show"))


@provider_admin.post("/rules")
@administrators_only
def add() -> AnyResponse:
    try:
        with database().writing() as session:
            add_rule(session, viewer(), _rule_form(request.form), moment())
    except (InvalidInputError, RefusedError) as error:
        return _page(error, ADD)
    return done(
        gettext("The rule is added. It counts from each person's next sign-in."), url_for("provider_admin.show")
    )


@provider_admin.post("/rules/<rule_id>/deletions")
@administrators_only
def delete(rule_id: str) -> AnyResponse:
    with database().writing() as session:
        delete_rule(session, viewer(), rule_id, moment())
    message = gettext("The rule is deleted. What it has given stays until the person next signs in.")
    return done(message, url_for("provider_admin.show"))


def _rule_form(form: Mapping[str, str]) -> AddClaimRule:
    gives = form.get("gives", "")
    claim, value = form.get("claim", ""), form.get("value", "")
    if gives.startswith(POST):
        return AddClaimRule(claim, value, post_id=gives.removeprefix(POST))
    role = gives.removeprefix(ROLE)
    known = gives.startswith(ROLE) and role in {one.value for one in Role}
    return AddClaimRule(claim, value, role=Role(role) if known else None)


def _page(error: Refusal | None, form: str) -> Response:
    """The page; after a refusal with what was typed into that `form`, and with what others did meanwhile."""
    with database().reading() as session:
        organisation = show_sign_in(session, viewer())
        rules, posts = show_claim_rules(session, viewer())
    found = configured()
    typed, stored = dict(request.form), _values(organisation)
    is_conflict = isinstance(error, ConflictError)
    titles = {post.id: f"{post.title}, {post.unit}" if post.unit else post.title for post in posts}
    return page_or_fragment(
        "administration/sign_in.html",
        "administration/_sign_in.html",
        status_of(error) if error else 200,
        settings=found.settings if found else None,
        callback_address=callback_address(),
        signed_out_address=signed_out_address(),
        rules=rules,
        titles=titles,
        choices=_roles() | {POST + post_id: title for post_id, title in titles.items()},
        roles=_roles(),
        open_form=form,
        errors=field_errors(error),
        values=typed if form == SAVE else stored,
        rule_values=typed if form == ADD else {},
        seen=version_to_send(error if form == SAVE else None, organisation.version, typed.get("seen")),
        is_conflict=is_conflict,
        differences=differences(_words(stored), _words(typed)) if is_conflict else (),
    )


def _values(organisation: Organisation) -> dict[str, str]:
    """What the form of the switches sends when it is as stored."""
    switches = {"allows_passwords": organisation.allows_passwords, "admits_newcomers": organisation.admits_newcomers}
    return {name: "1" for name, is_on in switches.items() if is_on}


def _words(values: Mapping[str, str]) -> dict[str, str]:
    labels = {
        "allows_passwords": gettext("People may sign in with a password"),
        "admits_newcomers": gettext("Newcomers may come in"),
    }
    return {label: gettext("Yes") if name in values else gettext("No") for name, label in labels.items()}


def _roles() -> dict[str, str]:
    """What the roles are called, by what the form sends."""
    return {ROLE + role.value: str(words) for role, words in ROLES.items()}
