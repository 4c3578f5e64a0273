"""Saved views on the web: the menu on the wheel, the page of them, and the address that opens one where today is."""

from __future__ import annotations

import json
from urllib.parse import parse_qsl, urlsplit

import pytest
from doors_of_views import NEW, VIEWS, own, shared, view
from flask.testing import FlaskClient
from web_pages import Element, fragment, page
from web_site import CLOSED, HTMX, INTERNAL, Site

from wheel.core.access import Role
from wheel.core.periods import Zoom
from wheel.core.saved_views import MOST_VIEWS, NO_BODY
from wheel.store.saved_views import views_of

WHEEL = "/wheel/2026-Q4?rings=politisk&chosen=1"


def stored(site: Site, who: Role | None = None) -> list[str]:
    with site.database.reading() as session:
        return [found.name for found in views_of(session, site.viewer(who).account_id if who else None)]


def menu(root: Element) -> Element:
    found = root.find("views-menu")
    assert found is not None
    return found


def linked(root: Element) -> dict[str, list[str]]:
    """The views in the menu, under what they stand."""
    named = {element.get("id"): element.text for element in menu(root).walk() if element.get("id")}
    return {
        named[found.get("aria-labelledby")]: [link.text for link in found.all("a")] for found in menu(root).all("ul")
    }


def form_of(root: Element, action: str = VIEWS) -> Element:
    return next(form for form in root.all("form") if form.get("action") == action)


def leads_to(client: FlaskClient, address: str) -> tuple[str, list[tuple[str, str]]]:
    answer = client.get(address)
    assert answer.status_code == 302
    found = urlsplit(answer.location)
    return found.path, parse_qsl(found.query)


def test_what_is_looked_at_is_saved_and_opened_again(site: Site, reader: FlaskClient) -> None:
    root = page(reader.get(WHEEL))
    form = form_of(menu(root))
    answer = reader.post(VIEWS, data=form.sends() | {"name": " Politisk  kvartal "})
    assert answer.status_code == 303
    assert leads_to(reader, answer.location) == ("/wheel/2026-Q4", [("chosen", "1"), ("rings", "politisk")])
    root = page(reader.get(answer.location, follow_redirects=True))
    assert root.status == "The view is saved."
    assert linked(root) == {"My own": ["Politisk kvartal"]}
    assert menu(root).one("a", aria_current="true").text == "Politisk kvartal"
    assert stored(site, Role.READER) == ["Politisk kvartal"]


def test_with_htmx_the_menu_comes_back_with_it(site: Site, reader: FlaskClient) -> None:
    form = form_of(menu(page(reader.get(f"{WHEEL}&view=list"))))
    root = fragment(reader.post(VIEWS, data=form.sends() | {"name": "Politisk liste"}, headers=HTMX))
    assert root.status == "The view is saved."
    assert linked(root) == {"My own": ["Politisk liste"]}
    assert "open" in menu(root).attributes
    again = form_of(root)
    assert again.sends() == form.sends() | {"name": ""}
    assert again.get("hx-target") == "#views-menu"
    assert leads_to(reader, menu(root).all("a")[0].attributes["href"])[1][-1] == ("view", "list")
    assert stored(site, Role.READER) == ["Politisk liste"]


@pytest.mark.parametrize(
    ("zoom", "path"),
    [
        (Zoom.YEAR, "/wheel/2026"),
        (Zoom.HALF, "/wheel/2026-H2"),
        (Zoom.MONTH, "/wheel/2026-11"),
        (Zoom.ROLLING, "/wheel/rolling-2026-11"),
        (Zoom.SCHOOL, "/wheel/school-2026"),
        (Zoom.BUDGET, "/wheel/budget-2027"),
    ],
)
def test_it_opens_at_the_period_that_holds_today(reader: FlaskClient, zoom: Zoom, path: str) -> None:
    answer = reader.post(VIEWS, data=NEW | {"zoom": zoom.value, "query": ""})
    assert leads_to(reader, answer.location) == (path, [])
    assert reader.get(answer.location, follow_redirects=True).status_code == 200


def test_what_the_address_says_besides_its_filter_is_not_kept(reader: FlaskClient) -> None:
    query = "q=b%26rings%3D%2Fx&period=1999&view=list&endpoint=x&_external=1&bodies=a%20b"
    answer = reader.post(VIEWS, data=NEW | {"query": query})
    assert leads_to(reader, answer.location) == (
        "/wheel/school-2026",
        [("bodies", NO_BODY), ("q", "b&rings=/x")],
    )


