"""The scorer of place resolution: it reads the corpora as they are, and splits them for good."""

from pathlib import Path

from evaluation.places import Article, hints_of, read_corpus

XML = """<articles><article docid="7"><domain>www.lakeside.co.uk</domain>
<text>Floods in Northam. Northam waits.</text><toponyms>
<toponym><start>11</start><end>18</end><phrase>Northam</phrase>
<gaztag geonameid="5"><lat>51.0</lat><lon>-4.2</lon></gaztag></toponym>
<toponym><start>19</start><end>26</end><phrase>Northam</phrase></toponym>
<toponym><start>3</start><end>9</end><phrase>Elsewhere</phrase>
<gaztag geonameid="6"><lat>1.0</lat><lon>2.0</lon></gaztag></toponym>
</toponyms></article></articles>"""


def article(tmp_path: Path) -> Article:
    """Return the article of a corpus of one."""
    (tmp_path / "lgl.xml").write_text(XML, "utf-8")
    (found,) = read_corpus(tmp_path, "lgl")
    return found


def test_offsets_are_mended_and_toponyms_without_a_position_left_out(tmp_path: Path) -> None:
    """A span is moved to where its words stand nearest; what stands nowhere or has no position is out."""
    read = article(tmp_path)
    assert [(t.geonames_id, read.text[t.start : t.end]) for t in read.toponyms] == [(5, "Northam")]
    assert read.toponyms[0].start == 10


def test_the_split_depends_on_nothing_but_corpus_and_id() -> None:
    """Half of the articles are held out, always the same."""
    held = [Article("lgl", str(n), "", "", ()).held_out for n in range(1000)]
    assert 450 < sum(held) < 550
    assert held == [Article("lgl", str(n), "x.com", "text", ()).held_out for n in range(1000)]


def test_the_country_of_an_outlet_comes_from_its_domain(tmp_path: Path) -> None:
    """The top-level domain of a country is a hint, a generic one is none."""
    assert hints_of(article(tmp_path)).country == "GB"
    assert hints_of(Article("lgl", "1", "lakeside.com", "", ())).country is None
