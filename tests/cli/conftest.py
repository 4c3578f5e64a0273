"""Command lines on a database that is not migrated, empty, or the sample's; each is made once, and copied."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from command_line import CommandLine


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "plan.sqlite3"
    CommandLine(path).does("migrate")
    return path


@pytest.fixture(scope="session")
def sample_file(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "plan.sqlite3"
    shutil.copyfile(empty_file, path)
    CommandLine(path).does("load-sample")
    return path


@pytest.fixture
def unmigrated(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path / "new.sqlite3")


@pytest.fixture
def empty(empty_file: Path, tmp_path: Path) -> CommandLine:
    return CommandLine(Path(shutil.copyfile(empty_file, tmp_path / "empty.sqlite3")))


@pytest.fixture
def sample(sample_file: Path, tmp_path: Path) -> CommandLine:
    return CommandLine(Path(shutil.copyfile(sample_file, tmp_path / "sample.sqlite3")))
