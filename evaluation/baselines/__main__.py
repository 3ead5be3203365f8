"""Write what the baselines find on PolNeAR dev and gold dev: `python -m evaluation.baselines --out FILE`.

To be run in the bench environment; `python -m evaluation --baselines` does so and scores the file.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evaluation.baselines import crf, quotations, rules
from evaluation.baselines.found import Attribution
from evaluation.baselines.parsed import in_drawn_order, parsed
from reportedly.gold.spans import Spans, match
from reportedly.reading.words import Words, split_words
from reportedly.tuning.articles import Article, words_of
from training.corpora import read_polnear

HERE = Path(__file__).parent.parent
LEAST = 0.5


def in_words(words: Words, told: Attribution) -> Spans:
    """Return an attribution as ranges of words."""
    return Spans(*(words_of(words, told[role]) for role in ("source", "cue", "content")))


def rightness(article: Article) -> rules.Right:
    """Return what says of attributions of an article whether they are annotated, each by itself."""
    words = split_words(article.text)
    gold = [Spans(*(words_of(words, r) for r in (m.source, m.cue, m.content))) for m in article.versions[0]]

    def right(found: Sequence[Attribution]) -> list[bool]:
        return [bool(match([in_words(words, each)], gold, LEAST)) for each in found]

    return right


def texts_of(shared: Path) -> dict[str, dict[str, str]]:
    """Return the texts to read, by corpus and name."""
    found: dict[str, dict[str, str]] = {}
    polnear = shared / "data" / "polnear"
    if polnear.is_dir():
        found["polnear"] = {article.name: article.text for article in read_polnear(polnear, "dev")}
    gold = {
        path.stem: json.loads(path.read_text("utf-8")) for path in (shared / "gold" / "dev").glob("*.json")
    }
    found["gold"] = {r["report"]["id"]: r["report"]["text"] for r in gold.values() if "attributions" in r}
    return found


def main() -> int:
    """Train what is not trained, find, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    parser.add_argument("--work", type=Path, default=HERE / "out" / "baselines", help="parses and models")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--articles", type=int, help="learn from so many articles of PolNeAR train; else all")
    said = parser.parse_args()
    articles = {a.name: a for a in read_polnear(said.shared / "data" / "polnear", "train")}
    train = [articles[name] for name in in_drawn_order([*articles])][: said.articles]
    docs = [*parsed([a.text for a in train], said.work / "parsed")]
    model = said.work / f"crf-{len(train)}.model"
    notes: dict[str, Any] = {"articles": len(train), "words": sum(len(a.text.split()) for a in train)}
    if not model.exists():
        seconds = crf.train(train, iter(docs), model)
        notes["trained_s"] = round(seconds)
        print(f"trained the CRF on {len(train)} articles: {seconds:.0f} s of the processor", file=sys.stderr)
    cues = rules.learn(iter(docs), [rightness(a) for a in train])
    notes["cues"] = len(cues)
    tagger = crf.tagger_of(model)
    begun = time.process_time()
    found: dict[str, dict[str, dict[str, list[Attribution]]]] = {}
    for corpus, texts in texts_of(said.shared).items():
        for (name, text), doc in zip(
            texts.items(), parsed([*texts.values()], said.work / "parsed"), strict=True
        ):
            for baseline, told in (
                ("textacy", quotations.find(doc)),
                ("spacy-rules", rules.find(doc, cues)),
                ("crf", crf.find(tagger, text, doc)),
            ):
                found.setdefault(baseline, {}).setdefault(corpus, {})[name] = told
    notes["seconds"] = round(time.process_time() - begun, 1)
    said.out.parent.mkdir(parents=True, exist_ok=True)
    said.out.write_text(json.dumps({"notes": notes, "found": found}), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
