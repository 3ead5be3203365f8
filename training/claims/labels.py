"""Labels: which stretches of several reports say the same thing, without their texts.

`claims.jsonl` has one line for each story (its reports, with the hash of each text and its date) and one for
each claim in it: `members` are stretches [report, start, end, hash of the words] that say it, `open` those of
which it cannot be said. All other stretches of a story do not say it: whole reports were read. `pairs.jsonl`
has pairs that were looked at by themselves: `same` is 1, 0, or null where it cannot be said; these overrule.

"The same" is the annotation guide's: one thing said, by whomever; a figure that differs is another claim.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from reportedly.record import Report

HERE = Path(__file__).parent
SAME_STRETCH = 0.7
"""Shared part of two stretches of a report (of what both cover) from which they are one."""


@dataclass(frozen=True)
class Stretch:
    """A stretch of a report."""

    report: str
    start: int
    end: int

    def shared(self, other: Stretch) -> float:
        """Return how much of what the two cover is in both, 0 to 1."""
        if self.report != other.report:
            return 0.0
        both = min(self.end, other.end) - max(self.start, other.start)
        return max(0, both) / (max(self.end, other.end) - min(self.start, other.start))


@dataclass
class Story:
    """Reports on one story, and what they say in common."""

    name: str
    reports: list[Report] = field(default_factory=list)
    members: dict[str, list[Stretch]] = field(default_factory=dict)
    """Claim to the stretches that say it."""
    open: dict[str, list[Stretch]] = field(default_factory=dict)
    """Claim to the stretches that may or may not."""
    judged: list[tuple[Stretch, Stretch, int | None]] = field(default_factory=list)
    """Pairs that were looked at by themselves."""


class ChangedTextError(Exception):
    """A text is not the one that was labelled."""


def read_stories(texts: dict[str, str], folder: Path = HERE) -> list[Story]:
    """Return the labelled stories. `texts` has the text of each report by name (`training.standoff`).

    Raises ChangedTextError where a text, or the words of a stretch, are not those that were labelled.
    """
    stories: dict[str, Story] = defaultdict(lambda: Story(""))
    for line in (folder / "claims.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        story = stories[row["story"]]
        story.name = row["story"]
        if "reports" in row:
            story.reports = [_report(name, given, texts) for name, given in row["reports"].items()]
        else:
            story.members[row["claim"]] = [_stretch(s, texts) for s in row["members"]]
            story.open[row["claim"]] = [_stretch(s, texts) for s in row["open"]]
    for line in (folder / "pairs.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        one, other = (_stretch(row[side], texts) for side in ("one", "other"))
        stories[row["story"]].judged.append((one, other, row["same"]))
    return list(stories.values())


def _report(name: str, given: dict[str, str], texts: dict[str, str]) -> Report:
    text = texts[name]
    if sha256(text.encode()).hexdigest() != given["sha256"]:
        raise ChangedTextError(name)
    # The Guardian's reports came without their headlines.
    headline = None if name.startswith("guardian") else text.partition("\n")[0]
    return Report(
        id=name,
        outlet=given["outlet"],
        published=given["published"],
        headline=headline,
        language="en",
        text=text,
    )


def _stretch(given: list[str | int], texts: dict[str, str]) -> Stretch:
    report, start, end, kept = given
    words = texts[str(report)][int(start) : int(end)]
    if sha256(words.encode()).hexdigest()[:12] != kept:
        raise ChangedTextError(f"{report} {start}")
    return Stretch(str(report), int(start), int(end))
