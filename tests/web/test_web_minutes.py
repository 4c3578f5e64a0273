"""The pages of minutes in: a file or a text is handed in, its checklist shown, and what is ticked is taken over."""

from __future__ import annotations

import io

import pytest
from doors_of_minutes import handed_in, minutes_text, ticks
from flask.testing import FlaskClient
from web_pages import Element, fragment, page
from web_site import BODY, BODY_SECRETARY, HTMX, MARKER, MERE_PLANNER, Site

from wheel.core.access import OPERATOR, Role
from wheel.core.stops import Stop, StopState
from wheel.store.stops import awaiting_stops, stops_at

ADDRESS = f"/bodies/{BODY}/minutes"
MINE, WAITS = "Minutternes egen sag", "En sag uden dato"


def boxes(root: Element) -> dict[str, bool]:
    """What is proposed, by its words, and whether it is ticked."""
    found = [label for label in root.all("label") if label.all("input", name="tick")]
    return {label.text: "checked" in label.one("input", name="tick").attributes for label in found}


def sends(root: Element) -> dict[str, object]:
    """What a browser sends of the checklist: all that is ticked, not the last of it alone."""
    form = next(form for form in root.all("form") if form.get("id") == "checklist")
    ticked = [box.get("value") for box in form.all("input", name="tick") if "checked" in box.attributes]
    return form.sends() | {"tick": ticked}


def link(root: Element, words: str) -> str:
    return next(found.get("href") or "" for found in root.all("a") if found.text == words)


def at_meeting(site: Site, number: int = 1) -> list[str | None]:
    return site.order(site.meeting(number))


def held(site: Site) -> list[Stop]:
    meeting = site.past_meeting()
    with site.database.reading() as session:
        return stops_at(session, OPERATOR, [meeting.id])[meeting.id]


def waiting(site: Site) -> list[str | None]:
    with site.database.reading() as session:
        return [stop.title for stop in awaiting_stops(session, OPERATOR, BODY)]


def test_a_pasted_text_becomes_a_checklist_and_nothing_is_written(site: Site, secretary: FlaskClient) -> None:
    form = page(secretary.get(ADDRESS)).one("form", action=ADDRESS)
    before = site.plan()
    answer = secretary.post(ADDRESS, data=form.sends() | {"text": minutes_text(site)})
    assert answer.status_code == 303
    root = page(secretary.get(answer.location))
    assert root.status == "The minutes are read. Nothing is taken over yet."
    assert boxes(root)[f"Put it on the agenda: {MINE}"]
    assert boxes(root)["Write the decision: approved"]
    assert "line " in root.text
    assert site.plan() == before


def test_what_is_ticked_is_taken_over_and_told_and_the_minutes_are_gone(site: Site, secretary: FlaskClient) -> None:
    address = handed_in(site)
    answer = secretary.post(address, data=sends(page(secretary.get(address))))
    assert answer.status_code == 303
    told = page(secretary.get(answer.location)).status
    assert told.startswith("Taken over from the minutes: ")
    assert MINE in at_meeting(site)
    assert WAITS in waiting(site)
    assert [(stop.title, stop.state) for stop in held(site)][-1:] == [("Borgerservice", StopState.TREATED)]
    assert secretary.get(address).status_code == 404
    again = page(secretary.get(handed_in(site)))
    assert not any(boxes(again).values()), "what is certain is in the plan"


