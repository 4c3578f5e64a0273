"""Starts oidc-provider, which is certified and runs on Node; its packages are fetched once for each locked set."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

HERE = Path(__file__).parent / "provider"
AUTHORITIES = Path("/etc/ssl/certs/ca-certificates.crt")
STAMP = HERE / "node_modules" / ".installed-for"


@dataclass(frozen=True)
class RunningProvider:
    """It waits, at `issuer`, to be told whom to serve."""

    issuer: str
    _process: subprocess.Popen[str]

    def serve(self, client: dict[str, Any], people: dict[str, Any]) -> None:
        """From now on serve that client (RFC 7591), and these people, by what they write as their name."""
        written, read = self._pipes()
        written.write(json.dumps({"client": client, "people": people}) + "\n")
        written.flush()
        assert read.readline() == "ready\n"

    def _pipes(self) -> tuple[IO[str], IO[str]]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        return self._process.stdin, self._process.stdout


@contextmanager
def running_provider(node: str) -> Iterator[RunningProvider]:
    _install(node)
    command = [node, "--no-warnings", "server.mjs"]
    # What the library remarks on its development settings is not for us.
    with subprocess.Popen(
        command, cwd=HERE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            assert process.stdout is not None
            yield RunningProvider(process.stdout.readline().strip(), process)
        finally:
            process.terminate()


def _install(node: str) -> None:
    wanted = hashlib.sha256((HERE / "package-lock.json").read_bytes()).hexdigest()
    if STAMP.exists() and STAMP.read_text("utf-8") == wanted:
        return
    # npm starts Node again by its name.
    surroundings = {**os.environ, "PATH": f"{Path(node).parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    if AUTHORITIES.exists():
        # Node brings its own list of authorities, and knows none that the machine was told to trust besides.
        surroundings.setdefault("NODE_EXTRA_CA_CERTS", str(AUTHORITIES))
    command = [*_npm(node), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    done = subprocess.run(command, cwd=HERE, env=surroundings, capture_output=True, text=True)
    assert done.returncode == 0, f"npm ci failed:\n{done.stderr}"
    STAMP.write_text(wanted, "utf-8")


def _npm(node: str) -> list[str]:
    """npm of the same folder as Node, or else the one in the PATH."""
    own = Path(node).resolve().parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    found = shutil.which("npm")
    assert own.exists() or found, "Node is here, and npm is not"
    return [node, str(own)] if own.exists() else [str(found)]
