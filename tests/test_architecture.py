"""The arrows between the rooms, what each room may not touch, and the house rules that a machine can check."""

from __future__ import annotations

import ast
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LONGEST_FILE = 300

# Which rooms of wheel each room may import, besides itself: edges -> usecases -> store -> core.
MAY_IMPORT = {
    "": (),
    "errors": (),
    "settings": ("errors",),
    "core": ("errors",),
    "store": ("core", "errors", "settings"),
    "usecases": ("store", "core", "errors", "settings"),
    # What the running application hands to every edge: it alone names the database there, and reads its zone.
    "services": ("core", "errors", "settings", "store.database", "store.organisation"),
    "feeds": ("usecases", "core", "errors", "settings", "services"),
    "imports": ("usecases", "core", "errors", "settings", "services"),
    "exports": ("usecases", "core", "errors", "settings", "services"),
    "web": ("feeds", "imports", "exports", "usecases", "core", "errors", "settings", "services"),
    "cli": (
        *("feeds", "imports", "exports", "usecases", "core", "errors", "settings", "services"),
        # To bring the database up to date.
        "store.migrations",
    ),
    "sign_in_commands": ("usecases", "core", "errors", "settings", "services", "cli"),
    # It makes the very files that the page hands out, in their words.
    "export_commands": ("web", "exports", "usecases", "core", "errors", "settings", "services", "cli"),
    "minutes_commands": ("imports", "usecases", "core", "errors", "settings", "services", "cli"),
    "calendar_commands": ("imports", "usecases", "core", "errors", "settings", "services", "cli"),
    "app": (
        *("web", "feeds", "cli", "sign_in_commands", "export_commands", "minutes_commands", "calendar_commands"),
        *("usecases", "core", "errors", "settings", "services", "store.database"),
    ),
}
COMMANDS = {"cli", "sign_in_commands", "export_commands", "minutes_commands", "calendar_commands"}
EDGES = {"web", "feeds", "imports", "exports", *COMMANDS, "app", "services"}
WITHOUT_DATABASE = {"", "errors", "settings", "core", "feeds", "imports", "exports", "web", "services"}
DATABASE = {"sqlalchemy", "alembic", "psycopg", "sqlite3"}
FRAMEWORK = {"flask", "werkzeug", "jinja2", "wtforms", "htmx_flask", "heroicons", "click", "gunicorn"}
PURE_LIBRARIES = {"dateutil", "holidays"}
IMPURE = {"asyncio", "os", "pathlib", "random", "secrets", "shutil", "socket", "subprocess", "tempfile", "time", "uuid"}
CLOCK = {"now", "today", "utcnow"}
EMPTY_NAME = re.compile(r"(^|_)(util|utils|helper|helpers|manager|managers|common)(_|$)")

IN_JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
JINJA_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
UNESCAPED = re.compile(r"\|\s*safe\b|\bfilter\s+safe\b|\bautoescape\s+false\b")
FORBIDDEN_MARKUP = {
    "an inline style": re.compile(r"<[^>]*[\s\"']style\s*=", re.IGNORECASE),
    "a script without src": re.compile(r"<script(?![^>]*\ssrc\s*=)", re.IGNORECASE),
    "an inline handler": re.compile(r"<[^>]*\s(on[a-z]+|hx-on[:\w-]*)\s*=", re.IGNORECASE),
}


def test_every_module_keeps_to_its_room() -> None:
    found = [fault for path in _modules() for fault in faults(_name(path), path.read_text("utf-8"), path.stem)]
    assert not found, "\n".join(found)


def test_migrations_import_nothing_of_the_service() -> None:
    """A migration must still run when the code of its day is long gone."""
    found = [
        f"{path.name} imports {name}"
        for path in (ROOT / "migrations" / "versions").glob("*.py")
        for name, _ in imports(ast.parse(path.read_text("utf-8")), "migrations.versions")
        if _is_within(name, "wheel")
    ]
    assert not found, "\n".join(found)


def test_no_two_files_of_tests_share_a_name() -> None:
    """pytest finds them all by their bare names: of two that are called alike, one run sees the first alone."""
    names = Counter(path.name for path in (ROOT / "tests").rglob("*.py") if "node_modules" not in path.parts)
    assert not {name for name, times in names.items() if times > 1} - {"conftest.py", "__init__.py"}


def test_no_template_lets_unescaped_text_or_inline_code_through() -> None:
    templates = [path for path in (ROOT / "templates").rglob("*") if path.suffix in {".html", ".svg", ".xml", ".txt"}]
    found = [f"{_shown(path)}: {fault}" for path in templates for fault in template_faults(path.read_text("utf-8"))]
    assert not found, "\n".join(found)


