"""webanno: valid to the standard's model, and its selectors find the same words in the report."""

import json
from pathlib import Path
from typing import Any

import pyshacl
import pytest
import rdflib

from reportedly.exports import webanno
from reportedly.exports.exporting import export
from reportedly.exports.files import Folder
from reportedly.exports.formats import format_named
from reportedly.exports.iris import NS, parts_of
from reportedly.linking import open_traces
from reportedly.record import Reading
from reportedly.store import Target, Verb, open_store
from tests.exports.linked_made import MADE, matter_of
from tests.exports.shapes import ANNO, SHAPES
from tests.made import reading

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
"""rdflib's own reader of JSON-LD uses what rdflib no longer wants used."""
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
OURS = rdflib.Namespace(NS)


def written(folder: Path, *readings: Reading) -> list[dict[str, Any]]:
    """Write readings and return the annotations."""
    webanno.write(matter_of(readings), Folder(folder))
    return annotations(folder)


def annotations(folder: Path) -> list[dict[str, Any]]:
    """Return the annotations of a collection."""
    held = json.loads((folder / webanno.ANNOTATIONS).read_bytes())
    found: list[dict[str, Any]] = held["first"]["items"]
    assert held["total"] == len(found)
    return found


def graph_of(folder: Path) -> rdflib.Graph:
    """Return a collection as RDF; the standard's context, which is only named, is handed in."""
    held = json.loads((folder / webanno.ANNOTATIONS).read_bytes())
    assert held["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    held["@context"][0] = ANNO
    return rdflib.Graph().parse(data=json.dumps(held), format="json-ld")


@pytest.fixture(scope="module")
def told(story: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """Return a folder with what Russia says in the story, and the texts of the reports."""
    folder = tmp_path_factory.mktemp("webanno")
    with open_store(story) as store, open_traces(store) as traces:
        export(traces, format_named("webanno"), Folder(folder), made=MADE)
        return folder, {each.id: traces.view.report(each.id).text for each in traces.view.reports(limit=None)}


def test_selectors_find_the_same_words(told: tuple[Path, dict[str, str]]) -> None:
    """By position and by quotation each selector gives the words it says, in the text it names."""
    folder, texts = told
    held = annotations(folder)
    assert len(held) > 1000
    for annotation in held:
        assert annotation["target"], "an annotation is on words"
        for target in annotation["target"]:
            text = texts[parts_of(target["state"]["cached"])[1]]
            where, quoted = target["selector"]
            assert text[where["start"] : where["end"]] == quoted["exact"]
            at = text.index(quoted["prefix"] + quoted["exact"] + quoted["suffix"]) + len(quoted["prefix"])
            assert text[at : at + len(quoted["exact"])] == quoted["exact"]


def test_it_is_valid_to_the_model(tmp_path: Path) -> None:
    """SHACL shapes of the model's musts hold for what is written, and see what is not so."""
    written(tmp_path, reading())
    graph = graph_of(tmp_path)
    valid, _, why = pyshacl.validate(graph, shacl_graph=SHAPES, inference="none")
    assert valid, why
    assert len(set(graph.subjects(rdflib.RDF.type, OA.Annotation))) == 4
    selector = next(graph.subjects(rdflib.RDF.type, OA.TextPositionSelector))
    graph.remove((selector, OA.start, None))
    assert not pyshacl.validate(graph, shacl_graph=SHAPES, inference="none")[0]


def test_the_chain_is_in_order_with_its_words(tmp_path: Path) -> None:
    """In RDF too a chain is a list, the publisher first, each voice with the words that name it."""
    written(tmp_path, reading())
    graph = graph_of(tmp_path)
    record = rdflib.URIRef(f"urn:reportedly:record:{reading().report.id}:a1")
    (chain,) = graph.objects(record, OURS.chain)
    voices = list(rdflib.collection.Collection(graph, chain))
    assert [str(graph.value(each, OURS.who)) for each in voices] == [
        "The Lakeside Dispatch", "Northern Herald", "Olena Marchuk",
    ]  # fmt: skip
    citations = [graph.value(each, OURS.citation) for each in voices]
    assert citations[0] is None, "no words name the publisher"
    quoted = [
        str(graph.value(selector, OA.exact))
        for each in citations[1:]
        for selector in graph.objects(each, OA.hasSelector)
        if (selector, OA.exact, None) in graph
    ]
    assert quoted == ["Northern Herald", "Olena Marchuk"]


def test_an_address_that_is_none_is_not_written(tmp_path: Path) -> None:
    """The source is the report's address where that is one of the web, else the report's own name."""
    from msgspec.structs import replace  # noqa: PLC0415 - for this test alone

    sources = []
    for url in ("https://a.example/b c", "javascript:alert(1)", None):
        made = replace(reading(), report=replace(reading().report, url=url))
        sources.append(written(tmp_path, made)[0]["target"][0]["source"])
    name = f"urn:reportedly:report:{reading().report.id}"
    assert sources == ["https://a.example/b%20c", name, name]


def test_what_a_person_did_is_said(tmp_path: Path) -> None:
    """A corrected record is no longer the model's; an accepted one is, and says that it was accepted."""
    made = reading()
    with open_store(tmp_path / "one.db") as store:
        store.writer().add(made.report, made)
        key = made.report.id
        store.judge("m.k.", Verb.ACCEPT, Target(report=key, layer="attributions", item="a1"))
        store.judge(
            "m.k.", Verb.CORRECT, Target(report=key, layer="attributions", item="a2"), value={"act": "say"}
        )
        with open_traces(store) as traces:
            export(traces, format_named("webanno"), Folder(tmp_path), made=MADE)
    found = {each["id"].rpartition(":")[2]: each for each in annotations(tmp_path)}
    assert {name: each["body"][-1].get("reportedly:reviewed") for name, each in found.items()} == {
        "a1": "accepted", "a2": "corrected", "a3": None, "a4": None,
    }  # fmt: skip
    assert found["a1"]["creator"] == {
        "id": "urn:reportedly:software:by%20hand", "type": "Software", "name": "by hand",
    }  # fmt: skip
    assert found["a2"]["creator"] == {"type": "Person"}
    assert found["a2"]["body"][-1]["reportedly:act"] == "say"
