"""The page where an administrator keeps the organisation's own settings."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, Response, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wheel.core.permissions import Right, Thing
from wheel.core.plan import Organisation
from wheel.errors import ConflictError, InvalidInputError
from wheel.services import database, moment
from wheel.usecases.organisation_settings import SaveOrganisation, save_organisation_settings, show_organisation
from wheel.web.context import viewer
from wheel.web.errors import status_of
from wheel.web.forms import field_errors
from wheel.web.htmx import done, page_or_fragment
from wheel.web.language import NAMES
from wheel.web.plan_forms import seen
from wheel.web.policies import needs
from wheel.web.setup import ZONE_WORDS
from wheel.web.translation import gettext
from wheel.web.versions import differences, version_to_send

organisation_admin = Blueprint("organisation_admin", __name__, url_prefix="/administration/organisation")


@organisation_admin.get("")
@needs(Right.SEE, Thing.ORGANISATION)
def show() -> Response:
    return _page(None)


@organisation_admin.post("")
@needs(Right.CHANGE, Thing.ORGANISATION)
def save() -> AnyResponse:
    form = request.form
    try:
        command = SaveOrganisation(
            seen=seen(form),
            name=form.get("organisation", ""),
            locale=form.get("locale", ""),
            has_public_part=form.get("has_public_part") == "1",
        )
        with database().writing() as session:
            save_organisation_settings(session, viewer(), command, moment())
    except (ConflictError, InvalidInputError) as error:
        return _page(error)
    return done(gettext("The organisation is saved."), url_for("organisation_admin.show"))


def _page(error: ConflictError | InvalidInputError | None) -> Response:
    """The page; after a refusal with what was typed, and with what somebody else did meanwhile."""
    with database().reading() as session:
        page = show_organisation(session, viewer())
    stored = _stored(page.organisation)
    typed = dict(request.form) if error else stored
    is_conflict = isinstance(error, ConflictError)
    return page_or_fragment(
        "administration/organisation.html",
        "administration/_organisation.html",
        status_of(error) if error else 200,
        page=page,
        errors=field_errors(error),
        form_values=typed,
        seen=version_to_send(error, page.organisation.version, request.form.get("seen")),
        is_conflict=is_conflict,
        differences=differences(_words(stored), _words(typed)) if is_conflict else (),
        languages=NAMES,
        zone=ZONE_WORDS.get(page.organisation.time_zone, page.organisation.time_zone),
    )


def _stored(organisation: Organisation) -> dict[str, str]:
    values = {"organisation": organisation.name, "locale": organisation.locale}
    return values | ({"has_public_part": "1"} if organisation.has_public_part else {})


def _words(values: Mapping[str, str]) -> dict[str, str]:
    is_public = values.get("has_public_part") == "1"
    return {
        gettext("Name"): values.get("organisation", ""),
        gettext("Language of calendars and mails"): NAMES.get(values.get("locale", ""), ""),
        gettext("Visitors see the public part"): gettext("yes") if is_public else gettext("no"),
    }
