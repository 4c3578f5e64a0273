"""How many lanes each ring gets: that depends on its radius, and its radius on all rings' lanes."""

from __future__ import annotations

from collections.abc import Sequence

from wheel.core.drawing.bands import LOWEST, Band, Need, share
from wheel.core.drawing.claims import Claims
from wheel.core.drawing.marks import half_in

_TURNS = 4


def settle(rings: Sequence[Claims], outer: float, inner: float) -> tuple[Band, ...]:
    """The bands of the rings between two radii: first what their marks need, then what their titles wish for."""
    needs, bands = _needed(rings, outer, inner)
    if not any(claims.have_titles for claims in rings):
        return bands
    wished = _wished(rings, needs, bands, outer, inner)
    return wished if _are_met(rings, bands, wished) else bands


def fits(claims: Claims, band: Band) -> bool:
    """Whether every mark finds a place in the band's lanes."""
    return claims.lanes_needed(band.least_radius, half_in(band.lane_height)) <= len(band.lanes)


def _needed(rings: Sequence[Claims], outer: float, inner: float) -> tuple[list[Need], tuple[Band, ...]]:
    """Settled in a few turns. It starts from the lowest lanes, with the smallest marks, and only ever asks for more."""
    needs = [Need(1) for _ in rings]
    bands = share(needs, outer, inner)
    heights = [LOWEST] * len(rings)
    for _ in range(_TURNS):
        wanted = [
            Need(max(need.lanes, claims.lanes_needed(band.least_radius, half_in(height))))
            for claims, need, band, height in zip(rings, needs, bands, heights, strict=True)
        ]
        if wanted == needs:
            break
        settled, needs = bands, wanted
        bands = share(needs, outer, inner)
        if bands == settled:
            break
        heights = [band.lane_height for band in bands]
    return needs, bands


def _wished(
    rings: Sequence[Claims], needs: Sequence[Need], bands: tuple[Band, ...], outer: float, inner: float
) -> tuple[Band, ...]:
    """With room for titles; a ring that grew nearer to the middle may have to ask for more once again."""
    wished = list(needs)
    for _ in range(2):
        wished = [_wish(claims, need, band) for claims, need, band in zip(rings, wished, bands, strict=True)]
        bands = share(wished, outer, inner)
    return bands


def _wish(claims: Claims, need: Need, band: Band) -> Need:
    radius, half = band.least_radius, half_in(band.lane_height)
    lanes = max(need.lanes, claims.lanes_needed(radius, half))
    return Need(lanes, max(need.wished, lanes, claims.lanes_wished(radius, half)))


def _are_met(rings: Sequence[Claims], before: Sequence[Band], after: Sequence[Band]) -> bool:
    """Whether no ring that could seat all its marks before must leave some out for the sake of titles."""
    return all(
        fits(claims, new) or not fits(claims, old) for claims, old, new in zip(rings, before, after, strict=True)
    )
