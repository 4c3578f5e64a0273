"""Conflicts of a plan as sentences, and each one's way out as a button or a link."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from flask import url_for
from markupsafe import Markup

from wheel.core.conflicts import Conflict, ConflictKind, Suggestion, WayOut
from wheel.core.series import Series
from wheel.usecases.plan_grid import PlanDate
from wheel.usecases.show_plan import PlanPage
from wheel.web.planning.links import PlanLinks
from wheel.web.translation import gettext, ngettext
from wheel.web.words import day_words, when_words


class Told(Protocol):
    """What a conflict's sentence needs to know: the year, and by their ids the series and the dates it names."""

    @property
    def year(self) -> int: ...

    @property
    def series(self) -> Mapping[str, Series]: ...

    @property
    def dates(self) -> Mapping[str, PlanDate]: ...


@dataclass(frozen=True)
class WayOutLine:
    """`move` is the date that a click moves to `to_day`, `href` where a link leads; a mere advice has neither.

    `label` says the same with the title in it, for those who hear the button alone.
    """

    words: str
    label: str
    move: PlanDate | None = None
    to_day: str = ""
    href: str = ""
    is_here: bool = False


@dataclass(frozen=True)
class ConflictLine:
    """`rows` are the series whose rows look otherwise once the conflict is gone, divided by spaces."""

    sentence: Markup
    way_out: WayOutLine | None
    rows: str


def conflict_line(conflict: Conflict, page: PlanPage, links: PlanLinks) -> ConflictLine:
    way_out = _way_out(conflict.suggestion, page, links) if conflict.suggestion else None
    return ConflictLine(conflict_sentence(conflict, page, links), way_out, " ".join(conflict.series))


def conflict_sentence(conflict: Conflict, told: Told, links: PlanLinks) -> Markup:
    """What is wrong, with links to what it names."""
    return _SENTENCES[conflict.kind](conflict, told, links)


def _said(sentence: str, **what: object) -> Markup:
    """The sentence with links in it; everything else in it is made harmless."""
    return Markup(sentence) % what  # noqa: S704 - the sentence is ours or the translator's


def _date(conflict: Conflict, number: int, page: Told, links: PlanLinks) -> Markup:
    """Title and day of the conflict's occurrence with that number, as a link to it."""
    one = page.dates[conflict.occurrences[number]]
    return links.shown(one, f"{one.occurrence.title} {when_words(one.occurrence)}")


def _series(series_id: str, page: Told) -> Markup:
    found = page.series.get(series_id)
    title = found.title if found else gettext("a series that is no longer there")
    address = url_for("series.show", series_id=series_id)
    return Markup('<a href="{}">{}</a>').format(address, title) if found else Markup("{}").format(title)


def _on_closed_day(conflict: Conflict, page: Told, links: PlanLinks) -> Markup:
    what = _date(conflict, 0, page, links)
    if not conflict.because:
        return _said(gettext("%(what)s is at a weekend."), what=what)
    return _said(gettext("%(what)s is on a day off: %(reason)s."), what=what, reason=conflict.because)


def _same_time(conflict: Conflict, page: Told, links: PlanLinks) -> Markup:
    first, other = (page.dates[one].occurrence for one in conflict.occurrences[:2])
    what, second = _date(conflict, 0, page, links), _date(conflict, 1, page, links)
    if first.body == other.body:
        return _said(gettext("%(what)s and %(other)s overlap."), what=what, other=second)
    return _said(gettext("%(what)s and %(other)s overlap, and they share members."), what=what, other=second)


def _deadline_closed(conflict: Conflict, page: Told, links: PlanLinks) -> Markup:
    what, day = _date(conflict, 0, page, links), day_words(conflict.day) if conflict.day else ""
    if not conflict.because:
        return _said(gettext("The agenda of %(what)s would go out on %(day)s, at a weekend."), what=what, day=day)
    sentence = gettext("The agenda of %(what)s would go out on %(day)s, a day off: %(reason)s.")
    return _said(sentence, what=what, day=day, reason=conflict.because)


def _readings_too_close(conflict: Conflict, page: Told, links: PlanLinks) -> Markup:
    sentence = ngettext(
        "%(what)s is only %(num)s day after %(other)s; the law asks for at least three weeks.",
        "%(what)s is only %(num)s days after %(other)s; the law asks for at least three weeks.",
        conflict.count,
        what="%(what)s",
        other="%(other)s",
    )
    return _said(sentence, what=_date(conflict, 0, page, links), other=_date(conflict, 1, page, links))


def _outside_body(conflict: Conflict, page: Told, links: PlanLinks) -> Markup:
    what, body = _date(conflict, 0, page, links), page.dates[conflict.occurrences[0]].occurrence.body_name or ""
    others = len(conflict.occurrences) - 1
    if not others:
        return _said(gettext("%(what)s: %(body)s does not exist then."), what=what, body=body)
    sentence = ngettext(
        "%(what)s and %(num)s later one: %(body)s does not exist then.",
        "%(what)s and %(num)s later ones: %(body)s does not exist then.",
        others,
        what="%(what)s",
        body="%(body)s",
    )
    return _said(sentence, what=what, body=body)


