"""A post that sees to what waits, and a body whose meeting something waits for, are not deleted under it."""

from __future__ import annotations

import pytest
from small_plan import ADMINISTRATOR, MOMENT, SECRETARY, a_body, place, set_up

from wheel.core.look_again import LookAgain, LookKind
from wheel.core.stops import Waiting
from wheel.errors import RefusedError
from wheel.store.bodies import add_body
from wheel.store.database import Database
from wheel.store.posts import add_post
from wheel.store.tables import AccountRow, BodyRow, UploadedMinutesRow
from wheel.usecases.delete_body import DeleteBody, delete_body
from wheel.usecases.delete_post import DeletePost, delete_post
from wheel.usecases.move_stop import WaitStop, wait_stop


def test_whoever_sees_to_what_waits_stays(database: Database) -> None:
    set_up(database)
    (stop,) = place(database, None, "APV for ledere")
    with database.writing() as session:
        post, other = add_post(session, "HR-chefen", "Staben"), add_post(session, "Økonomichefen", "Staben")
        wait_stop(session, SECRETARY, WaitStop(stop, 1, Waiting("Afventer svar", None, post)), MOMENT)
    with pytest.raises(RefusedError, match="items"), database.writing() as session:
        delete_post(session, ADMINISTRATOR, DeletePost(post, 1), MOMENT)
    with database.writing() as session:
        delete_post(session, ADMINISTRATOR, DeletePost(other, 1), MOMENT)


def test_a_body_whose_meeting_something_waits_for_stays(database: Database) -> None:
    set_up(database)
    (stop,) = place(database, None, "APV for ledere")
    with database.writing() as session:
        for name in ("chefforum", "hovedmed"):
            add_body(session, a_body(name))
        waiting = Waiting("Drøftes først der", LookAgain(LookKind.MEETING, body="chefforum"))
        wait_stop(session, SECRETARY, WaitStop(stop, 1, waiting), MOMENT)
    with pytest.raises(RefusedError, match="wait for its meetings"), database.writing() as session:
        delete_body(session, SECRETARY, DeleteBody("chefforum", 1), MOMENT)
    with database.writing() as session:
        delete_body(session, SECRETARY, DeleteBody("hovedmed", 1), MOMENT)


def test_minutes_that_were_handed_in_go_with_their_body(database: Database) -> None:
    set_up(database)
    with database.writing() as session:
        add_body(session, a_body("chefforum"))
        session.add(AccountRow(id=1, user_name="anna", display_name="Anna", password_hash="x", role="reader"))
        session.flush()
        body = session.query(BodyRow).filter_by(short_name="chefforum").one()
        session.add(UploadedMinutesRow(body_id=body.id, account_id=1, name="a.txt", text="Referat", at=MOMENT.at))
    with database.writing() as session:
        delete_body(session, SECRETARY, DeleteBody("chefforum", 1), MOMENT)
        assert session.query(UploadedMinutesRow).count() == 0
