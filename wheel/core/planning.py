"""Planning: what must change so that the stored occurrences of a series follow the slots its rule asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from wheel.core.dates import DateSpan
from wheel.core.slots import Slot


@dataclass(frozen=True)
class Existing:
    """A stored occurrence of the series being planned.

    `slot` is what the rule asked for when it was made, or when it last followed the rule; `span` is when it is.
    `has_history`: somebody once decided something about it, even if they took it back. `rule_says` and `is_unasked`
    are the notes of an earlier planning.
    """

    id: str
    slot: Slot
    span: DateSpan
    is_moved: bool = False
    is_cancelled: bool = False
    has_items: bool = False
    has_history: bool = False
    rule_says: DateSpan | None = None
    is_unasked: bool = False

    @property
    def is_touched(self) -> bool:
        """Whether somebody has decided something about it; planning then leaves it standing."""
        return self.is_moved or self.is_cancelled or self.has_items or self.has_history

    def is_past(self, today: date) -> bool:
        return self.span.end <= today


@dataclass(frozen=True)
class Followed:
    """An untouched occurrence that takes over the slot, and its span, and loses its notes."""

    id: str
    slot: Slot


@dataclass(frozen=True)
class Noted:
    """A touched occurrence whose notes become these; its dates stay.

    `rule_says` is the span the rule asks for now, where that differs from its slot's; `is_unasked`: the rule no
    longer asks for it at all.
    """

    id: str
    rule_says: DateSpan | None
    is_unasked: bool


@dataclass(frozen=True)
class PlanChanges:
    """What one planning does to one series. `kept` and `removed` are the ids of occurrences."""

    new: tuple[Slot, ...] = ()
    kept: tuple[str, ...] = ()
    followed: tuple[Followed, ...] = ()
    noted: tuple[Noted, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write."""
        return not (self.new or self.followed or self.noted or self.removed)


def reconcile(existing: Iterable[Existing], slots: Iterable[Slot], today: date) -> PlanChanges:
    """Compare a series' occurrences with the slots its rule asks for now, over the same years.

    An occurrence is found again by its slot's first day. What somebody moved, cancelled or gave items keeps its dates
    and is never removed; where the rule now says otherwise, it is noted. Untouched occurrences follow the rule, and
    go when it no longer asks for them, except past ones (over before `today`), which nothing changes. A slot without
    an occurrence is new, also if it is past: a year planned late still shows how it began. Applying the changes and
    reconciling again gives no changes.
    """
    wanted = {slot.span.start: slot for slot in sorted(slots)}
    known = sorted(existing, key=lambda occurrence: (occurrence.slot.span.start, occurrence.id))
    followed = tuple(_followed(known, wanted, today))
    noted = tuple(_noted(known, wanted))
    removed = tuple(_removed(known, wanted, today))
    changed = {*(change.id for change in followed), *(note.id for note in noted), *removed}
    starts = {occurrence.slot.span.start for occurrence in known}
    return PlanChanges(
        new=tuple(slot for start, slot in wanted.items() if start not in starts),
        kept=tuple(occurrence.id for occurrence in known if occurrence.id not in changed),
        followed=followed,
        noted=noted,
        removed=removed,
    )


_Wanted = Mapping[date, Slot]


def _followed(known: Iterable[Existing], wanted: _Wanted, today: date) -> Iterable[Followed]:
    for occurrence in known:
        slot = wanted.get(occurrence.slot.span.start)
        if slot is None or occurrence.is_touched or occurrence.is_past(today):
            continue
        is_noted = occurrence.is_unasked or occurrence.rule_says is not None
        if is_noted or occurrence.slot != slot or occurrence.span != slot.span:
            yield Followed(occurrence.id, slot)


def _noted(known: Iterable[Existing], wanted: _Wanted) -> Iterable[Noted]:
    for occurrence in known:
        if not occurrence.is_touched:
            continue
        note = _note(occurrence, wanted.get(occurrence.slot.span.start))
        if (note.rule_says, note.is_unasked) != (occurrence.rule_says, occurrence.is_unasked):
            yield note


def _note(occurrence: Existing, slot: Slot | None) -> Noted:
    if slot is None:
        return Noted(occurrence.id, rule_says=None, is_unasked=True)
    agrees = slot.span == occurrence.slot.span
    return Noted(occurrence.id, rule_says=None if agrees else slot.span, is_unasked=False)


def _removed(known: Iterable[Existing], wanted: _Wanted, today: date) -> Iterable[str]:
    for occurrence in known:
        is_asked_for = occurrence.slot.span.start in wanted
        if not is_asked_for and not occurrence.is_touched and not occurrence.is_past(today):
            yield occurrence.id
