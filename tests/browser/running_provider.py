"""Starts oidc-provider, which is certified and runs on Node."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from node_packages import install_packages

HERE = Path(__file__).parent / "provider"


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
    install_packages(node, HERE)
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
