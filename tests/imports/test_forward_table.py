"""The forward table in the shapes that secretaries give it: labels, bullets, separators, page breaks."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheel.imports.minutes import Minutes, RowKind, WarningKind, read_minutes

HEAD = "Direktionen\n\nREFERAT\n\nDato: Onsdag den 6. september 2023\n\n"
FIRST, SECOND = date(2023, 9, 13), date(2023, 9, 20)


def read(table: str) -> Minutes:
    return read_minutes(HEAD + table + "\n\nSagsfremstilling\n\nEnhver tekst.\n")


def texts(minutes: Minutes) -> list[list[str]]:
    return [[item.text for item in row.items] for row in minutes.rows]


LABELS = [
    "13. Sep.",
    "13. SEP.",
    "13. september",
    "13 september",
    "13. sept. 2023",
    "13/9",
    "13/9-2023",
    "13/9 2023",
    "13/9/2023",
    "13/9-23",
    "13.9.",
    "13.9",
    "13.09.2023",
    "13-09-2023",
    "2023-09-13",
    "Onsdag den 13. september",
    "onsdag d. 13. september 2023",
    "Ons. 13/9",
    "d. 13. september",
    "d.13/9",
    "13. september kl. 9.00-12.00",
    "13. sep. (onsdag)",
]


@pytest.mark.parametrize("label", LABELS)
def test_a_label_names_its_day(label: str) -> None:
    minutes = read(f"Dato\t\n{label}\t• Budget\n20. Sep.\t• It\n")
    assert [row.date for row in minutes.rows] == [FIRST, SECOND]
    assert (minutes.rows[0].label, minutes.warnings) == (label, ())


MONTHS = [
    ("4. Okt.", 10),
    ("4. oct.", 10),
    ("4. Nov.", 11),
    ("4. december", 12),
    ("4. Jan.", 1),
    ("4. februar", 2),
    ("4. mar.", 3),
    ("4. marts", 3),
    ("4. Apr.", 4),
    ("4. Maj", 5),
    ("4. may", 5),
    ("4. juni", 6),
    ("4. jun.", 6),
]


@pytest.mark.parametrize(("label", "month"), MONTHS)
def test_every_month_is_known_by_its_names(label: str, month: int) -> None:
    assert read(f"Dato\t\n{label}\t• Budget\n").rows[0].date == date(2023 if month > 9 else 2024, month, 4)


SEPARATED = [
    ("a tab", "Dato\t\n13. Sep.\tBudget\n20. Sep.\tIt\n"),
    ("spaces", "Dato\n13. Sep.   Budget\n20. Sep.  It\n"),
    ("pipes", "| Dato | Punkter |\n| --- | --- |\n| 13. Sep. | Budget |\n| 20. Sep. | It |\n"),
    ("bare pipes", "Dato | Emne\n13. Sep. | Budget\n20. Sep. | It\n"),
    ("a colon", "Dato\n13. Sep.: Budget\n20. Sep.: It\n"),
    ("one space", "Dato\n13. Sep. Budget\n20. Sep. It\n"),
    ("lines of their own", "Dato\n13. Sep.\nBudget\n20. Sep.\nIt\n"),
    ("no header", "13. Sep.\tBudget\n20. Sep.\tIt\n"),
    ("another header", "Mødedato\tDagsordenspunkter\n13. Sep.\tBudget\n20. Sep.\tIt\n"),
    ("a header in two lines", "Dato\n\nPunkter\n\n13. Sep.\tBudget\n20. Sep.\tIt\n"),
    ("CRLF", "Dato\t\r\n13. Sep.\tBudget\r\n20. Sep.\tIt\r\n"),
    ("hard spaces", "Dato\t\n13.\u00a0Sep.\tBudget\n20.\u00a0Sep.\tIt\n"),
    ("hidden characters", "\ufeffDato\t\n13. Sep.\tBud\u00adget\u200b\n20. Sep.\tIt\n"),
    ("blank lines", "Dato\t\n\n13. Sep.\tBudget\n\n\n20. Sep.\tIt\n"),
    ("a page break", "Dato\t\n13. Sep.\tBudget\n\f11\nDato\t\n20. Sep.\tIt\n"),
    ("a page header", "Dato\t\n13. Sep.\tBudget\nSide 3 af 9\n\nDirektionen 06-09-2023\n\nDato\t\n20. Sep.\tIt\n"),
    ("bold", "**Dato**\t\n**13. Sep.**\tBudget\n**20. Sep.**\tIt\n"),
    ("markup", "<b>Dato</b>\t\n<b>13. Sep.</b>\t<p>Budget</p>\n20. Sep.\t<span style='x'>It</span>\n"),
]


@pytest.mark.parametrize(("reason", "table"), SEPARATED)
def test_a_row_is_told_from_its_cell_by(reason: str, table: str) -> None:
    minutes = read(table)
    assert [row.date for row in minutes.rows] == [FIRST, SECOND], reason
    assert (texts(minutes), minutes.warnings) == ([["Budget"], ["It"]], ()), reason


LISTS = [
    ("round bullets on one line", '<ul style="list-style-type: none"> • Budget • KB-håndbogen • Plan- og Byg'),
    ("glued round bullets", '<ul style="list-style-type: none">• Budget• KB-håndbogen• Plan- og Byg'),
    ("a tag cut by the page break", 'none">• Budget • KB-håndbogen • Plan- og Byg'),
    ("a longer cut tag", 'list-style-type: none;">• Budget • KB-håndbogen • Plan- og Byg'),
    ("list tags", "<ul><li>Budget</li><li>KB-håndbogen</li><li>Plan- og Byg</li></ul>"),
    ("open list tags", "<ul><li>Budget<li>KB-håndbogen<li>Plan- og Byg"),
    ("hyphens on one line", "- Budget - KB-håndbogen - Plan- og Byg"),
    ("dashes on one line", "– Budget – KB-håndbogen – Plan- og Byg"),
    ("stars on one line", "* Budget * KB-håndbogen * Plan- og Byg"),
    ("round bullets below", "\n• Budget\n• KB-håndbogen\n• Plan- og Byg"),
    ("hyphens below", "\n- Budget\n- KB-håndbogen\n- Plan- og Byg"),
    ("dashes below, blank lines between", "\n\n– Budget\n\n– KB-håndbogen\n\n– Plan- og Byg"),
    ("stars below", "\n* Budget\n* KB-håndbogen\n* Plan- og Byg"),
    ("the letter o below", "\no Budget\no KB-håndbogen\no Plan- og Byg"),
    ("list tags below", "\n<li>Budget\n<li>KB-håndbogen</li>\n<li>Plan- og Byg"),
    ("entities", "&bull; Budget &bull; KB&#45;håndbogen &bull; Plan-&nbsp;og Byg"),
    ("rows without a date", "Budget\n\tKB-håndbogen\n\tPlan- og Byg"),
    ("plain lines", "Budget\nKB-håndbogen\nPlan- og Byg"),
    ("wrapped lines", "• Budget\n• KB-\nhåndbogen\n• Plan-\nog Byg"),
    ("numbers with brackets", "\n1) Budget\n2) KB-håndbogen\n3) Plan- og Byg"),
]


@pytest.mark.parametrize(("reason", "cell"), LISTS)
def test_the_items_of_a_cell_are_told_apart_by(reason: str, cell: str) -> None:
    minutes = read(f"Dato\t\n13. Sep.\t{cell}\n20. Sep.\tIt\n")
    assert texts(minutes) == [["Budget", "KB-håndbogen", "Plan- og Byg"], ["It"]], reason


CELLS = [
    ("Efterårsferie", RowKind.BLOCKED, "Efterårsferie"),
    ("EFTERÅRSFERIE (uge 42)", RowKind.BLOCKED, "EFTERÅRSFERIE (uge 42)"),
    ("Vinterferie", RowKind.BLOCKED, "Vinterferie"),
    ("Juleferie - intet møde", RowKind.BLOCKED, "Juleferie - intet møde"),
    ("Påske", RowKind.BLOCKED, "Påske"),
    ("Ferie", RowKind.BLOCKED, "Ferie"),
    ("Helligdag", RowKind.BLOCKED, "Helligdag"),
    ("Intet møde", RowKind.BLOCKED, "Intet møde"),
    ("Mødet er aflyst", RowKind.BLOCKED, "Mødet er aflyst"),
    ("Aflyst", RowKind.BLOCKED, "Aflyst"),
    ("Kr. Himmelfartsdag", RowKind.BLOCKED, "Kr. Himmelfartsdag"),
    ("• Sommerferie", RowKind.BLOCKED, "Sommerferie"),
    ("", RowKind.EMPTY, None),
    ('<ul style="list-style-type: none">', RowKind.EMPTY, None),
    ("Budget", RowKind.MEETING, None),
    ("Udbetaling af 6. ferieuge", RowKind.MEETING, None),
    ("Ferieplan for direktionen", RowKind.MEETING, None),
    ("Aflyste møder i udvalgene", RowKind.MEETING, None),
    ("Møde med borgmesteren", RowKind.MEETING, None),
]


@pytest.mark.parametrize(("cell", "kind", "note"), CELLS)
def test_a_cell_tells_what_the_day_is(cell: str, kind: RowKind, note: str | None) -> None:
    row = read(f"Dato\t\n13. Sep.\t{cell}\n20. Sep.\tIt\n").rows[0]
    assert (row.kind, row.note) == (kind, note)


SUB_DATES = [
    ("Konference d. 25. september", date(2023, 9, 25)),
    ("Temamøde den 17. november.", date(2023, 11, 17)),
    ("Dialogmøde d. 1. november 2024", date(2024, 11, 1)),
    ("Konference 25/9", date(2023, 9, 25)),
    ("Konference d.25.9", date(2023, 9, 25)),
    ("Konference 25.9.2023", date(2023, 9, 25)),
    ("Seminar 10.-11. oktober", date(2023, 10, 10)),
    ("Nytårskur d. 5. januar", date(2024, 1, 5)),
    ("DK2020 konference", None),
    ("Årshjul 2023", None),
    ("Udbetaling af 6. ferieuge", None),
    ("Møde kl. 9.30", None),
    ("Status på 1/2 års regnskab og 24/7-vagt", None),
    ("Sag 13/3462 og 91141/23", None),
]


@pytest.mark.parametrize(("item", "expected"), SUB_DATES)
def test_a_day_inside_an_item_is_its_sub_date(item: str, expected: date | None) -> None:
    minutes = read(f"Dato\t\n13. Sep.\t• {item}\n")
    assert [(found.text, found.sub_date) for found in minutes.rows[0].items] == [(item, expected)]
    assert minutes.warnings == ()


DOUBTFUL = [
    ("another weekday", "Torsdag den 13. september\t• Budget", WarningKind.WEEKDAY_MISMATCH, 1),
    ("a Saturday", "16. september\t• Budget", WarningKind.WEEKEND, 1),
    ("several days", "13.-14. september\t• Budget", WarningKind.SPAN_LABEL, 1),
    ("a day that is not", "31. Sep.\t• Budget", WarningKind.INVALID_DATE, 0),
    ("a month that is not", "13. Setpember\t• Budget", WarningKind.INVALID_DATE, 0),
    ("numbers that are no day", "31.9.\t• Budget", WarningKind.INVALID_DATE, 0),
    ("a week only", "Uge 37\t• Budget", WarningKind.INVALID_DATE, 0),
    ("a sub-date that is not", "13. Sep.\t• Budget d. 31. september", WarningKind.INVALID_DATE, 1),
    ("a closed day with items", "13. Sep.\tEfterårsferie\n\t• Budget", WarningKind.BLOCKED_WITH_ITEMS, 1),
]


@pytest.mark.parametrize(("reason", "row", "kind", "row_count"), DOUBTFUL)
def test_a_doubtful_row_is_warned_of_and_loses_nothing(
    reason: str, row: str, kind: WarningKind, row_count: int
) -> None:
    minutes = read(f"Dato\t\n{row}\n27. Sep.\t• It\n")
    assert [(warning.kind, warning.line) for warning in minutes.warnings] == [(kind, 8)], reason
    assert len(minutes.rows) == row_count + 1
    kept = [item.text for held in minutes.rows for item in held.items] + [item.text for item in minutes.awaiting]
    assert any(text.startswith("Budget") for text in kept)


def test_a_row_without_a_day_leaves_its_items_awaiting_one_under_its_label() -> None:
    minutes = read("Dato\t\n13. Sep.\t• Budget\n31. Sep.\t• It • Skole\n")
    assert [(item.text, item.heading, item.line) for item in minutes.awaiting] == [
        ("It", "31. Sep.", 9),
        ("Skole", "31. Sep.", 9),
    ]


def test_a_day_that_stands_twice_is_one_row() -> None:
    minutes = read("Dato\t\n13. Sep.\t• Budget\n20. Sep.\t\n13/9\t• It\n\t• Budget\n")
    assert texts(minutes) == [["Budget", "It"], []]
    assert [warning.kind for warning in minutes.warnings] == [WarningKind.OUT_OF_ORDER, WarningKind.DUPLICATE_DATE]


def test_rows_out_of_order_keep_their_order_and_are_warned_of() -> None:
    minutes = read("Dato\t\n20. Sep.\t• It\n13. Sep.\t• Budget\n")
    assert [row.date for row in minutes.rows] == [SECOND, FIRST]
    assert [warning.kind for warning in minutes.warnings] == [WarningKind.OUT_OF_ORDER]


def test_a_leap_day_goes_to_the_year_that_has_it() -> None:
    assert [row.date for row in read("Dato\t\n29. feb.\t• Budget\n").rows] == [date(2024, 2, 29)]


def test_a_line_that_belongs_to_no_row_is_warned_of() -> None:
    minutes = read("Dato\t\n13. Sep.\t• Budget\n\nLøs tekst\n\n20. Sep.\t• It\n")
    assert [(warning.kind, warning.line) for warning in minutes.warnings] == [(WarningKind.UNREAD_LINE, 10)]
    assert texts(minutes) == [["Budget"], ["It"]]


def test_a_date_that_a_line_break_parted_from_its_sentence_is_no_row() -> None:
    minutes = read("Dato\t\n13. Sep.\t• Konference d.\n25. september  og videre\n20. Sep.\t• It\n")
    assert texts(minutes) == [["Konference d. 25. september og videre"], ["It"]]


def test_the_table_of_coming_meetings_is_chosen_among_tables_with_dates() -> None:
    text = (
        HEAD + "Dato\tAktivitet\n1. oktober\tHøring\n2. oktober\tSvar\n3. oktober\tSamling\n\nIndstilling\n\nx\n\n"
        "4. Eventuelt\n\nÅben sag\n\nDato\t\n13. Sep.\t• Budget\n\nSagsfremstilling\n\n"
        "Til de kommende direktionsmøder er der foreløbigt følgende punkter:\n"
    )
    minutes = read_minutes(text)
    assert texts(minutes) == [["Budget"]]
    assert [(warning.kind, warning.line) for warning in minutes.warnings] == [(WarningKind.OTHER_TABLE, 7)]


def test_clock_times_below_their_header_are_no_rows() -> None:
    minutes = read(
        "Tid\tPunkt\n10.10\tIt\n10.12.\tSkole\n1/10\tVej\n\nIndstilling\n\nx\n\nDato\t\n13. Sep.\t• Budget\n"
    )
    assert texts(minutes) == [["Budget"]]


STYLES = st.sampled_from(
    ["{d}. {name}", "{d}. {short}.", "{d}/{m}", "{d:02}.{m:02}.", "den {d}. {name}", "{d}/{m}-{y}"]
)
NAMES = [
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
]  # fmt: skip


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.lists(st.tuples(st.integers(1, 150), STYLES), min_size=1))
def test_rows_in_order_are_read_back_whatever_their_style(meeting: date, steps: list[tuple[int, str]]) -> None:
    days, lines = [meeting], []
    for step, style in steps:
        day = days[-1] + timedelta(days=step)
        name = NAMES[day.month - 1]
        days.append(day)
        lines.append(style.format(d=day.day, m=day.month, y=day.year, name=name, short=name[:3]) + "\t• Emne")
    text = f"Dato: {meeting.day}. {NAMES[meeting.month - 1]} {meeting.year}\n\nDato\t\n" + "\n".join(lines)
    assert [row.date for row in read_minutes(text).rows] == days[1:]
