"""Bodies: what sort of voice a phrase names, by its head word."""

import pytest

from reportedly.wordlists import bodies


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("ministry", "government"),
        ("Industry and Trade Ministry", "government"),
        ("General Staff", "military"),
        ("82nd Brigade", "unit"),
        ("human rights group", "organisation"),
        ("newspapers", "outlet"),
        ("joint statement", "document"),
        ("residents", "group"),
        ("senior officials", "unnamed"),
        ("editor-in-chief", "person"),
    ],
)
def test_the_head_of_a_phrase_tells_its_kind(phrase: str, kind: str) -> None:
    """The longest listed ending of a phrase decides, in any case."""
    assert bodies.kind(phrase) == kind


def test_an_unknown_head_is_left_open() -> None:
    """A word that is not listed has no kind, and neither has nothing at all."""
    assert bodies.kind("flibbertigibbet") is None
    assert bodies.kind("") is None
