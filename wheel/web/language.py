"""Danish or English: chosen by the visible switch, else by the browser's Accept-Language."""

from __future__ import annotations

from flask import Blueprint, Flask, redirect, request
from flask_babel import Babel, get_locale
from werkzeug.wrappers import Response

from wheel.services import services
from wheel.settings import ROOT
from wheel.web.addresses import local_address, open_page
from wheel.web.policies import everybody

language = Blueprint("language", __name__)

# The locales with a country: Babel's bare "da" and "en" number weeks and order dates in other ways.
LOCALES = {"da": "da_DK", "en": "en_GB"}
NAMES = {"da": "Dansk", "en": "English"}
COOKIE = "language"
ONE_YEAR = 365 * 24 * 3600


def install_languages(app: Flask) -> None:
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(ROOT / "translations")
    app.config["BABEL_DEFAULT_LOCALE"] = LOCALES["da"]
    Babel(app, locale_selector=lambda: LOCALES[chosen_language()])
    app.jinja_env.globals.update(language_names=NAMES, language_code=language_code, open_page=open_page)


def chosen_language() -> str:
    chosen = request.cookies.get(_cookie_name(), "")
    return chosen if chosen in LOCALES else request.accept_languages.best_match(list(LOCALES), default="da")


def language_code() -> str:
    """The language of the page being made: "da" or "en"."""
    locale = get_locale()
    return str(locale.language) if locale else "da"


@language.post("/language")
@everybody
def choose() -> Response:
    """Remember the choice and go back to the page it was made on."""
    response = redirect(local_address(request.form.get("next", "")), code=303)
    chosen = request.form.get("language", "")
    if chosen in LOCALES:
        secure = services().settings.secure_cookies
        response.set_cookie(_cookie_name(), chosen, max_age=ONE_YEAR, httponly=True, samesite="Lax", secure=secure)
    return response


def _cookie_name() -> str:
    """Behind HTTPS under a name that no other host of the same domain can set (RFC 6265bis, 4.1.3.2)."""
    return f"__Host-{COOKIE}" if services().settings.secure_cookies else COOKIE
