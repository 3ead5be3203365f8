"""Take `docs/img/desk-*.png`, the pictures of the desk in the docs: five pages over the demo's story.

Run `python -m tools.desk_pictures` after a change of the desk's looks, and look at the result. It reads the
48 reports of `demo/story` into a store that it throws away, serves the desk on a free port of this machine,
and needs Chromium (REPORTEDLY_CHROMIUM names another one, as for the tests).
"""

import os
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from playwright.sync_api import Page, sync_playwright

from reportedly.adding import add_inputs
from reportedly.desk import links
from reportedly.desk.app import make_app
from reportedly.desk.settings import DeskSettings
from reportedly.linking import catch_up, open_traces
from reportedly.store import Store, open_store

ROOT = Path(__file__).resolve().parent.parent
STORY = ROOT / "demo" / "story"
PICTURES = ROOT / "docs" / "img"
MOST_BYTES = 250 * 1000
"""What one picture may weigh in the repository."""
_WIDTH, _HEIGHT = 1200, 800
_CHROMIUM = "/usr/bin/chromium"


def addresses(store: Store) -> dict[str, str]:
    """Return the address of each page that a picture is taken of, by the picture's name."""
    with open_traces(store) as traces:
        claims = traces.claims(limit=200)
        told = max(claims, key=lambda c: (c.reports - c.origins - c.unknown, c.contradicted, c.id))
        report = traces.claim(told.id).claim.members[-1].report
    return {
        "inbox": links.INBOX,
        "reader": links.report(report, "a1"),
        "claim": links.claim(told.id),
        "map": links.MAP,
        "review": links.REVIEW,
    }


@contextmanager
def served(store: Store) -> Iterator[str]:
    """Serve the desk over `store`; give its address."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        config = uvicorn.Config(make_app(store, DeskSettings(who="you")), log_level="error", ws="none")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(timeout=20)


def take(page: Page, name: str, address: str) -> int:
    """Take one picture; return its bytes. Raises ValueError where it is heavier than it may be."""
    page.goto(address)
    page.wait_for_load_state("networkidle")
    if name == "map":
        page.wait_for_selector("[data-map][data-ready]", timeout=60_000)
        page.wait_for_timeout(4_000)  # the marks are drawn after it is ready
    page.wait_for_timeout(600)
    path = PICTURES / f"desk-{name}.png"
    page.screenshot(path=path)
    if (weight := path.stat().st_size) > MOST_BYTES:
        raise ValueError(f"{path.name} has {weight} bytes; at most {MOST_BYTES} are kept")
    return weight


def main() -> None:
    """Take all five."""
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "story.db") as store:
        list(add_inputs([str(path) for path in sorted(STORY.glob("[0-9]*"))], store))
        catch_up(store)
        chromium = os.environ.get("REPORTEDLY_CHROMIUM", _CHROMIUM)
        with served(store) as base, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=chromium, args=["--no-sandbox", "--use-angle=swiftshader"]
            )
            for name, address in addresses(store).items():
                page = browser.new_page(
                    viewport={"width": _WIDTH, "height": _HEIGHT},
                    color_scheme="light",
                    reduced_motion="reduce",
                )
                print(f"desk-{name}.png", take(page, name, base + address))
                page.close()
            browser.close()


if __name__ == "__main__":
    main()
