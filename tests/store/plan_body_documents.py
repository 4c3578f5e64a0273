"""What a plan document may hold of bodies."""

from __future__ import annotations

FOREVER = {"valid_from": None, "valid_until": None}
COUNCIL = {
    "id": "kb2n7",
    "short_name": "KB",
    "name": "Kommunalbestyrelsen",
    "kind": "council",
    # It stands before its parent: bodies keep the order in which they were set up.
    "parent": "Region",
    "visibility": "public",
    "default_start": None,
    "default_end": None,
    "default_place": "",
    "notice_working_days": None,
    "notice_days": None,
    "notice_weekday": None,
    **FOREVER,
    "merged_into": None,
    "field_names": {},
    "version": 1,
    "aliases": [],
}
REGION = {
    **COUNCIL,
    "id": "reg77",
    "short_name": "Region",
    "name": "Regionen",
    "kind": "other",
    "parent": None,
    "notice_weekday": 5,
    "merged_into": "KB",
}
COMMITTEE = {
    "id": "oeu3k",
    "short_name": "ØU",
    "name": "Økonomiudvalget, Æ og Å",
    "kind": "committee",
    "parent": "KB",
    "visibility": "internal",
    "default_start": "09:00",
    "default_end": "12:30",
    "default_place": 'Rådhuset, "Øst"\n2. sal',
    "notice_working_days": 4,
    "notice_days": None,
    "notice_weekday": None,
    "valid_from": "2018-01-01",
    "valid_until": "2029-12-31",
    "merged_into": None,
    "field_names": {"text": "Sagsbeskrivelse", "legal_basis": "Lovgrundlag"},
    "version": 5,
    "aliases": [
        {"alias": "ØKU", "valid_from": None, "valid_until": "2021-12-31"},
        {"alias": "Aaudvalget", **FOREVER},
        {"alias": "Åudvalget", "valid_from": "2022-01-01", "valid_until": None},
    ],
}
