"""The pages of rings: the list in its order, the form with its colour, and what two planners at once are told."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from web_pages import Element, fragment, page
from web_site import HTMX, UNUSED_RING, Site

from wheel.core.access import Role
from wheel.store.rings import all_rings

ADDRESS = "/settings/rings"
PAGE = f"{ADDRESS}/med"


def names(root: Element) -> list[str]:
    return [line.all("a")[0].text for line in root.one("ol").all("li")]


def stored(site: Site) -> dict[str, str]:
    with site.database.reading() as session:
        return {ring.name: ring.colour for ring in all_rings(session)}


def test_the_list_has_the_rings_from_the_outside_with_their_colours_and_series(
    site: Site, secretary: FlaskClient
) -> None:
    root = page(secretary.get(ADDRESS))
    assert names(root) == list(stored(site))
    assert [rect.get("fill") for rect in root.one("ol").all("rect")] == list(stored(site).values())
    assert [line.one("span", class_="hint").text for line in root.one("ol").all("li")][-1] == "not used"


def test_a_ring_is_moved_with_its_buttons_with_and_without_javascript(site: Site, secretary: FlaskClient) -> None:
    before = names(page(secretary.get(ADDRESS)))
    form = page(secretary.get(ADDRESS)).one("form", action=f"{PAGE}/positions")
    answer = secretary.post(form.get("action"), data=form.sends() | {"step": "up"})
    root = page(secretary.get(answer.location))
    assert root.status == f"The ring is now number {before.index('MED')} from the outside."
    form = root.one("form", action=f"{PAGE}/positions")
    changed = fragment(secretary.post(form.get("action"), data=form.sends() | {"step": "down"}, headers=HTMX))
    assert names(changed) == before
    assert changed.find("down-med"), "htmx gives the focus back to the button of that id"


@pytest.mark.parametrize(
    ("key", "step", "sentence"),
    [
        ("politisk", "up", "This ring is the outermost already."),
        (UNUSED_RING, "down", "This ring is the innermost already."),
    ],
)
def test_no_ring_leaves_the_wheel(site: Site, secretary: FlaskClient, key: str, step: str, sentence: str) -> None:
    before = site.plan()
    button = page(secretary.get(ADDRESS)).find(f"{step}-{key}")
    assert button is not None
    assert button.get("aria-disabled") == "true"
    sent = {"seen": "1", "step": step}
    assert page(secretary.post(f"{ADDRESS}/{key}/positions", data=sent), 422).refusal == sentence
    assert fragment(secretary.post(f"{ADDRESS}/{key}/positions", data=sent, headers=HTMX), 422).refusal == sentence
    assert site.plan() == before


def test_a_ring_is_added_and_the_wheel_shows_it(site: Site, secretary: FlaskClient) -> None:
    form = page(secretary.get(f"{ADDRESS}/new")).one("form", action=ADDRESS)
    answer = secretary.post(form.get("action"), data=form.sends() | {"name": "Økonomi", "colour": "#7a4300"})
    root = page(secretary.get(answer.location))
    assert (root.status, names(root)[-1]) == ("The ring is added. It is the innermost.", "Økonomi")
    assert "Økonomi" in page(site.visitor().get("/wheel/2026")).text


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize("address", [ADDRESS, PAGE])
@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"name": " "}, "name", "Write what the ring is called."),
        ({"name": "politisk"}, "name", "There is already a ring of this name."),
        ({"colour": "#ffd400"}, "colour", "Choose a darker colour: the white text in the ring could not be read on"),
    ],
)
def test_a_mistake_is_said_beside_its_field_and_what_was_typed_is_kept(
    site: Site, secretary: FlaskClient, address: str, typed: dict[str, str], field: str, sentence: str, htmx: bool
) -> None:
    before = site.plan()
    wanted = {"name": "Ny", "colour": "#102030", "seen": "1"} | typed
    answer = secretary.post(address, data=wanted, headers=HTMX if htmx else None)
    root = (fragment if htmx else page)(answer, 422)
    assert root.mistake(field).startswith(sentence)
    kept = root.one("form", action=address).sends()
    assert (kept["name"], kept["colour"]) == (wanted["name"], wanted["colour"])
    assert site.plan() == before


def test_a_ring_in_use_has_no_button_to_delete_it_and_says_why(site: Site, secretary: FlaskClient) -> None:
    before = site.plan()
    root = page(secretary.get(PAGE))
    assert not root.all("form", action=f"{PAGE}/deletions")
    assert "HovedMED-møde" in root.text
    refused = page(secretary.post(f"{PAGE}/deletions", data={"seen": "1"}), 422).refusal
    assert refused.startswith("The ring cannot be deleted: it is used by 7 series (")
    assert site.plan() == before
    form = page(secretary.get(f"{ADDRESS}/{UNUSED_RING}")).one("form", action=f"{ADDRESS}/{UNUSED_RING}/deletions")
    secretary.post(form.get("action"), data=form.sends())
    assert "Hvilende ring" not in stored(site)


@pytest.mark.parametrize("htmx", [False, True])
def test_the_second_planner_sees_both_versions_and_can_save_over_it(
    site: Site, secretary: FlaskClient, htmx: bool
) -> None:
    headers, read = (HTMX, fragment) if htmx else (None, page)
    mine = page(secretary.get(PAGE)).one("form", action=PAGE).sends() | {"name": "Medarbejdere"}
    site.visitor(Role.ADMINISTRATOR).post(PAGE, data=mine | {"name": "MED-systemet", "colour": "#102030"})
    conflict = read(secretary.post(PAGE, data=mine, headers=headers), 409)
    assert "Somebody else changed this ring while you were looking at it." in conflict.refusal
    told = {row.one("th").text: [cell.text for cell in row.all("td")] for row in conflict.one("tbody").all("tr")}
    assert told == {"Name": ["MED-systemet", "Medarbejdere"], "Colour": ["#102030", "#2a7a55"]}
    again = conflict.one("form", action=PAGE)
    assert again.sends().items() >= {"name": "Medarbejdere", "seen": "2"}.items()
    secretary.post(PAGE, data=again.sends())
    assert stored(site)["Medarbejdere"] == "#2a7a55"


@pytest.mark.parametrize(("rest", "typed"), [("positions", {"step": "up"}), ("deletions", {})])
def test_what_somebody_else_changed_is_not_moved_or_deleted(
    site: Site, secretary: FlaskClient, rest: str, typed: dict[str, str]
) -> None:
    path = f"{ADDRESS}/{UNUSED_RING}"
    site.visitor(Role.ADMINISTRATOR).post(path, data={"name": "Ny", "colour": "#102030", "seen": "1"})
    before = site.plan()
    conflict = page(secretary.post(f"{path}/{rest}", data=typed | {"seen": "1"}), 409)
    assert "Somebody else changed this ring" in conflict.refusal
    assert site.plan() == before


def test_there_is_no_page_of_a_ring_that_is_not_there(secretary: FlaskClient) -> None:
    assert "There is no ring called nix." in page(secretary.get(f"{ADDRESS}/nix"), 404).text
