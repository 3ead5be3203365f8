"""Facts on the web page: quiet marks in the text, tables beneath it, links from each to the other.

Keys of elements are made here from numbers; ids that come from a file are never put into the page.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

import msgspec

from reportedly.record.layers import SPOKEN
from reportedly.views.facts import Table
from reportedly.views.page_text import escaped as _
from reportedly.views.passages import Mark, Run
from reportedly.views.rows import Row, Voiced
from reportedly.views.values import NOT_RESOLVED

_SINGULAR = {field: name.removesuffix("s") for name, field in SPOKEN.items()}


class Around(msgspec.Struct, frozen=True, kw_only=True):
    """What the tables need to know of the page around them."""

    key: str
    """Makes the ids of one reading unique."""
    paragraph_at: Callable[[int], int]
    """Number of the paragraph at a position; 0 is the headline."""
    numbers: Mapping[str, int]
    """Attribution id -> its number, where the attributions are shown."""
    colour: Callable[[str], str]
    """Class of the colour of an attribution that has a number."""


def marks_of(tables: Iterable[Table]) -> Iterator[Mark]:
    """Yield the marks that the rows of `tables` have in the text."""
    for table in tables:
        for at, row in enumerate(table.rows, start=1):
            for mention, span in enumerate(row.spans, start=1):
                yield Mark(layer=table.layer, row=at, mention=mention, span=span)


class Marker:
    """Marks up the words of runs, from first to last. Every mark becomes a link, and an id in the text."""

    def __init__(self, runs: Iterable[Run], key: str) -> None:
        self._key = key
        self._placed: set[Mark] = set()
        self._linked = {run.marks[-1] for run in runs if run.marks}

    def marked(self, run: Run) -> str:
        """Return the words of a run: its innermost mark is a link, the others are around it.

        Two facts with the same words cannot both be the link: the outer one gets a small "+" behind.
        """
        words = _(run.text)
        also = ""
        for mark in reversed(run.marks):
            row = f"{self._key}-{mark.layer}-{mark.row}"
            first = "" if mark in self._placed else f' id="{row}.{mark.mention}"'
            self._placed.add(mark)
            link = f'href="#{row}" data-a="{row}"'
            if mark is run.marks[-1]:
                words = f'<a class="m {mark.layer}" {link}{first}>{words}</a>'
            else:
                words = f'<span class="m {mark.layer}" data-a="{row}"{first}>{words}</span>'
            if first and mark not in self._linked:
                also += f'<a class="also" {link} aria-label="also: {_SINGULAR[mark.layer]}">+</a>'
        return words + also


def summary(tables: Iterable[Table], key: str) -> str:
    """Return a line that leads to each table and shows how its facts are marked in the text."""
    links = " · ".join(
        f'<a href="#{key}-{table.layer}"><span class="m {table.layer}">{_(table.title)}</span></a>'
        f" {len(table.rows):,}"
        for table in tables
    )
    return f'<p class="key">In the text and below it: {links}</p>\n' if links else ""


def fact_tables(tables: Iterable[Table], around: Around) -> str:
    """Return the tables, whole."""
    return "".join(_table(table, around) for table in tables)


def _table(table: Table, around: Around) -> str:
    key = f"{around.key}-{table.layer}"
    voiced = any(row.says for row in table.rows)
    heads = (*table.heads, "in the text", *(["who says so"] if voiced else []))
    head = "".join(f'<th scope="col">{_(name)}</th>' for name in heads)
    body = "".join(_row(row, f"{key}-{at}", around) for at, row in enumerate(table.rows, start=1))
    withheld = (
        f'<p class="key">{table.withheld:,} not shown (citation does not match the text)</p>\n'
        if table.withheld
        else ""
    )
    return (
        f'<div class="wide" role="region" aria-labelledby="{key}" tabindex="0">\n<table>\n'
        f'<caption id="{key}">{_(table.title)}</caption>\n<thead><tr>{head}</tr></thead>\n'
        f"<tbody>\n{body}</tbody>\n</table>\n{withheld}</div>\n"
    )


def _row(row: Row, key: str, around: Around) -> str:
    cells = "".join(_cell(cell) for cell in row.cells)
    says = "" if row.says is None else _says(row.says, around)
    return f'<tr id="{key}" data-a="{key}">{cells}<td>{_words(row, key, around)}</td>{says}</tr>\n'


def _cell(cell: str) -> str:
    quiet = ' class="open"' if cell == NOT_RESOLVED else ""
    return f'<td dir="auto"{quiet}>{_(cell)}</td>'


def _words(row: Row, key: str, around: Around) -> str:
    """Return the words of a row with a link to each paragraph that has them."""
    first: dict[int, int] = {}
    for mention, span in enumerate(row.spans, start=1):
        first.setdefault(around.paragraph_at(span.start), mention)
    links = " ".join(
        f'<a href="#{key}.{mention}">{f"¶{number}" if number else "headline"}</a>'
        for number, mention in first.items()
    )
    return f'<q dir="auto">{_(row.words)}</q> {links}' if row.words else links


def _says(says: Voiced, around: Around) -> str:
    number = around.numbers.get(says.attribution or "")
    colour = link = ""
    if says.attribution is not None and number is not None:
        colour = around.colour(says.attribution)
        label = f"attribution {number}, to its words"
        link = f'<a class="n" href="#{around.key}-t{number}" aria-label="{label}">{number}</a> '
    tag = ' <span class="tag">unnamed</span>' if says.unnamed else ""
    return f'<td class="says {colour}">{link}<span class="who" dir="auto">{_(says.who)}</span>{tag}</td>'
