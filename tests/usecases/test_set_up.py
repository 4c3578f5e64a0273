"""A new installation is set up once, whole, and by one person only."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from threading import Barrier
from typing import Any

import pytest
from databases import another
from small_plan import MOMENT
from sqlalchemy import func, select

from wheel.core.access import OPERATOR, Moment, Role, Viewer
from wheel.core.audit import AuditThing
from wheel.core.plan import Organisation
from wheel.core.zones import COPENHAGEN, FAROE, NUUK
from wheel.errors import InvalidInputError, RefusedError, WheelError
from wheel.store.accounts import Account, find_account
from wheel.store.database import Database
from wheel.store.organisation import all_rings, find_organisation, organisation_zone, save_organisation
from wheel.store.posts import all_posts
from wheel.store.tables import AuditEntryRow, Base
from wheel.usecases.create_account import CreateAccount, create_account
from wheel.usecases.dump_plan import dump_plan
from wheel.usecases.identify import identify, viewer_of
from wheel.usecases.load_sample import SAMPLE_PASSWORD, SAMPLE_POST, SAMPLE_USER, load_sample
from wheel.usecases.organisation_fields import new_organisation
from wheel.usecases.set_up import SetUp, Start, is_set_up, loaded_organisation, set_up
from wheel.usecases.sign_in import SignIn, sign_in

PASSWORD = "andre ord som ingen gætter"
FIRST = SetUp("  Fjordby  Kommune ", " Stab ", "Stabschefen", PASSWORD)


def start(database: Database, command: SetUp = FIRST, moment: Moment = MOMENT) -> None:
    with database.writing() as session:
        set_up(session, command, moment)


def account(database: Database, user_name: str = "stab") -> Account | None:
    with database.reading() as session:
        return find_account(session, user_name)


def organisation(database: Database) -> Organisation | None:
    with database.reading() as session:
        return find_organisation(session)


def administrator(database: Database, day: date = MOMENT.today) -> Viewer:
    """The first administrator, as signed in on that day."""
    with database.reading() as session:
        found = find_account(session, "stab")
        assert found is not None
        return viewer_of(session, found, day)


def counts(database: Database) -> dict[str, int | None]:
    with database.reading() as session:
        return {
            name: session.scalar(select(func.count()).select_from(table))
            for name, table in Base.metadata.tables.items()
        }


@pytest.mark.parametrize(("time_zone", "locale"), [(COPENHAGEN, "da"), (FAROE, "en"), (NUUK, "da")])
def test_it_makes_the_organisation_and_an_administrator_who_can_sign_in(
    database: Database, time_zone: str, locale: str
) -> None:
    start(database, replace(FIRST, time_zone=time_zone, locale=locale, email="Stab@Fjordby.example"))
    first, made = account(database), organisation(database)
    assert first is not None
    assert (first.role, first.display_name, first.email) == (Role.ADMINISTRATOR, "Stabschefen", "stab@fjordby.example")
    assert made is not None
    assert (made.name, made.time_zone, made.locale, made.is_sample) == ("Fjordby Kommune", time_zone, locale, False)
    assert made.uid_domain.endswith(".aarshjul")
    assert made.has_public_part
    assert organisation_zone(database) == time_zone
    opened = sign_in(database, SignIn("STAB", PASSWORD, "192.0.2.1", "secret"), MOMENT)
    viewer = identify(database, opened.key, MOMENT)
    assert viewer is not None
    assert viewer.is_administrator
    assert viewer.name == "@administrator", "no person's name goes into a history"
    with database.reading() as session:
        assert all_rings(session) == all_posts(session) == ()


def test_a_post_is_made_and_held_from_the_day_it_is_there(database: Database) -> None:
    """At one in the night in Copenhagen it is still yesterday in Nuuk, where the organisation turns out to be."""
    at = datetime(2026, 5, 3, 23, tzinfo=UTC)
    start(database, replace(FIRST, post=" Stabens  chef ", time_zone=NUUK), Moment(at, date(2026, 5, 4)))
    assert administrator(database, date(2026, 5, 3)).name == "Stabens chef"
    assert administrator(database, date(2026, 5, 2)).name == "@administrator"


def test_it_is_done_once_only(database: Database) -> None:
    with database.reading() as session:
        assert not is_set_up(session)
    start(database)
    with database.reading() as session:
        assert is_set_up(session)
    before = counts(database)
    with pytest.raises(RefusedError, match="The service is set up already"):
        start(database, replace(FIRST, organisation="En anden", user_name="en anden", start=Start.SAMPLE))
    assert counts(database) == before
    assert organisation(database) is not None


def test_an_account_made_on_the_command_line_ends_setting_up_too(database: Database) -> None:
    with database.writing() as session:
        create_account(session, OPERATOR, CreateAccount("leder", "Lederen", PASSWORD, Role.PLANNER), MOMENT)
    with pytest.raises(RefusedError):
        start(database)


def test_where_a_plan_is_loaded_already_only_the_account_is_made(database: Database) -> None:
    loaded = new_organisation("Strandby Kommune", time_zone=FAROE, locale="en")
    with database.writing() as session:
        save_organisation(session, loaded)
        assert loaded_organisation(session) == "Strandby Kommune"
    start(database, replace(FIRST, organisation="", time_zone="", locale="", start=Start.SAMPLE))
    assert organisation(database) == loaded
    assert account(database) is not None


MISTAKES: list[tuple[dict[str, Any], str, str]] = [
    ({"organisation": " \t"}, "organisation", "no organisation"),
    ({"organisation": "x" * 201}, "organisation", "more than the database keeps"),
    ({"organisation": "Fjord\x00by"}, "organisation", "what PostgreSQL does not take"),
    ({"time_zone": "Europe/Oslo"}, "time_zone", "a zone that feeds cannot be written in"),
    ({"locale": "kl"}, "locale", "a language without texts"),
    ({"user_name": " "}, "user_name", "no user name"),
    ({"display_name": ""}, "display_name", "no name"),
    ({"email": "nobody"}, "email", "no address"),
    ({"post": "x" * 201}, "post", "more than the database keeps"),
    ({"password": "kort"}, "password", "too short"),
    ({"start": Start.DOCUMENT}, "document", "no file"),
    ({"start": Start.DOCUMENT, "document": io.BytesIO(b"{")}, "document", "half a file"),
    ({"start": Start.DOCUMENT, "document": io.BytesIO(b"")}, "document", "an empty file"),
    ({"start": Start.DOCUMENT, "document": io.BytesIO(b"\x89PNG")}, "document", "a picture"),
]


@pytest.mark.parametrize(("wrong", "field", "reason"), MISTAKES)
def test_a_mistake_names_its_field_and_leaves_everything_to_be_done_again(
    database: Database, wrong: dict[str, Any], field: str, reason: str
) -> None:
    before = counts(database)
    with pytest.raises(InvalidInputError) as refusal:
        start(database, replace(FIRST, **wrong))
    assert refusal.value.field == field, reason
    assert counts(database) == before
    start(database)
    assert account(database) is not None


def test_the_sample_comes_without_its_account_and_under_the_typed_name(database: Database) -> None:
    start(database, replace(FIRST, start=Start.SAMPLE, time_zone=FAROE, post=SAMPLE_POST.upper()))
    made = organisation(database)
    assert made is not None
    assert (made.name, made.time_zone, made.is_sample) == ("Fjordby Kommune", FAROE, False)
    assert account(database, SAMPLE_USER) is None
    with pytest.raises(RefusedError):
        sign_in(database, SignIn(SAMPLE_USER, SAMPLE_PASSWORD, "192.0.2.1", "secret"), MOMENT)
    with database.reading() as session:
        assert [post.title for post in all_posts(session)].count(SAMPLE_POST) == 1
        assert all_rings(session)
    first = administrator(database)
    assert first.name == SAMPLE_POST, "the post that is there already, with its seats"
    assert first.may_keep_agenda("direktionen")


@pytest.fixture
def document(new_sqlite: Callable[[], Database]) -> dict[str, Any]:
    """What the sample's own installation, which lies in Greenland, holds."""
    database, out = new_sqlite(), io.StringIO()
    with database.writing() as session:
        load_sample(session, OPERATOR, MOMENT)
    with database.reading() as session:
        dump_plan(session, OPERATOR, out)
    document: dict[str, Any] = json.loads(out.getvalue())
    document["organisation"] |= {"time_zone": NUUK, "uid_domain": "gammel.aarshjul"}
    assert document["organisation"]["is_sample"]
    return document


