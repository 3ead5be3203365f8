"""Bombs: small files that would become large, deep or slow end soon, in a report or a reason."""

import contextlib
import gzip
import json
import time
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import pytest

from reportedly.errors import SetAsideError
from reportedly.intake import Input, Overrides, Refused, find_inputs, take_in
from reportedly.intake.feeds import entries_of
from reportedly.intake.forms import Form

LIMIT = 2_000_000
SECONDS = 8.0
"""Processor time; the slowest of them takes about one, most a hundredth."""
LAUGHS = '<!DOCTYPE r [<!ENTITY a "ha ha ha ha">' + "".join(
    f'<!ENTITY {name} "{f"&{of};" * 10}">' for of, name in zip("abcdefgh", "bcdefghi", strict=True)
)
QUADRATIC = f'<!DOCTYPE r [<!ENTITY a "{"ha " * 20_000}">]>'
OUTSIDE = '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
WORDS = "<p>Fog closed the port of Odesa on Monday, the harbour master said, and no ship left.</p>" * 6


def page(head: str, body: str) -> bytes:
    """Return a page with a document type of its own."""
    top = f"{head}<html><head><title>Fog</title></head>"
    return f"{top}<body><article>{body}{WORDS}</article></body></html>".encode()


def flate_pdf(size: int) -> bytes:
    """Return a PDF whose only page unpacks to `size` bytes of nothing."""
    packed = zlib.compress(b" " * size, 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed),
    ]
    held, at = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        at.append(len(held))
        held += b"%d 0 obj%s endobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % each for each in at)
    return (
        held
        + b"xref\n0 5\n0000000000 65535 f \n%strailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (
            table,
            len(held),
        )
    )


BOMBS = {
    "billion laughs": (Form.HTML, page(LAUGHS + "]>", "<p>&i;</p>")),
    "quadratic entity": (Form.HTML, page(QUADRATIC, f"<p>{'&a;' * 20_000}</p>")),
    "a file as an entity": (Form.HTML, page(OUTSIDE, "<p>&a;</p>")),
    "xhtml with laughs": (Form.UNKNOWN, b"<?xml version='1.0'?>" + page(LAUGHS + "]>", "<p>&i;</p>")),
    "deep page": (Form.HTML, page("", "<div>" * 50_000)),
    "deep spans": (Form.ENTRY, b"<b>" * 50_000 + b"Fog closed the port."),
    "deep lists": (Form.HTML, page("", "<ul><li>" * 20_000)),
    "deep json": (Form.JSON, b'{"text": ' + b"[" * 200_000 + b"]" * 200_000 + b"}"),
    "deep objects": (Form.JSON, b'{"text": ' * 100_000 + b'"fog"' + b"}" * 100_000),
    "long number": (Form.JSON, b'{"text": "fog", "published": ' + b"9" * 1_000_000 + b"}"),
    "many comments": (Form.UNKNOWN, b"<!---->" * 200_000 + b"fog"),
    "flate bomb": (Form.PDF, flate_pdf(300_000_000)),
    "one word": (Form.TEXT, b"a" * 1_500_000),
    "blanks": (Form.TEXT, b"Fog" + b" " * 1_500_000 + b"."),
    "brackets": (Form.TEXT, b"(AFP) " * 200_000),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_ends_soon(name: str) -> None:
    """Each ends in a report no larger than what came in, or in a reason, within seconds and memory."""
    form, data = BOMBS[name]
    assert len(data) < LIMIT
    begun = time.thread_time()
    tracemalloc.start()
    with contextlib.suppress(SetAsideError):
        taken = take_in(Input(name="bomb", form=form, data=data), Overrides(), LIMIT)
        assert len(taken.report.text) <= len(data)
        assert "root:" not in taken.report.text
        assert taken.report.text.count("ha ha") <= data.count(b"ha ha")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert time.thread_time() - begun < SECONDS
    assert peak < 300_000_000


@pytest.mark.parametrize("head", [LAUGHS + "]>", QUADRATIC, OUTSIDE])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_feed_with_entities_is_refused(head: str, encoding: str) -> None:
    """No entity of a feed is ever expanded, in whatever encoding it is declared."""
    item = "<item><title>&a;</title></item>"
    feed = f"<?xml version='1.0'?>{head}<rss version='2.0'><channel>{item}</channel></rss>"
    with pytest.raises(SetAsideError) as caught:
        entries_of("feed", feed.encode(encoding), None)
    assert caught.value.code == "unsafe-feed"


@pytest.mark.parametrize("name", ["bomb.txt.gz", "bomb.jsonl.gz", "bomb.json.gz", "bomb.html.gz"])
def test_a_packed_bomb_is_cut_off(tmp_path: Path, name: str) -> None:
    """A packed file is unpacked up to the limit, and no further."""
    path = tmp_path / name
    with gzip.open(path, "wb") as file:
        for _ in range(200):
            file.write(b'{"text": "' + b" " * 1_000_000)
    assert path.stat().st_size < 2 * LIMIT / 3
    codes, begun = set(), time.thread_time()
    for each in find_inputs([str(path)], LIMIT):
        if isinstance(each, Refused):
            codes.add(each.problem.code)
        elif isinstance(each, Input):
            with pytest.raises(SetAsideError) as caught:
                take_in(each, Overrides(), LIMIT)
            codes.add(caught.value.code)
    assert codes == {"too-large"}
    assert time.thread_time() - begun < SECONDS


def test_an_archive_in_an_archive_is_not_opened(tmp_path: Path) -> None:
    """A zip file in a zip file in a zip file is unpacked once, in which no web archive is found."""
    inner = b"fog"
    for _ in range(30):
        path = tmp_path / "inner.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as held:
            held.writestr("archive/../inner.wacz", inner)
            held.writestr("more.wacz", inner)
        inner = path.read_bytes()
        if len(inner) > 500_000:
            break
    (tmp_path / "a.wacz").write_bytes(inner)
    found = list(find_inputs([str(tmp_path / "a.wacz")], LIMIT))
    assert all(isinstance(each, Refused) for each in found)
    assert {each.problem.code for each in found if isinstance(each, Refused)} == {"unsafe-archive", "no-text"}


def test_a_bomb_of_json_is_no_trouble_for_the_api() -> None:
    """JSON as deep as a body may be is refused by its reader, not by the end of the stack."""
    deep = json.dumps({"text": "fog"})[:-1] + ', "more": ' + "[" * 400_000 + "]" * 400_000 + "}"
    with pytest.raises(SetAsideError):
        take_in(Input(name="a.json", form=Form.JSON, data=deep.encode()), Overrides(), LIMIT)