def _claim_not_met(conflict: Conflict, page: Told, _links: PlanLinks) -> Markup:
    sentence = ngettext(
        "%(what)s still needs a date.", "%(what)s still needs %(num)s dates.", conflict.count, what="%(what)s"
    )
    return _said(sentence, what=_series(conflict.series[0], page))


def _claim_exceeded(conflict: Conflict, page: Told, _links: PlanLinks) -> Markup:
    sentence = ngettext(
        "%(what)s has %(num)s date too many.", "%(what)s has %(num)s dates too many.", conflict.count, what="%(what)s"
    )
    return _said(sentence, what=_series(conflict.series[0], page))


def _holiday_unknown(conflict: Conflict, page: Told, _links: PlanLinks) -> Markup:
    sentence = gettext("Nobody has entered when “%(holiday)s” is in %(year)s. It is needed for: %(what)s.")
    what = Markup(", ").join(_series(one, page) for one in conflict.series)
    return _said(sentence, holiday=conflict.because, year=page.year, what=what)


def _anchor_missing(conflict: Conflict, page: Told, _links: PlanLinks) -> Markup:
    what = _series(conflict.series[0], page)
    if len(conflict.series) == 1:
        return _said(gettext("%(what)s is counted from a series that is no longer there."), what=what)
    sentence = gettext("%(what)s is counted from %(other)s, which has no date in %(year)s.")
    return _said(sentence, what=what, other=_series(conflict.series[1], page), year=page.year)


_SENTENCES: dict[ConflictKind, Callable[[Conflict, Told, PlanLinks], Markup]] = {
    ConflictKind.ON_CLOSED_DAY: _on_closed_day,
    ConflictKind.SAME_TIME: _same_time,
    ConflictKind.DEADLINE_CLOSED: _deadline_closed,
    ConflictKind.READINGS_TOO_CLOSE: _readings_too_close,
    ConflictKind.OUTSIDE_BODY: _outside_body,
    ConflictKind.CLAIM_NOT_MET: _claim_not_met,
    ConflictKind.CLAIM_EXCEEDED: _claim_exceeded,
    ConflictKind.HOLIDAY_UNKNOWN: _holiday_unknown,
    ConflictKind.ANCHOR_MISSING: _anchor_missing,
}


def _way_out(suggestion: Suggestion, page: PlanPage, links: PlanLinks) -> WayOutLine | None:
    one = page.dates.get(suggestion.occurrence)
    title = one.occurrence.title if one else _title(suggestion.series, page)
    day = day_words(suggestion.day) if suggestion.day else ""
    match suggestion.way_out:
        case WayOut.MOVE:
            return _move(one, title, suggestion, day)
        case WayOut.SEND:
            return _advice(gettext("Send it on %(day)s instead.", day=day))
        case WayOut.ADD:
            return _link(gettext("Add a date"), title, links.add(suggestion.series), is_here=True)
        case WayOut.CLOSE:
            words = gettext("End the series on %(day)s", day=day)
            return _link(words, title, url_for("series.show", series_id=suggestion.series))
        case WayOut.ENTER:
            address = url_for("calendar_settings.year", year=page.year)
            return _link(gettext("Enter the holidays of %(year)s", year=page.year), title, address)
        case WayOut.CANCEL:
            return _cancel(one, title, suggestion, links)


def _title(series_id: str, page: PlanPage) -> str:
    found = page.series.get(series_id)
    return found.title if found else ""


def _move(one: PlanDate | None, title: str, suggestion: Suggestion, day: str) -> WayOutLine | None:
    if one is None or suggestion.day is None:
        return None
    if one.is_proposed:
        return _advice(gettext("Move it to %(day)s when the year is planned.", day=day))
    label = gettext("Move %(title)s to %(day)s", title=title, day=day)
    return WayOutLine(gettext("Move to %(day)s", day=day), label, move=one, to_day=suggestion.day.isoformat())


def _cancel(one: PlanDate | None, title: str, suggestion: Suggestion, links: PlanLinks) -> WayOutLine:
    if one is None:
        words = ngettext("Cancel %(num)s of them.", "Cancel %(num)s of them.", suggestion.count)
        return _advice(words)
    if one.is_proposed:
        return _advice(gettext("Cancel it when the year is planned."))
    return _link(gettext("Open it and cancel it"), title, links.date(one.occurrence.id), is_here=True)


def _advice(words: str) -> WayOutLine:
    return WayOutLine(words, words)


def _link(words: str, title: str, href: str, *, is_here: bool = False) -> WayOutLine:
    """`is_here` if it opens beside the grid rather than leading to another page."""
    return WayOutLine(words, f"{words}: {title}" if title else words, href=href, is_here=is_here)
