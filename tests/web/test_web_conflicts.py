"""Two people change the same item: the second is told so, sees both versions, and nothing of either is lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask.testing import FlaskClient
from web_pages import fragment, page
from web_site import HTMX, Site

from wheel.core.access import Role
from wheel.core.stops import StopState

SENTENCE = "Somebody else changed this item while you were looking at it."


@pytest.fixture
def other(site: Site) -> FlaskClient:
    """Somebody else, at another desk."""
    return site.visitor(Role.ADMINISTRATOR)


@pytest.mark.parametrize("htmx", [False, True])
def test_the_second_mover_sees_both_versions_and_can_go_on_from_there(
    site: Site, secretary: FlaskClient, other: FlaskClient, htmx: bool
) -> None:
    headers, read = (HTMX, fragment) if htmx else (None, page)
    stop, theirs, mine = site.stop(), site.meeting(1), site.meeting(2)
    # The first of the forms moves it to a meeting; the others let it wait, and withdraw it.
    form = read(secretary.get(f"/stops/{stop.id}/moves/new", headers=headers)).all("form", class_="move-form")[0]
    wanted = form.sends() | {"to": mine.id, "reason": "Afventer tal"}
    other.post(f"/stops/{stop.id}/moves", data={"seen": 1, "to": theirs.id, "reason": "Mere tid"})
    after_them = site.plan()

    answer = secretary.post(form.get("action"), data=wanted, headers=headers)
    conflict = read(answer, 409)
    assert SENTENCE in conflict.refusal
    assert (
        "What they did: Administrator: moved from 25 November 2026 to 2 December 2026 (21 November 2026 at 13:00)."
        in conflict.refusal
    )
    assert "What you wanted: move it to Wednesday 9 December 2026." in conflict.refusal
    assert site.plan() == after_them, "theirs stands, and nothing of mine is half done"
    if htmx:
        assert answer.headers["HX-Retarget"] == f"#form-{stop.id}"

    again = conflict.all("form", class_="move-form")[0]
    assert again.sends().items() >= {"to": mine.id, "reason": "Afventer tal", "seen": "2"}.items(), "mine is kept"
    done = secretary.post(again.get("action"), data=again.sends(), headers=headers)
    root = fragment(done) if htmx else page(secretary.get(done.location))
    assert root.status == "The item is moved to Wednesday 9 December 2026."
    now = site.stop_now(stop)
    assert (now.meeting_id, now.reason, now.version) == (mine.id, "Afventer tal", 3)


@pytest.mark.parametrize(
    ("rest", "mine", "words"),
    [
        ("moves", {"to": "awaiting", "reason": "Fordi"}, "What you wanted: let it await a date."),
        ("withdrawals", {"reason": "Fordi", "to": "awaiting"}, "What you wanted: withdraw it."),
        ("positions", {"position": "2"}, "What you wanted: place 2 on the agenda."),
    ],
)
def test_whatever_was_wanted_is_repeated(
    site: Site, secretary: FlaskClient, other: FlaskClient, rest: str, mine: dict[str, str], words: str
) -> None:
    stop = site.stop()
    other.post(f"/stops/{stop.id}/positions", data={"seen": 1, "position": 3})
    before = site.plan()
    conflict = page(secretary.post(f"/stops/{stop.id}/{rest}", data=mine | {"seen": "1"}), 409)
    assert "What they did: Administrator: moved to place 3 on the agenda of 25 November 2026" in conflict.refusal
    assert words in conflict.refusal
    assert site.plan() == before


def test_both_wanting_the_same_meeting_is_told_as_such(site: Site, secretary: FlaskClient, other: FlaskClient) -> None:
    stop, to = site.stop(), site.meeting(1)
    answers = [who.post(f"/stops/{stop.id}/moves", data={"seen": 1, "to": to.id}) for who in (other, secretary)]
    assert "What you wanted: move it to where it now is." in page(answers[1], 409).refusal


def test_what_somebody_else_withdrew_is_not_moved(site: Site, secretary: FlaskClient, other: FlaskClient) -> None:
    stop = site.stop()
    other.post(f"/stops/{stop.id}/withdrawals", data={"seen": 1, "reason": "Ikke aktuel"})
    conflict = page(secretary.post(f"/stops/{stop.id}/moves", data={"seen": 1, "to": site.meeting(1).id}), 409)
    assert "What they did: Administrator: withdrawn" in conflict.refusal
    assert "The item has been withdrawn." in conflict.text
    assert not conflict.find("main").all("form")
    assert site.stop_now(stop).state is StopState.WITHDRAWN


def test_a_meeting_cancelled_meanwhile_is_a_conflict_for_its_items(
    site: Site, secretary: FlaskClient, other: FlaskClient
) -> None:
    stop = site.stop()
    other.post(f"/occurrences/{site.meeting().id}/cancellations", data={"reason": "Ferie", "seen": "1"})
    conflict = page(secretary.post(f"/stops/{stop.id}/moves", data={"seen": 1, "to": site.meeting(1).id}), 409)
    assert "the meeting on 25 November 2026 was cancelled, awaits a date" in conflict.refusal


def test_changing_one_item_is_no_conflict_for_another(site: Site, secretary: FlaskClient, other: FlaskClient) -> None:
    """Its place in the order has changed with the other's, but nobody has decided anything about it."""
    first, second = site.stop(0), site.stop(1)
    other.post(f"/stops/{first.id}/positions", data={"seen": 1, "position": 2})
    answer = secretary.post(f"/stops/{second.id}/moves", data={"seen": 1, "to": site.meeting(1).id})
    assert answer.status_code == 303
    assert site.stop_now(second).meeting_id == site.meeting(1).id


def test_of_two_at_the_very_same_time_one_is_told_of_the_other(site: Site) -> None:
    stop, targets = site.stop(), [site.meeting(1), site.meeting(2)]
    together = Barrier(2)
    visitors = [site.visitor(role) for role in (Role.PLANNER, Role.ADMINISTRATOR)]

    def move(number: int) -> int:
        together.wait()
        data = {"seen": 1, "to": targets[number].id}
        return visitors[number].post(f"/stops/{stop.id}/moves", data=data).status_code

    with ThreadPoolExecutor(2) as both:
        statuses = list(both.map(move, range(2)))
    assert sorted(statuses) == [303, 409]
    winner = targets[statuses.index(303)]
    assert site.stop_now(stop).meeting_id == winner.id
    assert [stop.title in site.order(target) for target in targets] == [target is winner for target in targets]
