"""Collects every text that a page or a feed may show into a gettext template: `make messages` and a test run it."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from babel.messages.frontend import CommandLineInterface

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from wheel import errors  # noqa: E402

# What hands a sentence over to be translated later, and the place of the sentence where it is not the first.
OUR_CALLS = (
    "later",
    "checked_reason:2",
    "_number:3",
    "_refused",
    "refused",
    "_refuse:2",
    "day_field:3",
    "whole_number:5",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("template", type=Path, help="the file to write, build/messages.pot")
    template = parser.parse_args().template.resolve()
    os.chdir(ROOT)
    shape = ("--project=aarshjul", "--sort-by-file", "--add-location=file", "--add-comments=i18n:", "--width=120")
    calls = (f"--keyword={call}" for call in (*OUR_CALLS, *error_names()))
    # The program's name comes first, as on a command line.
    extract = ("pybabel", "-q", "extract", "--mapping=babel.cfg", f"--output-file={template}")
    CommandLineInterface().run([*extract, *shape, *calls, "."])


def error_names() -> list[str]:
    """Errors are sentences for their reader, so their first argument is a text to translate as well."""
    known = vars(errors).items()
    return [name for name, value in known if isinstance(value, type) and issubclass(value, errors.WheelError)]


if __name__ == "__main__":
    main()
