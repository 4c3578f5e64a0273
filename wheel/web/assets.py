"""Addresses of static files that change when the file does, and the widths of the font that labels are set in."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from pathlib import Path

from flask import Flask, url_for

from wheel.errors import WheelError
from wheel.settings import ROOT

STATIC = ROOT / "wheel" / "static"
WIDTHS = STATIC / "vendor" / "font-widths.json"
ONE_YEAR = 365 * 24 * 3600


def install_assets(app: Flask) -> None:
    if not WIDTHS.exists():
        raise WheelError("The fonts and htmx are not installed yet: run `make assets` first.")
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = ONE_YEAR
    app.jinja_env.globals["asset"] = asset


def asset(name: str) -> str:
    """The address of a static file, with its content in it, so that it may be kept for a year."""
    return url_for("static", filename=name, v=_content_mark(STATIC / name))


@lru_cache(maxsize=64)
def _content_mark(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10]


def text_width(text: str, size: float) -> float:
    """How wide `text` is at most when set at `size`, in the same unit; kerning may make it a little narrower."""
    widths, default = _advances("600")
    return sum(widths.get(letter, default) for letter in text) * size


@lru_cache(maxsize=2)
def _advances(weight: str) -> tuple[dict[str, float], float]:
    """Advance widths in parts of the font size, and the width assumed for a letter the font lacks."""
    known = json.loads(WIDTHS.read_text(encoding="utf-8"))
    units = known["unitsPerEm"]
    return {letter: advance / units for letter, advance in known[weight].items()}, 1.0
