"""Corpora: the texts on which the vectors of meaning learn to agree with their teacher.

News sentences and what tracing makes of them: clauses, and bare words as `Statement.gist` has them. Left
out is what they are measured on (STS headlines and deft-news of 2014, BASIL, gold), and ECB+, on which the
weights of tracing are fitted: those must see how the vectors do on texts they have not learned from.
"""

from __future__ import annotations

import csv
import hashlib
import json
import random
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from reportedly.tracing.terms import FUNCTION_WORDS, sentences_of
from training.facts.corpora import in_fit_half
from training.standoff import build_texts

_EDGE = re.compile(r"[;:()\[\]]|\s[–—-]{1,2}\s|—|, |\b(?:and|but|that|who|which|after|when) ")
"""Where a sentence is cut into clauses; more readily than tracing does, for more sorts of them."""
_MOST_CHARACTERS = 600
_WORD = re.compile(r"\w[\w’'.-]*\w|\w")
_COUNTRIES = (
    "Ukraine",
    "Russia",
    "Syria",
    "Israel",
    "Iran",
    "Sudan",
    "Yemen",
    "Mali",
    "India",
    "Poland",
    "Iraq",
)
_CITIES = ("Kharkiv", "Aleppo", "Gaza", "Khartoum", "Odesa", "Kabul", "Mosul", "Donetsk", "Beirut", "Goma")
_UNSCORED = (
    ("sts_semeval-sts_2012_MSRpar.test.tsv", 0, 1),
    ("para_msr_msr-para-train.tsv", 0, 3),
    ("sts_sick2014_SICK_train.txt", 3, 1),
)
"""File, column of the score, column of the first text; the second text comes after it."""
_JUDGED = (("sts_semeval-sts_2013_headlines.test.tsv", 0, 1), *_UNSCORED)
_HELD = 20
"""One text in so many is held out, to choose by."""


Judged = tuple[float, str, str]
"""A score people gave, and the two texts."""


def is_held(text: str) -> bool:
    """Return whether a document is held out: by the hash of its text."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big") % _HELD == 0


def documents(data: Path, reports: Path) -> Iterator[str]:
    """Yield every document, each once, in one order: corpora of `data`, then our own reports."""
    seen = set()
    for text in (*_shared(data), *_own(reports)):
        key = text[:200]
        if text.strip() and key not in seen:
            seen.add(key)
            yield text


def _own(reports: Path) -> Iterator[str]:
    for path in sorted(reports.glob("*.json")):
        yield json.loads(path.read_text(encoding="utf-8"))["report"]["text"]


def _shared(data: Path) -> Iterator[str]:
    for name, text in build_texts(data):
        if not name.startswith("basil"):
            yield text
    for path in sorted((data / "polnear" / "data" / "train" / "text").glob("*.txt")):
        yield path.read_text(encoding="utf-8")
    for record in _lines(data / "muc4" / "five_roles" / "train.json"):
        yield record["doctext"]
    for record in json.loads((data / "gva" / "X_train.json").read_text(encoding="utf-8")):
        yield record["text"]
    yield from _plover(data / "synthetic_plover")
    yield from _places(data / "geoparsing")
    for path in sorted((data / "meantime").rglob("corpus_airbus/*.xml")):
        yield _meantime(path)
    yield from _pairs(data / "sts_headlines")


def _lines(path: Path) -> Iterator[dict[str, str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def _plover(folder: Path) -> Iterator[str]:
    """Yield the synthetic stories, and their headlines with countries and cities put in."""
    rng = random.Random(7)
    csv.field_size_limit(10**9)

    def filled(title: str) -> str:
        title = re.sub(r"\{city[^}]*\}", lambda _: rng.choice(_CITIES), title)
        return re.sub(r"\{[^}]*\}", lambda _: rng.choice(_COUNTRIES), title)

    for path in sorted(folder.glob("*.csv")):
        with path.open(newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                title = filled(row.get("title") or "")
                yield "\n\n".join(part for part in (title, row.get("text") or "") if part)


def _places(folder: Path) -> Iterator[str]:
    for corpus, file in (("lgl", "lgl.xml"), ("tr", "TR-News.xml")):
        for article in ET.parse(folder / file).getroot():  # noqa: S314 -- a corpus of ../shared
            text = article.findtext("text") or ""
            if in_fit_half(f"{corpus} {article.get('docid')}"):
                yield text


def _meantime(path: Path) -> str:
    sentences: dict[str, list[str]] = {}
    for token in ET.parse(path).getroot().iter("token"):  # noqa: S314 -- a corpus of ../shared
        sentences.setdefault(token.get("sentence") or "", []).append(token.text or "")
    return "\n".join(" ".join(words) for words in sentences.values())


def _pairs(folder: Path) -> Iterator[str]:
    """Yield both texts of the pairs of MSRP, MSRpar and SICK, without their scores."""
    for pairs in _judged(folder, _UNSCORED):
        for _, one, other in pairs:
            yield from (one, other)


def judged_pairs(folder: Path) -> list[list[Judged]]:
    """Return each set of pairs with the scores people gave; a score means something within its set only."""
    return list(_judged(folder, _JUDGED))


def _judged(folder: Path, sets: Iterable[tuple[str, int, int]]) -> Iterator[list[Judged]]:
    for file, score, first in sets:
        rows = [line.split("\t") for line in (folder / file).read_text(encoding="utf-8-sig").splitlines()]
        head = 0 if rows[0][score].replace(".", "").isdigit() else 1
        yield [(float(r[score]), r[first], r[first + 1]) for r in rows[head:] if len(r) > first + 1]


def sentences(text: str) -> list[str]:
    """Return the sentences of a document, whitespace made single."""
    found = (re.sub(r"\s+", " ", text[a:b]).strip() for a, b in sentences_of(text))
    return [s[:_MOST_CHARACTERS] for s in found if any(c.isalpha() for c in s)]


def parts(sentence: str, words: list[str], rng: random.Random) -> Iterator[str]:
    """Yield texts made of a sentence: two clauses, bare words, and the sentence with other words put in."""
    clauses = [c.strip() for c in _EDGE.split(sentence)]
    clauses = [c for c in clauses if len(c.split()) >= 3 and c != sentence]
    yield from rng.sample(clauses, min(2, len(clauses)))
    content = [w for w in _WORD.findall(sentence) if w.casefold() not in FUNCTION_WORDS]
    if len(content) > 3:
        size = rng.randint(2, min(8, len(content)))
        at = rng.randint(0, len(content) - size)
        yield " ".join(content[at : at + size])
    whole = rng.choice(clauses or [sentence])
    share = rng.choice((0.15, 0.3, 0.5))
    changed = _WORD.sub(
        lambda m: (
            rng.choice(words) if m[0].casefold() not in FUNCTION_WORDS and rng.random() < share else m[0]
        ),
        whole,
    )
    if changed != whole:
        yield changed


def texts_of(documents: Iterable[str], words: list[str], seed: int) -> list[str]:
    """Return every text made of the documents, each once, in one order."""
    rng = random.Random(seed)
    found: dict[str, None] = {}
    for document in documents:
        for sentence in sentences(document):
            found[sentence] = None
            for part in parts(sentence, words, rng):
                found[part] = None
    return list(found)