def file_of(document: dict[str, Any]) -> io.BytesIO:
    return io.BytesIO(json.dumps(document).encode())


def test_a_document_brings_its_zone_and_the_domain_of_its_calendars(
    database: Database, document: dict[str, Any]
) -> None:
    command = replace(FIRST, locale="en", start=Start.DOCUMENT, document=file_of(document))
    start(database, command)
    made = organisation(database)
    assert made is not None
    assert (made.name, made.locale, made.is_sample) == ("Fjordby Kommune", "en", False)
    assert (made.time_zone, made.uid_domain) == (NUUK, "gammel.aarshjul")
    out = io.StringIO()
    with database.reading() as session:
        dump_plan(session, OPERATOR, out)
    assert json.loads(out.getvalue())["occurrences"] == document["occurrences"]
    assert account(database, SAMPLE_USER) is None


def test_a_document_that_is_wrong_far_in_says_where_and_leaves_nothing(
    database: Database, document: dict[str, Any]
) -> None:
    document["stops"][-1]["body"] = "nowhere"
    before = counts(database)
    with pytest.raises(InvalidInputError) as refusal:
        start(database, replace(FIRST, start=Start.DOCUMENT, document=file_of(document)))
    cause = refusal.value.__cause__
    assert refusal.value.field == "document"
    assert isinstance(cause, WheelError)
    assert f"stops, record {len(document['stops'])}: body" in str(cause)
    assert counts(database) == before


