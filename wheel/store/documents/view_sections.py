"""The section of saved views. Only everybody's are in a plan: one's own stay where one's account is."""

from __future__ import annotations

from wheel.core.saved_views import usual_query
from wheel.store.documents.section import TABLES, Row, Section, fields_of, id_of, version_of


def saved_views() -> Section:
    name = "saved_views"
    return Section(
        name,
        TABLES[name],
        (id_of(name), *fields_of(name, "name", "zoom", "query", "is_list"), version_of(name)),
        is_optional=True,
        filled_in={"account_id": None},
        settled=_with_usual_query,
        only=TABLES[name].c.account_id.is_(None),
    )


def _with_usual_query(row: Row) -> Row:
    return row | {"query": usual_query(row["query"])}
