"""The table for the minutes in words, and as text that our own reader reads back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from minutes_samples import AUTUMN, AUTUMN_IN_TEXT, BODY, HELD, a_table, titles

from wheel.core.plan import Body, BodyKind
from wheel.exports.agenda_table import TableFormat, file_name, one_line, text_of, written_table
from wheel.imports.minutes import Minutes, RowKind, read_minutes
from wheel.imports.row_cells import closes_the_day
from wheel.usecases.agenda_table import TableItem, TableRow

HEAD = "Direktionen\n\nREFERAT\n\nDato: Onsdag den 6. september 2023\n\n4. Eventuelt\n\n"


def read_again(*rows: TableRow, awaiting: tuple[TableItem, ...] = ()) -> Minutes:
    return read_minutes(HEAD + text_of(written_table(a_table(*rows, awaiting=awaiting), HELD)))


def test_the_text_is_as_minutes_have_it() -> None:
    assert text_of(written_table(AUTUMN, HELD)) == AUTUMN_IN_TEXT


def test_every_month_is_written_short() -> None:
    rows = [TableRow(date(2023, month, 5)) for month in range(1, 13)]
    labels = [row.label for row in written_table(a_table(*rows), HELD).rows]
    assert labels == [
        *("5. Jan.", "5. Feb.", "5. Mar.", "5. Apr.", "5. Maj", "5. Jun."),
        *("5. Jul.", "5. Aug.", "5. Sep.", "5. Okt.", "5. Nov.", "5. Dec."),
    ]


BODIES = [
    ("Direktionen", "direktionsmøder", "the executive board"),
    ("Økonomiudvalget", "økonomiudvalgsmøder", "a committee"),
    ("Kommunalbestyrelsen", "kommunalbestyrelsesmøder", "the council"),
    ("Byrådet", "byrådsmøder", "the council of a town"),
    ("Chefgruppen", "chefgruppemøder", "a group"),
    ("Chefforum", "chefforummøder", "a forum"),
    ("HovedMED", "møder i HovedMED", "no Danish word that can be put together"),
    ("Børn- og Ungdomsudvalget", "møder i Børn- og Ungdomsudvalget", "several words"),
    ("MED-udvalget", "møder i MED-udvalget", "letters read one by one"),
]


@pytest.mark.parametrize(("name", "meetings", "reason"), BODIES)
def test_the_meetings_are_called_after_their_body(name: str, meetings: str, reason: str) -> None:
    body = Body("b", "b", name, BodyKind.OTHER)
    intro = f"Til de kommende {meetings} er der foreløbigt følgende punkter:"
    assert written_table(a_table(body=body), HELD).intro == intro, reason


LINES = [
    ("Budget\t2027", "Budget 2027", "a tab would begin another cell"),
    ("Budget\n2027\r\nog frem", "Budget 2027 og frem", "a new line would begin another row"),
    ("Budget • Skole", "Budget – Skole", "a bullet would begin another item"),
    ("A · B", "A – B", "so would a dot that stands alone"),
    ("l·l", "l·l", "a dot within a word is none"),
    ("Budget - Skole", "Budget – Skole", "a hyphen would, in a list with hyphens"),
    ("- Budget", "Budget", "a mark in front is the list's own"),
    ("Plan- og byg", "Plan- og byg", "a hyphen in a word stays"),
    ("a | b", "a / b", "a bar parts cells"),
    ("**Vigtigt**", "*Vigtigt*", "stars make letters bold"),
    ("<b>Budget</b>", "‹b>Budget‹/b>", "what looks like markup"),
    ("5 < 6 > 4", "5 < 6 > 4", "what does not"),
    ("R&amp;D", "R& amp;D", "what looks like a sign's name"),
    ("Bud\u00adget\u200b\ufeff", "Budget", "unseen characters"),
    ("e\u0301", "é", "letters are composed"),
    ("\u200b", "…", "nothing that can be seen"),
    ("=1+1", "=1+1", "a table in text counts nothing"),
]


@pytest.mark.parametrize(("title", "line", "reason"), LINES)
def test_a_title_is_one_line_that_nothing_parts(title: str, line: str, reason: str) -> None:
    assert one_line(title) == line, reason


@given(st.text())
@example("-\u2011 A")
@example("•- B")
def test_what_is_one_line_stays_so(text: str) -> None:
    assert one_line(one_line(text)) == one_line(text)


def test_a_title_that_ends_a_sentence_gets_no_second_full_stop() -> None:
    items = tuple(TableItem(title, "Til drøftelse.") for title in ("Hvad nu?", "Budget.", "Skole"))
    written = written_table(a_table(awaiting=items), HELD)
    assert written.awaiting == ("Hvad nu? Til drøftelse.", "Budget. Til drøftelse.", "Skole. Til drøftelse.")


def test_a_day_that_is_not_exact_keeps_its_words() -> None:
    assert written_table(a_table(TableRow(date(2023, 10, 1), words="ultimo oktober")), HELD).rows[0].label == (
        "ultimo oktober"
    )


def test_where_nothing_awaits_a_date_the_text_says_so_and_is_read_so() -> None:
    assert text_of(written_table(a_table(), HELD)).endswith("Punkter som afventer dato:\n\n- Ingen\n")
    assert read_again(TableRow(date(2023, 9, 13), titles("Budget"))).awaiting == ()


def test_the_file_is_called_after_the_body_and_the_day() -> None:
    assert file_name(AUTUMN, TableFormat.DOCX) == "punkter-direktionen-2023-09-06.docx"
    assert AUTUMN.body is BODY


# Titles with everything in them that tables and lists are made of.
MARKS = st.sampled_from([*"\t\n\r|•●·-–*<>&;#\"'=:.,()/", " - ", "- ", "\u2028", "\u00ad", "<li>", "&bull;", '">'])
WORDS = st.text(st.characters(categories=("Lu", "Ll", "Nd"), max_codepoint=0x17F), min_size=1, max_size=8)
PIECES = st.lists(st.one_of(WORDS, WORDS, MARKS, st.just(" ")), max_size=10)
TITLES = st.builds("{}{}".format, st.sampled_from(["Emne ", "emne", "Æble"]), st.builds("".join, PIECES))
STEPS = st.lists(st.integers(1, 150), max_size=8)


@given(STEPS, st.data())
def test_what_is_written_is_read_back_whatever_the_titles_hold(steps: list[int], data: st.DataObject) -> None:
    days = [HELD + timedelta(days=sum(steps[: number + 1])) for number in range(len(steps))]
    held = [TableRow(day, titles(*data.draw(st.lists(TITLES, max_size=3)))) for day in days]
    # Some row holds an item: a table of nothing but days is none.
    rows = [TableRow(HELD + timedelta(days=1), titles("Emne")), *held[1:]] if held else []
    assume(rows and all(not closes_the_day(one_line(item.title or "")) for row in rows for item in row.items))
    awaiting = titles(*data.draw(st.lists(TITLES, max_size=3, unique_by=lambda title: one_line(title).casefold())))
    again = read_again(*rows, awaiting=awaiting)
    assert [row.date for row in again.rows] == [row.day for row in rows]
    assert [[item.text for item in row.items] for row in again.rows] == [
        [one_line(item.title or "") for item in row.items] for row in rows
    ]
    assert [item.text for item in again.awaiting] == [one_line(item.title or "") for item in awaiting]


def test_a_blocked_row_is_read_back_as_one() -> None:
    again = read_again(TableRow(date(2023, 10, 11), titles("Emne")), TableRow(date(2023, 10, 18), because="Ferie"))
    assert [(row.kind, row.note) for row in again.rows] == [(RowKind.MEETING, None), (RowKind.BLOCKED, "Ferie")]
