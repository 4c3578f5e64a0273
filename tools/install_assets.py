"""Turns the packages of requirements-assets.txt into wheel/static/vendor/: htmx, the font, its widths, the licences.

The font is written twice, with the same letters: as woff2 for browsers, and as ttf for what is printed.

`make assets` unpacks the packages under build/assets and puts that folder on PYTHONPATH. Nothing here is part of the
service; the same packages always give the same bytes.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

try:
    from fontTools import subset
    from fontTools.ttLib import TTFont
except ImportError as missing:
    sys.exit(f"install_assets: {missing}. Start it with: make assets")

HTMX_VERSION = "2.0.10"
HTMX = Path("django_htmx/static/django_htmx/htmx-2.min.js")
FONT_FILES = Path("font_source_sans_pro/files")
FONT_LICENCE = FONT_FILES / "LICENSE.txt"
WEIGHTS = {"400": "Regular", "600": "Semibold"}

# Danish, its neighbours' languages (Latin-1, Latin Extended-A), and the signs that the pages use.
CHARACTERS = [*range(0x20, 0x7F), *range(0xA0, 0x180), *map(ord, "“”‘’„–—…•‹›←→↑↓×≥≤−€✓")]
# The Open Font License reserves the name "Source" for unmodified fonts, and a subset is a modified one.
OWN_FONT_NAME = "Wheel Sans"
KEPT_NAMES = (0, 1, 2, 3, 4, 5, 6, 7, 13, 14)

HTMX_LICENCE = f"""\
htmx.min.js: htmx {HTMX_VERSION}, https://htmx.org, Zero-Clause BSD

Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING ALL
IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT,
INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN
ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF
THIS SOFTWARE.
"""
FONT_HEADING = f"""\
source-sans-*.woff2, source-sans-*.ttf: Source Sans Pro, cut down to the characters that the pages use and named
"{OWN_FONT_NAME}" inside
"""


def main() -> None:
    """Exit with a sentence that says what is missing when a package does not hold what is expected of it."""
    packages, target = _arguments()
    target.mkdir(parents=True, exist_ok=True)
    install_htmx(packages, target)
    install_fonts(packages, target)
    licences = [HTMX_LICENCE, FONT_HEADING + "\n" + _found(packages / FONT_LICENCE).read_text("utf-8").strip() + "\n"]
    (target / "LICENSES.txt").write_text(f"\n{'-' * 80}\n\n".join(licences), "utf-8", newline="\n")


def install_htmx(packages: Path, target: Path) -> None:
    script = _found(packages / HTMX).read_bytes()
    if f'version:"{HTMX_VERSION}"'.encode() not in script:
        sys.exit(f"install_assets: {packages / HTMX} is not htmx {HTMX_VERSION}; see requirements-assets.txt")
    (target / "htmx.min.js").write_bytes(script)


def install_fonts(packages: Path, target: Path) -> None:
    """Write a ttf and a woff2 per weight, and font-widths.json: each character's advance, in units of the em."""
    widths: dict[str, object] = {}
    for weight, style in WEIGHTS.items():
        # The time stamp inside the font stays that of the original, so that the output can be compared.
        font = TTFont(_found(packages / FONT_FILES / f"SourceSansPro-{style}.ttf"), recalcTimestamp=False)
        _cut_down(font)
        _rename(font, style)
        font.save(target / f"source-sans-{weight}.ttf")
        font.flavor = "woff2"
        font.save(target / f"source-sans-{weight}.woff2")
        widths["unitsPerEm"] = font["head"].unitsPerEm
        widths[weight] = {chr(code): font["hmtx"][glyph][0] for code, glyph in sorted(font.getBestCmap().items())}
    text = json.dumps(widths, ensure_ascii=False, indent=0)
    (target / "font-widths.json").write_text(text + "\n", "utf-8", newline="\n")


def _cut_down(font: TTFont) -> None:
    options = subset.Options(hinting=False, layout_features=["ccmp", "kern", "locl", "mark", "mkmk"])
    options.name_IDs = list(KEPT_NAMES)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=CHARACTERS)
    subsetter.subset(font)


def _rename(font: TTFont, style: str) -> None:
    postscript = f"{OWN_FONT_NAME.replace(' ', '')}-{style}"
    full = f"{OWN_FONT_NAME} {style}"
    for record in font["name"].names:
        record.string = {1: OWN_FONT_NAME, 3: postscript, 4: full, 6: postscript}.get(record.nameID, record.string)


def _found(path: Path) -> Path:
    if not path.is_file():
        sys.exit(f"install_assets: {path} is missing. Remove the folder build/assets and start again with: make assets")
    return path


def _arguments() -> tuple[Path, Path]:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("packages", type=Path, help="where pip put the packages of requirements-assets.txt")
    parser.add_argument("target", type=Path, help="the folder to write, wheel/static/vendor")
    chosen = parser.parse_args()
    return chosen.packages, chosen.target


if __name__ == "__main__":
    main()
