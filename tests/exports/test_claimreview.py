"""claimreview: Claims as schema.org has them, with appearances and origins, and no verdict."""

import json
from pathlib import Path
from typing import Any

import pyshacl
import pytest
import rdflib

from reportedly.exports import claimreview
from reportedly.exports.exporting import export
from reportedly.exports.files import Folder
from reportedly.exports.formats import format_named
from reportedly.exports.selection import Selection
from reportedly.linking import open_traces
from reportedly.store import open_store
from tests.exports.linked_made import MADE, matter_of
from tests.exports.shapes import CLAIM_SHAPES, SCHEMA_ORG
from tests.made import TEXT, reading

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
"""rdflib's own reader of JSON-LD uses what rdflib no longer wants used."""
Held = tuple[Path, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def told(story: Path, tmp_path_factory: pytest.TempPathFactory) -> Held:
    """Return a folder with the claims of the story that Russia makes, and the claims."""
    folder = tmp_path_factory.mktemp("claims")
    with open_store(story) as store, open_traces(store) as traces:
        export(traces, format_named("claimreview"), Folder(folder), Selection(speaker="Russia"), made=MADE)
    return folder, json.loads((folder / claimreview.CLAIMS).read_bytes())["@graph"]


def test_it_is_valid_to_the_vocabulary(told: Held) -> None:
    """SHACL shapes of schema.org's types hold for the claims of the story, and see what is not so."""
    folder, claims = told
    held = json.loads((folder / claimreview.CLAIMS).read_bytes())
    assert held["@context"][0] == "https://schema.org"
    held["@context"][0], held["@graph"] = SCHEMA_ORG, claims[:6]
    graph = rdflib.Graph().parse(data=json.dumps(held), format="json-ld")
    valid, _, why = pyshacl.validate(graph, shacl_graph=CLAIM_SHAPES, inference="none")
    assert valid, why
    schema = rdflib.Namespace("http://schema.org/")
    assert len(set(graph.subjects(rdflib.RDF.type, schema.Claim))) == 6
    claim = next(graph.subjects(rdflib.RDF.type, schema.Claim))
    graph.remove((claim, schema.appearance, None))
    assert not pyshacl.validate(graph, shacl_graph=CLAIM_SHAPES, inference="none")[0]


def test_nothing_is_rated(told: Held) -> None:
    """No review and no rating is written: who makes a claim is told, not whether it holds."""
    written = (told[0] / claimreview.CLAIMS).read_text()
    assert told[1]
    assert all(f'"@type":"{sort}"' not in written for sort in ("ClaimReview", "Review", "Rating"))
    assert "reviewRating" not in written


def test_numbers_are_those_of_the_trace(told: Held, story: Path) -> None:
    """Appearances and origins are counted as the trace counts them; the first is the earliest."""
    with open_store(story) as store, open_traces(store) as traces:
        for claim in told[1]:
            trace = traces.claim(claim["identifier"])
            assert [each["identifier"] for each in claim["appearance"]] == list(trace.claim.reports)
            assert claim["reportedly:independentOrigins"] == len(trace.origins.known)
            assert claim["reportedly:untracedOrigins"] == len(trace.origins.unknown)
            assert claim["firstAppearance"]["@id"] == claim["appearance"][0]["@id"]
            said = {part["reportedly:statement"] for each in claim["appearance"] for part in each["hasPart"]}
            assert said == {member.id for member in trace.claim.members}
            against = {each["reportedly:why"] for each in claim["reportedly:contradiction"]}
            assert against == {each.why for each in trace.contradictions}
    assert any(claim["reportedly:contradiction"] for claim in told[1])


def test_a_claim_in_a_page_is_no_markup(tmp_path: Path) -> None:
    """Words that would end a script element are written so that they do not."""
    hostile = reading(outlet="</script><script>alert(1)")
    claimreview.write(matter_of([hostile]), Folder(tmp_path))
    written = (tmp_path / claimreview.CLAIMS).read_bytes()
    assert b"<" not in written
    (claim,) = json.loads(written)["@graph"]
    assert claim["appearance"][0]["publisher"]["name"] == "</script><script>alert(1)"


def test_each_quotation_is_of_its_report(tmp_path: Path) -> None:
    """A quotation has who says it, where that is a person or body, and the words of the report."""
    claimreview.write(matter_of([reading()]), Folder(tmp_path))
    (claim,) = json.loads((tmp_path / claimreview.CLAIMS).read_bytes())["@graph"]
    parts = claim["appearance"][0]["hasPart"]
    assert all(TEXT[p["reportedly:start"] : p["reportedly:end"]] == p["text"] for p in parts)
    speakers = {p["text"]: p.get("spokenByCharacter", {}).get("name") for p in parts}
    assert speakers["The road bridge was closed on Tuesday"] == "Olena Marchuk"
    assert speakers["it may fall"] is None, "two officers without a name are no node of schema.org's"
    assert {who["name"] for who in claim["author"]} == {"Olena Marchuk"}
