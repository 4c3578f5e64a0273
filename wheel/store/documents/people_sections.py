"""The sections of posts and of where they sit. Who holds them is not in a plan: people stay where they are."""

from __future__ import annotations

from wheel.errors import InvalidInputError
from wheel.store.documents.fields import reference
from wheel.store.documents.section import TABLES, Row, Section, fields_of, id_of, version_of


def posts() -> Section:
    return Section(
        "posts",
        TABLES["posts"],
        (id_of("posts"), *fields_of("posts", "title", "unit", "ends"), version_of("posts")),
        named_by="id",
        is_optional=True,
    )


def memberships() -> Section:
    name = "memberships"
    of = TABLES[name].c
    return Section(
        name,
        TABLES[name],
        (
            id_of(name),
            reference("post", of.post_id, "posts", "id"),
            reference("body", of.body_id, "bodies", "short_name"),
            *fields_of(name, "seat", "begins", "ends"),
        ),
        is_optional=True,
        settled=_in_order,
    )


def _in_order(row: Row) -> Row:
    if row["begins"] is not None and row["ends"] is not None and row["ends"] <= row["begins"]:
        raise InvalidInputError("must be after the first day.", field="ends")
    return row
