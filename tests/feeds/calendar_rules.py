"""A picky checker of calendar feeds: every rule that a file breaks, with where the rule comes from.

The file's rules are those of RFC 5545 and 7986 as calendar programs really take them; calendar_rules_answers.py has
those of the answers that carry it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from calendar_rules_events import EVENT_RULES
from calendar_rules_head import HEAD_RULES
from calendar_rules_lines import LINE_RULES
from calendar_rules_reading import CalendarFile, Rule
from calendar_rules_times import TIME_RULES
from calendar_rules_zones import ZONE_RULES

RULES: list[Rule] = [*LINE_RULES, *HEAD_RULES, *ZONE_RULES, *EVENT_RULES, *TIME_RULES]


@dataclass(frozen=True)
class Broken:
    """A rule that is broken, and the first few places where it is."""

    rule: str
    source: str
    places: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.rule} [{self.source}]: {', '.join(self.places)}"


def broken_rules(data: bytes, now: datetime | None = None) -> list[Broken]:
    """What is wrong with the file, in the order of the rules; `now` (aware) is when it was fetched."""
    file = CalendarFile(data, now)
    found = ((rule, tuple(rule.breaks(file))) for rule in RULES)
    return [Broken(rule.says, rule.source, places[:5]) for rule, places in found if places]
