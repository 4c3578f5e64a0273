"""A calendar file in: hand it in, see what it would do to the plan, and take it over."""

from __future__ import annotations

from flask import Blueprint, Response, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wheel.core.permissions import Right, Thing
from wheel.core.plan import PlanStatus
from wheel.errors import ConflictError, InvalidInputError, RefusedError, WheelError
from wheel.imports.calendar_command import LARGEST_FILE
from wheel.services import database, moment, today
from wheel.usecases.compare_calendar import Step
from wheel.usecases.import_calendar import Imported, import_calendar
from wheel.usecases.preview_import import ImportPreview, preview_import
from wheel.usecases.show_series import new_series
from wheel.web.calendar_form import HandedIn, handed_in, import_command, usual_values
from wheel.web.calendar_words import count_words, done_words, problem_words, shown, summary_words
from wheel.web.context import viewer
from wheel.web.errors import status_of
from wheel.web.forms import field_errors
from wheel.web.htmx import done, page_or_fragment
from wheel.web.policies import Policy, planners_only
from wheel.web.series_choices import series_options

calendar_import = Blueprint("calendar_import", __name__)

# Packed for the page, what cannot be packed grows by a third; around it stand the other fields of the form.
_MOST_BYTES = LARGEST_FILE * 3 // 2 + 200_000


@calendar_import.url_value_preprocessor
def admit_files(endpoint: str | None, _values: dict[str, object] | None) -> None:
    """A file may be larger than a form, from those who may hand one in; it is looked at before any of it is read."""
    if endpoint == "calendar_import.take" and Policy(Right.CHANGE, Thing.SETTINGS).admits(viewer()):
        request.max_content_length = _MOST_BYTES
        request.max_form_memory_size = _MOST_BYTES


@calendar_import.get("/plan/imports")
@planners_only
def show() -> Response:
    """`ring` and `body` are what the form begins with."""
    return _hand_in_page()


@calendar_import.post("/plan/imports")
@planners_only
def take() -> AnyResponse:
    """Without `seen`, or with `again`, it only shows what would be done; nothing is written before that was seen."""
    found: HandedIn | None = None
    try:
        found = handed_in(request.form, request.files.get("file"))
        command = import_command(found, request.form)
        if not request.form.get("seen") or request.form.get("again"):
            with database().reading() as session:
                return _preview_page(found, preview_import(session, viewer(), command, today()))
        with database().writing() as session:
            taken = import_calendar(session, viewer(), command, moment())
    except ConflictError as error:
        return _preview_again(error)
    except (InvalidInputError, RefusedError) as error:
        return _hand_in_page(error, found)
    return done(done_words(taken), _where_it_is(taken))


def _where_it_is(taken: Imported) -> str:
    """The first year that it changed, from this one on; the form where nothing was to be done."""
    years = sorted((plan.year < today().year, plan.year) for plan in taken.years)
    return url_for("plan.show", year=years[0][1]) if years else url_for("calendar_import.show")


def _preview_again(error: ConflictError) -> Response:
    found = handed_in(request.form, None)
    with database().reading() as session:
        preview = preview_import(session, viewer(), import_command(found, request.form), today())
    return _preview_page(found, preview, error)


def _hand_in_page(error: WheelError | None = None, found: HandedIn | None = None) -> Response:
    """After a mistake what was handed in stays, unless it is what is to blame."""
    is_file_to_blame = getattr(error, "field", None) == "file"
    with database().reading() as session:
        page = new_series(session, viewer(), today(), request.args.get("body", ""))
    return page_or_fragment(
        "imports/hand_in.html",
        "imports/_hand_in.html",
        status_of(error) if error else 200,
        options=series_options(page, {}),
        values=request.form if error else usual_values(request.args, page.ring),
        errors=field_errors(error),
        kept=None if is_file_to_blame or request.form.get("text", "").strip() else found,
        most=LARGEST_FILE // 1_000_000,
    )


def _preview_page(found: HandedIn, preview: ImportPreview, error: ConflictError | None = None) -> Response:
    """What would be done; after somebody else's change as it is now, with what was ticked."""
    with database().reading() as session:
        page = new_series(session, viewer(), today())
    return page_or_fragment(
        "imports/preview.html",
        "imports/_preview.html",
        status_of(error) if error else 200,
        handed_in=found,
        preview=preview,
        shown={step.value: shown(preview, step) for step in Step},
        can_import=bool(preview.of(Step.NEW) or preview.of(Step.CHANGED) or preview.of(Step.GONE)),
        problem_words=problem_words,
        count_words=count_words,
        summary_words=summary_words,
        PlanStatus=PlanStatus,
        options=series_options(page, {}),
        values=request.form,
        errors=field_errors(error),
    )
