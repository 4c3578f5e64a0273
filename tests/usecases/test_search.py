"""Searching finds an item by what it says and by what was decided of it, for those who may see it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from papers import KEEPER, MEMBER
from small_plan import (
    ADMINISTRATOR,
    COMMITTEE,
    MOMENT,
    PLANNER,
    READER,
    SECRETARY,
    SmallPlan,
    a_body,
    later,
    set_up,
    stop_now,
)
from sqlalchemy import event, select, update

from wheel.core.access import ANONYMOUS, OPERATOR, Viewer, sign
from wheel.core.folding import fold, folded_item
from wheel.core.occurrences import Visibility
from wheel.core.stops import NewItem, Outcome, Purpose, StopState, Waiting
from wheel.errors import InvalidInputError
from wheel.store.bodies import add_body
from wheel.store.database import Database
from wheel.store.items import fold_all
from wheel.store.search import AT_ONCE
from wheel.store.stop_writing import StopTerms, add_stop
from wheel.store.tables import ItemRow, StopRow
from wheel.usecases.add_item import AddItem, add_item
from wheel.usecases.move_stop import DecideStop, WithdrawStop, decide_stop, withdraw_stop
from wheel.usecases.search import DECISION, LONGEST_QUESTION, MOST_FOUND, FoundLine, Question, Standing, search

HARBOUR = NewItem(
    "Havnens fremtid",
    text="Kajen i Århus\nskal fornyes",
    decision_theme="Skal vi bygge en ø?",
    economy="100 % lån",
    legal_basis="Kommunestyrelsesloven § 41",
    recommendation="Direktionen indstiller,\nat kajen fornyes",
    participants="Havnechefen",
    case_number="00.15.10-P35-2-18",
    case_officer="Økonomichefen",
    tags=("Anlæg", "café"),
    source_words="Kilden",
)


def add(database: Database, item: NewItem, meeting: str | None = None, body: str = COMMITTEE) -> str:
    with database.writing() as session:
        return add_item(session, OPERATOR, AddItem(body, item, meeting, Waiting("Senere")), MOMENT)


def decide(database: Database, stop_id: str, words: str, outcome: Outcome = Outcome.APPROVED) -> None:
    """On the day of the committee's first meeting."""
    seen = stop_now(database, stop_id).version
    with database.writing() as session:
        decide_stop(session, OPERATOR, DecideStop(stop_id, seen, outcome, words), later(days=10))


def found(database: Database, words: str, viewer: Viewer = SECRETARY, **narrowed: object) -> tuple[FoundLine, ...]:
    with database.reading() as session:
        return search(session, viewer, Question(words, **narrowed)).lines  # type: ignore[arg-type]


def titles(database: Database, words: str, viewer: Viewer = SECRETARY, **narrowed: object) -> list[str]:
    return ["".join(piece.text for piece in line.title) for line in found(database, words, viewer, **narrowed)]


@pytest.fixture
def plan(database: Database) -> SmallPlan:
    return set_up(database)


QUESTIONS = [
    ("havn", "the beginning of a word in the title"),
    ("FREMTID", "capitals"),
    ("aarhus", "a city that is spelt otherwise"),
    ("ÅRHUS havnens", "two words from two fields, in any order"),
    ("oe?", "a sign, and a letter that folds to two"),
    ("100 %", "a sign that databases have a meaning for"),
    ("kommunestyrelsesloven", "the legal basis"),
    ("indstiller at", "the recommendation, over a line's end"),
    ("havnechefen", "a participant"),
    ("oekonomichefen", "the case officer"),
    ("anlaeg CAFE", "the tags"),
    ("00.15.10-p35-2-18", "the case number"),
    ("p35-2", "a part of it"),
]


def test_an_item_is_found_by_what_it_says(database: Database, plan: SmallPlan) -> None:
    add(database, HARBOUR, plan.meetings[0])
    add(database, NewItem("Budget"), plan.meetings[0])
    for words, reason in QUESTIONS:
        assert titles(database, words) == ["Havnens fremtid"], reason


def test_what_it_does_not_say_finds_nothing(database: Database, plan: SmallPlan) -> None:
    add(database, HARBOUR, plan.meetings[0])
    add(database, NewItem("Budget"), plan.meetings[0])
    for words, reason in (
        ("havnens budget", "one of the words is in another item"),
        ("100_%", "a database's wildcard is a sign as any other"),
        ("kilden", "only the source said so"),
        ("senere", "why it waits is no part of the item"),
        ("fremtid00", "no word runs from one part into the next"),
        ("", "nothing is asked"),
        (" \t ", "nor here"),
    ):
        assert titles(database, words) == [], reason


