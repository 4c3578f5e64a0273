"""One meeting, or one item's time at it, as a file for a calendar."""

from __future__ import annotations

import hashlib

from flask import Blueprint, Response, current_app, request
from werkzeug.wrappers import Response as AnyResponse

from wheel.core.feed_options import options_from
from wheel.feeds.single import SinglePublisher, single_calendar, single_name
from wheel.feeds.wording import wordings
from wheel.services import database, moment, services
from wheel.usecases.serve_event import EventContent, SentEvent, serve_event, serve_slot
from wheel.web.context import viewer
from wheel.web.policies import public_part

event_files = Blueprint("event_files", __name__)


@event_files.get("/occurrences/<occurrence_id>.ics")
@public_part
def occurrence(occurrence_id: str) -> AnyResponse:
    """The query is a feed's options; `closed=yes` counts for whoever may see all that is on the agenda."""
    options = options_from(request.args.items(multi=True))
    return _file(*serve_event(database(), viewer(), occurrence_id, options, _publisher()))


@event_files.get("/stops/<stop_id>.ics")
@public_part
def slot(stop_id: str) -> AnyResponse:
    """For whoever comes for that item alone: nothing else of the agenda is in it."""
    language = options_from(request.args.items(multi=True)).language
    return _file(*serve_slot(database(), viewer(), stop_id, language, _publisher()))


def _publisher() -> SinglePublisher:
    return SinglePublisher(wordings(current_app), services().settings.public_url, moment().at)


def _file(content: EventContent, event: SentEvent) -> AnyResponse:
    body = single_calendar(content, event)
    response = Response(body, content_type="text/calendar; charset=utf-8")
    response.headers.set("Content-Disposition", "attachment", filename=single_name(content))
    response.headers["X-Robots-Tag"] = "noindex"
    response.last_modified = event.modified_at
    response.set_etag(hashlib.sha256(body).hexdigest()[:32])
    return response.make_conditional(request)
