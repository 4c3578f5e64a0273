"""When a calendar was fetched, by which kind of program, and what that got, in the reader's words."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from flask_babel import lazy_gettext as later

from wheel.core.calendar_clients import CalendarClient, Fetch
from wheel.services import today, zone
from wheel.web.translation import gettext
from wheel.web.words import clock, plain_day

CLIENTS: Final = {
    CalendarClient.GOOGLE: later("Google Calendar"),
    CalendarClient.OUTLOOK: later("Outlook"),
    CalendarClient.OUTLOOK_DESKTOP: later("Outlook on a computer"),
    CalendarClient.APPLE: later("an iPhone or iPad"),
    CalendarClient.APPLE_MAC: later("a Mac"),
    CalendarClient.THUNDERBIRD: later("Thunderbird"),
    CalendarClient.EVOLUTION: later("Evolution"),
    CalendarClient.NEXTCLOUD: later("Nextcloud"),
    CalendarClient.ICSX5: later("ICSx⁵ on Android"),
    CalendarClient.VDIRSYNCER: later("vdirsyncer"),
    CalendarClient.BROWSER: later("a browser"),
    CalendarClient.OTHER: later("another program"),
    CalendarClient.NONE: later("a program that does not say what it is"),
}

_ANSWERS: Final = {
    200: later("it got the whole calendar"),
    304: later("nothing new"),
    410: later("it was told that the calendar is closed"),
}


def fetch_words(fetch: Fetch) -> str:
    """ "Hentet i dag kl. 10.15 af Outlook – intet nyt"."""
    return gettext(
        "Fetched %(when)s by %(client)s – %(answer)s",
        when=fetched_when(fetch.at),
        client=client_words(fetch.client),
        answer=_ANSWERS.get(fetch.status, gettext("the answer was %(status)s", status=fetch.status)),
    )


def fetched_when(at: datetime) -> str:
    """ "i dag kl. 10.15", "i går kl. 22.03", or the day and the time."""
    local = at.astimezone(zone())
    time = clock(local.time())
    if local.date() == today():
        return gettext("today at %(time)s", time=time)
    if local.date() == today() - timedelta(days=1):
        return gettext("yesterday at %(time)s", time=time)
    return gettext("on %(day)s at %(time)s", day=plain_day(local.date()), time=time)


def client_words(client: CalendarClient) -> str:
    return str(CLIENTS[client])
