"""gettext with types: Flask-Babel has none of its own."""

from __future__ import annotations

from collections.abc import Callable

import flask_babel

gettext: Callable[..., str] = flask_babel.gettext
ngettext: Callable[..., str] = flask_babel.ngettext
