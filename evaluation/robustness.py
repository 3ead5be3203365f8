"""Robustness of the record: it must change only where the text did. `python -m evaluation.robustness`.

Metamorphic tests (Chen et al. 1998; CheckList, Ribeiro et al. 2020) on the project's own reports, and on the
annotated ones where `../shared` is there. An attribution is unchanged where speaker, act, cue, content and
chain are those of the old record, written as the edit writes them.

* neutral edits: quotation marks, dashes, spelling, breaks, bylines, banners; bar 95 % unchanged;
* swaps of names, outlets, places, numbers: the record changes as the text did;
* counterfactual chains: without "told AFP" that voice goes, and nothing else;
* sides: identical sentences with the sides swapped get the same status, act and speaker.
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from evaluation.robustness_edits import Edited, edits_of
from reportedly.gold.records import read_gold, report_of
from reportedly.pipeline import read_inputs
from reportedly.reading.read import read_report
from reportedly.record import Attribution, Kind, Reading, Report
from reportedly.record.layers import ATTRIBUTIONS
from reportedly.wordlists import metonyms

ROOT = Path(__file__).resolve().parent.parent
BAR = 95.0
"""Percent of attributions that neutral edits may not change (issue 9)."""
_NEAR = 0.8
_ONLY = frozenset({ATTRIBUTIONS})
Told = tuple[str, str, str, str, tuple[str, ...]]
"""Speaker, act, cue, content and chain of an attribution, as words."""


class Share(msgspec.Struct, kw_only=True):
    """How many of how many."""

    right: int = 0
    """To the letter."""
    of: int = 0
    near: int = 0
    """Right, or with other ends of the content (token F1 of 0.8 or more) and speaker, act, chain the same."""

    def add(self, right: int, of: int, near: int | None = None) -> None:
        """Count some more."""
        self.right, self.of = self.right + right, self.of + of
        self.near += right if near is None else near

    @property
    def percent(self) -> float:
        """The share in percent, 100 of none."""
        return 100 * self.right / self.of if self.of else 100.0

    @property
    def percent_near(self) -> float:
        """The share of those that are right or nearly so."""
        return 100 * self.near / self.of if self.of else 100.0


def told(said: Attribution, reading: Reading) -> Told:
    """Return an attribution as words."""
    who = {source.id: source.who for source in reading.sources}
    return (
        who.get(said.speaker, ""),
        said.act.value,
        _plain(" … ".join(span.text for span in said.cue)),
        _plain(" … ".join(span.text for span in said.content)),
        tuple(voice.who for voice in said.chain),
    )


def _differs(wanted: Told, held: Counter[Told]) -> str:
    """Return in what the attribution of the same content differs from the one that was to come out."""
    near = [each for each in held if each[3] == wanted[3] and each[2] == wanted[2]]
    if not near:
        return "is not found"
    names = ("speaker", "act", "cue", "content", "chain")
    other = near[0]
    return ", ".join(f"{n} {b!r}" for n, a, b in zip(names, wanted, other, strict=True) if a != b) or "twice"


def _is_near(wanted: Told, other: Told) -> bool:
    """Return whether two attributions are one but for the ends of their content."""
    if (wanted[0], wanted[1], wanted[4]) != (other[0], other[1], other[4]):
        return False
    one, two = Counter(wanted[3].split()), Counter(other[3].split())
    both = (one & two).total()
    return 2 * both >= _NEAR * (one.total() + two.total())


def _plain(words: str) -> str:
    return " ".join(words.split())


def unchanged(before: Reading, after: Reading, edited: Edited) -> tuple[Share, list[str]]:
    """Return how many attributions of how many came out as they must, and those that did not."""
    held = Counter(told(said, after) for said in after.attributions)
    share, wrong = Share(), list[str]()
    for said in before.attributions:
        who, act, cue, content, chain = told(said, before)
        write = edited.rewrite
        wanted = (write(who), act, _plain(write(cue)), _plain(write(content)), tuple(write(v) for v in chain))
        if held[wanted]:
            held[wanted] -= 1
            share.add(1, 1)
        else:
            share.add(0, 1, int(any(_is_near(wanted, each) for each, left in held.items() if left)))
            wrong.append(
                f"{edited.sort}: {_differs(wanted, held)}: {' > '.join(wanted[4])}: {wanted[3][:80]!r}"
            )
    return share, wrong


def named(reading: Reading) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return names that can be swapped: persons of two words who speak, credited outlets, towns.

    A seat of government is none of these: another name there is another government.
    """
    persons = [s.who for s in reading.sources if s.kind is Kind.PERSON and s.named and s.who.count(" ") == 1]
    credited = [
        voice.who
        for said in reading.attributions
        for voice in said.chain[1:]
        if voice.kind is Kind.OUTLET and voice.citation and voice.citation.text == voice.who
    ]
    whole = read_report(reading.report, layers=frozenset({"places"}))
    towns = [
        place.name
        for place in whole.places
        if place.kind == "city" and place.span.text == place.name and metonyms.find(place.name) is None
    ]
    return tuple(dict.fromkeys(persons)), tuple(dict.fromkeys(credited)), tuple(dict.fromkeys(towns))


