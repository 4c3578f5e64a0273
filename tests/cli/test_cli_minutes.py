"""Minutes taken over at the command line: once, twice, only looked at, or refused."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from command_line import CommandLine

OWN = Path(__file__).parents[1] / "imports" / "minutes"
REAL = Path(os.environ.get("AARSHJUL_TEST_MINUTES", Path(__file__).parents[3] / "shared" / "minutes"))
AUTUMN = OWN / "leadership_autumn.txt"
BODY = ("--body", "Direktionen")


def import_(*more: str, file: Path = AUTUMN) -> tuple[str | Path, ...]:
    return ("import-minutes", file, *BODY, *more)


def entries(said: str, sign: str) -> list[str]:
    """The lines of the plan with this sign: "+" is added, "=" was there."""
    return [line for line in said.splitlines() if f"  {sign} " in line]


def test_meetings_and_items_are_made_and_the_day_without_a_meeting_is_marked(sample: CommandLine) -> None:
    items, meetings = sample.count("items"), sample.count("occurrences")
    said = sample.does(*import_("--create-meetings"))
    assert said.startswith("Done:\n")
    assert "2024-11-27  make the meeting" in said
    assert "2024-12-25  no meeting: Juleferie" in said
    assert "2024-11-27  + Lokaleplan for rådhuset" in said
    assert "awaiting    + Digital post" in said
    assert sample.count("items") == items + len(entries(said, "+")) == items + 9
    assert sample.count("occurrences") == meetings + 7


def test_what_the_minutes_postponed_is_told(sample: CommandLine) -> None:
    notes = [line for line in sample.does(*import_("--create-meetings")).splitlines() if line.startswith("Note: ")]
    assert notes
    assert all(note.startswith("Note: line ") for note in notes)


def test_a_dry_run_says_the_same_and_writes_nothing(sample: CommandLine) -> None:
    before = sample.everything()
    dry = sample.does(*import_("--create-meetings", "--dry-run"))
    assert sample.everything() == before
    assert dry.startswith("Would do:\n")
    assert sample.does(*import_("--create-meetings")) == dry.replace("Would do:", "Done:")


def test_a_dry_run_tells_which_meetings_are_missing(sample: CommandLine) -> None:
    said = sample.does(*import_("--dry-run"))
    assert "2024-11-27  the body has no meeting (--create-meetings makes it)" in said


def test_meetings_that_are_missing_are_named_and_not_made_unasked(sample: CommandLine) -> None:
    said = sample.refuses(*import_())
    assert said.startswith("Direktionen has no meeting on 2024-11-27, 2024-12-11, ")
    assert "--create-meetings" in said


def test_meetings_it_makes_are_called_as_the_bodys_others_are(sample: CommandLine) -> None:
    sample.does(*import_("--create-meetings"))
    listed = sample.app.test_client().get("/wheel/2024?view=list").text
    assert ">Direktionsmøde</a>" in listed
    assert ">Møde</a>" not in listed


def test_a_second_time_adds_nothing(sample: CommandLine) -> None:
    first = sample.does(*import_("--create-meetings"))
    before = sample.everything()
    for more in (("--create-meetings",), ()):
        again = sample.does(*import_(*more))
        assert entries(again, "+") == []
        assert len(entries(again, "=")) == len(entries(first, "+"))
        assert "make the meeting" not in again
    assert sample.everything() == before


@pytest.mark.parametrize("name", ["direktionen", "DIREKTIONEN", " Direktionen "])
def test_a_body_goes_by_any_of_its_names(sample: CommandLine, name: str) -> None:
    said = sample.does("import-minutes", AUTUMN, "--body", name, "--create-meetings")
    known = entries(sample.does(*import_()), "=")
    assert len(known) == len(entries(said, "+")) > 0, "they are the executive board's own now"


def test_the_year_of_the_first_row_can_be_said_where_the_text_has_none(sample: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "undated.txt"
    file.write_text("Direktionen\n\nREFERAT\n\nDato\t\n27. Nov.\t• Budget\n8. Jan.\t• Personale\n", encoding="utf-8")
    assert "year" in sample.refuses(*import_("--create-meetings", file=file))
    said = sample.does(*import_("--create-meetings", "--year-hint", "2019", file=file))
    assert "2019-11-27  + Budget" in said
    assert "2020-01-08  + Personale" in said


def refusals(folder: Path) -> list[tuple[Path, str]]:
    """Files that hold no minutes to take over, with what is said of them."""
    picture = folder / "minutes.txt"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    damaged = folder / "minutes.pdf"
    damaged.write_bytes(b"%PDF-1.7\n\xff\xfe\x00")
    letter = folder / "letter.txt"
    letter.write_text("Kære alle\n\nDer er ingen tabel her.\n", encoding="utf-8")
    empty = folder / "empty.txt"
    empty.touch()
    return [
        (picture, "This is a picture, not a document."),
        (damaged, "The file is damaged and cannot be read."),
        (letter, "table"),
        (empty, "The file is empty."),
    ]


def test_what_holds_no_forward_table_is_refused(sample: CommandLine, tmp_path: Path) -> None:
    for file, said in refusals(tmp_path):
        assert said in sample.refuses(*import_("--create-meetings", file=file)), file.name


def test_an_unknown_body_is_refused(sample: CommandLine) -> None:
    command = ("import-minutes", AUTUMN, "--body", "Havnerådet", "--create-meetings")
    assert sample.refuses(*command) == "There is no body called Havnerådet."


def test_minutes_do_not_make_a_plan_of_an_empty_database(empty: CommandLine) -> None:
    assert empty.refuses(*import_("--create-meetings")) == "There is no body called Direktionen."


def test_a_command_without_a_body_or_a_file_is_a_mistake_of_whoever_typed_it(sample: CommandLine) -> None:
    for command in (("import-minutes", AUTUMN), ("import-minutes", *BODY), import_("--year-hint", "1066")):
        assert sample.run(*command).exit_code == 2, command


def test_a_check_shows_each_proposal_with_its_sentence_and_writes_nothing(sample: CommandLine) -> None:
    before = sample.everything()
    said = sample.does("import-minutes", AUTUMN, *BODY, "--check")
    assert "proposals" in said
    assert "let wait      Ledelsesgruppens årshjul 2025 -> awaiting (no meeting is planned on that day)" in said
    assert "“" in said
    assert sample.everything() == before


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_is_read_in_the_encodings_that_people_save_it_in(
    sample: CommandLine, tmp_path: Path, encoding: str
) -> None:
    file = tmp_path / "referat.txt"
    file.write_text(AUTUMN.read_text(encoding="utf-8"), encoding=encoding)
    assert "Budgetproces 2026" in sample.does(*import_("--create-meetings", "--dry-run", file=file))


@pytest.fixture
def real_minutes() -> Path:
    found = sorted(REAL.glob("002_*.txt"))
    if not found:
        pytest.skip(f"no 002_*.txt in {REAL}; name their folder in AARSHJUL_TEST_MINUTES")
    return found[0]


def test_the_real_minutes_fill_the_agenda_of_their_autumn(sample: CommandLine, real_minutes: Path) -> None:
    expected = json.loads((REAL / "002_forward_table.json").read_text(encoding="utf-8"))
    points = [(row["date"], item["text"]) for row in expected["rows"] for item in row["items"]]
    command = import_("--year-hint", "2023", "--create-meetings", file=real_minutes)
    meetings, items = sample.count("occurrences"), sample.count("items")
    said = sample.does(*command)
    made = [line.split()[0] for line in said.splitlines() if line.endswith("make the meeting")]
    blocked = [line.split()[0] for line in said.splitlines() if "  no meeting: " in line]
    assert made == [row["date"] for row in expected["rows"] if row["kind"] != "blocked"]
    assert blocked == [row["date"] for row in expected["rows"] if row["kind"] == "blocked"] == ["2023-10-18"]
    assert (len(made) + len(blocked), len(points), len(expected["undated"])) == (15, 21, 1)
    assert sample.count("occurrences") == meetings + 15
    assert sample.count("items") == items + 22
    assert [line.split()[0] for line in entries(said, "+")] == [day for day, _ in points] + ["awaiting"]
    notes = [line for line in said.splitlines() if line.startswith("Note: ")]
    assert len(notes) == 2
    assert "put off to a later meeting" in notes[0]
    assert "put off to 2023-09-13" in notes[1]
    before = sample.everything()
    assert entries(sample.does(*command), "+") == []
    assert sample.everything() == before


def test_the_agenda_page_shows_the_real_minutes_as_they_stood(sample: CommandLine, real_minutes: Path) -> None:
    expected = json.loads((REAL / "002_forward_table.json").read_text(encoding="utf-8"))
    sample.does(*import_("--year-hint", "2023", "--create-meetings", file=real_minutes))
    app = replace(sample, now=datetime(2023, 9, 7, 10, tzinfo=UTC)).app
    page = app.test_client().get("/bodies/direktionen/agenda?rows=all").text
    assert page.count('<li class="meeting') == 15
    assert page.count("Efterårsferie") == 1
    for row in expected["rows"]:
        for item in row["items"]:
            assert item["text"].split(".")[0].split(" d. ")[0][:20] in page, item
    assert "Regeringens lovprogram" in page
    app.extensions["aarshjul"].database.dispose()
