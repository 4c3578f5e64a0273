"""The audit's page and file: who did what when to which thing, in words, for administrators alone."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from audit_entries import audit_of
from doors_of_audit import AUDIT, EXPORTS
from flask.testing import FlaskClient
from web_pages import Element, page
from web_site import BODY, HTMX, MARKER, USERS, Site

from wheel.core.access import OPERATOR, Role, Viewer
from wheel.core.audit import Act, AuditThing
from wheel.store.account_endings import erase_person
from wheel.store.accounts import find_account
from wheel.store.audit import append_audit
from wheel.usecases.audited import audit
from wheel.usecases.save_ring import SaveRing, save_ring
from wheel.usecases.show_audit import PAGE
from wheel.web.audit_csv import safe_cell

RINGS = "/settings/rings"


@pytest.fixture
def administrator(site: Site) -> FlaskClient:
    return site.visitor(Role.ADMINISTRATOR)


def lines(found: Element) -> list[list[str]]:
    """The cells of every entry, as they are read."""
    tables = found.all("table")
    return [[cell.text for cell in row.all("td")] for row in tables[0].all("tr")[1:]] if tables else []


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def add_ring(site: Site, name: str = "Ny ring") -> None:
    form = {"name": name, "colour": "#0b5a8a"}
    assert site.visitor(Role.PLANNER).post(RINGS, data=form).status_code == 303


def test_a_line_says_when_who_what_and_to_which_thing_with_a_link_to_it(site: Site, administrator: FlaskClient) -> None:
    add_ring(site)
    found = page(administrator.get(AUDIT))
    when, who, act, thing = lines(found)[0]
    assert when == "21 November 2026 at 13:00", "in the organisation's zone"
    assert (who, act, thing) == ("Sekretariatet", "Added", "Ring Ny ring")
    assert f"{RINGS}/ny-ring" in found.addresses
    assert f"{AUDIT}?thing=ring&id=ny-ring" in found.addresses


def test_what_the_operator_and_somebody_without_a_post_do_is_told_apart(site: Site, administrator: FlaskClient) -> None:
    with site.database.writing() as session:
        save_ring(session, OPERATOR, SaveRing(None, "Første", "#0b5a8a"), site.app.extensions["aarshjul"].moment())
    administrator.post(RINGS, data={"name": "Anden", "colour": "#0b5a8a"})
    entries = lines(page(administrator.get(AUDIT)))
    assert [line[1] for line in entries[:2]] == ["Administrator without a post", "The server's operator"]


def test_a_deleted_account_has_no_name_and_what_it_did_stays(site: Site, administrator: FlaskClient) -> None:
    add_ring(site)
    with site.database.writing() as session:
        account = find_account(session, USERS[Role.PLANNER])
        assert account is not None
        erase_person(session, account.id)
    found = page(administrator.get(AUDIT))
    assert lines(found)[0][1:] == ["deleted account Sekretariatet", "Added", "Ring Ny ring"], "the post stays"
    assert f"deleted account {account.id}" in found.one("select", name="account").text


def test_facts_stand_beside_the_act(site: Site, administrator: FlaskClient) -> None:
    meeting = site.meeting()
    form = {"to_day": "2026-11-27", "seen": "1", "reason": "En grund"}
    site.visitor(Role.PLANNER).post(f"/occurrences/{meeting.id}/moves", data=form)
    (line, *_) = lines(page(administrator.get(AUDIT)))
    assert line[2].startswith("Moved from ")
    assert line[2].endswith("to 27 November 2026")
    assert line[3].endswith("27 November 2026")
    assert "En grund" not in line


FILTERS = [
    ("thing=ring", ["Ring B", "Ring A"], "one kind of thing"),
    ("thing=ring&id=a", ["Ring A"], "one thing"),
    ("act=deleted", [], "one act"),
    ("account=nobody&thing=ring", [], "what no account did"),
    ("thing=ring&from=2026-11-22", ["Ring B"], "from a day on"),
    ("thing=ring&to=2026-11-21", ["Ring A"], "until a day, included"),
    ("thing=ring&from=2026-11-22&to=2026-11-22", ["Ring B"], "a day of the organisation's zone: 23.30 UTC is the next"),
    ("thing=&act=&account=&from=&to=&id=b", ["Ring B"], "an empty choice is none"),
]


@pytest.mark.parametrize(("query", "expected", "reason"), FILTERS, ids=[reason for *_, reason in FILTERS])
def test_the_address_filters(
    site: Site, administrator: FlaskClient, query: str, expected: list[str], reason: str
) -> None:
    add_ring(site, "A")
    site.clock.pass_by(timedelta(hours=11, minutes=30))
    add_ring(site, "B")
    administrator = site.visitor(Role.ADMINISTRATOR)
    found = page(administrator.get(f"{AUDIT}?{query}"))
    assert [line[3] for line in lines(found)] == expected, reason
    assert ("Nothing of this kind has been done." in found.text) == (not expected)
    file = administrator.post(EXPORTS, data=dict(part.split("=") for part in query.split("&")))
    named = [f"{row[4]} {row[5]}" for row in rows(file.text)[1:]]
    assert [name for name in named if name.startswith("Ring")] == expected, "the file holds the same"


def test_the_form_keeps_what_is_filtered_by(site: Site, administrator: FlaskClient) -> None:
    add_ring(site)
    query = {"thing": "ring", "act": "added", "account": "nobody", "from": "2026-11-01", "to": "2026-11-30", "id": "x"}
    found = page(administrator.get(AUDIT, query_string=query))
    (search,) = found.all("form", method="get", action=AUDIT)
    assert search.sends() == query
    export = found.one("form", action=EXPORTS).sends()
    assert {name: export[name] for name in query} == query


MISTAKES = [
    ({"from": "x"}, "from", "Write the day as year-month-day: 2027-02-13."),
    ({"to": "1800-01-01"}, "to", "Choose a year from"),
    ({"from": "2027-01-02", "to": "2027-01-01"}, "to", "The last day must not be before the first."),
    ({"thing": "x"}, "thing", "Choose from the list."),
]


@pytest.mark.parametrize(("query", "field", "said"), MISTAKES)
def test_a_filter_that_cannot_be_read_is_named_and_everything_is_shown(
    site: Site, administrator: FlaskClient, query: dict[str, str], field: str, said: str
) -> None:
    add_ring(site)
    before = audit_of(site.database)
    for answer in (administrator.get(AUDIT, query_string=query), administrator.post(EXPORTS, data=query)):
        found = page(answer, 422)
        assert found.mistake(field).startswith(said)
        assert lines(found)[0][3] == "Ring Ny ring"
    assert audit_of(site.database) == before, "nothing was taken out"


def test_pages_lead_to_older_and_back_with_the_filter(site: Site, administrator: FlaskClient) -> None:
    with site.database.writing() as session:
        for number in range(PAGE + 2):
            append_audit(session, None, "System", site.clock.at, "saved", AuditThing.YEAR, str(2000 + number), {})
    first = page(administrator.get(f"{AUDIT}?act=saved&thing=year"))
    (older,) = first.all("a", rel="next")
    second = page(administrator.get(older.attributes["href"]))
    assert [line[3] for line in lines(second)] == ["Year 2001", "Year 2000"]
    (newer,) = second.all("a", rel="prev")
    assert lines(page(administrator.get(newer.attributes["href"]))) == lines(first)
    assert (len(lines(first)), first.all("a", rel="prev"), second.all("a", rel="next")) == (PAGE, [], [])


def test_an_entry_that_is_not_there_is_no_page(administrator: FlaskClient) -> None:
    assert "no such entry" in page(administrator.get(f"{AUDIT}?before=x"), 404).text


def test_what_is_closed_is_called_by_its_kind_alone(site: Site, administrator: FlaskClient) -> None:
    """An administrator holds no seat in the body; its secretary moved the item."""
    closed = site.closed()
    form = {"seen": str(closed.version), "to": "awaiting", "reason": f"{MARKER} grund"}
    assert site.visitor(Role.PLANNER).post(f"/stops/{closed.id}/moves", data=form).status_code == 303
    shown = administrator.get(AUDIT)
    assert lines(page(shown))[0][2:] == ["Put on the awaiting list", "Item on an agenda"]
    file = administrator.post(EXPORTS)
    assert MARKER not in shown.text + file.text
    assert closed.id in file.text, "the file holds its id"


def test_the_file_is_for_spreadsheets(site: Site, administrator: FlaskClient) -> None:
    add_ring(site, 'Ring, "æøå"')
    answer = administrator.post(EXPORTS, headers=HTMX)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == "attachment; filename=audit.csv"
    assert answer.data.startswith(b"\xef\xbb\xbf"), "so that a spreadsheet knows it to be UTF-8"
    assert all(line.endswith("\r") for line in answer.data.decode().split("\n")[:-1]), "RFC 4180"
    table = rows(answer.data.decode("utf-8-sig"))
    assert {len(row) for row in table} == {10}
    assert table[0][:4] == ["Time", "Who", "For the post", "Action"]
    assert table[1][3:5] == ["Taken out", "The audit"], "that it was taken out is the newest of all"
    assert table[2][:6] == [
        "2026-11-21 13:00:00+01:00",
        "Sekretariatet",
        "Sekretariatet",
        "Added",
        "Ring",
        'Ring, "æøå"',
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(site: Site, administrator: FlaskClient, start: str) -> None:
    with site.database.writing() as session:
        viewer = Viewer(Role.PLANNER, f"{start}cmd|' /C calc'!A0")
        audit(session, viewer, site.app.extensions["aarshjul"].moment(), Act.SAVED, AuditThing.YEAR, f"{start}1")
    table = rows(administrator.post(EXPORTS).text)
    assert not [cell for row in table for cell in row if cell.startswith(start)]
    assert f"'{start}1" in table[2]


@pytest.mark.parametrize("text", ["", "Budget", "a=b", "'=1", " =1"])
def test_other_cells_are_left_alone(text: str) -> None:
    assert safe_cell(text) == text


@pytest.mark.parametrize("who", [Role.READER, Role.PLANNER])
def test_others_are_told_who_may(site: Site, who: Role) -> None:
    visitor = site.visitor(who)
    for answer in (visitor.get(AUDIT), visitor.post(EXPORTS)):
        assert "Only an administrator can do this." in page(answer, 403).text


def test_every_thing_that_has_a_page_is_linked_to_one_that_answers(site: Site, administrator: FlaskClient) -> None:
    things = {
        AuditThing.BODY: BODY,
        AuditThing.RING: "med",
        AuditThing.SERIES: site.series("Direktionsmøde").id,
        AuditThing.LOCAL_DAYS: site.local_days()[0].id,
        AuditThing.YEAR: "2026",
        AuditThing.OCCURRENCE: site.meeting().id,
        AuditThing.ITEM: site.stop().item_id or "",
        AuditThing.STOP: site.stop().id,
        AuditThing.ACCOUNT: site.viewer(Role.PLANNER).account_id or "",
        AuditThing.POST: min(site.viewer(Role.PLANNER).posts),
    }
    with site.database.writing() as session:
        for thing, thing_id in things.items():
            append_audit(session, None, "System", site.clock.at, "saved", thing, thing_id, {})
    found = page(administrator.get(f"{AUDIT}?act=saved"))
    for row in found.all("table")[0].all("tr")[1:]:
        links = [link.attributes["href"] for link in row.all("a") if link.get("class") != "kind"]
        assert [administrator.get(link).status_code for link in links] == [200], row.text
