"""Wires settings, database, languages, security, blueprints and commands into one Flask application."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from flask import Flask
from flask_compress import Compress
from flask_wtf import CSRFProtect
from htmx_flask import Htmx
from werkzeug.middleware.proxy_fix import ProxyFix

from wheel.calendar_commands import add_calendar_commands
from wheel.cli import add_commands
from wheel.export_commands import add_export_commands
from wheel.feeds.endpoint import install_feeds
from wheel.minutes_commands import add_minutes_commands
from wheel.services import Services
from wheel.settings import ROOT, Settings
from wheel.sign_in_commands import add_sign_in_commands
from wheel.store.database import Database
from wheel.web.accounts import accounts
from wheel.web.accounts_admin import accounts_admin
from wheel.web.agenda import agenda
from wheel.web.agenda_table import agenda_table
from wheel.web.assets import install_assets
from wheel.web.attachments import attachments
from wheel.web.audit import audit
from wheel.web.awaiting import awaiting
from wheel.web.body_settings import body_settings
from wheel.web.calendar_import import calendar_import
from wheel.web.calendar_settings import calendar_settings
from wheel.web.embed import embed
from wheel.web.embed_code import embed_code
from wheel.web.errors import handle_errors
from wheel.web.event_files import event_files
from wheel.web.events import events
from wheel.web.exports import exports
from wheel.web.feed_use import feed_use
from wheel.web.follow_ups import follow_ups
from wheel.web.health import health
from wheel.web.item_words import install_item_words
from wheel.web.items import items
from wheel.web.language import install_languages, language
from wheel.web.mail import install_mail
from wheel.web.meetings import meetings
from wheel.web.minutes import minutes
from wheel.web.moves import moves
from wheel.web.my_page import my_page
from wheel.web.occurrences import occurrences
from wheel.web.organisation_admin import organisation_admin
from wheel.web.own_data import own_data
from wheel.web.own_feeds import own_feeds
from wheel.web.own_sessions import own_sessions
from wheel.web.passwords import passwords
from wheel.web.plan import plan
from wheel.web.policies import install_policies
from wheel.web.posts_admin import posts_admin
from wheel.web.provider import provider
from wheel.web.provider_admin import provider_admin
from wheel.web.ring_settings import ring_settings
from wheel.web.routes import routes
from wheel.web.saved_views import saved_views
from wheel.web.search import search_page
from wheel.web.second_factor import second_factor
from wheel.web.security import secure_responses
from wheel.web.series import series
from wheel.web.sessions import install_sessions
from wheel.web.setup import setup
from wheel.web.standing import standing
from wheel.web.stop_words import install_stop_words
from wheel.web.stops import stops
from wheel.web.subscriptions import subscriptions
from wheel.web.wall import wall
from wheel.web.wheel import wheel
from wheel.web.wheel_colours import wheel_colours
from wheel.web.words import install_words

BLUEPRINTS = (
    wheel,
    wall,
    embed,
    embed_code,
    wheel_colours,
    occurrences,
    meetings,
    minutes,
    moves,
    events,
    agenda,
    agenda_table,
    items,
    search_page,
    attachments,
    follow_ups,
    standing,
    my_page,
    stops,
    awaiting,
    routes,
    saved_views,
    exports,
    event_files,
    subscriptions,
    plan,
    series,
    body_settings,
    ring_settings,
    calendar_import,
    calendar_settings,
    accounts,
    second_factor,
    own_sessions,
    own_data,
    own_feeds,
    setup,
    organisation_admin,
    accounts_admin,
    posts_admin,
    passwords,
    provider,
    provider_admin,
    audit,
    feed_use,
    language,
    health,
)
PACKINGS = ["br", "zstd", "gzip"]
# No form needs more; it keeps a hostile upload from filling memory.
LARGEST_REQUEST = 1_000_000


def now() -> datetime:
    return datetime.now(UTC)


def create_app(settings: Settings, clock: Callable[[], datetime] = now) -> Flask:
    """The application. `clock` gives the present instant; tests pass one that stands still."""
    app = Flask(
        "wheel",
        root_path=str(ROOT / "wheel"),
        template_folder=str(ROOT / "templates"),
        static_folder=str(ROOT / "wheel" / "static"),
    )
    _configure(app, settings)
    services = Services(settings, Database(settings.database_url), clock)
    app.extensions["aarshjul"] = services
    Htmx(app)
    CSRFProtect(app)
    Compress(app)
    for install in (
        install_languages,
        install_sessions,
        install_policies,
        install_assets,
        install_mail,
        install_words,
        install_stop_words,
        install_item_words,
        secure_responses,
        handle_errors,
    ):
        install(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    install_feeds(app, services)
    add_commands(app)
    add_sign_in_commands(app)
    add_export_commands(app)
    add_minutes_commands(app)
    add_calendar_commands(app)
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    return app


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        SESSION_COOKIE_NAME="__Host-session" if settings.secure_cookies else "session",
        # A __Host- cookie is one of this host alone, for all its paths (RFC 6265bis, 4.1.3.2).
        SESSION_COOKIE_PATH="/",
        SESSION_COOKIE_DOMAIN=None,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        # A form left open over lunch still works; the token dies with the session.
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
        # Brotli packs a wheel a fifth smaller than the others do, at the cost of a few milliseconds.
        COMPRESS_ALGORITHM=PACKINGS,
        COMPRESS_ALGORITHM_STREAMING=PACKINGS[:2],
        COMPRESS_BR_LEVEL=5,
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
