"""What a plan document may hold of posts and where they sit, and of what everybody can look at under a name."""

from __future__ import annotations

CHIEF = {"id": "post7", "title": "Kommunaldirektøren", "unit": "Direktionen", "ends": None, "version": 3}
FORMER = {"id": "post2", "title": "Åstedschefen", "unit": "", "ends": "2026-07-01", "version": 1}
POSTS = [CHIEF, FORMER]

CHAIR = {"id": "seat9", "post": "post7", "body": "ØU", "seat": "chair", "begins": "2026-01-01", "ends": "2027-01-01"}
GUEST = {**CHAIR, "id": "seat3", "post": "post2", "body": "KB", "seat": "guest", "begins": None, "ends": None}
MEMBERSHIPS = [
    CHAIR,
    GUEST,
    # The same post in the same body, later on as something else.
    {**CHAIR, "id": "seat1", "seat": "secretary", "begins": "2027-01-01", "ends": None},
    {**GUEST, "id": "seat5", "seat": "member", "ends": "2020-01-01"},
    {**GUEST, "id": "seat4", "seat": "substitute", "begins": "2020-01-01"},
]

BUDGET = {
    "id": "view8",
    "name": "Økonomi, Æ & Å",
    "zoom": "budget",
    "query": "agenda=open&bodies=%C3%98U&chosen=1&q=budget+2027&rings=politik",
    "is_list": True,
    "version": 4,
}
VIEWS = [BUDGET, {"id": "view2", "name": "Måneden", "zoom": "month", "query": "", "is_list": False, "version": 1}]
