"""What somebody may choose of how a calendar feed shows what it holds, as it stands in the feed's address."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from urllib.parse import parse_qsl, urlencode

from wheel.core.wheel_filters import Pairs

LANGUAGES = ("da", "en")
"""Those that a feed can be in; otherwise it is in the organisation's."""


class Deadlines(StrEnum):
    """How a feed holds deadlines: each on its whole day, at its time of day where it has one, or not at all."""

    ALL_DAY = "all-day"
    TIMED = "timed"
    NONE = "none"


@dataclass(frozen=True)
class FeedOptions:
    """`agenda`: in the description of its meeting. `imprecise`: also what has no exact date yet.

    `drafts`: also what is not published yet, and `closed`: also the titles of closed items, each for those who may see
    that. Neither is the usual: calendar programs may be anywhere. `language` is one of LANGUAGES, or empty for the
    organisation's.
    """

    agenda: bool = True
    closed: bool = False
    deadlines: Deadlines = Deadlines.ALL_DAY
    imprecise: bool = False
    drafts: bool = False
    language: str = ""

    def pairs(self) -> Pairs:
        """The options as they stand in an address: each choice has one such form, and the usual one has none."""
        said = (
            ("agenda", "no", not self.agenda),
            ("closed", "yes", self.closed),
            ("deadlines", self.deadlines.value, self.deadlines is not Deadlines.ALL_DAY),
            ("drafts", "yes", self.drafts),
            ("imprecise", "yes", self.imprecise),
            ("language", self.language, bool(self.language)),
        )
        return tuple((name, value) for name, value, is_said in said if is_said)

    @property
    def query(self) -> str:
        """Fewer than 100 plain characters."""
        return urlencode(self.pairs())

    @property
    def for_everybody(self) -> FeedOptions:
        """The same as a feed that anybody may read can have them."""
        return replace(self, drafts=False, closed=False)

    @property
    def of_slots(self) -> FeedOptions:
        """Those that make a difference where a feed holds nothing but slots of an item."""
        return FeedOptions(language=self.language, closed=self.closed, drafts=self.drafts)

    @property
    def of_events(self) -> FeedOptions:
        """Those that an event's own text depends on; the others only choose which events there are."""
        return replace(self, imprecise=False, drafts=False)


USUAL = FeedOptions()


def options_from(pairs: Iterable[tuple[str, str]]) -> FeedOptions:
    """Read a query. What it says of other things is passed over, and so is nonsense; of several values, the last."""
    said: dict[str, str] = defaultdict(str)
    said.update(pairs)
    deadlines = said["deadlines"]
    return FeedOptions(
        agenda=said["agenda"] != "no",
        closed=said["closed"] == "yes",
        deadlines=Deadlines(deadlines) if deadlines in set(Deadlines) else Deadlines.ALL_DAY,
        imprecise=said["imprecise"] == "yes",
        drafts=said["drafts"] == "yes",
        language=said["language"] if said["language"] in LANGUAGES else "",
    )


def options_of(query: str) -> FeedOptions:
    """Read a query as it stands in an address; it never fails."""
    return options_from(parse_qsl(query, keep_blank_values=True))
