"""How people sign in: whether a password will do, and whether whom the provider vouches for may come in unknown."""

from __future__ import annotations

from dataclasses import dataclass, replace

from wheel.core.access import Moment, Viewer, require
from wheel.core.audit import AuditThing
from wheel.core.permissions import Right, Thing
from wheel.core.plan import Organisation
from wheel.errors import ConflictError, NotFoundError, RefusedError
from wheel.store.database import Session
from wheel.store.organisation import find_organisation, lock_plan, save_organisation
from wheel.store.provider_identities import began_at_provider
from wheel.usecases.audited import audit


@dataclass(frozen=True)
class SaveSignIn:
    """`seen` is the version of the organisation that was changed."""

    allows_passwords: bool
    admits_newcomers: bool
    seen: int


def show_sign_in(session: Session, viewer: Viewer) -> Organisation:
    """Raises NotFoundError on a service that nobody has set up."""
    require(viewer, Right.SEE, Thing.ORGANISATION)
    return _organisation(session)


def save_sign_in(session: Session, viewer: Viewer, command: SaveSignIn, moment: Moment) -> None:
    """Raises ConflictError if it is not as it was seen.

    Raises RefusedError where passwords would be turned off by somebody who did not just prove that the provider works.
    """
    require(viewer, Right.CHANGE, Thing.ORGANISATION)
    lock_plan(session)
    before = _organisation(session)
    if before.version != command.seen:
        raise ConflictError("Somebody else has changed this since you opened it.")
    is_turned_off = before.allows_passwords and not command.allows_passwords
    if is_turned_off and not began_at_provider(session, viewer.session_id):
        raise RefusedError(
            "Sign in through the provider first, so that you know it works: then passwords can be turned off."
        )
    after = replace(before, allows_passwords=command.allows_passwords, admits_newcomers=command.admits_newcomers)
    _save(session, viewer, after, moment)


def allow_passwords(session: Session, viewer: Viewer, moment: Moment) -> None:
    """The way back from the shell: people may sign in with a password again."""
    require(viewer, Right.CHANGE, Thing.ORGANISATION)
    lock_plan(session)
    _save(session, viewer, replace(_organisation(session), allows_passwords=True), moment)


def _save(session: Session, viewer: Viewer, after: Organisation, moment: Moment) -> None:
    save_organisation(session, after)
    told = {"passwords": after.allows_passwords, "newcomers": after.admits_newcomers}
    audit(session, viewer, moment, "sign-in saved", AuditThing.ORGANISATION, "organisation", **told)


def _organisation(session: Session) -> Organisation:
    organisation = find_organisation(session)
    if organisation is None:
        raise NotFoundError("The service is not set up yet.")
    return organisation
