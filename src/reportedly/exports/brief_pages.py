"""A brief as Markdown and as one web page: self-contained, escaped, each line with the way to its words."""

import re
from collections.abc import Iterator, Sequence
from html import escape

from reportedly.exports.brief_made import Brief, Line, Note, Section
from reportedly.views.values import edtf_words

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~])")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1 { line-height: 1.2; } h2 { border-top: 1px solid; padding-top: .6rem; margin-top: 2rem; }
h3 { font-size: 1rem; margin-bottom: .2rem; }
ul { padding-left: 1.1rem; } li { margin: .35rem 0; }
.quiet { opacity: .75; font-size: .9rem; } .against { border-left: 3px solid; padding-left: .6rem; }
.status { border: 1px solid; border-radius: .3rem; padding: 0 .3rem; font-size: .8rem; }
sup a { text-decoration: none; } ol.notes { font-size: .85rem; } li:target { outline: 2px solid; }
@media print { body { max-width: none; margin: 0; font-size: 11pt; } a { color: inherit; } }
"""


def about(brief: Brief) -> tuple[str, ...]:
    """Return what a brief covers, in a few lines."""
    days = f", published {brief.first} to {brief.last}" if brief.first else ""
    lines = [f"{_many(brief.reports, 'report')} of {_many(brief.outlets, 'outlet')}{days}."]
    told = f"{_many(brief.claims, 'claim')} of two or more reports, going back to "
    told += _many(brief.origins, "origin")
    against = f"; {_many(brief.contradicted, 'of them')} contradicted" if brief.contradicted else ""
    lines.append(f"{told}{against}.")
    if brief.narrowed:
        lines.append("Narrowed to " + ", ".join(f"{name} {value}" for name, value in brief.narrowed) + ".")
    lines.append(
        f"Put together on {brief.made[:10]} from the reports' own words. That several reports say a thing "
        "does not make it true; how many origins stand behind it is counted, not judged."
    )
    return tuple(lines)


def behind(line: Line) -> str:
    """Return who stands behind a line: reports, origins, what could not be traced."""
    if line.reports == 1:
        return ""
    parts = [_many(line.reports, "report"), _many(len(line.origins), "origin")]
    parts += [f"{len(line.unknown)} not traced"] if line.unknown else []
    told = " · ".join(parts)
    named = "; ".join((*line.origins, *(f"not traced: {who}" for who in line.unknown)))
    return f"{told} ({named})" if named else told


def told_when(line: Line) -> str:
    """Return when a line's happening was, in words; "" where that is not told alike."""
    return (edtf_words(line.days) or "") if line.days else ""


def more(section: Section) -> str:
    """Return how much a section leaves out."""
    several, alone = section.more
    parts = [f"{several} more that several reports tell"] if several else []
    parts += [f"{alone} more that one report alone tells"] if alone else []
    return f"… and {', '.join(parts)}."


def more_against(line: Line) -> str:
    """Return how much more speaks against a line than is told."""
    return f"… and {line.more_against} more that do not go with it" if line.more_against else ""


def markdown(brief: Brief) -> str:
    """Return the brief as Markdown (CommonMark with footnotes)."""
    return "\n".join(_markdown(brief)) + "\n"


def _markdown(brief: Brief) -> Iterator[str]:
    yield "# Situation brief"
    yield ""
    for line in about(brief):
        yield _md(line)
        yield ""
    for place in brief.places:
        yield f"## {_md(place.place)}"
        yield ""
        for section in place.sections:
            yield f"### {section.theme}"
            yield ""
            yield from _md_lines(section)
            yield ""
    yield "## Where the words stand"
    yield ""
    for note in brief.notes:
        yield f"[^{note.number}]: {_md(source(note))} {_md(cited_words(note))}"


def _md_lines(section: Section) -> Iterator[str]:
    for line in section.lines:
        yield from _md_line(line)
    if section.single:
        yield ""
        yield "Told by one report:"
        yield ""
        for line in section.single:
            yield from _md_line(line)
    if any(section.more):
        yield ""
        yield more(section)


