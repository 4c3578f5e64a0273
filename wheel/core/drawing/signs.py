"""Which signs a wheel uses, so that its legend explains each of them and no other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from wheel.core.drawing.wheel_page import Mark, Needle, RingPart, Wedge

_BY_CLASS = {
    "w-empty": "empty",
    "w-reading": "reading",
    "w-dialogue": "dialogue",
    "w-event": "event",
    "w-deadline": "deadline",
    "w-round": "round",
    "w-hatched": "hatched",
    "w-draft": "draft",
    "w-cancelled": "cancelled",
    "w-past": "past",
}


def signs_of(
    rings: Sequence[RingPart],
    *,
    has_numbers: bool,
    school_holidays: Sequence[Wedge],
    public_holidays: Sequence[Wedge],
    needle: Needle | None,
) -> frozenset[str]:
    """Their names. Anything that lasts, of whatever kind, is a "phase": it is drawn as an arc."""
    beside = (
        ("ghost", any(ring.ghosts for ring in rings)),
        ("cluster", any(ring.clusters for ring in rings)),
        ("number", has_numbers),
        ("school_holiday", bool(school_holidays)),
        ("public_holiday", bool(public_holidays)),
        ("today", needle is not None),
    )
    marks = (mark for ring in rings for mark in (*ring.rounds, *ring.marks))
    return frozenset(_signs_of_marks(marks)) | {name for name, is_used in beside if is_used}


def _signs_of_marks(marks: Iterable[Mark]) -> Iterator[str]:
    looks = {(mark.classes, mark.is_arc) for mark in marks}
    for classes, is_arc in looks:
        names = set(classes.split())
        if is_arc:
            names -= {"w-reading", "w-dialogue", "w-event", "w-deadline"}
            yield "phase"
        elif "w-meeting" in names and "w-empty" not in names:
            yield "meeting"
        elif "w-phase" in names:
            yield "event"
        yield from (sign for name, sign in _BY_CLASS.items() if name in names)
