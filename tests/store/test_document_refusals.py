"""Whatever is wrong with a document is said in plain words, and nothing of it is loaded."""

from __future__ import annotations

import io
import os
from collections.abc import Callable

import pytest
from document_changes import Document, change, repeat
from plan_documents import as_file, complete, dump, load, load_file
from sqlalchemy import select, text
from wrong_documents import NO_JSON, WRONG_DOCUMENTS, WRONG_FIELDS, WRONG_TOGETHER
from wrong_plan_histories import WRONG_HISTORIES, WRONG_PLANS

from wheel.errors import InvalidInputError, RefusedError
from wheel.store.database import Database
from wheel.store.documents.reading import read_document
from wheel.store.documents.sections import SECTIONS


@pytest.mark.parametrize(("spoil", "sentence", "reason"), [*WRONG_FIELDS, *WRONG_DOCUMENTS, *WRONG_HISTORIES])
def test_what_is_wrong_is_named_and_nothing_is_loaded(
    sqlite_database: Database, spoil: Callable[[Document], None], sentence: str, reason: str
) -> None:
    refused(sqlite_database, spoil, sentence, reason)


@pytest.mark.parametrize(("spoil", "sentence", "reason"), [*WRONG_TOGETHER, *WRONG_PLANS])
def test_records_that_do_not_go_together_are_refused_on_every_database(
    database: Database, spoil: Callable[[Document], None], sentence: str, reason: str
) -> None:
    refused(database, spoil, sentence, reason)


def refused(database: Database, spoil: Callable[[Document], None], sentence: str, reason: str) -> None:
    document = complete()
    spoil(document)
    with pytest.raises(InvalidInputError) as refusal:
        load(database, document)
    assert str(refusal.value).startswith(sentence), reason
    assert is_empty(database)


@pytest.mark.parametrize(("content", "sentence", "reason"), NO_JSON)
def test_a_file_that_is_no_document_is_refused_with_the_place(
    sqlite_database: Database, content: bytes, sentence: str, reason: str
) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        load_file(sqlite_database, io.BytesIO(content))
    assert str(refusal.value).startswith(sentence), reason
    assert is_empty(sqlite_database)


def test_the_field_to_blame_is_handed_on(sqlite_database: Database) -> None:
    document = complete()
    change("occurrences", 2, days={"first": "8/9"})(document)
    with pytest.raises(InvalidInputError) as refusal:
        load(sqlite_database, document)
    assert refusal.value.field == "days.first"


def test_a_pipe_with_its_sections_in_another_order_is_refused(sqlite_database: Database) -> None:
    """It would have to be read twice."""
    reading, writing = os.pipe()
    with os.fdopen(writing, "wb") as pipe:
        pipe.write(as_file(dict(reversed(complete().items()))).getvalue())
    with os.fdopen(reading, "rb") as pipe, pytest.raises(InvalidInputError, match="stands before what it refers to"):
        load_file(sqlite_database, pipe)
    assert is_empty(sqlite_database)


def test_a_database_with_a_plan_is_left_alone(database: Database) -> None:
    load(database, complete())
    before = dump(database)
    other = complete() | {"organisation": {"name": "Andeby Kommune", "uid_domain": "x.aarshjul"}}
    with pytest.raises(RefusedError, match=r"holds a plan already \(local_days\)"):
        load(database, other)
    assert dump(database) == before


@pytest.mark.parametrize("section", ["organisation", "bodies", "stop_changes", "feed_events"])
def test_reading_that_breaks_off_leaves_nothing(database: Database, section: str) -> None:
    """Whether the disk fails or somebody presses Ctrl-C, and however far it had come."""

    def break_off(reached: str, _bytes: int) -> None:
        if reached == section:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), database.writing() as session:
        read_document(session, as_file(complete()), break_off)
    assert is_empty(database)


def test_what_only_the_database_knows_to_refuse_is_said_in_a_sentence(database: Database) -> None:
    """As when somebody has added a rule of their own to it."""
    with database.engine.begin() as connection:
        connection.execute(text("CREATE UNIQUE INDEX one_place ON series (visibility, kind)"))
    document = complete()
    repeat("series", 1, id="x")(document)
    try:
        with pytest.raises(InvalidInputError) as refusal:
            load(database, document)
    finally:
        with database.engine.begin() as connection:
            connection.execute(text("DROP INDEX one_place"))
    assert str(refusal.value) == (
        "series, record 4, or one of the 3 before it: the database refuses it, because it breaks a rule there."
    )
    assert is_empty(database)


def test_an_empty_database_has_nothing_to_write(database: Database) -> None:
    with pytest.raises(RefusedError, match="There is no organisation yet"):
        dump(database)


def is_empty(database: Database) -> bool:
    tables = [section.table for section in SECTIONS]
    with database.reading() as session:
        return all(session.execute(select(table).limit(1)).first() is None for table in tables)
