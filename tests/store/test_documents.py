"""What is written can be loaded, and comes out the same."""

from __future__ import annotations

import io
import json
import os
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema_rs import Draft202012Validator
from plan_documents import as_file, complete, dump, load, load_file
from sqlalchemy import select

from wheel.core.rule_schema import SCHEDULE_SCHEMA
from wheel.errors import InvalidInputError
from wheel.store.database import Database
from wheel.store.documents.reading import read_document
from wheel.store.documents.schema import document_schema
from wheel.store.documents.sections import SECTIONS
from wheel.store.organisation import load_calendar
from wheel.store.series import find_series
from wheel.store.stamps import read_stamp
from wheel.store.tables import Base, BodyRow, FeedEventRow, OccurrenceRow, StopRow

# People and how they sign in stay where they are; the rest is made again by itself.
OUTSIDE = {"accounts", "account_sessions", "account_links", "recovery_codes", "sign_in_attempts", "claim_rules"}
OUTSIDE |= {"tenures", "audit_entries", "stamps", "feed_bodies", "uploaded_minutes"}
# Only what is somebody's own shows follow-ups, and who fetches what is of this server.
OUTSIDE |= {"feed_tasks", "feed_fetches", "occurrence_stamps"}
# What a plan made by hand has no use for.
NEEDLESS = {"feed_events", "feed_slots", "imported_series"}
DOCS = Path(__file__).resolve().parents[2] / "docs"
FIRST_RELEASE = Path(__file__).with_name("plan_of_the_first_release.json")
PAGE = (DOCS / "plan-format.md").read_text("utf-8")


def test_a_document_with_every_field_comes_out_as_it_went_in(database: Database) -> None:
    counts = load(database, complete())
    written = dump(database)
    # As texts, because equal objects may have their keys in another order.
    assert json.dumps(json.loads(written)) == json.dumps(complete())
    assert counts == {name: len(part) if isinstance(part, list) else 1 for name, part in _parts(complete()).items()}


def test_written_loaded_and_written_again_is_the_same_bytes(
    database: Database, new_sqlite: Callable[[], Database]
) -> None:
    load(database, complete())
    written, other = dump(database), new_sqlite()
    load_file(other, io.BytesIO(written.encode()))
    assert dump(other) == written


@pytest.mark.postgresql
def test_the_bytes_are_the_same_from_either_database_to_the_other(
    sqlite_database: Database, postgresql_database: Database
) -> None:
    load(sqlite_database, complete())
    from_sqlite = dump(sqlite_database)
    load_file(postgresql_database, io.BytesIO(from_sqlite.encode()))
    assert dump(postgresql_database) == from_sqlite


def test_every_record_stands_on_a_line_of_its_own_with_its_letters_as_they_are(sqlite_database: Database) -> None:
    load(sqlite_database, complete())
    lines = dump(sqlite_database).split("\n")
    records = [json.loads(line.rstrip(",")) for line in lines if line.startswith("{") and len(line) > 1]
    assert records == [record for part in _parts(complete()).values() if isinstance(part, list) for record in part]
    assert any("Ærøskøbing Årsmøde" in line for line in lines)


def test_records_keep_the_order_in_which_they_were_added_whatever_the_alphabet(database: Database) -> None:
    load(database, complete())
    written = json.loads(dump(database))
    assert [body["short_name"] for body in written["bodies"]] == ["KB", "ØU", "Region"]
    assert [alias["alias"] for alias in written["bodies"][1]["aliases"]] == ["ØKU", "Aaudvalget", "Åudvalget"]
    assert [occurrence["id"] for occurrence in written["occurrences"]] == ["occ-b", "occ-a", "occ-c", "occ-0", "occ-x"]


def test_the_rows_are_what_the_rest_of_the_service_expects(database: Database) -> None:
    load(database, complete())
    with database.reading() as session:
        meeting = session.scalars(select(OccurrenceRow).where(OccurrenceRow.public_id == "occ-b")).one()
        council = session.scalars(select(BodyRow).where(BodyRow.short_name == "KB")).one()
        stop = session.scalars(select(StopRow).where(StopRow.public_id == "stop5")).one()
        sent = session.scalars(
            select(FeedEventRow).order_by(FeedEventRow.occurrence_id, FeedEventRow.rendition)
        ).first()
        assert sent is not None
        assert (meeting.start_day, meeting.end_day) == (date(2026, 9, 3), date(2026, 9, 5)), "spans are half-open"
        region = session.scalars(select(BodyRow).where(BodyRow.short_name == "Region")).one()
        assert council.parent_id == region.id
        assert (stop.occurrence, len(stop.changes)) == (meeting, 2)
        # An empty event is rendered again, with the SEQUENCE kept because the content's hash is.
        assert (sent.vevent, sent.sequence, sent.content_hash) == (b"", 3, "9f" * 32)


