"""docs/access.md is what the code prints, and says of every cell of the table what that says."""

from __future__ import annotations

import re
from pathlib import Path

from tools.print_access import CAPACITIES, GROUPS, RIGHTS, THINGS, document
from wheel.core.permissions import ALLOWED, Capacity, Right, Thing

PAGE = Path(__file__).parents[1] / "docs" / "access.md"


def test_the_page_is_what_the_code_prints() -> None:
    assert PAGE.read_text("utf-8") == document(), "python -m tools.print_access > docs/access.md"


def test_every_cell_is_on_the_page() -> None:
    found = dict(re.findall(r"^\| ((?:see|change) [^|]+?) \| (.*) \|$", document(), re.MULTILINE))
    expected = {
        f"{RIGHTS[right]} {THINGS[thing][0]}": " | ".join("yes" if one in allowed else "" for one in Capacity)
        for (right, thing), allowed in ALLOWED.items()
        if allowed
    }
    assert found == expected


def test_everything_has_words_and_a_place_of_its_own() -> None:
    assert list(CAPACITIES) == list(Capacity)
    assert set(THINGS) == set(Thing)
    assert sorted(thing for _, things in GROUPS for thing in things) == sorted(Thing)
    assert len({name for name, _ in THINGS.values()}) == len(THINGS)


def test_what_nobody_may_change_is_said_to_be_so() -> None:
    lines = [line for line in document().splitlines() if "nobody may change it" in line]
    assert len(lines) == len([thing for thing in Thing if not ALLOWED[Right.CHANGE, thing]]) == 3
