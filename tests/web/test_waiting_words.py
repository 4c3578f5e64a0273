"""How long something has waited, in words that say enough and no more."""

from __future__ import annotations

from datetime import timedelta

import pytest
from web_site import TODAY, Site

from wheel.core.look_again import LookAgain, LookKind
from wheel.core.stops import Stop, StopState
from wheel.web.waiting_words import look_words, waited_words


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "0 days"),
        (1, "1 day"),
        (13, "13 days"),
        (14, "2 weeks"),
        (59, "8 weeks"),
        (60, "1 month"),
        (92, "3 months"),
        (729, "23 months"),
        (730, "1 year"),
        (1100, "3 years"),
    ],
)
def test_the_age_is_told_in_the_unit_that_says_enough(site: Site, days: int, words: str) -> None:
    with site.app.test_request_context(headers={"Accept-Language": "en"}):
        assert waited_words(TODAY - timedelta(days=days)) == words


@pytest.mark.parametrize(
    ("look", "words"),
    [
        (None, ""),
        (LookAgain(LookKind.MEETING, body="scf"), "the next meeting of scf, which is not planned yet"),
        (LookAgain(LookKind.MEETING), "at another body's next meeting"),
        (LookAgain(LookKind.WINDOW, TODAY, words="snart"), "snart (by 21 November 2026)"),
    ],
)
def test_what_is_not_known_is_said_so(site: Site, look: LookAgain | None, words: str) -> None:
    stop = Stop("0", "Sag", is_closed=False, body="kb", state=StopState.AWAITING, version=1, look_again=look)
    with site.app.test_request_context(headers={"Accept-Language": "en"}):
        assert look_words(stop) == words
