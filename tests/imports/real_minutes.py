"""Where the five real minutes lie; they hold names of persons, so they are no part of the sources."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

REAL_MINUTES = Path(os.environ.get("AARSHJUL_TEST_MINUTES", Path(__file__).parents[3] / "shared" / "minutes"))


def real_minutes(pattern: str) -> list[Path]:
    found = sorted(REAL_MINUTES.glob(pattern))
    if not found:
        pytest.skip(f"no {pattern} in {REAL_MINUTES}; name their folder in AARSHJUL_TEST_MINUTES")
    return found
