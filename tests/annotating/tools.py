"""Stand-ins for the annotation tools: they open what was handed out, let it be changed, and save it.

Written from the published formats, not from our code: Label Studio's task format, and INCEpTION's guide to
WebAnno TSV 3.3 (no reader of its several layers and relations is on PyPI). As the tools do, Label Studio's
stand-in gives regions new ids, INCEpTION's numbers annotations anew and keeps only the rows' words.
"""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PARTS = ("source", "cue", "content")
WORDS = "webanno.custom.Words"


@dataclass(eq=False)
class Drawn:
    """One region as the annotator sees it; positions are code points."""

    label: str
    start: int
    end: int
    key: str = ""
    fields: dict[str, str] = field(default_factory=dict)


@dataclass
class Document:
    """One report in a tool."""

    text: str
    drawn: list[Drawn]
    links: list[tuple[Drawn, Drawn]]
    raw: Any
    """What the tool keeps beside it."""

    def of(self, key: str) -> list[Drawn]:
        """Return the regions of a record."""
        return [each for each in self.drawn if each.key == key]

    def delete(self, *gone: Drawn) -> None:
        """Take regions away, and the links to them."""
        self.drawn = [each for each in self.drawn if each not in gone]
        self.links = [pair for pair in self.links if not {*pair} & {*gone}]


class LabelStudio:
    """Label Studio, of which the annotator opens a task with its pre-annotations."""

    form = "label-studio"

    def open(self, folder: Path) -> list[Document]:
        """Return the tasks."""
        return [self._task(task) for task in json.loads((folder / "tasks.json").read_text("utf-8"))]

    def _task(self, task: dict[str, Any]) -> Document:
        drawn: dict[str, Drawn] = {}
        links = []
        for each in task["predictions"][0]["result"]:
            if each["type"] == "relation":
                links.append((drawn[each["from_id"]], drawn[each["to_id"]]))
                continue
            value = each["value"]
            if each["type"] == "labels":
                (label,) = value["labels"]
                (key,) = each["meta"]["text"]
                drawn[each["id"]] = Drawn(label, value["start"], value["end"], key)
            else:
                (said,) = value["choices" if each["type"] == "choices" else "text"]
                drawn[each["id"]].fields[each["from_name"].partition("_")[2]] = said
        return Document(task["data"]["text"], list(drawn.values()), links, task)

    def save(
        self,
        documents: list[Document],
        path: Path,
        who: str | None = "ann@example.org",
        *,
        utf16: bool = False,
    ) -> Path:
        """Export the tasks as JSON, as one annotator leaves them."""
        tasks = []
        for number, document in enumerate(documents, 1):
            task = {**document.raw, "id": number}
            task.pop("predictions")
            completed_by: object = {"id": 1, "email": who} if who else 1
            annotation = {"id": number, "completed_by": completed_by, "was_cancelled": False}
            tasks.append(task | {"annotations": [annotation | {"result": self._results(document, utf16)}]})
        path.write_text(json.dumps(tasks), "utf-8")
        return path

    def _results(self, document: Document, utf16: bool) -> list[dict[str, Any]]:  # noqa: FBT001 - a private switch
        results: list[dict[str, Any]] = []
        ids = {id(each): f"r{n}-new" for n, each in enumerate(document.drawn)}
        for each in document.drawn:
            start, end = (_units(document.text, at) if utf16 else at for at in (each.start, each.end))
            where = {"start": start, "end": end}
            words = document.text[each.start : each.end]
            common = {"id": ids[id(each)], "to_name": "text", "origin": "prediction-changed"}
            meta = {"meta": {"text": [each.key]}} if each.key else {}
            labels = {
                "type": "labels",
                "from_name": "label",
                "value": {**where, "text": words, "labels": [each.label]},
            }
            results.append(common | meta | labels)
            prefix = "attribution" if each.label in PARTS else each.label
            for name, said in each.fields.items():
                kind = "choices" if (prefix, name) in CHOSEN else "textarea"
                value = {**where, "choices" if kind == "choices" else "text": [said]}
                results.append(common | {"type": kind, "from_name": f"{prefix}_{name}", "value": value})
        for one, other in document.links:
            ends = {"from_id": ids[id(one)], "to_id": ids[id(other)]}
            results.append({"type": "relation", "direction": "right", "labels": [], **ends})
        return results


