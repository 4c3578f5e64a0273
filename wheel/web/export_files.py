"""One file of a wheel, as it was wished for: for the page that hands it to a browser, and for the command."""

from __future__ import annotations

from dataclasses import dataclass

from wheel.exports.formats import USUAL_WIDTH, Format, Paper
from wheel.exports.typesetting import pdf_of, png_of
from wheel.services import today
from wheel.usecases.show_wheel import WheelContent
from wheel.web.assets import STATIC
from wheel.web.printed_wheel import drawing_alone, printed_sheet


@dataclass(frozen=True)
class Wish:
    """What is wanted. `paper` and `with_table` are about a PDF alone, `width` (pixels) about a PNG alone."""

    kind: Format
    paper: Paper = Paper.A4
    with_table: bool = True
    width: int = USUAL_WIDTH


def made_file(content: WheelContent, wish: Wish, base: str) -> bytes:
    """The file's bytes, in the reader's language. Links in it begin with `base`, or are left out where it is empty.

    Raises BusyError when others are waiting for theirs. The same content and day give the same bytes.
    """
    match wish.kind:
        case Format.PDF:
            return pdf_of(printed_sheet(content, base, with_table=wish.with_table), wish.paper, today())
        case Format.PNG:
            return png_of(printed_sheet(content, base, with_table=False), wish.width)
        case Format.SVG:
            return drawing_alone(content, base, _web_fonts()).encode()


def _web_fonts() -> dict[int, bytes]:
    """By weight; a few kilobytes each, since they hold only the letters that the pages use."""
    return {weight: (STATIC / "vendor" / f"source-sans-{weight}.woff2").read_bytes() for weight in (400, 600)}
