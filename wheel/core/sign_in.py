"""The words of signing in that are kept."""

from __future__ import annotations

from enum import StrEnum


class LinkPurpose(StrEnum):
    """What a link to choose a password was made for: a new account, or a forgotten password."""

    INVITATION = "invitation"
    RESET = "reset"
