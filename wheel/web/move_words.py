"""A move in words, before it is made: the question that names both dates, and what speaks against it."""

from __future__ import annotations

from collections.abc import Iterator

from wheel.core.conflicts import ConflictKind
from wheel.core.slots import Precision
from wheel.services import today
from wheel.usecases.preview_move import MovePreview
from wheel.usecases.show_plan import PlanFilter
from wheel.web.planning.links import PlanLinks
from wheel.web.planning.words import conflict_sentence
from wheel.web.translation import gettext
from wheel.web.versions import Difference
from wheel.web.words import day_words, span_words, when_words


def move_question(preview: MovePreview) -> str:
    """ "Move Council from Tuesday 3 March 2026 to Wednesday 4 March 2026?" """
    now, after = preview.occurrence, span_words(preview.after)
    words = {"title": now.title, "before": when_words(now), "after": after}
    if now.precision is not Precision.EXACT:
        return gettext("Set the date of %(title)s (%(before)s) to %(after)s?", **words)
    if now.span.day_count == preview.after.day_count == 1:
        return gettext("Move %(title)s from %(before)s to %(after)s?", **words)
    return gettext("Let %(title)s last %(after)s instead of %(before)s?", **words)


def move_notes(preview: MovePreview) -> tuple[str, ...]:
    """What whoever moves it should know first; nothing where the day is as good as any."""
    return (*_conflicts(preview), *_of_the_days(preview), *_of_the_agenda(preview))


def _conflicts(preview: MovePreview) -> Iterator[str]:
    links = PlanLinks(preview.year, PlanFilter())
    for conflict in preview.conflicts:
        yield conflict_sentence(conflict, preview, links).striptags()


def _of_the_days(preview: MovePreview) -> Iterator[str]:
    """What no conflict says already."""
    special = preview.special
    if ConflictKind.ON_CLOSED_DAY not in {conflict.kind for conflict in preview.conflicts}:
        for name in special.days_off:
            yield gettext("Day off: %(name)s.", name=name)
        if special.is_weekend:
            yield gettext("It is at a weekend.")
    for name in special.school_holidays:
        yield gettext("School holiday: %(name)s.", name=name)
    if preview.after.last < today():
        yield gettext("That is in the past.")


def _of_the_agenda(preview: MovePreview) -> Iterator[str]:
    if preview.deadline is None:
        return
    day = day_words(preview.deadline)
    if preview.deadline < today():
        yield gettext("The agenda should have been sent out by %(day)s: it is too late for that.", day=day)
    else:
        yield gettext("The agenda must then be sent out by %(day)s.", day=day)


def move_versions(preview: MovePreview) -> tuple[Difference, ...]:
    """After a lost update: the days as they are now beside those that were asked for."""
    return (Difference(gettext("Date"), when_words(preview.occurrence), span_words(preview.after)),)
