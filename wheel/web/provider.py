"""Signing in through the provider, connecting one's own account with it, and signing out there."""

from __future__ import annotations

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.wrappers import Response as AnyResponse

from wheel.errors import InvalidInputError, RefusedError
from wheel.services import database, moment, services
from wheel.usecases.own_proof import Proof as OwnProof
from wheel.usecases.own_proof import needs_proof, prove
from wheel.usecases.provider_connection import connect_provider, disconnect_provider, show_connection
from wheel.usecases.provider_sign_in import ProvenIdentity, ProviderSignIn, id_token_of, sign_in_through_provider
from wheel.web.addresses import local_address
from wheel.web.browsers import browser_words
from wheel.web.context import viewer
from wheel.web.errors import sentence
from wheel.web.htmx import UNPROCESSABLE, done
from wheel.web.policies import everybody, signed_in_only
from wheel.web.provider_attempts import KeptAttempt, keep_attempt, take_attempt
from wheel.web.provider_protocol import NotReachableError, NotTrustedError, Proof, Provider, new_attempt
from wheel.web.sessions import sign_browser_in
from wheel.web.translation import gettext

provider = Blueprint("provider", __name__)

UNAVAILABLE = 503
_EXTENSION = "aarshjul-provider"


@provider.get("/sign-in/provider")
@everybody
def begin() -> AnyResponse:
    """`next` is the page to go to afterwards."""
    back = local_address(request.args.get("next", ""))
    try:
        return redirect(_way_there(back, owner=""), code=303)
    except NotReachableError as error:
        return _not_possible(error, back)


@provider.get("/sign-in/provider/callback")
@everybody
def callback() -> AnyResponse:
    kept = take_attempt(request.args.get("state", ""), moment().at)
    if kept is None:
        message = gettext("This sign-in was not begun in this browser, or it took too long. Begin again.")
        return _problem(message, "/", UNPROCESSABLE)
    try:
        proof = _proof(kept)
        return _connected(kept, proof) if kept.owner else _signed_in(kept, proof)
    except NotReachableError as error:
        return _not_possible(error, kept.back)
    except NotTrustedError as error:
        current_app.logger.warning("sign-in provider: not believed: %s", error)
        return _problem(gettext("The answer could not be trusted, so you are not signed in. Begin again."), kept.back)
    except RefusedError as error:
        return _problem(sentence(error), kept.back)


@provider.get("/sign-in/provider/signed-out")
@everybody
def signed_out() -> AnyResponse:
    """Where the provider sends the browser after signing out there."""
    if not viewer().is_signed_in:
        flash(gettext("You are signed out."))
    return redirect(url_for("wheel.front"), code=303)


@provider.get("/me/provider")
@signed_in_only
def own() -> Response:
    return _own_page()


@provider.post("/me/provider")
@signed_in_only
def connect() -> AnyResponse:
    """Asks for proof first: whoever has only got hold of the browser must not make a way in of their own."""
    typed = OwnProof(request.form.get("proof", ""), request.remote_addr or "", services().settings.secret_key)
    try:
        _required()
        prove(database(), viewer(), typed, moment())
        return onward(_way_there(url_for("provider.own"), owner=viewer().session_id or ""))
    except (InvalidInputError, RefusedError) as error:
        return _own_page(sentence(error))
    except NotReachableError as error:
        return _not_possible(error, url_for("provider.own"))


@provider.post("/me/provider/deletions")
@signed_in_only
def disconnect() -> AnyResponse:
    try:
        with database().writing() as session:
            disconnect_provider(session, viewer(), moment())
    except RefusedError as error:
        return _own_page(sentence(error))
    return done(gettext("Your account is no longer connected."), url_for("provider.own"))


def logout_address() -> str | None:
    """Where this browser signs out at the provider too, if its session began there; ask before the session ends."""
    found = configured()
    if found is None:
        return None
    with database().reading() as session:
        id_token = id_token_of(session, viewer(), services().settings.secret_key)
    return found.way_out(id_token, _public_address("provider.signed_out"), moment().at) if id_token else None


