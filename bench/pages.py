"""The wheel's page in a real browser with an empty cache, beside a hand-written page with the same drawing alone."""

from __future__ import annotations

import statistics
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from flask import Flask
from flask_compress import Compress
from werkzeug.serving import WSGIRequestHandler, make_server

from bench.municipality import NOW
from bench.timing import ROUNDS, say
from wheel.app import create_app
from wheel.settings import ROOT, Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment
    from playwright.sync_api import Browser, CDPSession

CHROMIUM = "/usr/bin/chromium"
YEAR = "/wheel/2026?" + "&".join(f"bodies=udvalg-{number}" for number in range(10))
"""A third of the municipality: 1,000 events."""

HAND_WRITTEN = (
    "<!doctype html><html lang=da><meta charset=utf-8><title>Årshjul</title><style>{style}</style>{svg}</html>"
)


@dataclass(frozen=True)
class Load:
    """One loading of a page: when it was whole, and how long its main thread worked (ms); elements; bytes sent."""

    ready: float
    main_thread: float
    elements: float
    sent: float


def measure_pages(url: str) -> None:
    """Print the table. Without Playwright and Chromium it says so and measures nothing."""
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        say("\nPages are not measured: that needs the tests' packages (make install-dev) and Chromium.")
        return
    with _served(url) as address, sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        except Error:
            say(f"\nPages are not measured: there is no {CHROMIUM}.")
            return
        _show(browser, address)
        browser.close()


def _show(browser: Browser, address: str) -> None:
    pairs = []
    for number in range(-1, ROUNDS):
        pair = _loaded(browser, address + YEAR), _loaded(browser, f"{address}/by-hand")
        if number >= 0:
            pairs.append(pair)
    say("\n## A page in a browser, empty cache, n=1,000 (yardstick: the drawing alone in a hand-written page = 1)")
    say("| | ours | yardstick | ratio, lower is better | aim |\n|---|---|---|---|---|")
    for what, part, unit, aim in (
        ("ready", lambda load: load.ready, "ms", "≤ 1.5 → 1"),
        ("main thread", lambda load: load.main_thread, "ms", "≤ 1.5 → 0.9"),
        ("elements", lambda load: load.elements, "", ""),
        ("on the wire, first visit", lambda load: load.sent / 1000, "kB", "≤ 100 kB"),
    ):
        say(_line(what, part, unit, aim, pairs))
    say(f"| on the wire, next page | {_next_visit(browser, address) / 1000:.0f} kB | | | ≤ 45 kB |")


def _line(what: str, part: Callable[[Load], float], unit: str, aim: str, pairs: list[tuple[Load, Load]]) -> str:
    ours, theirs = (statistics.median(part(pair[side]) for pair in pairs) for side in (0, 1))
    ratio = statistics.median(part(our) / part(their) for our, their in pairs)
    return f"| {what} | {ours:.0f} {unit} | {theirs:.0f} {unit} | {ratio:.2g} | {aim} |"


def _loaded(browser: Browser, address: str) -> Load:
    """In a context of its own, so that nothing is kept from the time before."""
    context = browser.new_context(locale="da-DK", viewport={"width": 1440, "height": 1000})
    page = context.new_page()
    session = context.new_cdp_session(page)
    sent = _counted(session)
    session.send("Performance.enable")
    page.goto(address, wait_until="networkidle")
    ready = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
    elements = page.evaluate("document.querySelectorAll('*').length")
    spent = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
    context.close()
    return Load(ready, spent["TaskDuration"] * 1000, elements, sum(sent))


def _next_visit(browser: Browser, address: str) -> float:
    """What is sent for another span, when the rest is in the browser's cache."""
    context = browser.new_context(locale="da-DK", viewport={"width": 1440, "height": 1000})
    page = context.new_page()
    page.goto(address + YEAR, wait_until="networkidle")
    sent = _counted(context.new_cdp_session(page))
    page.goto(address + YEAR.replace("2026", "2027"), wait_until="networkidle")
    context.close()
    return sum(sent)


def _counted(session: CDPSession) -> list[float]:
    """Grows by the bytes of each answer, heads included."""
    sent: list[float] = []

    def count(event: dict[str, Any]) -> None:
        sent.append(event["encodedDataLength"])

    session.on("Network.loadingFinished", count)
    session.send("Network.enable")
    return sent


class _Quiet(WSGIRequestHandler):
    def log(self, *_: object) -> None:
        """Say nothing of each request: the table is what is read."""


@contextmanager
def _served(url: str) -> Iterator[str]:
    service = create_app(Settings(url, secret_key="bench"), lambda: NOW)  # noqa: S106 - opens nothing
    by_hand = _hand_written(service)

    def either(environ: WSGIEnvironment, start_response: StartResponse) -> Any:
        return (by_hand if environ["PATH_INFO"] == "/by-hand" else service)(environ, start_response)

    server = make_server("127.0.0.1", 0, either, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()


def _hand_written(service: Flask) -> Flask:
    client = service.test_client()
    text = client.get(YEAR, headers={"Accept-Language": "da"}).text
    svg = "<svg class=" + text.partition("<svg class=")[2].partition("</svg>")[0] + "</svg>"
    files = (ROOT / "wheel" / "static" / name for name in ("fonts.css", "theme.css", "wheel.css"))
    style = "".join(chain((file.read_text("utf-8") for file in files), [client.get("/wheel/rings.css").text]))
    page = HAND_WRITTEN.format(style=style.replace("vendor/", "/static/vendor/"), svg=svg)
    app = Flask("by-hand")
    Compress(app)
    app.add_url_rule("/by-hand", view_func=lambda: page, endpoint="by-hand")
    return app
