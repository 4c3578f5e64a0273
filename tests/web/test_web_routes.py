"""The pages of routes that are kept: add one, change it, delete it; with and without JavaScript."""

from __future__ import annotations

from doors_of_routes import NEW, ROUTES, route, route_id, seen_route
from flask.testing import FlaskClient
from web_pages import fragment, page
from web_site import BODY, BODY_SECRETARY, HTMX, Site

from wheel.core.access import OPERATOR
from wheel.core.routes import Leg, RouteTemplate
from wheel.core.stops import Purpose
from wheel.store.routes import all_routes


def kept(site: Site) -> tuple[RouteTemplate, ...]:
    with site.database.reading() as session:
        return all_routes(session, OPERATOR)


def called(site: Site, name: str) -> RouteTemplate:
    return next(one for one in kept(site) if one.name == name)


def test_a_secretary_adds_a_route_and_finds_it_in_the_list(site: Site) -> None:
    secretary = site.visitor(BODY_SECRETARY)
    answer = secretary.post(ROUTES, data=NEW, follow_redirects=True)
    shown = page(answer)
    assert shown.status == "The route is added."
    assert NEW["name"] in shown.text
    assert "Direktionen → Chefforum" in shown.text
    assert called(site, NEW["name"]).legs == (Leg(1, BODY), Leg(2, "chefforum", Purpose.CONSULTATION, 2))


def test_lines_left_empty_are_no_part_of_it(secretary: FlaskClient, site: Site) -> None:
    form = {"name": "Med huller", "body-0": "", "lead-0": "9", "body-2": BODY, "body-5": "*", "beside-5": "1"}
    secretary.post(ROUTES, data=form)
    assert called(site, "Med huller").legs == (Leg(1, BODY), Leg(1, None))


def test_more_lines_are_given_and_what_was_typed_is_kept(secretary: FlaskClient, site: Site) -> None:
    before = len(kept(site))
    shown = page(secretary.post(ROUTES, data=NEW | {"more": "1"}))
    assert shown.one("form", id="route-form").sends().items() >= NEW.items()
    assert len(shown.all("fieldset")) == 5
    assert len(kept(site)) == before


def test_a_mistake_is_told_beside_its_field(secretary: FlaskClient, site: Site) -> None:
    before = kept(site)
    for wrong, field, sentence in (
        ({"name": ""}, "name", "Write what the route is called."),
        ({"lead-1": "mange"}, "lead-1", "Write a whole number from 0 to 60."),
        ({"body-1": BODY, "beside-1": "1"}, "body-1", "The same body stands twice side by side."),
    ):
        shown = page(secretary.post(ROUTES, data=NEW | wrong), 422)
        assert shown.mistake(field) == sentence
        assert shown.one("form", id="route-form").sends().items() >= (NEW | wrong).items()
    assert kept(site) == before


def test_a_route_that_somebody_else_has_changed_is_shown_beside_ones_own(secretary: FlaskClient, site: Site) -> None:
    address, seen = route(site), seen_route(site)
    secretary.post(address, data=NEW | seen | {"name": "Deres"})
    shown = page(secretary.post(address, data=NEW | seen | {"name": "Min"}), 409)
    assert "Deres" in shown.refusal
    assert "Min" in shown.refusal
    again = shown.one("form", id="route-form").sends()
    secretary.post(address, data=again)
    assert called(site, "Min").version == 3


def test_a_route_is_changed_and_deleted(secretary: FlaskClient, site: Site) -> None:
    known = route_id(site)
    form = page(secretary.get(route(site))).one("form", id="route-form").sends()
    answer = secretary.post(route(site), data=form | {"name": "Nyt navn"}, headers=HTMX)
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, ROUTES)
    seen = {"seen": str(called(site, "Nyt navn").version)}
    shown = page(secretary.post(f"{ROUTES}/{known}/deletions", data=seen, follow_redirects=True))
    assert shown.status == "The route is saved. The route is deleted."
    assert known not in {one.id for one in kept(site)}
    assert secretary.get(f"{ROUTES}/{known}").status_code == 404


def test_a_line_of_the_address_fills_in_a_new_route(secretary: FlaskClient) -> None:
    shown = fragment(secretary.get(f"{ROUTES}/new?body-0=*&body-1={BODY}&lead-1=3", headers=HTMX))
    form = shown.one("form", id="route-form").sends()
    assert (form["body-0"], form["body-1"], form["lead-1"]) == ("*", BODY, "3")