def test_one_shared_by_a_planner_stands_in_everybodys_menu(site: Site, secretary: FlaskClient) -> None:
    form = form_of(menu(page(secretary.get(WHEEL))))
    secretary.post(VIEWS, data=form.sends() | {"name": "Det politiske år", "shared": "1"})
    assert (stored(site), stored(site, Role.PLANNER)) == (["Det politiske år"], [])
    for visitor in (site.visitor(), site.visitor(Role.READER), secretary):
        assert linked(page(visitor.get("/wheel/2026"))) == {"For everybody": ["Det politiske år"]}
    root = page(site.visitor().get("/wheel/2026"))
    assert not menu(root).all("form")
    assert "Sign in to save views of your own." in menu(root).text


def test_only_planners_are_offered_to_share(site: Site, reader: FlaskClient, secretary: FlaskClient) -> None:
    offered = [bool(menu(page(one.get(WHEEL))).all("input", name="shared")) for one in (reader, secretary)]
    assert offered == [False, True]
    assert reader.post(VIEWS, data=NEW | {"shared": "1"}).status_code == 403
    assert stored(site) == stored(site, Role.READER) == []


MISTAKES = [
    ({"name": " "}, "name", "Write what the view is called."),
    ({"name": "x" * 81}, "name", "Write at most 80 characters."),
    ({"name": "budgettets VEJ"}, "name", "There is already a view of this name."),
    ({"query": f"bodies={INTERNAL.lower()}", "shared": "1"}, "shared", "This view chooses a body that is not public"),
    ({"query": f"bodies={CLOSED.lower()}", "shared": "1"}, "shared", "This view chooses a body that is not public"),
]


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize(("typed", "field", "sentence"), MISTAKES)
def test_a_mistake_is_said_beside_its_field_and_what_was_typed_is_kept(
    site: Site, secretary: FlaskClient, typed: dict[str, str], field: str, sentence: str, htmx: bool
) -> None:
    view(site, is_shared=False)
    before = stored(site), stored(site, Role.PLANNER)
    wanted = NEW | typed
    root = (fragment if htmx else page)(secretary.post(VIEWS, data=wanted, headers=HTMX if htmx else None), 422)
    assert root.mistake(field).startswith(sentence)
    assert form_of(root).sends() == ({"csrf_token": form_of(root).sends()["csrf_token"]} | wanted)
    assert not htmx or "open" in menu(root).attributes
    assert (stored(site), stored(site, Role.PLANNER)) == before


@pytest.mark.parametrize("htmx", [False, True])
def test_what_no_field_is_to_blame_for_is_said_aloud(site: Site, reader: FlaskClient, htmx: bool) -> None:
    too_much = "&".join(f"bodies={number:0190}" for number in range(12))
    for wrong, sentence in (({"zoom": "week"}, "The form is incomplete."), ({"query": too_much}, "So many choices")):
        answer = reader.post(VIEWS, data=NEW | wrong, headers=HTMX if htmx else None)
        assert (fragment if htmx else page)(answer, 422).refusal.startswith(sentence)
    for number in range(MOST_VIEWS):
        reader.post(VIEWS, data=NEW | {"name": str(number)})
    answer = reader.post(VIEWS, data=NEW, headers=HTMX if htmx else None)
    assert "There are 50 saved views already" in (fragment if htmx else page)(answer, 422).refusal
    assert len(stored(site, Role.READER)) == MOST_VIEWS


def test_the_page_lists_ones_own_and_everybodys(site: Site, secretary: FlaskClient) -> None:
    view(site, is_shared=True)
    secretary.post(VIEWS, data=NEW | {"query": ""})
    root = page(secretary.get(VIEWS))
    lines = [element.text for element in root.all("span", class_="title")]
    assert lines == ["Det politiske år School year", "Budgettets vej Quarter · as a list · with a filter"]
    assert len(root.all("details", class_="view-change")) == 2
    visitor = page(site.visitor().get(VIEWS))
    assert [element.text for element in visitor.all("h2")] == ["For everybody"]
    assert not visitor.all("details", class_="view-change")
    assert not page(site.visitor(Role.READER).get(VIEWS)).all("details", class_="view-change")


