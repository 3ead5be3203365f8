"""What is read, in which order, and what is left out."""

import io
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from reportedly.errors import SetAsideError
from reportedly.intake import Input, LeftOut, Overrides, Refused, find_inputs, take_in

LIMIT = 10_000
REPORT = '{"text": "Ferry stopped. Bondar said so."}'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder with reports of every form, in it the working directory."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in" / "deeper").mkdir(parents=True)
    for name in ("in/b.txt", "in/a.HTML", "in/deeper/c.md", "in/picture.jpg", "in/.hidden.txt", "plain"):
        (tmp_path / name).write_text("Ferry stopped\n\nBondar said so.")
    (tmp_path / "in" / "lines.jsonl").write_text(f"{REPORT}\n\n{REPORT}\nnone\n")
    (tmp_path / "in" / "list.json").write_text(f"[{REPORT}, 3]")
    return tmp_path


def _names(*paths: str) -> list[str]:
    return [found.name for found in find_inputs(paths, LIMIT) if not isinstance(found, LeftOut)]


def test_a_folder_is_read_in_a_fixed_order(folder: Path) -> None:
    """A folder gives its reports by path, deeper folders after its own files, on every machine alike."""
    assert folder.is_dir()
    assert _names("in") == [
        "in/a.HTML",
        "in/b.txt",
        "in/lines.jsonl:1",
        "in/lines.jsonl:3",
        "in/lines.jsonl:4",
        "in/list.json[1]",
        "in/list.json[2]",
        "in/deeper/c.md",
    ]


def test_what_is_left_out_is_said(folder: Path) -> None:
    """What is no report by its name is left out of a folder with a reason; hidden ones are nobody's."""
    assert folder.is_dir()
    left = [found for found in find_inputs(["in"], LIMIT) if isinstance(found, LeftOut)]
    assert [(found.name, found.why) for found in left] == [("in/picture.jpg", "no report by its name (.jpg)")]


def test_a_file_named_outright_is_always_an_input(folder: Path) -> None:
    """Whoever names a file means it, whatever its suffix, and the order is the caller's."""
    assert folder.is_dir()
    assert _names("plain", "in/picture.jpg", "in/b.txt") == ["plain", "in/picture.jpg", "in/b.txt"]


def test_patterns_are_expanded_in_order(folder: Path) -> None:
    """A quoted pattern gives its matches by path, through folders too."""
    assert folder.is_dir()
    assert _names("in/*.txt", "in/**/*.md") == ["in/b.txt", "in/deeper/c.md"]


@pytest.mark.parametrize("path", ["nothing.txt", "no*.txt", "void", "dangling"])
def test_what_is_not_there_is_refused_by_name(folder: Path, path: str) -> None:
    """A path that leads nowhere concerns itself alone, and its message says what to check."""
    (folder / "void").mkdir()
    (folder / "dangling").symlink_to("nowhere")
    found = list(find_inputs([path, "plain"], LIMIT))
    assert len(found) == 2
    if path == "dangling":
        with pytest.raises(SetAsideError, match="cannot be opened"):
            take_in(_input(found[0]), Overrides(), LIMIT)
    else:
        assert isinstance(found[0], Refused)
        assert found[0].name == path
        assert "check the path" in found[0].problem.message
    assert found[1].name == "plain"


@pytest.mark.parametrize(
    ("data", "names", "texts"),
    [
        (b"Ferry stopped\n\nBondar said so.", ["standard input"], ["Ferry stopped\n\nBondar said so."]),
        (REPORT.encode(), ["standard input"], ["Ferry stopped. Bondar said so."]),
        (
            f"{REPORT}\n{REPORT}".encode(),
            ["standard input:1", "standard input:2"],
            ["Ferry stopped. Bondar said so."] * 2,
        ),
        (f"[{REPORT}]".encode(), ["standard input[1]"], ["Ferry stopped. Bondar said so."]),
        (b"[Kherson] Ferry stopped", ["standard input"], ["[Kherson] Ferry stopped"]),
        (b'{\n"text": "Ferry stopped."\n}\n', ["standard input"], ["Ferry stopped."]),
    ],
)
def test_standard_input_is_known_by_its_beginning(
    data: bytes, names: list[str], texts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Text, one record, JSON lines and a list can be piped in without saying which."""
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))
    found = list(find_inputs(["-"], LIMIT))
    assert [one.name for one in found] == names
    assert [take_in(_input(one), Overrides(), LIMIT).report.text for one in found] == texts


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    """A file of the limit or more is set aside with the limit and what to do; one byte less is read."""
    large, small = tmp_path / "large.txt", tmp_path / "small.txt"
    large.write_text("x" * LIMIT)
    small.write_text("x" * (LIMIT - 1))
    found = [_input(one) for one in find_inputs([str(large), str(small)], LIMIT)]
    with pytest.raises(SetAsideError, match="REPORTEDLY_MAX_MB") as caught:
        take_in(found[0], Overrides(), LIMIT)
    assert caught.value.code == "too-large"
    assert len(take_in(found[1], Overrides(), LIMIT).report.text) == LIMIT - 1


def test_one_large_line_costs_only_itself(tmp_path: Path) -> None:
    """The limit is for one report: a JSON lines file may be larger, one line too long is its own matter."""
    lines = tmp_path / "lines.jsonl"
    long = f'{{"text": "{"x" * 3 * LIMIT}"}}'
    lines.write_text("\n".join([*[REPORT] * 500, long, REPORT]))
    found = list(find_inputs([str(lines)], LIMIT))
    assert len(found) == 502
    assert [index for index, one in enumerate(found) if isinstance(one, Refused)] == [500]
    assert found[-1].name.endswith(":502")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_rights_is_refused(tmp_path: Path) -> None:
    """A file that may not be opened is set aside with that reason."""
    closed = tmp_path / "closed.txt"
    closed.write_text("x")
    closed.chmod(0)
    with pytest.raises(SetAsideError, match="permission denied"):
        take_in(_input(next(find_inputs([str(closed)], LIMIT))), Overrides(), LIMIT)


def _input(found: Input | LeftOut | Refused) -> Input:
    assert isinstance(found, Input)
    return found
