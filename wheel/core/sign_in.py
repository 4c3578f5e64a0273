"""The words of signing in that are kept."""

from __future__ import annotations

from enum import StrEnum


class LinkPurpose(StrEnum):
    """What a link to choose a password was made for: a new account, or a forgotten password."""

    INVITATION = "invitation"
    RESET = "reset"


class SignInAct(StrEnum):
    """What the audit says of signing in, of sessions and of second factors.

    OFF is by the account's owner, TAKEN_OFF by an administrator. OTHERS_ENDED are all sessions but the one it is done
    in.
    """

    SIGNED_IN = "signed in"
    FAILED = "sign-in failed"
    SIGNED_OUT = "signed out"
    ENDED = "session ended"
    OTHERS_ENDED = "other sessions ended"
    ON = "second factor turned on"
    OFF = "second factor turned off"
    TAKEN_OFF = "second factor taken off"
    CODE_USED = "recovery code used"
    CODES_RENEWED = "recovery codes renewed"


class PasswordAct(StrEnum):
    """What the audit says of passwords.

    A link is MADE by an administrator, or MAILED to whoever says that the password is forgotten. A password is CHOSEN
    by a link, and CHANGED by who is signed in.
    """

    LINK_MADE = "link made"
    LINK_MAILED = "link mailed"
    CHOSEN = "password chosen"
    CHANGED = "password changed"
