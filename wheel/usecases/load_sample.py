"""Load the sample municipality: this year and the next planned, with a forward agenda to try things on."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from wheel.core.access import Moment, Role, Viewer, require_planner
from wheel.core.audit import Act, AuditThing
from wheel.core.dates import DateSpan
from wheel.core.deadlines import WorkingDaysBefore
from wheel.core.occurrences import Kind, Occurrence, Ring, Visibility
from wheel.core.plan import Body, BodyKind, Organisation
from wheel.core.posts import Seat, Term
from wheel.core.schedule_documents import schedule_from_document
from wheel.core.series import Series
from wheel.errors import RefusedError
from wheel.store.accounts import add_account
from wheel.store.bodies import add_body
from wheel.store.database import Session
from wheel.store.feeds import ensure_feeds
from wheel.store.occurrences import occurrences_between
from wheel.store.organisation import add_local_days, add_ring, find_organisation, save_organisation
from wheel.store.posts import add_membership, add_post, add_tenure
from wheel.store.series import add_series
from wheel.usecases.audited import as_one_act
from wheel.usecases.cancel_occurrence import CancelOccurrence, cancel_occurrence
from wheel.usecases.move_occurrence import MoveOccurrence, move_occurrence
from wheel.usecases.organisation_fields import new_organisation
from wheel.usecases.passwords import hash_password
from wheel.usecases.plan_year import plan_year
from wheel.usecases.sample_agenda import add_sample_agenda
from wheel.usecases.sample_calendar import sample_days

DOCUMENT = Path(__file__).with_name("sample.toml")
# No secret: it opens nothing but a database that says it is the sample's.
SAMPLE_USER, SAMPLE_PASSWORD = "sekretariat", "proev-aarshjulet"
SAMPLE_POST = "Sekretariatet"


@dataclass(frozen=True)
class SampleState:
    """Whether the sample was loaded now, whether the database is the sample's, and how much was loaded."""

    loaded: bool
    is_sample: bool
    occurrences: int = 0
    items: int = 0


def load_sample(
    session: Session,
    viewer: Viewer,
    moment: Moment,
    *,
    only_if_empty: bool = False,
    organisation: Organisation | None = None,
) -> SampleState:
    """Load the sample, with an account whose password everybody knows; or, as what `organisation` begins with, without.

    Raises RefusedError if the database holds an organisation already, unless `only_if_empty`.
    """
    require_planner(viewer)
    there_is = find_organisation(session)
    if there_is is not None:
        if not only_if_empty:
            raise RefusedError("The database holds a plan already; the sample goes into an empty one only.")
        return SampleState(loaded=False, is_sample=there_is.is_sample)
    document = tomllib.loads(DOCUMENT.read_text(encoding="utf-8"))
    with as_one_act(session, viewer, moment, Act.SAMPLE_LOADED, AuditThing.PLAN, AuditThing.PLAN):
        _add_plan(session, document, moment.today, organisation)
        years = (moment.today.year, moment.today.year + 1)
        planned = [plan_year(session, viewer, year, moment, publish=True) for year in years]
        session.flush()
        items = add_sample_agenda(session, viewer, document["items"], SAMPLE_POST, moment)
        _change_some(session, viewer, moment)
    return SampleState(True, organisation is None, sum(year.new for year in planned), items)


def _add_plan(session: Session, document: dict[str, Any], today: date, organisation: Organisation | None) -> None:
    """All that the years are planned from; with the sample's own account where no `organisation` has its own."""
    save_organisation(session, organisation or new_organisation(document["organisation"], is_sample=True))
    for local_year in range(today.year - 1, today.year + 3):
        for days in sample_days(local_year):
            add_local_days(session, days)
    for position, ring in enumerate(document["rings"], start=1):
        add_ring(session, Ring(**ring), position)
    for body in document["bodies"]:
        add_body(session, _body(body))
    session.flush()
    ensure_feeds(session)
    _add_series(session, document["series"])
    posts = _add_posts(session, document["posts"])
    if organisation is None:
        password_hash = hash_password(SAMPLE_PASSWORD)
        account = add_account(session, SAMPLE_USER, SAMPLE_POST, password_hash, Role.PLANNER, is_sample=True)
        add_tenure(session, posts[SAMPLE_POST], account, today)


def _add_posts(session: Session, known: list[dict[str, Any]]) -> dict[str, str]:
    """Add the posts with their seats in bodies; their ids by title."""
    ids = {one["title"]: add_post(session, one["title"], one["unit"]) for one in known}
    for one in known:
        for seat in Seat:
            for body in one.get(seat.value, ()):
                add_membership(session, ids[one["title"]], body, seat, Term())
    return ids


def _body(known: dict[str, Any]) -> Body:
    notice = WorkingDaysBefore(known.pop("notice_working_days"))
    fields = known | {"kind": BodyKind(known["kind"]), "aliases": tuple(known["aliases"]), "notice": notice}
    return Body(id="", **fields)


def _add_series(session: Session, known: list[dict[str, Any]]) -> None:
    """Add them in order; what counts from an earlier one names it by its key."""
    ids: dict[str, str] = {}
    for one in known:
        key, rule = one.pop("key", None), one["rule"]
        if "series" in rule:
            rule["series"] = ids[rule["series"]]
        series_id = add_series(session, _series(one))
        if key is not None:
            ids[key] = series_id


def _series(known: dict[str, Any]) -> Series:
    # TOML has dates of its own; the documents that rules are read from have them as text.
    rule = {key: value.isoformat() if isinstance(value, date) else value for key, value in known.pop("rule").items()}
    visibility = Visibility(known.get("visibility", Visibility.PUBLIC))
    fields = {"kind": Kind(known["kind"]), "schedule": schedule_from_document(rule), "visibility": visibility}
    return Series(**(known | fields))


def _change_some(session: Session, viewer: Viewer, moment: Moment) -> None:
    """Move one meeting and cancel another, so that the wheel shows what that looks like."""
    secretariat = Viewer(role=viewer.role, name=SAMPLE_POST)
    forum = _meetings_in_june(session, viewer, "chefforum", moment.today.year)
    if forum:
        to_day = forum[0].span.start + timedelta(days=6)
        move_occurrence(session, secretariat, MoveOccurrence(forum[0].id, to_day, "Lokalet var optaget"), moment)
    committee = _meetings_in_june(session, viewer, "klima-og-erhvervsudvalget", moment.today.year)
    if committee:
        reason = "Der var ingen sager til behandling"
        cancel_occurrence(session, secretariat, CancelOccurrence(committee[0].id, reason), moment)


def _meetings_in_june(session: Session, viewer: Viewer, body: str, year: int) -> tuple[Occurrence, ...]:
    june = DateSpan(date(year, 6, 1), date(year, 7, 1))
    return occurrences_between(session, viewer, june, bodies=(body,), kinds=(Kind.MEETING,))
