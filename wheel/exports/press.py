"""The typesetter as a process of its own: reads one job (JSON) from standard input, writes the file to standard output.

Typst keeps what it has once set in memory, a large picture fills most of a gigabyte, and a panic in it cannot be
caught. A process that ends after each job gives all of it back, and holds none of the service's secrets.
It is started as a script (see typesetting.py) and imports nothing of the service.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import typst

HERE = Path(__file__).resolve().parent
FONTS = HERE.parent / "static" / "vendor"


def main() -> None:
    job = json.load(sys.stdin.buffer)
    sys.stdout.buffer.write(made(job))


def made(job: dict[str, Any]) -> bytes:
    """The file of a job: `format`, `inputs`, of a PDF the `timestamp` (Unix), of a PNG the pixels an inch (`ppi`)."""
    is_pdf = job["format"] == "pdf"
    result = _compiler().compile(
        sys_inputs=job["inputs"],
        format=job["format"],
        ppi=job.get("ppi"),
        timestamp=job.get("timestamp"),
        pdf_standards=["ua-1"] if is_pdf else [],
    )
    if not isinstance(result, bytes):
        raise TypeError("more than one page came out as pictures")
    return result


def _compiler() -> typst.Compiler:
    """Reads files beside its template alone, takes no font of the system's, and finds no package to download."""
    nowhere = Path(os.devnull)
    return typst.Compiler(
        input=HERE / "sheet.typ",
        root=HERE,
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[FONTS]),
        ignore_system_fonts=True,
        package_path=nowhere,
        package_cache_path=nowhere,
    )


if __name__ == "__main__":
    main()
