"""Takes the README's picture of the wheel from the sample municipality, with Debian's Chromium."""

from __future__ import annotations

import shutil
import sys
import tempfile
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright
from werkzeug.serving import make_server

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from wheel.app import create_app, now  # noqa: E402
from wheel.core.access import OPERATOR, Moment  # noqa: E402
from wheel.settings import Settings  # noqa: E402
from wheel.store.database import Database  # noqa: E402
from wheel.store.migrations import migrate  # noqa: E402
from wheel.usecases.load_sample import load_sample  # noqa: E402

PICTURE = ROOT / "docs" / "wheel.png"


def main() -> None:
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("Chromium is missing. On Debian: apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder:
        server = make_server("127.0.0.1", 0, create_app(_settings_of_a_sample(Path(folder))), threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        _take(chromium, f"http://127.0.0.1:{server.port}/")
        server.shutdown()
    print(f"Took {PICTURE.relative_to(ROOT)}.")


def _settings_of_a_sample(folder: Path) -> Settings:
    settings = Settings(database_url=f"sqlite:///{folder / 'sample.sqlite3'}", secret_key="only for this picture")  # noqa: S106
    database = Database(settings.database_url)
    migrate(database)
    at = now()
    with database.writing() as session:
        load_sample(session, OPERATOR, Moment(at, at.date()))
    database.dispose()
    return settings


def _take(chromium: str, address: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1360, "height": 980}, locale="da-DK")
        page.goto(address)
        page.wait_for_load_state("networkidle")
        page.evaluate("document.fonts.ready")
        meeting = page.locator("a.w-meeting:not(.w-past):not(.w-empty)[data-ring=direktion]").first
        meeting.click()
        page.wait_for_selector("#panel-title")
        page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main()
