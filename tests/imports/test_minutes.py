"""Whole minutes: what is read out of them, and what happens to texts that are none."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.imports.real_minutes import REAL_MINUTES, real_minutes
from wheel.errors import InvalidInputError
from wheel.imports.minutes import Minutes, RowKind, WarningKind, read_minutes
from wheel.imports.minutes_lines import MAX_CHARACTERS

OWN_MINUTES = Path(__file__).parent / "minutes"
HEAD = "Direktionen\n\nREFERAT\n\nDato: Onsdag den 6. september 2023\n\n"
TABLE = "Dato\t\n13. Sep.\t• Budget\n20. Sep.\t• Personale\n"


def own_minutes(name: str) -> Minutes:
    return read_minutes((OWN_MINUTES / f"{name}.txt").read_text(encoding="utf-8"))


def as_json(minutes: Minutes) -> list[dict[str, object]]:
    return [
        {
            "date": row.date.isoformat(),
            "label": row.label,
            "iso_week": row.iso_week,
            "note": row.note,
            "kind": row.kind.value,
            "items": [
                {"text": item.text, "sub_date": item.sub_date and item.sub_date.isoformat()} for item in row.items
            ],
        }
        for row in minutes.rows
    ]


def test_the_real_forward_table_is_read_to_the_letter() -> None:
    (path,) = real_minutes("002_*.txt")
    expected = json.loads((REAL_MINUTES / "002_forward_table.json").read_text(encoding="utf-8"))
    minutes = read_minutes(path.read_text(encoding="utf-8"))
    assert (minutes.body, minutes.date) == (expected["body"], date.fromisoformat(expected["minutes_date"]))
    assert as_json(minutes) == expected["rows"]
    assert [{"heading": item.heading, "text": item.text} for item in minutes.awaiting] == expected["undated"]


def test_the_real_minutes_give_two_warnings_and_no_more() -> None:
    (path,) = real_minutes("002_*.txt")
    warnings = read_minutes(path.read_text(encoding="utf-8")).warnings
    assert [(warning.kind, warning.title, warning.target_date) for warning in warnings] == [
        (WarningKind.POSTPONED_MISSING, "APV for ledere", None),
        (WarningKind.POSTPONED_MISSING, "Klimakompetencer og klimaadfærd hos ansatte", date(2023, 9, 13)),
    ]


def test_real_minutes_without_a_forward_table_are_refused() -> None:
    for path in real_minutes("00[0134]_*.txt"):
        with pytest.raises(InvalidInputError, match="holds no forward table"):
            read_minutes(path.read_text(encoding="utf-8"))


def test_rows_run_over_new_year_and_keep_their_notes_and_lines() -> None:
    minutes = own_minutes("leadership_autumn")
    assert (minutes.body, minutes.date) == ("Ledelsesgruppen", date(2024, 11, 13))
    assert [(row.date, row.line, row.kind, row.note, len(row.items)) for row in minutes.rows] == [
        (date(2024, 11, 27), 78, RowKind.MEETING, None, 3),
        (date(2024, 12, 11), 79, RowKind.MEETING, None, 1),
        (date(2024, 12, 25), 80, RowKind.BLOCKED, "Juleferie", 0),
        (date(2025, 1, 8), 82, RowKind.MEETING, None, 2),
        (date(2025, 1, 22), 83, RowKind.EMPTY, None, 0),
        (date(2025, 2, 12), 84, RowKind.BLOCKED, "Vinterferie (uge 7)", 0),
        (date(2025, 2, 26), 85, RowKind.MEETING, None, 1),
    ]


def test_undated_items_keep_heading_and_line_and_wrapped_ones_are_joined() -> None:
    assert [(item.text, item.heading, item.line) for item in own_minutes("leadership_autumn").awaiting] == [
        ("Digital post. Ledelsesgruppen drøfter, hvordan post fordeles.", "Punkter som afventer dato", 93),
        ("Fælles vagtplan for receptionen", "Punkter som afventer dato", 94),
    ]


def test_only_what_was_postponed_in_a_decision_of_its_own_and_is_missing_is_warned_of() -> None:
    warnings = own_minutes("leadership_autumn").warnings
    assert [(warning.title, warning.target_date, warning.line) for warning in warnings] == [
        ("Lokaleplan for rådhuset", date(2025, 1, 8), 62),
        ("Genbrug af møbler", None, 70),
    ]


def test_a_markdown_table_below_its_awaiting_list_is_read() -> None:
    minutes = own_minutes("forum_markdown")
    assert (minutes.body, minutes.date, minutes.warnings) == ("Chefforum", date(2025, 3, 6), ())
    assert [(row.label, row.note, [item.text for item in row.items]) for row in minutes.rows] == [
        ("20/3", None, ["Årsberetning"]),
        ("3/4", None, ["Kompetenceplan", "Velfærdsprisen"]),
        ("17/4", "Skærtorsdag", []),
        ("1/5", "Intet møde", []),
    ]
    assert [item.text for item in minutes.awaiting] == ["Ny mødestruktur"]


HEADS = [
    ("the date line", "Dato: Onsdag den 6. september 2023\n", date(2023, 9, 6)),
    ("a date line of another municipality", "Mødedato Onsdag d. 6. september 2023 kl. 12:30\n", date(2023, 9, 6)),
    ("the day on the line below", "Dato:\nOnsdag den 6. september 2023\n\nStart kl. 9\n", date(2023, 9, 6)),
    ("the title", "REFERAT Chefforum d. 06-09-2023\n", date(2023, 9, 6)),
    ("a day with its hour", "Referat\n\nDirektionen\n\n6. september 2023 kl. 08:30\n", date(2023, 9, 6)),
    ("the first decision", "Beslutning i Direktionen den 06-09-2023\n\nGodkendt.\n", date(2023, 9, 6)),
    ("a day without a year, completed", "Dato: 6. september\n\nBeslutning den 06-09-2023\n", date(2023, 9, 6)),
]


@pytest.mark.parametrize(("reason", "head", "expected"), HEADS)
def test_the_meetings_day_is_found_in(reason: str, head: str, expected: date) -> None:
    minutes = read_minutes(f"{head}\n{TABLE}")
    assert (minutes.date, minutes.rows[0].date) == (expected, date(2023, 9, 13)), reason


def test_the_minutes_own_day_wins_over_the_year_hint_and_says_so() -> None:
    minutes = read_minutes(HEAD + TABLE, year_hint=2024)
    assert minutes.rows[0].date == date(2023, 9, 13)
    assert [warning.kind for warning in minutes.warnings] == [WarningKind.YEAR_DIFFERS]
    assert "2024" in str(minutes.warnings[0])


def test_the_year_hint_is_the_first_rows_year_where_the_minutes_tell_no_day() -> None:
    minutes = read_minutes("Dato\t\n20. Dec.\t• Budget\n7. Jan.\t• Personale\n", year_hint=2023)
    assert [row.date for row in minutes.rows] == [date(2023, 12, 20), date(2024, 1, 7)]


def test_a_year_in_one_label_dates_the_rows_around_it() -> None:
    minutes = read_minutes("Dato\t\n20. dec.\t• Budget\n8. jan. 2025\t• Personale\n15. jan.\t• It\n")
    assert [row.date for row in minutes.rows] == [date(2024, 12, 20), date(2025, 1, 8), date(2025, 1, 15)]


def test_without_any_year_the_reader_asks_for_one() -> None:
    with pytest.raises(InvalidInputError, match="Give the year") as caught:
        read_minutes(TABLE)
    assert caught.value.field == "year"


@pytest.mark.parametrize("year", [0, 1899, 2200, 10**9, -1])
def test_an_impossible_year_hint_is_refused(year: int) -> None:
    with pytest.raises(InvalidInputError, match="between 1900 and 2199"):
        read_minutes(TABLE, year_hint=year)


def test_a_weekday_that_does_not_fit_the_minutes_own_year_is_warned_of() -> None:
    minutes = read_minutes("Dato: Onsdag den 6. september 2022\n\n" + TABLE)
    assert [(warning.kind, warning.line) for warning in minutes.warnings] == [(WarningKind.WEEKDAY_MISMATCH, 1)]


def test_every_warning_can_be_said_in_full() -> None:
    text = (
        HEAD + "Dato\t\n31. sep.\t• Budget\nTorsdag den 13. september\t• It\n16. september\t• Bolig d. 31. juni\n"
        "16. september\t• Skole\n14.-15. september\t• Vej\nUge 42\tEfterårsferie\n4. oktober\tFerie\n\t• Vej\n"
        "\nEn linje for sig\n\n11. oktober\t• Vand\n\nBeslutning\n\n- Havn. Punktet udskydes til 4. oktober.\n\n"
        "Indstilling\n\nDato\tHvad\n1. maj\t• Høring\n"
    )
    warnings = read_minutes(text, year_hint=2020).warnings
    assert {warning.kind for warning in warnings} == set(WarningKind)
    assert all("%(" not in str(warning) and warning.line for warning in warnings)


NOT_MINUTES = [
    ("nothing", "", "no forward table"),
    ("zeros", "\0" * 1000, "no forward table"),
    ("every byte", bytes(range(256)).decode("latin-1") * 20, "no forward table"),
    ("lone surrogates", "\ud800\udfff" * 100, "no forward table"),
    ("a PDF file", "%PDF-1.7\n1 0 obj", "document file"),
    ("a Word file", "PK\x03\x04\x14\x00", "document file"),
    ("ten megabytes", "x" * 10_000_000, "too long"),
    ("clock times only", "Tid\tPunkt\n10.10\tBudget\n10.12\tPersonale\n", "no forward table"),
    ("a table of contents", "1. Økonomi\t1\n2. Punkter\t5\n3. Eventuelt\t10\n", "no forward table"),
    ("section numbers", "1.1.\tBaggrund\n1.2.\tFormål\n", "no forward table"),
    ("a list of meetings", "- Udvalgsmøde d. 11. september\n- Udvalgsmøde d. 12. september\n", "no forward table"),
    ("attachments", "1\tÅben\tPlan\t1/23\n2\tLukket\t\n", "no forward table"),
]


@pytest.mark.parametrize(("reason", "text", "sentence"), NOT_MINUTES)
def test_what_is_no_forward_table_is_refused_with_a_sentence(reason: str, text: str, sentence: str) -> None:
    with pytest.raises(InvalidInputError, match=sentence):
        read_minutes(text)


LONG_LINES = [
    "a", " ", "\t", ".", ". ", "-", "a-", '"', 'x="', "x: ", "1", "1.", "1/", "d. ", "<ul ", "<", "&a", "|", "| ",
    "• a ", "- a ", "møde ", "på næste ", "udskudt til ", "sættes på dagsorden ", "kommer møde ", "(", "1. sep. ",
    "\x0c",
]  # fmt: skip


@pytest.mark.parametrize("part", LONG_LINES)
def test_a_very_long_line_is_read_as_quickly_as_any(part: str) -> None:
    line = (part * 200_000)[:200_000]
    decision = f"Beslutning\n\n- {line}. Punktet udskydes til næste møde.\n\n"
    minutes = read_minutes(f"{HEAD}{decision}{TABLE}")
    assert [row.date for row in minutes.rows] == [date(2023, 9, 13), date(2023, 9, 20)]


def test_thousands_of_rows_are_read() -> None:
    rows = "".join(f"{day}. sep. {year}\t• Emne {day}\n" for year in range(2000, 2150) for day in range(1, 31))
    assert len(read_minutes(f"{HEAD}Dato\t\n{rows}").rows) == 150 * 30


def test_thousands_of_postponements_are_cut_short() -> None:
    decisions = "".join(f"- Emne{number}. Punktet udskydes til næste møde.\n" for number in range(5000))
    minutes = read_minutes(f"{HEAD}Beslutning\n\n{decisions}\nIndstilling\n\n{TABLE}")
    assert 0 < len(minutes.warnings) <= 100


@given(st.text(max_size=400), st.text(max_size=200))
def test_any_text_around_and_inside_a_table_is_read_or_refused(around: str, inside: str) -> None:
    text = f"{HEAD}{around}\nDato\t\n13. Sep.\t• {inside}\n20. Sep.\t{inside}\n{around}"
    try:
        minutes = read_minutes(text)
    except InvalidInputError:
        return
    assert minutes.rows == tuple({row.date: row for row in minutes.rows}.values())
    assert all(1 <= row.line <= text.count("\n") + text.count("\r") + 1 for row in minutes.rows)


def test_the_longest_text_allowed_is_still_read() -> None:
    text = HEAD + TABLE + "\nSagsfremstilling\n\n"
    assert len(read_minutes(text + "x" * (MAX_CHARACTERS - len(text))).rows) == 2
