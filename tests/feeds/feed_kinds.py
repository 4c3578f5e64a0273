"""Every kind of feed there is, in the sample: for everybody, with options, and a person's own, open and closed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import timedelta

from feed_site import DIRECTORS, FeedSite
from sqlalchemy import select

from wheel.store.database import Session
from wheel.store.tables import AccountRow, FeedRow, ItemRow, PostRow, RingRow, StopRow

TOKEN = "k" * 42 + "A"
PERSON = "sekretariat"

Kind = Callable[[FeedSite], str]


def at(address: str) -> Kind:
    return lambda _site: f"/feeds/{address}.ics"


def an_item(site: FeedSite) -> str:
    """The journey of an item that everybody may see, which stands at a coming meeting."""
    stop = site.add_item(site.meetings()[3], "Budget 2028, »første« behandling; nu, eller senere")
    query = select(ItemRow.public_id).join(StopRow).where(StopRow.public_id == stop)
    with site.database.reading() as session:
        return f"/feeds/punkt-{session.scalars(query).one()}.ics"


def a_ring(site: FeedSite) -> str:
    with site.database.reading() as session:
        key = session.scalars(select(RingRow.key).order_by(RingRow.position)).first()
    return f"/feeds/ring-{key}.ics"


def its_own(**values: object) -> Kind:
    """The own feed of the person, as a row of the database says that there is one."""

    def make(site: FeedSite) -> str:
        site.change(lambda session: _add_own(session, site, dict(values)))
        return f"/feeds/{TOKEN}/min-telefon.ics"

    return make


def _add_own(session: Session, site: FeedSite, values: dict[str, object]) -> None:
    account = session.scalars(select(AccountRow).filter_by(user_name=PERSON)).one()
    if values.pop("of_a_post", False):
        values["post_id"] = session.scalars(select(PostRow.id).filter_by(title="Sekretariatet")).one()
    if values.pop("is_closed", False):
        values["withdrawn_at"] = site.clock.at - timedelta(days=3)
    session.add(
        FeedRow(
            account_id=account.id,
            token_hash=hashlib.sha256(TOKEN.encode()).hexdigest(),
            name="min telefon",
            made_at=site.clock.at - timedelta(days=9),
            **values,
        )
    )


KINDS: dict[str, Kind] = {
    "everything": at("aarshjul"),
    "everything, by its old address": lambda site: site.address(),
    "a body": at(DIRECTORS),
    "a body, by its old address": lambda site: site.address(DIRECTORS),
    "a ring": a_ring,
    "deadlines": at("frister"),
    "an item's journey": an_item,
    "a view": lambda site: site.make_view("kinds=meeting&kinds=deadline"),
    "one's own: everything, with drafts and closed items": its_own(options="closed=yes&drafts=yes&imprecise=yes"),
    "one's own: what concerns a post": its_own(of_a_post=True),
    "one's own: what concerns one's posts": its_own(is_mine=True),
    "one's own that is closed": its_own(is_mine=True, is_closed=True),
}
OPTIONS = {
    "everything without agendas": "agenda=no",
    "everything in English": "language=en",
    "everything with deadlines at their times": "deadlines=timed",
    "everything without deadlines": "deadlines=none",
    "everything with what has no exact date": "imprecise=yes",
    "everything with all options": "agenda=no&deadlines=timed&imprecise=yes&language=en",
    "everything with nonsense": "agenda=perhaps&drafts=yes&closed=yes&language=xx&a=b",
}
for _name, _query in OPTIONS.items():
    KINDS[_name] = lambda _site, query=_query: f"/feeds/aarshjul.ics?{query}"
