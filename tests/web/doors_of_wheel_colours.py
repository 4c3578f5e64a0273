"""The door of the rings' colours."""

from __future__ import annotations

from door import Door

DOORS: list[Door] = [Door("wheel_colours.show", "GET", "/wheel/rings.css")]
