"""Sets a sheet in type with typst: in a process of its own, one at a time for each process of the service."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path
from threading import Lock

from wheel.errors import BusyError, WheelError
from wheel.exports.formats import Paper
from wheel.exports.sheet import Sheet

PATIENCE = 20.0
"""How long somebody waits for their turn, in seconds, before they are asked to come back."""

LONGEST = 90.0
"""After so many seconds a job is given up; the largest picture takes two."""

# -P: what stands beside the script is no library.
_COMMAND = (sys.executable, "-P", str(Path(__file__).with_name("press.py")))
_PICTURE_WIDTH = 200
"""How wide a picture is laid out, in millimetres; its pixels are spread over that."""

_MILLIMETRES_IN_AN_INCH = 25.4
_SECRETS = "AARSHJUL_"

_turn = Lock()
_log = logging.getLogger(__name__)


def pdf_of(sheet: Sheet, paper: Paper, day: date) -> bytes:
    """A tagged PDF that typst has checked against PDF/UA-1; the same sheet and day always give the same bytes.

    Raises BusyError when others are waiting for theirs.
    """
    inputs = {
        "sheet": sheet.as_json(),
        "paper": paper.value,
        "width": str(paper.width),
        "columns": str(paper.columns),
        "size": str(paper.text_size),
    }
    # The day alone, so that the bytes say nothing of when they were asked for.
    at = datetime.combine(day, time(), UTC)
    return _set({"format": "pdf", "inputs": inputs, "timestamp": int(at.timestamp())})


def png_of(sheet: Sheet, width: int) -> bytes:
    """A picture of the wheel with its title and rings, `width` pixels wide and a little higher.

    Raises BusyError when others are waiting for theirs.
    """
    inputs = {"sheet": sheet.as_json(), "paper": "", "width": str(_PICTURE_WIDTH)}
    return _set({"format": "png", "inputs": inputs, "ppi": width / _PICTURE_WIDTH * _MILLIMETRES_IN_AN_INCH})


def _set(job: dict[str, object]) -> bytes:
    with _own_turn():
        return _pressed(json.dumps(job).encode())


@contextmanager
def _own_turn() -> Iterator[None]:
    """Wait for the one turn there is. A large picture fills most of a gigabyte: two at once could be one too many."""
    if not _turn.acquire(timeout=PATIENCE):
        raise BusyError("Other wheels are being made right now. Try again in a moment.")
    try:
        yield
    finally:
        _turn.release()


def _pressed(job: bytes) -> bytes:
    known = {name: value for name, value in os.environ.items() if not name.startswith(_SECRETS)}
    try:
        done = subprocess.run(_COMMAND, input=job, capture_output=True, timeout=LONGEST, env=known, check=True)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise BusyError("Making the file took too long. Try again in a moment.") from error
    except subprocess.CalledProcessError as error:
        # What it said may quote titles; how it ended may not.
        _log.error("failed: setting a wheel in type ended with %s", error.returncode)
        raise WheelError("The file could not be made. Try again in a moment.") from None
    return done.stdout