def test_no_file_is_longer_than_a_room_should_be() -> None:
    ours = [path for folder in ("wheel", "tests", "tools") for path in (ROOT / folder).rglob("*.py")]
    drawn = [path for path in (ROOT / "templates").rglob("*") if path.is_file()]
    static = [path for path in (ROOT / "wheel" / "static").rglob("*.[cj]s*") if "vendor" not in path.parts]
    lengths = {_shown(path): len(path.read_text("utf-8").splitlines()) for path in [*ours, *drawn, *static]}
    too_long = {name: length for name, length in lengths.items() if length > LONGEST_FILE}
    assert not too_long, f"longer than {LONGEST_FILE} lines, so two rooms: {too_long}"


def faults(module: str, source: str, file_name: str = "") -> list[str]:
    """What this module does that its room may not; `file_name` is "__init__" for a package."""
    tree = ast.parse(source)
    room = module.split(".")[1] if "." in module else ""
    if room not in MAY_IMPORT:
        return [f"{module}: a room that tests/test_architecture.py does not know; say there what it may import"]
    package = module if file_name == "__init__" else module.rpartition(".")[0]
    found = [f"line {line}: imports {name}" for name, line in imports(tree, package) if not _may_import(room, name)]
    found += [f"line {line}: {what}" for what, line in _forbidden_calls(tree, room)]
    found += [] if ast.get_docstring(tree) else ["has no docstring"]
    found += (
        [f"is called {module.split('.')[-1]}, which says nothing"] if EMPTY_NAME.search(module.split(".")[-1]) else []
    )
    return [f"{module}: {fault}" for fault in found]


