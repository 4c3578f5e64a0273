"""The front page: the wheel of a period with the same events beside it, or the same as a list to read."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from wheel.core.dates import DateSpan
from wheel.core.periods import period_from
from wheel.core.wheel_filters import filter_from
from wheel.errors import NotFoundError
from wheel.services import database, today
from wheel.usecases.show_crowd import show_crowd
from wheel.usecases.show_views import views_for
from wheel.usecases.show_wheel import show_wheel
from wheel.web.context import viewer
from wheel.web.drawing import drawn_wheel
from wheel.web.htmx import page_or_fragment
from wheel.web.language import language_code
from wheel.web.policies import public_part
from wheel.web.saved_views import here_of
from wheel.web.wheel_links import WheelLinks
from wheel.web.wheel_list import months_of

wheel = Blueprint("wheel", __name__)


@wheel.get("/")
@public_part
def front() -> Response:
    return redirect(url_for("wheel.show", period=today().year))


@wheel.get("/wheel/<period>")
@public_part
def show(period: str) -> Response:
    """`view=list` shows the list alone; the rest of the query is the filter (see core/wheel_filters.py)."""
    wanted = filter_from(request.args.items(multi=True))
    with database().reading() as session:
        content = show_wheel(session, viewer(), period_from(period), wanted, today(), language_code())
        saved = views_for(session, viewer())
    is_list = request.args.get("view") == "list"
    return page_or_fragment(
        "wheel/wheel.html",
        "wheel/_answer.html",
        content=content,
        links=WheelLinks(content.period, wanted, is_list=is_list),
        drawn=None if is_list else drawn_wheel(content),
        months=months_of(content),
        is_list=is_list,
        saved=saved,
        here=here_of(content.period, wanted, is_list=is_list),
        ring_names={ring.key: ring.name for ring in content.rings},
        today=today(),
    )


@wheel.get("/wheel/<period>/rings/<ring>/<days>")
@public_part
def crowd(period: str, ring: str, days: str) -> Response:
    """What the wheel only counts: one ring's events in some days ("2026-03-02..2026-03-08", both included)."""
    shown, wanted = period_from(period), filter_from(request.args.items(multi=True))
    with database().reading() as session:
        found = show_crowd(session, viewer(), ring, _days(days), wanted, today())
    return page_or_fragment(
        "wheel/crowd.html",
        "wheel/_crowd.html",
        crowd=found,
        links=WheelLinks(shown, wanted),
    )


def _days(written: str) -> DateSpan:
    first, _, last = written.partition("..")
    try:
        return DateSpan.of_days(date.fromisoformat(first), date.fromisoformat(last))
    except (ValueError, OverflowError):
        raise NotFoundError("There is no such page.") from None
