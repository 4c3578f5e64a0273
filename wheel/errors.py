"""The one tree of errors: each carries what it is about and a message its reader can act on.

`message` is an English gettext msgid with %(name)s places for `details`; the edges translate it.
"""

from __future__ import annotations


class WheelError(Exception):
    """Something the product refuses or cannot do; `str(error)` is the English sentence."""

    def __init__(self, message: str, **details: object) -> None:
        super().__init__(message % details if details else message)
        self.message = message
        self.details = details


class NotFoundError(WheelError):
    """What was asked for does not exist, or the viewer may not know that it does."""


class GoneError(WheelError):
    """What was asked for was here, and was closed for good by whoever it belongs to."""


class RefusedError(WheelError):
    """A rule of the domain says no; nothing was changed."""


class ForbiddenError(WheelError):
    """The viewer may not do this."""


class ConflictError(WheelError):
    """Somebody else changed the thing first; nothing was changed."""


class InvalidInputError(WheelError):
    """What was handed in cannot be understood. `field` names the form field or file place, if one is to blame."""

    def __init__(self, message: str, *, field: str | None = None, **details: object) -> None:
        super().__init__(message, **details)
        self.field = field


class BusyError(WheelError):
    """The server is doing as much of this as it can; nothing was changed, and a little later it will work."""
