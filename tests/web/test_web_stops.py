"""Moving an item to another meeting or the awaiting list, up or down the agenda, and off it."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from web_pages import Element, fragment, page
from web_site import BODY, HTMX, Site

from wheel.core.agenda import LONGEST_REASON
from wheel.core.occurrences import Status
from wheel.core.stops import Stop, StopState

UNKNOWN = ["findes-ikke", "0", "-1", "٣", "x" * 3000]


def the_form(root: Element, stop: Stop) -> Element:
    """The one that chooses a meeting."""
    forms = root.all("form", action=f"/stops/{stop.id}/moves")
    return next(form for form in forms if form.all("select", name="to"))


def the_form_of(root: Element, stop: Stop, data: dict[str, str], rest: str) -> Element:
    """The one that such data were sent from."""
    if rest == "moves" and data["to"] == "awaiting":
        return next(
            form for form in root.all("form", action=f"/stops/{stop.id}/moves") if form.all("select", name="owner")
        )
    return root.one("form", action=f"/stops/{stop.id}/withdrawals") if rest == "withdrawals" else the_form(root, stop)


def test_the_form_offers_every_other_meeting_that_takes_place(site: Site, secretary: FlaskClient) -> None:
    stop = site.stop()
    form = the_form(page(secretary.get(f"/stops/{stop.id}/moves/new")), stop)
    offered = [option.get("value") for option in form.one("select", name="to").all("option")]
    assert offered == [meeting.id for meeting in site.agenda().choices[1:]]
    assert form.sends()["seen"] == "1"


def test_the_form_chooses_the_meeting_after_the_one_where_the_item_stands(site: Site, secretary: FlaskClient) -> None:
    meetings = site.agenda().choices
    number = next(number for number, row in enumerate(meetings) if number and row.item_count)
    later, last = site.stop(meeting=number), site.stop()
    opened = page(secretary.get(f"/stops/{later.id}/moves/new"))
    assert the_form(opened, later).sends()["to"] == meetings[number + 1].id
    to_last = {"seen": str(last.version), "to": meetings[-1].id}
    secretary.post(f"/stops/{last.id}/moves", data=to_last)
    opened = page(secretary.get(f"/stops/{last.id}/moves/new"))
    assert the_form(opened, last).sends()["to"] == meetings[0].id, "there is none after the last"
    waits = site.awaiting()
    opened = page(secretary.get(f"/stops/{waits.id}/moves/new"))
    assert the_form(opened, waits).sends()["to"] == meetings[0].id


def test_what_awaits_a_date_is_not_offered_to_await_one(site: Site, secretary: FlaskClient) -> None:
    stop = site.awaiting()
    form = the_form(page(secretary.get(f"/stops/{stop.id}/moves/new")), stop)
    assert "awaiting" not in [option.get("value") for option in form.all("option")]


@pytest.mark.parametrize("htmx", [False, True])
def test_the_form_as_it_stands_moves_the_item_last_on_the_chosen_meeting(
    site: Site, secretary: FlaskClient, htmx: bool
) -> None:
    stop, source, target = site.stop(), site.meeting(), site.meeting(1)
    left, there = site.order(source), site.order(target)
    opened = secretary.get(f"/stops/{stop.id}/moves/new", headers=HTMX if htmx else None)
    form = the_form(fragment(opened) if htmx else page(opened), stop)
    data = form.sends() | {"to": target.id, "reason": "Afventer tal"}
    answer = secretary.post(form.get("action"), data=data, headers=HTMX if htmx else None)
    root = fragment(answer) if htmx else page(secretary.get(answer.location))
    assert root.status == "The item is moved to Wednesday 2 December 2026."
    assert site.order(target) == [*there, stop.title]
    assert site.order(source) == [title for title in left if title != stop.title], "the others keep their order"
    now = site.stop_now(stop)
    assert (now.version, now.reason, now.position) == (2, "Afventer tal", len(there) + 1)


def test_an_awaiting_item_is_placed(site: Site, secretary: FlaskClient) -> None:
    stop, target = site.awaiting(), site.meeting()
    secretary.post(f"/stops/{stop.id}/moves", data={"seen": stop.version, "to": target.id})
    now = site.stop_now(stop)
    assert (now.state, now.meeting_id, site.order(target)[-1]) == (StopState.PLACED, target.id, stop.title)


def test_an_item_is_sent_to_the_awaiting_list_with_a_reason(site: Site, secretary: FlaskClient) -> None:
    stop = site.stop()
    data = {"seen": 1, "to": "awaiting", "reason": " Afventer ministeriet "}
    root = fragment(secretary.post(f"/stops/{stop.id}/moves", data=data, headers=HTMX))
    assert root.status == "The item now awaits a date."
    assert "Afventer ministeriet" in root.find(f"stop-{stop.id}").text
    assert site.stop_now(stop).state is StopState.AWAITING


def test_an_item_is_withdrawn_and_keeps_its_number(site: Site, secretary: FlaskClient) -> None:
    stop = site.stop()
    root = page(secretary.get(f"/stops/{stop.id}/moves/new"))
    form = root.one("form", action=f"/stops/{stop.id}/withdrawals")
    answer = secretary.post(form.get("action"), data=form.sends() | {"reason": "Ikke aktuel"})
    root = page(secretary.get(answer.location))
    assert root.status == "The item is withdrawn."
    assert (site.stop_now(stop).state, site.stop_now(stop).position) == (StopState.WITHDRAWN, 1)
    assert site.order(site.meeting())[0] == stop.title


def test_an_item_is_moved_down_and_up_again_by_its_buttons(site: Site, secretary: FlaskClient) -> None:
    stop, before = site.stop(), site.order(site.meeting())
    for step, words in (("down", "The item is now number 2."), ("up", "The item is now number 1.")):
        agenda = page(secretary.get(f"/bodies/{BODY}/agenda"))
        form = next(form for form in agenda.all("form") if form.find(f"{step}-{stop.id}"))
        data = form.sends() | {"position": form.find(f"{step}-{stop.id}").get("value")}
        answer = secretary.post(form.get("action"), data=data)
        assert page(secretary.get(answer.location)).status == words
    assert site.order(site.meeting()) == before
    assert site.stop_now(stop).version == 3


def test_an_item_is_moved_to_any_place_at_once(site: Site, secretary: FlaskClient) -> None:
    first, *others = site.order(site.meeting())
    data = {"seen": 1, "position": str(len(others) + 1)}
    fragment(secretary.post(f"/stops/{site.stop().id}/positions", data=data, headers=HTMX))
    assert site.order(site.meeting()) == [*others, first]


def test_the_agenda_stays_unfolded(site: Site, secretary: FlaskClient) -> None:
    stop = site.stop()
    assert the_form(page(secretary.get(f"/stops/{stop.id}/moves/new?rows=all")), stop).sends()["rows"] == "all"
    answer = secretary.post(f"/stops/{stop.id}/positions", data={"seen": 1, "position": 2, "rows": "all"})
    assert answer.location == f"/bodies/{BODY}/agenda?rows=all&undo={stop.id}"


MISTAKES = [
    ("moves", {"to": ""}, "to", "Choose where the item goes.", "nothing chosen"),
    ("moves", {"to": "awaiting"}, "reason", "Write why the item awaits a date.", "awaiting without a reason"),
    ("moves", {"to": "awaiting", "reason": " \t"}, "reason", "Write why the item awaits a date.", "only spaces"),
    (
        "moves",
        {"to": "awaiting", "reason": "x" * (LONGEST_REASON + 1)},
        "reason",
        "Write at most 1000 characters.",
        "too long",
    ),
    ("withdrawals", {}, "reason", "Write why the item is withdrawn.", "withdrawn without a reason"),
    ("withdrawals", {"reason": "x" * 1001}, "reason", "Write at most 1000 characters.", "too long"),
]


@pytest.mark.parametrize(("rest", "wrong", "field", "sentence", "reason"), MISTAKES)
def test_a_mistake_is_said_beside_its_field_and_what_was_typed_is_kept(
    site: Site, secretary: FlaskClient, rest: str, wrong: dict[str, str], field: str, sentence: str, reason: str
) -> None:
    before, stop = site.plan(), site.stop()
    data = {"seen": "1", "to": site.meeting(2).id, "reason": ""} | wrong
    plain = secretary.post(f"/stops/{stop.id}/{rest}", data=data)
    piece = secretary.post(f"/stops/{stop.id}/{rest}", data=data, headers=HTMX)
    for root in (page(plain, 422), fragment(piece, 422)):
        form = the_form_of(root, stop, data, rest)
        assert form.mistake(field) == sentence, reason
        assert form.sends()["reason"] == data["reason"]
        assert len([piece for piece in root.walk() if piece.get("aria-invalid")]) == 1, "and beside no other"
    assert piece.headers["HX-Retarget"] == f"#form-{stop.id}", "the mistake goes where the form opens"
    assert piece.headers["HX-Reswap"] == "innerHTML"
    assert site.plan() == before


@pytest.mark.parametrize("position", ["0", "6", "999999", ""])
def test_a_place_that_the_agenda_does_not_have_is_refused(site: Site, secretary: FlaskClient, position: str) -> None:
    before = site.plan()
    answer = secretary.post(f"/stops/{site.stop().id}/positions", data={"seen": 1, "position": position}, headers=HTMX)
    assert "Choose a place from 1 to 5." in fragment(answer, 422).text
    assert site.plan() == before


@pytest.mark.parametrize("position", ["-1", "1.5", "２", "²", "1 2", "9" * 5000, "to"])
def test_what_is_no_place_is_refused(site: Site, secretary: FlaskClient, position: str) -> None:
    before = site.plan()
    answer = secretary.post(f"/stops/{site.stop().id}/positions", data={"seen": 1, "position": position})
    assert "Write the place as a whole number." in page(answer, 422).text
    assert site.plan() == before


@pytest.mark.parametrize("seen", [None, "", "-1", "1.0", "１", "9" * 5000, "x"])
@pytest.mark.parametrize("rest", ["moves", "withdrawals", "positions"])
def test_a_form_that_does_not_say_what_its_sender_saw_is_refused(
    site: Site, secretary: FlaskClient, rest: str, seen: str | None
) -> None:
    before = site.plan()
    data = {"to": site.meeting(1).id, "reason": "Fordi", "position": "2"} | ({} if seen is None else {"seen": seen})
    answer = secretary.post(f"/stops/{site.stop().id}/{rest}", data=data)
    assert "The form is incomplete. Load the page again." in page(answer, 422).text
    assert site.plan() == before


@pytest.mark.parametrize(
    ("which", "sentence"),
    [
        ("its own", "The item is already on that meeting's agenda."),
        ("another body's", "Choose one of the body's own meetings."),
        ("past", "That meeting is over. Choose a coming one."),
        ("blocked", "That meeting does not take place. Choose another one."),
        ("cancelled", "That meeting does not take place. Choose another one."),
        ("no meeting", "Choose one of the body's own meetings."),
    ],
)
def test_a_meeting_that_cannot_take_it_is_refused(
    site: Site, secretary: FlaskClient, which: str, sentence: str
) -> None:
    stop, to = site.stop(), _meeting(site, which)
    before = site.plan()
    data = {"seen": 1, "to": to, "reason": "Fordi"}
    assert page(secretary.post(f"/stops/{stop.id}/moves", data=data), 422).refusal == sentence
    root = fragment(secretary.post(f"/stops/{stop.id}/moves", data=data, headers=HTMX), 422)
    assert (root.refusal, the_form(root, stop).sends()["reason"]) == (sentence, "Fordi")
    assert site.plan() == before


def _meeting(site: Site, which: str) -> str:
    if which == "cancelled":
        site.cancel(site.meeting(1))
    rows = site.agenda().rows
    return {
        "its own": site.meeting().id,
        "another body's": site.meeting(0, "hovedmed").id,
        "past": site.past_meeting().id,
        "blocked": next(row.meeting.id for row in rows if row.meeting.status is Status.BLOCKED),
        "cancelled": next((row.meeting.id for row in rows if row.meeting.status is Status.CANCELLED), ""),
        "no meeting": next(one.id for one in site.occurrences(2027) if not one.has_agenda),
    }[which]


@pytest.mark.parametrize("unknown", UNKNOWN)
def test_an_unknown_meeting_is_refused_beside_the_choice(site: Site, secretary: FlaskClient, unknown: str) -> None:
    before = site.plan()
    answer = secretary.post(f"/stops/{site.stop().id}/moves", data={"seen": 1, "to": unknown, "reason": "Tid"})
    root = page(answer, 422)
    assert "Choose one of the body's own meetings." in root.text
    assert 'value="Tid"' in answer.text
    assert site.plan() == before


@pytest.mark.parametrize("unknown", UNKNOWN)
@pytest.mark.parametrize("rest", ["moves", "withdrawals", "positions", "moves/new"])
def test_an_unknown_stop_is_not_found(site: Site, secretary: FlaskClient, unknown: str, rest: str) -> None:
    data = {"seen": 1, "to": "awaiting", "reason": "Fordi", "position": 1}
    method = "GET" if rest == "moves/new" else "POST"
    for form in (data, {}):
        answer = secretary.open(f"/stops/{unknown}/{rest}", method=method, data=form)
        assert "There is no such item." in page(answer, 404).text


@pytest.mark.parametrize(
    ("rest", "data", "sentence"),
    [
        ("moves", {"to": "awaiting", "reason": "Fordi"}, "The item already awaits a date."),
        ("positions", {"position": "1"}, "The item is on no meeting's agenda."),
    ],
)
def test_what_awaits_a_date_has_no_place_to_leave(
    site: Site, secretary: FlaskClient, rest: str, data: dict[str, str], sentence: str
) -> None:
    before, stop = site.plan(), site.awaiting()
    answer = secretary.post(f"/stops/{stop.id}/{rest}", data=data | {"seen": str(stop.version)})
    assert page(answer, 422).refusal == sentence
    assert site.plan() == before


@pytest.mark.parametrize("rest", ["moves", "withdrawals"])
def test_what_is_withdrawn_stays_so(site: Site, secretary: FlaskClient, rest: str) -> None:
    stop = site.stop()
    secretary.post(f"/stops/{stop.id}/withdrawals", data={"seen": 1, "reason": "Ikke aktuel"})
    before = site.plan()
    data = {"seen": 2, "to": site.meeting(1).id, "reason": "Alligevel"}
    root = page(secretary.post(f"/stops/{stop.id}/{rest}", data=data), 422)
    assert "The item has been withdrawn." in root.text
    (undo,) = root.find("main").all("form")
    assert undo.get("action") == f"/stops/{stop.id}/undos", "nothing else can be done"
    assert site.plan() == before


def test_a_place_that_the_item_already_has_is_refused(site: Site, secretary: FlaskClient) -> None:
    before = site.plan()
    answer = secretary.post(f"/stops/{site.stop().id}/positions", data={"seen": 1, "position": 1})
    assert page(answer, 422).refusal == "The item already stands there."
    assert site.plan() == before
