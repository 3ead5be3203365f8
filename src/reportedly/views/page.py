"""Readings as one standalone web page: text, attributions with their chains beside it, facts beneath.

The page asks nothing of any network: style and script stand in it, and its Content-Security-Policy
admits only these two, by their hashes. Every word of a report goes through `_`, which escapes it.
It is written piece by piece (`page_top`, `page_reading` for each reading, `page_end`), so that many
readings do not have to be held at once.
"""

import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from hashlib import sha256
from html import escape
from itertools import groupby
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from reportedly.record import Attribution, Kind, Reading, Report, Source, Voice
from reportedly.record.layers import ATTRIBUTIONS, LAYERS
from reportedly.views.facts import fact_counts, tables
from reportedly.views.page_facts import Around, Marker, fact_tables, marks_of, summary
from reportedly.views.page_text import escaped as _
from reportedly.views.passages import Paragraph, Passages, Run, passages
from reportedly.views.voices import NO_OUTLET, SAYS, counts, proven

_COLOURS = 8
_DEEPEST = 4
"""Underlines that can be told apart; contents nested deeper share the last."""
_LANGUAGE = re.compile(r"[a-z]{2,3}")


def page_top(title: str, layers: frozenset[str] = LAYERS) -> str:
    """Return the beginning of a page called `title`, up to where readings follow with their `layers`."""
    skip = ("list", "attributions") if ATTRIBUTIONS in layers else ("found", "facts")
    style, script = _part("page.css"), _part("page.js")
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy, quote=False)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="generator" content="reportedly">\n'
        f"<title>{_(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#r1-{skip[0]}">To the {skip[1]}</a>\n<main>\n'
    )


def page_reading(reading: Reading, number: int, layers: frozenset[str] = LAYERS) -> str:
    """Return `layers` of one reading as a part of a page; `number` counts the page's readings from 1."""
    return _Part(reading, f"r{number}", layers).whole()


def page_end() -> str:
    """Return the end of a page."""
    return (
        "</main>\n<footer><p>Read by reportedly. Nothing here was checked for truth: it shows who is said to "
        "have said what, through whom, in the report’s own words.</p></footer>\n"
        f"<script>{_part('page.js')}</script>\n</body>\n</html>\n"
    )