def test_a_row_of_a_day_without_a_meeting_is_said_to_await_a_date_and_told_so(
    site: Site, secretary: FlaskClient
) -> None:
    # The sample's body meets on no Sunday.
    text = f"{minutes_text(site).partition('Punkter som')[0]}20. december 2026\tEn sag uden møde\n"
    address = secretary.post(ADDRESS, data={"text": text}).location
    root = page(secretary.get(address))
    box = next(label for label in root.all("label") if "En sag uden møde" in label.text and label.all("input"))
    assert box.text == "Let it await a date: En sag uden møde (look at it again: Sunday 20 December 2026)"
    key = box.one("input").get("value")
    told = page(secretary.get(secretary.post(address, data={"tick": key}).location)).status
    assert told == "Taken over from the minutes: 1 × awaits a date."
    with site.database.reading() as session:
        reasons = {stop.title: stop.reason for stop in awaiting_stops(session, OPERATOR, BODY)}
    assert reasons["En sag uden møde"] == "The minutes say 20 December 2026, but there is no meeting on that day."


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "referat.pdf", "The file is empty"),
        (b"\x89PNG\r\n\x1a\n", "referat.docx", "This is a picture"),
        (b"%PDF-1.7 \xff", "referat.txt", "The file is damaged"),
        (b"PK\x03\x04", "referat.zip", "This is a packed folder"),
    ],
)
def test_a_file_that_is_no_minutes_is_refused_beside_its_field(
    site: Site, secretary: FlaskClient, data: bytes, name: str, said: str
) -> None:
    form = {"file": (io.BytesIO(data), name), "year": "2026"}
    root = page(secretary.post(ADDRESS, data=form, content_type="multipart/form-data"), 422)
    assert root.mistake("file").startswith(said)
    assert "autofocus" in root.one("input", name="file").attributes
    assert root.one("form", action=ADDRESS).sends()["year"] == "2026"


def test_a_file_may_be_larger_than_a_form(secretary: FlaskClient) -> None:
    # Put together here: Werkzeug's own client leaves the file open that it makes of so much.
    start = b'--x\r\nContent-Disposition: form-data; name="file"; filename="referat.png"\r\n\r\n\x89PNG'
    large = start + b"x" * 1_200_000 + b"\r\n--x--\r\n"
    root = page(secretary.post(ADDRESS, data=large, content_type="multipart/form-data; boundary=x"), 422)
    assert root.mistake("file").startswith("This is a picture")


@pytest.mark.parametrize(("who", "size"), [(Role.PLANNER, 14_000_000), (Role.READER, 1_200_000), (None, 1_200_000)])
def test_nobody_sends_without_bounds_and_who_may_hand_nothing_in_no_more_than_a_form(
    guarded_site: Site, who: Role | None, size: int
) -> None:
    assert guarded_site.visitor(who).post(ADDRESS, data={"text": "x" * size}).status_code == 413


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"tick": []}, "Tick what is to be taken over."),
        ({"title": "x" * 501}, "Write at most 500 characters."),
    ],
)
def test_a_mistake_keeps_what_was_ticked_and_written(
    site: Site, secretary: FlaskClient, typed: dict[str, object], said: str, htmx: bool
) -> None:
    address, key = handed_in(site), ticks(site)["tick"]
    wanted = {"tick": typed.get("tick", [key]), f"title-{key}": typed.get("title", "Et andet navn")}
    before = site.plan()
    root = (fragment if htmx else page)(secretary.post(address, data=wanted, headers=HTMX if htmx else None), 422)
    assert said in root.text
    assert len([one for one in root.walk() if "autofocus" in one.attributes]) == 1
    assert root.find(f"title-{key}").get("value") == wanted[f"title-{key}"]  # type: ignore[union-attr]
    assert sum(boxes(root).values()) == len(wanted["tick"])  # type: ignore[arg-type]
    assert site.plan() == before


def test_a_title_and_a_meeting_can_be_chosen_otherwise(site: Site, secretary: FlaskClient) -> None:
    key, third = ticks(site)["tick"], site.meeting(2)
    secretary.post(handed_in(site), data={"tick": key, f"title-{key}": "Et andet navn", f"to-{key}": third.id})
    assert "Et andet navn" in at_meeting(site, 2)


@pytest.mark.parametrize(("asked", "ticked"), [("none", False), ("all", True)])
def test_ticking_anew_takes_nothing_over(site: Site, secretary: FlaskClient, asked: str, ticked: bool) -> None:
    address, before = handed_in(site), site.plan()
    root = page(secretary.post(address, data=sends(page(secretary.get(address))) | {"again": asked}))
    assert set(boxes(root).values()) == {ticked}
    assert [button.get("value") for button in root.all("button") if "autofocus" in button.attributes] == [asked]
    assert site.plan() == before


