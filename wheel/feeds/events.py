"""What a feed shows of one occurrence, and the words it shows it with; both already chosen for the feed's audience."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time
from typing import Final, Protocol
from urllib.parse import urlsplit

from wheel.core.dates import DateSpan
from wheel.core.occurrences import Kind
from wheel.core.slots import Precision
from wheel.core.zones import COPENHAGEN
from wheel.errors import InvalidInputError

MAX_LINK_CHARACTERS: Final = 2_000

_VISIBLE_ASCII: Final = re.compile(r"[!-~]+")
# What nearly every link is: an address with a named host, whatever follows.
_ORDINARY_ADDRESS: Final = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]+)?(/[!-~]*)?")


@dataclass(frozen=True)
class FeedItem:
    """One item of an agenda, in order; `minutes` is what it is given.

    The title of a closed one is shown only where it `is_told`: in a person's own feed, who may see it and has asked for
    that.

    What is withdrawn, or was postponed at the meeting, keeps its number and its title there.
    """

    title: str
    minutes: int | None = None
    is_closed: bool = False
    is_told: bool = False
    is_withdrawn: bool = False
    is_postponed: bool = False


@dataclass(frozen=True)
class FeedEvent:
    """Everything shown of one occurrence. Times are the wall-clock of `time_zone`; `words` are an imprecise date's.

    `uid` never changes, whatever happens to the occurrence, and is the same in all feeds (RFC 7986 section 5.3).
    `moved_from` is the first day it was planned for, if a person moved it. `category` is its ring's name.
    `is_at_its_time`: a deadline is shown at its time of day rather than on its whole day.
    Raises InvalidInputError if `url` is neither empty nor a web address (of at most 2,000 characters), and ValueError
    if `uid` is anything but visible ASCII.
    """

    uid: str
    title: str
    span: DateSpan
    kind: Kind
    start_time: time | None = None
    end_time: time | None = None
    place: str = ""
    is_cancelled: bool = False
    cancelled_because: str = ""
    precision: Precision = Precision.EXACT
    words: str = ""
    body_name: str | None = None
    category: str = ""
    items: tuple[FeedItem, ...] = ()
    agenda_deadline: date | None = None
    url: str = ""
    note: str = ""
    moved_from: date | None = None
    time_zone: str = COPENHAGEN
    is_at_its_time: bool = False

    def __post_init__(self) -> None:
        if _VISIBLE_ASCII.fullmatch(self.uid) is None:
            raise ValueError(f"a UID is visible ASCII without blanks: {self.uid!r}")
        if self.url and not _is_web_address(self.url):
            raise InvalidInputError("A link must be an address that starts with https:// or http://.", field="url")

    @property
    def is_all_day(self) -> bool:
        """Deadlines, and whatever has no start time, no exact date or more than one day, fill their days.

        The times of several days are those of each of them, but for a single night's: it ends earlier than it begins.
        """
        is_on_its_day = self.kind is Kind.DEADLINE and not self.is_at_its_time
        is_long = self.span.day_count > 1 and not self._is_over_midnight
        return self.start_time is None or is_on_its_day or is_long or not is_dated(self)

    @property
    def _is_over_midnight(self) -> bool:
        if self.start_time is None or self.end_time is None:
            return False
        return self.span.day_count == 2 and self.end_time < self.start_time


class MaybeDated(Protocol):
    @property
    def precision(self) -> Precision: ...
    @property
    def words(self) -> str: ...


def is_dated(event: MaybeDated) -> bool:
    """Whether the date is exact. A feed leaves the others out unless its owner asks for them."""
    return event.precision is Precision.EXACT and not event.words


@dataclass(frozen=True)
class FeedWords:
    """The feed's own words in its language, and `locale`, a Babel locale for dates and times ("da_DK", "en_GB").

    Labels stand without a colon ("Flyttet fra"). Only `cancelled_prefix` ("AFLYST: ") has its colon and blank, for
    it is put in front of the title as it stands. `week` comes before a number ("Uge"), `minutes` after ("min.").
    """

    locale: str
    cancelled_prefix: str
    cancelled_because: str
    moved_from: str
    time: str
    week: str
    agenda_deadline: str
    agenda: str
    closed_item: str
    closed: str
    withdrawn: str
    postponed: str
    minutes: str


def _is_web_address(url: str) -> bool:
    if len(url) > MAX_LINK_CHARACTERS or _VISIBLE_ASCII.fullmatch(url) is None:
        return False
    if _ORDINARY_ADDRESS.fullmatch(url):
        return True
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)
