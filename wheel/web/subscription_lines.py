"""A feed's address as a page gives it: to copy, to open, for a phone's camera, and for other web pages to read."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

import segno

from wheel.core.feed_options import USUAL, FeedOptions
from wheel.core.feed_sources import FeedForm
from wheel.web.feed_links import feed_url, own_feed_url, view_feed_url


@dataclass(frozen=True)
class Line:
    """`address` is for calendar programs, `json` the same for web pages: both are whole addresses."""

    address: str
    json: str

    @property
    def webcal(self) -> str:
        """The link that calendar programs open by themselves."""
        return urlsplit(self.address)._replace(scheme="webcal").geturl()

    @property
    def picture(self) -> str:
        """The address of the link's QR code (ISO/IEC 18004): an SVG picture within the page."""
        return str(segno.make(self.webcal, error="m", micro=False).svg_data_uri(omitsize=True, border=4))


def line_of(called: str, options: FeedOptions = USUAL) -> Line:
    """Of one of everybody's, by how it is called in its address."""
    return Line(feed_url(called, options), feed_url(called, options, FeedForm.JSON))


def line_of_view(feed_id: str, name: str, options: FeedOptions = USUAL) -> Line:
    """Of a view's; `name` is what some programs call the calendar."""
    return Line(
        view_feed_url(feed_id, name, options),
        view_feed_url(feed_id, name, options, FeedForm.JSON),
    )


def line_of_own(token: str, name: str) -> Line:
    """Of a person's own, with its secret: for the one page that tells it."""
    return Line(own_feed_url(token, name), own_feed_url(token, name, FeedForm.JSON))