@pytest.mark.parametrize("is_shared", [False, True])
def test_a_view_is_renamed_and_deleted_with_and_without_javascript(
    site: Site, secretary: FlaskClient, is_shared: bool
) -> None:
    at, owner = (shared if is_shared else own)(site), None if is_shared else Role.PLANNER
    form = form_of(page(secretary.get(VIEWS)), at)
    answer = secretary.post(at, data=form.sends() | {"name": " Budgettet "})
    root = page(secretary.get(answer.location))
    assert (root.status, stored(site, owner)) == ("The view has its new name.", ["Budgettet"])
    form = form_of(root, at)
    root = fragment(secretary.post(at, data=form.sends() | {"name": "Budget"}, headers=HTMX))
    assert (root.status, stored(site, owner)) == ("The view has its new name.", ["Budget"])
    assert "autofocus" in root.one("h1").attributes
    form = form_of(root, f"{at}/deletions")
    root = fragment(secretary.post(f"{at}/deletions", data=form.sends(), headers=HTMX))
    assert (root.status, stored(site, owner)) == ("The view is deleted.", [])


@pytest.mark.parametrize("htmx", [False, True])
def test_a_name_that_cannot_be_is_said_beside_it(site: Site, secretary: FlaskClient, htmx: bool) -> None:
    at = own(site)
    secretary.post(VIEWS, data=NEW)
    sent = {"seen": "1", "name": NEW["name"].upper()}
    root = (fragment if htmx else page)(secretary.post(at, data=sent, headers=HTMX if htmx else None), 422)
    assert root.mistake("name") == "There is already a view of this name."
    assert form_of(root, at).sends()["name"] == sent["name"]
    opened = [found for found in root.all("details", class_="view-change") if "open" in found.attributes]
    assert len(opened) == 1
    assert stored(site, Role.PLANNER) == ["Budgettets vej", NEW["name"]]


@pytest.mark.parametrize("htmx", [False, True])
def test_the_second_planner_sees_both_names_and_can_save_over_it(
    site: Site, secretary: FlaskClient, htmx: bool
) -> None:
    headers, read, at = HTMX if htmx else None, fragment if htmx else page, shared(site)
    mine = form_of(page(secretary.get(VIEWS)), at).sends() | {"name": "Budget"}
    site.visitor(Role.ADMINISTRATOR).post(at, data=mine | {"name": "Økonomi"})
    conflict = read(secretary.post(at, data=mine, headers=headers), 409)
    assert "Somebody else changed this view while you were looking at it." in conflict.refusal
    (row,) = conflict.one("tbody").all("tr")
    assert [cell.text for cell in row.all("td")] == ["Økonomi", "Budget"]
    again = form_of(conflict, at)
    assert again.find(f"save-{at.rpartition('/')[2]}").text == "Save mine over it"  # type: ignore[union-attr]
    assert secretary.post(at, data=again.sends()).status_code == 303
    assert stored(site) == ["Budget"]


@pytest.mark.parametrize("htmx", [False, True])
def test_who_deletes_what_was_renamed_meanwhile_is_asked_again(site: Site, secretary: FlaskClient, htmx: bool) -> None:
    at = shared(site)
    site.visitor(Role.ADMINISTRATOR).post(at, data={"seen": "1", "name": "Økonomi"})
    answer = secretary.post(f"{at}/deletions", data={"seen": "1"}, headers=HTMX if htmx else None)
    root = (fragment if htmx else page)(answer, 409)
    assert "Somebody else changed this view" in root.refusal
    assert stored(site) == ["Økonomi"]
    assert secretary.post(f"{at}/deletions", data=form_of(root, f"{at}/deletions").sends()).status_code == 303
    assert stored(site) == []


def test_a_view_of_what_is_gone_opens_and_shows_nothing(site: Site, reader: FlaskClient) -> None:
    answer = reader.post(VIEWS, data=NEW | {"query": "bodies=nedlagt&rings=borte&posts=0", "zoom": "year"})
    root = page(reader.get(answer.location, follow_redirects=True))
    assert not [link for link in root.all("a") if "w-mark" in (link.get("class") or "")]


def test_ones_own_views_are_among_what_is_stored_about_one(site: Site, secretary: FlaskClient) -> None:
    view(site, is_shared=True)
    secretary.post(VIEWS, data=NEW)
    assert NEW["name"] in next(
        part.text for part in page(secretary.get("/me/data")).all("section", aria_labelledby="views-title")
    )
    document = json.loads(secretary.get("/me/data.json").text)
    assert [(one["name"], one["zoom"], one["query"], one["is_list"]) for one in document["saved_views"]] == [
        (NEW["name"], "school", "chosen=1&rings=politisk", False)
    ]
    assert json.loads(site.visitor(Role.READER).get("/me/data.json").text)["saved_views"] == []
