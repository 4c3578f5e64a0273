"""The editor beside the grid: one date with what is special about it and what can be done to it, or a date to add."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from wheel.core.calendar import Calendar
from wheel.core.occurrences import Occurrence, Status
from wheel.core.series import Series
from wheel.core.slots import Precision
from wheel.errors import ConflictError, InvalidInputError, RefusedError
from wheel.services import database, today
from wheel.usecases.meeting_items import FIELD, MeetingItems, meeting_items
from wheel.usecases.plan_grid import Mark, PlanDate
from wheel.usecases.show_plan import PlanPage
from wheel.web.context import viewer
from wheel.web.forms import field_errors
from wheel.web.planning.commands import move_values
from wheel.web.planning.differences import difference_words
from wheel.web.planning.links import PlanLinks
from wheel.web.planning.state_words import state_day
from wheel.web.planning.words import ConflictLine, conflict_line
from wheel.web.translation import gettext
from wheel.web.versions import Difference, differences, typed_day, version_to_send
from wheel.web.words import span_words

Mistake = InvalidInputError | RefusedError | ConflictError


@dataclass(frozen=True)
class Refused:
    """What was sent from which form ("move", "cancel", "reinstate", "add"), and why it was refused."""

    form: str
    error: Mistake
    sent: Mapping[str, str]


@dataclass(frozen=True)
class DateEditor:
    """`rows` are the series whose rows may look otherwise after a change, divided by spaces.

    `values` and `errors` are the forms', by the form's name; `versions` are those of a lost update; `items` are those
    that a move or a cancellation has to ask about.
    """

    one: PlanDate
    why: tuple[str, ...]
    conflicts: tuple[ConflictLine, ...]
    rows: str
    seen: str
    values: Mapping[str, Mapping[str, str]]
    errors: Mapping[str, Mapping[str, str]]
    open_form: str
    versions: tuple[Difference, ...]
    refusal: str
    items: MeetingItems

    @property
    def occurrence(self) -> Occurrence:
        return self.one.occurrence

    @property
    def can_change(self) -> bool:
        return self.one.mark is not Mark.REMOVED

    @property
    def has_page(self) -> bool:
        """Whether the event has a page of its own: what is only in a draft has none yet."""
        return self.one.mark is not Mark.NEW


@dataclass(frozen=True)
class AddEditor:
    series: Series
    values: Mapping[str, str]
    errors: Mapping[str, str]


def date_editor(page: PlanPage, links: PlanLinks, occurrence_id: str, refused: Refused | None) -> DateEditor | None:
    """None if there is no such date in the plan, or it is not stored yet."""
    one = page.dates.get(occurrence_id)
    if one is None or one.is_proposed:
        return None
    own = [conflict for conflict in page.conflicts if occurrence_id in conflict.occurrences]
    error, sent = (refused.error, refused.sent) if refused else (None, {})
    now, of = move_values(one.occurrence), refused.form if refused else ""
    return DateEditor(
        one=one,
        why=tuple(_why(one)),
        conflicts=tuple(conflict_line(conflict, page, links) for conflict in own),
        rows=" ".join(dict.fromkeys(series for conflict in own for series in conflict.series)),
        seen=version_to_send(error, one.occurrence.version, sent.get("seen")),
        values={form: sent if of == form else now for form in ("move", "cancel")},
        errors={form: field_errors(error) if of == form else {} for form in ("move", "cancel")},
        open_form=of,
        versions=_versions(now, sent) if isinstance(error, ConflictError) and of == "move" else (),
        refusal=_unplaced(error, (*now, FIELD)),
        # What is changed in a draft asks about its items once the draft is published.
        items=MeetingItems() if page.plan.has_draft else _items(one.occurrence),
    )


def _items(meeting: Occurrence) -> MeetingItems:
    with database().reading() as session:
        return meeting_items(session, viewer(), meeting, today())


def _unplaced(error: Mistake | None, fields: Iterable[str]) -> str:
    """What is wrong with the form as a whole, or with what nobody sees of it."""
    return " ".join(words for name, words in field_errors(error).items() if name not in fields)


def _versions(now: Mapping[str, str], sent: Mapping[str, str]) -> tuple[Difference, ...]:
    """What is stored now beside what was asked for."""
    return differences(_labelled(now), _labelled({name: sent.get(name, now[name]) for name in now}))


def _labelled(values: Mapping[str, str]) -> dict[str, str]:
    return {
        gettext("Date"): typed_day(values["to_day"]),
        gettext("Last day"): typed_day(values["last_day"]),
        gettext("Starts at"): values["start_time"],
        gettext("Ends at"): values["end_time"],
        gettext("Reason"): values["reason"],
    }


def _why(one: PlanDate) -> Iterator[str]:
    """Why it is where it is, what the rule says of it now, and what the draft makes of it."""
    yield from _cause(one.occurrence)
    if one.occurrence.is_extraordinary:
        yield gettext("Not one of the regular ones: it was added.")
    if one.occurrence.rule_says is not None:
        yield gettext("The rule now says %(day)s.", day=span_words(one.occurrence.rule_says))
    if one.occurrence.is_unasked:
        yield gettext("The rule no longer asks for this one.")
    if one.mark is Mark.NEW:
        yield gettext("New in the draft: nobody else sees it until you publish.")
    if one.mark is Mark.CHANGED:
        yield gettext("Changed in the draft: %(what)s", what=difference_words(one))
    if one.mark is Mark.REMOVED:
        yield gettext("The draft takes it away. Everybody sees it until you publish.")


def _cause(occurrence: Occurrence) -> Iterator[str]:
    asked = span_words(occurrence.slot)
    if occurrence.status is Status.CANCELLED:
        yield gettext("Cancelled: %(reason)s", reason=occurrence.because)
    elif occurrence.status is Status.BLOCKED:
        yield gettext("%(reason)s – no meeting", reason=occurrence.because)
    elif occurrence.precision is Precision.EXACT and occurrence.words:
        yield gettext("Planned as “%(words)s”.", words=occurrence.words)
    elif occurrence.shifted_from and occurrence.because:
        yield gettext("Moved from %(day)s: %(reason)s.", day=asked, reason=occurrence.because)
    elif occurrence.moved_from or occurrence.shifted_from:
        yield gettext("Moved from %(day)s.", day=asked)
    if occurrence.precision is not Precision.EXACT:
        yield gettext("The rule says %(day)s; the date is not fixed yet.", day=state_day(occurrence))


def add_editor(page: PlanPage, series_id: str, month: int, refused: Refused | None) -> AddEditor | None:
    """The form to add a date to a series, in that month if it is one; None if there is no such series."""
    series = page.series.get(series_id)
    if series is None:
        return None
    day = first_working_day(page.calendar, page.year, month).isoformat() if 1 <= month <= 12 else ""
    if refused:
        return AddEditor(series, refused.sent, field_errors(refused.error))
    return AddEditor(series, {"day": day}, {})


def first_working_day(calendar: Calendar, year: int, month: int) -> date:
    days = (date(year, month, 1) + timedelta(days=number) for number in range(28))
    return next((day for day in days if calendar.is_working_day(day)), date(year, month, 1))
