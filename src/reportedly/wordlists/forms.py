"""Written forms: when two of them count as the same name."""

import unicodedata
from collections.abc import Iterable
from typing import Generic, TypeVar

Meant = TypeVar("Meant")

LONGEST_ACRONYM = 5
"""A one-word name up to this length, all in capitals, is an acronym: "AFP" is not "afp"."""

_SAME = str.maketrans({"’": "'", "‘": "'", "\u02bc": "'", "\u00a0": " ", "\u202f": " ", "\u2011": "-"})


def plain(text: str) -> str:
    """Return `text` with one kind of apostrophe, hyphen and space; positions stay what they are."""
    return text if text.isascii() else text.translate(_SAME)


def without_marks(text: str) -> str:
    """Return `text` without its combining marks (compatibility forms apart): "Brasília" is "Brasilia"."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def without_article(form: str) -> str:
    """Return `form` without a leading "the"."""
    return form[4:] if form[:4].lower() == "the " else form


def folded(form: str) -> str:
    """Return what two spellings of one name share: no case, no leading "the", single spaces."""
    return without_article(" ".join(plain(form).split())).casefold()


def is_acronym(form: str) -> bool:
    """Tell whether `form` is a name only when written in just these capitals."""
    return form.isupper() and len(form) <= LONGEST_ACRONYM


class Forms(Generic[Meant]):
    """Looks up what a whole name can mean; to find names inside a text, see `scanner.Scanner`.

    Full names are found whatever their case; the forms in `exact` (acronyms, and names that are also
    common words) only as they are written. A leading "the" never matters.
    """

    def __init__(self, pairs: Iterable[tuple[str, Meant, bool]]) -> None:
        """Take each form, what it means, and whether it counts only as written."""
        self._folded: dict[str, tuple[Meant, ...]] = {}
        self._exact: dict[str, tuple[Meant, ...]] = {}
        for form, meant, exact in pairs:
            exact_here = exact or is_acronym(form)
            table = self._exact if exact_here else self._folded
            key = without_article(plain(form)) if exact_here else folded(form)
            held = table.get(key, ())
            if meant not in held:
                table[key] = (*held, meant)

    def find(self, name: str) -> tuple[Meant, ...]:
        """Return all that `name` can mean, in the order of the list; empty where nothing is known."""
        exact = self._exact.get(without_article(" ".join(plain(name).split())), ())
        return exact + tuple(meant for meant in self._folded.get(folded(name), ()) if meant not in exact)
