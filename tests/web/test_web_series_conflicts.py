"""Two planners change the same series: the second sees both versions, and may save over the first."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask.testing import FlaskClient
from series_pages import filled, typed_in
from web_pages import fragment, page
from web_site import HTMX, UNUSED_SERIES, Site

from wheel.core.access import Role

SENTENCE = "Somebody else changed this series while you had it open. This is how it is now."


@pytest.fixture
def other(site: Site) -> FlaskClient:
    return site.visitor(Role.ADMINISTRATOR)


@pytest.mark.parametrize("htmx", [False, True])
def test_the_second_sees_both_versions_and_may_save_over_the_first(
    site: Site, secretary: FlaskClient, other: FlaskClient, htmx: bool
) -> None:
    headers, read = (HTMX, fragment) if htmx else (None, page)
    address = f"/series/{site.series('Direktionsmøde').id}"
    mine = filled(secretary, address, title="Mit møde", weekly_on_4="1")
    other.post(address, data=filled(other, address, title="Deres møde", on_closed="keep", counts="start"))
    theirs = site.plan()

    root = read(secretary.post(address, data=mine, headers=headers), 409)
    assert root.refusal.startswith(SENTENCE)
    assert "Deres møde" in root.refusal
    assert "Wednesday" in root.refusal, "what is stored is told in words"
    assert site.plan() == theirs
    again = typed_in(root)
    assert again == mine | {"seen": "2"}, "what was typed still stands there"
    assert address in root.addresses, "or one starts again from theirs"

    assert secretary.post(address, data=again, headers=headers).status_code == (204 if htmx else 303)
    assert site.series("Mit møde").version == 3


def test_a_mistake_made_meanwhile_does_not_hide_the_other(
    site: Site, secretary: FlaskClient, other: FlaskClient
) -> None:
    address = f"/series/{site.series('Direktionsmøde').id}"
    mine = filled(secretary, address, title="Mit møde")
    other.post(address, data=filled(other, address, title="Deres møde"))
    root = page(secretary.post(address, data=mine | {"start_time": "ni"}), 422)
    form = typed_in(root)
    assert form["seen"] == "1"
    assert SENTENCE in page(secretary.post(address, data=form | {"start_time": ""}), 409).refusal


def test_nobody_removes_what_somebody_else_has_just_changed(
    site: Site, secretary: FlaskClient, other: FlaskClient
) -> None:
    address = f"/series/{site.series(UNUSED_SERIES).id}"
    mine = filled(secretary, address)
    other.post(address, data=filled(other, address, title="Bruges igen"))
    assert SENTENCE in page(secretary.post(f"{address}/deletions", data=mine), 409).refusal
    assert site.series("Bruges igen").version == 2


@pytest.mark.parametrize("seen", ["", "x", "-1"])
def test_a_form_that_does_not_say_what_was_seen_is_refused(site: Site, secretary: FlaskClient, seen: str) -> None:
    address = f"/series/{site.series('Direktionsmøde').id}"
    form = filled(secretary, address) | {"seen": seen}
    for to in (address, f"{address}/deletions"):
        assert secretary.post(to, data=form).status_code == 422
    assert site.series("Direktionsmøde").version == 1


def test_of_two_at_the_very_same_time_one_is_told_of_the_other(site: Site) -> None:
    address = f"/series/{site.series('Direktionsmøde').id}"
    planners = [site.visitor(role) for role in (Role.PLANNER, Role.ADMINISTRATOR)]
    forms = [filled(planner, address, title=f"Møde {number}") for number, planner in enumerate(planners)]
    together = Barrier(2)

    def save(number: int) -> int:
        together.wait()
        return planners[number].post(address, data=forms[number]).status_code

    with ThreadPoolExecutor(2) as both:
        statuses = list(both.map(save, range(2)))
    assert sorted(statuses) == [303, 409]
    assert site.series(f"Møde {statuses.index(303)}").version == 2
