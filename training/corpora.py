"""Corpora: PolNeAR and reports annotated by the project's guide, as attributions over characters.

PolNeAR (Newell, Margolin and Ruths, LREC 2018): brat-like stand-off, one file an annotator.
"""

import json
import re
from pathlib import Path

from reportedly.tuning.articles import Article, Marked, Range

_RECORD = re.compile(r"^([TE#]\d+)\t", re.MULTILINE)
_ANNOTATOR = re.compile(r"^(.*)_([0-9a-f]{4})$")


def read_polnear(folder: Path, part: str) -> list[Article]:
    """Read one compartment of PolNeAR ("train", "dev" or "annotator-training"), sorted by name."""
    by_article: dict[str, list[Path]] = {}
    for path in sorted((folder / "data" / part / "attributions").glob("*.ann")):
        match = _ANNOTATOR.match(path.stem)
        by_article.setdefault(match[1] if match else path.stem, []).append(path)
    articles = []
    for name, paths in sorted(by_article.items()):
        text_path = folder / "data" / part / "text" / f"{name}.txt"
        with text_path.open(encoding="utf-8", newline="") as file:
            text = file.read()
        read = [_read_ann(path, text) for path in paths]
        articles.append(
            Article(name, text, tuple(r[0] for r in read), discard=tuple(r[1] for r in read)),
        )
    return articles


def _read_ann(path: Path, text: str) -> tuple[tuple[Marked, ...], tuple[Range, ...]]:
    """Read one annotator's file; events without a cue or content are left out."""
    with path.open(encoding="utf-8", newline="") as file:
        raw = file.read()
    marks = list(_RECORD.finditer(raw))
    spans: dict[str, tuple[Range, ...]] = {}
    events: list[dict[str, list[str]]] = []
    discard: list[Range] = []
    for this, following in zip(marks, [*marks[1:], None], strict=False):
        body = raw[this.end() : following.start() if following else len(raw)].rstrip("\r\n")
        if this[1].startswith("T"):
            head = body.split("\t", 1)[0]
            label, places = head.split(" ", 1)
            ranges = tuple(sorted(_trim(text, *map(int, place.split())) for place in places.split(";")))
            spans[this[1]] = ranges
            if label == "Discard":
                discard.extend(ranges)
        elif this[1].startswith("E"):
            event: dict[str, list[str]] = {}
            for part in body.split():
                role, ref = part.split(":")
                event.setdefault(role.rstrip("2"), []).append(ref)
            events.append(event)
    found = []
    for event in events:
        pick = {
            role: tuple(sorted(r for ref in event.get(role, []) for r in spans.get(ref, ())))
            for role in ("Cue", "Source", "Content")
        }
        if pick["Cue"] and pick["Content"]:
            found.append(Marked(pick["Cue"], pick["Source"], pick["Content"]))
    return tuple(found), tuple(discard)


def _trim(text: str, start: int, end: int) -> Range:
    """Return the range without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def read_guide_reports(folder: Path) -> list[Article]:
    """Read reports annotated by the project's guide: gold records, or the project's own training reports."""
    articles = []
    for path in sorted(folder.glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        if "attributions" not in record:
            continue
        text = record["report"]["text"]
        found = tuple(
            Marked(
                cue=_ranges(a["cue"]),
                source=_ranges(a["source"]),
                content=_ranges(a["content"]),
                via=_ranges(a.get("via", ())),
                medium=_ranges(a.get("medium_span", ())),
                act=a["act"],
                kind=a["speaker"]["kind"],
                named=a["speaker"]["named"],
                nested=a["inside"] is not None,
            )
            for a in record["attributions"]
        )
        articles.append(Article(path.stem, text, (found,), guide=True, discard=((),)))
    return articles


def _ranges(spans: list[dict[str, int]]) -> tuple[Range, ...]:
    """Return the ranges of spans in a record, sorted."""
    return tuple(sorted((s["start"], s["end"]) for s in spans))
