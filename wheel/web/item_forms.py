"""What the forms of an item, its attachments and its follow-ups hold: read into commands, filled, and told in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from wheel.core.attachments import Attachment, AttachmentContent
from wheel.core.follow_ups import FollowUp, FollowUpContent
from wheel.core.posts import Post
from wheel.core.stops import NewItem, Purpose, Stop
from wheel.errors import InvalidInputError
from wheel.usecases.save_item import SaveItem, Treatment
from wheel.web.plan_forms import optional_day, seen, whole_number
from wheel.web.translation import gettext
from wheel.web.versions import typed_day
from wheel.web.words import PURPOSES

PURPOSE, MINUTES = "purpose-", "minutes-"
"""Of each stop, before its id."""

STEPS = {"up": -1, "down": 1}
Values = Mapping[str, str]


def item_form(item_id: str, form: Values) -> SaveItem:
    item = NewItem(
        title=form.get("title", ""),
        text=form.get("text", ""),
        case_number=form.get("case_number", ""),
        case_officer=form.get("case_officer", ""),
        is_closed=form.get("is_closed") == "1",
    )
    stops = [name.removeprefix(PURPOSE) for name in form if name.startswith(PURPOSE)]
    return SaveItem(item_id, seen(form), item, {stop_id: _treatment(form, stop_id) for stop_id in stops})


def _treatment(form: Values, stop_id: str) -> Treatment:
    try:
        purpose = Purpose(form[PURPOSE + stop_id])
    except ValueError as error:
        raise InvalidInputError("Choose a purpose from the list.", field=PURPOSE + stop_id) from error
    name = MINUTES + stop_id
    if not form.get(name, "").strip():
        return Treatment(purpose, None)
    return Treatment(purpose, whole_number(form, name, 1, 999_999, "Write the minutes as a whole number."))


def item_values(stops: tuple[Stop, ...], treated: Iterable[Stop]) -> dict[str, str]:
    """The item as its form is filled in, with the stops whose treatment can be changed."""
    item = stops[0]
    values = {
        "title": item.title or "",
        "text": item.text,
        "case_number": item.case_number,
        "case_officer": item.case_officer,
        "is_closed": "1" if item.is_closed else "",
    }
    for stop in treated:
        values[PURPOSE + stop.id] = stop.purpose.value if stop.purpose else ""
        values[MINUTES + stop.id] = str(stop.minutes or "")
    return values


def item_words(values: Values, treated: Iterable[Stop], bodies: Values) -> dict[str, str]:
    """What the form of an item holds in words, by the labels of its fields; `bodies` are names by short names."""
    words = {
        gettext("Title"): values.get("title", ""),
        gettext("Case presentation"): _one_kind_of_line_end(values.get("text", "")),
        gettext("Case number"): values.get("case_number", ""),
        gettext("Case officer (post)"): values.get("case_officer", ""),
        gettext("Closed"): _yes_or_no(values),
    }
    purposes = {purpose.value: str(words) for purpose, words in PURPOSES.items()}
    for stop in treated:
        body = bodies.get(stop.body, "")
        words[gettext("Purpose in %(body)s", body=body)] = purposes.get(values.get(PURPOSE + stop.id, ""), "")
        words[gettext("Minutes in %(body)s", body=body)] = values.get(MINUTES + stop.id, "")
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
        gettext("Closed"): _yes_or_no(values),
    }


def follow_up_form(form: Values) -> FollowUpContent:
    return FollowUpContent(form.get("what", ""), form.get("post", ""), optional_day(form, "due_day"))


def follow_up_values(follow_up: FollowUp | None) -> dict[str, str]:
    if follow_up is None:
        return {}
    return {
        "what": follow_up.what,
        "post": follow_up.post_id,
        "due_day": follow_up.due_day.isoformat() if follow_up.due_day else "",
    }


def follow_up_words(values: Values, posts: Iterable[Post]) -> dict[str, str]:
    titles = {post.id: post.title for post in posts}
    return {
        gettext("What is to be done"): _one_kind_of_line_end(values.get("what", "")),
        gettext("By which post"): titles.get(values.get("post", ""), ""),
        gettext("At the latest"): typed_day(values.get("due_day", "")),
    }


def _yes_or_no(values: Values) -> str:
    return gettext("yes") if values.get("is_closed") == "1" else gettext("no")


def _one_kind_of_line_end(text: str) -> str:
    """As it is kept: browsers send other line ends than they were given."""
    return text.replace("\r\n", "\n").strip()
