"""What the forms of an account hold: read into commands, filled from an account, and told in words."""

from __future__ import annotations

from collections.abc import Mapping

from wheel.core.access import Role
from wheel.errors import InvalidInputError
from wheel.usecases.account_fields import AccountFields
from wheel.usecases.save_account import InviteAccount, SaveAccount
from wheel.usecases.show_accounts import Account
from wheel.web.people_words import ROLES
from wheel.web.plan_forms import seen
from wheel.web.translation import gettext

NEW = {"role": "reader", "by": "mail"}
"""What the form of a new account is filled with."""


def invitation_form(form: Mapping[str, str], *, sends_mail: bool) -> InviteAccount:
    """Raises InvalidInputError where the invitation is to be mailed and there is nowhere to."""
    fields = _fields(form)
    if sends_mail and is_by_mail(form) and not fields.email.strip():
        raise InvalidInputError("Write the e-mail address that the invitation goes to.", field="email")
    return InviteAccount(fields, form.get("post") or None)


def is_by_mail(form: Mapping[str, str]) -> bool:
    return form.get("by") == "mail"


def account_form(account_id: str, form: Mapping[str, str]) -> SaveAccount:
    return SaveAccount(account_id, seen(form), _fields(form))


def _fields(form: Mapping[str, str]) -> AccountFields:
    try:
        role = Role(form.get("role", ""))
    except ValueError as error:
        raise InvalidInputError("Choose from the list.", field="role") from error
    return AccountFields(form.get("user_name", ""), form.get("display_name", ""), form.get("email", ""), role)


def account_values(account: Account) -> dict[str, str]:
    """The account as its form is filled in."""
    return {
        "display_name": account.display_name,
        "user_name": account.user_name,
        "email": account.email or "",
        "role": account.role.value,
    }


def account_words(values: Mapping[str, str]) -> dict[str, str]:
    """What the form of an account holds in words, by the labels of its fields."""
    roles = {role.value: str(words) for role, words in ROLES.items()}
    return {
        gettext("Name"): values.get("display_name", ""),
        gettext("User name"): values.get("user_name", ""),
        gettext("E-mail"): values.get("email", ""),
        gettext("May everywhere"): roles.get(values.get("role", ""), ""),
    }
