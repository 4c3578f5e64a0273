"""The wheel to take along: a page to choose from, and the files themselves (PDF, PNG, SVG)."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, render_template, request

from wheel.core.periods import period_from
from wheel.core.wheel_filters import WheelFilter, filter_from
from wheel.errors import InvalidInputError
from wheel.exports.formats import (
    LEAST_WIDTH,
    MOST_WIDTH,
    USUAL_WIDTH,
    Format,
    Paper,
    file_name,
    most_width,
    paper_from,
    width_from,
)
from wheel.services import database, services, today
from wheel.usecases.show_wheel import WheelContent, show_wheel
from wheel.web.context import viewer
from wheel.web.export_files import Wish, made_file
from wheel.web.forms import field_errors
from wheel.web.htmx import UNPROCESSABLE
from wheel.web.language import language_code
from wheel.web.policies import public_part
from wheel.web.wheel_links import WheelLinks

exports = Blueprint("exports", __name__)


@exports.get("/wheel/<period>/exports")
@public_part
def show(period: str) -> Response:
    """The forms for each kind of file; the query is the wheel's filter, which they keep."""
    return _page(period, None)


@exports.get("/wheel/<period>.<any(pdf, png, svg):kind>")
@public_part
def file(period: str, kind: str) -> Response:
    """`paper` (a4, a3, a2) and `list=0` for a PDF, `width` in pixels for a PNG; the rest is the wheel's filter."""
    try:
        wish = _wish(Format(kind))
    except InvalidInputError as error:
        return _page(period, error)
    content = _content(period)
    base = services().settings.public_url or request.host_url.rstrip("/")
    response = make_response(made_file(content, wish, base))
    response.mimetype = wish.kind.media_type
    response.headers.set("Content-Disposition", "attachment", filename=file_name(content.period.key, wish.kind))
    return response


def _wish(kind: Format) -> Wish:
    return Wish(
        kind,
        paper=paper_from(request.args.get("paper", Paper.A4)) if kind is Format.PDF else Paper.A4,
        with_table=request.args.get("list") != "0",
        width=width_from(request.args.get("width", str(USUAL_WIDTH)), most_width(viewer()))
        if kind is Format.PNG
        else USUAL_WIDTH,
    )


def _content(period: str) -> WheelContent:
    with database().reading() as session:
        return show_wheel(session, viewer(), period_from(period), _wanted(), today(), language_code())


def _wanted() -> WheelFilter:
    return filter_from(request.args.items(multi=True))


def _page(period: str, error: InvalidInputError | None) -> Response:
    """The page; after a mistake with what was asked for and the sentence beside it."""
    links = WheelLinks(period_from(period), _wanted())
    values = {"paper": Paper.A4.value, "width": str(USUAL_WIDTH), "list": "1"} | request.args.to_dict()
    page = render_template(
        "exports/exports.html",
        links=links,
        values=values,
        errors=field_errors(error),
        papers=tuple(Paper),
        least_width=LEAST_WIDTH,
        most_width=most_width(viewer()),
        widest=MOST_WIDTH,
    )
    return make_response(page, UNPROCESSABLE if error else 200)
