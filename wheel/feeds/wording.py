"""A feed's own texts, in the language of the organisation: a client's Accept-Language says little, if it sends one."""

from __future__ import annotations

from flask import Flask
from flask_babel import force_locale, gettext

from wheel.core.occurrences import Kind
from wheel.feeds.events import FeedWords
from wheel.feeds.making_events import EntryWords
from wheel.feeds.surroundings import Wording
from wheel.feeds.view_names import ViewWords

# The locales with a country: dates and times are written in other ways in the bare ones.
LOCALES = {"da": "da_DK", "en": "en_GB"}


def wordings(app: Flask) -> dict[str, Wording]:
    """The texts in every language there is, by its code."""
    found = {}
    with app.app_context():
        for language, locale in LOCALES.items():
            with force_locale(locale):
                found[language] = _wording(locale)
    return found


def _wording(locale: str) -> Wording:
    return Wording(
        everything=gettext("The annual wheel"),
        about=gettext("Meetings and dates of %(name)s, kept up to date by themselves."),
        deadlines=gettext("Deadlines"),
        about_deadlines=gettext("Deadlines, and the days on which agendas go out, kept up to date by themselves."),
        about_item=gettext("When the item is treated, and where, kept up to date by itself."),
        about_own=gettext("Your own calendar from the annual wheel, kept up to date by itself."),
        closed=gettext("This calendar has been closed"),
        about_closed=gettext(
            "It holds nothing any more. Remove it from your calendar program; you can make a new one when you sign in."
        ),
        about_view=gettext("What a view of the annual wheel picks out, kept up to date by itself."),
        view=view_words(),
        words=FeedWords(
            locale=locale,
            cancelled_prefix=gettext("CANCELLED: "),
            cancelled_because=gettext("Cancelled because"),
            moved_from=gettext("Moved from"),
            time=gettext("Time"),
            week=gettext("Week"),
            agenda_deadline=gettext("The agenda goes out"),
            agenda=gettext("Agenda"),
            closed_item=gettext("Closed item"),
            closed=gettext("closed"),
            withdrawn=gettext("withdrawn"),
            postponed=gettext("postponed"),
            minutes=gettext("min"),
        ),
        entries=EntryWords(
            item_number=gettext("Item no."), follow_up=gettext("To be done"), meeting=gettext("Meeting")
        ),
    )


def view_words() -> ViewWords:
    """The words of views' names, in the language in force."""
    return ViewWords(
        named=gettext("Annual wheel: %(what)s"),
        nameless=gettext("The annual wheel"),
        quoted=gettext("“%(what)s”"),
        open_agenda=gettext("open agendas"),
        kinds={
            Kind.MEETING: gettext("Meetings"),
            Kind.READING: gettext("Readings"),
            Kind.DIALOGUE: gettext("Dialogue meetings"),
            Kind.EVENT: gettext("Events"),
            Kind.PHASE: gettext("Phases"),
            Kind.DEADLINE: gettext("Deadlines"),
            Kind.ROUND: gettext("Political rounds"),
        },
    )
