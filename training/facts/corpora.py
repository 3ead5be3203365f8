"""Corpora of facts: what each says of a text's characters, in the tower's labels.

* the project's guide: its own written reports and stand-off labels on texts of ../shared;
* LGL (Lieberman, Samet and Sankaranarayanan 2010) and TR-News (Kamalloo and Rafiei 2018): place names;
  only the half that `in_fit_half` says, the other is measured on;
* MUC-4 DEV (Sundheim 1992; five-role form of Du, Rush and Cardie 2021): participants of incidents;
* MEANTIME (Minard et al. 2016), the airbus half: certainty, polarity and time of events.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from reportedly.reading.facts import labels
from reportedly.tuning.articles import Range
from training.standoff import build_texts


@dataclass(frozen=True)
class Anchored:
    """One event or control statement over characters."""

    sort: int
    """Index into labels.ANCHORS."""
    roles: tuple[tuple[Range, ...], ...]
    """Characters of each of labels.ROLES; the first, the trigger, is never empty."""
    value: int
    """Index into labels.TYPES (event) or labels.CHANGES (control)."""
    status: int
    """Index into labels.STATUSES."""


@dataclass(frozen=True)
class Facts:
    """One text with what one corpus says of it; None where the corpus says nothing of a layer."""

    name: str
    text: str
    convention: int
    places: tuple[tuple[Range, int], ...] | None = None
    """Place names and their kinds, -1 for a kind not told."""
    figures: tuple[tuple[Range, int], ...] | None = None
    participants: tuple[tuple[Range, int], ...] | None = None
    anchored: tuple[Anchored, ...] | None = None
    modality: tuple[tuple[Range, tuple[bool, bool, bool]], ...] = ()
    """Events with whether each is uncertain, negated, future."""


def in_fit_half(name: str) -> bool:
    """Return whether an article of LGL or TR-News ("lgl 40450848") may be learned from.

    The other half, whose SHA-256 is odd, is measured on; the resolver's weights are fitted on the same.
    """
    return hashlib.sha256(name.encode()).digest()[-1] % 2 == 0


def read_guide(folder: Path, data: Path) -> list[Facts]:
    """Return texts labelled with facts by the guide: labels stand off in `folder`.

    A text of the project's own reports stands in training/reports, others are built from `data`; one
    whose hash differs is left out with a note.
    """
    own = {
        path.stem: json.loads(path.read_text(encoding="utf-8"))["report"]["text"]
        for path in (Path(__file__).parents[1] / "reports").glob("*.json")
    }
    texts = {**dict(build_texts(data)), **own}
    found = []
    for path in sorted(folder.glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        text = texts.get(path.stem)
        if text is None or hashlib.sha256(text.encode()).hexdigest() != record["sha256"]:
            print(f"{path.stem}: its text is not the one that was labelled; left out", file=sys.stderr)
            continue
        found.append(
            Facts(
                path.stem,
                text,
                labels.GUIDE,
                places=_spans(record.get("places"), "kind", labels.PLACE_KINDS),
                figures=_spans(record.get("figures"), "what", labels.WHATS),
                anchored=tuple(
                    _anchored(0, e, labels.TYPES.index(e["type"]), ("actor", "recipient", "place", "when"))
                    for e in record["events"]
                )
                + tuple(
                    _anchored(1, c, labels.CHANGES.index(c["change"]), ("holder", "", "place", "when"))
                    for c in record["controls"]
                ),
            )
        )
    return found


def _spans(
    records: list[dict[str, Any]] | None, key: str, values: tuple[str, ...]
) -> tuple[tuple[Range, int], ...] | None:
    """Return spans with the index of their value, None where the layer was not labelled."""
    if records is None:
        return None
    return tuple((_range(r["span"]), values.index(r[key])) for r in records)


def _range(pair: list[int]) -> Range:
    """Return a pair of positions as a range."""
    return pair[0], pair[1]


def _anchored(sort: int, record: dict[str, Any], value: int, names: tuple[str, ...]) -> Anchored:
    """Return one event or control statement of a record."""
    roles = (
        (_range(record["span"]),),
        *(tuple(sorted(_range(r) for r in record.get(name, ()))) for name in names),
    )
    return Anchored(sort, roles, value, labels.STATUSES.index(record["status"]))


_FEATURES = {"P": 2, "H": 5}
GEOPARSING = {"lgl": "lgl.xml", "tr-news": "TR-News.xml"}
"""Corpora of place names and their files."""
_CONVENTIONS = {"lgl": labels.LGL, "tr-news": labels.TR_NEWS}


def read_geoparsing(folder: Path, corpus: str) -> list[Facts]:
    """Return the articles of "lgl" or "tr-news" with their toponyms, fit half or not.

    Where offsets are a few characters off (some articles of TR-News), the nearest place where the
    annotated words stand is taken.
    """
    articles = []
    for article in ET.parse(folder / GEOPARSING[corpus]).getroot().iter("article"):  # noqa: S314 - local data
        text = article.findtext("text") or ""
        places = []
        for toponym in article.iter("toponym"):
            phrase = toponym.findtext("phrase") or ""
            start = nearest(text, phrase, int(toponym.findtext("start") or 0))
            if start is not None:
                places.append(((start, start + len(phrase)), _feature_kind(toponym)))
        name = f"{corpus} {article.get('docid')}"
        articles.append(Facts(name, text, _CONVENTIONS[corpus], places=tuple(places)))
    return articles


def nearest(text: str, phrase: str, start: int) -> int | None:
    """Return where `phrase` stands nearest to `start`, or None where it does not stand in the text."""
    before, after = text.rfind(phrase, 0, start + len(phrase)), text.find(phrase, start)
    places = [place for place in (before, after) if place >= 0]
    return min(places, key=lambda place: abs(place - start)) if phrase and places else None


def _feature_kind(toponym: ET.Element) -> int:
    """Return the kind of place a GeoNames feature is, -1 where the guide's kinds do not follow from it."""
    tag = toponym.find("gaztag")
    if tag is None:
        return -1
    feature, code = tag.findtext("fclass") or "", tag.findtext("fcode") or ""
    if feature == "A":
        return 0 if code.startswith("PCL") else 1
    return _FEATURES.get(feature, -1)


