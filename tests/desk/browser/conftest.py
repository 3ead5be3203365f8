"""A real browser on a real desk: Chromium, driven by Playwright, on a port of this machine's loopback.

Skipped, with the reason, where there is no Chromium (REPORTEDLY_CHROMIUM names another one). Pictures go
to `out/` beside this file, which git ignores. Whatever a page asks of any other address, or writes to
the console as an error, fails the test.
"""

import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright

from reportedly.desk.app import make_app
from reportedly.desk.settings import DeskSettings
from reportedly.store import Store, open_store

OUT = Path(__file__).with_name("out")
_PLACES = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
_OPTIONS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
]

OpenPage = Callable[..., Page]
Axe = Callable[[Page], list[str]]
Picture = Callable[[Page, str], Path]


def _missing(why: str) -> NoReturn:
    if os.environ.get("REPORTEDLY_REQUIRE_BROWSER"):
        pytest.fail(f"REPORTEDLY_REQUIRE_BROWSER is set: {why}")
    pytest.skip(why)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Return a browser; skip where there is none."""
    named = os.environ.get("REPORTEDLY_CHROMIUM")
    found = named or next((place for place in _PLACES if Path(place).exists()), shutil.which("chromium"))
    if found is None:
        _missing("needs Chromium: apt-get install chromium, or set REPORTEDLY_CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=_OPTIONS)
        yield browser
        browser.close()


class Served:
    """A desk that is served in a thread of this process."""

    def __init__(self, store: Store, settings: DeskSettings) -> None:
        """Serve `store` on a free port until `close`."""
        self.store = store
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        config = uvicorn.Config(make_app(store, settings), log_level="error", lifespan="on", ws="none")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True
        )
        self._thread.start()
        until = time.monotonic() + 20
        while not self._server.started:
            assert time.monotonic() < until, "the desk did not start"
            time.sleep(0.02)

    def close(self) -> None:
        """End it."""
        self._server.should_exit = True
        self._thread.join(timeout=20)
        self._socket.close()


@pytest.fixture(scope="session")
def serve() -> Callable[[Store, DeskSettings], Served]:
    """Return what serves a desk of other settings; close what it returns."""
    return Served


@pytest.fixture
def served(store: Store) -> Iterator[Served]:
    """Return a desk over a store of one's own, where nobody logs in."""
    desk = Served(store, DeskSettings(who="m.k."))
    yield desk
    desk.close()


@pytest.fixture(scope="session")
def lent(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Return a desk that all tests share which only look."""
    where = tmp_path_factory.mktemp("lent") / "desk.db"
    shutil.copy(filled, where)
    with open_store(where) as store:
        desk = Served(store, DeskSettings(who="m.k."))
        yield desk
        desk.close()


@pytest.fixture
def open_page(chromium: Browser, served: Served) -> Iterator[OpenPage]:
    """Return what opens a page of one's own desk, to change things: `open_page("/", dark=True)`."""
    yield from _opener(chromium, served)


@pytest.fixture
def look(chromium: Browser, lent: Served) -> Iterator[OpenPage]:
    """Return what opens a page of the shared desk, where nothing may be changed."""
    yield from _opener(chromium, lent)


def _opener(chromium: Browser, served: Served) -> Iterator[OpenPage]:
    contexts, wrong = list[BrowserContext](), list[str]()

    def note(message: ConsoleMessage) -> None:
        refused = ("the server responded with a status of", "Response Status Error Code")
        if message.type == "error" and not any(words in message.text for words in refused):
            wrong.append(message.text)

    def outside(request: Request) -> None:
        if not request.url.startswith((served.address, "data:", "blob:")):
            wrong.append(f"asked {request.url}")

    def opened(path: str, *, width: int = 1280, height: int = 900, dark: bool = False, **more: Any) -> Page:  # noqa: ANN401 - Playwright's own options
        context = chromium.new_context(
            base_url=served.address,
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            **more,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.on("console", note)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", outside)
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture(scope="session")
def axe(root: Path) -> Axe:
    """Return what lists a page's failures of WCAG 2.2 AA; skip where axe-core is not installed."""
    script = root / "web" / "node_modules" / "axe-core" / "axe.min.js"
    if not script.exists():
        _missing("needs axe-core: cd web && npm ci")
    source = script.read_text(encoding="utf-8")
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

    def failures(page: Page) -> list[str]:
        if not page.evaluate("'axe' in window"):
            page.evaluate(source)
        found = page.evaluate("rules => axe.run(document, {runOnly: rules})", rules)
        return [
            f"{each['id']}: {node['target']} {node['failureSummary']}"
            for each in found["violations"]
            for node in each["nodes"]
        ]

    return failures


@pytest.fixture
def picture() -> Picture:
    """Return what keeps a picture of a page for people to look at."""
    OUT.mkdir(exist_ok=True)

    def taken(page: Page, name: str) -> Path:
        path = OUT / f"{name}.png"
        page.screenshot(path=path, full_page=False)
        return path

    return taken
