"""What gunicorn serves while polls are measured: the service, and beside it a Flask that only says "ok"."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import datetime
from time import process_time
from typing import TYPE_CHECKING

from flask import Flask

from bench.municipality import NOW
from wheel.app import create_app
from wheel.settings import settings_from

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment


def still() -> datetime:
    return NOW


hello = Flask("hello")
hello.add_url_rule("/hello", view_func=lambda: "ok", endpoint="hello")
service = create_app(settings_from(os.environ), still)


def app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    path = environ["PATH_INFO"]
    if path == "/spent":
        spent = repr(process_time()).encode()
        start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(spent)))])
        return [spent]
    return (hello if path == "/hello" else service)(environ, start_response)