CHOSEN = {
    ("attribution", "kind"), ("attribution", "act"), ("attribution", "manner"), ("place", "kind"),
    ("time", "basis"), ("figure", "what"), ("figure", "approx"), ("figure", "cumulative"),
    ("control", "change"), ("control", "status"), ("event", "type"), ("event", "status"),
}  # fmt: skip
"""Fields that are choices in the labelling configuration."""


class Inception:
    """INCEpTION, in which the files were imported as documents."""

    form = "webanno-tsv"

    def open(self, folder: Path) -> list[Document]:
        """Return the documents."""
        return [self._document(path) for path in sorted(folder.glob("*.tsv"))]

    def _document(self, path: Path) -> Document:  # noqa: C901, PLR0912 - one pass over rows and columns
        head, _, body = path.read_text("utf-8").partition("\n\n\n")
        first, *declared = head.split("\n")
        assert first == "#FORMAT=WebAnno TSV 3.3"
        columns = []
        for line in declared:
            found = re.fullmatch(r"#T_(SP|RL)=([^|]+)\|(.*)", line)
            assert found is not None, line
            columns += [(found[1], found[2], feature) for feature in found[3].split("|")]
        sentences = [block.split("\n") for block in body.rstrip("\n").split("\n\n")]
        text, rows = _rebuilt(sentences)
        spans: dict[int, Drawn] = {}
        single: dict[tuple[str, str], Drawn] = {}
        relations = []
        for name, start, end, cells in rows:
            here: dict[tuple[str, int], Drawn] = {}
            assert len(cells) == len(columns), name
            for (sort, layer, feature), cell in zip(columns, cells, strict=True):
                if cell == "_":
                    continue
                for n, part in enumerate(re.split(r"(?<!\\)\|", cell)):
                    found = re.fullmatch(r"(.*?)(?:(?<!\\)\[([0-9_]+)\])?", part)
                    assert found is not None, part
                    if sort == "RL":
                        if feature.startswith("BT_"):
                            relations.append((name, found[1], found[2]))
                        continue
                    number = int(found[2] or 0)
                    one = here.get((layer, n)) or (spans.get(number) if number else None)
                    if one is None:
                        one = Drawn(layer.rpartition(".")[2].lower(), start, end)
                        if number:
                            spans[number] = one
                        else:
                            assert (layer, name) not in single
                            single[layer, name] = one
                    here[layer, n] = one
                    one.end = end
                    if found[1] != "*":
                        one.fields[feature] = re.sub(
                            r"\\(->|.)", lambda c: {"t": "\t", "n": "\n"}.get(c[1], c[1]), found[1]
                        )
        drawn = sorted([*spans.values(), *single.values()], key=lambda each: each.start)
        links = []
        for target, source, numbers in relations:
            one_number, other_number = (int(n) for n in (numbers or "0_0").split("_"))
            one = spans[one_number] if one_number else single[WORDS, source]
            other = spans[other_number] if other_number else single[WORDS, target]
            links.append((one, other))
        for each in drawn:
            each.key = each.fields.pop("record", "")
            each.label = each.fields.pop("part", each.label)
            each.start, each.end = _points(text, each.start), _points(text, each.end)
        return Document(text, drawn, links, (path.name, columns, rows, sentences))

    def save(self, documents: list[Document], path: Path, who: str | None = None) -> Path:
        """Export a document, with its layers in another order, as one annotator leaves it."""
        (document,) = documents
        name, columns, rows, sentences = document.raw
        assert who is None or path.suffix == ""
        file = path / name / f"{who}.tsv" if who else path.with_suffix(".tsv")
        file.parent.mkdir(parents=True, exist_ok=True)
        layers: dict[str, list[str]] = {}
        for sort, layer, feature in reversed(columns):
            if sort == "SP":
                layers.setdefault(layer, []).append(feature)
        lines = [
            "#FORMAT=WebAnno TSV 3.3",
            "#T_SP=de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS|PosValue",
        ]
        lines += [f"#T_SP={layer}|{'|'.join(features)}" for layer, features in layers.items()]
        lines += [f"#T_RL=webanno.custom.Saying|BT_{WORDS}|link", ""]
        cells = _cells(document, rows, layers)
        row = 0
        for block in sentences:
            lines.append("")
            for line in block:
                if line.startswith("#"):
                    lines.append(line)
                else:
                    lines.append("\t".join([*line.split("\t")[:3], *cells[row], ""]))
                    row += 1
        file.write_text("\n".join(lines) + "\n", "utf-8")
        return file


