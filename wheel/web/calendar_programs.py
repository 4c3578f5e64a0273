"""How to subscribe in each calendar program: its steps, how often it looks for changes, and whether it can be hurried.

How often each looks is what its maker says, or what its source does: none of them can be told to look at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from flask import request
from flask_babel import LazyString
from flask_babel import lazy_gettext as later


@dataclass(frozen=True)
class CalendarProgram:
    """`pace` says in a few words how often it looks for changes, and `often` in a sentence."""

    key: str
    name: LazyString
    pace: LazyString
    steps: tuple[LazyString, ...]
    often: LazyString
    hurry: LazyString


_AS_CHOSEN: Final = later("as often as you choose")
_COPY: Final = later("Copy the address above.")

OUTLOOK: Final = CalendarProgram(
    "outlook",
    later("Outlook on the web, and the new Outlook"),
    later("about every three hours"),
    (
        _COPY,
        later("Open the calendar, and choose “Add calendar” and then “Subscribe from web”."),
        later("Paste the address, give the calendar a name, and choose “Import”."),
    ),
    later("About every three hours. Now and then it takes a day."),
    later("No. If you must see a change at once, remove the calendar and subscribe again."),
)
OUTLOOK_CLASSIC: Final = CalendarProgram(
    "outlook-classic",
    later("Outlook on the computer (classic)"),
    later("every four hours"),
    (
        later("Choose “Open in my calendar” above, and say yes when Outlook asks."),
        later(
            "If nothing happens: copy the address. In Outlook's calendar choose “Open Calendar” or “Add Calendar”, "
            "then “From Internet”, and paste it."
        ),
    ),
    later("Every four hours while Outlook is open: that is what the calendar asks for."),
    later("Yes: press F9, or choose “Send/Receive All Folders”."),
)
GOOGLE: Final = CalendarProgram(
    "google",
    later("Google Calendar"),
    later("once or twice a day"),
    (
        _COPY,
        later("Open Google Calendar in a browser on a computer. The app on a phone cannot do this."),
        later("Choose the plus beside “Other calendars”, then “From URL”, and paste the address."),
        later("From then on the calendar is on your phone, too."),
    ),
    later("Once or twice a day: 8 to 24 hours can pass before you see a change."),
    later("No, Google has no button for it."),
)
IPHONE: Final = CalendarProgram(
    "iphone",
    later("iPhone and iPad"),
    _AS_CHOSEN,
    (
        later("Choose “Open in my calendar” above, or point the camera at the picture under “On a phone”."),
        later("Choose “Subscribe”."),
        later(
            "If nothing happens: open the app Calendar, and choose “Calendars”, “Add Calendar” and “Add Subscription "
            "Calendar”. Paste the address."
        ),
    ),
    later("As often as you choose in Settings, under the accounts of the calendar: “Fetch New Data”."),
    later("Yes: choose “Calendars” in the app, and pull the list down."),
)
MAC: Final = CalendarProgram(
    "mac",
    later("Mac"),
    _AS_CHOSEN,
    (
        later("Choose “Open in my calendar” above, and then “Subscribe”."),
        later("If nothing happens: copy the address. In Calendar choose “File” and “New Calendar Subscription”."),
        later("Choose under “Auto-refresh” how often it is to look, such as every hour."),
    ),
    later("As often as you choose under “Auto-refresh”."),
    later("Yes: press ⌘R in Calendar."),
)
THUNDERBIRD: Final = CalendarProgram(
    "thunderbird",
    later("Thunderbird"),
    _AS_CHOSEN,
    (
        _COPY,
        later("Choose “New” and “Calendar” in the menu, and then “On the Network”."),
        later("Paste the address, choose “Find Calendars”, and then “Subscribe”."),
    ),
    later("Every half hour, unless you choose otherwise in the calendar's properties."),
    later("Yes: right-click the calendar, and choose to synchronise it."),
)
ANDROID: Final = CalendarProgram(
    "android",
    later("Android"),
    _AS_CHOSEN,
    (
        later("Use Google Calendar on a computer, as described there. Or install the free app ICSx⁵."),
        later("Choose “Open in my calendar” above, and open the link with ICSx⁵."),
        later("If you have the app DAVx⁵, you need ICSx⁵ as well: DAVx⁵ hands subscriptions over to it."),
    ),
    later("As often as you choose in ICSx⁵: there is one setting for all its calendars."),
    later("Yes: pull the list of calendars down in ICSx⁵."),
)
NEXTCLOUD: Final = CalendarProgram(
    "nextcloud",
    later("Nextcloud"),
    later("every four hours"),
    (
        _COPY,
        later("In Calendar choose “New calendar”, and then “New subscription from link (read-only)”."),
        later("Paste the address."),
    ),
    later("Every four hours, because the calendar asks for that. Where a calendar does not ask, it is once a week."),
    later("No, not from its pages."),
)
EVOLUTION: Final = CalendarProgram(
    "evolution",
    later("Evolution and GNOME Calendar"),
    _AS_CHOSEN,
    (
        later("Copy the address above. It is safer than “Open in my calendar”, which Evolution asks for unencrypted."),
        later("In Evolution choose “File”, “New” and “Calendar”, and the type “On the Web”. Paste the address."),
        later("In GNOME Calendar choose to add a calendar where you manage them, and paste the address there."),
    ),
    later("Every half hour, unless you choose otherwise in the calendar's properties."),
    later("Yes: right-click the calendar in Evolution, and choose “Refresh”."),
)
PROGRAMS: Final = (OUTLOOK, OUTLOOK_CLASSIC, GOOGLE, IPHONE, MAC, ANDROID, THUNDERBIRD, NEXTCLOUD, EVOLUTION)

# The first that is found counts: phones also claim to be computers. Offices run Windows, and most of them Outlook.
_MARKS: Final = (
    ("Thunderbird", THUNDERBIRD),
    ("iPhone", IPHONE),
    ("iPad", IPHONE),
    ("Android", ANDROID),
    ("CrOS", GOOGLE),
    ("Macintosh", MAC),
    ("Windows", OUTLOOK),
    ("Linux", THUNDERBIRD),
)


def calendar_programs() -> tuple[CalendarProgram, ...]:
    """All of them, first the one that whoever reads the page is most likely to have. Nothing is kept of the guess."""
    return likely_first(request.user_agent.string)


def likely_first(user_agent: str) -> tuple[CalendarProgram, ...]:
    """All of them, that which goes with what a browser says it runs on in front."""
    likely = next((program for mark, program in _MARKS if mark in user_agent), OUTLOOK)
    return (likely, *(program for program in PROGRAMS if program is not likely))
