"""Polls of a feed, over HTTP on this machine: processor time of the serving process, beside "ok" from Flask."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from typing import TYPE_CHECKING

from flask import Flask
from werkzeug.test import create_environ

from bench.municipality import DENSE, NOW, feed_address
from bench.timing import ROUNDS, Line, line, race
from wheel.app import create_app
from wheel.settings import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

REQUESTS = 300
"""A round asks for each thing so many times in a row, on one connection that stays open."""
PATIENCE = 200
OWN = "thousand"
"""The body of which somebody has a calendar of their own."""


@dataclass(frozen=True)
class Poll:
    what: str
    path: str
    status: int
    aim: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


HELLO = Poll("ok", "/hello", 200)


def measure_polls(url: str, own_feed: str) -> list[Line]:
    """The polls of the feeds of a database that holds the municipality; `own_feed` is the address of somebody's own."""
    with _serving(url) as connection:
        polls = [poll for body, count in DENSE.items() for poll in _polls(connection, feed_address(body), count)]
        polls += [_nothing_new(connection, f"n={DENSE[OWN]:,}, a calendar of one's own", own_feed)]
        pairs: dict[str, list[tuple[float, float]]] = {poll.what: [] for poll in polls}
        for number in range(-1, ROUNDS):
            hello = _spent(connection, HELLO)
            for poll in polls:
                if number >= 0:
                    pairs[poll.what].append((_spent(connection, poll), hello))
    return [*(line(poll.what, poll.aim, pairs[poll.what], "µs") for poll in polls), _by_size(pairs)]


def _by_size(pairs: Mapping[str, list[tuple[float, float]]]) -> Line:
    """What the same poll costs of a hundred times as many events."""
    few, many = (pairs[_unchanged(f"n={count:,}")] for count in (min(DENSE.values()), max(DENSE.values())))
    turns = [(ours, yardstick) for (ours, _), (yardstick, _) in zip(many, few, strict=True)]
    return line(f"304, n={max(DENSE.values()):,} beside n={min(DENSE.values()):,} = 1", "≥ 0.83", turns, "µs")


def measure_without_server(url: str) -> Line:
    """The same 304 and the same "ok", called in this process: what is left when the server's own work is taken off."""
    app = create_app(Settings(url, secret_key="bench"), lambda: NOW)  # noqa: S106 - opens nothing
    path = feed_address("thousand")
    etag = app.test_client().get(path).headers["ETag"]
    hello = Flask("hello")
    hello.add_url_rule("/hello", view_func=lambda: "ok", endpoint="hello")
    return race(
        "n=1,000: nothing new, 304, without the server (1,000 polls)",
        "",
        ours=_called(app.wsgi_app, path, HTTP_IF_NONE_MATCH=etag),
        yardstick=_called(hello.wsgi_app, "/hello"),
    )


def _called(app: WSGIApplication, path: str, **headers: str) -> Callable[[int], None]:
    environ = create_environ(path) | headers

    def call(_: int) -> None:
        for _ in range(1_000):
            b"".join(app(dict(environ), lambda *_: lambda _: None))

    return call


def _polls(connection: HTTPConnection, path: str, count: int) -> Iterator[Poll]:
    is_large = count > 100
    yield _nothing_new(connection, f"n={count:,}", path, "≥ 0.9 → 6" if is_large else "")
    gzipped = {"Accept-Encoding": "gzip"}
    yield Poll(f"n={count:,}: the whole feed, gzipped", path, 200, "≥ 0.7 → 3.5" if is_large else "", gzipped)
    yield Poll(f"n={count:,}: the whole feed, plain", path, 200)


def _nothing_new(connection: HTTPConnection, of: str, path: str, aim: str = "") -> Poll:
    etag = _ask(connection, Poll("first", path, 200))
    return Poll(_unchanged(of), path, 304, aim, {"If-None-Match": etag})


def _unchanged(of: str) -> str:
    return f"{of}: nothing new, 304"


def _spent(connection: HTTPConnection, poll: Poll) -> float:
    """Seconds of processor time that the server spends on one request."""
    before = _worker_time(connection)
    for _ in range(REQUESTS):
        _ask(connection, poll)
    return (_worker_time(connection) - before) / REQUESTS


def _ask(connection: HTTPConnection, poll: Poll) -> str:
    connection.request("GET", poll.path, headers=dict(poll.headers))
    response = connection.getresponse()
    response.read()
    if response.status != poll.status:
        raise RuntimeError(f"{poll.path} answered {response.status} instead of {poll.status}")
    return response.headers.get("ETag", "")


def _worker_time(connection: HTTPConnection) -> float:
    connection.request("GET", "/spent")
    return float(connection.getresponse().read())


@contextmanager
def _serving(url: str) -> Iterator[HTTPConnection]:
    """One worker, as `make run` starts two of."""
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", "--no-control-socket", "--worker-class", "gthread", "--threads", "4"]
    command += ["--log-level", "warning", "--keep-alive", "60", "--bind", f"127.0.0.1:{port}", "bench.served:app"]
    settings = {
        "AARSHJUL_DATABASE_URL": url,
        "AARSHJUL_SECRET_KEY": "bench",
        "AARSHJUL_PUBLIC_URL": "https://x.example",
    }
    server = subprocess.Popen(command, env=os.environ | settings)  # noqa: S603
    try:
        connection = _connected(port, server)
        yield connection
        connection.close()
    finally:
        server.terminate()
        server.wait()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _connected(port: int, server: subprocess.Popen[bytes]) -> HTTPConnection:
    for _ in range(PATIENCE):
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            connection.connect()
        except ConnectionRefusedError:
            if server.poll() is not None:
                break
            time.sleep(0.05)
        else:
            return connection
    raise RuntimeError("gunicorn did not start; it says why above")
