"""Names what uses a thing that cannot be deleted."""

from __future__ import annotations

from collections.abc import Sequence

MOST_NAMED = 5


def listed(names: Sequence[str]) -> str:
    """The first names, with dots where there are more."""
    shown = ", ".join(names[:MOST_NAMED])
    return f"{shown} …" if len(names) > MOST_NAMED else shown
