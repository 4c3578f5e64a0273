"""The wheel to a file, from the shell: by itself in the night, as everybody sees it."""

from __future__ import annotations

import sqlite3
import struct
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
from command_line import CommandLine
from pypdf import PdfReader

SVG = "{http://www.w3.org/2000/svg}"


def text(file: Path) -> str:
    return " ".join(page.extract_text() for page in PdfReader(file, strict=True).pages)


def test_a_pdf_is_written_in_danish_as_visitors_see_it(sample: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "hjul.pdf"
    said = sample.does("export-wheel", "2026-Q1", "--paper", "a3", "--output", file)
    assert said == f"Wrote {file}: {file.stat().st_size} bytes.\n"
    assert "januar 2026" in text(file)
    assert float(PdfReader(file).pages[0].mediabox.width) == pytest.approx(841.89, abs=0.1)
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []


def test_a_picture_is_written_as_wide_as_it_should_be(sample: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "hjul.png"
    sample.does("export-wheel", "2026-03", "--format", "png", "--width", "1200", "--output", file)
    assert struct.unpack(">I", file.read_bytes()[16:20]) == (1200,)


def test_a_drawing_keeps_the_filter_and_the_language(sample: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "hjul.svg"
    chosen = ("--filter", "rings=med&rings=frister", "--language", "en")
    sample.does("export-wheel", "2026", "--format", "svg", *chosen, "--output", file)
    root = Xml.parse(file).getroot()  # noqa: S314 - made here
    said = [element.text for element in root.iter(f"{SVG}textPath")]
    assert {"MED", "Frister", "January"} <= set(said)
    assert "Budget" not in said


def test_drafts_are_written_only_for_the_operator_and_for_nobody_elses_eyes(
    sample: CommandLine, tmp_path: Path
) -> None:
    sample.does("plan", "2030")
    files = {who: tmp_path / f"{who}.svg" for who in ("visitor", "operator")}
    for who, file in files.items():
        sample.does("export-wheel", "2030", "--format", "svg", "--as", who, "--language", "en", "--output", file)
    assert "DRAFT" in files["operator"].read_text("utf-8")
    assert "DRAFT" not in files["visitor"].read_text("utf-8")
    assert files["operator"].stat().st_mode & 0o077 == 0
    assert files["visitor"].stat().st_mode & 0o044 == 0o044


def test_a_file_that_is_there_is_only_written_over_by_force(sample: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "hjul.svg"
    file.write_text("mit eget")
    asked = ("export-wheel", "2026", "--format", "svg", "--output", file)
    assert sample.refuses(*asked) == f"{file} is there already. Add --force to write over it."
    assert file.read_text() == "mit eget"
    sample.does(*asked, "--force")
    assert file.read_text("utf-8").startswith("<svg")


def test_a_folder_that_cannot_be_written_to_is_named(sample: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "findes-ikke" / "hjul.svg"
    said = sample.refuses("export-wheel", "2026", "--format", "svg", "--output", file)
    assert said == f"{file} cannot be written: No such file or directory."


@pytest.mark.parametrize(("period", "sentence"), [("i-aar", "There is no such period"), ("1800", "Choose a year from")])
def test_a_period_that_is_none_is_refused(sample: CommandLine, tmp_path: Path, period: str, sentence: str) -> None:
    file = tmp_path / "hjul.pdf"
    assert sample.refuses("export-wheel", period, "--output", file).startswith(sentence)
    assert not file.exists()


@pytest.mark.parametrize("wrong", [("--paper", "a9"), ("--width", "999"), ("--width", "8001"), ("--format", "gif")])
def test_what_cannot_be_made_is_refused(sample: CommandLine, tmp_path: Path, wrong: tuple[str, str]) -> None:
    result = sample.run("export-wheel", "2026", "--output", tmp_path / "hjul.pdf", *wrong)
    assert result.exit_code == 2
    assert not (tmp_path / "hjul.pdf").exists()


def test_where_visitors_are_shut_out_nothing_is_written_for_them(sample: CommandLine, tmp_path: Path) -> None:
    connection = sqlite3.connect(sample.path)
    connection.execute("UPDATE organisation SET has_public_part = 0")
    connection.commit()
    connection.close()
    asked = ("export-wheel", "2026", "--format", "svg", "--output", tmp_path / "hjul.svg")
    assert sample.refuses(*asked) == "Visitors see nothing of this wheel. Add --as operator to write it all the same."
    sample.does(*asked, "--as", "operator")


def test_a_database_without_tables_says_so(unmigrated: CommandLine, tmp_path: Path) -> None:
    said = unmigrated.refuses("export-wheel", "2026", "--output", tmp_path / "hjul.pdf")
    assert said == "The database is not up to date. Run `flask --app wsgi migrate` first."