def under_edits(reports: Iterable[Report]) -> tuple[dict[str, Share], list[str]]:
    """Return the share of attributions that stay as they must, by edit, and those that do not."""
    shares: dict[str, Share] = defaultdict(Share)
    wrong: list[str] = []
    for report in reports:
        before = read_report(report, layers=_ONLY)
        for edited in edits_of(report.text, *named(before)):
            outlet = edited.rewrite(report.outlet) if report.outlet else None
            changed = msgspec.structs.replace(report, text=edited.text, outlet=outlet)
            share, missed = unchanged(before, read_report(changed, layers=_ONLY), edited)
            shares[edited.sort].add(share.right, share.of, share.near)
            wrong += [f"{report.id} {line}" for line in missed]
    return dict(shares), wrong


def without_credit(reports: Iterable[Report]) -> tuple[Share, Share, list[str]]:
    """Return how often a voice goes with its "told OUTLET", how much else stays, and what did not."""
    gone, stayed, wrong = Share(), Share(), list[str]()
    for report in reports:
        before = read_report(report, layers=_ONLY)
        for said in before.attributions:
            cut = _without(said, report.text)
            if cut is None:
                continue
            text, voice = cut
            after = read_report(msgspec.structs.replace(report, text=text), layers=_ONLY)
            mine = [each for each in after.attributions if _content(each) == _content(said)]
            went = any(all(v.who != voice for v in each.chain) for each in mine)
            gone.add(int(went), 1)
            others = [
                told(each, before) for each in before.attributions if voice not in told(each, before)[4]
            ]
            held = Counter(told(each, after) for each in after.attributions)
            kept = sum(1 for each in others if held[each] > 0)
            stayed.add(kept, len(others))
            if not went or kept < len(others):
                wrong.append(f"{report.id} without {voice}: {_content(said)[:80]!r} {kept} of {len(others)}")
    return gone, stayed, wrong


def _content(said: Attribution) -> str:
    return _plain(" … ".join(span.text for span in said.content))


def _without(said: Attribution, text: str) -> tuple[str, str] | None:
    """Return the text with "said" for "told OUTLET", and the outlet's name; None without such words."""
    if not said.cue or said.cue[-1].text not in {"told", "tells"}:
        return None
    cue = said.cue[-1]
    for voice in said.chain[1:]:
        place = voice.citation
        if (
            voice.kind is not Kind.OUTLET
            or place is None
            or not cue.end <= place.start <= cue.end + len(" the ")
        ):
            continue
        return f"{text[: cue.start]}said{text[place.end :]}", voice.who
    return None


