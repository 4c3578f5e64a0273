"""The marks of the wheel as SVG. There may be thousands, so they are written here and not by a template.

Every text that somebody typed is escaped; everything else was made by `wheel.core.drawing`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from markupsafe import Markup, escape

from wheel.core.drawing.labels import CurvedText, TurnedText
from wheel.core.drawing.wheel_page import Cluster, Ghost, Mark


def marks_svg(marks: Iterable[Mark | Cluster], say: Callable[[Cluster], str]) -> Markup:
    """One link each, two elements where nothing is written on it. `say` gives the words for a count."""
    written = [_mark(mark) if isinstance(mark, Mark) else _cluster(mark, say(mark)) for mark in marks]
    return Markup("\n".join(written))  # noqa: S704 - escaped above


def ghosts_svg(ghosts: Iterable[Ghost]) -> Markup:
    written = [
        f'<path class="w-ghost r-{escape(ghost.ring)}" data-ring="{escape(ghost.ring)}" aria-hidden="true" '
        f'd="{ghost.path}"/>'
        for ghost in ghosts
    ]
    return Markup("\n".join(written))  # noqa: S704 - escaped above


def _mark(mark: Mark) -> str:
    ring = _escaped(mark.ring)
    fill = f' fill="url(#w-hatch-{ring})"' if mark.is_hatched else ""
    label = ""
    if mark.curved is not None:
        label = _curved(mark.curved, "w-text" if mark.is_arc else "w-beside-text")
    if mark.turned is not None:
        label += _turned(mark.turned)
    return (
        f'<a class="{_escaped(mark.classes)}" href="{escape(mark.href)}" data-ring="{ring}" data-start="{mark.start}" '
        f'data-days="{mark.days}" aria-label="{escape(mark.spoken)}"><path class="w-shape" d="{mark.path}"{fill}/>'
        f"{label}</a>"
    )


def _cluster(cluster: Cluster, words: str) -> str:
    ring = escape(cluster.ring)
    label = "" if cluster.turned is None else _turned(cluster.turned)
    return (
        f'<a class="w-cluster r-{ring}" href="{escape(cluster.href)}" data-ring="{ring}" data-start="{cluster.start}" '
        f'data-days="{cluster.days}" aria-label="{escape(words)}"><path class="w-shape" d="{cluster.path}"/>{label}</a>'
    )


def _curved(text: CurvedText, classes: str) -> str:
    plate = f'<path class="w-plate" d="{text.plate}"/>' if text.plate else ""
    path_id = escape(text.path_id)
    return (
        f'{plate}<path id="{path_id}" class="w-base" d="{text.path}"/><text class="{classes}" font-size="{text.size}">'
        f'<textPath href="#{path_id}" startOffset="50%">{escape(text.text)}</textPath></text>'
    )


@lru_cache(maxsize=1024)
def _escaped(text: str) -> Markup:
    """For what is the same on many marks."""
    return escape(text)


def _turned(text: TurnedText) -> str:
    return (
        f'<text class="w-text" font-size="{text.size}" transform="{text.transform}" dy="0.34em">'
        f"{escape(text.text)}</text>"
    )
