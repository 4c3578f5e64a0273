"""The front page: the wheel of a year, and the same content as a list."""

from __future__ import annotations

from collections.abc import Collection

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from wheel.core.occurrences import Occurrence
from wheel.services import database, today
from wheel.usecases.show_wheel import show_wheel
from wheel.web.context import viewer
from wheel.web.drawing import drawn_wheel
from wheel.web.htmx import page_or_fragment
from wheel.web.language import language_code
from wheel.web.policies import public_part
from wheel.web.speech import month_names

wheel = Blueprint("wheel", __name__)


@wheel.get("/")
@public_part
def front() -> Response:
    return redirect(url_for("wheel.year", year=today().year))


@wheel.get("/wheel/<int:year>")
@public_part
def year(year: int) -> Response:
    """`rings` (repeated) are the keys of the rings to show; `view=list` shows the list alone."""
    with database().reading() as session:
        shown = show_wheel(session, viewer(), year, asked_rings(), today(), language_code())
    is_list = request.args.get("view") == "list"
    rings_only = {"rings": request.args.getlist("rings"), "chosen": "1"} if asked_rings() is not None else {}
    return page_or_fragment(
        "wheel/wheel.html",
        "wheel/_year.html",
        year=shown,
        year_before=year - 1,
        year_after=year + 1,
        drawn=None if is_list else drawn_wheel(shown),
        months=by_month(shown.occurrences, year),
        is_list=is_list,
        today=today(),
        coming=shown.coming,
        rings_only=rings_only,
        kept=rings_only | ({"view": "list"} if is_list else {}),
    )


def asked_rings() -> Collection[str] | None:
    """The rings asked for; None for all of them. The form says `chosen=1`, so that none at all can be asked for."""
    if "rings" not in request.args and "chosen" not in request.args:
        return None
    return [key for value in request.args.getlist("rings") for key in value.split(",")]


def by_month(occurrences: Collection[Occurrence], year: int) -> tuple[tuple[int, str, tuple[Occurrence, ...]], ...]:
    """The occurrences by the month in which they start; those that began last year come first in January."""
    months: dict[int, list[Occurrence]] = {number: [] for number in range(1, 13)}
    for occurrence in occurrences:
        months[occurrence.span.start.month if occurrence.span.start.year == year else 1].append(occurrence)
    return tuple((number, month_names()[number - 1], tuple(found)) for number, found in months.items())
