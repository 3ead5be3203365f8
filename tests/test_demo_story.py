"""The demo story: 48 invented reports, marked as such, whose known ancestry agrees with their texts."""

import json
import re
from collections import Counter
from datetime import datetime
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from reportedly.intake import Input, Overrides, Taken, find_inputs, take_in
from reportedly.pipeline import read_inputs
from reportedly.wordlists import outlets

STORY = Path(__file__).resolve().parent.parent / "demo" / "story"
NOTE = "written for the reportedly project; nothing in it happened"
FILES = sorted(STORY.glob("[0-9][0-9]-*"))
SLUGS = {
    "hna": "Halyard News Agency",
    "granit": "Granit TV",
    "ledger": "The Kyiv Ledger",
    "flare": "The Daily Flare",
    "psel": "The Psel Chronicle",
    "aloud": "Kursk Aloud",
    "ostrander": "Ostrander Institute",
    "sws": "Skagerrak World Service",
}
SHORT = ("HNA", "Halyard", "Granit", "Kyiv Ledger", "Daily Flare", "Psel Chronicle", "SWS", "FrontLens")
"""Other forms in which the reports name outlets."""
LABELS = {"contradictory", "superseded", "scope"}
COPIED = {"reprint", "reissue", "edited", "rewrite", "translated", "quotation", "common", "formula"}
MAX_BYTES = 1_000_000

Json = dict[str, Any]


@cache
def taken(name: str) -> Taken:
    """Return the report that a file of the story holds, as intake gives it."""
    (found,) = find_inputs([str(STORY / name)], MAX_BYTES)
    assert isinstance(found, Input)
    return take_in(found, Overrides(), MAX_BYTES)


@pytest.fixture(scope="module")
def truth() -> Json:
    """Return what ancestry.json holds."""
    held: Json = json.loads((STORY / "ancestry.json").read_text(encoding="utf-8"))
    return held


def members(claim: Json) -> list[Json]:
    """Return the members of a claim: report and words."""
    held: list[Json] = claim["members"]
    return held


def cited(truth: Json) -> list[Json]:
    """Return all that points into a report: report id and span."""
    copied = ([copy["from"], copy["to"]] for copy in truth["copies"])
    credited = [credit for credit in truth["credits"] if credit["span"] is not None]
    return [*chain.from_iterable(map(members, truth["claims"])), *chain.from_iterable(copied), *credited]


