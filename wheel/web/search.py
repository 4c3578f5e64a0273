"""Searching the items: one address that can be kept and sent on, whose answer is the same with and without script."""

from __future__ import annotations

from flask import Blueprint, Response, request
from flask_babel import lazy_gettext as later

from wheel.errors import InvalidInputError
from wheel.services import database
from wheel.usecases.search import MOST_FOUND, Question, SearchPage, Standing, search
from wheel.web.context import viewer
from wheel.web.forms import field_errors
from wheel.web.htmx import UNPROCESSABLE, page_or_fragment
from wheel.web.policies import public_part

search_page = Blueprint("search", __name__)

STANDINGS = {
    Standing.TO_COME: later("On an agenda"),
    Standing.AWAITING: later("Awaits a date or is on hold"),
    Standing.TREATED: later("Treated or postponed"),
    Standing.WITHDRAWN: later("Withdrawn"),
}


@search_page.get("/search")
@public_part
def show() -> Response:
    """`q` are the words; `body` (a short name) and `state` keep what has a stop there: none in a body not known."""
    try:
        page, error = _answer(_question()), None
    except InvalidInputError as mistake:
        page, error = _answer(Question("")), mistake
    return page_or_fragment(
        "search/search.html",
        "search/_search.html",
        UNPROCESSABLE if error else 200,
        page=page,
        bodies={body.short_name: body for body in page.bodies},
        values=request.args,
        errors=field_errors(error),
        is_asked=bool(request.args.get("q", "").strip()) and error is None,
        standings={standing.value: words for standing, words in STANDINGS.items()},
        most=MOST_FOUND,
    )


def _question() -> Question:
    state = request.args.get("state", "")
    try:
        standing = Standing(state) if state else None
    except ValueError as error:
        raise InvalidInputError("Choose from the list.", field="state") from error
    return Question(request.args.get("q", ""), request.args.get("body") or None, standing)


def _answer(question: Question) -> SearchPage:
    with database().reading() as session:
        return search(session, viewer(), question)