_MUC_ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")


def read_muc(path: Path) -> list[Facts]:
    """Return the reports of MUC-4 DEV in five-role form; every mention of a filler's words is marked."""
    reports = []
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        text = record["doctext"]
        marked: dict[Range, int] = {}
        for kind, role in enumerate(_MUC_ROLES):
            for mention, _ in (m for entity in record["extracts"][role] for m in entity):
                for found in re.finditer(rf"(?<!\w){re.escape(mention)}(?!\w)", text):
                    marked.setdefault(found.span(), kind)
        reports.append(Facts(record["docid"], text, labels.MUC, participants=tuple(_longest(marked))))
    return reports


def _longest(marked: dict[Range, int]) -> list[tuple[Range, int]]:
    """Return marked ranges in order, the longest of those that overlap."""
    kept: list[tuple[Range, int]] = []
    for (start, end), kind in sorted(marked.items(), key=lambda m: (m[0][0] - m[0][1], m[0])):
        if all(end <= a or b <= start for (a, b), _ in kept):
            kept.append(((start, end), kind))
    return sorted(kept)


def read_newsreader(folder: Path) -> list[Facts]:
    """Return the Wikinews articles of one half of MEANTIME with their events' modality."""
    articles = []
    for path in sorted(folder.glob("*.xml")):
        root = ET.parse(path).getroot()  # noqa: S314 - our own data folder
        text, at, sentence = "", {}, "0"
        for token in root.iter("token"):
            if text:
                text += " " if token.get("sentence") == sentence else "\n\n" if sentence == "0" else " "
            sentence = token.get("sentence") or "0"
            at[token.get("t_id")] = (len(text), len(text) + len(token.text or ""))
            text += token.text or ""
        events = []
        for event in root.iter("EVENT_MENTION"):
            anchors = [at[a.get("t_id")] for a in event.iter("token_anchor")]
            told = tuple(event.get(k) for k in ("certainty", "polarity", "time"))
            if anchors and all(told):
                modality = (told[0] != "CERTAIN", told[1] == "NEG", told[2] == "FUTURE")
                events.append((anchors[0], modality))
        articles.append(Facts(path.stem, text, labels.NEWSREADER, modality=tuple(events)))
    return articles
