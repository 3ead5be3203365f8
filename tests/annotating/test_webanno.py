"""WebAnno TSV: written as INCEpTION's guide has it, and read back from whatever INCEpTION makes of it."""

import re
from collections.abc import Callable
from pathlib import Path

import cassis  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.annotating.bringing import Return, bring_back
from reportedly.annotating.units import Units
from reportedly.annotating.webanno import SAYING, SPAN_LAYERS, WORDS, escaped_value
from reportedly.annotating.webanno_reading import read_document
from reportedly.errors import SetAsideError
from reportedly.record import Figure, Place, PlaceKind, Reading, What, cite
from reportedly.store import Store
from tests.annotating.conftest import Desk
from tests.annotating.tools import Inception
from tests.store.by_hand import TEXT, a_reading, a_report, at

TOOL = Inception()
ASTRAL = "🚀🚀 Rockets [many] fell on Sumy_East\n\nIt burned 🔥 in Sumy | 40\u00a0%*; a->b \\ c."


@pytest.fixture
def desk(stored: Callable[[Reading], tuple[Store, Path]]) -> Desk:
    """Return the hand-made report, handed out to INCEpTION."""
    store, folder = stored(a_reading(a_report(id="r")))
    return Desk(store, TOOL, folder)


def astral(stored: Callable[[Reading], tuple[Store, Path]]) -> Desk:
    """Return a report with characters of two code units, and with what the form reserves, handed out."""
    spans = [at(ASTRAL, words) for words in ("Sumy_East", "🔥", "40\u00a0%")]
    reading = Reading(
        report=a_report(ASTRAL, id="r"),
        places=(
            Place(span=spans[0], name="Sumy_[East] | a->b; c*\\", kind=PlaceKind.OTHER),
            Place(span=cite(ASTRAL, 1, 2), name="half a pair", kind=PlaceKind.OTHER),
            Place(span=spans[1], name="fire", kind=PlaceKind.OTHER),
        ),
        figures=(Figure(id="f1", span=spans[2], low=40.0, high=40.0, what=What.OTHER, unit="percent"),),
        model="by hand",
    )
    store, folder = stored(reading)
    return Desk(store, TOOL, folder)


def test_positions_are_utf16_and_reserved_characters_come_back(
    stored: Callable[[Reading], tuple[Store, Path]],
) -> None:
    """A rocket counts two, brackets and bars of a value are escaped, and nothing of it is a change."""
    desk = astral(stored)
    lines = (desk.folder / "out" / "r.tsv").read_text("utf-8").split("\n")
    assert lines[9:12] == ["", "#Text=🚀🚀 Rockets [many] fell on Sumy_East", lines[11]]
    assert [line.split("\t")[:3] for line in lines[11:14]] == [
        ["1-1", "0-2", "🚀"],
        ["1-2", "2-4", "🚀"],
        ["1-3", "5-12", "Rockets"],
    ]
    assert any("Sumy\\_\\[East\\] \\| a\\->b\\; c\\*\\\\" in line for line in lines)
    assert desk.document.of("p3")[0].fields["name"] == "fire"
    returned = desk.back()
    assert (returned.judgements, returned.problems, returned.unchanged) == ([], [], 4)


def test_the_file_is_laid_out_as_the_guide_says(desk: Desk) -> None:
    """Header, two empty lines, sentences with their tokens; a row has as many columns as are declared."""
    lines = (desk.folder / "out" / "r.tsv").read_text("utf-8").split("\n")
    columns = sum(len(line.split("|")) - 1 for line in lines if line.startswith("#T_"))
    assert lines[0] == "#FORMAT=WebAnno TSV 3.3"
    assert lines[1].startswith("#T_SP=webanno.custom.Words|part|")
    assert lines[7] == f"#T_RL={SAYING}|link|BT_{WORDS}"
    assert lines[8:10] == ["", ""]
    rows = [line.split("\t") for line in lines if re.match(r"\d+-\d+\t", line)]
    assert {len(row) for row in rows} == {3 + columns + 1}
    assert [line for line in lines if line.startswith("#Text=")][1:3] == [
        "#Text=The road bridge was closed on Tuesday, Olena Marchuk told the paper.",
        f"#Text={TEXT[TEXT.index('She denied') : TEXT.index('A drone')].strip()}",
    ]
    held = [cell for row in rows for cell in row[3:] if "|" in cell]
    assert all(re.fullmatch(r"[^|]*\[\d+\]\|[^|]*\[\d+\]", cell) for cell in held[:3])
    assert held


def test_the_layers_are_a_type_system(desk: Desk) -> None:
    """DKPro's own reader finds every layer of the files in layers.xml, each with its features."""
    path = desk.folder / "out" / "layers.xml"
    with path.open("rb") as stream, pytest.warns(UserWarning, match="reserved name in Python"):
        types = cassis.load_typesystem(stream)
    for layer, features in SPAN_LAYERS.items():
        kind = types.get_type(layer)
        assert kind.supertype.name == "uima.tcas.Annotation"
        assert {each.name.rstrip("_") for each in kind.features} == set(features)
    saying = {each.name: each.rangeType.name for each in types.get_type(SAYING).features}
    assert saying == {"Dependent": WORDS, "Governor": WORDS, "link": "uima.cas.String"}


def test_an_archive_names_the_annotator(desk: Desk) -> None:
    """INCEpTION's archive has a folder for each document and a file for each annotator."""
    desk.document.of("f1")[0].fields["low"] = "13"
    path = TOOL.save(desk.documents, desk.folder / "out" / "annotation", "maria")
    assert path.parts[-2:] == ("r.tsv", "maria.tsv")
    (judgement,) = bring_back(desk.store, [path], Return()).judgements
    assert (judgement.who, judgement.why) == ("maria", "WebAnno TSV, maria.tsv")


