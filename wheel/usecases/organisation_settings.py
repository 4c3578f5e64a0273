"""The organisation's own settings: what it is called, the language it sends in, and what visitors may see of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from wheel.core.access import Moment, Viewer, require
from wheel.core.audit import AuditThing
from wheel.core.permissions import Right, Thing
from wheel.core.plan import Organisation
from wheel.errors import ConflictError, NotFoundError
from wheel.store.bodies import all_bodies
from wheel.store.database import Session
from wheel.store.organisation import find_organisation, lock_plan, save_organisation
from wheel.usecases.audited import audit
from wheel.usecases.organisation_fields import checked_locale, checked_name


@dataclass(frozen=True)
class OrganisationPage:
    """`has_bodies` is whether anything has been planned for: a new service has none."""

    organisation: Organisation
    has_bodies: bool


@dataclass(frozen=True)
class SaveOrganisation:
    """`seen` is the version that was changed."""

    seen: int
    name: str
    locale: str
    has_public_part: bool


def show_organisation(session: Session, viewer: Viewer) -> OrganisationPage:
    """Raises ForbiddenError, and NotFoundError before the service is set up."""
    require(viewer, Right.SEE, Thing.ORGANISATION)
    return OrganisationPage(_organisation(session), has_bodies=bool(all_bodies(session, viewer)))


def save_organisation_settings(session: Session, viewer: Viewer, command: SaveOrganisation, moment: Moment) -> None:
    """Write them; the feeds follow at once.

    Raises InvalidInputError naming the field, and ConflictError if the organisation is not as it was seen.
    """
    require(viewer, Right.CHANGE, Thing.ORGANISATION)
    lock_plan(session)
    before = _organisation(session)
    if before.version != command.seen:
        raise ConflictError("Somebody else changed the organisation while you were looking at it.")
    after = replace(
        before,
        name=checked_name(command.name),
        locale=checked_locale(command.locale),
        has_public_part=command.has_public_part,
    )
    save_organisation(session, after)
    told = {"public": after.has_public_part} if after.has_public_part is not before.has_public_part else {}
    audit(session, viewer, moment, "saved", AuditThing.ORGANISATION, AuditThing.ORGANISATION, **told)


def _organisation(session: Session) -> Organisation:
    organisation = find_organisation(session)
    if organisation is None:
        raise NotFoundError("The service has not been set up yet.")
    return organisation
