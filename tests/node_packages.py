"""Packages for Node that tests need, fetched once for each locked set; npm checks them against its hashes."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
from pathlib import Path

AUTHORITIES = Path("/etc/ssl/certs/ca-certificates.crt")


def install_packages(node: str, folder: Path) -> None:
    """Fetch what the folder's package-lock.json names, unless it has been fetched already."""
    locked = folder / "package-lock.json"
    with locked.open("rb") as turn:
        # Tests that run at once need the same packages.
        fcntl.flock(turn, fcntl.LOCK_EX)
        stamp, wanted = folder / "node_modules" / ".installed-for", hashlib.sha256(locked.read_bytes()).hexdigest()
        if not stamp.exists() or stamp.read_text("utf-8") != wanted:
            _install(node, folder)
            stamp.write_text(wanted, "utf-8")


def _install(node: str, folder: Path) -> None:
    # npm starts Node again by its name.
    surroundings = {**os.environ, "PATH": f"{Path(node).parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    if AUTHORITIES.exists():
        # Node brings its own list of authorities, and knows none that the machine was told to trust besides.
        surroundings.setdefault("NODE_EXTRA_CA_CERTS", str(AUTHORITIES))
    command = [*_npm(node), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    done = subprocess.run(command, cwd=folder, env=surroundings, capture_output=True, text=True)
    assert done.returncode == 0, f"npm ci failed:\n{done.stderr}"


def _npm(node: str) -> list[str]:
    """npm of the same folder as Node, or else the one in the PATH."""
    own = Path(node).resolve().parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    found = shutil.which("npm")
    assert own.exists() or found, "Node is here, and npm is not"
    return [node, str(own)] if own.exists() else [str(found)]
