"""Contradictions on real readings: invented pairs of reports, read as any report is."""

import json
from pathlib import Path
from typing import Any

import pytest

from reportedly import Report, read
from reportedly.tracing.comparable import Label
from reportedly.tracing.contradictions import opposed, opposed_keys, opposing_keys
from reportedly.tracing.profile import Profile, profile_of
from reportedly.tracing.statements import statements_of

PAIRS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "stories" / "pairs.json").read_text(encoding="utf-8")
)["pairs"]
NOT_FOUND = {
    "toll-final-figures": "the second report's town is not found as a place",
}


def profiles(report: str, given: dict[str, str]) -> list[Profile]:
    """Return the profiles of what a report states."""
    headline = given["text"].partition("\n")[0]
    reading = read(
        Report(
            id=report, outlet=given["outlet"], published=given["published"], headline=headline, language="en",
            text=given["text"],
        )
    )  # fmt: skip
    return [profile_of(s) for s in statements_of(reading)]


@pytest.mark.parametrize(
    "pair",
    [
        pytest.param(
            p,
            id=p["id"],
            marks=[pytest.mark.xfail(reason=NOT_FOUND[p["id"]])] if p["id"] in NOT_FOUND else [],
        )
        for p in PAIRS
    ],
)
def test_pairs(pair: dict[str, Any]) -> None:
    """Two reports that cannot both be right are called so, by a key they share; others never are."""
    one, other = profiles("one", pair["one"]), profiles("other", pair["other"])
    found = [
        judged.slot
        for a in one
        for b in other
        if set(opposed_keys(a)) & set(opposing_keys(b))
        and (judged := opposed(a, b)) is not None
        and judged.label is Label.CONTRADICTORY
    ]
    assert set(found) == ({pair["slot"]} if pair["label"] == "contradictory" else set())
