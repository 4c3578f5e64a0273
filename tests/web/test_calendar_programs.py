"""The steps for each calendar program: the one that a browser most likely goes with comes first."""

from __future__ import annotations

import pytest

from wheel.web.calendar_programs import PROGRAMS, likely_first

WINDOWS = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36"
)


@pytest.mark.parametrize(
    ("user_agent", "first", "because"),
    [
        (WINDOWS, "outlook", "offices run Windows, and Outlook on it"),
        (f"{WINDOWS} Edg/131.0.0.0", "outlook", "Edge is there by itself"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Safari/604.1", "iphone", "it also says Mac"),
        ("Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) Safari/604.1", "iphone", "the same steps as on a phone"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.1 Safari/605.1.15", "mac", "its own calendar"),
        ("Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/131.0.0.0 Mobile", "android", "it also says Linux"),
        ("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) Chrome/131.0.0.0", "google", "a Chromebook has Google's"),
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0",
            "thunderbird",
            "there is no Outlook",
        ),
        ("Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Thunderbird/128.4.0", "thunderbird", "its own browser"),
        ("", "outlook", "what says nothing is taken for an office"),
        ("x" * 100_000, "outlook", "what nobody knows, too"),
    ],
)
def test_the_likely_program_comes_first_and_none_is_missing(user_agent: str, first: str, because: str) -> None:
    found = likely_first(user_agent)
    assert found[0].key == first, because
    assert sorted(one.key for one in found) == sorted(one.key for one in PROGRAMS)


def test_each_program_has_its_steps() -> None:
    assert len({one.key for one in PROGRAMS}) == len(PROGRAMS) == 9
    assert all(one.steps for one in PROGRAMS)