_SIDES = (
    ("Russia", "Ukraine"),
    ("Israel", "Hamas"),
    ("the army", "the rebels"),
    ("Sudan", "Rwanda"),
    ("Washington", "Beijing"),
)
_OUTLETS = ("Reuters", "TASS", "the BBC", "Xinhua", "Al Jazeera", "the Lakeside Dispatch")
_SENTENCES = (
    "{a} said its forces had taken the village of Orlivka on Tuesday. {b} denied it.",
    "{a} shelled the town of Orlivka overnight and killed twelve people, {o} reported.",
    "{a} claimed that {b} had lost forty soldiers near Orlivka, an official told {o}.",
    "Troops of {a} withdrew from Orlivka, {o} said, citing two officers.",
    "{a} may attack Orlivka within days, a diplomat told {o}.",
)


def sides() -> dict[str, Counter[str]]:
    """Return, for each name put into the same sentences, how often which status came out."""
    table: dict[str, Counter[str]] = defaultdict(Counter)
    for one, other in _SIDES:
        for a, b in ((one, other), (other, one)):
            for outlet in _OUTLETS:
                for sentence in _SENTENCES:
                    text = sentence.format(a=a, b=b, o=outlet)
                    text = text[0].upper() + text[1:]
                    reading = read_report(Report(id="s", outlet="Northern Herald", text=text))
                    statuses = [e.status for e in reading.events] + [c.status for c in reading.controls]
                    for name in (a, outlet):
                        table[name].update(status.value for status in statuses)
    return dict(table)


def hedged_share(row: Counter[str]) -> float:
    """Return the percentage of facts that are hedged."""
    facts = sum(row[name] for name in ("asserted", "hedged", "denied", "planned", "hypothetical"))
    return 100 * row["hedged"] / facts if facts else 0.0


def own_reports() -> Iterator[Report]:
    """Yield the reports that were written for the project and nothing was learned from: the demo's story."""
    for item in read_inputs([str(path) for path in sorted((ROOT / "demo" / "story").glob("[0-9]*"))]):
        if item.reading is not None:
            yield item.reading.report


def annotated(folder: Path) -> Iterator[Report]:
    """Yield the annotated reports of a folder; none where it is not there."""
    for record in read_gold(folder) if folder.is_dir() else ():
        yield report_of(record)


def main() -> int:
    """Print the tables; return 1 where neutral edits change more than the bar allows."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--most", type=int, default=None, help="read so many reports at most")
    parser.add_argument("--errors", type=Path, help="write every attribution that changed to this file")
    said = parser.parse_args()
    reports = [*own_reports(), *annotated(said.shared / "gold" / "dev")][: said.most]
    shares, wrong = under_edits(reports)
    gone, stayed, also = without_credit(reports)
    neutral = Share()
    swapped = {"person's name", "outlet's name", "place's name", "number"}
    print(f"{len(reports)} reports\n")
    print("| edit | attributions | unchanged | but for the ends of content |\n|---|---:|---:|---:|")
    for sort, share in shares.items():
        print(f"| {sort} | {share.of:,} | {share.percent:.1f} % | {share.percent_near:.1f} % |")
        if sort not in swapped:
            neutral.add(share.right, share.of, share.near)
    told_all = f"**{neutral.percent:.1f} %** (bar {BAR:.0f}) | {neutral.percent_near:.1f} %"
    print(f"| **all neutral edits** | {neutral.of:,} | {told_all} |")
    print(f"\n'told OUTLET' cut: the voice goes in {gone.right} of {gone.of}; ", end="")
    print(f"all else stays in {stayed.percent:.1f} % of {stayed.of:,}\n")
    print("| name | facts hedged | denied |\n|---|---:|---:|")
    for name, row in sides().items():
        print(f"| {name} | {hedged_share(row):.1f} % | {row['denied']} |")
    if said.errors:
        said.errors.write_text("\n".join(wrong + also) + "\n", encoding="utf-8")
    return 0 if neutral.percent >= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