def test_an_item_is_found_by_what_was_decided_of_it(database: Database, plan: SmallPlan) -> None:
    stop = add(database, HARBOUR, plan.meetings[0])
    add(database, NewItem("Budget"), plan.meetings[0])
    decide(database, stop, "Bådehavnen ﬁnder plads ved den æblerøde café 7.")
    for words in ("baadehavn", "BÅDEHAVN", "finder", "æblerød", "é 7", "havnens aeblerød"):
        assert titles(database, words) == ["Havnens fremtid"], words


def test_words_that_only_look_alike_to_the_database_are_not_found(database: Database, plan: SmallPlan) -> None:
    decide(database, add(database, HARBOUR, plan.meetings[0]), "Broen bygges.")
    assert titles(database, "braedder") == [], "b, r, d and g stand there in another order"
    assert titles(database, "bregn") == []
    assert titles(database, "brobyg") == [], "in that order, but with a space between"


def test_a_line_says_where_the_words_stand(database: Database, plan: SmallPlan) -> None:
    stop = add(database, HARBOUR, plan.meetings[0])
    decide(database, stop, "Godkendt med bemærkninger.", Outcome.APPROVED_WITH_REMARKS)
    (line,) = found(database, "havnens bemærkninger")
    assert [piece.text for piece in line.title if piece.is_found] == ["Havnens"]
    assert (line.field, [piece.text for piece in line.snippet if piece.is_found]) == (DECISION, ["bemærkninger"])
    (where,) = line.stops
    assert (where.state, where.position, where.body) == (StopState.TREATED, 1, COMMITTEE)
    (line,) = found(database, "havnens 00.15")
    assert (line.field, line.snippet) == ("", ()), "title and case number say it all"
    assert [piece.text for piece in line.case_number if piece.is_found] == ["00.15"]


def test_that_case_number_comes_first_then_the_latest(database: Database, plan: SmallPlan) -> None:
    add(database, NewItem("Om sag 26/17"), plan.meetings[3])
    add(database, NewItem("Sagen selv", case_number="26/17"), plan.meetings[0])
    add(database, NewItem("Notat til 26/17"), plan.meetings[1])
    assert titles(database, " 26/17 ") == ["Sagen selv", "Om sag 26/17", "Notat til 26/17"]


def test_it_is_narrowed_to_a_body_and_to_where_items_stand(database: Database, plan: SmallPlan) -> None:
    with database.writing() as session:
        add_body(session, a_body("chefforum"))
    add(database, NewItem("Sag på dagsorden"), plan.meetings[0])
    add(database, NewItem("Sag uden dato"))
    add(database, NewItem("Sag i forum"), body="chefforum")
    decide(database, add(database, NewItem("Sag, behandlet"), plan.meetings[0]), "")
    gone = add(database, NewItem("Sag, trukket"), plan.meetings[1])
    with database.writing() as session:
        withdraw_stop(session, OPERATOR, WithdrawStop(gone, 1, "Udgået"), MOMENT)
    assert len(titles(database, "sag")) == 5
    assert titles(database, "sag", body="chefforum") == ["Sag i forum"]
    assert titles(database, "sag", body="findes-ikke") == []
    assert titles(database, "sag", standing=Standing.TO_COME) == ["Sag på dagsorden"]
    assert titles(database, "sag", body=COMMITTEE, standing=Standing.AWAITING) == ["Sag uden dato"]
    assert titles(database, "sag", standing=Standing.TREATED) == ["Sag, behandlet"]
    assert titles(database, "sag", standing=Standing.WITHDRAWN) == ["Sag, trukket"]


# Who, and whether they find a closed item.
WHO = [(ANONYMOUS, 0), (READER, 0), (PLANNER, 0), (ADMINISTRATOR, 0), (MEMBER, 1), (KEEPER, 1), (SECRETARY, 1)]


@pytest.mark.parametrize(("viewer", "count"), WHO, ids=[one[0].name for one in WHO])
@pytest.mark.parametrize("is_placed", [True, False])
def test_a_closed_item_is_found_by_those_who_may_see_it(
    sqlite_database: Database, viewer: Viewer, count: int, is_placed: bool
) -> None:
    plan = set_up(sqlite_database)
    stop = add(sqlite_database, replace(HARBOUR, is_closed=True), plan.meetings[0] if is_placed else None)
    if is_placed:
        decide(sqlite_database, stop, "Hemmeligt")
        assert len(titles(sqlite_database, "hemmeligt", viewer)) == count
    for words in ("havnens", "aarhus", "00.15.10-P35-2-18", "anlæg", "havnechefen"):
        assert len(titles(sqlite_database, words, viewer)) == count, words


