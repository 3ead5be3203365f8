"""Score participants of incidents on MUC-4's TST1 and TST2, by CEAF-REE (Du, Rush and Cardie 2021).

For each role the fillers of a document are aligned one to one with ours; one of ours is right where the
mention it is told by is one of the annotated filler's.
"""

from __future__ import annotations

import json
from pathlib import Path

from evaluation.tallies import Counted
from reportedly.gold.spans import Tally
from reportedly.reading.encoder import load_encoder
from reportedly.reading.facts import labels
from reportedly.reading.facts.participants import participants_of
from reportedly.reading.facts.tower import load_tower

_SLOTS = dict(zip(labels.PARTICIPANTS, ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon"), strict=True))


def score(folder: Path) -> dict[str, Counted]:
    """Return what was counted, for precision, recall and F1 over all roles, and F1 of each role.

    `folder` holds dev.json in the five-role form: the reports of TST1 and TST2.
    """
    encoder, tower = load_encoder(), load_tower()
    counted = {f"{role}_f1": Counted("f1") for role in labels.PARTICIPANTS}
    whole = {f"ceaf_ree_{how}": Counted(how) for how in ("f1", "precision", "recall")}
    for line in (folder / "dev.json").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        ours = participants_of(encoder, tower, record["doctext"])
        total = Tally()
        for role in labels.PARTICIPANTS:
            gold = [{_plain(mention) for mention, _ in entity} for entity in record["extracts"][_SLOTS[role]]]
            mine = [_plain(p.mentions[0]) for p in ours if p.role == role]
            tally = Tally(aligned(mine, gold), len(mine), len(gold))
            counted[f"{role}_f1"].add(tally)
            total.add(tally.hit, tally.found, tally.wanted)
        for each in whole.values():
            each.add(total)
    return {**whole, **counted}


def aligned(ours: list[str], gold: list[set[str]]) -> int:
    """Return how many of ours are right: each annotated filler is given to one of ours at most."""
    left = list(gold)
    right = 0
    for mention in ours:
        fit = next((g for g in left if mention in g), None)
        if fit is not None:
            left.remove(fit)
            right += 1
    return right


def _plain(mention: str) -> str:
    """Return a mention as it is compared: small letters, single spaces, no quotation marks or article."""
    words = mention.lower().replace('"', " ").split()
    return " ".join(words[1:] if words[:1] in (["the"], ["a"], ["an"]) else words)
