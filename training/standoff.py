"""Stand-off labels: the project's labels on texts of ../shared, which are not copied into the project.

Each file in training/standoff names a text, the SHA-256 of the text it was made on, and the labels
as [start, end) positions. `build_texts` makes the same texts again from ../shared/data; a text whose
hash differs is refused, so that no label ever points at other words.
"""

from __future__ import annotations

import csv
import hashlib
import json
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from reportedly.tuning.articles import Article, Marked

_SENTENCE = re.compile(r"(?<=[.!?][”\"’')])\s+(?=[A-Z“\"‘'(\[])|(?<=[a-z0-9)%][.!?])\s+(?=[A-Z“\"‘'(\[])")
_TAG = re.compile(r"<[^>]+>")


def read_standoff(folder: Path, data: Path) -> list[Article]:
    """Return the labelled articles of `folder` with their texts from `data` (../shared/data)."""
    wanted = {
        path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))
    }
    texts = dict(build_texts(data))
    articles = []
    for name, record in wanted.items():
        text = texts.get(name)
        if text is None or hashlib.sha256(text.encode()).hexdigest() != record["report"]["sha256"]:
            print(f"{name}: its text in {data} is not the one that was labelled; left out", file=sys.stderr)
            continue
        articles.append(
            Article(
                name, text, (tuple(_marked(a) for a in record["attributions"]),), guide=True, discard=((),)
            )
        )
    return articles


def _marked(a: dict[str, object]) -> Marked:
    """Return one attribution of a stand-off record."""

    def ranges(key: str) -> tuple[tuple[int, int], ...]:
        spans = a[key]
        assert isinstance(spans, list)
        return tuple(sorted((start, end) for start, end in spans))

    speaker = a["speaker"]
    assert isinstance(speaker, dict)
    return Marked(
        cue=ranges("cue"),
        source=ranges("source"),
        content=ranges("content"),
        via=ranges("via"),
        medium=ranges("medium_span"),
        act=str(a["act"]),
        kind=speaker["kind"],
        named=speaker["named"],
        nested=a["inside"] is not None,
    )


def build_texts(data: Path) -> Iterator[tuple[str, str]]:
    """Yield the name and text of every article that may have been labelled."""
    yield from _crisis(data)
    yield from _guardian(data)
    yield from _wikievents(data)
    yield from _basil(data)
    yield from _timeml(data)


def _grouped(sentences: list[str], seed: object, sizes: list[int], *, title: bool) -> list[str]:
    """Group sentences into paragraphs of drawn sizes; with `title` the first stands alone."""
    rng = random.Random(seed)  # type: ignore[arg-type]  # names and numbers both seed it
    paragraphs = sentences[:1] if title else []
    i = len(paragraphs)
    while i < len(sentences):
        size = rng.choice(sizes)
        paragraphs.append(" ".join(sentences[i : i + size]))
        i += size
    return paragraphs


def _shortened(paragraphs: list[str], most: int) -> str:
    """Return the text of the first paragraphs, up to `most` words."""
    kept = list(paragraphs)
    while len(" ".join(kept).split()) > most:
        kept.pop()
    return "\n\n".join(kept)


def _crisis(data: Path) -> Iterator[tuple[str, str]]:
    """Yield the articles on the Ukraine crisis."""
    for path in sorted((data / "unlabelled" / "ukraine_crisis_bias").glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        ordered = sorted(record["sentences"], key=lambda s: s["position_in_article"])
        sentences = [s["content"].strip() for s in ordered if s["content"].strip()]
        paragraphs = _grouped(sentences, record["id"], [1, 1, 2, 2, 3], title=True)
        yield f"crisis-{record['id'].split('_')[1]}", "\n\n".join(paragraphs)


def _guardian(data: Path) -> Iterator[tuple[str, str]]:
    """Yield the Guardian's reports on Syria; each in the two ways they were cut."""
    csv.field_size_limit(10**9)
    with (data / "unlabelled" / "guardian_syria.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    held = {180, 213, 222}
    first = [i for i, row in enumerate(rows) if i not in held and 350 <= len(row["text"].split()) <= 900]
    random.Random(5).shuffle(first)
    chosen = set(first[:70])
    for i, row in enumerate(rows):
        text = re.sub(r"\s+", " ", row["text"]).strip()
        sentences = _SENTENCE.split(text)
        if i not in chosen:
            yield f"guardian-row{i}", "\n\n".join(_grouped(sentences, i, [1, 1, 2, 2, 3], title=False))
            continue
        rng = random.Random(i)
        paragraphs = []
        if rng.random() < 0.35:
            paragraphs, sentences = [text], []
        j = 0
        while j < len(sentences):
            size = rng.choice([1, 1, 2, 2, 3, 4])
            paragraphs.append(" ".join(sentences[j : j + size]))
            j += size
        yield f"guardian-row{i}", "\n\n".join(paragraphs)


def _wikievents(data: Path) -> Iterator[tuple[str, str]]:
    """Yield the dev articles of WikiEvents."""
    for line in (data / "wikievents" / "dev.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        sentences = [re.sub(r"\s+", " ", s[1].strip()) for s in record["sentences"] if s[1].strip()]
        paragraphs = _grouped(sentences, record["doc_id"], [1, 1, 2, 2, 3], title=True)
        yield f"wev-{record['doc_id']}", _shortened(paragraphs, 650)


def _basil(data: Path) -> Iterator[tuple[str, str]]:
    """Yield the articles of BASIL. The drawn sizes were seeded with the file's full name at that time."""
    folder = data / "story_pairs" / "basil"
    for path in sorted(folder.glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        sentences = [s["sentence"].strip() for s in record["body"] if s["sentence"].strip()]
        paragraphs = [
            record["title"].strip(),
            *_grouped(sentences, SEED_ROOT + f"story_pairs/basil/{path.name}", [1, 1, 2, 2, 3], title=False),
        ]
        yield f"basil-{path.stem}", _shortened(paragraphs, 600)


def _timeml(data: Path) -> Iterator[tuple[str, str]]:
    """Yield the agency and newspaper reports of TimeBank and AQUAINT."""
    for path in sorted((data / "timeml").rglob("*.tml")):
        raw = path.read_text(encoding="utf-8", errors="replace")
        body = re.search(r"<TEXT>(.*?)</TEXT>", raw, re.DOTALL)
        if body is None:
            continue
        text = _TAG.sub("", body[1]).replace("&amp;", "&").replace("``", "“").replace("''", "”")
        parts = [re.sub(r"\s+", " ", p).strip() for p in re.split(r"\n\s*\n", text)]
        paragraphs = [p for p in parts if p]
        if len(paragraphs) < 4:
            seed = SEED_ROOT + str(path.relative_to(data))
            flat = re.sub(r"\s+", " ", " ".join(paragraphs))
            paragraphs = _grouped(_SENTENCE.split(flat), seed, [1, 1, 2, 2, 3], title=False)
        title = re.search(r"<TITLE>(.*?)</TITLE>", raw, re.DOTALL)
        if title:
            paragraphs.insert(0, re.sub(r"\s+", " ", _TAG.sub("", title[1])).strip())
        yield f"tml-{path.stem}", _shortened(paragraphs, 550)


SEED_ROOT = "/".join(("", "work", "shared", "data", ""))
"""Folder the texts were first cut in: its name seeded the drawn paragraph sizes, nothing is read there."""
