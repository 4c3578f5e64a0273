"""An item's own page: what it is, where it stands, and its whole history."""

from __future__ import annotations

from flask import Blueprint, render_template

from wheel.services import database, today
from wheel.usecases.show_item import show_item
from wheel.web.context import viewer
from wheel.web.forms import AWAITING
from wheel.web.policies import public_part

items = Blueprint("items", __name__)


@items.get("/items/<item_id>")
@public_part
def show(item_id: str) -> str:
    with database().reading() as session:
        pages = show_item(session, viewer(), item_id, today())
    return render_template("items/item.html", pages=pages, item=pages[0].stop, awaiting=AWAITING)