def imports(tree: ast.AST, package: str) -> Iterator[tuple[str, int]]:
    """Everything that is imported anywhere in the module, as a full dotted name, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) + 1 - node.level] if node.level else []
            origin = ".".join([*above, *([node.module] if node.module else [])])
            yield from ((f"{origin}.{alias.name}", node.lineno) for alias in node.names)


def _may_import(room: str, name: str) -> bool:
    top = name.partition(".")[0]
    if top == "wheel":
        allowed = (room, *MAY_IMPORT[room]) if room else ()
        return any(_is_within(name, f"wheel.{other}") for other in allowed)
    if room == "core":
        return (top in sys.stdlib_module_names and top not in IMPURE | DATABASE) or top in PURE_LIBRARIES
    is_framework = top in FRAMEWORK or top.startswith("flask_")
    return not (is_framework and room not in EDGES) and not (top in DATABASE and room in WITHOUT_DATABASE)


def _is_within(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


def _forbidden_calls(tree: ast.AST, room: str) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and room not in EDGES and _reads_the_clock(node):
            yield f"reads the clock ({ast.unparse(node)}); it must be handed in", node.lineno
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            if called in {"open", "io.open"} and room == "core":
                yield "opens a file", node.lineno
            if called.endswith(("import_module", "__import__")):
                yield "imports by a computed name, which hides the arrow", node.lineno


def _reads_the_clock(node: ast.Attribute) -> bool:
    owner = ast.unparse(node.value).rpartition(".")[2]
    return (node.attr in CLOCK and owner in {"date", "datetime", "func"}) or (node.attr == "time" and owner == "time")


def template_faults(source: str) -> list[str]:
    source = JINJA_COMMENT.sub("", source)
    found = ["text that is not escaped"] if any(map(UNESCAPED.search, IN_JINJA.findall(source))) else []
    markup = IN_JINJA.sub(" ", source)
    return found + [name for name, pattern in FORBIDDEN_MARKUP.items() if pattern.search(markup)]


def _modules() -> list[Path]:
    return sorted((ROOT / "wheel").rglob("*.py"))


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


# The checks themselves, on small sources: each forbidden thing is seen, and nothing that is allowed.

FORBIDDEN = [
    ("wheel.core.plan", "from wheel.store import tables", "wheel.store.tables", "core knows no database"),
    ("wheel.core.plan", "from wheel.settings import Settings", "wheel.settings", "core is handed values"),
    ("wheel.core.plan", "from ..store import tables", "wheel.store.tables", "a relative arrow is an arrow"),
    ("wheel.core.plan", "from .. import store", "wheel.store", "even a short one"),
    (
        "wheel.core.plan",
        "def f():\n import wheel.web.pages",
        "wheel.web.pages",
        "hiding it in a function does not help",
    ),
    (
        "wheel.core.plan",
        "if TYPE_CHECKING:\n from wheel.usecases import plan",
        "wheel.usecases.plan",
        "nor does typing",
    ),
    ("wheel.core.plan", "import importlib\nimportlib.import_module(x)", "computed name", "nor does computing it"),
    ("wheel.core.plan", "import wheel", "imports wheel", "the package itself leads everywhere"),
    ("wheel.core.plan", "import flask", "flask", "core knows no framework"),
    ("wheel.core.plan", "from flask_babel import gettext", "flask_babel", "nor its extensions"),
    ("wheel.core.plan", "from sqlalchemy import select", "sqlalchemy", "core knows no database"),
    ("wheel.core.plan", "import icalendar", "icalendar", "core has two libraries"),
    *[("wheel.core.plan", f"import {name}", name, "core does no I/O and rolls no dice") for name in sorted(IMPURE)],
    ("wheel.core.plan", "open('x')", "opens a file", "core does no I/O"),
    ("wheel.core.plan", "datetime.date.today()", "reads the clock", "today is handed in"),
    ("wheel.core.plan", "datetime.now(tz)", "reads the clock", "an instant is the clock too"),
    ("wheel.store.tables", "column(default=datetime.utcnow)", "reads the clock", "so is a default that reads it later"),
    ("wheel.store.tables", "column(server_default=func.now())", "reads the clock", "so is the database's"),
    ("wheel.usecases.plan", "time.time()", "reads the clock", "so are seconds"),
    ("wheel.store.tables", "from wheel.usecases import plan", "wheel.usecases", "store is below the use cases"),
    ("wheel.store.tables", "from wheel.web import pages", "wheel.web", "and below the pages"),
    ("wheel.store.tables", "import flask", "flask", "and runs without a framework"),
    *[
        ("wheel.usecases.plan", f"import wheel.{edge}", f"wheel.{edge}", "edges hand a use case values")
        for edge in sorted(EDGES)
    ],
    ("wheel.usecases.plan", "from werkzeug.exceptions import NotFound", "werkzeug", "use cases know no HTTP"),
    *[
        (f"wheel.{edge}.room", "from wheel.store import tables", "wheel.store", "everything goes through use cases")
        for edge in sorted(EDGES)
    ],
    *[
        (f"wheel.{edge}.room", "import sqlalchemy.orm", "sqlalchemy", "queries live in the store")
        for edge in sorted(EDGES & WITHOUT_DATABASE)
    ],
    ("wheel.web.pages", "from wheel.store.database import Database", "wheel.store.database", "pages wire nothing"),
    ("wheel.feeds.calendar", "from wheel.web import pages", "wheel.web", "a feed is no page"),
    ("wheel.imports.minutes", "from wheel.feeds import calendar", "wheel.feeds", "edges stand apart"),
    ("wheel.errors", "from wheel.core import dates", "wheel.core", "errors are below everything"),
    ("wheel.settings", "from wheel.core import dates", "wheel.core", "settings know only errors"),
    ("wheel.mailroom", "x = 1", "does not know", "a new room has to say what it may import"),
    ("wheel.core.date_utils", "x = 1", "says nothing", "a name has to say what is inside"),
]

ALLOWED = [
    ("wheel.core.plan", "from datetime import date\nfrom dateutil.rrule import rrule\nfrom wheel.errors import E"),
    ("wheel.core.plan", "from .dates import Span\nfrom wheel.core import slots\npage.today\nquery.now"),
    ("wheel.store.plans", "import sqlalchemy\nfrom wheel.core.plan import Plan\nfrom wheel.settings import Settings"),
    (
        "wheel.usecases.plan",
        "from sqlalchemy.orm import Session\nfrom wheel.store import plans\nfrom wheel.core import x",
    ),
    ("wheel.web.pages", "import flask\nfrom wheel.usecases.plan import plan\ndate.today()\nfrom wheel.core import x"),
    ("wheel.web.feeds", "from wheel.feeds.calendar import render"),
    ("wheel.app", "from wheel.store.database import Database\nfrom wheel.web import pages\nimport flask"),
    ("wheel.cli", "from wheel.store import migrations\nimport click"),
    ("wheel.services", "from wheel.store.database import Database\nimport flask"),
]


@pytest.mark.parametrize(("module", "source", "said", "reason"), FORBIDDEN)
def test_a_forbidden_arrow_is_seen(module: str, source: str, said: str, reason: str) -> None:
    found = faults(module, f'"""Owns nothing."""\n{source}')
    assert len(found) == 1, reason
    assert said in found[0], reason


@pytest.mark.parametrize(("module", "source"), ALLOWED)
def test_an_allowed_arrow_is_left_alone(module: str, source: str) -> None:
    assert faults(module, f'"""Owns nothing."""\n{source}') == []


def test_a_module_without_a_docstring_is_seen() -> None:
    assert faults("wheel.core.plan", "x = 1") == ["wheel.core.plan: has no docstring"]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('<p style="color: {{ colour }}">', ["an inline style"]),
        ("<p\n  STYLE='x'>", ["an inline style"]),
        ("<script>go()</script>", ["a script without src"]),
        ('<script src="{{ url }}" defer></script>', []),
        ('<button onclick="go()">', ["an inline handler"]),
        ('<div hx-on:click="go()">', ["an inline handler"]),
        ("<b>{{ title | safe }}</b>", ["text that is not escaped"]),
        ("{% autoescape false %}", ["text that is not escaped"]),
        ("{{ icon(style='solid') }} safe|sound <i data-style='x' class=\"once\">", []),
        ("{# <p style='x'> #}", []),
    ],
)
def test_inline_code_in_a_template_is_seen(source: str, found: list[str]) -> None:
    """The Content-Security-Policy would block it in the browser, where nobody looks."""
    assert template_faults(source) == found
