"""What pages without the product's menus have in common: what their address asks for, and when they are out of date."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Final, ParamSpec

from flask import request
from flask_babel import force_locale
from werkzeug.wrappers import Response

from wheel.core.periods import Zoom
from wheel.errors import InvalidInputError
from wheel.web.language import LOCALES, chosen_language
from wheel.web.wheel_links import Query

P = ParamSpec("P")

THEMES: Final = ("light", "dark")


def theme() -> str:
    """ "light" or "dark" where the address says so; "" to follow the reader's system."""
    asked = request.args.get("theme", "")
    return asked if asked in THEMES else ""


def asked_zoom() -> Zoom:
    """The zoom that the address asks for, else a year. Raises InvalidInputError for what is none."""
    asked = request.args.get("zoom") or Zoom.YEAR
    if asked not in set(Zoom):
        raise InvalidInputError("There is no such span of time. Choose one of: %(zooms)s.", zooms=", ".join(Zoom))
    return Zoom(asked)


def kept_choices() -> Query:
    """The colours and the language that were asked for, for a link to go on with."""
    language = request.args.get("language", "")
    chosen = {"theme": theme(), "language": language if language in LOCALES else ""}
    return {name: [value] for name, value in chosen.items() if value}


def in_screens_language(view: Callable[P, Response]) -> Callable[P, Response]:
    """Answer in the language that the address asks for, else in the one that the reader has chosen."""
    return _in_language(view, chosen_language)


def in_frames_language(view: Callable[P, Response]) -> Callable[P, Response]:
    """Answer in the language that the address asks for, else in the browser's: no cookie is read within a frame."""
    return _in_language(view, lambda: request.accept_languages.best_match(list(LOCALES), default="da"))


def _in_language(view: Callable[P, Response], otherwise: Callable[[], str]) -> Callable[P, Response]:
    @wraps(view)
    def answer(*args: P.args, **kwargs: P.kwargs) -> Response:
        asked = request.args.get("language", "")
        with force_locale(LOCALES[asked if asked in LOCALES else otherwise()]):
            return view(*args, **kwargs)

    return answer


def release(*addresses: str) -> str:
    """A mark that changes when one of these files does, for their addresses do: what is open is then out of date."""
    return hashlib.sha256("\n".join(addresses).encode()).hexdigest()[:12]
