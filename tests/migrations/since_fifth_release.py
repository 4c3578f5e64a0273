"""What a database of the fifth release or one before it looks like once it is brought forth."""

from __future__ import annotations

NEW_TABLES = {"feed_slots", "feed_tasks", "feed_fetches", "occurrence_stamps", "imported_series"}
ADDRESSES = {"feed1": "aarshjul", "feed2": "oeu"}

Tables = dict[str, list[dict[str, object]]]


def usual_since_fifth() -> dict[str, dict[str, object]]:
    """What the rows of the fifth release hold in the columns that came after it, by table."""
    nothing = ("item_id", "post_id", "account_id", "token_hash", "made_at", "withdrawn_at")
    return {
        "feeds": {**dict.fromkeys(nothing), "is_mine": False, "options": "", "name": ""},
        "feed_events": {"rendition": ""},
    }


def without_kept_feeds(tables: Tables) -> Tables:
    """Whole feeds are made anew when they are asked for next, after a step forth or back."""
    return tables | {"feed_bodies": []}


def brought_forth(tables: Tables) -> Tables:
    """Everything as it stays, besides what is usual in new columns.

    Two more stamps, no whole feeds, and an address that speaks for those of bodies and of everything.
    """
    (plan,) = tables["stamps"]
    stamps = [{"name": "access", "value": 1}, plan | {"name": "broad"}, plan]
    feeds = [row | {"address": ADDRESSES.get(str(row["public_id"]))} for row in tables["feeds"]]
    return without_kept_feeds(tables) | {"stamps": stamps, "feeds": feeds}
