"""Of saved views a plan document holds everybody's: one's own stay with one's account, and are in nobody's way."""

from __future__ import annotations

import json

from plan_documents import complete, dump, load
from plan_people_documents import VIEWS

from wheel.core.access import Role
from wheel.core.periods import Zoom
from wheel.core.saved_views import SavedView
from wheel.core.wheel_filters import WheelFilter
from wheel.store.accounts import add_account
from wheel.store.database import Database
from wheel.store.saved_views import add_view, views_at_hand, views_of

OWN = SavedView("", "Zebrafinke", Zoom.MONTH, WheelFilter(text="zebrafinke"))


def with_own_view(database: Database) -> str:
    with database.writing() as session:
        account = add_account(session, "anna", "Anna", None, Role.READER)
        add_view(session, account, OWN)
    return account


def test_ones_own_views_are_in_no_document(database: Database) -> None:
    load(database, complete())
    with_own_view(database)
    assert json.loads(dump(database))["saved_views"] == VIEWS
    assert "zebrafinke" not in dump(database).casefold()


def test_ones_own_views_are_no_plan_that_stands_in_the_way(database: Database) -> None:
    account = with_own_view(database)
    assert load(database, complete())["saved_views"] == len(VIEWS)
    with database.reading() as session:
        assert [view.name for view in views_of(session, account)] == [OWN.name]
        assert {view.name for view in views_at_hand(session, account)} == {OWN.name, *(view["name"] for view in VIEWS)}


def test_what_is_loaded_is_what_the_rest_of_the_service_expects(database: Database) -> None:
    load(database, complete())
    with database.reading() as session:
        _month, budget = views_of(session, None)
    wanted = WheelFilter(rings=frozenset({"politik"}), bodies=frozenset({"ØU"}), open_agenda=True, text="budget 2027")
    assert budget == SavedView("view8", "Økonomi, Æ & Å", Zoom.BUDGET, wanted, is_list=True, is_shared=True, version=4)


def test_a_query_in_another_form_is_kept_in_its_usual_one(database: Database) -> None:
    document = complete()
    document["saved_views"][0]["query"] = "x=1&rings=b,a&view=list"
    load(database, document)
    assert json.loads(dump(database))["saved_views"][0]["query"] == "chosen=1&rings=a&rings=b"


def test_a_document_without_views_is_loaded(database: Database) -> None:
    document = complete()
    del document["saved_views"]
    load(database, document)
    assert json.loads(dump(database))["saved_views"] == []
