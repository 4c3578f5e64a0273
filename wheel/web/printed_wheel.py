"""A wheel's content in words for paper: title, legend and the table of events, in the language of the reader."""

from __future__ import annotations

from collections.abc import Iterator

from flask import url_for
from flask_babel import format_date
from flask_babel import lazy_gettext as later

from wheel.core.dates import DateSpan
from wheel.core.drawing.colours import painted
from wheel.core.occurrences import Occurrence
from wheel.core.slots import Precision
from wheel.exports.sheet import Headings, PrintedMonth, PrintedRing, PrintedRow, PrintedSign, Sheet, Table
from wheel.exports.sign_pictures import SIGNS, sign_picture
from wheel.exports.standalone import styled
from wheel.exports.stylesheet import RingInk
from wheel.services import today
from wheel.usecases.show_wheel import WheelContent
from wheel.web.drawing import Drawn, drawn_wheel
from wheel.web.language import language_code
from wheel.web.period_words import period_words
from wheel.web.translation import gettext, ngettext
from wheel.web.wheel_list import DayOff, ListedMonth, months_of
from wheel.web.words import KINDS, clock

SIGN_WORDS = {
    "meeting": later("meeting with items; larger the more there are"),
    "empty": later("meeting without items yet"),
    "reading": later("1st or 2nd reading"),
    "dialogue": later("dialogue meeting"),
    "event": later("event"),
    "deadline": later("deadline"),
    "phase": later("something that lasts"),
    "hatched": later("date not fixed"),
    "draft": later("draft, not published yet"),
    "cancelled": later("cancelled"),
    "ghost": later("moved away from here"),
    "round": later("political round"),
    "cluster": later("so many more; the table names them"),
    "number": later("its name stands in the list of numbers"),
    "school_holiday": later("school holiday"),
    "public_holiday": later("public holiday"),
}


def printed_sheet(content: WheelContent, base: str, *, with_table: bool) -> Sheet:
    """All that stands on paper of `content`. `base` is the address of the service that links lead to, or empty."""
    drawn = drawn_wheel(content)
    shown = [(ring, ink) for ring, ink in zip(content.rings, _inks(content), strict=True) if ring.key in content.shown]
    return Sheet(
        language=language_code(),
        title=title_words(content),
        organisation=content.organisation.name if content.organisation else "",
        about=_about(content),
        draft=draft_words(content),
        printed=gettext("As of %(day)s", day=format_date(today(), gettext("d MMMM y"))),
        alt=_alt(content),
        svg=styled(drawn.svg, _inks(content), draft_word(content)),
        rings=tuple(PrintedRing(ring.name, ink.shades.strong) for ring, ink in shown),
        signs=tuple(_signs(drawn)),
        numbers=tuple((entry.number, entry.title) for entry in drawn.legend),
        headings=Headings(gettext("Rings"), gettext("Signs"), gettext("Numbers on the wheel"), _page_words()),
        table=_table(content, base) if with_table else None,
    )


def drawing_alone(content: WheelContent, base: str, fonts: dict[int, bytes]) -> str:
    """The wheel as an SVG that needs nothing beside it: style, fonts (woff2, by weight) and whole addresses."""
    drawn = drawn_wheel(content)
    title = " · ".join(filter(None, (title_words(content), _organisation(content), draft_words(content))))
    return styled(drawn.svg, _inks(content), draft_word(content), title=title, base=base, fonts=fonts)


def title_words(content: WheelContent) -> str:
    return gettext("Annual wheel %(period)s", period=period_words(content.period))


def draft_words(content: WheelContent) -> str:
    """That it is a draft, or of which of its years that is true; empty where all of it is published."""
    span = content.period.span
    if content.drafts and span.start.year != span.last.year:
        return gettext("Draft: %(years)s", years=", ".join(map(str, content.drafts)))
    return draft_word(content)


def draft_word(content: WheelContent) -> str:
    return gettext("Draft") if content.drafts and not content.wanted.without_drafts else ""


def _organisation(content: WheelContent) -> str:
    return content.organisation.name if content.organisation else ""


def _inks(content: WheelContent) -> tuple[RingInk, ...]:
    shades = painted([ring.colour for ring in content.rings])
    return tuple(RingInk(ring.key, own) for ring, own in zip(content.rings, shades, strict=True))


