"""The signs of the wheel as small pictures for the printed legend, in the grey of its text."""

from __future__ import annotations

from typing import Final

_INK = "#45536a"
_LINE = f'fill="none" stroke="{_INK}" stroke-width="1.3"'
_HOLLOW = f'fill="#fff" stroke="{_INK}" stroke-width="1.6"'
_DASHED = f'fill="#e6e9ee" stroke="{_INK}" stroke-width="1.2" stroke-dasharray="2.4 1.6"'
_NUMBER = 'font-family="Wheel Sans" font-weight="600" font-size="10" text-anchor="middle" x="8" y="11.5"'

_SHAPES: Final = {
    "meeting": f'<circle cx="8" cy="8" r="5.5" fill="{_INK}"/>',
    "empty": f'<circle cx="8" cy="8" r="4.8" {_HOLLOW}/>',
    "reading": f'<circle cx="8" cy="8" r="7" fill="{_INK}"/><text {_NUMBER} fill="#fff">1</text>',
    "dialogue": f'<path d="M8 2l6 6-6 6-6-6z" fill="{_INK}"/>',
    "event": f'<rect x="3" y="3" width="10" height="10" rx="2" fill="{_INK}"/>',
    "deadline": f'<path d="M8 2l6 11H2z" fill="{_INK}"/>',
    "phase": f'<rect x="1" y="4.5" width="14" height="7" rx="1" fill="{_INK}"/>',
    "hatched": f'<rect x="1" y="4" width="14" height="8" {_LINE}/><path d="M3 12l5-8M8 12l5-8" {_LINE}/>',
    "draft": f'<circle cx="8" cy="8" r="5" {_DASHED}/>',
    "cancelled": f'<circle cx="8" cy="8" r="4.6" {_HOLLOW}/><path d="M2 14L14 2" {_LINE}/>',
    "ghost": f'<circle cx="8" cy="8" r="4.8" {_LINE} stroke-dasharray="2 2"/>',
    "round": f'<rect x="1" y="2" width="14" height="12" fill="{_INK}" fill-opacity="0.2"/>',
    "cluster": f'<rect x="1.5" y="3" width="13" height="10" rx="2" {_LINE}/><text {_NUMBER} fill="{_INK}">+8</text>',
    "number": f'<rect x="1" y="2.5" width="14" height="11" rx="1" fill="{_INK}"/><text {_NUMBER} fill="#fff">7</text>',
    "school_holiday": '<rect x="1" y="2" width="14" height="12" fill="#51617a" fill-opacity="0.28"/>',
    "public_holiday": '<rect x="6.5" y="1" width="3" height="14" fill="#c3122f" fill-opacity="0.4"/>',
}

SIGNS: Final = tuple(_SHAPES)
"""The names of the signs, in the order in which a legend explains them; what is past or present is not printed."""


def sign_picture(name: str) -> str:
    """A square SVG of the sign with that name."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" width="16" height="16">{_SHAPES[name]}</svg>'
