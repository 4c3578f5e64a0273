"""The doors of the audit, and of what is stored about oneself."""

from __future__ import annotations

from door import Door

AUDIT = "/administration/audit"
EXPORTS = f"{AUDIT}/exports"
OWN_DATA = "/me/data"

DOORS: list[Door] = [
    Door("audit.show", "GET", AUDIT),
    Door("audit.export", "POST", EXPORTS),
    Door("own_data.show", "GET", OWN_DATA),
    Door("own_data.download", "GET", f"{OWN_DATA}.json"),
]