def _md_line(line: Line) -> Iterator[str]:
    tags = "".join(f" ({tag})" for tag in (line.status, told_when(line)) if tag)
    stood = f" — {_md(behind(line))}" if behind(line) else ""
    yield f"- “{_md(line.words)}”{tags}{stood}{_md_marks(line.notes)}"
    for each in line.against:
        yield f"    - {each.label}: {_md(each.why)}: “{_md(each.words)}”{_md_marks(each.notes)}"
    if more_against(line):
        yield f"    - {more_against(line)}"


def _md_marks(notes: Sequence[int]) -> str:
    return "".join(f"[^{number}]" for number in notes)


def _md(words: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(words.split()))


def source(note: Note) -> str:
    """Return where a footnote's words are from."""
    parts = [note.outlet, f"“{note.headline}”" if note.headline else "", note.published or "not dated"]
    chain = f" Through: {' › '.join(note.chain)}." if len(note.chain) > 1 else ""
    where = f" {note.url}" if note.url else ""
    return f"{', '.join(' '.join(part.split()) for part in parts if part)}.{chain}{where}"


def cited_words(note: Note) -> str:
    """Return a footnote's exact words with their place in the report's text."""
    return " … ".join(f"[{c.report} {c.start}–{c.end}] “{' '.join(c.text.split())}”" for c in note.citations)


def page(brief: Brief) -> str:
    """Return the brief as one web page without scripts."""
    return "\n".join(_page(brief)) + "\n"


def _page(brief: Brief) -> Iterator[str]:
    yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield f"<title>Situation brief</title>\n<style>{_STYLE}</style>\n</head>\n<body>"
    yield "<h1>Situation brief</h1>"
    for line in about(brief):
        yield f"<p>{escape(line)}</p>"
    for place in brief.places:
        yield f'<section>\n<h2 dir="auto">{escape(place.place)}</h2>'
        for section in place.sections:
            yield f"<h3>{section.theme}</h3>"
            yield from _list(section.lines)
            if section.single:
                yield '<p class="quiet">Told by one report:</p>'
                yield from _list(section.single)
            if any(section.more):
                yield f'<p class="quiet">{more(section)}</p>'
        yield "</section>"
    yield '<h2>Where the words stand</h2>\n<ol class="notes">'
    for note in brief.notes:
        quoted = " … ".join(
            f'<q data-report="{escape(c.report)}" data-start="{c.start}" data-end="{c.end}" '
            f'data-text="{escape(c.text)}" dir="auto">{escape(" ".join(c.text.split()))}</q>'
            for c in note.citations
        )
        told = f'<span dir="auto">{escape(source(note))}</span> {quoted}'
        yield f'<li id="n{note.number}" value="{note.number}">{told}</li>'
    yield "</ol>\n</body>\n</html>"


def _list(lines: Sequence[Line]) -> Iterator[str]:
    if not lines:
        return
    yield "<ul>"
    for line in lines:
        tags = "".join(
            f' <span class="status">{escape(tag)}</span>' for tag in (line.status, told_when(line)) if tag
        )
        stood = f' <span class="quiet" dir="auto">{escape(behind(line))}</span>' if behind(line) else ""
        yield f'<li><q dir="auto">{escape(line.words)}</q>{tags}{stood}{_marks(line.notes)}'
        for each in line.against:
            words = f'<q dir="auto">{escape(each.words)}</q>'
            yield f'<div class="against">{each.label}: {escape(each.why)}: {words}{_marks(each.notes)}</div>'
        if more_against(line):
            yield f'<div class="against quiet">{more_against(line)}</div>'
        yield "</li>"
    yield "</ul>"


def _marks(notes: Sequence[int]) -> str:
    return "".join(f'<sup><a href="#n{number}">{number}</a></sup>' for number in notes)


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 or noun.startswith("of ") else "s")
