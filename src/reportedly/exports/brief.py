"""The format `brief`: a situation brief as Markdown, web page and PDF."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from reportedly.errors import StoreError
from reportedly.exports.brief_made import brief_of
from reportedly.exports.brief_pages import markdown, page
from reportedly.exports.brief_pdf import pdf
from reportedly.exports.citing import Citation
from reportedly.exports.files import Files
from reportedly.exports.matter import Matter

_PAGE = "brief.html"


def write(matter: Matter, files: Files) -> None:
    """Write the brief of a matter in its three forms."""
    brief = brief_of(matter)
    for name, content in (("brief.md", markdown(brief)), (_PAGE, page(brief))):
        with files.open(name) as stream:
            stream.write(content.encode("utf-8", "replace"))
    with files.open("brief.pdf") as stream:
        stream.write(pdf(brief, matter.made))


def citations(folder: Path) -> Iterator[Citation]:
    """Yield the citations of the footnotes of a brief's web page."""
    path = folder / _PAGE
    try:
        written = path.read_text(encoding="utf-8")
    except (OSError, UnicodeError) as error:
        raise StoreError(str(path), f"cannot be read ({error})", "export the brief again") from None
    footnotes = _Footnotes()
    footnotes.feed(written)
    footnotes.close()
    yield from footnotes.found


class _Footnotes(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Citation] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "q" and "data-report" in said:
            try:
                start, end = int(said["data-start"] or ""), int(said["data-end"] or "")
            except (KeyError, ValueError):
                raise StoreError(_PAGE, "has a footnote without a place", "export the brief again") from None
            self.found.append(Citation(said["data-report"] or "", start, end, said.get("data-text") or ""))
