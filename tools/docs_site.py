"""Build the docs site: `python -m tools.docs_site [FOLDER]` (as it is: `site/`), from docs/ and mkdocs.yml.

The generator gets plain Markdown and a plain configuration, no hooks and no plugins of our own, so that
another one can take its place (docs/decisions/0021-docs-site.md). So three things are done before it runs, in
a folder of its own: pages that stand elsewhere in the repository (model cards, the changelog) are brought in;
links to files outside docs/ lead to copies of them; `FOLDER/*` in the navigation becomes the pages of that
folder. And one after: nothing in the site may load anything from elsewhere.
"""

import os
import posixpath
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
_LINK = re.compile(r"(\]\()([^)#\s]+)((?:#[^)\s]*)?\))")
_FENCE = re.compile(r"^(```.*?^```\s*$|~~~.*?^~~~\s*$)", re.MULTILINE | re.DOTALL)
_ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//|[a-z][a-z0-9+.-]*:(?!//)", re.IGNORECASE)
_LOADED_BY_STYLE = re.compile(r"(?:url\(|@import)\s*['\"]?((?:https?:)?//[^'\")\s]+)", re.IGNORECASE)
_LOADING = frozenset(
    {"script", "img", "iframe", "source", "video", "audio", "track", "embed", "image", "use", "input"}
)
_COPIES = "repository"
"""Folder of the site with the files that pages link to."""


class FaultyDocsError(Exception):
    """A page links to nothing, or the site would load something from elsewhere: mend what is named."""


# ---------------------------------------------------------------------------- before: the folder


def brought_in(root: Path) -> dict[str, str]:
    """Return the pages that stand outside docs/: path in the repository -> path in the site."""
    cards = sorted((root / "src" / "reportedly" / "models").glob("*/MODEL_CARD.md"))
    return {
        "CHANGELOG.md": "changelog.md",
        "CONTRIBUTING.md": "contributing.md",
        "demo/README.md": "demo.md",
        "demo/story/README.md": "demo-story.md",
        **{card.relative_to(root).as_posix(): f"models/{card.parent.name}.md" for card in cards},
    }


def assemble(root: Path, target: Path) -> None:
    """Write into `target` the folder `docs` and the `mkdocs.yml` that the generator is given.

    Raises FaultyDocsError where a link leads to nothing in the repository.
    """
    pages = target / "docs"
    shutil.copytree(root / "docs", pages)
    places = {path.relative_to(root).as_posix(): path for path in sorted((root / "docs").rglob("*.md"))}
    in_site = {name: name.removeprefix("docs/") for name in places} | brought_in(root)
    for name, place in in_site.items():
        written = pages / place
        written.parent.mkdir(parents=True, exist_ok=True)
        text = (root / name).read_text(encoding="utf-8")
        written.write_text(_relinked(text, name, in_site, root, pages), encoding="utf-8")
    settings = yaml.safe_load((root / "mkdocs.yml").read_text(encoding="utf-8"))
    listed = set(_listed(settings["nav"]))
    settings["nav"] = _spread(settings["nav"], sorted(set(in_site.values()) - listed))
    settings["docs_dir"] = "docs"
    python = next((each["mkdocstrings"] for each in settings["plugins"] if "mkdocstrings" in each), None)
    if isinstance(python, dict):  # where the code is, seen from here
        python["handlers"]["python"]["paths"] = [str(root / "src")]
    (target / "mkdocs.yml").write_text(yaml.safe_dump(settings, sort_keys=False), encoding="utf-8")


def _relinked(text: str, name: str, in_site: dict[str, str], root: Path, pages: Path) -> str:
    """Return a page with its relative links as they must be in the site; what they lead to is copied."""
    here = posixpath.dirname(in_site[name])

    def moved(match: re.Match[str]) -> str:
        link = match[2]
        if _ELSEWHERE.match(link) or link.startswith("/"):
            return match[0]
        wanted = posixpath.normpath(posixpath.join(posixpath.dirname(name), link))
        if wanted.startswith("../") or not (root / wanted).exists():
            raise FaultyDocsError(f"{name}: {link} leads to nothing in the repository")
        place = in_site.get(wanted) or in_site.get(f"{wanted}/README.md") or _copied(wanted, root, pages)
        return f"{match[1]}{posixpath.relpath(place, here or '.')}{match[3]}"

    parts = _FENCE.split(text)
    return "".join(part if number % 2 else _LINK.sub(moved, part) for number, part in enumerate(parts))


