"""Score place resolution on LGL and TR-News, given the annotated spans.

    python -m evaluation.places [--shared ../shared] [--errors FILE]

LGL (Lieberman, Samet, Sankaranarayanan 2010): 588 articles of 78 local outlets. TR-News (Kamalloo and
Rafiei 2018): 118 articles. Every annotated toponym with coordinates counts, one left open counts as
wrong. Acc@161: share placed within 161 km (100 miles) of the annotated position, as the literature
reports it; mean and median error are over those that were placed.

The split is fixed: articles whose SHA-256 of "<corpus> <docid>" is odd are held out, the weights of
the resolver are fitted on the others (training/places.py). Hints about the outlet are not used unless
`hinted` is set: then its country, by the top-level domain, is told as a person would tell it.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from reportedly.gazetteer import Hints, Mention, gazetteer, kilometres, resolve
from reportedly.gold.facts import NEAR_KM
from reportedly.wordlists import countries, outlets
from training.facts.corpora import GEOPARSING, in_fit_half, nearest

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Toponym:
    """An annotated place name with coordinates."""

    start: int
    end: int
    lat: float
    lon: float
    geonames_id: int | None


@dataclass(frozen=True)
class Article:
    """One annotated article."""

    corpus: str
    docid: str
    domain: str
    text: str
    toponyms: tuple[Toponym, ...]

    @property
    def held_out(self) -> bool:
        """Whether the article is scored rather than fitted on."""
        return not in_fit_half(f"{self.corpus} {self.docid}")


@dataclass
class Errors:
    """Distances of the toponyms that were placed, and how many there are."""

    wanted: int = 0
    kilometres: list[float] = field(default_factory=list)
    worst: list[str] = field(default_factory=list)

    def rows(self) -> dict[str, float]:
        """Return the figures: accuracy in percent, errors in km."""
        near = sum(distance <= NEAR_KM for distance in self.kilometres)
        return {
            "acc161": 100 * near / self.wanted if self.wanted else 0.0,
            "placed": 100 * len(self.kilometres) / self.wanted if self.wanted else 0.0,
            "mean_km": statistics.fmean(self.kilometres) if self.kilometres else 0.0,
            "median_km": statistics.median(self.kilometres) if self.kilometres else 0.0,
            "toponyms": float(self.wanted),
        }


def read_corpus(folder: Path, corpus: str) -> list[Article]:
    """Return the articles of "lgl" or "tr-news"; toponyms whose words cannot be found are left out.

    In some TR-News articles the offsets are a few characters off; there the nearest place where the
    annotated words stand is taken.
    """
    tree = ET.parse(folder / GEOPARSING[corpus])  # noqa: S314 - a local corpus
    return [_article(corpus, element) for element in tree.getroot()]


def _article(corpus: str, element: ET.Element) -> Article:
    text = element.findtext("text") or ""
    found = []
    for toponym in element.iterfind("toponyms/toponym"):
        lat, lon = toponym.findtext(".//lat"), toponym.findtext(".//lon")
        phrase = toponym.findtext("phrase") or ""
        start = nearest(text, phrase, int(toponym.findtext("start") or 0))
        if not lat or not lon or start is None:
            continue
        tag = toponym.find("gaztag")
        number = tag.get("geonameid") if tag is not None else None
        found.append(
            Toponym(
                start,
                start + len(phrase),
                float(lat),
                float(lon),
                int(number) if number and number.isdecimal() else None,
            )
        )
    domain = (element.findtext("domain") or "").strip()
    return Article(
        corpus, element.get("docid") or "", domain, text, tuple(sorted(found, key=lambda t: t.start))
    )


def hints_of(article: Article) -> Hints:
    """Return the country of the article's outlet: from the list of outlets, else its top-level domain."""
    outlet = outlets.by_domain(article.domain)
    if outlet is not None:
        return Hints(country=outlet.country)
    code = article.domain.rsplit(".", 1)[-1].upper().replace("UK", "GB")
    return Hints(country=code if len(code) == 2 and countries.by_code(code) else None)  # noqa: PLR2004 - alpha-2


def score(articles: Iterable[Article], *, hinted: bool = False) -> Errors:
    """Resolve the annotated spans of `articles` and measure how far off each is."""
    errors = Errors()
    for article in articles:
        mentions = [
            Mention(start=t.start, end=t.end, surface=article.text[t.start : t.end]) for t in article.toponyms
        ]
        answers = resolve(mentions, article.text, hints=hints_of(article) if hinted else Hints())
        for toponym, answer in zip(article.toponyms, answers, strict=True):
            errors.wanted += 1
            distance = (
                None if answer is None else kilometres((answer.lat, answer.lon), (toponym.lat, toponym.lon))
            )
            if distance is not None:
                errors.kilometres.append(distance)
            if distance is None or distance > NEAR_KM:
                errors.worst.append(_told(article, toponym, answer, distance))
    return errors


def _told(article: Article, toponym: Toponym, answer: object, distance: float | None) -> str:
    around = article.text[max(0, toponym.start - 60) : toponym.end + 60].replace("\n", " ")
    far = "open" if distance is None else f"{distance:.0f} km"
    said = article.text[toponym.start : toponym.end]
    meant = f"{toponym.geonames_id} ({toponym.lat:.2f}, {toponym.lon:.2f})"
    return f"{article.corpus} {article.docid} {said!r} {far} {meant} for {answer} in {around!r}"


def measure(folder: Path) -> tuple[dict[str, float], list[str]]:
    """Return every figure by name ("lgl/held_out/acc161", "lgl/fit/placed", …), and the errors."""
    measured: dict[str, float] = {}
    told: list[str] = []
    for corpus in GEOPARSING:
        articles = read_corpus(folder, corpus)
        parts = {
            "held_out": ([a for a in articles if a.held_out], False),
            "held_out_hinted": ([a for a in articles if a.held_out], True),
            "fit": ([a for a in articles if not a.held_out], False),
        }
        for part, (chosen, hinted) in parts.items():
            errors = score(chosen, hinted=hinted)
            measured |= {f"{corpus}/{part}/{name}": value for name, value in errors.rows().items()}
            if part == "fit":
                told += errors.worst
    return measured, told


def main(arguments: list[str] | None = None) -> int:
    """Print the figures; errors are told for the fitted half only, so that the other stays unseen."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    parser.add_argument("--errors", type=Path, help="write every error on the fitted half to this file")
    args = parser.parse_args(arguments)
    folder = args.shared / "data" / "geoparsing"
    if not folder.is_dir():
        print(f"nothing to measure on: {folder} not there; name its grandparent with --shared")
        return 0
    gazetteer()
    measured, told = measure(folder)
    for name, value in measured.items():
        print(f"{name:40}{value:10.1f}")
    if args.errors:
        args.errors.write_text("\n".join(told) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
