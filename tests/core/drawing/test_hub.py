"""The middle says what is shown, whole if it can be."""

from __future__ import annotations

import pytest

from tests.core.drawn_wheels import measure, wheel_of
from wheel.core.drawing.hub import hub
from wheel.core.drawing.wheel_page import HubText


def test_the_hub_holds_its_text() -> None:
    name = "En kommune med et navn som er alt for langt til midten"
    page = wheel_of([], hub=HubText("2026", name, ("Næste møde", "uge 48")))
    lines = [line.text for line in page.hub.lines]
    assert lines[0] == "2026"
    assert lines[1].endswith("…")
    assert lines[2:] == ["Næste møde", "uge 48"]


@pytest.mark.parametrize(
    ("name", "shown", "reason"),
    [
        ("2026", ["2026"], "as large as can be"),
        ("marts 2026", ["marts 2026"], "smaller"),
        ("mar. 2026 – feb. 2027", ["mar. 2026 –", "feb. 2027"], "in two lines"),
        ("4. kvartal 2026", ["4. kvartal", "2026"], "broken where the lines are most alike"),
        ("Skoleåret2026/27uden", ["Skoleåret2026/27uden"], "small where it cannot be broken"),
    ],
)
def test_the_periods_name_is_set_as_large_as_it_fits(name: str, shown: list[str], reason: str) -> None:
    lines = [line for line in hub(HubText(name, "Kommune"), 120, measure).lines if line.classes == "w-hub-year"]
    assert [line.text for line in lines] == shown, reason


def test_every_line_lies_within_the_circle() -> None:
    for line in hub(HubText("mar. 2026 – feb. 2027", "Kommune", ("a" * 30, "b" * 30)), 120, measure).lines:
        foot, size = float(line.y), float(line.size)
        for y in (foot, foot - size):
            assert (measure(line.text, size) / 2) ** 2 + y**2 < 120**2
