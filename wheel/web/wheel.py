"""The front page: the wheel of a year, and the same content as a list."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from wheel.core.occurrences import Occurrence
from wheel.core.rings import HubText, WheelPage, lay_out
from wheel.services import database, today
from wheel.usecases.show_wheel import WheelYear, show_wheel
from wheel.web.assets import text_width
from wheel.web.context import viewer
from wheel.web.htmx import page_or_fragment
from wheel.web.language import language_code
from wheel.web.speech import month_names, occurrence_speech
from wheel.web.translation import gettext
from wheel.web.words import clock, short_day, week_words

wheel = Blueprint("wheel", __name__)


@wheel.get("/")
def front() -> Response:
    return redirect(url_for("wheel.year", year=today().year))


@wheel.get("/wheel/<int:year>")
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
        page=None if is_list else draw(shown, today()),
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


def draw(shown: WheelYear, day: date) -> WheelPage:
    rings = [ring for ring in shown.rings if ring.key in shown.shown]
    return lay_out(
        year=shown.year,
        today=day,
        rings=rings,
        occurrences=shown.occurrences,
        school_holidays=shown.calendar.school_holidays,
        public_holidays=shown.calendar.public_holidays,
        measure=text_width,
        months=month_names(),
        hub=_hub(shown),
        speak=occurrence_speech,
        href=lambda occurrence: url_for("occurrences.show", occurrence_id=occurrence.id),
        cluster_href=lambda ring, span: url_for(
            "wheel.year", year=shown.year, view="list", rings=ring, _anchor=f"m{span.start.month}"
        ),
    )


def by_month(occurrences: Collection[Occurrence], year: int) -> tuple[tuple[int, str, tuple[Occurrence, ...]], ...]:
    """The occurrences by the month in which they start; those that began last year come first in January."""
    months: dict[int, list[Occurrence]] = {number: [] for number in range(1, 13)}
    for occurrence in occurrences:
        months[occurrence.span.start.month if occurrence.span.start.year == year else 1].append(occurrence)
    return tuple((number, month_names()[number - 1], tuple(found)) for number, found in months.items())


def _hub(shown: WheelYear) -> HubText:
    name = shown.organisation.name if shown.organisation else ""
    meeting = shown.next_meeting
    if meeting is None:
        return HubText(organisation=name)
    when = " ".join(filter(None, (short_day(meeting.span.start), clock(meeting.start_time))))
    lines = (
        gettext("Next: %(meeting)s", meeting=meeting.body_name or meeting.title),
        gettext("%(when)s · %(week)s", when=when, week=week_words(meeting.span)),
    )
    return HubText(organisation=name, lines=lines)