def test_parts_of_tokens_and_unknown_layers_are_read(desk: Desk) -> None:
    """A record may begin inside a token (its row is numbered 1-1.1); layers of others are passed over."""
    desk.document.of("f1")[0].fields["low"] = "13"
    path = TOOL.save(desk.documents, desk.folder / "out" / "back")
    lines = path.read_text("utf-8").split("\n")
    row = next(n for n, line in enumerate(lines) if line.split("\t")[2:3] == ["depot"])
    name, where, _, *cells = lines[row].split("\t")
    start = int(where.partition("-")[0])
    declared = [line for line in lines if line.startswith("#T_SP=")]
    columns = [
        f"{line.partition('=')[2].partition('|')[0]} {each}"
        for line in declared
        for each in line.split("|")[1:]
    ]
    said = {"name": "the depot", "kind": "facility"}
    for feature, value in (said | {"geonames_id": "*", "lat": "*", "lon": "*", "record": "*"}).items():
        cells[columns.index(f"webanno.custom.Place {feature}")] = value
    lines.insert(row + 1, "\t".join([f"{name}.1", f"{start}-{start + 3}", "dep", *cells]))
    path.write_text("\n".join(lines), "utf-8")
    returned = bring_back(desk.store, [path], Return(who="ann"))
    assert returned.problems == []
    added = next(each for each in returned.judgements if each.verb == "add")
    assert [span.text for span in added.target.spans] == ["dep"]
    assert len(returned.judgements) == 2


BROKEN: list[tuple[str, str, str]] = [
    ("#FORMAT=WebAnno TSV 3.3", "#FORMAT=WebAnno TSV 2", "it begins with “#FORMAT=WebAnno TSV 2”"),
    ("\tbridge\t", "\ttunnel\t", "its text is that of no report that was handed out"),
    ("\tsource[", "\t*[", "has no part; choose from source, cue, content"),
    ("1-1\t0-6\tBridge\t", "one\t0-6\tBridge\t", "is no token"),
    ("\tBridge\tNN\t", "\tBridge\t", "columns, not"),
    ("NUMBERS", "[999_", "leads to no annotation"),
]


@pytest.mark.parametrize(("said", "instead", "why"), BROKEN)
def test_a_broken_file_is_told(desk: Desk, said: str, instead: str, why: str) -> None:
    """Each trouble names the file, and the line where there is one; the log stays empty."""
    path = TOOL.save(desk.documents, desk.folder / "out" / "back")
    written = path.read_text("utf-8")
    if said == "NUMBERS":
        said = re.findall(r"\[\d+_", written)[0]
    assert said in written
    path.write_text(written.replace(said, instead), "utf-8")
    returned = bring_back(desk.store, [path], Return(who="ann"))
    assert why in returned.problems[0].why
    assert returned.problems[0].where.startswith(str(path))
    assert returned.judgements == []


def test_what_was_handed_out_is_looked_for(desk: Desk, tmp_path: Path) -> None:
    """A file that lies elsewhere needs the folder that was handed out, and an annotator."""
    path = TOOL.save(desk.documents, tmp_path / "elsewhere")
    for how, why in (
        (
            Return(who="ann"),
            "handed-out.json is not beside it; name the folder it was exported to: --handed-out",
        ),
        (Return(handed_out=desk.folder / "out"), "it does not name who annotated it; say who: --who NAME"),
    ):
        assert why in bring_back(desk.store, [path], how).problems[0].why
    found = bring_back(desk.store, [path], Return(who="ann", handed_out=desk.folder / "out"))
    assert (found.problems, found.unchanged) == ([], 10)
    (desk.folder / "out" / "handed-out.json").write_bytes(b"{}")
    damaged = bring_back(desk.store, [path], Return(who="ann", handed_out=desk.folder / "out"))
    assert "it is damaged" in damaged.problems[0].why


@given(text=st.text(min_size=1), data=st.data())
def test_positions_are_the_same_in_both_countings(text: str, data: st.DataObject) -> None:
    """Code units are those of UTF-16, and lead back to the code point they came from."""
    text = text.encode("utf-16", "replace").decode("utf-16")
    units = Units(text)
    at_ = data.draw(st.integers(0, len(text)))
    assert units.unit(at_) == len(text[:at_].encode("utf-16-le")) // 2
    assert units.point(units.unit(at_)) == at_


@given(
    values=st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), min_size=1), max_size=3)
)
def test_any_value_comes_back(values: list[str]) -> None:
    """Whatever a feature says, alone or stacked, is read as it was written, trimmed."""
    cell = "|".join(f"{escaped_value(value)}[{n}]" for n, value in enumerate(values, 1)) or "_"
    content = (
        f"#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Place|name\n\n\n#Text=A\n1-1\t0-1\tA\t{cell}\t\n"
    )
    from reportedly.annotating.webanno_reading import regions_in  # noqa: PLC0415 - beside its use

    regions, _ = regions_in("x.tsv", read_document("x.tsv", content.encode()), "A")
    assert [each.fields.get("name", "") for each in regions] == [" ".join(value.split()) for value in values]


@given(content=st.binary(max_size=200))
def test_any_bytes_are_told_or_read(content: bytes) -> None:
    """No file ends the command."""
    try:
        read_document("x.tsv", b"#FORMAT=WebAnno TSV 3.3\n" + content)
    except SetAsideError as error:
        assert error.name.startswith("x.tsv")  # noqa: PT017 - what is raised is one of two outcomes
