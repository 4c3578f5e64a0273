"""What an administrator writes of an account, checked."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from email.errors import HeaderParseError
from email.headerregistry import Address

from wheel.core.access import Role
from wheel.errors import InvalidInputError
from wheel.store.accounts import find_account, find_account_by_email
from wheel.store.database import Session

LONGEST_NAME = 200
# RFC 5321, section 4.5.3.1.3: a path of 256 octets, of which two are its brackets.
LONGEST_EMAIL = 254
# One address without comments, quotes or anything that separates several: it stands in a mail's header.
_EMAIL = re.compile(r"[^\s@,;:<>()\[\]\"\\]+@[^\s@,;:<>()\[\]\"\\]+")


@dataclass(frozen=True)
class AccountFields:
    """`display_name` is what the person, or an account that many share, is called; `email` may be empty."""

    user_name: str
    display_name: str
    email: str
    role: Role


def checked_fields(session: Session, fields: AccountFields, own_id: str | None = None) -> AccountFields:
    """The fields without needless spaces; `own_id` is the account that has them already.

    Raises InvalidInputError naming the field: names have 1 to 200 characters, and user names and e-mail addresses are
    one account's alone, without regard to case.
    """
    tidy = replace(
        fields,
        user_name=fields.user_name.strip(),
        display_name=" ".join(fields.display_name.split()),
        email=fields.email.strip(),
    )
    _require_names(tidy)
    _require_email(tidy.email)
    other = find_account(session, tidy.user_name)
    if other is not None and other.id != own_id:
        raise InvalidInputError("There is an account with that user name already.", field="user_name")
    other = find_account_by_email(session, tidy.email) if tidy.email else None
    if other is not None and other.id != own_id:
        raise InvalidInputError("There is an account with that e-mail address already.", field="email")
    return tidy


def _require_names(fields: AccountFields) -> None:
    if not fields.display_name.isprintable() or not 0 < len(fields.display_name) <= LONGEST_NAME:
        raise InvalidInputError("Write a name of at most 200 characters.", field="display_name")
    if not fields.user_name.isprintable() or not 0 < len(fields.user_name) <= LONGEST_NAME:
        raise InvalidInputError("Write a user name of at most 200 characters.", field="user_name")


def _require_email(email: str) -> None:
    if email and not (len(email) <= LONGEST_EMAIL and _is_one_address(email)):
        raise InvalidInputError("Write one e-mail address, such as name@example.org.", field="email")


def _is_one_address(email: str) -> bool:
    """Whether a letter can be sent to it by any mail server: in ASCII (RFC 5321), and an address to Python as well."""
    if not (email.isascii() and email.isprintable() and _EMAIL.fullmatch(email)):
        return False
    try:
        return bool(Address(addr_spec=email).domain)
    except (ValueError, HeaderParseError):
        return False
