"""What a plan document holds: its sections, in the order in which they refer to each other."""

from __future__ import annotations

from wheel.store.documents import agenda_plan_sections as agenda_plans
from wheel.store.documents import agenda_sections as agenda
from wheel.store.documents import feed_sections as feeds
from wheel.store.documents import history_sections as history
from wheel.store.documents import people_sections as people
from wheel.store.documents import plan_sections as plan
from wheel.store.documents import view_sections as views

FORMAT = "aarshjul-plan"
VERSION = 1

SECTIONS = (
    plan.organisation(),
    plan.local_days(),
    plan.rings(),
    plan.bodies(),
    plan.shared_members(),
    people.posts(),
    people.memberships(),
    plan.series(),
    plan.imported_series(),
    plan.year_plans(),
    plan.occurrences(),
    history.occurrence_drafts(),
    history.occurrence_changes(),
    history.plan_entries(),
    history.plan_entry_changes(),
    agenda_plans.route_templates(),
    agenda_plans.route_steps(),
    agenda_plans.standing_items(),
    agenda_plans.standing_posts(),
    agenda_plans.meeting_records(),
    agenda_plans.agenda_versions(),
    agenda.items(),
    agenda.attachments(),
    agenda.stops(),
    agenda.stop_changes(),
    agenda.follow_ups(),
    feeds.feeds(),
    feeds.feed_events(),
    feeds.feed_slots(),
    views.saved_views(),
)
BY_NAME = {section.name: section for section in SECTIONS}
