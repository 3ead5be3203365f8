"""Measures: every corpus, where it lies, and how it is scored. Each gives figures by name, in percent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from evaluation import figures, muc, newsreader, places, polnear, times, toponyms
from evaluation.tracing_measures import score_claims, score_meaning, score_stories
from reportedly.gold.records import read_gold, report_of
from reportedly.gold.scoring import Scored
from reportedly.reading.encoder import load_encoder
from reportedly.reading.read import read_report


@dataclass
class Found:
    """What was measured in one run."""

    figures: dict[str, float] = field(default_factory=dict)
    """Name ("gold/speaker") to value."""
    confidence: list[tuple[float, bool]] = field(default_factory=list)
    """Confidence of each attribution found on gold, and whether it was annotated."""
    errors: list[str] = field(default_factory=list)
    """Every error, in words."""


def on_polnear(folder: Path, found: Found, part: str = "dev") -> None:
    """Score attributions against PolNeAR."""
    found.figures |= {f"polnear/{k}": v for k, v in polnear.score(load_encoder(), folder, part).items()}


def on_gold(folder: Path, found: Found) -> None:
    """Score attributions and facts against reports annotated by the project's guide."""
    scored, readings = Scored(), []
    for record in read_gold(folder):
        reading = read_report(report_of(record))
        scored.add(reading, record)
        readings.append(reading)
    found.figures |= {f"gold/{k}": v for k, v in scored.figures.items()}
    found.figures |= {f"trace/{k}": v for k, v in score_claims(folder, readings).items()}
    found.confidence += scored.confidence
    found.errors += scored.errors


def on_geoparsing(folder: Path, found: Found) -> None:
    """Score finding and resolving place names on the halves of LGL and TR-News not learned from."""
    for corpus in toponyms.CORPORA:
        recognised = toponyms.score(folder, corpus)
        articles = [a for a in places.read_corpus(folder, corpus) if a.held_out]
        resolved = places.score(articles).rows()
        found.figures[f"{corpus}/recognition_f1"] = recognised["recognition_f1"]
        found.figures[f"{corpus}/acc161"] = resolved["acc161"]


def on_timeml(folder: Path, found: Found) -> None:
    """Score time expressions on the half of TimeBank and AQUAINT that no rule was written on."""
    scores = times.score(folder, "held")
    found.figures |= {"timeml/relaxed_f1": scores.relaxed.f1, "timeml/value_f1": scores.value.f1}


def on_gva(folder: Path, found: Found) -> None:
    """Score a report's own toll of killed and injured on GVA dev."""
    measured, errors = figures.score(folder)
    found.figures |= measured
    found.errors += errors


def on_muc(folder: Path, found: Found) -> None:
    """Score participants of incidents on MUC-4 TST1 and TST2."""
    found.figures |= {f"muc/{k}": v for k, v in muc.score(folder / "five_roles").items()}


def on_newsreader(folder: Path, found: Found) -> None:
    """Score certainty, polarity and time on the apple half of MEANTIME."""
    part = folder / "intra-doc_annotation" / "corpus_apple"
    found.figures |= {f"newsreader/{k}": v for k, v in newsreader.score(part).items()}


def on_sts(folder: Path, found: Found) -> None:
    """Score how near in meaning pairs of headlines are, against people's judgement."""
    found.figures["trace/meaning_pearson"] = score_meaning(folder)


def on_basil(folder: Path, found: Found) -> None:
    """Score which reports tell one story."""
    found.figures["trace/stories_b3"] = score_stories(folder)


MEASURES: dict[str, Callable[[Path, Found], None]] = {
    "data/polnear": on_polnear,
    "gold/dev": on_gold,
    "data/geoparsing": on_geoparsing,
    "data/timeml": on_timeml,
    "data/gva": on_gva,
    "data/muc4": on_muc,
    "data/meantime": on_newsreader,
    "data/sts_headlines": on_sts,
    "data/story_pairs/basil": on_basil,
}
"""Folder below the shared one, to what is measured on it."""
