"""let a person have calendars of their own, and everybody choose what a calendar shows

Revision ID: b8e0f2a4c6d7
Revises: a6d8e0f2b4c5
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "b8e0f2a4c6d7"
down_revision = "a6d8e0f2b4c5"
branch_labels = None
depends_on = None

_ABOUT_ONE_THING = (
    "(CASE WHEN body_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN filter IS NULL THEN 0 ELSE 1 END)"
    " + (CASE WHEN item_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN post_id IS NULL THEN 0 ELSE 1 END)"
    " + (CASE WHEN is_mine THEN 1 ELSE 0 END) <= 1"
)
_EVERYBODYS_HAS_NO_OWNER = (
    "token_hash IS NOT NULL OR (account_id IS NULL AND post_id IS NULL AND NOT is_mine AND name = ''"
    " AND made_at IS NULL AND withdrawn_at IS NULL)"
)
_OWN_IS_SECRET = "token_hash IS NULL OR (address IS NULL AND made_at IS NOT NULL)"  # noqa: S105 - no secret
_IS_EVERYBODYS = sa.text("token_hash IS NULL")
_SENT = ("feed_slots", "stop_id", "stops"), ("feed_tasks", "follow_up_id", "follow_ups")


def upgrade() -> None:
    with op.batch_alter_table("feeds") as batch:
        batch.drop_constraint(op.f("ck_feeds_filter_of_everything"), type_="check")
        batch.drop_constraint(op.f("uq_feeds_filter"), type_="unique")
        batch.drop_constraint(op.f("uq_feeds_body_id"), type_="unique")
        batch.add_column(sa.Column("address", sa.String(length=200), nullable=True))
        batch.add_column(sa.Column("item_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("post_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("is_mine", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch.add_column(sa.Column("options", sa.String(length=100), server_default="", nullable=False))
        batch.add_column(sa.Column("account_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("token_hash", sa.String(length=64), nullable=True))
        batch.add_column(sa.Column("name", sa.String(length=60), server_default="", nullable=False))
        batch.add_column(sa.Column("made_at", sa.DateTime(timezone=True), nullable=True))
        batch.add_column(sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))
        for column, table, deleting in (
            ("item_id", "items", "CASCADE"),
            ("post_id", "posts", "CASCADE"),
            ("account_id", "accounts", "SET NULL"),
        ):
            batch.create_foreign_key(op.f(f"fk_feeds_{column}_{table}"), table, [column], ["id"], ondelete=deleting)
        batch.create_unique_constraint(op.f("uq_feeds_address"), ["address"])
        batch.create_unique_constraint(op.f("uq_feeds_token_hash"), ["token_hash"])
        batch.create_check_constraint(op.f("ck_feeds_about_one_thing"), _ABOUT_ONE_THING)
        batch.create_check_constraint(op.f("ck_feeds_everybodys_has_no_owner"), _EVERYBODYS_HAS_NO_OWNER)
        batch.create_check_constraint(op.f("ck_feeds_own_is_secret"), _OWN_IS_SECRET)
    op.create_index(op.f("ix_feeds_account_id"), "feeds", ["account_id"])
    for column in ("body_id", "filter", "item_id"):
        op.create_index(
            op.f(f"uq_feeds_{column}"),
            "feeds",
            [column, "options"],
            unique=True,
            sqlite_where=_IS_EVERYBODYS,
            postgresql_where=_IS_EVERYBODYS,
        )
    op.execute("UPDATE feeds SET address = 'aarshjul' WHERE body_id IS NULL AND filter IS NULL")
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    is_plain = "short_name NOT GLOB '*[^a-z0-9-]*'" if is_sqlite else "short_name ~ '^[a-z0-9-]+$'"
    # The service gives those of other bodies theirs.
    op.execute(
        "UPDATE feeds SET address = (SELECT short_name FROM bodies WHERE bodies.id = feeds.body_id)"  # noqa: S608
        f" WHERE body_id IN (SELECT id FROM bodies WHERE {is_plain} AND short_name NOT IN ('aarshjul', 'frister')"
        " AND short_name NOT LIKE 'ring-%' AND short_name NOT LIKE 'punkt-%')"
    )
    with op.batch_alter_table("feed_events") as batch:
        batch.add_column(sa.Column("rendition", sa.String(length=120), server_default="", nullable=False))
        batch.drop_constraint(op.f("pk_feed_events"), type_="primary")
        batch.create_primary_key(op.f("pk_feed_events"), ["rendition", "occurrence_id"])
    for table, column, referred in _SENT:
        _create_sent(table, column, referred)
    op.create_table(
        "feed_fetches",
        sa.Column("feed_id", sa.Integer(), nullable=False),
        sa.Column("client", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["feed_id"], ["feeds.id"], name=op.f("fk_feed_fetches_feed_id_feeds"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("feed_id", "client", name=op.f("pk_feed_fetches")),
    )
    _create_bodies(has_form=True)
    op.create_table(
        "occurrence_stamps",
        sa.Column("occurrence_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("stamp", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["occurrence_id"],
            ["occurrences.id"],
            name=op.f("fk_occurrence_stamps_occurrence_id_occurrences"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("occurrence_id", name=op.f("pk_occurrence_stamps")),
    )
    op.create_index(op.f("ix_occurrence_stamps_stamp"), "occurrence_stamps", ["stamp"])
    op.execute("INSERT INTO stamps (name, value) VALUES ('access', 1)")
    op.execute("INSERT INTO stamps (name, value) SELECT 'broad', value FROM stamps WHERE name = 'plan'")


def downgrade() -> None:
    op.execute("DELETE FROM stamps WHERE name IN ('access', 'broad')")
    op.drop_table("occurrence_stamps")
    _create_bodies(has_form=False)
    op.drop_table("feed_fetches")
    for table, _, _ in _SENT:
        op.drop_table(table)
    op.execute("DELETE FROM feed_events WHERE rendition <> ''")
    with op.batch_alter_table("feed_events") as batch:
        batch.drop_constraint(op.f("pk_feed_events"), type_="primary")
        batch.create_primary_key(op.f("pk_feed_events"), ["occurrence_id"])
        batch.drop_column("rendition")
    # The release before would tell everybody what only their owners may know.
    op.execute("DELETE FROM feeds WHERE token_hash IS NOT NULL OR item_id IS NOT NULL OR options <> ''")
    for name in ("uq_feeds_item_id", "uq_feeds_filter", "uq_feeds_body_id", "ix_feeds_account_id"):
        op.drop_index(op.f(name), "feeds")
    with op.batch_alter_table("feeds") as batch:
        for name in ("own_is_secret", "everybodys_has_no_owner", "about_one_thing"):
            batch.drop_constraint(op.f(f"ck_feeds_{name}"), type_="check")
        for name in ("token_hash", "address"):
            batch.drop_constraint(op.f(f"uq_feeds_{name}"), type_="unique")
        for name in ("item_id_items", "post_id_posts", "account_id_accounts"):
            batch.drop_constraint(op.f(f"fk_feeds_{name}"), type_="foreignkey")
        for column in (
            *("withdrawn_at", "made_at", "name", "token_hash", "account_id"),
            *("options", "is_mine", "post_id", "item_id", "address"),
        ):
            batch.drop_column(column)
        batch.create_unique_constraint(op.f("uq_feeds_body_id"), ["body_id"])
        batch.create_unique_constraint(op.f("uq_feeds_filter"), ["filter"])
        batch.create_check_constraint(op.f("ck_feeds_filter_of_everything"), "filter IS NULL OR body_id IS NULL")


def _create_sent(table: str, column: str, referred: str) -> None:
    op.create_table(
        table,
        sa.Column("rendition", sa.String(length=120), server_default="", nullable=False),
        sa.Column("source_hash", sa.String(length=64), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("stamp", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("modified_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("vevent", sa.LargeBinary(), nullable=False),
        sa.Column(column, sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            [column], [f"{referred}.id"], name=op.f(f"fk_{table}_{column}_{referred}"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("rendition", column, name=op.f(f"pk_{table}")),
    )


def _create_bodies(*, has_form: bool) -> None:
    """What is kept of feeds is made anew when it is asked for next."""
    op.drop_table("feed_bodies")
    form = sa.Enum("ics", "json", name="form", native_enum=False, create_constraint=True, length=20)
    op.create_table(
        "feed_bodies",
        sa.Column("feed_id", sa.Integer(), autoincrement=False, nullable=False),
        *([sa.Column("form", form, nullable=False)] if has_form else []),
        sa.Column("stamp", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("rendered_for", sa.String(length=400), nullable=False),
        sa.Column("etag", sa.String(length=64), nullable=False),
        sa.Column("modified_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["feed_id"], ["feeds.id"], name=op.f("fk_feed_bodies_feed_id_feeds"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("feed_id", *(["form"] if has_form else []), name=op.f("pk_feed_bodies")),
    )