def _cells(document: Document, rows: list[Any], layers: dict[str, list[str]]) -> list[list[str]]:
    """Return the columns of each row: a number in brackets on every annotation, as may be."""
    number = {id(each): n for n, each in enumerate(document.drawn, 101)}
    on: list[list[Drawn]] = []
    first: dict[int, str] = {}
    for name, start, end, _ in rows:
        a, b = _points(document.text, start), _points(document.text, end)
        here = [each for each in document.drawn if each.start < b and a < each.end]
        for each in here:
            first.setdefault(id(each), name)
        on.append(here)
    cells = []
    for (name, *_), here in zip(rows, on, strict=True):
        row = ["NN"]
        for layer, features in layers.items():
            kind = layer.rpartition(".")[2].lower()
            stack = [d for d in here if d.label == kind or (kind == "words" and d.label in PARTS)]
            for feature in features:
                said = [
                    {"record": d.key, "part": d.label}.get(feature, d.fields.get(feature, "")) for d in stack
                ]
                values = [
                    f"{_escaped(v) if v else '*'}[{number[id(d)]}]" for v, d in zip(said, stack, strict=True)
                ]
                row.append("|".join(values) or "_")
        links = [pair for pair in document.links if first.get(id(pair[1])) == name]
        row.append("|".join(f"{first[id(a)]}[{number[id(a)]}_{number[id(b)]}]" for a, b in links) or "_")
        row.append("|".join("*" for _ in links) or "_")
        cells.append(row)
    return cells


def _escaped(value: str) -> str:
    for each in ("\\", "[", "]", "|", "_", "->", ";", "*"):
        value = value.replace(each, f"\\{each}")
    return value.replace("\t", "\\t").replace("\n", "\\n")


def _rebuilt(sentences: list[list[str]]) -> tuple[str, list[Any]]:
    """Return the text as INCEpTION puts it together, blanks between sentences, and the rows."""
    text, rows = "", []
    for block in sentences:
        said = [line.removeprefix("#Text=") for line in block if line.startswith("#Text=")]
        sentence = re.sub(
            r"\\(.)", lambda c: {"t": "\t", "r": "\r", "f": "\f"}.get(c[1], c[1]), "\n".join(said)
        )
        begun = False
        for line in block:
            if line.startswith("#"):
                continue
            name, where, words, *cells = line.split("\t")
            start, end = (int(each) for each in where.split("-"))
            if not begun:
                text += " " * (start - len(text.encode("utf-16-le")) // 2) + sentence
                begun = True
            assert text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le") == words
            rows.append((name, start, end, cells[:-1] if cells and not cells[-1] else cells))
    return text, rows


def _units(text: str, point: int) -> int:
    return len(text[:point].encode("utf-16-le")) // 2


def _points(text: str, unit: int) -> int:
    return len(text.encode("utf-16-le")[: 2 * unit].decode("utf-16-le"))
