"""The table of a body's coming meetings for its minutes: to copy from, and as a file for Word or for any text."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, render_template, request

from wheel.core.access import Viewer
from wheel.errors import InvalidInputError
from wheel.exports.agenda_docx import docx_of
from wheel.exports.agenda_table import AWAITING, HEADER, NOTHING, TableFormat, file_name, text_of, written_table
from wheel.services import database, moment, today
from wheel.usecases.agenda_table import MOST_ROWS, AgendaTable, TableWish
from wheel.usecases.agenda_table import agenda_table as gather
from wheel.usecases.show_agenda import FIRST_ROWS
from wheel.web.context import viewer
from wheel.web.forms import field_errors
from wheel.web.htmx import UNPROCESSABLE
from wheel.web.plan_forms import optional_day, whole_number
from wheel.web.policies import public_part

agenda_table = Blueprint("agenda_table", __name__)


@agenda_table.get("/bodies/<name>/agenda/table.<any(html, docx, txt):kind>")
@public_part
def download(name: str, kind: str) -> Response:
    """From the day `from`, `n` meetings; `closed=1` with closed items for who may see them, `titles=1` titles alone."""
    try:
        table = _gathered(viewer(), name, _wish())
    except InvalidInputError as error:
        return _page(_gathered(viewer(), name, TableWish()), error)
    match TableFormat(kind):
        case TableFormat.HTML:
            return _page(table, None)
        case TableFormat.DOCX:
            return _file(table, TableFormat.DOCX, docx_of(written_table(table, today()), moment().at))
        case TableFormat.TEXT:
            return _file(table, TableFormat.TEXT, text_of(written_table(table, today())).encode())


def _wish() -> TableWish:
    sentence = "Choose from 1 to %(most)s meetings."
    return TableWish(
        begins=optional_day(request.args, "from"),
        rows=whole_number(request.args, "n", 1, MOST_ROWS, sentence) if request.args.get("n") else FIRST_ROWS,
        with_closed=request.args.get("closed") == "1",
        titles_only=request.args.get("titles") == "1",
    )


def _gathered(who: Viewer, name: str, wish: TableWish) -> AgendaTable:
    with database().reading() as session:
        return gather(session, who, name, wish, today())


def _page(table: AgendaTable, error: InvalidInputError | None) -> Response:
    written = written_table(table, today())
    usual = {"from": table.begins.isoformat(), "n": str(FIRST_ROWS)}
    page = render_template(
        "agenda/table.html",
        table=table,
        written=written,
        text=text_of(written),
        values=usual | {name: value for name, value in request.args.items() if value},
        errors=field_errors(error),
        words={"header": HEADER, "awaiting": AWAITING, "nothing": NOTHING},
    )
    return make_response(page, UNPROCESSABLE if error else 200)


def _file(table: AgendaTable, kind: TableFormat, content: bytes) -> Response:
    response = make_response(content)
    response.mimetype = kind.media_type
    response.headers.set("Content-Disposition", "attachment", filename=file_name(table, kind))
    return response
