"""Measures: every corpus, where it lies, and how it is scored. Each gives figures by name, in percent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from evaluation import figures, muc, newsreader, places, polnear, times, toponyms
from evaluation.confusion import Confusion
from evaluation.tallies import Counted
from evaluation.tracing_measures import score_claims, score_meaning, score_stories
from reportedly.gold import attributions, facts
from reportedly.gold.facts import NEAR_KM, FactScores
from reportedly.gold.records import read_gold, report_of
from reportedly.gold.scoring import Scored
from reportedly.gold.spans import Tally
from reportedly.reading.encoder import load_encoder
from reportedly.reading.read import read_report

GOLD = {
    "attribution_f1": ("attribution", "f1"),
    "attribution_precision": ("attribution", "precision"),
    "attribution_recall": ("attribution", "recall"),
    "attribution_f1_at_0.8": ("close", "f1"),
    "source_exact_f1": ("source", "f1"),
    "cue_exact_f1": ("cue", "f1"),
    "content_exact_f1": ("content", "f1"),
    **{name: (name, "precision") for name in ("speaker", "chain", "act", "manner", "kind", "named")},
    "long_chain_f1": ("long_chain", "f1"),
    "nested_recall": ("nested", "recall"),
    "nested_f1": ("nested", "f1"),
}
"""Measures of attributions on gold: the tally each comes from, and how."""
GOLD_FACTS = {
    **{f"{n}_f1": (n, "f1") for n in ("places", "figures", "controls", "control_spans", "events")},
    "event_spans_f1": ("event_spans", "f1"),
    **{n: (n, "precision") for n in ("near", "place_kind", "value", "what", "holder", "actor", "recipient")},
    "status": ("status", "precision"),
    "by": ("by", "precision"),
}
"""The same of facts."""


@dataclass
class Found:
    """What was measured in one run."""

    figures: dict[str, float] = field(default_factory=dict)
    """Name ("gold/speaker") to value."""
    counted: dict[str, Counted] = field(default_factory=dict)
    """Name to counts by document, where the measure has them."""
    confidence: dict[str, list[tuple[float, bool]]] = field(default_factory=dict)
    """By corpus: confidence of each attribution found, and whether it was annotated."""
    confusions: dict[str, Confusion] = field(default_factory=dict)
    """By what was told apart ("act"): annotated against found, on gold."""
    errors: dict[str, list[str]] = field(default_factory=dict)
    """By sort ("gold: chain"): every error, in words."""

    def count(self, corpus: str, counted: Mapping[str, Counted]) -> None:
        """Take in measures of a corpus that were counted by document."""
        for name, each in counted.items():
            self.figures[f"{corpus}/{name}"] = each.value
            self.counted[f"{corpus}/{name}"] = each

    def mistake(self, sort: str, lines: list[str]) -> None:
        """Take in errors of one sort."""
        self.errors.setdefault(sort, []).extend(lines)


def on_polnear(folder: Path, found: Found, part: str = "dev") -> None:
    """Score attributions against PolNeAR."""
    scores = polnear.score(load_encoder(), folder, part)
    found.count("polnear", scores.counted)
    found.confidence["PolNeAR"] = scores.confidence
    for sort, lines in scores.errors.items():
        found.mistake(f"polnear: {sort}", lines)


def on_gold(folder: Path, found: Found) -> None:
    """Score attributions and facts against reports annotated by the project's guide."""
    scored, readings = Scored(), []
    counted = {name: Counted(how) for name, (_, how) in (GOLD | GOLD_FACTS).items()}
    confusions = {name: Confusion() for name in ("act", "kind", "event type", "status")}
    for record in read_gold(folder):
        reading = read_report(report_of(record))
        scored.add(reading, record)
        readings.append(reading)
        said, told = attributions.Scores(), FactScores()
        attributions.add(said, reading, record)
        facts.add(told, reading, record)
        for table, scores in ((GOLD, said), (GOLD_FACTS, told)):
            for name, (tally, _) in table.items():
                counted[name].add(getattr(scores, tally))
        for name, confusion in confusions.items():
            confusion.add(name, reading, record)
        for line in said.errors + told.errors:
            found.mistake(f"gold: {sort_of(line, reading.report.id)}", [line])
    found.count("gold", counted)
    found.figures |= {f"gold/{k}": v for k, v in scored.figures.items() if v is not None}
    found.figures |= {f"trace/{k}": v for k, v in score_claims(folder, readings).items()}
    found.confidence["gold"] = scored.confidence
    found.confusions |= confusions


def sort_of(error: str, report: str) -> str:
    """Return what an error of the gold scorers is about: "chain", "events missed", "attribution spurious"."""
    if not error.startswith(f"{report} "):
        return error.split(":", 1)[0]
    first, second, *_ = [*error[len(report) + 1 :].split(), ""]
    if first in {"events", "controls", "place", "figure"}:
        return f"{first} {second}"
    return f"attribution {first}" if first in {"spurious", "missed"} else first


def on_geoparsing(folder: Path, found: Found) -> None:
    """Score finding and resolving place names on the halves of LGL and TR-News not learned from."""
    for corpus in toponyms.CORPORA:
        near = Counted("precision")
        for article in places.read_corpus(folder, corpus):
            if article.held_out:
                placed = places.score([article])
                hits = sum(distance <= NEAR_KM for distance in placed.kilometres)
                near.add(Tally(hits, placed.wanted, placed.wanted))
        found.count(corpus, {"recognition_f1": toponyms.score(folder, corpus), "acc161": near})


def on_timeml(folder: Path, found: Found) -> None:
    """Score time expressions on the half of TimeBank and AQUAINT that no rule was written on."""
    counted = {"relaxed_f1": Counted("f1"), "value_f1": Counted("f1")}
    for document in times.read_timeml(folder, "held"):
        scores = times.TimeScores()
        times.add(scores, document)
        counted["relaxed_f1"].add(scores.relaxed)
        counted["value_f1"].add(scores.value)
    found.count("timeml", counted)


def on_gva(folder: Path, found: Found) -> None:
    """Score a report's own toll of killed and injured on GVA dev."""
    counted, errors = figures.score(folder)
    found.count("gva", {name.removeprefix("gva/"): each for name, each in counted.items()})
    for name in counted:
        found.mistake(name.replace("/", ": "), [line for line in errors if name in line])


def on_muc(folder: Path, found: Found) -> None:
    """Score participants of incidents on MUC-4 TST1 and TST2."""
    found.count("muc", muc.score(folder / "five_roles"))


def on_newsreader(folder: Path, found: Found) -> None:
    """Score certainty, polarity and time on the apple half of MEANTIME."""
    part = folder / "intra-doc_annotation" / "corpus_apple"
    found.count("newsreader", newsreader.score(part))


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
