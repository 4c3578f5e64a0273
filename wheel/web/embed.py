"""The wheel within a frame of another page, such as an intranet's: what a visitor sees, whoever looks at it."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, current_app, make_response, render_template, request, url_for
from flask_babel import lazy_gettext as later
from werkzeug.wrappers import Response

from wheel.core.periods import Period, period_from
from wheel.core.wheel_filters import filter_from
from wheel.errors import WheelError
from wheel.services import database, today
from wheel.usecases.show_wheel import show_wheel
from wheel.web.bare_pages import asked_zoom, in_frames_language, kept_choices, theme
from wheel.web.context import mere_visitor
from wheel.web.drawing import Drawn, drawn_wheel
from wheel.web.errors import sentence, status_of
from wheel.web.language import language_code
from wheel.web.policies import visitors_part
from wheel.web.wheel_links import WheelLinks, query_of
from wheel.web.wheel_list import months_of

embed = Blueprint("embed", __name__)

FAILED = later("The annual wheel cannot be shown at the moment. Try again in a little while.")
_NEW_TAB = '<a target="_blank" rel="noopener" aria-describedby="in-new-tab" '


@embed.get("/embed/wheel")
@visitors_part
@in_frames_language
def present() -> Response:
    """The period that today lies in; `zoom` says of which kind (else a year)."""
    return _page(Period.containing(asked_zoom(), today()))


@embed.get("/embed/wheel/<period>")
@visitors_part
@in_frames_language
def show(period: str) -> Response:
    """`view=list` shows the list; the rest of the query is the filter."""
    return _page(period_from(period))


@embed.errorhandler(WheelError)
@in_frames_language
def refused(error: WheelError) -> Response:
    """In a frame there is nowhere to go from a refusal: one sentence, and nothing to sign in with."""
    return _problem(sentence(error), status_of(error))


@embed.errorhandler(Exception)
@in_frames_language
def crashed(error: Exception) -> Response:
    current_app.logger.error("failed: %s %s", request.method, request.endpoint, exc_info=error)
    return _problem(str(FAILED), 500)


def _problem(message: str, status: int) -> Response:
    return make_response(render_template("embed/problem.html", message=message, theme=theme()), status)


def _page(period: Period) -> Response:
    # Nobody's own: within a frame there is nobody.
    wanted = replace(filter_from(request.args.items(multi=True)), is_mine=False, posts=frozenset())
    is_list = request.args.get("view") == "list"
    with database().reading() as session:
        content = show_wheel(session, mere_visitor(), period, wanted, today(), language_code())
    response = make_response(
        render_template(
            "embed/embed.html",
            content=content,
            links=EmbedLinks(period, wanted, is_list=is_list),
            is_list=is_list,
            drawn=None if is_list else _in_new_tabs(drawn_wheel(content)),
            months=months_of(content) if is_list else (),
            ring_names={ring.key: ring.name for ring in content.rings},
            today=today(),
            theme=theme(),
        )
    )
    response.vary.add("Accept-Language")
    return response


def _in_new_tabs(drawn: Drawn) -> Drawn:
    """The same wheel with links that leave the frame where it is: what they lead to may not be framed."""
    svg = drawn.svg
    return replace(drawn, svg=type(svg)(str(svg).replace("<a ", _NEW_TAB)))


class EmbedLinks(WheelLinks):
    """The addresses within the frame that a period leads to: all keep the filter and what else was asked for."""

    @property
    def other_view(self) -> str:
        """The list where this is the wheel, and the other way round."""
        return replace(self, is_list=not self.is_list).here

    @property
    def whole(self) -> str:
        """The same on a page of its own, with everything that can be done there."""
        return WheelLinks(self.period, self.wanted, is_list=self.is_list).here

    def _to(self, period: Period) -> str:
        kept = query_of(self.wanted, is_list=self.is_list) | kept_choices()
        return url_for("embed.show", period=period.key, **kept)
