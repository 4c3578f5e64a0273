"""Carry over what no rule makes: last year's single events get a date this year, those that the planner ticked."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from wheel.core.access import Moment, Viewer, require_planner, sign
from wheel.core.audit import Act, AuditThing
from wheel.core.carry_over import CarryOffer, offers
from wheel.core.plan import PlanStatus, YearPlan
from wheel.core.plan_history import EntryChange, PlanAction, Subject
from wheel.core.plan_states import ABSENT, Layer, StateChange
from wheel.core.rules import DateList
from wheel.core.schedule_documents import schedule_to_document
from wheel.errors import RefusedError
from wheel.store.bodies import all_bodies
from wheel.store.database import Session
from wheel.store.organisation import lock_plan, year_plan
from wheel.store.plan_writing import new_public_id
from wheel.store.planning import planned_in_years
from wheel.store.series import all_series, find_series, replace_schedule
from wheel.usecases.audited import audit
from wheel.usecases.plan_grid import Mark, stored_dates
from wheel.usecases.plan_records import carry_out, change_year


def carry_over(session: Session, viewer: Viewer, year: int, keys: Collection[str], moment: Moment) -> int:
    """Give the ticked offers their date in `year`; how many. Of a published year they go into the draft beside it.

    Raises RefusedError where nothing is ticked, or an offer is not there any more.
    """
    require_planner(viewer)
    lock_plan(session)
    series = {one.id: one for one in all_series(session)}
    bodies = {body.short_name: body for body in all_bodies(session, viewer)}
    planned = planned_in_years(session, (year - 1, year, year + 1))
    occurrences = [one.occurrence for one in stored_dates(planned, series, bodies) if one.mark is not Mark.REMOVED]
    known = {offer.key: offer for offer in offers(series, occurrences, year)}
    if not keys:
        raise RefusedError("Tick what is to be carried over.")
    if not set(keys) <= known.keys():
        raise RefusedError("Somebody carried some of this over already. Load the page again.")
    before = year_plan(session, year)
    is_beside = before.status is PlanStatus.PUBLISHED
    after = YearPlan(year, before.status or PlanStatus.DRAFT, before.has_draft or is_beside)
    also = change_year(session, before, after)
    extras = {one.id for one in occurrences if one.is_extra}
    changes = []
    for key in sorted(keys):
        offer = known[key]
        own = series[offer.series_id]
        is_extra = offer.occurrence_id in extras
        also += [] if is_extra else _listed(session, offer)
        asked = own.held_by(bodies.get(own.body or "")).on(offer.to_span)
        state = replace(asked, is_extra=is_extra, is_in_draft=is_beside)
        changes.append(StateChange(new_public_id(), own.id, year, Layer.PLAN, ABSENT, state))
    carry_out(session, sign(viewer, moment), PlanAction.CARRIED, year, changes, {"count": len(changes)}, also=also)
    audit(session, viewer, moment, Act.CARRIED, AuditThing.YEAR, str(year), count=len(changes))
    return len(changes)


def _listed(session: Session, offer: CarryOffer) -> list[EntryChange]:
    """A list of dates gets the new one, so that planning asks for it too."""
    now = find_series(session, offer.series_id).schedule
    if not isinstance(now.rule, DateList):
        return []
    after = replace(now, rule=DateList((*now.rule.spans, offer.to_span)))
    replace_schedule(session, offer.series_id, after)
    return [EntryChange(Subject.SERIES, offer.series_id, schedule_to_document(now), schedule_to_document(after))]
