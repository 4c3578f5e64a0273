"""Planning: what must change so that the stored occurrences of a series follow what its schedule proposes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from wheel.core.dates import DateSpan
from wheel.core.slots import Proposal, Slot


@dataclass(frozen=True)
class Existing:
    """A stored occurrence of the series being planned.

    `slot` is what the rule asked for when it was made, or when it last followed the rule; `span` is when it is.
    `because` and `is_blocked` are what planning said of it last. `has_history`: somebody once decided something about
    it, even if they took it back. `is_extra`: somebody added it, no rule asked for it. `rule_says` and `is_unasked`
    are the notes of an earlier planning.
    """

    id: str
    slot: Slot
    span: DateSpan
    because: str = ""
    is_blocked: bool = False
    is_moved: bool = False
    is_cancelled: bool = False
    is_extra: bool = False
    has_items: bool = False
    has_history: bool = False
    rule_says: DateSpan | None = None
    is_unasked: bool = False

    @property
    def is_touched(self) -> bool:
        """Whether somebody has decided something about it; planning then leaves it standing."""
        return self.is_moved or self.is_cancelled or self.is_extra or self.has_items or self.has_history

    def is_past(self, today: date) -> bool:
        return self.span.end <= today

    @property
    def follows(self) -> Proposal:
        """The proposal that it stands for, if nobody has touched it."""
        return Proposal(self.slot, self.span, self.because, self.is_blocked)


@dataclass(frozen=True)
class Followed:
    """An untouched occurrence that takes over the proposal's slot, span and reason, and loses its notes."""

    id: str
    proposal: Proposal


@dataclass(frozen=True)
class Noted:
    """A touched occurrence whose notes become these; its dates stay.

    `rule_says` is the span planning would give it now, where those are not its days, nor (of one that somebody moved)
    the slot's that it was moved from; or where it is blocked, and planning would now hold it. `is_unasked`: the rule
    no longer asks for it at all, or a holiday now blocks it.
    """

    id: str
    rule_says: DateSpan | None
    is_unasked: bool


@dataclass(frozen=True)
class PlanChanges:
    """What one planning does to one series. `kept` and `removed` are the ids of occurrences."""

    new: tuple[Proposal, ...] = ()
    kept: tuple[str, ...] = ()
    followed: tuple[Followed, ...] = ()
    noted: tuple[Noted, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write."""
        return not (self.new or self.followed or self.noted or self.removed)


def reconcile(existing: Iterable[Existing], proposals: Iterable[Proposal], today: date) -> PlanChanges:
    """Compare a series' occurrences with what its schedule proposes now, over the same years.

    An occurrence is found again by its slot's first day. What somebody moved, cancelled, added or gave items keeps its
    dates and is never removed; where planning would now have it otherwise, it is noted. Untouched occurrences follow,
    and go when the rule no longer asks for them, except past ones (over before `today`), which nothing changes. A slot
    without an occurrence is new, also if it is past: a year planned late still shows how it began. Applying the
    changes and reconciling again gives no changes.
    """
    wanted = {proposal.slot.span.start: proposal for proposal in sorted(proposals)}
    known = sorted(existing, key=lambda occurrence: (occurrence.slot.span.start, occurrence.id))
    followed = tuple(_followed(known, wanted, today))
    noted = tuple(_noted(known, wanted))
    removed = tuple(_removed(known, wanted, today))
    changed = {*(change.id for change in followed), *(note.id for note in noted), *removed}
    starts = {occurrence.slot.span.start for occurrence in known if not occurrence.is_extra}
    return PlanChanges(
        new=tuple(proposal for start, proposal in wanted.items() if start not in starts),
        kept=tuple(occurrence.id for occurrence in known if occurrence.id not in changed),
        followed=followed,
        noted=noted,
        removed=removed,
    )


_Wanted = Mapping[date, Proposal]


def _followed(known: Iterable[Existing], wanted: _Wanted, today: date) -> Iterable[Followed]:
    for occurrence in known:
        proposal = wanted.get(occurrence.slot.span.start)
        if proposal is None or occurrence.is_touched or occurrence.is_past(today):
            continue
        is_noted = occurrence.is_unasked or occurrence.rule_says is not None
        if is_noted or occurrence.follows != proposal:
            yield Followed(occurrence.id, proposal)


def _noted(known: Iterable[Existing], wanted: _Wanted) -> Iterable[Noted]:
    for occurrence in known:
        if not occurrence.is_touched or occurrence.is_extra:
            continue
        note = _note(occurrence, wanted.get(occurrence.slot.span.start))
        if (note.rule_says, note.is_unasked) != (occurrence.rule_says, occurrence.is_unasked):
            yield note


def _note(occurrence: Existing, proposal: Proposal | None) -> Noted:
    if proposal is None or (proposal.is_blocked and not occurrence.is_blocked):
        return Noted(occurrence.id, rule_says=None, is_unasked=True)
    return Noted(occurrence.id, rule_says=None if _agrees(occurrence, proposal) else proposal.span, is_unasked=False)


def _agrees(occurrence: Existing, proposal: Proposal) -> bool:
    if occurrence.is_blocked:
        return proposal.is_blocked
    was_moved_from = occurrence.is_moved and proposal.span == occurrence.slot.span
    return was_moved_from or proposal.span == occurrence.span


def _removed(known: Iterable[Existing], wanted: _Wanted, today: date) -> Iterable[str]:
    for occurrence in known:
        is_asked_for = occurrence.slot.span.start in wanted
        if not is_asked_for and not occurrence.is_touched and not occurrence.is_past(today):
            yield occurrence.id
