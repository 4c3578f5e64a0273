"""The headers that keep a browser from doing what no page here asks for, and from keeping what it should not."""

from __future__ import annotations

from flask import Flask, Response, abort, current_app, request

from wheel.services import services
from wheel.web.policies import policy_of
from wheel.web.sessions import holds_key

# Nothing is loaded from anywhere else, and no inline script or style runs.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
    )
)
# Pages on which somebody signs in, or that show what is kept of people: no browser may keep a copy.
PRIVATE = ("/sign-in", "/passwords", "/setup", "/me", "/administration")


def secure_responses(app: Flask) -> None:
    app.before_request(_refuse_nul)
    app.after_request(_add_headers)


def _refuse_nul() -> None:
    """No text that people write holds the character NUL, and PostgreSQL cannot keep it."""
    if "\0" in request.path:
        abort(404)
    if any("\0" in text for values in request.values.listvalues() for text in values):
        abort(400)


def _add_headers(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", f"{POLICY}; {_frames()}")
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
    if services().settings.secure_cookies:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
    if request.endpoint != "static":
        _limit_keeping(response)
    return response


def _limit_keeping(response: Response) -> None:
    """Pages differ by who is signed in: a shared cache must never hand one person's to another.

    What a signed-in browser shows may be closed, and the browser may be anybody's next: it keeps nothing of it.
    A page for visitors is the same whoever has signed in. What a view calls immutable says nothing of the plan.
    """
    if response.cache_control.immutable:
        return
    if not _is_for_visitors() and (is_private(request.path) or holds_key()):
        response.headers["Cache-Control"] = "no-store"
    else:
        response.headers.setdefault("Cache-Control", "private, no-cache")


def is_private(path: str) -> bool:
    """Whether a page at that path is one that no browser may keep."""
    return any(path == start or path.startswith(f"{start}/") for start in PRIVATE)


def _frames() -> str:
    """Who may frame a page: nobody (clickjacking), but for those that show every reader what a visitor may see."""
    origins = services().settings.frame_ancestors if _is_for_visitors() else ()
    return "frame-ancestors " + (" ".join(origins) or "'none'")


def _is_for_visitors() -> bool:
    policy = policy_of(current_app, request.endpoint) if request.endpoint else None
    return policy is not None and policy.is_for_visitors
