"""Which kind of calendar program fetches a feed: a few kinds, told by what the program says of itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import Final

LONGEST_READ = 400
"""Characters of a User-Agent that are looked at: the longest of a real program is a third of that."""


class CalendarClient(StrEnum):
    """A kind of program that fetches calendars; what stands in the database is one of these words.

    OUTLOOK is on the web, in Microsoft 365 and Exchange, also where it shows in the program on a computer: Microsoft's
    servers fetch for it. OUTLOOK_DESKTOP fetches by itself. VDIRSYNCER fetches for khal. BROWSER is somebody who opened
    the address. OTHER says something that is not known here, and NONE says nothing.
    """

    GOOGLE = "google"
    OUTLOOK = "outlook"
    OUTLOOK_DESKTOP = "outlook_desktop"
    APPLE = "apple"
    APPLE_MAC = "apple_mac"
    THUNDERBIRD = "thunderbird"
    EVOLUTION = "evolution"
    NEXTCLOUD = "nextcloud"
    ICSX5 = "icsx5"
    VDIRSYNCER = "vdirsyncer"
    BROWSER = "browser"
    OTHER = "other"
    NONE = "none"


@dataclass(frozen=True)
class Fetch:
    """When such a program was last noted to have fetched a feed, and which HTTP status it was answered."""

    client: CalendarClient
    at: datetime
    status: int


def client_of(user_agent: str) -> CalendarClient:
    """The kind of program that calls itself so (RFC 9110, section 10.1.5).

    It never fails, and looks at no more than the first 400 characters. Whoever wants to can say anything.
    """
    return _client_of(user_agent[:LONGEST_READ])


def client_called(word: str) -> CalendarClient:
    """The kind of that word; one that this release does not know is OTHER."""
    return CalendarClient(word) if word in set(CalendarClient) else CalendarClient.OTHER


@lru_cache(maxsize=64)
def _client_of(said: str) -> CalendarClient:
    """Nearly every poll comes from one of a few programs, and to look through the signs costs as much as its read."""
    if not said.strip():
        return CalendarClient.NONE
    return next((client for client, signs in _SIGNS if signs.search(said)), CalendarClient.OTHER)


def _signs(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.ASCII)


# The first that is found counts, so what is the more particular stands before what is the less.
_SIGNS: Final = (
    (CalendarClient.GOOGLE, _signs(r"\bgoogle-calendar-importer\b")),
    (CalendarClient.THUNDERBIRD, _signs(r"\b(?:thunderbird|betterbird|lightning)/")),
    (CalendarClient.OUTLOOK_DESKTOP, _signs(r"\bmicrosoft (?:office )?outlook\b|\bmicrosoft office/|\bms-office\b")),
    (CalendarClient.OUTLOOK, _signs(r"\bmicrosoft[. -]exchange\b|\bexchange/|\boutlook\b")),
    (CalendarClient.APPLE_MAC, _signs(r"\bmac(?:os|[ _+]os[ _+]x)/|\b(?:calendarstore|ical)/[\d.]+ \(")),
    (CalendarClient.APPLE, _signs(r"\b(?:ios|ipados|watchos|visionos)/|\bdataaccessd\b|\bcalendaragent\b")),
    (CalendarClient.NEXTCLOUD, _signs(r"\bnextcloud\b")),
    (CalendarClient.ICSX5, _signs(r"\b(?:icsx5|icsdroid)\b")),
    (CalendarClient.EVOLUTION, _signs(r"\bevolution(?:-data-server)?/")),
    (CalendarClient.VDIRSYNCER, _signs(r"\b(?:vdirsyncer|pimsync|khal)\b")),
    # What only looks as browsers do, for the sake of old servers, says so in brackets.
    (CalendarClient.OTHER, _signs(r"\bcompatible;|bot\b|\bcrawler\b|\bspider\b")),
    (CalendarClient.BROWSER, _signs(r"^mozilla/.*\b(?:firefox|fxios|chrome|crios|safari|edg[a-z]*|opr)/")),
)
