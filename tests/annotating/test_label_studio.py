"""Label Studio: what it needs is in the files, and what it writes is read, in all its ways."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import msgspec
import pytest

from reportedly.annotating.bringing import Return, bring_back
from reportedly.record import Place, PlaceKind, Reading, cite
from reportedly.store import Store
from tests.annotating.conftest import Desk
from tests.annotating.tools import LabelStudio
from tests.store.by_hand import a_reading, a_report

TOOL = LabelStudio()


@pytest.fixture
def desk(stored: Callable[[Reading], tuple[Store, Path]]) -> Desk:
    """Return the hand-made report, handed out to Label Studio."""
    report = a_report(id="r")
    store, folder = stored(a_reading(report))
    return Desk(store, TOOL, folder)


def tasks(desk: Desk) -> list[dict[str, Any]]:
    """Return the tasks that were handed out."""
    found: list[dict[str, Any]] = json.loads((desk.folder / "out" / "tasks.json").read_text("utf-8"))
    return found


def test_all_that_is_handed_out_is_in_the_configuration(desk: Desk) -> None:
    """Every result names a control of the configuration, and a value that the control offers."""
    root = ET.fromstring((desk.folder / "out" / "labelling.xml").read_text("utf-8"))  # noqa: S314 - our own
    controls = {each.get("name"): each for each in root.iter() if each.get("toName") == "text"}
    assert root.find("Text").attrib["value"] == "$text"  # type: ignore[union-attr]
    assert root.find("Relations") is not None
    (task,) = tasks(desk)
    results = task["predictions"][0]["result"]
    kinds = {"labels": "Labels", "choices": "Choices", "textarea": "TextArea"}
    for result in results:
        if result["type"] == "relation":
            continue
        control = controls[result["from_name"]]
        assert control.tag == kinds[result["type"]]
        assert result["to_name"] == "text"
        if result["type"] != "textarea":
            (value,) = result["value"][result["type"]]
            assert value in {each.get("value") for each in control}
        if result["type"] == "labels":
            value = result["value"]
            assert task["data"]["text"][value["start"] : value["end"]] == value["text"]
    ids = {result["id"] for result in results if result["type"] == "labels"}
    ends = [(each["from_id"], each["to_id"]) for each in results if each["type"] == "relation"]
    assert len(ends) == 6
    assert {end for pair in ends for end in pair} <= ids


@pytest.mark.parametrize("utf16", [False, True])
def test_positions_of_either_counting_are_read(
    stored: Callable[[Reading], tuple[Store, Path]], *, utf16: bool
) -> None:
    """Label Studio counts code points, its older releases UTF-16 code units: the words tell which."""
    text = "🚀🚀 Rockets fell on Sumy\n\nIt burned 🔥 in Sumy."
    spans = [cite(text, at, at + 4) for at in (text.index("Sumy"), text.rindex("Sumy"))]
    places = tuple(Place(span=span, name="Sumy", kind=PlaceKind.CITY) for span in spans)
    store, folder = stored(Reading(report=a_report(text, id="r"), places=places, model="by hand"))
    desk = Desk(store, TOOL, folder)
    desk.document.of("p2")[0].fields["kind"] = "region"
    path = TOOL.save(desk.documents, folder / "back.json", utf16=utf16)
    returned = bring_back(store, [path], Return())
    assert (returned.problems, returned.unchanged) == ([], 1)
    (judgement,) = returned.judgements
    assert judgement.target.spans == (spans[1],)
    assert judgement.who == "ann@example.org"


def test_each_annotator_is_heard_and_the_second_meets_the_first(desk: Desk) -> None:
    """Two annotations of one task come in under two names; where they differ, the first one holds."""
    field = desk.document.of("f1")[0].fields
    field["low"] = "13"
    one = json.loads(TOOL.save(desk.documents, desk.folder / "one.json", "a@example.org").read_text("utf-8"))
    field["low"] = "14"
    two = json.loads(TOOL.save(desk.documents, desk.folder / "two.json", "b@example.org").read_text("utf-8"))
    one[0]["annotations"] += two[0]["annotations"]
    path = desk.folder / "both.json"
    path.write_text(json.dumps(one), "utf-8")
    returned = bring_back(desk.store, [path], Return())
    assert [each.who for each in returned.judgements] == ["a@example.org"]
    assert "a@example.org corrected it (low)" in returned.conflicts[0].why
    named = bring_back(desk.store, [path], Return(who="a@example.org"))
    assert "it has several annotations; leave --who out" in named.problems[0].why


def test_a_bad_task_is_told_and_the_others_are_read(desk: Desk) -> None:
    """Each trouble names file and task and says what to do; a good task among them is taken."""
    desk.document.of("f1")[0].fields["low"] = "13"
    (good,) = json.loads(TOOL.save(desk.documents, desk.folder / "good.json").read_text("utf-8"))

    def without(*path: str | int, **put: object) -> dict[str, Any]:
        """Return the good task with something else, or nothing, at a path."""
        task: dict[str, Any] = json.loads(json.dumps(good))
        at: Any = task
        for step in path[:-1]:
            at = at[step]
        at[path[-1]] = put.get("value")
        return task

    first = ("annotations", 0, "result", 0)
    bad: list[tuple[object, str]] = [
        ("nothing", "it is no task"),
        ({"id": 3, "text": "A", "label": []}, "JSON-MIN, which leaves out the links"),
        (without("data", value={"text": "A"}), "it does not say what was handed out"),
        (without("data", "handed_out", value={"report": 7}), "it is not as Label Studio writes it"),
        (without("data", "text", value="Another"), "does not say"),
        (without(*first, "value", "labels", value=["verb"]), "“verb” is no label; choose from place"),
        (without(*first, "value", "start", value=7), "does not say"),
        (without(*first, "value", "start", value="x"), "it is not as Label Studio writes it"),
        (without("annotations", 0, "completed_by", value=4), "it does not name who annotated it; say who"),
        (without("data", "handed_out", "report", value="gone"), "report gone is not in the store"),
        (without("annotations", value=[{"was_cancelled": True}]), ""),
    ]
    path = desk.folder / "mixed.json"
    path.write_text(json.dumps([*(task for task, _ in bad), good | {"id": 99}]), "utf-8")
    returned = bring_back(desk.store, [path], Return())
    wanted = [why for _, why in bad if why]
    assert len(returned.problems) == len(wanted)
    for problem, why in zip(returned.problems, wanted, strict=True):
        assert why in problem.why, problem
        assert f"{path}, task " in problem.where
    assert [each.why for each in returned.judgements] == ["Label Studio, task 99"]


@pytest.mark.parametrize("content", [b"", b"[{", b"7", b"\xff\xfe", b"[" * 100_000])
def test_a_file_that_is_no_export_is_told(desk: Desk, content: bytes) -> None:
    """Whatever the file holds, the message names it."""
    path = desk.folder / "export.json"
    path.write_bytes(content)
    (problem,) = bring_back(desk.store, [path], Return(who="ann")).problems
    assert problem.where == str(path)
    assert "export as JSON" in problem.why


def test_what_label_studio_leaves_out_is_no_change(desk: Desk) -> None:
    """Without labels on links, with notes beside ours and unknown controls, the task is the same."""
    (task,) = json.loads(TOOL.save(desk.documents, desk.folder / "back.json").read_text("utf-8"))
    results = task["annotations"][0]["result"]
    for each in results:
        each.pop("labels", None)
        each.pop("origin", None)
    results.append(
        {"type": "choices", "from_name": "quality", "to_name": "text", "value": {"choices": ["good"]}}
    )
    path = desk.folder / "back.json"
    path.write_text(json.dumps(task), "utf-8")
    returned = bring_back(desk.store, [path], Return())
    assert (returned.judgements, returned.problems, returned.unchanged) == ([], [], 10)


def test_a_reading_keeps_its_sheet(desk: Desk) -> None:
    """What was handed out is whole in the task: no file beside it is needed, and it is a typed record."""
    from reportedly.annotating.handing import Sheet  # noqa: PLC0415 - beside its use

    (task,) = tasks(desk)
    sheet = msgspec.convert(task["data"]["handed_out"], Sheet)
    assert (sheet.report, sheet.last, sheet.model, len(sheet.records)) == ("r", 0, "by hand", 10)
