"""The Danish catalogue as it stands in the tree, what the tree asks of it, and both compiled for the pages to speak."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
DANISH = ROOT / "translations" / "da" / "LC_MESSAGES" / "messages.po"


def danish_catalogue() -> Catalog:
    with DANISH.open("rb") as file:
        return read_po(file, locale="da")


def collected_texts(folder: Path) -> Catalog:
    """Every text that the tree asks to have translated, as `make messages` finds them."""
    template = folder / "messages.pot"
    subprocess.run([sys.executable, ROOT / "tools" / "collect_messages.py", template], check=True)
    with template.open("rb") as file:
        return read_po(file)


def messages(catalogue: Catalog) -> list[Message]:
    """All but the header."""
    return [message for message in catalogue if message.id]


def forms(text: object) -> tuple[str, ...]:
    """A msgid or msgstr as the singular and, if there is one, the plural."""
    return (text,) if isinstance(text, str) else tuple(text)  # type: ignore[arg-type]


def compile_danish() -> None:
    """Do what `make translations` does, where it has not been done since the last change."""
    compiled = DANISH.with_suffix(".mo")
    if compiled.exists() and compiled.stat().st_mtime >= DANISH.stat().st_mtime:
        return
    # Put in place whole: another test run may be reading it.
    draft = compiled.with_suffix(f".{os.getpid()}.part")
    with draft.open("wb") as file:
        write_mo(file, danish_catalogue())
    draft.replace(compiled)