def onward(address: str) -> Response:
    """A page that leads to the provider, for the answer to a form: browsers let no form be redirected to other sites.

    The policy that keeps forms on this site (form-action) also holds for where they are redirected to.
    """
    return make_response(render_template("provider/onward.html", address=address, name=_name()))


def configured() -> Provider | None:
    """The provider of the settings, if there is one."""
    settings = services().settings.oidc
    if settings is None:
        return None
    return current_app.extensions.setdefault(_EXTENSION, Provider(settings))  # type: ignore[no-any-return]


def callback_address() -> str:
    """The address that must be registered at the provider."""
    return _public_address("provider.callback")


def signed_out_address() -> str:
    """The address that must be registered at the provider for signing out."""
    return _public_address("provider.signed_out")


def _required() -> Provider:
    return configured() or abort(404)


def _name() -> str:
    return _required().settings.name


def _public_address(endpoint: str) -> str:
    base = services().settings.public_url or request.host_url.rstrip("/")
    return base + url_for(endpoint)


def _way_there(back: str, owner: str) -> str:
    attempt, at = new_attempt(), moment().at
    address = _required().way_there(attempt, callback_address(), at)
    keep_attempt(attempt, back, owner, at)
    return address


def _proof(kept: KeptAttempt) -> Proof:
    """Who came back. Raises RefusedError where the provider says that nobody has signed in."""
    asked, at = _required(), moment().at
    asked.require_own_answer(request.args.get("iss"), at)
    error, code = request.args.get("error"), request.args.get("code", "")
    if error == "access_denied":
        raise RefusedError("You did not sign in there, so you are not signed in here.")
    if error or not code:
        raise NotTrustedError("it answers with an error, or without a code")
    return asked.proof(kept.attempt, code, callback_address(), at)


def _signed_in(kept: KeptAttempt, proof: Proof) -> AnyResponse:
    command = ProviderSignIn(
        identity=_identity(proof),
        id_token=proof.id_token,
        secret=services().settings.secret_key,
        browser=browser_words(request.user_agent.string),
        replaces=viewer().session_id,
    )
    with database().writing() as session:
        session_key = sign_in_through_provider(session, command, moment())
    sign_browser_in(session_key)
    return redirect(local_address(kept.back), code=303)


def _connected(kept: KeptAttempt, proof: Proof) -> AnyResponse:
    if viewer().session_id != kept.owner:
        raise RefusedError("You are not signed in as the one who began to connect. Begin again.")
    with database().writing() as session:
        connect_provider(session, viewer(), _identity(proof), moment())
    return done(gettext("Your account is connected."), url_for("provider.own"))


def _identity(proof: Proof) -> ProvenIdentity:
    return ProvenIdentity(proof.issuer, proof.subject, proof.claims)


def _own_page(mistake: str = "") -> Response:
    with database().reading() as session:
        is_connected, has_other_way = show_connection(session, viewer())
        asks_for_proof = needs_proof(session, viewer())
    found = configured()
    values = {"is_connected": is_connected, "has_other_way": has_other_way, "mistake": mistake}
    values["asks_for_proof"] = asks_for_proof
    page = render_template("provider/own.html", name=found.settings.name if found else "", **values)
    return make_response(page, UNPROCESSABLE if mistake else 200)


def _not_possible(error: NotReachableError, back: str) -> Response:
    current_app.logger.warning("sign-in provider: not reachable: %s", error)
    message = gettext("Signing in through %(name)s is not possible at the moment. Try again later.", name=_name())
    return _problem(message, back, UNAVAILABLE)


def _problem(message: str, back: str, status: int = UNPROCESSABLE) -> Response:
    found = configured()
    name = found.settings.name if found else ""
    return make_response(render_template("provider/problem.html", message=message, next=back, name=name), status)
