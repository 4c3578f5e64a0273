"""The planning page as its templates draw it: the grid's chips, and beside it everything in words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from wheel.core.plan_history import PlanEntry
from wheel.usecases.show_plan import PlanFilter, PlanPage
from wheel.web.planning.chips import ChipGroup, ChipRow, chip_group, chip_row
from wheel.web.planning.differences import Differences, draft_differences
from wheel.web.planning.editor import AddEditor, DateEditor
from wheel.web.planning.history_words import entry_sentence
from wheel.web.planning.links import PlanLinks
from wheel.web.planning.preview import PreviewView, preview_view
from wheel.web.planning.words import ConflictLine, conflict_line

MOST_CONFLICTS = 100
"""Told at once: more than anybody solves in a day. The grid marks all of them."""


@dataclass(frozen=True)
class PlanView:
    """`editor` or `adding` is what is open beside the grid; `missing` says that what was asked for is gone.

    `refusal` is why something about the whole year was refused. `sent_in_draft` is what a refused form said of the
    draft, and says again: what was meant for a draft that is gone must not become public by a second click.
    """

    page: PlanPage
    chosen: PlanFilter
    links: PlanLinks
    editor: DateEditor | None = None
    adding: AddEditor | None = None
    is_missing: bool = False
    refusal: str = ""
    sent_in_draft: str = ""

    @property
    def year(self) -> int:
        return self.page.year

    @property
    def open_id(self) -> str:
        return self.editor.occurrence.id if self.editor else ""

    @property
    def in_draft(self) -> str:
        """What the forms say of the draft, as it was when they were made."""
        return self.sent_in_draft or ("1" if self.page.is_drafting else "0")

    @cached_property
    def groups(self) -> tuple[ChipGroup, ...]:
        return tuple(chip_group(group) for group in self.page.groups)

    def rows(self, series_ids: frozenset[str]) -> tuple[ChipRow, ...]:
        """The rows of those series, to be drawn anew."""
        rows = (row for group in self.page.groups for row in group.rows)
        return tuple(chip_row(row) for row in rows if row.series.id in series_ids)

    @cached_property
    def conflicts(self) -> tuple[ConflictLine, ...]:
        return tuple(conflict_line(one, self.page, self.links) for one in self.page.conflicts[:MOST_CONFLICTS])

    @cached_property
    def preview(self) -> PreviewView | None:
        return preview_view(self.page)

    @cached_property
    def differences(self) -> tuple[Differences, ...]:
        return draft_differences(self.page)

    @property
    def history(self) -> tuple[tuple[PlanEntry, str], ...]:
        return tuple((entry, entry_sentence(entry)) for entry in self.page.history)
