"""Tuning trial: a team's corrections simulated on a store, to see what `reportedly train` makes of them.

    python -m training.tuning_trial STORE house|written|corrupted [--reports 80] [--seed 1]

`house`: the team has a convention of its own: "that" belongs to the content, and what is only thought or
wanted is no attribution. `written`: labels of training/reports stand as judgements (the shipped model has
seen them). `corrupted`: every second attribution is rejected or given words at random. All other
attributions of a judged report are accepted. docs/tuning.md has what came of it.
"""

import argparse
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reportedly.gold.spans import Spans, match
from reportedly.record import Attribution, Span, cite
from reportedly.store import Judged, Store, Target, open_store
from reportedly.store.items import item_spans

WHO = "tuning trial"
SAME = 0.5


def target_of(report: str, said: Attribution) -> Target:
    """Return what points at an attribution."""
    return Target(report=report, layer="attributions", spans=item_spans(said), item=said.id)


def house(said: Attribution, text: str, _rng: random.Random) -> tuple[str, dict[str, Any] | None]:
    """Judge by the convention of an invented team."""
    if said.act.value in {"think", "want"}:
        return "reject", None
    start, end = said.content[0].start, said.content[0].end
    before = text[:start].rstrip()
    if before.lower().endswith(" that"):
        return "correct", {"content": (cite(text, len(before) - 4, end), *said.content[1:])}
    return "accept", None


def corrupted(_said: Attribution, text: str, rng: random.Random) -> tuple[str, dict[str, Any] | None]:
    """Judge without looking."""
    if rng.random() < 0.5:
        return "accept", None
    if rng.random() < 0.5:
        return "reject", None
    words = text.split()
    word = rng.choice(words)
    at = text.index(word)
    return "correct", {"content": (cite(text, at, at + len(word)),)}


def written(judged: Judged, labels: list[dict[str, Any]]) -> Iterator[tuple[str, Any, dict[str, Any] | None]]:
    """Yield what a person whose labels these are would say of a reading: verb, attribution, value."""
    text = judged.reading.report.text

    def spans(label: dict[str, Any], name: str) -> tuple[Span, ...]:
        return tuple(cite(text, s["start"], s["end"]) for s in label[name])

    def ranges(found: tuple[Span, ...]) -> tuple[tuple[int, int], ...]:
        return tuple((s.start, s.end) for s in found)

    ours = judged.reading.attributions
    found = [Spans(ranges(a.source), ranges(a.cue), ranges(a.content)) for a in ours]
    wanted = [Spans(*(ranges(spans(x, n)) for n in ("source", "cue", "content"))) for x in labels]
    pairs = dict(match(found, wanted, SAME))
    for i, said in enumerate(ours):
        if i not in pairs:
            yield "reject", said, None
            continue
        told = {name: spans(labels[pairs[i]], name) for name in ("source", "cue", "content")}
        other = {name: value for name, value in told.items() if value != getattr(said, name)}
        yield ("correct", said, other) if other else ("accept", said, None)
    for j, label in enumerate(labels):
        if j not in pairs.values():
            told = {name: spans(label, name) for name in ("source", "cue", "content")}
            speaker = {name: label["speaker"][name] for name in ("who", "kind", "named")}
            yield "add", None, {**told, "act": label["act"], "manner": label["manner"], "speaker": speaker}


def main() -> None:
    """Write the judgements."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("store", type=Path)
    parser.add_argument("how", choices=["house", "written", "corrupted"])
    parser.add_argument("--reports", type=int, default=80)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    rng = random.Random(args.seed)
    labelled: dict[str, list[dict[str, Any]]] = {}
    for path in sorted((Path(__file__).parent / "reports").glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        if "attributions" in record:
            labelled[record["report"]["text"]] = record["attributions"]
    with open_store(args.store) as store:
        count = judge(store, args.how, labelled, args.reports, rng)
    print(count)


def judge(
    store: Store, how: str, labelled: dict[str, list[dict[str, Any]]], most: int, rng: random.Random
) -> dict[str, int]:
    """Judge at most so many reports of a store; return how often each verb was used."""
    count = {"reports": 0}
    with store.view() as view:
        ids = [each.id for each in view.reports(limit=None)]
        every = [each for each in (view.judged(name) for name in ids) if each is not None]
    rng.shuffle(every)
    for each in every[:most] if how != "written" else every:
        reading = each.reading
        text = reading.report.text
        if how == "written":
            if text not in labelled:
                continue
            said = list(written(each, labelled[text]))
        else:
            by = house if how == "house" else corrupted
            said = [(verb, a, value) for a in reading.attributions for verb, value in [by(a, text, rng)]]
        count["reports"] += 1
        for verb, attribution, value in said:
            target = (
                target_of(reading.report.id, attribution)
                if attribution is not None
                else Target(report=reading.report.id, layer="attributions")
            )
            store.judge(WHO, verb, target, value=value)
            count[verb] = count.get(verb, 0) + 1
    return count


if __name__ == "__main__":
    main()
