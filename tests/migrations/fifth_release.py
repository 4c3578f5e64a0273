"""A database of the fifth release: the fourth's rows, with agendas that are decided, sent, routed and standing."""

from __future__ import annotations

from alembic import command
from first_release import AT
from fourth_release import make_fourth_release

from wheel.store.database import Database
from wheel.store.migrations import _config

REVISION = "a6d8e0f2b4c5"
POST = "(SELECT min(id) FROM posts)"
LINES = '[{"stop": "stop9", "title": "Budget", "minutes": 20, "starts_at": "09:30", "state": "treated"}]'
REPORT = '{"kind": "report", "status_dates": ["03-31"], "working_days": 5}'
REPORT_ITEM = """
    9, 'item9', 'Rapport nr. 1', '', '', '', false, '', 2, 'Tages den til efterretning?', 'Ingen', '§ 38',
    'Det indstilles', 'Gæster', '["rapport"]', 'rapport nr. 1', 1, '2026-03-31'
"""
RESUMED = """
    9, 'stop9', 9, 2, 1, 2, 'resumed', 'decision', 20, '09:30', false, '', '2026-05-21', NULL, NULL, NULL, '',
    NULL, NULL, 'approved_remarks', 'Drøftes igen.', NULL, 1, 0, 3
"""
ON_HOLD = f"""
    10, 'stop10', 9, 1, NULL, NULL, 'on_hold', 'decision', NULL, NULL, true, 'Høring', '2026-05-22', 'window',
    '2026-08-10', '2026-08-31', 'efter sommerferien', 1, {POST}, NULL, '', 9, 2, 10, 1
"""
DECIDED = f"9, 9, {AT}, 'Sekretariatet', 'decided', NULL, NULL, NULL, NULL, '', 'treated', 1, 'approved_remarks'"
STANDING = "1, 'standing1', 2, 'Rapport nr. {nr}', 'Som vanligt', 'information', 15, true"
OF_ITEMS = (
    "id, public_id, title, text, case_number, case_officer, is_closed, source_words, version, decision_theme, "
    "economy, legal_basis, recommendation, participants, tags, folded, standing_item_id, standing_key"
)
OF_STOPS = (
    "id, public_id, item_id, body_id, occurrence_id, position, state, purpose, minutes, starts_at, is_provisional, "
    "reason, since, look_kind, look_day, look_until, look_words, look_body_id, owner_post_id, outcome, decision, "
    "resumes_id, step, lead_days, version"
)
OF_CHANGES = (
    "id, stop_id, at, actor, action, from_day, to_day, from_position, to_position, reason, state, occurrence_id, "
    "outcome"
)
OF_TASKS = "id, public_id, stop_id, post_id, what, due_day, done_on, version, who, recipient, is_due_next_meeting"
ADDED = {
    "standing_items": [f"{STANDING}, '{REPORT}', '2026-01-01', NULL, 3"],
    "standing_posts": [f"1, 1, {POST}, 1"],
    f"items ({OF_ITEMS})": [REPORT_ITEM],
    f"stops ({OF_STOPS})": [RESUMED, ON_HOLD],
    f"stop_changes ({OF_CHANGES})": [DECIDED],
    f"follow_ups ({OF_TASKS})": ["9, 'fol9', 9, NULL, 'Send brev', NULL, NULL, 2, 'Cheferne', 'Direktionen', true"],
    "meeting_records": ["1, 1, 'Økonomichefen', 2"],
    "agenda_versions": [f"1, 'sent1', 1, 1, {AT}, 'Sekretariatet', '{LINES}'"],
    "route_templates": ["1, 'route1', 'Politisk runde', 2"],
    "route_steps": ["1, 1, 1, 2, 'first_reading', 5", "2, 1, 2, NULL, 'consultation', 0"],
    "uploaded_minutes": [f"1, 'minutes1', 2, 7, 'Referat', 'Pkt. 1', 2026, {AT}"],
}
NAMED = 'UPDATE bodies SET field_names = \'{"text": "Sagsbeskrivelse"}\' WHERE id = 2'


def make_fifth_release(database: Database) -> None:
    """Bring the fourth release's database as far as the fifth did, and fill what that added."""
    make_fourth_release(database)
    command.upgrade(_config(database), REVISION)
    with database.engine.begin() as connection:
        for table, rows in ADDED.items():
            for row in rows:
                connection.exec_driver_sql(f"INSERT INTO {table} VALUES ({row})")  # noqa: S608
        connection.exec_driver_sql(NAMED)
        if database.engine.dialect.name == "postgresql":
            connection.exec_driver_sql("SELECT setval(pg_get_serial_sequence('feeds', 'id'), 99)")


def go_back_to_fifth(database: Database) -> None:
    command.downgrade(_config(database), REVISION)
