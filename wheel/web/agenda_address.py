"""What the address of a forward agenda says: which meetings, how they are laid out, and which items are looked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, request, url_for

from wheel.core.agenda_filters import AgendaFilter
from wheel.usecases.show_agenda import EVERYTHING, FIRST_ROWS, MOST_ROWS

LONGEST_WORDS = 200
COLUMNS = "columns"


@dataclass(frozen=True)
class AgendaAddress:
    """`first` is how many meetings are shown, None for every one."""

    first: int | None = FIRST_ROWS
    in_columns: bool = False
    wanted: AgendaFilter = EVERYTHING

    @property
    def kept(self) -> dict[str, str]:
        """What is not as usual, as it stands in addresses and in the hidden fields of forms."""
        said = {
            "rows": "all" if self.first is None else "",
            "n": str(self.first) if self.first not in (None, FIRST_ROWS) else "",
            "view": COLUMNS if self.in_columns else "",
            "mine": "1" if self.wanted.mine else "",
            "q": self.wanted.words,
        }
        return {name: value for name, value in said.items() if value}

    def of(self, body: str, **changes: str | None) -> str:
        """The address of that body's agenda as it is looked at now, with these changes; None leaves something out."""
        said: dict[str, Any] = {**self.kept, **changes}
        return url_for("agenda.show", name=body, **{name: value for name, value in said.items() if value})


def agenda_address() -> AgendaAddress:
    """As the request says it, in its address or in its form; what cannot be meant is taken for the usual."""
    said = request.values
    number = said.get("n", "")
    is_number = number.isascii() and number.isdigit() and len(number) <= 4
    first = min(max(int(number), 1), MOST_ROWS) if is_number else FIRST_ROWS
    return AgendaAddress(
        first=None if said.get("rows") == "all" else first,
        in_columns=said.get("view") == COLUMNS,
        wanted=AgendaFilter(said.get("mine") == "1", said.get("q", "")[:LONGEST_WORDS].strip()),
    )


def install_agenda_address(blueprint: Blueprint) -> None:
    """For the templates of every page: forms that come back to the agenda keep how it was looked at."""
    blueprint.add_app_template_global(agenda_address, "agenda_address")
