"""The whole addresses of calendar feeds, on the public address where the operator has set one."""

from __future__ import annotations

from flask import request, url_for

from wheel.core.feed_options import USUAL, FeedOptions
from wheel.core.feed_sources import FeedForm
from wheel.services import services


def feed_url(address: str, options: FeedOptions = USUAL, form: FeedForm = FeedForm.ICALENDAR) -> str:
    """One of everybody's, by how it is called."""
    return base_url() + url_for("feeds.called", called=address, form=form.value) + _behind(options)


def view_feed_url(feed_id: str, name: str, options: FeedOptions = USUAL, form: FeedForm = FeedForm.ICALENDAR) -> str:
    """That of a view, by its id; `name` is what some programs call the calendar."""
    return base_url() + url_for("feeds.calendar", feed_id=feed_id, name=name, form=form.value) + _behind(options)


def own_feed_url(token: str, name: str, form: FeedForm = FeedForm.ICALENDAR) -> str:
    """A person's own, by its secret."""
    return base_url() + url_for("feeds.calendar", feed_id=token, name=name, form=form.value)


def base_url() -> str:
    """Where this service is found from outside, without a slash at its end."""
    return services().settings.public_url or request.host_url.rstrip("/")


def _behind(options: FeedOptions) -> str:
    return f"?{options.query}" if options.query else ""
