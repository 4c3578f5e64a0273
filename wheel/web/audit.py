"""The administrators' page of the audit: filtered by its address, a page at a time, and as a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from flask import (
    Blueprint,
    Response,
    current_app,
    make_response,
    render_template,
    request,
    stream_with_context,
    url_for,
)

from wheel.core.audit import NOBODY, AuditFilter, AuditThing, ThingId
from wheel.core.permissions import Right, Thing
from wheel.errors import InvalidInputError
from wheel.services import database, moment, zone
from wheel.usecases.show_audit import AuditPage, AuditPlace, export_audit, show_audit
from wheel.web.audit_acts import act_choices, thing_choices
from wheel.web.audit_csv import csv_text
from wheel.web.audit_form import audit_form, chosen, place_from
from wheel.web.audit_words import audit_line, person_words
from wheel.web.context import viewer
from wheel.web.forms import field_errors
from wheel.web.htmx import UNPROCESSABLE
from wheel.web.policies import needs
from wheel.web.translation import gettext

audit = Blueprint("audit", __name__, url_prefix="/administration/audit")

# Where a thing can be looked at: the page, and what its address calls the id.
_PAGES: Final = {
    AuditThing.ACCOUNT: ("accounts_admin.show", "account_id"),
    AuditThing.POST: ("posts_admin.show", "post_id"),
    AuditThing.BODY: ("body_settings.show", "name"),
    AuditThing.RING: ("ring_settings.show", "key"),
    AuditThing.SERIES: ("series.show", "series_id"),
    AuditThing.LOCAL_DAYS: ("calendar_settings.show", "days_id"),
    AuditThing.YEAR: ("plan.show", "year"),
    AuditThing.OCCURRENCE: ("occurrences.show", "occurrence_id"),
    AuditThing.ITEM: ("items.show", "item_id"),
    AuditThing.STANDING: ("standing.edit", "standing_id"),
    AuditThing.ROUTE: ("routes.edit", "route_id"),
    AuditThing.VIEW: ("saved_views.show", "view_id"),
    AuditThing.FEED: ("subscriptions.view_feed", "feed_id"),
}


@audit.get("")
@needs(Right.SEE, Thing.AUDIT)
def show() -> Response:
    """A filter that cannot be read shows everything, with the mistake beside its field."""
    try:
        wanted, place = audit_form(request.args, zone()).wanted, place_from(request.args)
    except InvalidInputError as error:
        return _refused(request.args, error)
    return _page(_read(wanted, place), request.args)


@audit.post("/exports")
@needs(Right.SEE, Thing.AUDIT)
def export() -> Response:
    """The entries of the filter as a file. It is sent for by a form, since that it was is written down."""
    try:
        form = audit_form(request.form, zone())
    except InvalidInputError as error:
        return _refused(request.form, error)
    chunks = export_audit(database(), viewer(), form.wanted, moment(), form.days)
    response = Response(stream_with_context(csv_text(chunks, zone())), mimetype="text/csv")
    response.headers["Content-Disposition"] = "attachment; filename=audit.csv"
    return response


def _read(wanted: AuditFilter, place: AuditPlace) -> AuditPage:
    with database().reading() as session:
        return show_audit(session, viewer(), wanted, place)


def _refused(asked: Mapping[str, str], error: InvalidInputError) -> Response:
    return _page(_read(AuditFilter(), AuditPlace()), asked, error)


def _page(page: AuditPage, asked: Mapping[str, str], error: InvalidInputError | None = None) -> Response:
    kept: dict[str, Any] = {} if error else chosen(asked)
    html = render_template(
        "administration/audit.html",
        lines=[audit_line(entry, page.names) for entry in page.entries],
        errors=field_errors(error),
        values=asked,
        kept=kept,
        is_filtered=bool(chosen(asked)),
        accounts=_account_choices(page),
        things=thing_choices(),
        acts=act_choices(),
        newer=_address(kept, page.newer),
        older=_address(kept, page.older),
        address_of=_address_of,
    )
    return make_response(html, UNPROCESSABLE if error else 200)


def _account_choices(page: AuditPage) -> dict[str, str]:
    """What no account did, then the accounts by name. Those whose person is deleted are told apart by their ids."""
    names = {one.id: f"{person_words('')} {one.id}" if one.is_anonymised else one.display_name for one in page.accounts}
    in_order = sorted(names.items(), key=lambda one: (one[1].casefold(), one[0]))
    return {NOBODY: gettext("No account"), **dict(in_order)}


def _address(kept: dict[str, Any], place: AuditPlace | None) -> str:
    if place is None:
        return ""
    where = {"before": place.before} if place.before else {"after": place.after}
    return url_for("audit.show", **kept, **where)


def _address_of(thing: ThingId | None) -> str:
    """Where the thing can be looked at, or "" where it has no page."""
    if thing is None or thing[0] not in _PAGES:
        return ""
    endpoint, name = _PAGES[thing[0]]
    if endpoint not in current_app.view_functions:
        return ""
    return url_for(endpoint, **{name: thing[1]})  # type: ignore[arg-type]