def test_there_are_forty_eight_reports_of_eight_outlets() -> None:
    """They are numbered without a gap, come in five forms, and each outlet has at least two."""
    assert [path.name[:2] for path in FILES] == [f"{number:02}" for number in range(1, 49)]
    assert Counter(path.suffix for path in FILES) == {".json": 42, ".html": 4, ".eml": 1, ".xml": 1}
    assert set(Counter(path.name.split("-")[1] for path in FILES)) == set(SLUGS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_is_marked_as_invented_and_of_a_report_s_length(path: Path) -> None:
    """Nobody can take one for news; it lies at an address that cannot exist; it is as long as a report is."""
    written = path.read_text(encoding="utf-8")
    assert NOTE in written
    if path.suffix == ".json":
        report = json.loads(written)
        assert report["note"] == NOTE
        assert report["text"].startswith(report["headline"] + "\n\n")
    text = taken(path.name).report.text
    assert NOTE not in text
    assert 180 <= len(text.split()) <= 900
    assert "\n\n\n" not in text
    hosts = {urlsplit(address).hostname or "" for address in re.findall(r"https?://[^\s\"'<>\]]+", written)}
    assert all(host.endswith(".example") or host == "purl.org" for host in hosts)


def test_no_outlet_is_a_real_one(root: Path) -> None:
    """No name or host of the story's outlets stands in the list of real ones."""
    listed = (root / "wordlists" / "outlets.yaml").read_text(encoding="utf-8").casefold()
    for name in (*SLUGS.values(), *SHORT):
        assert outlets.find(name) == (), name
        assert not re.search(rf"\b{re.escape(name.casefold().removeprefix('the '))}\b", listed), name
    for path in FILES:
        address = taken(path.name).report.url
        assert address is None or outlets.by_domain(urlsplit(address).hostname or "") is None


def test_the_list_of_reports_says_what_intake_finds(truth: Json) -> None:
    """Outlets and dates are those of the files; where a file does not tell its outlet, that is said."""
    assert [report["file"] for report in truth["reports"]] == [path.name for path in FILES]
    for report in truth["reports"]:
        found = taken(report["file"]).report
        told = report.get("outlet_told", True)
        assert report["id"] == Path(report["file"]).stem
        assert report["outlet"] == SLUGS[report["id"].split("-")[1]]
        assert found.outlet == (report["outlet"] if told else None)
        assert found.published == report["published"]


def test_every_span_is_in_its_report(truth: Json) -> None:
    """Claims, copies and credits cite the words of the text that intake gives, to the character."""
    files = {report["id"]: report["file"] for report in truth["reports"]}
    wrong = []
    for place in cited(truth):
        text, span = taken(files[place["report"]]).report.text, place["span"]
        if text[span["start"] : span["end"]] != span["text"] or not span["text"]:
            at = text.find(span["text"])
            wrong.append(f"{place['report']}: {span['text']!r} is at {at}, not at {span['start']}")
    assert wrong == []


def test_claims_have_ids_members_and_origins(truth: Json) -> None:
    """Ids are unique; the origins of a claim part its members; every origin has a reason."""
    claims = truth["claims"]
    assert len({claim["id"] for claim in claims}) == len(claims) >= 40
    for claim in claims:
        parted = sorted(chain.from_iterable(origin["members"] for origin in claim["origins"]))
        assert parted == list(range(len(members(claim)))), claim["id"]
        assert claim["claim"]
        for origin in claim["origins"]:
            assert origin["members"]
            assert origin["reason"]
            assert origin["root"] or "circle" in origin["reason"], claim["id"]
    shared = [claim for claim in claims if len({member["report"] for member in members(claim)}) > 1]
    assert len(shared) >= 40
    assert any(len(claim["origins"]) >= 3 for claim in shared)


def test_contradictions_stand_on_both_claims(truth: Json) -> None:
    """What contradicts is contradicted, for the same reason; of two counts the later one came later."""
    published = {r["id"]: datetime.fromisoformat(r["published"]) for r in truth["reports"]}
    claims = {claim["id"]: claim for claim in truth["claims"]}
    first = {
        name: min(published[member["report"]] for member in members(claim)) for name, claim in claims.items()
    }
    labels = set()
    for name, claim in claims.items():
        assert len({held["claim"] for held in claim["contradicts"]}) == len(claim["contradicts"])
        for held in claim["contradicts"]:
            labels.add(held["label"])
            other = held["claim"]
            assert other != name
            (back,) = [seen for seen in claims[other]["contradicts"] if seen["claim"] == name]
            assert (back["label"], bool(back["reason"])) == (held["label"], True)
            assert ("later" in held) == (held["label"] == "superseded")
            if "later" in held:
                assert held["later"] == back["later"] == max(name, other, key=first.__getitem__)
    assert labels == LABELS


def test_copies_go_forward_in_time_and_share_their_words(truth: Json) -> None:
    """What was taken over stood elsewhere before; a reprint is the same to the letter."""
    published = {r["id"]: datetime.fromisoformat(r["published"]) for r in truth["reports"]}
    assert {copy["kind"] for copy in truth["copies"]} == COPIED
    for copy in truth["copies"]:
        there, here = copy["from"], copy["to"]
        assert there["report"] != here["report"]
        if copy["kind"] != "common":
            assert published[there["report"]] < published[here["report"]]
        if copy["kind"] in {"reprint", "reissue", "common", "formula"}:
            assert there["span"]["text"] == here["span"]["text"]
        else:
            assert there["span"]["text"] != here["span"]["text"]
            assert set(re.findall(r"\w{4,}", there["span"]["text"])) & set(
                re.findall(r"\w{4,}", here["span"]["text"])
            )


def test_credits_go_back_in_time_but_for_one_circle(truth: Json) -> None:
    """A report credits what was there before it. Two credit each other, and are said to."""
    published = {r["id"]: datetime.fromisoformat(r["published"]) for r in truth["reports"]}
    pairs = {(credit["report"], credit["behind"]) for credit in truth["credits"] if credit["behind"]}
    circles = {frozenset(pair) for pair in pairs if (pair[1], pair[0]) in pairs}
    assert circles == {frozenset({"32-aloud-mothers", "33-flare-konotop"})}
    for report, behind in pairs:
        assert report in published
        same_page = frozenset({report, behind}) in circles
        assert same_page or behind == report or published[behind] < published[report], (report, behind)


def test_links_between_the_reports_are_credits(truth: Json) -> None:
    """A link in the words of a page, a feed or a JSON file to another report of the story is on record."""
    addresses = {taken(path.name).report.url: path.stem for path in FILES}
    credited = {(credit["report"], credit["behind"]) for credit in truth["credits"]}
    linked = set()
    for path in FILES:
        named = [held.url for held in taken(path.name).references if held.span is not None]
        if path.suffix == ".json":
            named += [held["url"] for held in json.loads(path.read_text(encoding="utf-8")).get("links", [])]
        linked |= {(path.stem, addresses[url]) for url in named if url in addresses}
    assert len(linked) >= 6
    assert linked <= credited


def test_mistakes_are_mended_in_the_story(truth: Json) -> None:
    """Each mistake belongs to a claim that its report makes, and what mended it came after it."""
    published = {r["id"]: datetime.fromisoformat(r["published"]) for r in truth["reports"]}
    claims = {claim["id"]: claim for claim in truth["claims"]}
    assert {"wrong number", "retraction", "circle"} == {held["kind"] for held in truth["mistakes"]}
    for held in truth["mistakes"]:
        among = {member["report"] for member in members(claims[held["claim"]])}
        assert {held["report"], *held["spread_to"]} <= among
        for mended in held["mended_by"]:
            assert published[held["report"]] < published[mended]
            assert all(published[late] > published[mended] for late in held["after_the_mending"])


def test_the_page_names_every_report() -> None:
    """No report stands in the folder without its number in the table of days."""
    page = (STORY / "README.md").read_text(encoding="utf-8")
    days = page.partition("## The days")[2].partition("##")[0]
    named = re.findall(r"\b(\d\d) (\w+)", days.replace("Mon 14 Sep", ""))
    assert [f"{number}-{slug}" for number, slug in named if slug in SLUGS] == [
        "-".join(path.name.split("-")[:2]) for path in FILES
    ]
    assert "nothing in it happened" in page


def test_the_shipped_models_read_them_all() -> None:
    """All are read, as English, with nothing set aside; each has speakers, places and a date."""
    outcomes = list(read_inputs([str(STORY / "[0-9]*")]))
    assert [outcome.name for outcome in outcomes if outcome.reading is None] == []
    readings = [outcome.reading for outcome in outcomes if outcome.reading is not None]
    assert len(readings) == len(FILES)
    seen = {problem.code for reading in readings for problem in reading.problems}
    assert seen <= {"sender", "text-from-feed"}
    for reading in readings:
        assert (reading.report.language, bool(reading.report.published)) == ("en", True)
        assert len(reading.attributions) >= 3, reading.report.headline
        assert reading.places or "apology" in (reading.report.headline or "")