def test_what_an_unseen_body_does_and_decides_finds_nothing(database: Database, plan: SmallPlan) -> None:
    stop = stop_now(database, add(database, HARBOUR, plan.meetings[0]))
    with database.writing() as session:
        add_body(session, a_body("lukket-forum", visibility=Visibility.CLOSED))
        terms, waits = StopTerms(Purpose.DISCUSSION), Waiting("Senere")
        signature = sign(OPERATOR, MOMENT)
        add_stop(session, stop.item_id or "", "lukket-forum", None, waits, signature, terms)
        session.execute(update(StopRow).where(StopRow.occurrence_id.is_(None)).values(decision="Hemmeligt"))
    add(database, NewItem("I det lukkede"), body="lukket-forum")
    for viewer, count, where in ((READER, 0, [COMMITTEE]), (OPERATOR, 1, [COMMITTEE, "lukket-forum"])):
        assert len(titles(database, "hemmeligt", viewer)) == count
        assert len(titles(database, "lukkede", viewer)) == count
        (line,) = found(database, "havnens", viewer)
        assert [stop.body for stop in line.stops] == where
        assert len(titles(database, "havnens", viewer, body="lukket-forum")) == count


def test_no_more_are_shown_than_anybody_reads(database: Database, plan: SmallPlan) -> None:
    for number in range(MOST_FOUND + 1):
        add(database, NewItem(f"Sag {number}"), plan.meetings[0])
    with database.reading() as session:
        page = search(session, SECRETARY, Question("sag"))
        assert (len(page.lines), page.has_more) == (MOST_FOUND, True)
        page = search(session, SECRETARY, Question("sag 4"))
        assert (len(page.lines), page.has_more) == (14, False), "4, 14, 24, 34, 40 to 49"


def test_those_that_only_look_alike_take_no_others_place(database: Database, plan: SmallPlan) -> None:
    """The database lets through what may hold a word; there may be more of those than are read at once."""
    add(database, NewItem("Den rette: ådal"), plan.meetings[0])
    with database.writing() as session:
        for number in range(AT_ONCE + 1):
            add_item(session, OPERATOR, AddItem(COMMITTEE, NewItem(f"Sag {number}"), plan.meetings[1]), MOMENT)
        session.execute(update(StopRow).where(StopRow.position > 0).values(decision="Drøftet på dagen"))
    assert titles(database, "ådal") == ["Den rette: ådal"]


@pytest.mark.usefixtures("plan")
def test_a_question_is_not_longer_than_anybody_types(database: Database) -> None:
    assert titles(database, "x" * LONGEST_QUESTION) == []
    with pytest.raises(InvalidInputError, match="at most") as refused:
        titles(database, "x" * (LONGEST_QUESTION + 1))
    assert refused.value.field == "q"


@pytest.mark.usefixtures("plan")
def test_a_hundred_words_are_asked_for_at_once(database: Database) -> None:
    words = [chr(first) + chr(second) for first in range(97, 107) for second in range(97, 104)]
    add(database, NewItem(" ".join(words)))
    assert len(titles(database, " ".join(words[:66]))) == 1


def test_few_statements_answer_it(sqlite_database: Database) -> None:
    plan = set_up(sqlite_database)
    for number in range(20):
        decide(sqlite_database, add(sqlite_database, NewItem(f"Sag {number}"), plan.meetings[0]), "Godkendt")
    asked: list[str] = []
    with sqlite_database.reading() as session:
        event.listen(session.get_bind(), "before_cursor_execute", lambda *told: asked.append(told[2]))
        assert len(search(session, READER, Question("sag godkendt")).lines) == 20
    assert len(asked) <= 8, asked


def test_items_of_earlier_releases_are_folded(database: Database, plan: SmallPlan) -> None:
    add(database, HARBOUR, plan.meetings[0])
    add(database, NewItem("Budget"), plan.meetings[0])
    with database.writing() as session:
        for row in session.scalars(select(ItemRow)):
            row.folded = ""
    assert titles(database, "aarhus") == []
    with database.writing() as session:
        assert fold_all(session) == 2
        assert fold_all(session) == 0, "they are as they should be"
    assert titles(database, "aarhus") == ["Havnens fremtid"]


LETTERS = st.text(alphabet="aåæøéoebdg %_\n", max_size=12)


def test_it_finds_just_what_folding_says(sqlite_database: Database) -> None:
    """Whatever the database lets through, and whichever way it is spelt."""
    stop_id = add(sqlite_database, NewItem("Titel"), set_up(sqlite_database).meetings[0])

    @settings(max_examples=150, deadline=None)
    @given(LETTERS, LETTERS, LETTERS)
    def holds(said: str, decided: str, words: str) -> None:
        with sqlite_database.writing() as session:
            stop = session.scalars(select(StopRow).where(StopRow.public_id == stop_id)).one()
            stop.item.text, stop.decision = said, decided
            stop.item.folded = folded_item(NewItem("Titel", text=said))
        texts = [fold(text) for text in ("Titel", said, decided)]
        wanted = fold(words).split()
        expected = bool(wanted) and all(any(word in text for text in texts) for word in wanted)
        assert bool(found(sqlite_database, words)) is expected

    holds()
