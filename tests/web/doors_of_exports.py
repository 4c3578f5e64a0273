"""The doors of what can be printed and downloaded."""

from __future__ import annotations

from door import Door

PAGE = "/wheel/2026/exports"

DOORS: list[Door] = [
    Door("exports.show", "GET", PAGE),
    Door("exports.file", "GET", "/wheel/2026.svg"),
]
