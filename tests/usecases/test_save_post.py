"""Administrators add, change and delete posts; what is in use stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from office import Office, open_office
from small_plan import COMMITTEE, MOMENT, PLANNER, READER, TODAY, a_body, any_row

from wheel.core.access import ANONYMOUS, Role, Viewer
from wheel.core.dates import ONE_DAY
from wheel.core.stops import Purpose, StopState
from wheel.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError, RefusedError
from wheel.store.bodies import add_body, body_row_id
from wheel.store.database import Database, Session
from wheel.store.post_tenures import holdings_of_post, remove_tenure
from wheel.store.posts import all_posts, post_row
from wheel.store.tables import ClaimRuleRow, FollowUpRow, ItemRow, StandingItemRow, StandingPostRow, StopRow
from wheel.usecases.delete_post import DeletePost, delete_post
from wheel.usecases.save_post import SavePost, save_post


@pytest.fixture
def office(database: Database) -> Office:
    return open_office(database)


def save(
    office: Office,
    post_id: str | None,
    title: str,
    unit: str = "",
    last_day: date | None = None,
    *,
    seen: int = 1,
    viewer: Viewer | None = None,
) -> str:
    with office.database.writing() as session:
        command = SavePost(post_id, seen, title, unit, last_day)
        return save_post(session, viewer or office.administrator, command, MOMENT)


def delete(office: Office, post_id: str, seen: int = 1) -> None:
    with office.database.writing() as session:
        delete_post(session, office.administrator, DeletePost(post_id, seen), MOMENT)


def test_a_post_is_added_and_renamed_and_keeps_its_holder(office: Office) -> None:
    made = save(office, None, "  HR-chefen ", " Staben")
    assert (office.post(made).title, office.post(made).unit) == ("HR-chefen", "Staben")
    save(office, office.chief, "Koncerndirektøren", "Direktionen")
    assert office.viewer(office.clerk).name == "Koncerndirektøren"
    assert office.post(office.chief).version == 2
    assert office.acts() == [("added", "post", made), ("saved", "post", office.chief)]


def test_after_its_last_day_a_post_gives_nothing_and_keeps_its_history(office: Office) -> None:
    save(office, office.chief, "Kommunaldirektøren", "Direktionen", TODAY)
    assert office.viewer(office.clerk).member_of == {"direktionen"}, "today is its last day"
    tomorrow = office.viewer(office.clerk, TODAY + ONE_DAY)
    assert (tomorrow.name, tomorrow.posts, tomorrow.member_of) == ("@reader", frozenset(), frozenset())
    with office.database.reading() as session:
        assert len(holdings_of_post(session, office.chief)) == 1


@pytest.mark.parametrize(
    ("title", "unit", "field", "reason"),
    [
        (" ", "", "title", "no title"),
        ("x" * 201, "", "title", "too long"),
        ("Chefen", "x" * 201, "unit", "too long a unit"),
        ("KOMMUNALDIREKTØREN", "direktionen", "title", "the same in other letters"),
        ("a\u202eb", "", "title", "turns the text round"),
    ],
)
def test_what_cannot_be_names_the_field(office: Office, title: str, unit: str, field: str, reason: str) -> None:
    for post_id in (None, office.vacant):
        with pytest.raises(InvalidInputError) as refusal:
            save(office, post_id, title, unit)
        assert refusal.value.field == field, reason


def test_the_same_title_is_free_in_another_unit_and_after_the_posts_last_day(office: Office) -> None:
    save(office, None, "Kommunaldirektøren", "Staben")
    save(office, office.chief, "Kommunaldirektøren", "Direktionen", TODAY - timedelta(days=1))
    save(office, None, "Kommunaldirektøren", "Direktionen")
    with office.database.reading() as session:
        assert [post.title for post in all_posts(session)].count("Kommunaldirektøren") == 3


def test_the_second_of_two_administrators_is_told_of_the_first(office: Office) -> None:
    save(office, office.chief, "Koncerndirektøren")
    with pytest.raises(ConflictError, match="Somebody else changed this post"):
        save(office, office.chief, "Administrerende direktør")
    with pytest.raises(ConflictError):
        delete(office, office.chief)
    assert office.post(office.chief).title == "Koncerndirektøren"


@pytest.mark.parametrize("viewer", [ANONYMOUS, READER, PLANNER])
def test_only_administrators_keep_posts(office: Office, viewer: Viewer) -> None:
    for post_id in (None, office.chief):
        with pytest.raises(ForbiddenError):
            save(office, post_id, "Chefen", viewer=viewer)
    with pytest.raises(ForbiddenError), office.database.writing() as session:
        delete_post(session, viewer, DeletePost(office.vacant, 1), MOMENT)


def test_a_post_that_nothing_uses_is_deleted(office: Office) -> None:
    delete(office, office.vacant)
    with pytest.raises(NotFoundError):
        office.post(office.vacant)
    assert office.acts() == [("deleted", "post", office.vacant)]


def holder(_session: Session, _row_id: int) -> None:
    """The chief's post is held already."""


