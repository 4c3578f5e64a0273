"""Schedules in the words of the page's language, by its own names of months and weekdays."""

from __future__ import annotations

from datetime import date

import pytest
from catalogues import compile_danish
from flask import Flask

from wheel.app import create_app
from wheel.core.rules import RecurrenceRule
from wheel.core.schedule import Schedule
from wheel.core.sentences import parse_schedule
from wheel.settings import Settings
from wheel.web.rule_words import schedule_words, wording

WEDNESDAYS = Schedule(RecurrenceRule("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", date(2026, 1, 7)))


@pytest.fixture
def app() -> Flask:
    """The service without a database: nothing here needs one."""
    compile_danish()
    return create_app(Settings("sqlite://", "for tests"))


@pytest.mark.parametrize(
    ("language", "said"),
    [("da", "hver anden onsdag fra 7. januar 2026"), ("en", "every other Wednesday from 7 January 2026")],
)
def test_a_schedule_is_said_and_read_in_the_language_of_the_page(app: Flask, language: str, said: str) -> None:
    with app.test_request_context(headers={"Accept-Language": language}):
        assert schedule_words(WEDNESDAYS, {}) == said
        assert parse_schedule(said, wording(), {}) == WEDNESDAYS


def test_months_and_weekdays_are_counted_from_january_and_monday(app: Flask) -> None:
    with app.test_request_context(headers={"Accept-Language": "da"}):
        known = wording()
    assert (known.months[0], known.months[11], len(known.months)) == ("januar", "december", 12)
    assert (known.weekdays[0], known.weekdays[6], len(known.weekdays)) == ("mandag", "søndag", 7)