class _Part:
    """One reading of a page; `key` makes its element ids unique."""

    def __init__(self, reading: Reading, key: str, layers: frozenset[str]) -> None:
        self.tables = tables(reading, layers)
        self.said, self.counted = ATTRIBUTIONS in layers, fact_counts(reading, layers)
        if not self.said:
            reading = msgspec.structs.replace(reading, attributions=())
        self.reading, self.key = reading, key
        self.unread = any(problem.code == "language-not-read" for problem in reading.problems)
        self.passages: Passages = passages(reading, marks_of(self.tables))
        self.sources = {source.id: source for source in reading.sources}
        self.shown = {said.id: said for said in proven(reading)}
        speakers = dict.fromkeys(self.shown[id_].speaker for id_ in self.passages.numbers)
        self.colours = {speaker: at % _COLOURS for at, speaker in enumerate(speakers)}
        runs = (run for paragraph in self.passages.paragraphs for run in paragraph.runs)
        self.marker = Marker(runs, key)

    def whole(self) -> str:
        report = self.reading.report
        problems = "".join(
            f'<p class="problem" role="note">{_(problem.message)}</p>\n' for problem in self.reading.problems
        )
        return (
            f'<article class="reading" aria-labelledby="{self.key}-title">\n<header>\n'
            f'<h1 id="{self.key}-title" dir="auto">{_(report.headline or "(no headline)")}</h1>\n'
            f'<p class="facts">{_facts(report)}</p>\n{self._counts()}{problems}</header>\n'
            f'<div class="columns">\n<section class="text" aria-label="Text of the report"{_lang(report)}>\n'
            f"{self._text()}</section>\n{self._attributions()}</div>\n{self._found()}</article>\n"
        )

    def _counts(self) -> str:
        counted = str(counts(self.reading)) if self.shown else ""
        if not self.said and not self.unread:
            counted = self.counted
        line = f'<p class="counts">{_(counted)}</p>\n' if counted else ""
        return line + summary(self.tables, self.key)

    def _attributions(self) -> str:
        if not self.said:
            return ""
        return (
            f'<section class="list" id="{self.key}-list" aria-label="Attributions" tabindex="-1">\n'
            f"{self._list()}</section>\n"
        )

    def _found(self) -> str:
        """Return the tables of facts; where nothing but facts was asked for, also that there are none."""
        if not self.tables and self.said:
            return ""
        around = Around(
            key=self.key,
            paragraph_at=self.passages.paragraph_at,
            numbers=self.passages.numbers,
            colour=self._colour,
        )
        nothing = "Not read." if self.unread else "Nothing found."
        inside = fact_tables(self.tables, around) or f'<p class="key">{nothing}</p>\n'
        return (
            f'<section class="found" id="{self.key}-found" aria-label="Facts" tabindex="-1">\n'
            f"{inside}</section>\n"
        )

    def _text(self) -> str:
        return "".join(self._paragraph(paragraph) for paragraph in self.passages.paragraphs)

    def _paragraph(self, paragraph: Paragraph) -> str:
        if paragraph.number == 0:
            start = '<p class="head" dir="auto">'
        else:
            start = f'<p dir="auto"><span class="pn" aria-hidden="true">{paragraph.number}</span>'
        return f"{start}{self._nested(list(paragraph.runs), 0)}</p>\n"

    def _nested(self, runs: list[Run], level: int) -> str:
        """Return runs with their contents as elements in each other, from `level` inwards."""
        parts: list[str] = []
        for id_, group in groupby(runs, _content_at(level)):
            inside = list(group)
            if id_ is None:
                parts += [self._leaf(run) for run in inside]
                continue
            number = self._number(id_) if self.passages.first_run.get(id_) == inside[0].start else ""
            deep = min(level + 1, _DEEPEST)
            parts.append(f'<span class="c d{deep} {self._colour(id_)}" data-a="{self._data(id_)}">{number}')
            parts.append(f"{self._nested(inside, level + 1)}</span>")
        return "".join(parts)

    def _leaf(self, run: Run) -> str:
        words = self.marker.marked(run)
        bare = [id_ for id_ in (*run.cues, *run.sources) if not self.shown[id_].content]
        numbers = "".join(
            self._number(id_) for id_ in dict.fromkeys(bare) if self.passages.first_run.get(id_) == run.start
        )
        if run.cues:
            words = f'<span class="cue {self._colour(run.cues[-1])}">{words}</span>'
        if run.sources:
            words = f'<span class="src {self._colour(run.sources[-1])}">{words}</span>'
        return numbers + words

    def _number(self, id_: str) -> str:
        number = self.passages.numbers[id_]
        return (
            f'<a class="n {self._colour(id_)}" id="{self.key}-t{number}" href="#{self.key}-c{number}" '
            f'data-a="{self._data(id_)}" aria-label="attribution {number}">{number}</a>'
        )

    def _list(self) -> str:
        numbers, last = self.passages.numbers, len(self.shown) + 1
        ordered = sorted(self.shown.values(), key=lambda said: numbers.get(said.id, last))
        if not ordered:
            return '<p class="key">No attributions.</p>\n'
        cards = "".join(self._card(said) for said in ordered)
        key = "Click a passage or a card to jump between them; ↑ and ↓ go through the cards."
        return f'<p class="key">{key}</p>\n<ol>\n{cards}</ol>\n'

    def _card(self, said: Attribution) -> str:
        number = self.passages.numbers.get(said.id)
        source = self.sources.get(said.speaker)
        content = " … ".join(_(" ".join(span.text.split())) for span in said.content)
        where = self.passages.paragraph_of(said)
        more = [f"paragraph {where}" if where else "headline", said.manner.value, said.medium]
        link = ids = ""
        if number is not None:
            label = f"attribution {number}, to its words"
            link = f'<a class="n" href="#{self.key}-t{number}" aria-label="{label}">{number}</a>'
            ids = f' id="{self.key}-c{number}" data-a="{self._data(said.id)}"'
        inner = " inner" if said.inside in self.shown else ""
        chain = "".join(_link(voice) for voice in said.chain)
        return (
            f'<li class="card {self._colour(said.id)}{inner}"{ids} tabindex="0">{link}'
            f'<p>{_speaker(source)}</p><p class="said" dir="auto"><b>{SAYS[said.act]}</b> {content}</p>'
            f'<p class="more">{" · ".join(_(part) for part in more if part)}</p>'
            f'<ol class="chain" aria-label="Chain">{chain}</ol></li>\n'
        )

    def _colour(self, id_: str) -> str:
        colour = self.colours.get(self.shown[id_].speaker)
        return "" if colour is None else f"s{colour}"

    def _data(self, id_: str) -> str:
        """Return the key of an attribution in the page; its id comes from a file and is not trusted."""
        return f"{self.key}-{self.passages.numbers[id_]}"


def _content_at(level: int) -> Callable[[Run], str | None]:
    return lambda run: run.contents[level] if len(run.contents) > level else None


def _speaker(source: Source | None) -> str:
    if source is None:
        return '<span class="who">(not resolved)</span>'
    who = source.who.casefold()
    about = [part for part in (source.role, source.affiliation) if part and part.casefold() not in who]
    role = f' <span class="role">{_(", ".join(about))}</span>' if about else ""
    tag = "" if source.named else ' <span class="tag">unnamed</span>'
    return f'<span class="who" dir="auto">{_(source.who)}</span>{role}{tag}'


def _link(voice: Voice) -> str:
    cited = voice.citation.text if voice.citation is not None else ""
    words = f" <q>{_(cited)}</q>" if cited and cited.casefold() != voice.who.casefold() else ""
    tag = ' <span class="tag">unnamed</span>' if voice.kind is Kind.UNNAMED else ""
    return f"<li>{_(voice.who)}{words}{tag}</li>"


def _facts(report: Report) -> str:
    parts: Iterable[str] = _fact_parts(report)
    return " · ".join(parts)


def _fact_parts(report: Report) -> Iterator[str]:
    yield _(report.outlet or NO_OUTLET)
    if report.published:
        yield f'<time datetime="{_(report.published)}">{_(report.published)}</time>'
    yield f"{len(report.text.split()):,} words"
    if report.url and urlsplit(report.url).scheme in {"http", "https"}:
        yield f'<a href="{_(report.url)}" rel="noopener noreferrer">{_(report.url)}</a>'
    elif report.url:
        yield _(report.url)


def _lang(report: Report) -> str:
    language = report.language or ""
    return f' lang="{language}"' if _LANGUAGE.fullmatch(language) else ""


def _hash(part: str) -> str:
    return f"sha256-{b64encode(sha256(part.encode()).digest()).decode()}"


@cache
def _part(name: str) -> str:
    return Path(__file__).with_name(name).read_text("utf-8")
