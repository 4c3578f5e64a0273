"""docs/security.md names tests that exist, and a chapter of the standard for each."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "security.md").read_text()
ANSWERS = {"met", "partly", "**not met**", "not applicable", "operator", ""}


def test_every_test_that_is_named_is_there() -> None:
    named = set(re.findall(r"`(tests/[\w/]+\.py)`", PAGE))
    assert len(named) > 40
    assert {path for path in named if not (ROOT / path).is_file()} == set()


def test_every_page_that_is_linked_to_is_there() -> None:
    for page in ("docs/security.md", "SECURITY.md"):
        linked = re.findall(r"\]\(([\w./-]+)\)", (ROOT / page).read_text())
        assert linked
        assert [path for path in linked if not ((ROOT / page).parent / path).is_file()] == []


def test_every_promise_and_every_threat_names_its_test() -> None:
    before, _, _ = PAGE.partition("## Sessions")
    rows = [line for line in before.splitlines() if line.startswith("|") and not line.startswith(("|---", "| Promise"))]
    rows = [row for row in rows if not row.startswith("| Threat |")]
    assert len(rows) > 40
    assert [row for row in rows if "`tests/" not in row] == []


def test_every_chapter_of_the_standard_is_answered() -> None:
    _, _, standard = PAGE.partition("## OWASP ASVS")
    rows = [line.split("|")[1:-1] for line in standard.splitlines() if line.startswith("| ")]
    assert {len(row) for row in rows} == {3}
    chapters = re.findall(r"^\| \*\*V(\d+) ", standard, re.MULTILINE)
    assert chapters == [str(number) for number in range(1, 18)]
    assert {answer.strip() for _, answer, _ in rows} <= ANSWERS


@pytest.mark.parametrize("path", sorted(ROOT.glob("requirements*.txt")), ids=lambda path: path.name)
def test_every_package_is_pinned_with_its_hash(path: Path) -> None:
    """So that another file under the same name and version is not installed in its place."""
    joined = path.read_text().replace("\\\n", " ")
    packages = [line for line in joined.splitlines() if line and not line.lstrip().startswith("#")]
    assert packages
    assert [line for line in packages if "==" not in line or "--hash=sha256:" not in line] == []