@pytest.mark.parametrize("begin", [Start.EMPTY, Start.SAMPLE])
def test_who_did_it_stands_in_the_audit(database: Database, begin: Start) -> None:
    start(database, replace(FIRST, start=begin, post="Stabens chef"))
    with database.reading() as session:
        entries = list(session.scalars(select(AuditEntryRow).order_by(AuditEntryRow.id)))
    own = [(entry.act, entry.thing, entry.told) for entry in entries if entry.account_id is not None]
    assert own == [
        ("added", AuditThing.ACCOUNT, {"role": "administrator"}),
        ("set up", AuditThing.ORGANISATION, {"start": begin.value}),
    ]
    assert {entry.actor for entry in entries if entry.account_id is not None} == {"Stabens chef"}
    assert "Stabschefen" not in repr([(entry.actor, entry.told) for entry in entries])


def test_of_several_who_set_up_at_once_one_gets_through(database: Database) -> None:
    """Whoever came second must not become an administrator of the first one's organisation."""
    people = 4
    together = Barrier(people, timeout=60)

    def hurry(number: int) -> bool:
        with another(database) as own:
            together.wait()
            try:
                start(own, replace(FIRST, organisation=f"Kommune {number}", user_name=f"stab-{number}"))
            except RefusedError:
                return False
            return True

    with ThreadPoolExecutor(people) as pool:
        outcomes = list(pool.map(hurry, range(people)))
    assert outcomes.count(True) == 1
    winner = outcomes.index(True)
    made = [number for number in range(people) if account(database, f"stab-{number}")]
    found = organisation(database)
    assert made == [winner]
    assert found is not None
    assert found.name == f"Kommune {winner}"
