"""What calendar programs call themselves, and of which kind each is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheel.core.calendar_clients import LONGEST_READ, CalendarClient, client_called, client_of

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36"
SAFARI = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15"  # noqa: E501 - as it is sent

# What the program says, its kind, and where that was seen, or what would be mistaken for something else.
SAID = [
    ("Google-Calendar-Importer", "google", "aaronpk/Meetable#138"),
    ("Mozilla/5.0 (compatible; Google-Calendar-Importer)", "google", "as some relays write it"),
    ("Microsoft.Exchange/15.20 (Windows NT 10.0; Win64; x64)", "outlook", "Microsoft 365 fetches from its servers"),
    ("Microsoft Exchange/15.20", "outlook", "the same with a space"),
    ("Outlook-iOS/2.0", "outlook", "not Apple's calendar, though it names the system"),
    (
        "Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17328; Pro)",
        "outlook_desktop",
        "the program on a computer",
    ),
    ("Microsoft Office/14.0 (Windows NT 6.1; Microsoft Outlook 14.0.7188; Pro)", "outlook_desktop", "Outlook 2010"),
    ("Mozilla/4.0 (compatible; ms-office; MSOffice 16)", "outlook_desktop", "Office's own fetching"),
    ("iOS/17.0 (21A329) dataaccessd/1.0", "apple", "browscap/browscap#382, with a newer number"),
    ("iOS/9.1 (13B143) dataaccessd/1.0", "apple", "owncloud-archive/calendar#983"),
    ("iOS/26.0 (23A341) calaccessd/1.0", "apple", "another name of the same part of the system"),
    ("iPadOS/26.0 (23A341) somedaemon/2.0", "apple", "the system's name is enough"),
    ("macOS/13.4 (22F66) dataaccessd/1.0", "apple_mac", "the part is the telephone's, the system is not"),
    ("macOS/14.4.1 (23E224) CalendarAgent/1.0", "apple_mac", "the program as it is now"),
    ("Mac_OS_X/10.9.2 (13C64) CalendarAgent/176", "apple_mac", "DAViCal/davical#30"),
    ("Mac+OS+X/10.11.6 (15G1217) CalendarAgent/361.2", "apple_mac", "matomo-org/device-detector#5600"),
    ("Mac OS X/10.8 (12A269) CalendarAgent/47", "apple_mac", "tine20's table of versions"),
    (
        "DAVKit/4.0.3 (732.2); CalendarStore/4.0.4 (997.7); iCal/4.0.4 (1395.7); Mac OS X/10.6.8 (10K549)",
        "apple_mac",
        "tine20's table of versions, the oldest",
    ),
    (
        "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Thunderbird/128.3.0",
        "thunderbird",
        "it begins as a browser does",
    ),
    ("Evolution/3.52.0", "evolution", "evolution-data-server, also for GNOME Calendar"),
    ("Nextcloud Server Crawler", "nextcloud", "nextcloud/server lib/private/Http/Client/Client.php"),
    ("Nextcloud-Server-Crawler/33.0.1", "nextcloud", "the same since version 33"),
    ("Nextcloud Webcal Service", "nextcloud", "nextcloud/server#54799"),
    ("ICSx5/2.2.3 (ical4j/3.2.19 okhttp/4.12.0 Android/14)", "icsx5", "bitfireAT/icsx5 Constants.kt"),
    ("vdirsyncer/0.19.3", "vdirsyncer", "vdirsyncer's http storage; khal reads what it fetched"),
    ("pimsync/0.5.0", "vdirsyncer", "vdirsyncer's successor"),
    (FIREFOX, "browser", "somebody opened the address"),
    (CHROME, "browser", "somebody opened the address"),
    (SAFARI, "browser", "names Mac OS X, and is not the calendar there"),
    ("Mozilla/5.0 (Linux) Chrome/139", "browser", "the least that passes for one"),
    (
        "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0) Chrome/116.0 Safari/537.36",
        "other",
        "a search engine's, that passes for a browser",
    ),
    ("curl/8.9.1", "other", "no calendar"),
    ("python-requests/2.32.3", "other", "no calendar"),
    ("HomeAssistant/2025.4.1 httpx/0.28.1 Python/3.13", "other", "Home Assistant's remote calendar"),
    ("axios/1.7.2", "other", "ends as the telephone's system begins"),
    ("Mozilla/5.0", "other", "too little to be a browser"),
    ("Fantastical/4.0 CFNetwork/1498 Darwin/24.0.0", "other", "a program that is not counted by itself"),
    ("", "none", "no header, or an empty one"),
    (" \t ", "none", "nothing but space"),
]


@pytest.mark.parametrize(("said", "kind", "why"), SAID)
def test_each_program_is_of_its_kind(said: str, kind: str, why: str) -> None:
    assert client_of(said) == kind, why


@pytest.mark.parametrize(("said", "kind", "why"), SAID)
def test_capitals_make_no_difference(said: str, kind: str, why: str) -> None:
    assert client_of(said.upper()) == client_of(said.lower()) == kind, why


def test_every_kind_has_a_program_in_the_table() -> None:
    assert {kind for _, kind, _ in SAID} == set(CalendarClient)


@given(st.text())
def test_whatever_is_said_has_a_kind(said: str) -> None:
    assert client_of(said) in CalendarClient


@pytest.mark.parametrize("piece", ["mozilla/", "mac os x", "iCal/1", "bot ", " ", "æ", "\x00", "compatible"])
def test_what_stands_behind_the_first_characters_is_not_read(piece: str) -> None:
    said = (piece * 1_000_000)[:1_000_000]
    assert client_of(said + " Google-Calendar-Importer") == client_of(said[:LONGEST_READ])


def test_a_word_of_another_release_is_something_else() -> None:
    assert client_called("a_later_one") is CalendarClient.OTHER
    assert client_called("google") is CalendarClient.GOOGLE
