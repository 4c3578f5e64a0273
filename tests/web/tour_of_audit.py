"""A tour of the audit and of what is stored about oneself, for the test of languages; nothing is changed on it."""

from __future__ import annotations

from collections.abc import Iterator

from doors_of_audit import AUDIT, EXPORTS, OWN_DATA
from web_site import Site

Visit = tuple[str, dict[str, str] | None]


def audit_to_read(_place: Site) -> Iterator[Visit]:
    yield AUDIT, None
    yield f"{AUDIT}?thing=year&act=planned&account=nobody&from=2026-01-01&to=2026-12-31&id=2027", None
    yield f"{AUDIT}?act=0", None
    yield OWN_DATA, None


def audit_mistakes(_place: Site) -> Iterator[Visit]:
    for wrong in ("from=0", "from=1800-01-01", "from=2027-01-02&to=2027-01-01", "thing=0", "before=0"):
        yield f"{AUDIT}?{wrong}", None
    yield EXPORTS, {"to": "0"}


def audit_changes(_place: Site) -> Iterator[Visit]:
    yield from ()
