"""Draw docs/reference/quality.md and docs/img/calibration.svg from evaluation/results.json and floors.json.

python -m evaluation.quality_page [--check]
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from evaluation.bars import BARS, ELSEWHERE, PUBLISHED
from evaluation.calibration_plot import plot

ROOT = Path(__file__).resolve().parent.parent
PAGE, PLOT = Path("docs/reference/quality.md"), Path("docs/img/calibration.svg")
_NAMES = {
    "textacy": "textacy: direct quotations",
    "spacy-rules": "rules over spaCy's dependencies",
    "crf": "CRF over words",
}
_SHOWN = ("source_exact_f1", "cue_exact_f1", "content_exact_f1", "attribution_f1")
_BESIDE = """`python -m evaluation --baselines`: one run, the same texts, the same matching rules; F1 with
95 % intervals. Rules and CRF are learned from {articles} articles of PolNeAR train ({words:,} words). Gold
dev is annotated by our own guide, which they do not know and ours does, and our rules were mended with it in
view: its rows say how far each carries over, not more. textacy looks for direct quotations only."""
_PUBLISHED = """The rules use {cues} pairs of a lemma and a sort of content, right more often than not there.
Published figures are on PolNeAR's test part, which nobody here has looked at: near ours, not compared."""
_CORPORA = {"polnear": "PolNeAR dev", "gold": "gold dev"}


def draw(root: Path) -> None:
    """Write the page and the plot."""
    for path, text in drawn(root).items():
        (root / path).write_text(text, encoding="utf-8")


def drawn(root: Path) -> dict[Path, str]:
    """Return the page and the plot by their paths below `root`."""
    results = json.loads((root / "evaluation" / "results.json").read_text(encoding="utf-8"))
    floors = json.loads((root / "evaluation" / "floors.json").read_text(encoding="utf-8"))
    return {PAGE: page(results, floors), PLOT: plot(results["calibration"])}


def page(results: Mapping[str, Any], floors: Mapping[str, Any]) -> str:
    """Return the page as Markdown."""
    return "\n".join(
        [
            "# Quality, measured",
            "",
            "Written by `make evaluate` from `evaluation/results.json`; do not edit.",
            "[Measured](../measured.md) tells what lies behind the figures, and how far they are from blind.",
            "",
            *_measures(results, floors["floors"]),
            *_baselines(results),
            *_confusions(results["confusion"]),
            *_errors(results["errors"]),
            *_calibration(results["calibration"]),
            *_data(results, floors),
        ]
    )


def _measures(results: Mapping[str, Any], floors: Mapping[str, float]) -> Iterator[str]:
    yield "## Every measure"
    yield ""
    yield "95 %: the middle of 1,000 figures on documents drawn anew with replacement (bootstrap)."
    yield "Below a floor `make evaluate` fails, and CI for gold dev. **Bold**: below its bar."
    yield ""
    yield "| measure | value | 95 % | documents | bar | floor | others, as published |"
    yield "|---|---:|---:|---:|---:|---:|---|"
    for name, value in results["measured"].items():
        bar, others = BARS.get(name, (None, ""))
        low, high = results["intervals"].get(name, (None, None))
        told = f"**{value:.1f}**" if bar is not None and value < bar else f"{value:.1f}"
        between = f"{low:.1f}–{high:.1f}" if low is not None else ""
        many = results["documents"].get(name, "")
        yield f"| {name} | {told} | {between} | {many} | {bar or ''} | {floors.get(name, '')} | {others} |"
    yield ""
    yield "Bars that other commands measure (24 November 2026):"
    yield ""
    yield "| measure | value | bar | command |"
    yield "|---|---:|---:|---|"
    for name, told, bar_told, command, where in ELSEWHERE:
        missed = float(told) < float(bar_told)
        yield f"| {name} | {f'**{told}**' if missed else told} | {bar_told} | `{command}`, [more]({where}) |"
    yield ""


