"""What the minutes of a September meeting hold for its forward table, as the table is gathered from a plan."""

from __future__ import annotations

from datetime import date

from wheel.core.plan import Body, BodyKind
from wheel.usecases.agenda_table import AgendaTable, TableItem, TableRow

HELD = date(2023, 9, 6)
BODY = Body("b", "direktionen", "Direktionen", BodyKind.EXECUTIVE_BOARD)


def a_table(*rows: TableRow, awaiting: tuple[TableItem, ...] = (), body: Body = BODY) -> AgendaTable:
    return AgendaTable(body, HELD, rows, awaiting)


def titles(*words: str) -> tuple[TableItem, ...]:
    return tuple(TableItem(title) for title in words)


AUTUMN = a_table(
    TableRow(date(2023, 9, 13), titles("Konference d. 25. september", "Udbetaling af 6. ferieuge", "KB-håndbogen")),
    TableRow(date(2023, 9, 20), (TableItem("Oplæg til plan", "Direktørerne gennemgår planen for eget område."),)),
    TableRow(date(2023, 10, 4), (TableItem("Plan- og udviklingsstrategien"), TableItem(None))),
    TableRow(date(2023, 10, 18), because="Efterårsferie"),
    TableRow(date(2023, 10, 25)),
    TableRow(date(2023, 11, 1), titles("Budget"), is_cancelled=True),
    TableRow(date(2024, 1, 3), titles("Nyt år")),
    TableRow(date(2024, 1, 10)),
    awaiting=(TableItem("Lovprogram", "Drøftes i foråret."), TableItem("Lukkedage", is_on_hold=True)),
)
AUTUMN_IN_TEXT = """\
Dato\t
13. Sep.\t• Konference d. 25. september • Udbetaling af 6. ferieuge • KB-håndbogen
20. Sep.\t• Oplæg til plan. Direktørerne gennemgår planen for eget område.
4. Okt.\t• Plan- og udviklingsstrategien • Lukket punkt
18. Okt.\tEfterårsferie
25. Okt.\t
1. Nov.\tAflyst • Budget
3. Jan. 2024\t• Nyt år
10. Jan.\t

Til de kommende direktionsmøder er der foreløbigt følgende punkter:

Punkter som afventer dato:

- Lovprogram. Drøftes i foråret.
- Lukkedage (sat på standby)
"""
