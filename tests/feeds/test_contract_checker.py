"""The checker of calendar feeds finds what is wrong: a sound feed breaks no rule, and each rule is seen broken."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from calendar_rules import RULES, broken_rules
from corrupted_feeds import corrupted, folded, sound, unfolded
from feed_samples import MODIFIED

NOW = datetime(2026, 4, 1, tzinfo=UTC)
CORRUPTED = list(corrupted())


def test_a_sound_feed_breaks_no_rule() -> None:
    assert broken_rules(sound(), NOW) == []
    assert broken_rules(folded(unfolded()), NOW) == []
    assert NOW > MODIFIED


@pytest.mark.parametrize(("rule", "data"), CORRUPTED, ids=[rule for rule, _ in CORRUPTED])
def test_a_broken_rule_is_found(rule: str, data: bytes) -> None:
    assert rule in {broken.rule for broken in broken_rules(data, NOW)}


def test_every_rule_has_a_feed_that_breaks_it() -> None:
    assert {rule.says for rule in RULES} == {rule for rule, _ in CORRUPTED}


def test_a_rule_has_a_source_and_a_name_of_its_own() -> None:
    assert len({rule.says for rule in RULES}) == len(RULES) > 140
    assert all("RFC" in rule.source or "feeds.md" in rule.source or "MS-" in rule.source for rule in RULES)


@pytest.mark.parametrize(
    "data",
    [b"", b"\r\n", b"\xff\xfe\x00", b"<html>", b"BEGIN:VCALENDAR", b"END:VCALENDAR\r\n", b"BEGIN:VEVENT\r\n" * 3],
)
def test_what_is_no_calendar_at_all_is_a_list_of_mistakes_too(data: bytes) -> None:
    assert len(broken_rules(data, NOW)) > 5
