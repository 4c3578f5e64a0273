"""Every mark of a ring in its lane, and what found no room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from wheel.core.drawing.bands import Band
from wheel.core.drawing.claims import Claims
from wheel.core.drawing.labels import CurvedText
from wheel.core.drawing.lanes import Lane
from wheel.core.drawing.marks import Footprint, half_in
from wheel.core.drawing.settling import fits
from wheel.core.drawing.wheel_page import Box


class Seat(NamedTuple):
    """A footprint in the lane it was dealt; `title` stands beside it, within its box."""

    footprint: Footprint
    lane: Lane
    box: Box
    title: CurvedText | None = None


class Seating(NamedTuple):
    """Who sits where, who was left out, and the lane that is then kept for counts of those."""

    seats: list[Seat]
    left_out: list[Footprint]
    last: Lane


def seated(band: Band, claims: Claims) -> Seating:
    """Everything in its lane; where the lanes do not suffice, the last one is kept for the counts of the others."""
    lanes, half = _from_the_middle(band.lanes), half_in(band.lane_height)
    places = len(lanes) if fits(claims, band) else len(lanes) - 1
    dealt = claims.dealt_within(places, band.least_radius, half)
    seats, left_out = [], []
    for footprint, number in zip(claims.footprints, dealt, strict=True):
        if number is None:
            left_out.append(footprint)
        else:
            lane = lanes[number]
            seats.append(Seat(footprint, lane, Box(*lane, *footprint.interval(lane.inner, half))))
    return Seating(seats, left_out, lanes[-1])


def _from_the_middle(lanes: Sequence[Lane]) -> list[Lane]:
    """A ring fills from its middle, so that one of few marks lines up."""
    middle = (lanes[0].middle + lanes[-1].middle) / 2
    return sorted(lanes, key=lambda lane: (round(abs(lane.middle - middle), 3), -lane.middle))
