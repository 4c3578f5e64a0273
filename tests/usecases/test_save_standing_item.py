"""Standing items are kept by who keeps the agenda; what came of them stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from audit_entries import audit_of
from papers import ELSEWHERE, KEEPER, MEMBER
from small_plan import COMMITTEE, MOMENT, PLANNER, READER, SECRETARY, TODAY, a_body, set_up
from sqlalchemy import select
from standing_desk import NEW, agendas, keep, keep_roster, place_year, standing_now

from wheel.core.access import ANONYMOUS, Viewer
from wheel.core.posts import Post
from wheel.core.standing_items import StandingItem
from wheel.core.standing_rules import AfterSeries, NumberedReport, StandingRule
from wheel.core.stops import Purpose
from wheel.core.year_days import Years
from wheel.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError, RefusedError
from wheel.store.bodies import add_body
from wheel.store.database import Database
from wheel.store.posts import post_row
from wheel.store.standing import standing_items_of
from wheel.store.tables import StandingPostRow
from wheel.usecases import save_standing_item as use
from wheel.usecases.delete_body import DeleteBody, delete_body


def save(database: Database, item: StandingItem, seen: int, viewer: Viewer = SECRETARY) -> str:
    with database.writing() as session:
        return use.save_standing_item(session, viewer, use.SaveStandingItem(item, seen), MOMENT)


def end(database: Database, standing_id: str, seen: int, ends: date | None, viewer: Viewer = SECRETARY) -> None:
    with database.writing() as session:
        use.end_standing_item(session, viewer, use.EndStandingItem(standing_id, seen, ends), MOMENT)


def remove(database: Database, standing_id: str, seen: int, viewer: Viewer = SECRETARY) -> None:
    with database.writing() as session:
        use.remove_standing_item(session, viewer, use.RemoveStandingItem(standing_id, seen), MOMENT)


def test_one_is_added_changed_ended_and_deleted_and_each_is_written_down(database: Database) -> None:
    set_up(database)
    before = len(audit_of(database))
    rule = StandingRule(NumberedReport(((4, 30), (8, 31)), 10, goes_on=True), Years(2027, every=2))
    id_ = keep(database, " Rapport nr. {nr} ", rule.pattern, begins=date(2027, 1, 1), text="Se bilag", minutes=20)
    item = standing_now(database, id_)
    assert (item.title, item.text, item.minutes) == ("Rapport nr. {nr}", "Se bilag", 20)
    assert item.rule == StandingRule(rule.pattern)
    changed = replace(item, title="Andet", rule=rule, purpose=Purpose.DECISION, is_closed=True, minutes=None)
    save(database, changed, 1)
    assert standing_now(database, id_) == replace(changed, version=2)
    end(database, id_, 2, date(2027, 6, 26))
    assert standing_now(database, id_).ends == date(2027, 6, 26)
    end(database, id_, 3, None)
    assert standing_now(database, id_).ends is None
    remove(database, id_, 4)
    with pytest.raises(NotFoundError):
        standing_now(database, id_)
    acts = [(entry.act, entry.thing_id, entry.told) for entry in audit_of(database)[before:]]
    assert acts == [(act, id_, {"body": COMMITTEE}) for act in ("added", "saved", "saved", "saved", "deleted")]


def test_a_roster_is_kept_in_its_order_and_goes_with_its_item(database: Database) -> None:
    set_up(database)
    id_, roster = keep_roster(database, "Havnechefen", "Skolechefen", "Vejchefen")
    save(database, replace(standing_now(database, id_), roster=roster[2:] + roster[:1]), 1)
    assert [post.title for post in standing_now(database, id_).roster] == ["Vejchefen", "Havnechefen"]
    remove(database, id_, 2)
    with database.reading() as session:
        assert session.scalars(select(StandingPostRow)).all() == []


def test_it_stays_with_its_body(database: Database) -> None:
    set_up(database)
    id_ = keep(database)
    save(database, replace(standing_now(database, id_), body="direktionen", title="Nyt"), 1)
    assert (standing_now(database, id_).body, standing_now(database, id_).title) == (COMMITTEE, "Nyt")


def test_what_is_not_as_it_was_seen_is_left_alone(database: Database) -> None:
    set_up(database)
    id_ = keep(database)
    item = standing_now(database, id_)
    save(database, replace(item, title="Nyt"), 1)
    sentence = "Somebody else changed this standing item"
    with pytest.raises(ConflictError, match=sentence):
        save(database, item, 1)
    with pytest.raises(ConflictError, match=sentence):
        end(database, id_, 1, TODAY)
    with pytest.raises(ConflictError, match=sentence):
        remove(database, id_, 1)
    assert standing_now(database, id_).title == "Nyt"


def test_what_items_came_of_is_not_deleted(database: Database) -> None:
    plan = set_up(database)
    id_ = keep(database)
    place_year(database, 2027)
    with pytest.raises(RefusedError, match="Items on agendas came of it"):
        remove(database, id_, 1)
    save(database, replace(standing_now(database, id_), title="Nyt"), 1)
    assert agendas(database, plan.meetings[2]) == [["Status"]], "what is on an agenda keeps its own title"


def test_a_roster_takes_posts_that_exist_once_each(database: Database) -> None:
    set_up(database)
    id_, (harbour, school) = keep_roster(database, "Havnechefen", "Skolechefen")
    with database.writing() as session:
        post_row(session, school.id).ends = TODAY
    item = standing_now(database, id_)
    for wrong in ((harbour, harbour), (Post("nosuch", "x"),)):
        with pytest.raises(InvalidInputError, match="Choose among the posts") as refused:
            save(database, replace(item, roster=wrong), 1)
        assert refused.value.field == "posts"
    with pytest.raises(InvalidInputError, match="Choose among the posts"):
        keep(database, "Nyt møde", item.rule.pattern, roster=(school,))
    save(database, replace(item, title="Den er der stadig"), 1)
    assert [post.title for post in standing_now(database, id_).roster] == ["Havnechefen", "Skolechefen"]


@pytest.mark.parametrize("viewer", [ANONYMOUS, READER, MEMBER, ELSEWHERE], ids=lambda viewer: viewer.name)
def test_others_change_nothing(sqlite_database: Database, viewer: Viewer) -> None:
    database = sqlite_database
    set_up(database)
    id_ = keep(database)
    with pytest.raises(ForbiddenError):
        save(database, NEW, 0, viewer)
    for change in (
        lambda: save(database, standing_now(database, id_), 1, viewer),
        lambda: end(database, id_, 1, None, viewer),
        lambda: remove(database, id_, 1, viewer),
    ):
        with pytest.raises(ForbiddenError):
            change()


def test_what_is_closed_is_for_the_bodys_own_secretary(database: Database) -> None:
    set_up(database)
    open_, closed = keep(database, "Åbent", viewer=PLANNER), keep(database, "Lukket", viewer=KEEPER, is_closed=True)
    with pytest.raises(ForbiddenError, match="own secretary"):
        keep(database, "Lukket", viewer=PLANNER, is_closed=True)
    with pytest.raises(ForbiddenError, match="own secretary"):
        save(database, replace(standing_now(database, open_), is_closed=True), 1, PLANNER)
    with pytest.raises(NotFoundError):
        save(database, standing_now(database, closed), 1, PLANNER)
    with database.reading() as session:
        seen = {
            viewer.name: [one.title for one in standing_items_of(session, viewer, COMMITTEE)]
            for viewer in (PLANNER, KEEPER, MEMBER, READER)
        }
    assert seen == {
        PLANNER.name: ["Åbent"],
        KEEPER.name: ["Åbent", "Lukket"],
        MEMBER.name: ["Åbent", "Lukket"],
        READER.name: ["Åbent"],
    }


def test_a_body_that_has_standing_items_is_not_deleted(database: Database) -> None:
    set_up(database)
    with database.writing() as session:
        add_body(session, a_body("nyt"))
        item = replace(NEW, body="nyt")
        use.save_standing_item(session, PLANNER, use.SaveStandingItem(item), MOMENT)
    with database.writing() as session, pytest.raises(RefusedError, match="it has standing items \\(1\\)"):
        delete_body(session, PLANNER, DeleteBody("nyt", 1), MOMENT)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"begins": TODAY, "ends": TODAY}, "last_day"),
        ({"rule": StandingRule(NumberedReport(((4, 30),), goes_on=True))}, "begins"),
    ],
)
def test_a_mistake_names_its_field(sqlite_database: Database, changes: dict[str, object], field: str) -> None:
    set_up(sqlite_database)
    with pytest.raises(InvalidInputError) as refused:
        save(sqlite_database, replace(NEW, **changes), 0)  # type: ignore[arg-type]
    assert refused.value.field == field


def test_one_of_no_body_is_not_kept(sqlite_database: Database) -> None:
    set_up(sqlite_database)
    with pytest.raises(NotFoundError):
        save(sqlite_database, replace(NEW, body="nosuch", rule=StandingRule(AfterSeries("x"))), 0)
