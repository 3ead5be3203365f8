"""Folders that somebody else filled: nothing in them leads to other files of this machine, or holds us up."""

import os
from pathlib import Path

import pytest

from reportedly.intake import Input, LeftOut, find_inputs


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a report, and a file beside the folder that is none of its business."""
    inside = tmp_path / "handed-over"
    inside.mkdir()
    (inside / "a.txt").write_text("Fog closed the port.", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("the key of the safe", encoding="utf-8")
    return inside


def found(folder: Path) -> dict[str, type]:
    """Return what is found in a folder, by file name."""
    return {Path(each.name).name: type(each) for each in find_inputs([str(folder)], 10_000)}


def test_a_link_out_of_the_folder_is_left_out(folder: Path) -> None:
    """A link to a file elsewhere, straight or over another link, is left out, and said."""
    (folder / "b.txt").symlink_to("../secret.txt")
    (folder / "c.txt").symlink_to(folder / "b.txt")
    (folder / "d").symlink_to("..")
    (folder / "e.txt").symlink_to("d/secret.txt")
    assert found(folder) == {"a.txt": Input, "b.txt": LeftOut, "c.txt": LeftOut, "e.txt": LeftOut}


def test_a_link_within_the_folder_is_followed(folder: Path) -> None:
    """A link to another report of the folder is a report; a link to nothing is none."""
    (folder / "b.txt").symlink_to("a.txt")
    (folder / "c.txt").symlink_to("nothing.txt")
    assert found(folder) == {"a.txt": Input, "b.txt": Input, "c.txt": LeftOut}


def test_a_link_that_is_named_is_read(folder: Path) -> None:
    """A person who names a link means what it leads to; a folder may be named by a link too."""
    link = folder.parent / "link.txt"
    link.symlink_to(folder / "a.txt")
    assert [type(each) for each in find_inputs([str(link)], 10_000)] == [Input]
    way = folder.parent / "way"
    way.symlink_to(folder)
    assert found(way) == {"a.txt": Input}


def test_a_pipe_in_a_folder_is_left_out(folder: Path) -> None:
    """A pipe that nobody writes to would be waited for without end."""
    os.mkfifo(folder / "b.txt")
    (folder / "c.json").symlink_to(folder / "b.txt")
    assert found(folder) == {"a.txt": Input, "b.txt": LeftOut, "c.json": LeftOut}