def _baselines(results: Mapping[str, Any]) -> Iterator[str]:
    told = results.get("baselines")
    if not told:
        return
    notes = told["notes"]
    yield "## Beside others' tools"
    yield ""
    yield _BESIDE.format(**notes)
    yield ""
    for corpus, title in _CORPORA.items():
        yield f"| {title} | source, exact | cue, exact | content, exact | attribution | precision, recall |"
        yield "|---|---:|---:|---:|---:|---:|"
        ours = {
            m: [results["measured"][f"{corpus}/{m}"], *results["intervals"][f"{corpus}/{m}"]]
            for m in (*_SHOWN, "attribution_precision", "attribution_recall")
        }
        for name, scores in {"reportedly": ours, **told[corpus]}.items():
            cells = [_between(scores[measure]) for measure in _SHOWN]
            sure, full = scores["attribution_precision"][0], scores["attribution_recall"][0]
            yield f"| {_NAMES.get(name, name)} | {' | '.join(cells)} | {sure:.1f}, {full:.1f} |"
        if corpus == "polnear":
            for name, *figures in PUBLISHED:
                cells = [f"{each:.1f}" if each is not None else "" for each in figures]
                yield f"| *{name}, published, test part* | {' | '.join(cells)} |  |  |"
        yield ""
    yield _PUBLISHED.format(**notes)
    yield ""


def _between(figures: list[float]) -> str:
    value, low, high = figures
    return f"{value:.1f} ({low:.1f}–{high:.1f})"


def _confusions(tables: Mapping[str, Mapping[str, Mapping[str, int]]]) -> Iterator[str]:
    yield "## What is taken for what (gold dev)"
    yield ""
    yield "Of the records found: rows as annotated, columns as we say."
    yield ""
    for name, rows in tables.items():
        columns = sorted({ours for row in rows.values() for ours in row} | set(rows))
        yield f"| {name} | {' | '.join(columns)} | right |"
        yield f"|---|{'---:|' * (len(columns) + 1)}"
        for gold, row in rows.items():
            cells = [
                f"**{row[c]}**" if c == gold and c in row else str(row.get(c, "")) or "·" for c in columns
            ]
            yield f"| {gold} | {' | '.join(cells)} | {100 * row.get(gold, 0) / sum(row.values()):.0f} % |"
        yield ""


def _errors(counts: Mapping[str, int]) -> Iterator[str]:
    yield "## Errors by sort"
    yield ""
    yield "The errors themselves are written to `evaluation/out/errors/`, a file for each sort; they quote"
    yield "the corpora and stay there."
    yield ""
    yield "| sort | errors |"
    yield "|---|---:|"
    for name, count in sorted(counts.items(), key=lambda each: (each[0].split(":")[0], -each[1], each[0])):
        yield f"| {name} | {count} |"
    yield ""


def _calibration(bins: Mapping[str, list[list[float]]]) -> Iterator[str]:
    yield "## Confidence"
    yield ""
    yield "![Confidence told against the share that is right](../img/calibration.svg)"
    yield ""
    yield "Fitted on PolNeAR dev, so that line flatters; gold dev follows another convention."
    yield ""
    yield "| | confidence, mean of a tenth | right, % | attributions |"
    yield "|---|---:|---:|---:|"
    for corpus, rows in bins.items():
        for mean, share, many in rows:
            yield f"| {corpus} | {mean:.2f} | {100 * share:.0f} | {many:.0f} |"
    yield ""


def _data(results: Mapping[str, Any], floors: Mapping[str, Any]) -> Iterator[str]:
    yield "## Data and model"
    yield ""
    yield f"Model `{results['model']}`. First 16 digits of the SHA-256 over names and bytes of each corpus:"
    yield ""
    yield "| corpus | hash | floors set on the same |"
    yield "|---|---|---|"
    for name, key in results["data"].items():
        yield f"| {name} | `{key}` | {'yes' if floors['data'].get(name) == key else 'no'} |"
    yield ""


def main() -> int:
    """Write, or with --check return 1 where what is there is not what would be written."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true", help="only compare")
    if not parser.parse_args().check:
        draw(ROOT)
        return 0
    stale = [p for p, text in drawn(ROOT).items() if (ROOT / p).read_text(encoding="utf-8") != text]
    for path in stale:
        print(f"{path} is not what the results say; run: python -m evaluation.quality_page")
    return int(bool(stale))


if __name__ == "__main__":
    sys.exit(main())
