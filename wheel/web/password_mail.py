"""The letters with a link to choose a password: their words, in the organisation's language, and their sending."""

from __future__ import annotations

from flask import current_app, url_for
from flask_babel import force_locale

from wheel.core.access import Moment
from wheel.core.sign_in import LinkPurpose
from wheel.services import database, moment, services
from wheel.usecases.invite import PasswordLetter, invitation_letter
from wheel.usecases.reset_password import reset_letter
from wheel.web.language import LOCALES
from wheel.web.mail import Letter, mailer
from wheel.web.translation import gettext


def send_invitation(token: str) -> str:
    """Have the link's letter sent to its account's e-mail address; that address, or "" where none is sent.

    None is sent without a mail server, or to an account without an address: the administrator then copies the link.
    """
    post, at = mailer(), moment()
    if post is None:
        return ""
    with database().reading() as session:
        letter = invitation_letter(session, at, token)
    if letter is None:
        return ""
    post.send(lambda: _words(letter, at))
    return letter.email


def send_reset(name: str) -> None:
    """Have a letter sent to the account of that name, if there is one that gets it. Looked up later, so takes no time.

    Only where there is a mail server.
    """
    post, at, place = mailer(), moment(), database()
    if post is None:
        return

    def write() -> Letter | None:
        letter = reset_letter(place, name, at)
        return _words(letter, at) if letter else None

    post.send(write)


def link_address(token: str) -> str:
    """Where the link leads, for an administrator to copy: at the address that is set, else at the one in use now."""
    if services().settings.public_url:
        return _mailed_address(token)
    return url_for("passwords.choose", token=token, _external=True)


def _words(letter: PasswordLetter, at: Moment) -> Letter:
    told = {
        "organisation": letter.organisation,
        "user_name": letter.user_name,
        "link": _mailed_address(letter.token),
    }
    with force_locale(LOCALES.get(letter.locale, LOCALES["da"])):
        words = _invitation if letter.purpose is LinkPurpose.INVITATION else _reset
        subject, text = words(told)
    return Letter(letter.email, subject, text, at.at)


def _invitation(told: dict[str, str]) -> tuple[str, str]:
    subject = gettext("Choose your password for the annual wheel of %(organisation)s", **told)
    text = gettext(
        "You have got an account in the annual wheel of %(organisation)s. Your user name is %(user_name)s.\n\n"
        "Choose your password here within seven days:\n\n%(link)s\n\n"
        "The link can be used once. If it does not work, ask an administrator for a new one.\n",
        **told,
    )
    return subject, text


def _reset(told: dict[str, str]) -> tuple[str, str]:
    subject = gettext("New password for the annual wheel of %(organisation)s", **told)
    text = gettext(
        "Somebody has asked for a new password for the user name %(user_name)s in the annual wheel of "
        "%(organisation)s.\n\n"
        "Choose it here within an hour:\n\n%(link)s\n\n"
        "The link can be used once. If it was not you who asked, do nothing: your password stays as it is.\n",
        **told,
    )
    return subject, text


def _mailed_address(token: str) -> str:
    """Made from the setting alone: what a request says of its host may be anybody's invention."""
    path = current_app.url_map.bind("").build("passwords.choose", {"token": token})
    return services().settings.public_url + path
