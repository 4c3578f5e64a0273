"""Answers a monitor's question whether the service and its database are well."""

from __future__ import annotations

from flask import Blueprint, Response

from wheel.services import database
from wheel.usecases.identify import is_well
from wheel.web.policies import everybody

health = Blueprint("health", __name__)


@health.get("/healthz")
@everybody
def healthz() -> Response:
    if not is_well(database()):
        return Response("the database does not answer\n", status=503, mimetype="text/plain")
    return Response("ok\n", mimetype="text/plain")


@health.get("/robots.txt")
@everybody
def robots() -> Response:
    """Nothing is forbidden: a robots.txt that blocks keeps Google Calendar from fetching feeds."""
    return Response("User-agent: *\nDisallow:\n", mimetype="text/plain")