def test_loading_raises_the_stamp_so_that_every_page_and_feed_is_made_anew(database: Database) -> None:
    with database.reading() as session:
        before = read_stamp(session)
    load(database, complete())
    with database.reading() as session:
        assert read_stamp(session) > before


def test_fields_with_a_usual_value_may_be_left_out(database: Database) -> None:
    document = complete()
    for name, part in _parts(document).items():
        usual = {key: schema["default"] for key, schema in _properties(name).items() if "default" in schema}
        for record in part if isinstance(part, list) else [part]:
            for key in [key for key, value in usual.items() if record.get(key) == value]:
                del record[key]
    load(database, document)
    assert json.loads(dump(database)) == complete()


def test_sections_in_another_order_are_loaded_all_the_same(database: Database) -> None:
    backwards = dict(reversed(complete().items()))
    load(database, backwards)
    assert json.loads(dump(database)) == complete()


def test_a_document_in_the_usual_order_is_loaded_from_a_pipe(sqlite_database: Database) -> None:
    reading, writing = os.pipe()
    with os.fdopen(writing, "wb") as pipe:
        pipe.write(as_file(complete()).getvalue())
    with os.fdopen(reading, "rb") as pipe:
        load_file(sqlite_database, pipe)
    assert json.loads(dump(sqlite_database)) == complete()


@pytest.mark.parametrize("order", ["usual", "backwards"])
def test_progress_adds_up_to_the_file(sqlite_database: Database, order: str) -> None:
    document = complete() if order == "usual" else dict(reversed(complete().items()))
    source = as_file(document)
    told: list[tuple[str, int]] = []
    with sqlite_database.writing() as session:
        read_document(session, source, lambda section, more: told.append((section, more)))
    assert {section for section, _ in told} == {section.name for section in SECTIONS}
    assert sum(more for _, more in told) == len(source.getvalue())


def test_a_document_of_the_first_release_is_loaded_with_usual_values_for_what_it_did_not_know(
    database: Database,
) -> None:
    """Written by the release before drafts, entries and versions, and kept as it was."""
    first = json.loads(FIRST_RELEASE.read_text("utf-8"))
    counts = load(database, first)
    written = json.loads(dump(database))
    for name, part in _parts(written).items():
        assert counts[name] == (len(part) if isinstance(part, list) else 1)
        usual = {key: schema["default"] for key, schema in _properties(name).items() if "default" in schema}
        known = first.get(name, [])
        expected = known if isinstance(known, list) else [known]
        assert (part if isinstance(part, list) else [part]) == [usual | record for record in expected], name


def test_what_is_skipped_in_a_document_of_the_first_release_is_skipped_still(database: Database) -> None:
    load(database, json.loads(FIRST_RELEASE.read_text("utf-8")))
    with database.reading() as session:
        schedule = find_series(session, "serie2").schedule
        days = schedule.proposals(2026, load_calendar(session, 2025, 2027))
    blocked = [(day.span.start, day.because) for day in days if day.is_blocked]
    assert (date(2026, 10, 13), "Efterårsferie") in blocked
    assert [day.slot.span.start.isoweekday() for day in days] == [2] * 51, "every Tuesday but the one left out"
    assert date(2026, 2, 10) not in {day.slot.span.start for day in days}


def test_sections_that_may_be_missing_are_empty_then(database: Database) -> None:
    document = complete()
    for name in ("shared_members", "occurrence_drafts", "plan_entries", "plan_entry_changes"):
        del document[name]
    load(database, document)
    written = json.loads(dump(database))
    assert {name: part for name, part in written.items() if name not in document} == {
        "shared_members": [],
        "occurrence_drafts": [],
        "plan_entries": [],
        "plan_entry_changes": [],
    }


def test_changes_of_entries_that_are_missing_are_refused(database: Database) -> None:
    document = complete()
    del document["plan_entries"]
    with pytest.raises(InvalidInputError, match=r'plan_entry_changes, record 1: entry: there is no "entry-1"'):
        load(database, document)


