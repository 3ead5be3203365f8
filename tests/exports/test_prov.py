"""prov: read by the `prov` library and by rdflib, both files the same, origins as primary sources."""

import json
from pathlib import Path

import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from prov.model import ProvDerivation, ProvDocument, ProvEntity

from reportedly.exports import prov
from reportedly.exports.citing import from_cell
from reportedly.exports.exporting import export
from reportedly.exports.files import Folder
from reportedly.exports.formats import format_named
from reportedly.exports.iris import NS
from reportedly.exports.selection import Selection
from reportedly.linking import open_traces
from reportedly.record import Reading
from reportedly.store import open_store
from tests.exports.linked_made import MADE, made_readings, matter_of
from tests.made import reading

PROV, OURS = rdflib.Namespace("http://www.w3.org/ns/prov#"), rdflib.Namespace(NS)


def iri(*parts: str) -> rdflib.URIRef:
    """Return the name of something of the made report."""
    kind, *rest = parts
    return rdflib.URIRef(":".join(("urn:reportedly", kind, reading().report.id, *rest)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the made report exported."""
    prov.write(matter_of([reading()]), Folder(tmp_path))
    return tmp_path


def test_a_chain_is_told_voice_by_voice(folder: Path) -> None:
    """What was printed is derived from what the outlet credited told, and that from what the speaker said."""
    graph = rdflib.Graph().parse(folder / prov.PROV_O)
    record, told, said = iri("record", "a1"), iri("utterance", "a1", "1"), iri("utterance", "a1", "2")
    assert (record, PROV.wasQuotedFrom, iri("report")) in graph
    assert (record, PROV.wasDerivedFrom, told) in graph
    assert (told, PROV.wasDerivedFrom, said) in graph
    names = [graph.value(each, rdflib.RDFS.label) for each in graph.objects(said, PROV.wasAttributedTo)]
    assert [str(name) for name in names] == ["Olena Marchuk"]
    (herald,) = graph.objects(told, PROV.wasAttributedTo)
    assert (herald, rdflib.RDF.type, PROV.Organization) in graph
    assert (iri("record", "a3"), PROV.wasQuotedFrom, iri("utterance", "a3", "1")) in graph, "word for word"
    assert (iri("reading"), PROV.used, iri("report")) in graph
    (reader,) = graph.objects(iri("reading"), PROV.wasAssociatedWith)
    assert (reader, rdflib.RDF.type, PROV.SoftwareAgent) in graph


def test_unnamed_voices_are_not_one_person(folder: Path) -> None:
    """Two voices without a name in two attributions are two agents; one name is one."""
    graph = rdflib.Graph().parse(folder / prov.PROV_O)
    who = {n: next(graph.objects(iri("utterance", *n), PROV.wasAttributedTo)) for n in (
        ("a1", "2"), ("a2", "2"), ("a3", "1"), ("a4", "1"),
    )}  # fmt: skip
    assert who["a1", "2"] == who["a3", "1"]
    assert len(set(who.values())) == 3


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(readings=made_readings())
def test_both_files_hold_the_same_whatever_the_words(
    tmp_path_factory: pytest.TempPathFactory, readings: list[Reading]
) -> None:
    """The library reads both; entities, their relations and the words in them agree."""
    folder = tmp_path_factory.mktemp("prov")
    prov.write(matter_of(readings), Folder(folder))
    read = ProvDocument.deserialize(str(folder / prov.PROV_JSON), format="json")
    graph = rdflib.Graph().parse(folder / prov.PROV_O)
    entities = {str(each.identifier and each.identifier.uri): each for each in read.get_records(ProvEntity)}
    assert set(entities) == {str(each) for each in graph.subjects(rdflib.RDF.type, PROV.Entity)}
    for name, entity in entities.items():
        cells = {str(value) for key, value in entity.attributes if key.localpart == "citations"}
        assert cells == {str(cell) for cell in graph.objects(rdflib.URIRef(name), OURS.citations)}
        assert all(from_cell(cell) for cell in cells)
    derived = {
        tuple(str(value.uri) for _, value in each.formal_attributes[:2])
        for each in read.get_records(ProvDerivation)
    }
    sorts = (PROV.wasDerivedFrom, PROV.wasQuotedFrom, PROV.hadPrimarySource)
    assert derived == {(str(s), str(o)) for sort in sorts for s, o in graph.subject_objects(sort)}
    again = ProvDocument.deserialize(content=read.serialize(format="json"), format="json")
    assert again == read


def test_the_library_reads_the_turtle_too(folder: Path) -> None:
    """PROV-O comes back as the same entities, agents and activities as PROV-JSON."""
    one = ProvDocument.deserialize(str(folder / prov.PROV_JSON), format="json")
    other = ProvDocument.deserialize(str(folder / prov.PROV_O), format="rdf", rdf_format="turtle")

    def nodes(document: ProvDocument) -> set[tuple[str, str]]:
        named = ((str(each.get_type()), each.identifier) for each in document.get_records())
        return {(sort, name.uri) for sort, name in named if name and name.uri.startswith("urn:")}

    assert len(nodes(one)) > 10
    assert nodes(one) == nodes(other)


def test_a_members_origin_is_its_primary_source(story: Path, tmp_path: Path) -> None:
    """Of a claim of the story every member has one origin, and the joins carry their words."""
    with open_store(story) as store, open_traces(store) as traces:
        export(traces, format_named("prov"), Folder(tmp_path), Selection(speaker="Russia"), made=MADE)
        held = json.loads((tmp_path / prov.PROV_JSON).read_bytes())
        members = {each["prov:entity"] for each in held["hadMember"].values()}
        origins: dict[str, set[str]] = {}
        for each in held["wasDerivedFrom"].values():
            if each.get("prov:type", {}).get("$") == "prov:PrimarySource":
                origins.setdefault(each["prov:generatedEntity"], set()).add(each["prov:usedEntity"])
        assert members
        assert set(origins) == members
        assert {len(each) for each in origins.values()} == {1}
        claim = next(iter(held["hadMember"].values()))["prov:collection"]
        trace = traces.claim(claim.rpartition(":")[2])
        assert held["entity"][claim]["reportedly:origins"] == str(len(trace.origins.known))
        joined = [each for each in held["wasDerivedFrom"].values() if "reportedly:tie" in each]
        assert joined
        assert all(from_cell(each["reportedly:citations"]) for each in joined)
