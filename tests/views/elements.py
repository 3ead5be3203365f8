"""A web page taken apart, for tests; it fails on an element that is closed wrongly."""

from html.parser import HTMLParser

HOSTILE = "</p></style></script><script>alert(1)</script><img src=x onerror=alert(1)>\"'&amp;<!--"
_VOID = {"meta", "br", "img", "link", "input", "hr"}


class Elements(HTMLParser):
    """Collects the elements of a page, and fails on one that is closed wrongly."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element; a link in a link is none that HTML knows."""
        assert tag != "a" or "a" not in self.open
        self.elements.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Check that the element closed is the one that is open."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note words, other than those of style and script."""
        if self.open and self.open[-1] not in {"style", "script"}:
            self.words.append(data)

    def all(self, key: str) -> list[str]:
        """Return the values of one attribute over all elements."""
        return [value for _, attributes in self.elements if (value := attributes.get(key)) is not None]
