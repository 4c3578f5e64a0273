"""What is stored about oneself: a page, and the same as a file (JSON) that a machine can read as well."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, render_template

from wheel.core.audit import AuditEntry
from wheel.core.posts import Term
from wheel.services import database, moment
from wheel.usecases.own_data import OwnData, own_entries, show_own_data
from wheel.usecases.own_feeds import OwnFeedLine
from wheel.usecases.show_audit import NamedEntries
from wheel.web.audit_words import audit_line
from wheel.web.context import viewer
from wheel.web.people_words import ROLES, term_words
from wheel.web.policies import signed_in_only

own_data = Blueprint("own_data", __name__)

own_data.add_app_template_filter(term_words)


@own_data.get("/me/data")
@signed_in_only
def show() -> str:
    with database().reading() as session:
        data = show_own_data(session, viewer(), moment())
    lines = [audit_line(entry, data.latest.names) for entry in data.latest.entries]
    return render_template("me/data.html", data=data, lines=lines, roles=ROLES)


@own_data.get("/me/data.json")
@signed_in_only
def download() -> Response:
    with database().reading() as session:
        document = own_data_document(show_own_data(session, viewer(), moment()), own_entries(session, viewer()))
    response = Response(json.dumps(document, ensure_ascii=False, indent=1) + "\n", mimetype="application/json")
    response.headers["Content-Disposition"] = "attachment; filename=stored-about-me.json"
    return response


def own_data_document(data: OwnData, chunks: Iterable[NamedEntries]) -> dict[str, Any]:
    """All of it as plain values: days and instants in ISO 8601, the latter in UTC."""
    return {
        "account": _account(data),
        "posts": [
            {"title": one.post.title, "unit": one.post.unit, **_term(one.tenure.term)}
            | {"given_by_provider": one.tenure.is_from_provider}
            for one in data.held
        ],
        "work_of_my_posts": {
            "items": data.items,
            "follow_ups": data.follow_ups,
            "open_follow_ups": data.open_follow_ups,
        },
        "links_to_choose_a_password": [
            {"purpose": one.purpose.value, "made_at": _instant(one.made_at), "expires_at": _instant(one.expires_at)}
            for one in data.links
        ],
        "sessions": [
            {"began_at": _instant(one.began_at), "seen_at": _instant(one.seen_at), "browser": one.browser}
            | {"is_from_provider": one.is_from_provider}
            for one in data.sessions
        ],
        "saved_views": [
            {"id": view.id, "name": view.name, "zoom": view.zoom.value, "query": view.query, "is_list": view.is_list}
            for view in data.views
        ],
        "minutes_handed_in": [
            {"id": one.id, "name": one.name, "body": one.body, "at": _instant(one.at)} for one in data.minutes
        ],
        "calendars": [_calendar(one) for one in data.calendars],
        "audit": [_entry(entry, chunk) for chunk in chunks for entry in chunk.entries],
    }


def _account(data: OwnData) -> dict[str, Any]:
    account = data.account
    return {
        "id": account.id,
        "user_name": account.user_name,
        "name": account.display_name,
        "email": account.email,
        "role": account.role.value,
        "has_password": account.password_hash is not None,
        "second_factor_since": _instant(account.second_factor_since),
        "unused_recovery_codes": data.recovery_codes,
        "provider": {"issuer": data.provider.issuer, "subject": data.provider.subject} if data.provider else None,
    }


def _calendar(line: OwnFeedLine) -> dict[str, Any]:
    """The address is not known here: only its hash is kept."""
    feed, source = line.feed, line.feed.source
    return {
        "id": feed.id,
        "name": feed.name,
        "about": {"body": source.body, "view": source.query, "item": source.item, "post": source.post}
        | {"my_posts": source.is_mine},
        "options": feed.options.query,
        "made_at": _instant(feed.made_at),
        "closed_at": _instant(feed.withdrawn_at),
        "fetches": [
            {"at": _instant(fetch.at), "client": fetch.client.value, "status": fetch.status} for fetch in line.fetches
        ],
    }


def _term(term: Term) -> dict[str, str | None]:
    """`ends` is the first day that is no longer part of it."""
    days = {"begins": term.begins, "ends": term.ends}
    return {name: day.isoformat() if day else None for name, day in days.items()}


def _entry(entry: AuditEntry, chunk: NamedEntries) -> dict[str, Any]:
    known = chunk.names.get((entry.thing, entry.thing_id))
    return {
        "at": _instant(entry.at),
        "by_me": entry.account_id is not None,
        "for_the_post": entry.actor,
        "act": entry.act,
        "thing": entry.thing.value,
        "thing_id": entry.thing_id,
        "name": known.title if known else None,
        "facts": entry.told,
    }


def _instant(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
