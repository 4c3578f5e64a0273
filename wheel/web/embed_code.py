"""The page on which a planner finds what to put on an intranet or on a screen: a frame to copy, and an address."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from flask import Blueprint, render_template, request, url_for
from flask_babel import lazy_gettext as later
from markupsafe import Markup

from wheel.core.periods import Period, Zoom, period_from
from wheel.core.wheel_filters import WheelFilter, filter_from
from wheel.services import services, today
from wheel.web.bare_pages import asked_zoom, kept_choices
from wheel.web.context import mere_visitor
from wheel.web.feed_links import base_url
from wheel.web.period_words import period_words
from wheel.web.policies import planners_only
from wheel.web.wheel_links import Query, query_of

embed_code = Blueprint("embed_code", __name__)

PRESENT: Final = {
    Zoom.YEAR: later("always the present year"),
    Zoom.HALF: later("always the present half-year"),
    Zoom.QUARTER: later("always the present quarter"),
    Zoom.MONTH: later("always the present month"),
    Zoom.ROLLING: later("always the next 12 months"),
    Zoom.SCHOOL: later("always the present school year"),
    Zoom.BUDGET: later("always the present budget year"),
}
THEMES: Final = {"": later("as the reader's system"), "light": later("light"), "dark": later("dark")}
LANGUAGES: Final = {"": later("the reader's own"), "da": "Dansk", "en": "English"}
VIEWS: Final = {"": later("the wheel"), "list": later("the list")}
_FRAME: Final = Markup('<iframe src="{}" title="{}" width="100%" height="1000" loading="lazy"></iframe>')


@embed_code.get("/embed")
@planners_only
def show() -> str:
    """`period` and `zoom` say what was looked at, `time` what was chosen: a zoom for the present, or a period."""
    # What is one's own is nobody's on a page that others look at.
    wanted = replace(filter_from(request.args.items(multi=True)), is_mine=False, posts=frozenset())
    period, time = _period(), _time()
    is_list = request.args.get("view") == "list"
    frame = base_url() + _frame_address(time, wanted, is_list=is_list)
    return render_template(
        "embed/code.html",
        times=_times(period),
        time=time,
        period=period,
        pairs=wanted.pairs(),
        choices=request.args,
        themes=THEMES,
        languages=LANGUAGES,
        views=VIEWS,
        frame=frame,
        code=str(_FRAME.format(frame, "Årshjul")),
        screen=base_url() + url_for("wall.show", **_present(time), **query_of(wanted), **kept_choices()),
        origins=services().settings.frame_ancestors,
        is_public=not mere_visitor().is_shut_out,
    )


def _period() -> Period:
    """What was looked at, or the present of the zoom that was."""
    asked = request.args.get("period", "")
    return period_from(asked) if asked else Period.containing(asked_zoom(), today())


def _time() -> str:
    """A zoom, for its present, or the key of a period that stays."""
    asked = request.args.get("time", "")
    if asked in set(Zoom):
        return asked
    period = period_from(asked) if asked else _period()
    return period.zoom.value if not asked and period.span.contains(today()) else period.key


def _times(period: Period) -> dict[str, str]:
    """What can be chosen: the present of each zoom, or the period that was looked at."""
    present = {zoom.value: str(words) for zoom, words in PRESENT.items()}
    return present | {period.key: period_words(period)}


def _present(time: str) -> Query:
    """A screen shows the present alone."""
    zoom = Zoom(time) if time in set(Zoom) else period_from(time).zoom
    return {} if zoom is Zoom.YEAR else {"zoom": zoom.value}


def _frame_address(time: str, wanted: WheelFilter, *, is_list: bool) -> str:
    kept = query_of(wanted, is_list=is_list) | kept_choices()
    if time in set(Zoom):
        return url_for("embed.present", **_present(time), **kept)
    return url_for("embed.show", period=time, **kept)