def test_what_somebody_else_did_meanwhile_is_shown_before_anything_is_taken_over(
    site: Site, secretary: FlaskClient
) -> None:
    address, theirs = handed_in(site), handed_in(site)
    mine = sends(page(secretary.get(address)))
    secretary.post(theirs, data=ticks(site))
    after = site.plan()
    root = page(secretary.post(address, data=mine), 409)
    assert "The plan has changed since you looked." in root.refusal
    assert f"Put it on the agenda: {MINE}" not in boxes(root)
    assert site.plan() == after


def test_minutes_that_name_another_body_have_nothing_ticked(site: Site, secretary: FlaskClient) -> None:
    text = minutes_text(site).replace("Direktionen", "Chefforum")
    answer = secretary.post(ADDRESS, data={"text": text})
    root = page(secretary.get(answer.location))
    assert "The minutes name Chefforum" in root.text
    assert not any(boxes(root).values())


def test_a_meeting_can_be_chosen_where_the_minutes_say_no_day(site: Site, secretary: FlaskClient) -> None:
    text = "Direktionen\n\nREFERAT\n\n1. Borgerservice\n\nBeslutning\n\nGodkendt.\n"
    address = secretary.post(ADDRESS, data={"text": text}).location
    assert not boxes(page(secretary.get(address)))
    chosen = page(secretary.get(f"{address}?meeting={site.past_meeting().id}"))
    assert boxes(chosen)["Write the decision: approved"]
    assert sends(chosen)["meeting"] == site.past_meeting().id
    assert secretary.post(address, data=sends(chosen)).status_code == 303
    assert "Borgerservice" in [stop.title for stop in held(site)]


def test_a_meeting_missing_from_the_plan_is_said_to_be_and_added_and_then_the_minutes_are_checked_again(
    site: Site, secretary: FlaskClient
) -> None:
    text = "Direktionen\n\nREFERAT\n\nDato: 6. september 2018\n\n1. Borgerservice\n\nBeslutning\n\nGodkendt.\n"
    address = secretary.post(ADDRESS, data={"text": text}).location
    root = page(secretary.get(address))
    assert "The meeting of Direktionen on Thursday 6 September 2018 is missing from the plan." in root.text
    assert "Choose which meeting" not in root.text
    assert not root.all("select", name="meeting")
    form = page(secretary.get(link(root, "Add the meeting"))).one("form", action="/events")
    assert (form.sends()["day"], form.sends()["body"]) == ("2018-09-06", BODY)
    assert secretary.post("/events", data=form.sends()).status_code == 303
    again = page(secretary.get(link(root, "Check the minutes again")))
    assert "is missing from the plan" not in again.text
    assert boxes(again)["Write the decision: approved"]


def test_who_may_add_no_meeting_is_told_whom_to_ask(site: Site) -> None:
    text = "Direktionen\n\nREFERAT\n\nDato: 6. september 2018\n\n1. Borgerservice\n\nBeslutning\n\nGodkendt.\n"
    own = site.visitor(BODY_SECRETARY)
    root = page(own.get(own.post(ADDRESS, data={"text": text}).location))
    assert "Ask a planner to add it" in root.text
    assert "Add the meeting" not in root.text


def test_others_do_not_see_minutes_and_a_closed_title_is_nowhere_on_the_page(site: Site) -> None:
    address = handed_in(site)
    assert site.visitor(Role.ADMINISTRATOR).get(address).status_code == 404
    planner = site.visitor(MERE_PLANNER)
    own = planner.post(ADDRESS, data={"text": minutes_text(site)}).location
    assert MARKER not in planner.get(own).text


def test_discarded_minutes_are_gone(site: Site, secretary: FlaskClient) -> None:
    address = handed_in(site)
    assert "referat.txt" in page(secretary.get(ADDRESS)).text
    answer = secretary.post(f"{address}/discardings")
    root = page(secretary.get(answer.location))
    assert root.status == "The minutes are discarded."
    assert "referat.txt" not in root.text


def test_what_minutes_say_is_text_and_no_markup(site: Site, secretary: FlaskClient) -> None:
    text = minutes_text(site).replace(MINE, "<script>alert(1)</script> & <i>sag</i>")
    root = page(secretary.get(secretary.post(ADDRESS, data={"text": text}).location))
    assert not root.find("minutes").all("i")  # type: ignore[union-attr]
    assert all(script.get("src") for script in root.all("script"))