def _signs(drawn: Drawn) -> Iterator[PrintedSign]:
    for name in SIGNS:
        if name in drawn.signs:
            yield PrintedSign(sign_picture(name), str(SIGN_WORDS[name]))


def _alt(content: WheelContent) -> str:
    count = len(content.occurrences)
    return ngettext(
        "%(title)s as a circle with %(num)s event in the rings %(rings)s.",
        "%(title)s as a circle with %(num)s events in the rings %(rings)s.",
        count,
        title=title_words(content),
        rings=", ".join(ring.name for ring in content.rings if ring.key in content.shown),
    )


def _about(content: WheelContent) -> str:
    """What was asked for besides the rings, which the legend names; empty where nothing is left out."""
    wanted = content.wanted
    posts = dict(content.posts)
    said = [body.name for body in content.bodies if body.short_name in wanted.bodies]
    said += [str(KINDS[kind]) for kind in KINDS if kind in wanted.kinds]
    said += [posts[post] for post in sorted(wanted.posts) if post in posts]
    said += [gettext("what concerns my own posts")] if wanted.is_mine else []
    said += [gettext("meetings whose agenda is still open")] if wanted.open_agenda else []
    said += [f"“{wanted.text}”"] if wanted.text else []
    return gettext("Only: %(what)s", what=", ".join(said)) if said else ""


def _page_words() -> str:
    return gettext("Page %(page)s of %(pages)s", page="{page}", pages="{pages}")


def _table(content: WheelContent, base: str) -> Table:
    colours = {ink.key: ink.shades.strong for ink in _inks(content)}
    months = (PrintedMonth(_month_name(month), tuple(_rows(month, colours, base))) for month in months_of(content))
    return Table(
        heading=gettext("Events by month and week"),
        heads=(gettext("Date"), gettext("Week"), gettext("What"), gettext("Where and when")),
        months=tuple(month for month in months if month.rows),
        empty=gettext("Nothing is planned in this time."),
    )


def _month_name(month: ListedMonth) -> str:
    return month.name if month.name.endswith(month.key[:4]) else f"{month.name} {month.key[:4]}"


def _rows(month: ListedMonth, colours: dict[str, str], base: str) -> Iterator[PrintedRow]:
    for row in month.rows:
        yield _day_off(row) if isinstance(row, DayOff) else _event(row, colours[row.ring], base)


def _day_off(row: DayOff) -> PrintedRow:
    kind = gettext("school holiday") if row.is_school else gettext("public holiday")
    return PrintedRow(_days(row.span), _week(row.span), row.name, (), kind, "", "", is_cancelled=False)


def _event(one: Occurrence, colour: str, base: str) -> PrintedRow:
    start = gettext("at %(time)s", time=clock(one.start_time)) if one.start_time else ""
    return PrintedRow(
        date=_days(one.span) if one.precision is Precision.EXACT else one.words,
        week=_week(one.span),
        title=one.title,
        tags=tuple(_tags(one)),
        where=", ".join(filter(None, (start, one.place))),
        colour=colour,
        href=base + url_for("occurrences.show", occurrence_id=one.id) if base else "",
        is_cancelled=one.is_cancelled,
    )


def _tags(one: Occurrence) -> Iterator[str]:
    states = (
        (one.is_cancelled, gettext("cancelled")),
        (one.moved_from or one.shifted_from, gettext("moved from %(day)s", day=_day(one.slot))),
        (one.is_draft, gettext("draft")),
        (one.reading == 1, gettext("1st reading")),
        (one.reading == 2, gettext("2nd reading")),
    )
    yield from (words for is_so, words in states if is_so)


def _days(span: DateSpan) -> str:
    """ "ons. 13. sep.", with the last day of several; the heading above says the year."""
    if span.day_count == 1:
        return _day(span)
    pattern = gettext("d MMM")
    return f"{format_date(span.start, pattern)} – {format_date(span.last, pattern)}"


def _day(span: DateSpan) -> str:
    return str(format_date(span.start, gettext("EEE d MMM")))


def _week(span: DateSpan) -> str:
    return str(span.start.isocalendar().week)
