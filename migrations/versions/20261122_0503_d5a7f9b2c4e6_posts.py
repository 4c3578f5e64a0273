"""give posts seats in bodies, and accounts posts

Revision ID: d5a7f9b2c4e6
Revises: c3e5a7d9f2b4
"""

from __future__ import annotations

import base64
import secrets
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "d5a7f9b2c4e6"
down_revision = "c3e5a7d9f2b4"
branch_labels = None
depends_on = None

SEATS = ("chair", "member", "secretary", "substitute", "guest")
ROLES = ("reader", "planner", "administrator")


def upgrade() -> None:
    op.create_table(
        "posts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("unit", sa.String(length=200), nullable=False),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posts")),
        sa.UniqueConstraint("public_id", name=op.f("uq_posts_public_id")),
    )
    _create_tenures()
    _create_memberships()
    _create_claim_rules()
    _give_editors_the_post_that_histories_name()


def _create_tenures() -> None:
    op.create_table(
        "tenures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("begins", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.Column("is_from_provider", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.CheckConstraint("ends > begins", name=op.f("ck_tenures_not_empty")),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=op.f("fk_tenures_post_id_posts")),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_tenures_account_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tenures")),
        sa.UniqueConstraint("public_id", name=op.f("uq_tenures_public_id")),
    )
    for column in ("account_id", "post_id"):
        op.create_index(op.f(f"ix_tenures_{column}"), "tenures", [column])


def _create_memberships() -> None:
    op.create_table(
        "memberships",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("seat", _choice(SEATS, "seat"), nullable=False),
        sa.Column("begins", sa.Date(), nullable=True),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.CheckConstraint("ends > begins", name=op.f("ck_memberships_not_empty")),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=op.f("fk_memberships_post_id_posts")),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_memberships_body_id_bodies")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memberships")),
        sa.UniqueConstraint("public_id", name=op.f("uq_memberships_public_id")),
    )
    for column in ("post_id", "body_id"):
        op.create_index(op.f(f"ix_memberships_{column}"), "memberships", [column])


def _create_claim_rules() -> None:
    op.create_table(
        "claim_rules",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("claim", sa.String(length=120), nullable=False),
        sa.Column("value", sa.String(length=300), nullable=False),
        sa.Column("role", _choice(ROLES, "role"), nullable=True),
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("(role IS NULL) <> (post_id IS NULL)", name=op.f("ck_claim_rules_role_or_post")),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name=op.f("fk_claim_rules_post_id_posts"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_rules")),
        sa.UniqueConstraint("public_id", name=op.f("uq_claim_rules_public_id")),
    )


def _choice(words: tuple[str, ...], name: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=20)


def _give_editors_the_post_that_histories_name() -> None:
    """Until now an account's name was the post that histories show, and whoever might edit saw everything closed.

    So each account of a planner or an administrator holds a post of that name which is secretary of every body: nobody
    sees less than the day before. Who should, is taken off a body on the post's page. Readers have no history.
    """
    connection = op.get_bind()
    meta = sa.MetaData()
    accounts, bodies, posts, tenures, memberships = (
        sa.Table(name, meta, autoload_with=connection)
        for name in ("accounts", "bodies", "posts", "tenures", "memberships")
    )
    body_ids = connection.execute(sa.select(bodies.c.id).order_by(bodies.c.id)).scalars().all()
    today = datetime.now(UTC).date()
    editors = connection.execute(sa.select(accounts).where(accounts.c.role != "reader").order_by(accounts.c.id)).all()
    ids: dict[str, int] = {}
    for title in dict.fromkeys(account.display_name for account in editors):
        added = connection.execute(sa.insert(posts).values(public_id=_id(), title=title, unit="", version=1))
        ids[title] = added.inserted_primary_key[0]
        for body_id in body_ids:
            seat = {"public_id": _id(), "post_id": ids[title], "body_id": body_id, "seat": "secretary"}
            connection.execute(sa.insert(memberships).values(**seat))
    for account in editors:
        held = {"public_id": _id(), "post_id": ids[account.display_name], "account_id": account.id, "begins": today}
        connection.execute(sa.insert(tenures).values(**held, is_from_provider=False))


def _id() -> str:
    return base64.b32encode(secrets.token_bytes(10)).decode().lower()


def downgrade() -> None:
    for table in ("claim_rules", "memberships", "tenures", "posts"):
        op.drop_table(table)
