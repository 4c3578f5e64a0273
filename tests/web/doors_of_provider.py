"""The doors of signing in through the provider, on a site that has none, and of how people sign in."""

from __future__ import annotations

from door import Door, Form
from web_site import Site

from wheel.store.claim_rules import all_claim_rules
from wheel.store.organisation import find_organisation

SIGN_IN = "/administration/sign-in"


def switches_form(site: Site) -> Form:
    with site.database.reading() as session:
        organisation = find_organisation(session)
    assert organisation is not None
    return {"seen": str(organisation.version), "allows_passwords": "1"}


def deletion(site: Site) -> str:
    """Of the sample's one rule."""
    with site.database.reading() as session:
        return f"{SIGN_IN}/rules/{all_claim_rules(session)[0].id}/deletions"


RULE = {"claim": "groups", "value": "planlæggere", "gives": "role:planner"}

DOORS: list[Door] = [
    Door("provider.begin", "GET", "/sign-in/provider", 404),
    Door("provider.callback", "GET", "/sign-in/provider/callback", 422),
    Door("provider.signed_out", "GET", "/sign-in/provider/signed-out", 303),
    Door("provider.own", "GET", "/me/provider"),
    Door("provider.connect", "POST", "/me/provider", 404),
    Door("provider.disconnect", "POST", "/me/provider/deletions", 422),
    Door("provider_admin.show", "GET", SIGN_IN),
    Door("provider_admin.save", "POST", SIGN_IN, 303, switches_form),
    Door("provider_admin.check", "POST", f"{SIGN_IN}/checks", 422),
    Door("provider_admin.add", "POST", f"{SIGN_IN}/rules", 303, RULE),
    Door("provider_admin.delete", "POST", deletion, 303),
]
