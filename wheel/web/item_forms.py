"""What the forms of an item, its attachments and its follow-ups hold: read into commands, filled, and told in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from wheel.core.attachments import Attachment, AttachmentContent
from wheel.core.follow_ups import FollowUp, FollowUpContent
from wheel.core.item_content import TEXT_FIELDS
from wheel.core.plan import Body
from wheel.core.posts import Post
from wheel.core.stops import NewItem, Purpose, Stop
from wheel.errors import InvalidInputError
from wheel.usecases.save_item import SaveItem, Treatment
from wheel.web.item_words import labels as item_labels
from wheel.web.plan_forms import optional_day, optional_time, seen, whole_number
from wheel.web.translation import gettext
from wheel.web.versions import typed_day
from wheel.web.words import PURPOSES, day_words

PURPOSE, MINUTES, STARTS_AT, PROVISIONAL = "purpose-", "minutes-", "starts_at-", "is_provisional-"
"""Of each stop, before its id."""

TYPED = ("title", *TEXT_FIELDS, "participants", "case_number", "case_officer")
"""What of an item is sent as it was typed."""

STEPS = {"up": -1, "down": 1}
Values = Mapping[str, str]


def item_form(item_id: str, form: Values) -> SaveItem:
    stops = [name.removeprefix(PURPOSE) for name in form if name.startswith(PURPOSE)]
    treatments = {stop_id: _treatment(form, stop_id) for stop_id in stops}
    return SaveItem(item_id, seen(form), said_in(form), treatments)


def said_in(form: Values) -> NewItem:
    """What an item says, as the forms that add one and that change one have it; tags stand between commas."""
    typed: dict[str, Any] = {name: form.get(name, "") for name in TYPED}
    return NewItem(
        **typed,
        tags=tuple(form.get("tags", "").split(",")),
        is_closed=form.get("is_closed") == "1",
    )


def _treatment(form: Values, stop_id: str) -> Treatment:
    try:
        purpose = Purpose(form[PURPOSE + stop_id])
    except ValueError as error:
        raise InvalidInputError("Choose a purpose from the list.", field=PURPOSE + stop_id) from error
    minutes, name = None, MINUTES + stop_id
    if form.get(name, "").strip():
        minutes = whole_number(form, name, 1, 999_999, "Write the minutes as a whole number.")
    is_provisional = form.get(PROVISIONAL + stop_id) == "1"
    return Treatment(purpose, minutes, optional_time(form, STARTS_AT + stop_id), is_provisional)


def item_values(item: NewItem, treated: Iterable[Stop]) -> dict[str, str]:
    """The item as its form is filled in, with the stops whose treatment can be changed."""
    values = {name: str(getattr(item, name)) for name in TYPED}
    values |= {"tags": ", ".join(item.tags), "is_closed": "1" if item.is_closed else ""}
    for stop in treated:
        values[PURPOSE + stop.id] = stop.purpose.value if stop.purpose else ""
        values[MINUTES + stop.id] = str(stop.minutes or "")
        values[STARTS_AT + stop.id] = f"{stop.starts_at:%H:%M}" if stop.starts_at else ""
        values[PROVISIONAL + stop.id] = "1" if stop.is_provisional else ""
    return values


def stop_names(treated: Iterable[Stop], bodies: Values) -> dict[str, str]:
    """What each stop is called, by its id: its body, and its day besides where the body treats the item more often.

    `bodies` are names by short names.
    """
    names: dict[str, str] = {}
    for stop in treated:
        name = bodies.get(stop.body, "")
        if name in names.values():
            day = day_words(stop.meeting_day) if stop.meeting_day else gettext("Awaits a date")
            name = f"{name}, {day}" if f"{name}, {day}" not in names.values() else f"{name} ({len(names) + 1})"
        names[stop.id] = name
    return names


def item_words(values: Values, body: Body, names: Values) -> dict[str, str]:
    """What the form of an item holds in words, by the labels of its fields; `names` are those of its stops."""
    words = {label: _one_kind_of_line_end(values.get(field, "")) for field, label in item_labels(body).items()}
    words[gettext("Closed")] = _yes_or_no(values, "is_closed")
    purposes = {purpose.value: str(words) for purpose, words in PURPOSES.items()}
    for stop_id, name in names.items():
        words |= {
            gettext("Purpose in %(body)s", body=name): purposes.get(values.get(PURPOSE + stop_id, ""), ""),
            gettext("Minutes in %(body)s", body=name): values.get(MINUTES + stop_id, ""),
            gettext("Fixed time in %(body)s", body=name): values.get(STARTS_AT + stop_id, ""),
            gettext("Provisional in %(body)s", body=name): _yes_or_no(values, PROVISIONAL + stop_id),
        }
    return words


def attachment_form(form: Values) -> AttachmentContent:
    return AttachmentContent(
        title=form.get("title", ""),
        document_number=form.get("document_number", ""),
        link=form.get("link", ""),
        is_closed=form.get("is_closed") == "1",
    )


def attachment_values(attachment: Attachment | None) -> dict[str, str]:
    content = attachment.content if attachment else None
    if content is None:
        return {}
    return {
        "title": content.title,
        "document_number": content.document_number,
        "link": content.link,
        "is_closed": "1" if content.is_closed else "",
    }


def attachment_words(values: Values) -> dict[str, str]:
    return {
        gettext("Title"): values.get("title", ""),
        gettext("Document number"): values.get("document_number", ""),
        gettext("Link"): values.get("link", ""),
        gettext("Closed"): _yes_or_no(values, "is_closed"),
    }


def follow_up_form(form: Values) -> FollowUpContent:
    return FollowUpContent(
        what=form.get("what", ""),
        post_id=form.get("post") or None,
        due_day=optional_day(form, "due_day"),
        who=form.get("who", ""),
        recipient=form.get("recipient", ""),
        is_due_next_meeting=form.get("next_meeting") == "1",
    )


def follow_up_values(follow_up: FollowUp | None) -> dict[str, str]:
    if follow_up is None:
        return {}
    return {
        "what": follow_up.what,
        "post": follow_up.post_id or "",
        "who": follow_up.who,
        "recipient": follow_up.recipient,
        "due_day": follow_up.due_day.isoformat() if follow_up.due_day else "",
        "next_meeting": "1" if follow_up.is_due_next_meeting else "",
    }


def follow_up_words(values: Values, posts: Iterable[Post]) -> dict[str, str]:
    titles = {post.id: post.title for post in posts}
    return {
        gettext("What is to be done"): _one_kind_of_line_end(values.get("what", "")),
        gettext("By which post"): titles.get(values.get("post", ""), ""),
        gettext("Or by whom, in words"): values.get("who", ""),
        gettext("To whom"): values.get("recipient", ""),
        gettext("At the latest"): typed_day(values.get("due_day", "")),
        gettext("At the next meeting"): gettext("yes") if values.get("next_meeting") == "1" else gettext("no"),
    }


def _yes_or_no(values: Values, name: str) -> str:
    return gettext("yes") if values.get(name) == "1" else gettext("no")


def _one_kind_of_line_end(text: str) -> str:
    """As it is kept: browsers send other line ends than they were given."""
    return text.replace("\r\n", "\n").strip()
