"""Packed files are read like plain ones, line by line, and damage in them is a reason."""

import bz2
import gzip
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reportedly.errors import SetAsideError
from reportedly.intake import Input, Overrides, Refused, find_inputs, take_in
from reportedly.intake.forms import Form, by_name

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

LINES = b"".join(b'{"text": "Bridge %d closed."}\n' % number for number in range(5_000))
LIMIT = 100_000
PACK: dict[str, Callable[[bytes], bytes]] = {".gz": gzip.compress, ".zst": zstd.compress}


@pytest.mark.parametrize("ending", PACK)
def test_packed_lines_are_read_one_by_one(tmp_path: Path, ending: str) -> None:
    """The limit is for one record, not for the file; names count lines as in a plain file."""
    path = tmp_path / f"a.jsonl{ending}"
    path.write_bytes(PACK[ending](LINES))
    found = [one for one in find_inputs([str(tmp_path)], LIMIT) if isinstance(one, Input)]
    assert len(found) == 5_000
    assert found[-1].name.endswith(":5000")


@pytest.mark.parametrize("ending", PACK)
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.json", "a"])
def test_a_packed_report_is_read(tmp_path: Path, ending: str, name: str) -> None:
    """A text, a page and a record may be packed too."""
    data = {
        "a.html": b"<html><body><p>Bridge 1 is closed, officials said on Tuesday morning.</p></body></html>",
        "a.json": LINES.split(b"\n")[1],
    }
    path = tmp_path / f"{name}{ending}"
    path.write_bytes(PACK[ending](data.get(name, b"Bridge 1 is closed.")))
    (found,) = find_inputs([str(path)], LIMIT)
    assert isinstance(found, Input)
    assert "Bridge 1" in take_in(found, Overrides(), LIMIT).report.text


@pytest.mark.parametrize("ending", PACK)
def test_a_packed_file_that_breaks_off_gives_what_is_whole(tmp_path: Path, ending: str) -> None:
    """The lines before the damage come out, and one reason follows."""
    path = tmp_path / f"a.jsonl{ending}"
    blocks = b"".join(PACK[ending](LINES[start : start + 20_000]) for start in range(0, len(LINES), 20_000))
    path.write_bytes(blocks[:-10])
    *whole, last = find_inputs([str(path)], LIMIT)
    assert len(whole) > 1_000
    assert isinstance(last, Refused)
    assert last.problem.code == "damaged"


@pytest.mark.parametrize("ending", PACK)
def test_a_bomb_is_stopped_at_the_limit(tmp_path: Path, ending: str) -> None:
    """A small file that unpacks to a large one is refused like a large one."""
    path = tmp_path / f"a.txt{ending}"
    path.write_bytes(PACK[ending](b"0" * 50_000_000))
    (found,) = find_inputs([str(path)], LIMIT)
    assert isinstance(found, Input)
    with pytest.raises(SetAsideError) as caught:
        take_in(found, Overrides(), LIMIT)
    assert caught.value.code == "too-large"


@pytest.mark.parametrize("ending", PACK)
def test_what_is_not_packed_as_its_name_says_is_said(tmp_path: Path, ending: str) -> None:
    """A name that lies gives a reason."""
    path = tmp_path / f"a.txt{ending}"
    path.write_bytes(bz2.compress(b"x"))
    (found,) = find_inputs([str(path)], LIMIT)
    assert isinstance(found, Input)
    with pytest.raises(SetAsideError) as caught:
        take_in(found, Overrides(), LIMIT)
    assert caught.value.code == "damaged"


@pytest.mark.parametrize(
    ("path", "form", "packed"),
    [
        ("a/b.JSONL.GZ", Form.LINES, ".gz"),
        ("CC-NEWS-2025.03.04.warc.gz", Form.WARC, ".gz"),
        ("x.wacz", Form.WACZ, None),
        ("a.gz", Form.UNKNOWN, ".gz"),
        (".gz", Form.UNKNOWN, None),
        ("plain", Form.UNKNOWN, None),
        ("a.eml", Form.MAIL, None),
    ],
)
def test_a_name_tells_the_form(path: str, form: Form, packed: str | None) -> None:
    """Endings tell how a report is written and packed, in any case."""
    assert (by_name(path).form, by_name(path).packed) == (form, packed)
