"""Adding an item to a body's agenda."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from web_pages import Element, fragment, page
from web_site import BODY, HTMX, Site

from wheel.core.occurrences import Status
from wheel.core.stops import Purpose, Stop, StopState

FORM = f"/bodies/{BODY}/items/new"
ITEMS = f"/bodies/{BODY}/items"


def the_form(root: Element) -> Element:
    return root.one("form", action=ITEMS)


def found(site: Site, title: str) -> Stop:
    agenda = site.agenda()
    stops = [stop for row in agenda.rows for stop in row.stops] + list(agenda.awaiting)
    return next(stop for stop in stops if stop.title == title)


def test_the_form_offers_every_meeting_that_takes_place_and_every_purpose(site: Site, secretary: FlaskClient) -> None:
    form = the_form(page(secretary.get(FORM)))
    meetings = [option.get("value") for option in form.one("select", id="meeting").all("option")]
    purposes = [option.get("value") for option in form.one("select", id="purpose").all("option")]
    assert meetings == [*(meeting.id for meeting in site.agenda().choices), "awaiting"]
    assert purposes == [purpose.value for purpose in Purpose]
    assert form.sends()["meeting"] == meetings[0], "the next meeting is the usual choice"


def test_the_form_knows_the_meeting_that_it_was_opened_at(site: Site, secretary: FlaskClient) -> None:
    meeting = site.meeting(3)
    assert the_form(page(secretary.get(f"{FORM}?meeting={meeting.id}"))).sends()["meeting"] == meeting.id


@pytest.mark.parametrize("wrong", ["findes-ikke", "", "awaiting", "x" * 3000])
def test_an_unknown_meeting_to_open_the_form_at_is_none(site: Site, secretary: FlaskClient, wrong: str) -> None:
    form = the_form(page(secretary.get(f"{FORM}?meeting={wrong}")))
    assert form.sends()["meeting"] == site.meeting().id


def test_an_item_is_added_last_with_all_that_was_written(site: Site, secretary: FlaskClient) -> None:
    form, meeting = the_form(page(secretary.get(FORM))), site.meeting(1)
    last = len(site.order(meeting)) + 1
    written = {
        "title": "  Ny   skole <b>ved</b> åen ",
        "meeting": meeting.id,
        "purpose": "first_reading",
        "minutes": " 25 ",
        "text": "  Sagen kort.\nOg lang. ",
        "case_number": " 26/123 ",
        "case_officer": " Skolechefen ",
    }
    answer = secretary.post(ITEMS, data=form.sends() | written, follow_redirects=True)
    assert page(answer).status == "The item is added."
    stop = found(site, "Ny skole <b>ved</b> åen")
    assert (stop.meeting_id, stop.position, stop.purpose, stop.minutes) == (meeting.id, last, Purpose.FIRST_READING, 25)
    assert (stop.text, stop.case_number, stop.case_officer) == ("Sagen kort.\nOg lang.", "26/123", "Skolechefen")
    assert "Ny skole <b>ved</b> åen" in page(answer).find(f"stop-{stop.id}").text, "shown as it was written"
    history = page(secretary.get(f"/items/{stop.item_id}")).one("ol", class_="history plain").text
    assert "Sekretariatet: added to the meeting on 2 December 2026" in history


def test_an_item_can_be_closed(site: Site, reader: FlaskClient, secretary: FlaskClient) -> None:
    data = {"title": "Hemmelig sag", "meeting": site.meeting().id, "is_closed": "1"}
    assert "Hemmelig sag" in fragment(secretary.post(ITEMS, data=data, headers=HTMX)).text
    assert found(site, "Hemmelig sag").is_closed
    assert "Hemmelig sag" not in reader.get(f"/bodies/{BODY}/agenda").text


def test_an_item_can_await_a_date_with_a_reason(site: Site, secretary: FlaskClient) -> None:
    data = {"title": "Uden dato", "meeting": "awaiting", "reason": " Afventer ministeriet "}
    assert fragment(secretary.post(ITEMS, data=data, headers=HTMX)).status == "The item is added."
    stop = found(site, "Uden dato")
    assert (stop.state, stop.reason, stop.meeting_id) == (StopState.AWAITING, "Afventer ministeriet", None)


def test_an_item_goes_to_the_body_by_any_of_its_names(site: Site, secretary: FlaskClient) -> None:
    data = {"title": "Under et andet navn", "meeting": site.meeting().id}
    assert page(secretary.post("/bodies/DIR/items", data=data, follow_redirects=True)).status == "The item is added."
    assert found(site, "Under et andet navn").body == BODY


def test_the_agenda_stays_unfolded(site: Site, secretary: FlaskClient) -> None:
    data = {"title": "Nyt punkt", "meeting": site.meeting().id, "rows": "all"}
    assert secretary.post(ITEMS, data=data).location == f"/bodies/{BODY}/agenda?rows=all"
    assert fragment(secretary.post(ITEMS, data=data, headers=HTMX)).find("agenda").get("data-rows") == "all"


BAD = [
    ({"title": ""}, "title", "Write what the item is about.", "nothing"),
    ({"title": " \t\n "}, "title", "Write what the item is about.", "only spaces"),
    ({"title": "x" * 501}, "title", "Write at most 500 characters.", "too long for a title"),
    ({"text": "x" * 20_001}, "text", "Write at most 20000 characters.", "too long for a text"),
    ({"recommendation": "x" * 20_001}, "recommendation", "Write at most 20000 characters.", "that is a text, too"),
    ({"participants": "x" * 2001}, "participants", "Write at most 2000 characters.", "more than sit in any room"),
    ({"tags": "x" * 61}, "tags", "A tag has at most 60 characters.", "a sentence for a tag"),
    ({"tags": ",".join(map(str, range(21)))}, "tags", "An item has at most 20 tags.", "too many tags"),
    ({"starts_at": "25:00"}, "starts_at", "Write the time as hours:minutes: 13:30.", "no time of day"),
    ({"minutes": "0"}, "minutes", "Write a number of minutes from 1 to 600.", "no time at all"),
    ({"minutes": "601"}, "minutes", "Write a number of minutes from 1 to 600.", "longer than any meeting"),
    ({"minutes": "-5"}, "minutes", "Write the minutes as a whole number.", "negative"),
    ({"minutes": "2,5"}, "minutes", "Write the minutes as a whole number.", "no whole number"),
    ({"minutes": "٣٠"}, "minutes", "Write the minutes as a whole number.", "digits that are not ASCII"),
    ({"minutes": "²"}, "minutes", "Write the minutes as a whole number.", "a digit that is no decimal"),
    ({"minutes": "9" * 5000}, "minutes", "Write the minutes as a whole number.", "more than an int reads"),
    ({"meeting": "awaiting"}, "reason", "Write why the item awaits a date.", "awaiting without a reason"),
    ({"meeting": "awaiting", "reason": "x" * 1001}, "reason", "Write at most 1000 characters.", "too long a reason"),
]


@pytest.mark.parametrize(("wrong", "field", "sentence", "reason"), BAD)
def test_a_mistake_is_said_beside_its_field_and_what_was_typed_is_kept(
    site: Site, secretary: FlaskClient, wrong: dict[str, str], field: str, sentence: str, reason: str
) -> None:
    before = site.plan()
    typed = {
        "title": "Et punkt",
        "meeting": site.meeting(2).id,
        "purpose": "decision",
        "minutes": "15",
        "text": "Tekst med <&> og æøå",
        "case_number": "26/1",
        "case_officer": "Chefen",
        "decision_theme": "Skal det vedtages?",
        "economy": "1 mio. kr.",
        "legal_basis": "§ 41",
        "recommendation": "Staben indstiller,\nat det vedtages",
        "participants": "Havnechefen",
        "tags": "havn, øst",
        "starts_at": "10:15",
        "is_provisional": "1",
        "reason": "Fordi",
        "look_kind": "meeting",
        "look_body": BODY,
        "is_closed": "1",
    } | ({"reason": ""} if "meeting" in wrong else {})
    typed |= wrong
    for root in (
        page(secretary.post(ITEMS, data=typed), 422),
        fragment(secretary.post(ITEMS, data=typed, headers=HTMX), 422),
    ):
        form = the_form(root)
        assert form.mistake(field) == sentence, reason
        kept = form.sends()
        assert {name: value for name, value in typed.items() if kept[name].strip("\n") != value.strip("\n")} == {}
        assert form.one("details").get("open") is not None, "what was typed, or is wrong, is not folded away"
    assert site.plan() == before


def test_an_unknown_purpose_is_refused(site: Site, secretary: FlaskClient) -> None:
    before = site.plan()
    data = {"title": "Et punkt", "meeting": site.meeting().id, "purpose": "afgørelse"}
    root = page(secretary.post(ITEMS, data=data), 422)
    assert the_form(root).mistake("purpose") == "Choose a purpose from the list."
    assert the_form(root).sends()["title"] == "Et punkt"
    assert site.plan() == before


def test_the_quick_way_folds_away_what_is_seldom_written(secretary: FlaskClient) -> None:
    form = the_form(page(secretary.get(FORM)))
    assert "open" not in form.one("details").attributes
    inside = {field.get("name") for tag in ("input", "textarea") for field in form.one("details").all(tag)}
    assert {"decision_theme", "text", "participants", "tags", "case_number", "starts_at"} <= inside
    assert {"title", "meeting", "minutes"}.isdisjoint(inside)


def test_all_that_is_written_is_on_its_page(site: Site, secretary: FlaskClient) -> None:
    written = {
        "title": "Havnens fremtid",
        "meeting": site.meeting(1).id,
        "decision_theme": "Skal den udvides?",
        "text": "Sagen",
        "economy": "1 mio. kr.",
        "legal_basis": "§ 41",
        "recommendation": "Staben indstiller,\n- at den udvides\n- at den males",
        "participants": "Havnechefen\nØkonomichefen",
        "tags": "øst, Anlæg, øst",
        "starts_at": "10:15",
        "is_provisional": "1",
    }
    assert secretary.post(ITEMS, data=written).status_code == 303
    stop = found(site, "Havnens fremtid")
    root = page(site.visitor().get(f"/items/{stop.item_id}")).find("main")
    assert root is not None
    parts = [heading.text for heading in root.all("h2", class_="part")]
    texts = ["Matter for decision", "Case presentation", "Economy", "Legal basis", "Recommendation"]
    assert parts == [*texts, "Participants for this item"]
    clauses, participants = root.all("ul", class_="clauses")
    assert [line.text for line in clauses.all("li")] == ["at den udvides", "at den males"]
    assert [line.text for line in participants.all("li")] == ["Havnechefen", "Økonomichefen"]
    assert [tag.text for tag in root.one("p", class_="item-tags").all("a")] == ["Anlæg", "øst"]
    assert "at 10:15" in root.text
    assert "provisional" in root.text


@pytest.mark.parametrize("field", ["text", "case_number", "case_officer", "minutes", "reason", "purpose", "is_closed"])
def test_only_the_title_and_the_meeting_are_needed(site: Site, secretary: FlaskClient, field: str) -> None:
    form = the_form(page(secretary.get(FORM))).sends() | {"title": "Kort punkt"}
    form.pop(field, None)
    assert secretary.post(ITEMS, data=form).status_code == 303
    assert found(site, "Kort punkt").purpose is Purpose.DISCUSSION


REFUSED_MEETINGS = [
    ("another body's", "Choose one of the body's own meetings."),
    ("past", "That meeting is over. Choose a coming one."),
    ("cancelled", "That meeting does not take place. Choose another one."),
    ("blocked", "That meeting does not take place. Choose another one."),
    ("no meeting", "Choose one of the body's own meetings."),
]


def a_meeting(site: Site, which: str) -> str:
    if which == "another body's":
        return site.meeting(0, "hovedmed").id
    if which == "past":
        return site.past_meeting().id
    if which == "blocked":
        return next(row.meeting.id for row in site.agenda().rows if row.meeting.status is Status.BLOCKED)
    if which == "cancelled":
        site.cancel(site.meeting())
        return site.agenda().rows[0].meeting.id
    return next(one.id for one in site.occurrences(2027) if not one.has_agenda)


@pytest.mark.parametrize(("which", "sentence"), REFUSED_MEETINGS)
def test_a_meeting_that_cannot_take_it_is_refused_and_what_was_typed_is_kept(
    site: Site, secretary: FlaskClient, which: str, sentence: str
) -> None:
    data = {"title": "Et punkt", "meeting": a_meeting(site, which), "case_number": "26/9"}
    before = site.plan()
    root = page(secretary.post(ITEMS, data=data), 422)
    assert sentence in root.refusal
    assert the_form(root).sends()["title"] == "Et punkt"
    assert the_form(root).sends()["case_number"] == "26/9"
    assert sentence in fragment(secretary.post(ITEMS, data=data, headers=HTMX), 422).refusal
    assert site.plan() == before


@pytest.mark.parametrize("unknown", ["findes-ikke", "", "0", "AWAITING", "٣"])
def test_an_unknown_meeting_is_refused_and_nothing_typed_is_lost(
    site: Site, secretary: FlaskClient, unknown: str
) -> None:
    before = site.plan()
    answer = secretary.post(ITEMS, data={"title": "Et punkt", "meeting": unknown})
    assert "Choose one of the body's own meetings." in page(answer, 422).text
    assert 'value="Et punkt"' in answer.text
    assert site.plan() == before


@pytest.mark.parametrize("data", [{"title": "Et punkt"}, {}, {"title": ""}])
def test_an_unknown_body_takes_nothing(site: Site, secretary: FlaskClient, data: dict[str, str]) -> None:
    before = site.plan()
    assert (
        "There is no body called findes-ikke." in page(secretary.post("/bodies/findes-ikke/items", data=data), 404).text
    )
    assert site.plan() == before