def only_seats(session: Session, _row_id: int) -> None:
    for holding in holdings_of_post(session, session.info["chief"]):
        remove_tenure(session, holding.tenure.id)


def case_officer(session: Session, row_id: int) -> None:
    session.add(ItemRow(title="Sag", case_officer="Økonomichefen", case_officer_post_id=row_id))


def follow_up(session: Session, row_id: int) -> None:
    add_body(session, a_body(COMMITTEE))
    item = ItemRow(title="Sag")
    where = {"body_id": body_row_id(session, COMMITTEE), "since": TODAY}
    stop = StopRow(item=item, state=StopState.AWAITING, purpose=Purpose.DECISION, **where)
    session.add(FollowUpRow(stop=stop, post_id=row_id, what="Svar borgeren"))


def claim_rule(session: Session, row_id: int) -> None:
    session.add(any_row(ClaimRuleRow, post_id=row_id, role=None))


def on_a_roster(session: Session, row_id: int) -> None:
    add_body(session, a_body(COMMITTEE))
    row = any_row(StandingItemRow, body_id=body_row_id(session, COMMITTEE), rule={"kind": "once_per_post"})
    row.purpose, row.roster = Purpose.DISCUSSION, [StandingPostRow(post_id=row_id, position=1)]
    session.add(row)


Use = Callable[[Session, int], None]
USES: list[tuple[str, Use, str]] = [
    ("chief", holder, "somebody holds it, has held it or will hold it \\(1\\)"),
    ("chief", only_seats, "it has seats in bodies \\(1\\)"),
    ("vacant", case_officer, "agenda items and follow-ups name it \\(1\\)"),
    ("vacant", follow_up, "agenda items and follow-ups name it \\(1\\)"),
    ("vacant", on_a_roster, "it is on the roster of standing items \\(1\\)"),
    ("vacant", claim_rule, "rules of signing in give it to people \\(1\\)"),
]


@pytest.mark.parametrize(("which", "use", "sentence"), USES)
def test_what_is_in_use_is_not_deleted(office: Office, which: str, use: Use, sentence: str) -> None:
    post_id = getattr(office, which)
    with office.database.writing() as session:
        session.info["chief"] = office.chief
        use(session, post_row(session, post_id).id)
    with pytest.raises(RefusedError, match=sentence):
        delete(office, post_id)
    assert office.post(post_id).id == post_id


def test_the_office_is_set_up_as_it_says(office: Office) -> None:
    assert office.viewer(office.clerk) == Viewer(
        Role.READER,
        "Kommunaldirektøren",
        office.clerk,
        "Kontorets konto",
        posts=frozenset({office.chief}),
        member_of=frozenset({"direktionen"}),
    )