def test_more_records_than_fit_in_one_batch_are_all_loaded(database: Database) -> None:
    document = complete()
    first = date(2027, 1, 1)
    document["occurrences"] += [
        {"id": f"more{day}", "series": "serie2", "plan_year": 2027, "slot": on, "days": on}
        for day in range(2500)
        for on in [{"first": (first + timedelta(day)).isoformat()}]
    ]
    assert load(database, document)["occurrences"] == 2505
    assert len(json.loads(dump(database))["occurrences"]) == 2505


def test_the_documented_example_loads_and_fits_the_schema(database: Database) -> None:
    example = json.loads(_example())
    counts = load(database, example)
    assert Draft202012Validator(document_schema(), validate_formats=True).is_valid(example)
    assert min(count for name, count in counts.items() if name not in NEEDLESS) > 0, "it shows every section"


def test_the_documentation_names_every_field_and_no_other() -> None:
    for section in SECTIONS:
        table = PAGE.split(f"\n### {section.name}\n")[1].split("\n### ")[0]
        cells = re.findall(r"^\| (`.*?) \|", table, re.MULTILINE)
        assert re.findall(r"`(\w+)`", " ".join(cells)) == list(_properties(section.name)), section.name


def test_the_published_schema_is_the_one_that_is_checked() -> None:
    published = json.loads((DOCS / "plan-format.schema.json").read_text("utf-8"))
    assert published == document_schema(), "python -m wheel.store.documents.schema > docs/plan-format.schema.json"
    assert published["$defs"]["schedule"] == json.loads(json.dumps(SCHEDULE_SCHEMA))


def test_a_written_document_fits_the_schema(sqlite_database: Database) -> None:
    load(sqlite_database, complete())
    validator = Draft202012Validator(document_schema(), validate_formats=True)
    assert [error.message for error in validator.iter_errors(json.loads(dump(sqlite_database)))] == []


def test_every_column_is_in_the_document_or_left_out_on_purpose() -> None:
    """A new column must not be lost silently on the way to another database."""
    held = {
        f"{column.table.name}.{column.name}"
        for section in SECTIONS
        for found in (*section.fields, *(section.nested.fields if section.nested else ()))
        for column in found.columns
    }
    everything = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        if table.name not in OUTSIDE
        for column in table.columns
    }
    of_what_is_searched = {"items.folded"}
    row_ids = {f"{table}.id" for table in Base.metadata.tables} | {"body_aliases.body_id"}
    made_anew = ("source_hash", "stamp", "vevent")
    of_what_was_sent = {f"{table}.{name}" for table in ("feed_events", "feed_slots") for name in made_anew}
    owned = ("account_id", "token_hash", "post_id", "is_mine", "name", "made_at", "withdrawn_at")
    of_ones_own = {"saved_views.account_id", *(f"feeds.{name}" for name in owned)}
    # How people sign in is of this server, and the version of its page.
    of_signing_in = {f"organisation.{name}" for name in ("allows_passwords", "admits_newcomers", "version")}
    # Only what is everybody's is in a plan, so nobody's account is named.
    assert everything - held - row_ids == (of_what_was_sent | of_what_is_searched | of_signing_in | of_ones_own)


DAYS = st.dates(max_value=date.max - timedelta(days=400))


@given(start=DAYS, length=st.integers(1, 366))
def test_spans_come_back_as_they_were_written(start: date, length: int) -> None:
    field = next(found for section in SECTIONS for found in section.fields if found.key == "rule_says")
    end = start + timedelta(length)
    assert field.read(field.write(start, end)) == (start, end)


@given(st.datetimes(timezones=st.just(UTC)))
def test_instants_come_back_to_the_microsecond(instant: datetime) -> None:
    field = next(found for section in SECTIONS for found in section.fields if found.key == "modified_at")
    assert field.read(field.write(instant)) == (instant,)


def _parts(document: dict[str, Any]) -> dict[str, Any]:
    return {section.name: document[section.name] for section in SECTIONS}


def _properties(section: str) -> dict[str, Any]:
    properties: dict[str, Any] = document_schema()["$defs"][section]["properties"]
    return properties


def _example() -> str:
    found = re.search(r"```json\n(.*?)```", PAGE, re.DOTALL)
    assert found is not None
    return found[1]
