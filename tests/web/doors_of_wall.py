"""The doors of the screen on the wall, of the wheel within a frame, and of the page that says how to get them."""

from __future__ import annotations

from door import Door

DOORS: list[Door] = [
    Door("wall.show", "GET", "/wheel/now"),
    Door("embed.present", "GET", "/embed/wheel"),
    Door("embed.show", "GET", "/embed/wheel/2026"),
    Door("embed_code.show", "GET", "/embed"),
]
