"""The docs site: it is built without a warning, holds every page, and loads nothing from elsewhere."""

import functools
import os
import shutil
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tools import docs_site

_PLACES = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")


@pytest.fixture(scope="module")
def site(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site, built as `make docs` builds it: a warning of the generator fails it."""
    target = tmp_path_factory.mktemp("docs") / "site"
    docs_site.build(root, target)
    return target


def test_every_page_is_in_the_site(root: Path, site: Path) -> None:
    """Each page of docs/, the model cards and the changelog are there, and found from the navigation."""
    pages = [path.relative_to(root / "docs").with_suffix(".html") for path in (root / "docs").rglob("*.md")]
    assert len(pages) > 30
    start = (site / "index.html").read_text(encoding="utf-8")
    for page in [
        *map(Path.as_posix, pages),
        "models/attribution.html",
        "models/meaning.html",
        "changelog.html",
    ]:
        assert (site / page).is_file(), page
        assert page == "index.html" or f'href="{page}"' in start, f"{page} is not in the navigation"


def test_docstrings_are_in_the_reference(site: Path) -> None:
    """The Python reference holds what the code says of a noun and of its fields."""
    page = (site / "reference" / "python.html").read_text(encoding="utf-8")
    assert "reportedly.record.report.Report.published" in page
    assert "Date or time of publication" in page
    assert "reportedly.store.store.open_store" in page


def test_the_site_loads_nothing_from_elsewhere(site: Path) -> None:
    """Neither a page nor a style of the built site names another host for anything that loads by itself."""
    assert docs_site.loaded_from_elsewhere(site) == []


@pytest.mark.parametrize(
    "written",
    [
        '<script src="https://cdn.example/x.js"></script>',
        '<script src="//cdn.example/x.js"></script>',
        '<link rel="stylesheet" href="https://fonts.example/css">',
        '<link rel="preconnect" href="https://fonts.example">',
        '<img src="x.png" srcset="x.png 1x, https://cdn.example/y.png 2x">',
        '<iframe src="https://video.example/1"></iframe>',
        "<style>@font-face { src: url(https://fonts.example/a.woff2) }</style>",
        "<p style=\"background: url('https://cdn.example/b.png')\">",
        '<pre class="mermaid">graph TD</pre>',
    ],
)
def test_what_loads_from_elsewhere_is_noticed(tmp_path: Path, written: str) -> None:
    """Scripts, styles, fonts, pictures, frames and Mermaid are noticed; the page is named."""
    (tmp_path / "page.html").write_text(f"<html><body>{written}</body></html>", encoding="utf-8")
    (found,) = docs_site.loaded_from_elsewhere(tmp_path)
    assert found.startswith("page.html: ")
    assert "example" in found


def test_links_that_a_reader_follows_and_own_files_are_let_pass(tmp_path: Path) -> None:
    """A link to another site loads nothing until somebody follows it."""
    own = '<a href="https://www.w3.org/">W3C</a><img src="../a.png"><script src="assets/b.js"></script>'
    (tmp_path / "page.html").write_text(f'{own}<img src="data:image/png;base64,AA==">', encoding="utf-8")
    (tmp_path / "a.css").write_text("a { background: url(img/x.svg) } /* see https://x.example/ */")
    assert docs_site.loaded_from_elsewhere(tmp_path) == []
    (tmp_path / "a.css").write_text("@import 'https://cdn.example/a.css';")
    assert docs_site.loaded_from_elsewhere(tmp_path) == ["a.css: https://cdn.example/a.css"]


def _checkout(folder: Path, page: str) -> Path:
    (folder / "docs" / "topics").mkdir(parents=True)
    (folder / "docs" / "index.md").write_text(page, encoding="utf-8")
    (folder / "docs" / "topics" / "b.md").write_text("# B", encoding="utf-8")
    (folder / "docs" / "topics" / "a.md").write_text("# A", encoding="utf-8")
    for name in ("CHANGELOG.md", "CONTRIBUTING.md", "demo/README.md", "demo/story/README.md"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"# {name}", encoding="utf-8")
    (folder / "LICENSE").write_text("a licence", encoding="utf-8")
    nav = "nav:\n  - index.md\n  - Topics:\n      - topics/b.md\n      - topics/*\n"
    (folder / "mkdocs.yml").write_text(f"site_name: x\nplugins: [search]\n{nav}", encoding="utf-8")
    return folder


def test_links_out_of_the_docs_lead_to_copies(tmp_path: Path) -> None:
    """Files are copied, pages are found where they are brought in, code blocks stay as they are."""
    links = "[l](../LICENSE) [d](../demo/README.md#x) [b](topics/b.md) [w](https://w.example/)"
    page = f"{links}\n\n```\n[l](../no)\n```\n"
    docs_site.assemble(_checkout(tmp_path / "here", page), tmp_path / "out")
    pages = tmp_path / "out" / "docs"
    written = (pages / "index.md").read_text(encoding="utf-8")
    assert written.startswith("[l](repository/LICENSE.txt) [d](demo.md#x) [b](topics/b.md) [w](https://w.")
    assert "[l](../no)" in written
    assert (pages / "repository" / "LICENSE.txt").read_text(encoding="utf-8") == "a licence"
    settings = (tmp_path / "out" / "mkdocs.yml").read_text(encoding="utf-8")
    assert settings.index("topics/b.md") < settings.index("topics/a.md")
    assert settings.count("topics/b.md") == 1


@pytest.mark.parametrize("link", ["../absent.md", "topics/absent.md", "../../outside.md"])
def test_a_link_to_nothing_is_noticed(tmp_path: Path, link: str) -> None:
    """A link that leads to nothing in the repository, or out of it, ends the build and is named."""
    with pytest.raises(docs_site.FaultyDocsError, match=r"index\.md: .*leads to nothing"):
        docs_site.assemble(_checkout(tmp_path / "here", f"[x]({link})"), tmp_path / "out")


def test_an_anchor_to_nothing_is_noticed(tmp_path: Path) -> None:
    """What only the generator sees ends the build too, and its words are told: a warning is a fault."""
    here = _checkout(tmp_path / "here", "[x](topics/a.md#nowhere)")
    settings = here / "mkdocs.yml"
    links = "validation: {links: {anchors: warn}}\n"
    settings.write_text(settings.read_text(encoding="utf-8") + links, encoding="utf-8")
    with pytest.raises(docs_site.FaultyDocsError, match="nowhere"):
        docs_site.build(here, tmp_path / "site")


@pytest.fixture
def served(site: Path) -> Iterator[str]:
    """Return the address of the site, served on this machine."""
    handler = functools.partial(SimpleHTTPRequestHandler, directory=str(site))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_in_a_browser_nothing_else_is_asked_and_the_search_finds(served: str) -> None:
    """Pages ask no other address, say no error, and a search finds a word of the docs."""
    named = os.environ.get("REPORTEDLY_CHROMIUM")
    chromium = named or next((each for each in _PLACES if Path(each).exists()), shutil.which("chromium"))
    if chromium is None:
        pytest.skip("needs Chromium: apt-get install chromium, or set REPORTEDLY_CHROMIUM")
    with ThreadPoolExecutor(1) as beside:  # the desk's tests hold this thread's browser
        asked, errors = beside.submit(_looked_at, served, chromium).result()
    assert [url for url in asked if not url.startswith((served, "data:", "blob:"))] == []
    assert errors == []


def _looked_at(served: str, chromium: str) -> tuple[list[str], list[str]]:
    """Return what pages ask for and what errors they say, while one looks at them and searches."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where there is a browser

    asked: list[str] = []
    errors: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        for path in ("index.html", "architecture.html", "reference/cli.html", "howto/coder.html"):
            page.goto(f"{served}/{path}", wait_until="networkidle")
        page.keyboard.press("/")
        page.keyboard.type("citogenesis")
        page.wait_for_selector(".md-search-result__item a[href*='words.html']", timeout=20_000)
        browser.close()
    return asked, errors
