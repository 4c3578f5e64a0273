"""Every door that changes something leaves one entry in the audit: by whom, to what. One that shows leaves none."""

from __future__ import annotations

from dataclasses import replace

import pytest
from audit_entries import audit_of
from door import Door
from test_web_doors import admitted, knock
from web_doors import CHANGES, DOORS
from web_site import MARKER, Site

from wheel.core.access import Role
from wheel.core.audit import AuditEntry, AuditThing

# Which door is written down as several entries, or as none, and why.
OTHERWISE = {
    "language.choose": (0, "the choice stands in the visitor's own cookie, and nowhere else"),
    "second_factor.answer": (0, "nobody waits to be asked for it, so it leads back to the page to sign in on"),
    "accounts_admin.take_off": (0, "the account has no second factor, so nothing is taken off"),
    "own_sessions.end_others": (0, "no other browser is signed in, so none is signed out"),
}
SENT = [door for door in DOORS if door.method == "POST" and door.status == 303]
# What the entry of a door is about, where that is not clear from its thing's having a name.
THINGS = {
    "occurrences": {AuditThing.OCCURRENCE},
    "agenda": {AuditThing.STOP},
    "stops": {AuditThing.STOP},
    "body_settings": {AuditThing.BODY},
    "ring_settings": {AuditThing.RING},
    "calendar_settings": {AuditThing.LOCAL_DAYS, AuditThing.YEAR},
    "series": {AuditThing.SERIES},
    "plan": {AuditThing.YEAR, AuditThing.OCCURRENCE},
}


def sent_by(site: Site, door: Door) -> Role:
    """The planner, or an administrator where planners may not."""
    return Role.PLANNER if Role.PLANNER in admitted(site, door) else Role.ADMINISTRATOR


def left_by(site: Site, door: Door) -> list[AuditEntry]:
    visitor = site.visitor(sent_by(site, door))
    # Some doors' addresses are made by doing something first.
    address, form = door.address_on(site), door.form_on(site)
    before = len(audit_of(site.database))
    assert visitor.post(address, data=form).status_code == door.status
    return audit_of(site.database)[before:]


@pytest.mark.parametrize("door", SENT, ids=str)
def test_what_is_done_leaves_one_entry_with_the_account(site: Site, door: Door) -> None:
    expected, reason = OTHERWISE.get(door.endpoint, (1, "each act is written down once"))
    who = site.viewer(sent_by(site, door))
    left = left_by(site, door)
    assert len(left) == expected, reason
    assert {(entry.account_id, entry.actor) for entry in left} <= {(who.account_id, who.name)}
    assert {entry.at for entry in left} <= {site.clock.at}


@pytest.mark.parametrize("door", CHANGES, ids=str)
def test_the_entry_names_the_thing_by_its_id(site: Site, door: Door) -> None:
    (entry,) = left_by(site, door)
    assert entry.thing in THINGS[door.endpoint.partition(".")[0]]
    assert entry.thing_id


@pytest.mark.parametrize("door", SENT, ids=str)
def test_an_entry_holds_no_word_that_was_typed(site: Site, door: Door) -> None:
    """Titles, names and reasons may be closed, or be a person's; a ring and a body are called by their keys."""
    typed = {word for word in door.form_on(site).values() if " " in word or len(word) > 12}
    told = repr([entry.told for entry in left_by(site, door)])
    ids = {word for word in typed if word.isalnum() and word.islower()}
    assert not {word for word in typed - ids if word in told}


@pytest.mark.parametrize("door", [door for door in DOORS if door.method == "GET"], ids=str)
def test_looking_leaves_no_entry(site: Site, door: Door) -> None:
    # Some are made by doing something first.
    door = replace(door, address=door.address_on(site))
    for who in (Role.PLANNER, Role.ADMINISTRATOR):
        visitor = site.visitor(who)
        before = audit_of(site.database)
        knock(visitor, site, door)
        assert audit_of(site.database) == before


def test_nothing_of_a_closed_item_stands_in_the_audit(site: Site) -> None:
    assert MARKER not in repr(audit_of(site.database))
