"""The doors of the first page, which is shut once the service is set up, and of the organisation's settings."""

from __future__ import annotations

from door import Door, Form
from web_site import Site

from wheel.store.organisation import find_organisation

ORGANISATION = "/administration/organisation"


def organisation_form(site: Site) -> Form:
    with site.database.reading() as session:
        organisation = find_organisation(session)
    assert organisation is not None
    return {
        "seen": str(organisation.version),
        "organisation": "Strandby Kommune",
        "locale": "da",
        "has_public_part": "1",
    }


DOORS: list[Door] = [
    Door("setup.show", "GET", "/setup", 303),
    Door("setup.save", "POST", "/setup", 422),
    Door("organisation_admin.show", "GET", ORGANISATION),
    Door("organisation_admin.save", "POST", ORGANISATION, 303, organisation_form),
]
