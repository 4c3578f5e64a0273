"""What is stored about oneself, as a page and as a file that says the same."""

from __future__ import annotations

import json
from datetime import timedelta

from doors_of_audit import OWN_DATA
from sqlalchemy import select
from web_pages import Element, page
from web_site import MARKER, USERS, Site

from wheel.core.access import Role
from wheel.core.audit import AuditThing
from wheel.store.accounts import account_row
from wheel.store.audit import append_audit
from wheel.store.tables import MembershipRow
from wheel.usecases.own_data import SHOWN

SECRETS = ("a-password-hash", "a-sealed-key", "a-session-key")


def section(found: Element, title: str) -> str:
    return next(one.text for one in found.all("section") if one.get("aria-labelledby") == f"{title}-title")


def give_secrets(site: Site) -> None:
    account_id = site.viewer(Role.PLANNER).account_id or ""
    with site.database.writing() as session:
        row = account_row(session, account_id)
        row.password_hash, row.second_factor_key, row.second_factor_since = *SECRETS[:2], site.clock.at
        row.provider_issuer, row.provider_subject = "https://login.example.org", "sek-7"
        row.email = "sekretariat@example.org"


def test_the_page_tells_of_the_account_posts_browsers_and_acts(site: Site) -> None:
    give_secrets(site)
    site.visitor(Role.PLANNER).post("/settings/rings", data={"name": "Ny ring", "colour": "#0b5a8a"})
    found = page(site.visitor(Role.PLANNER).get(OWN_DATA))
    account = section(found, "account")
    for said in (USERS[Role.PLANNER], "sekretariat@example.org", "Planner", "since 21 November 2026", "sek-7"):
        assert said in account
    assert "Sekretariatet" in section(found, "posts")
    assert "Firefox, Linux this browser" in section(found, "sessions")
    assert "Sekretariatet Added Ring Ny ring" in section(found, "audit")


def test_neither_hash_nor_key_is_on_the_page_or_in_the_file(site: Site) -> None:
    give_secrets(site)
    key = site.session_key(Role.PLANNER)
    visitor = site.visitor(Role.PLANNER)
    for answer in (visitor.get(OWN_DATA), visitor.get(f"{OWN_DATA}.json")):
        assert answer.status_code == 200
        assert not [secret for secret in (*SECRETS, key) if secret in answer.text]


def test_the_file_holds_the_same_for_a_machine(site: Site) -> None:
    give_secrets(site)
    visitor = site.visitor(Role.PLANNER)
    visitor.post("/settings/rings", data={"name": "Ny ring", "colour": "#0b5a8a"})
    answer = visitor.get(f"{OWN_DATA}.json")
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Content-Disposition"] == "attachment; filename=stored-about-me.json"
    document = json.loads(answer.text)
    account = document["account"]
    assert (account["user_name"], account["has_password"]) == (USERS[Role.PLANNER], True)
    assert account["second_factor_since"] == "2026-11-21T12:00:00+00:00"
    assert account["provider"] == {"issuer": "https://login.example.org", "subject": "sek-7"}
    assert [post["title"] for post in document["posts"]] == ["Sekretariatet"]
    assert [one["browser"] for one in document["sessions"]] == ["Firefox, Linux"]
    newest = document["audit"][0]
    assert (newest["act"], newest["thing"], newest["name"], newest["by_me"]) == ("added", "ring", "Ny ring", True)


def test_the_file_has_what_the_page_has_no_room_for(site: Site) -> None:
    account_id = site.viewer(Role.READER).account_id
    with site.database.writing() as session:
        for number in range(SHOWN + 1):
            append_audit(
                session, account_id, "@reader", site.clock.at, "signed in", AuditThing.SESSION, str(number), {}
            )
    reader = site.visitor(Role.READER)
    found = page(reader.get(OWN_DATA))
    assert "the file has them all" in found.text
    assert section(found, "audit").count("Signed in") == SHOWN
    assert len(json.loads(reader.get(f"{OWN_DATA}.json").text)["audit"]) == SHOWN + 1


def test_a_closed_item_that_was_handled_is_not_named_after_the_seat_is_gone(site: Site) -> None:
    """The secretary moved it; then the post's seat ended."""
    closed = site.closed()
    form = {"seen": str(closed.version), "to": "awaiting", "reason": "En grund"}
    secretary = site.visitor(Role.PLANNER)
    assert secretary.post(f"/stops/{closed.id}/moves", data=form).status_code == 303
    answers = [secretary.get(address).text for address in (OWN_DATA, f"{OWN_DATA}.json")]
    assert all(MARKER in text for text in answers)
    with site.database.writing() as session:
        for row in session.scalars(select(MembershipRow)):
            row.ends = site.clock.at.date() - timedelta(days=1)
    for address in (OWN_DATA, f"{OWN_DATA}.json"):
        answer = secretary.get(address)
        assert answer.status_code == 200
        assert MARKER not in answer.text
