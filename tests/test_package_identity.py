"""PyPI has a package called wheel too: every program that we start must find ours, also where that one is installed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import wheel

ROOT = Path(__file__).resolve().parent.parent
OURS = str(ROOT / "wheel" / "__init__.py")
PROGRAMS = Path(sys.executable).parent

# Python runs this at every start, before the program; the line is written when the program has done its work.
TELLTALE = """
import atexit, sys
atexit.register(lambda: print("wheel is", getattr(sys.modules.get("wheel"), "__file__", None), file=sys.stderr))
"""

COMMANDS = [
    pytest.param(["flask", "--app", "wsgi", "routes"], "flask puts the working directory first", id="flask"),
    pytest.param(["alembic", "current"], "prepend_sys_path in alembic.ini puts the checkout first", id="alembic"),
    pytest.param(["gunicorn", "--check-config", "wsgi:app"], "gunicorn puts its directory first", id="gunicorn"),
    pytest.param([sys.executable, "-c", "import wsgi"], "so does python itself", id="python"),
]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A bare environment with another wheel on the path, ahead of where pip would put it, and a database of its own."""
    other = tmp_path / "site-packages"
    (other / "wheel").mkdir(parents=True)
    (other / "wheel" / "__init__.py").write_text('"""The package that builds wheels."""\n')
    (other / "sitecustomize.py").write_text(TELLTALE)
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    return kept | {
        "PYTHONPATH": str(other),
        "AARSHJUL_INSTANCE": str(tmp_path / "instance"),
        "AARSHJUL_DATABASE_URL": f"sqlite:///{tmp_path / 'identity.sqlite3'}",
    }


def test_pytest_finds_our_wheel() -> None:
    assert wheel.__file__ == OURS


def test_the_other_wheel_is_found_where_the_checkout_is_not_put_first(environment: dict[str, str]) -> None:
    """Without this, the tests below would pass because the other wheel was out of reach."""
    finished = _run([sys.executable, "-P", "-c", "import wheel"], environment)
    assert f"wheel is {environment['PYTHONPATH']}" in finished.stderr


@pytest.mark.parametrize(("command", "reason"), COMMANDS)
def test_a_program_finds_our_wheel(command: list[str], reason: str, environment: dict[str, str]) -> None:
    finished = _run(command, environment)
    assert finished.returncode == 0, finished.stdout + finished.stderr
    assert f"wheel is {OURS}\n" in finished.stderr, reason


def test_a_bare_pytest_finds_our_wheel(environment: dict[str, str], tmp_path: Path) -> None:
    """The program `pytest`, unlike `python -m pytest`, does not put the working directory first by itself."""
    test = tmp_path / "test_where.py"
    test.write_text("import wheel\n\ndef test_it():\n    assert wheel.__file__\n")
    command = ["pytest", "-q", "-p", "no:cacheprovider", "-c", "pyproject.toml", "--rootdir", str(ROOT), str(test)]
    finished = _run(command, environment)
    assert finished.returncode == 0, finished.stdout + finished.stderr
    assert f"wheel is {OURS}\n" in finished.stderr


def _run(command: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    program = [str(PROGRAMS / command[0]), *command[1:]]
    return subprocess.run(program, cwd=ROOT, env=environment, input="", capture_output=True, text=True, check=False)