def _copied(wanted: str, root: Path, pages: Path) -> str:
    """Copy a file of the repository into the site, and say where it lies; of a folder, its list of names."""
    if wanted.startswith("docs/") and (root / wanted).is_file():
        return wanted.removeprefix("docs/")
    source = root / wanted
    if source.is_dir():
        place = f"{_COPIES}/{wanted.replace('/', '-')}.txt"
        names = "\n".join(sorted(path.name for path in source.iterdir() if not path.name.startswith(".")))
        content = f"{wanted}/ holds:\n\n{names}\n".encode()
    else:
        place = f"{_COPIES}/{wanted if '.' in source.name else wanted + '.txt'}"
        content = source.read_bytes()
    (pages / place).parent.mkdir(parents=True, exist_ok=True)
    (pages / place).write_bytes(content)
    return place


def _listed(nav: Iterable[Any]) -> Iterator[str]:
    """Return the pages that a navigation names one by one."""
    for entry in nav:
        value = next(iter(entry.values())) if isinstance(entry, dict) else entry
        if isinstance(value, list):
            yield from _listed(value)
        elif not value.endswith("*"):
            yield value


def _spread(nav: Iterable[Any], unlisted: list[str]) -> list[Any]:
    """Return a navigation in which `FOLDER/*` became the pages of that folder which are not named in it."""
    spread: list[Any] = []
    for entry in nav:
        if isinstance(entry, dict):
            (name, value), *_ = entry.items()
            spread.append({name: _spread(value, unlisted) if isinstance(value, list) else value})
        elif entry.endswith("*"):
            spread += [page for page in unlisted if posixpath.dirname(page) == entry[:-1].rstrip("/")]
        else:
            spread.append(entry)
    return spread


# ---------------------------------------------------------------------------- after: what it loads


class _Loads(HTMLParser):
    """Collects what a page loads by itself; links that a reader may follow are none of it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "link" and told.get("rel", "") not in {"canonical", "next", "prev", "alternate"}:
            self.found.append(told.get("href", ""))
        if tag in _LOADING:
            self.found += [told.get(name, "") for name in ("src", "href", "xlink:href", "poster")]
            self.found += [part.split()[0] for part in told.get("srcset", "").split(",") if part.strip()]
        if tag == "object":
            self.found.append(told.get("data", ""))
        self.found += _LOADED_BY_STYLE.findall(told.get("style", ""))
        self._style = tag == "style"
        if "mermaid" in told.get("class", "").split():
            self.found.append("https://mermaid.example/ (the theme fetches a script for Mermaid)")

    def handle_endtag(self, tag: str) -> None:
        self._style = self._style and tag != "style"

    def handle_data(self, data: str) -> None:
        if self._style:
            self.found += _LOADED_BY_STYLE.findall(data)


def loaded_from_elsewhere(site: Path) -> list[str]:
    """Return what a built site would load from another host, each with the name of its page or style."""
    found = []
    for path in sorted(site.rglob("*.html")):
        page = _Loads()
        page.feed(path.read_text(encoding="utf-8"))
        found += [(path, each) for each in page.found if _is_elsewhere(each)]
    for path in sorted([*site.rglob("*.css"), *site.rglob("*.svg")]):
        text = path.read_text(encoding="utf-8")
        found += [(path, each) for each in _LOADED_BY_STYLE.findall(text)]
    return [f"{path.relative_to(site).as_posix()}: {each}" for path, each in found]


def _is_elsewhere(address: str) -> bool:
    return bool(_ELSEWHERE.match(address)) and not address.startswith("data:")


# ---------------------------------------------------------------------------- the command


def build(root: Path, site: Path) -> None:
    """Build the site; raises FaultyDocsError, also where the generator warns of anything."""
    with tempfile.TemporaryDirectory() as folder:
        assemble(root, Path(folder))
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)]
        told = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}  # decision 0021 says what we make of it
        built = subprocess.run(command, cwd=folder, env=told, check=False, capture_output=True, text=True)  # noqa: S603 - fixed command
    if built.returncode != 0:
        raise FaultyDocsError(_warnings(built.stderr) or built.stderr)
    found = loaded_from_elsewhere(site)
    if found:
        raise FaultyDocsError("the site would load from elsewhere: " + "; ".join(found[:20]))


def _warnings(told: str) -> str:
    """Return what the generator says is wrong, without what it says besides."""
    return "\n".join(line for line in told.splitlines() if line.startswith(("WARNING", "ERROR")))


def main(arguments: list[str]) -> int:
    """Build the site, and say where it is."""
    site = Path(arguments[0] if arguments else "site").resolve()
    try:
        build(ROOT, site)
    except FaultyDocsError as error:
        print(f"the docs site was not built: {error}", file=sys.stderr)
        return 1
    print(f"The docs are in {site}; to search them too: python -m http.server --directory {site}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
