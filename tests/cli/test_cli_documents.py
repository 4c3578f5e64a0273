"""The whole plan to a file and back, through the commands."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import CommandLine

ROOT = Path(__file__).parents[2]
Document = dict[str, object]


@pytest.fixture
def dumped(sample: CommandLine, tmp_path: Path) -> Path:
    file = tmp_path / "plan.json"
    sample.does("dump", file)
    return file


def test_a_plan_comes_back_byte_for_byte(sample: CommandLine, empty: CommandLine, dumped: Path, tmp_path: Path) -> None:
    said = empty.does("load", dumped)
    again = tmp_path / "again.json"
    empty.does("dump", again)
    assert again.read_bytes() == dumped.read_bytes()
    for table in ("occurrences", "items", "stops", "stop_changes", "feeds", "series"):
        assert empty.count(table) == sample.count(table) > 0, table
        assert f"{sample.count(table)} {table}" in said


def test_what_was_sent_to_calendars_comes_back_too(sample: CommandLine, empty: CommandLine, tmp_path: Path) -> None:
    """So that no subscriber's event jumps when the service moves to another machine."""

    def feed(of: CommandLine) -> bytes:
        return of.app.test_client().get("/feeds/aarshjul.ics").data

    before = feed(sample)
    assert before.count(b"BEGIN:VEVENT") > 100
    sample.does("dump", tmp_path / "plan.json")
    empty.does("load", tmp_path / "plan.json")
    assert feed(empty) == before


def test_a_dump_is_its_owners_alone_for_it_holds_closed_items(dumped: Path) -> None:
    assert dumped.stat().st_mode & 0o077 == 0


def test_dumping_says_what_was_written(sample: CommandLine, tmp_path: Path) -> None:
    said = sample.does("dump", tmp_path / "plan.json")
    assert said.startswith(f"Wrote {tmp_path / 'plan.json'}: 1 organisation, ")
    assert f"{sample.count('occurrences')} occurrences" in said
    assert said.endswith(".\n")


def test_a_dump_is_written_over_an_older_one_and_leaves_no_other_file(sample: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "backups" / "plan.json"
    file.parent.mkdir()
    file.write_text("an older one")
    sample.does("dump", file)
    assert json.loads(file.read_text(encoding="utf-8"))["format"] == "aarshjul-plan"
    assert [one.name for one in file.parent.iterdir()] == ["plan.json"]


def test_a_dump_that_cannot_be_written_leaves_no_half_of_a_file(sample: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    (tmp_path / "taken.json.part").mkdir()
    before = sorted(tmp_path.rglob("*"))
    for place in (tmp_path / "nowhere" / "plan.json", tmp_path / "file" / "plan.json", tmp_path / "taken.json"):
        assert sample.refuses("dump", place).startswith(f"{place} cannot be written: "), place
    assert sorted(tmp_path.rglob("*")) == before


def test_a_database_without_a_plan_is_not_dumped(empty: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    file.write_text("an older one")
    assert empty.refuses("dump", file) == "There is no organisation yet, so there is nothing to write."
    assert file.read_text() == "an older one"


def test_nothing_is_loaded_into_a_plan(sample: CommandLine, dumped: Path) -> None:
    said = sample.refuses("load", dumped)
    assert said.startswith("This database holds a plan already")


def cut_off(text: str) -> str:
    return text[: len(text) // 2]


def without_its_last_brace(text: str) -> str:
    return text.rstrip().removesuffix("}")


def changed(change: Callable[[Document], object]) -> Callable[[str], str]:
    def make(text: str) -> str:
        document = json.loads(text)
        change(document)
        return json.dumps(document, ensure_ascii=False)

    return make


def with_a_day_that_never_was(document: Document) -> None:
    document["occurrences"][-1]["days"]["first"] = "2026-02-30"  # type: ignore[index]


def with_a_lost_item(document: Document) -> None:
    document["stops"][-1]["item"] = "nosuchitem"  # type: ignore[index]


BROKEN = [
    (lambda _text: "", "is not JSON", "an empty file"),
    (lambda _text: "BEGIN:VCALENDAR", "is not JSON", "another kind of file"),
    (lambda _text: "[]", "holds no JSON object", "a list"),
    (lambda _text: "{}", '"format" is missing', "an object of another kind"),
    (cut_off, "the file is cut off here", "half a file"),
    (without_its_last_brace, "the file is cut off here", "all but the end of it"),
    (changed(lambda document: document.pop("feeds")), '"feeds" is missing', "without a section"),
    (changed(lambda document: document.update(version=2)), "reads version 1", "a later version"),
    (changed(with_a_day_that_never_was), "days.first: must be a day", "a wrong day far down"),
    (changed(with_a_lost_item), 'there is no "nosuchitem" in "items"', "a reference that leads nowhere"),
]


@pytest.mark.parametrize(("broken", "said", "reason"), BROKEN, ids=[case[2] for case in BROKEN])
def test_a_broken_document_is_refused_whole_and_the_place_is_named(
    empty: CommandLine, dumped: Path, broken: Callable[[str], str], said: str, reason: str
) -> None:
    dumped.write_text(broken(dumped.read_text(encoding="utf-8")), encoding="utf-8")
    assert said in empty.refuses("load", dumped), reason


def test_a_document_in_another_encoding_is_refused(empty: CommandLine, dumped: Path) -> None:
    dumped.write_bytes(dumped.read_text(encoding="utf-8").encode("latin-1", "replace"))
    assert "UTF-8" in empty.refuses("load", dumped)


def test_a_file_that_is_not_there_is_a_mistake_of_whoever_typed_it(empty: CommandLine, tmp_path: Path) -> None:
    for command in (("load", tmp_path / "no.json"), ("load", tmp_path), ("dump", tmp_path)):
        assert empty.run(*command).exit_code == 2, command


def test_whoever_watches_sees_how_far_loading_has_come(empty: CommandLine, dumped: Path) -> None:
    terminal, its_end = pty.openpty()
    environment = os.environ | {"AARSHJUL_DATABASE_URL": f"sqlite:///{empty.path}", "AARSHJUL_SECRET_KEY": "x"}
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "load", str(dumped)]
    run = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=its_end, check=True)
    os.close(its_end)
    shown = re.findall(r"(\d+)%", os.read(terminal, 100_000).decode())
    os.close(terminal)
    assert shown[-1] == "100"
    assert len(set(shown)) > 2, "on the way as well"
    assert list(map(int, shown)) == sorted(map(int, shown))
    assert run.stdout.startswith(b"Loaded ")
