"""Attachments: the documents that belong to an item. They stay where they are filed; here is what they are called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlsplit

from wheel.errors import InvalidInputError, RefusedError

LONGEST: Final = {"title": 300, "document_number": 60, "link": 1000}
"""Characters that each field may have."""

MOST: Final = 200
"""Attachments that an item may have."""


@dataclass(frozen=True)
class AttachmentContent:
    """What somebody says of a document; `link` leads to it where it is filed, and may be empty."""

    title: str
    document_number: str = ""
    link: str = ""
    is_closed: bool = False


@dataclass(frozen=True)
class Attachment:
    """A document of an item, as a viewer may see it; `number` counts from 1.

    Of a closed one that the viewer may not see only the number is filled in: `id` and `content` are then None.
    """

    number: int
    is_closed: bool
    id: str | None = None
    content: AttachmentContent | None = None


def checked_attachment(content: AttachmentContent) -> AttachmentContent:
    """The content trimmed. Raises InvalidInputError naming the field."""
    title = " ".join(content.title.split())
    if not title:
        raise InvalidInputError("Write what the document is called.", field="title")
    checked = replace(
        content, title=title, document_number=" ".join(content.document_number.split()), link=content.link.strip()
    )
    for field, longest in LONGEST.items():
        if len(getattr(checked, field)) > longest:
            raise InvalidInputError("Write at most %(count)s characters.", field=field, count=longest)
    if checked.link and not is_web_address(checked.link):
        raise InvalidInputError("Write an address that begins with https:// or http://.", field="link")
    return checked


def is_web_address(text: str) -> bool:
    """Whether a browser is sent to another page by it, and nowhere else: no script, no file, no name with a password.

    Spaces, control characters and backslashes are refused: browsers read some of them otherwise than we do
    (WHATWG URL, 4.4).
    """
    if not text.isprintable() or any(sign.isspace() for sign in text) or "\\" in text:
        return False
    try:
        parts = urlsplit(text)
        _port = parts.port
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc


def moved(order: Sequence[str], attachment_id: str, step: int) -> tuple[str, ...]:
    """The ids in their new order, with one of them `step` places on: -1 is one up, 1 one down.

    Raises RefusedError where it stands first or last already, InvalidInputError for any other step.
    """
    if step not in {-1, 1}:
        raise InvalidInputError("Choose whether it goes up or down.", field="step")
    at = order.index(attachment_id)
    if at + step < 0:
        raise RefusedError("This attachment is the first already.")
    if at + step == len(order):
        raise RefusedError("This attachment is the last already.")
    others = [other for other in order if other != attachment_id]
    others.insert(at + step, attachment_id)
    return tuple(others)
