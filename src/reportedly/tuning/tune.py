"""Tune: a team's judgements to a model of its own, or the reasons why not. The table of contents of `tuning`.

judged reports ──▶ examples ──▶ learned + held out ──▶ network ──▶ int8 model ──▶ scores ──▶ kept or refused
"""

import hashlib
import shutil
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from reportedly.errors import StoreError
from reportedly.reading.encoder import Encoder
from reportedly.reading.models import manifest_of
from reportedly.store import View
from reportedly.tuning.articles import Article, Marked
from reportedly.tuning.card import card_of
from reportedly.tuning.corrections import Example, example_of, own_reading, with_ways
from reportedly.tuning.measuring import Change, Wanted, changes, counts_of, spans_in, wanted_of
from reportedly.tuning.splitting import place_of, split, too_few
from reportedly.tuning.verdict import refusals

MOST_GUARD = 60
"""Reports nobody judged on which the tuned model is held against its base."""
WORK = ".unfinished"
"""What the folder of checkpoints is called after --out; it is gone when the command ends."""

Say = Callable[[str], object]
Told = Callable[[float, float], object]


class Material(msgspec.Struct, frozen=True, kw_only=True):
    """What a store has to learn from and to measure on."""

    learned: tuple[Example, ...]
    held: tuple[Example, ...]
    others: tuple[tuple[str, str], ...]
    """Id and text of reports nobody judged: of stories to replay."""
    guard: tuple[tuple[str, str], ...]
    """The same, of stories that are held out."""


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a tuning."""

    shipped: bool
    out: str
    """The folder of the model; nothing is there where it was refused."""
    base: str
    """The model it started from."""
    model: str
    """The tuned model's name."""
    reports: int
    """Judged reports."""
    learned: int
    """Of them learned from."""
    judged: int
    """Attributions judged in them."""
    changed: int
    """Of them corrected, added or rejected."""
    replayed: int
    """Reports nobody judged, of which the base's own reading was taught again."""
    held: tuple[Change, ...]
    """Scores on the judged reports that were held out."""
    guard: tuple[Change, ...]
    """Scores on the guard set."""
    guarded: int
    """Reports of the guard set."""
    gold: bool
    """Whether the guard set is gold of the user's own."""
    refused: tuple[str, ...]
    """Why it was not shipped."""


def material_of(view: View, store: str) -> Material:
    """Return what a store has to learn from. Raises StoreError where it is too little."""
    examples: list[Example] = []
    rest: list[tuple[str, str, str]] = []
    for listed in view.reports(limit=None):
        judged = view.judged(listed.id)
        if judged is None:
            continue
        example = example_of(judged, listed.story)
        if example is not None:
            examples.append(example)
        elif judged.reading.attributions:
            rest.append((listed.story, listed.id, judged.reading.report.text))
    learned, held = split(sorted(examples, key=lambda e: e.article.name), lambda e: e.story)
    lacking = too_few(len(learned), len(held))
    if lacking is not None:
        raise StoreError(store, lacking, "judge the attributions of more reports, then train again")
    touched = {each.story for each in examples}
    free = sorted((each for each in rest if each[0] not in touched), key=lambda each: place_of(each[1]))
    others, guard = split(free, lambda each: each[0])
    return Material(
        learned=tuple(learned),
        held=tuple(held),
        others=tuple(each[1:] for each in others[: len(learned)]),
        guard=tuple(each[1:] for each in guard[:MOST_GUARD]),
    )


def tune(  # noqa: PLR0913 - what a person may choose
    material: Material,
    base: Path,
    out: Path,
    *,
    gold: Sequence[dict[str, Any]],
    epochs: int,
    seed: int,
    say: Say,
    told: Told,
) -> Outcome:
    """Learn, measure, and keep the model in `out` or refuse it; `gold` are records of the user's own.

    Needs torch and onnx. Raises ModelMissingError where the base is not whole.
    """
    from reportedly.tuning.fit import Plan, tuned  # noqa: PLC0415 - torch, seconds
    from reportedly.tuning.writing import write_model  # noqa: PLC0415 - as above

    work = out.with_name(out.name + WORK)
    work.mkdir(parents=True, exist_ok=True)
    encoder = Encoder(base)
    say("reading with the model as it is")
    articles = (
        *(with_ways(each.article, encoder) for each in material.learned),
        *(own_reading(encoder, name, text) for name, text in material.others),
    )
    held = [wanted_of(each.article, each.learned) for each in material.held]
    guard = _guard(material, gold, encoder)
    before = counts_of(encoder, held), counts_of(encoder, guard)
    plan = Plan(base, articles, epochs, seed, _mark(encoder.name, articles, epochs, seed))
    say(f"learning from {len(material.learned)} judged reports and {len(material.others)} others")
    network = tuned(plan, work, told)
    say("writing the model, and reading with it")
    fresh = work / "model"
    name = write_model(network, base, fresh, f"tuned from {encoder.name} on {_today()}")
    after_encoder = Encoder(fresh)
    after = counts_of(after_encoder, held), counts_of(after_encoder, guard)
    held_changes = tuple(changes(before[0], after[0], seed))
    guard_changes = tuple(changes(before[1], after[1], seed)) if guard else ()
    why = tuple(refusals(held_changes, guard_changes, gold=bool(gold)))
    outcome = Outcome(
        shipped=not why,
        out=str(out),
        base=manifest_of(base)["name"],
        model=name,
        reports=len(material.learned) + len(material.held),
        learned=len(material.learned),
        judged=sum(each.judged for each in (*material.learned, *material.held)),
        changed=sum(each.changed for each in (*material.learned, *material.held)),
        replayed=len(material.others),
        held=held_changes,
        guard=guard_changes,
        guarded=len(guard),
        gold=bool(gold),
        refused=why,
    )
    if not why:
        (fresh / "MODEL_CARD.md").write_text(
            card_of(outcome, _today(), epochs=epochs, seed=seed), encoding="utf-8"
        )
        if out.is_dir():
            out.rmdir()  # empty: the command has looked
        fresh.replace(out)
    shutil.rmtree(work)
    return outcome


def _guard(material: Material, gold: Sequence[dict[str, Any]], encoder: Encoder) -> list[Wanted]:
    """Return what the model must not lose: gold of the user's own, else the base's own readings."""
    if gold:
        return [wanted_of(_article(each)) for each in gold]
    return [Wanted(text, spans_in(encoder, text)) for _, text in material.guard]


def _article(record: dict[str, Any]) -> Article:
    """Return a gold record as an article; only its spans are looked at."""

    def ranges(spans: Iterable[dict[str, int]]) -> tuple[tuple[int, int], ...]:
        return tuple(sorted((span["start"], span["end"]) for span in spans))

    marked = tuple(
        Marked(ranges(each["cue"]), ranges(each["source"]), ranges(each["content"]))
        for each in record["attributions"]
    )
    return Article(record["report"]["id"], record["report"]["text"], (marked,), guide=True)


def _mark(base: str, articles: Sequence[Article], epochs: int, seed: int) -> str:
    return hashlib.sha256(repr((base, articles, epochs, seed)).encode()).hexdigest()


def _today() -> str:
    return datetime.now(tz=UTC).date().isoformat()
