"""Who is looking at the page being made."""

from __future__ import annotations

from flask_login import current_user

from wheel.core.access import ANONYMOUS, Viewer


def viewer() -> Viewer:
    signed_in: Viewer | None = getattr(current_user, "viewer", None)
    return signed_in or ANONYMOUS
