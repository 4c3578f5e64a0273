"""Where the planning page's links lead: within the same year and the same filters."""

from __future__ import annotations

from typing import Any

from flask import url_for
from markupsafe import Markup

from wheel.usecases.plan_grid import PlanDate
from wheel.usecases.show_plan import PlanFilter


class PlanLinks:
    """The addresses of one year's page; `kept` are its filters, as they stand in every one of them."""

    def __init__(self, year: int, chosen: PlanFilter) -> None:
        self.year = year
        asked = {"q": chosen.text.strip(), "group": chosen.group, "conflicts": "1" if chosen.only_conflicts else ""}
        self.kept: dict[str, Any] = {name: value for name, value in asked.items() if value}
        self._date = url_for("plan.show", year=year, **self.kept, at="")
        self._add = url_for("plan.show", year=year, **self.kept, add="")

    @property
    def year_address(self) -> str:
        return url_for("plan.show", year=self.year, **self.kept)

    def date(self, occurrence_id: str) -> str:
        """The page with the date's editor open; a browser without JavaScript goes straight to the editor."""
        return f"{self._date}{occurrence_id}#editor"

    def add(self, series_id: str, month: int = 0) -> str:
        return f"{self._add}{series_id}{f'&month={month}' if month else ''}#editor"

    def change(self, endpoint: str, **values: Any) -> str:
        """Where a form about one date, or about a series, is sent."""
        return url_for(endpoint, year=self.year, **values, **self.kept)

    def change_year(self, endpoint: str) -> str:
        return url_for(endpoint, year=self.year, **self.kept)

    def shown(self, one: PlanDate, words: str) -> Markup:
        """`words` as a link to the date, in the plan of its own year; as mere words while it is not stored."""
        if one.is_proposed:
            return Markup("<strong>{}</strong>").format(words)
        is_here = one.plan_year == self.year
        address = self.date(one.occurrence.id)
        if not is_here:
            address = url_for("plan.show", year=one.plan_year, at=one.occurrence.id)
        return Markup('<a class="{}" href="{}">{}</a>').format("at" if is_here else "", address, words)
