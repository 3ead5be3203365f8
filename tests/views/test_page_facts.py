"""Facts on the web page: marked in the text, told in tables, linked both ways, and only ever words."""

import re

import msgspec
from hypothesis import given, settings

from reportedly.record import Reading
from reportedly.record.layers import LAYERS
from reportedly.views.page import page_end, page_reading, page_top
from tests.views.elements import HOSTILE, Elements
from tests.views.fact_strategies import told
from tests.views.made_facts import TEXT, reading

TWO = frozenset({"figures", "places"})


def _page(*made: Reading, layers: frozenset[str] = LAYERS) -> str:
    parts = [page_reading(one, number, layers) for number, one in enumerate(made, start=1)]
    return page_top("A page", layers) + "".join(parts) + page_end()


def _text(page: str) -> str:
    """Return the words in the column of the text, without the numbers and signs we put there."""
    column = re.search(r'<section class="text".*?</section>', page, re.DOTALL)
    assert column is not None
    ours = r'<a class="n\b.*?</a>|<a class="also".*?</a>|<span class="pn".*?</span>'
    return "".join(Elements(re.sub(ours, "", column[0])).words)


def _cells(page: str) -> list[list[str]]:
    """Return the words of the cells of all table rows."""
    rows = re.findall(r"<tr id=.*?</tr>", page)
    return [[re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<td.*?</td>", row)] for row in rows]


def test_each_fact_is_a_row_of_its_table() -> None:
    """The tables hold what the terminal shows, with the voice's number and mark."""
    page = page_reading(reading(), 1)
    assert re.findall(r"<caption[^>]*>(.*?)</caption>", page) == [
        "Figures", "Control", "Events", "Places", "Times",
    ]  # fmt: skip
    cells = _cells(page)
    assert len(cells) == 5 + 3 + 5 + 3 + 3
    assert cells[2] == ["killed", "≥ 12 people", "soldiers", "at least 12 soldiers ¶2", "4 scouts unnamed"]
    assert ["Orikhiv", "Zaporizhzhia, UA", "city", "3 ×", "47.57, 35.79", "headline ¶1 ¶3"] in cells


def test_rows_and_words_lead_to_each_other() -> None:
    """Every link of two readings on one page has its end, and every row is reached from the text."""
    page = _page(reading(), reading())
    elements = Elements(page)
    ids, hrefs = elements.all("id"), {href for href in elements.all("href") if href.startswith("#")}
    assert len(ids) == len(set(ids))
    assert {href.removeprefix("#") for href in hrefs} <= set(ids)
    rows = [attributes["id"] for tag, attributes in elements.elements if tag == "tr" and "id" in attributes]
    assert len(rows) == 38
    assert {f"#{row}" for row in rows} <= hrefs
    assert {f"#{row}.1" for row in rows} <= hrefs


def test_two_facts_with_the_same_words_can_both_be_reached() -> None:
    """Words that are a control statement and an event lead to one of them, a small sign to the other."""
    page = page_reading(reading(), 1)
    assert '<a class="also" href="#r1-controls-2"' in page
    assert re.search(r'<a class="m events" href="#r1-events-4" [^>]*>have taken</a>', page)
    assert page.count('class="also"') == 1


def test_marks_do_not_disturb_the_attributions() -> None:
    """Contents, cues, sources and cards are the same with facts and without."""
    with_facts, without = (
        [
            (attributes["class"], attributes.get("data-a"))
            for _, attributes in Elements(page_reading(made, 1)).elements
            if re.match(r"(c d\d|cue|src|card|n) ?", attributes.get("class") or "")
        ]
        for made in (
            reading(),
            Reading(report=reading().report, attributions=reading().attributions, sources=reading().sources),
        )
    )
    assert [one for one in with_facts if one[1]] == [one for one in without if one[1]]
    assert "".join(_text(page_reading(reading(), 1)).split()) == "".join(TEXT.split())


def test_without_attributions_there_are_no_cards() -> None:
    """A page of chosen layers has their tables and marks, no list, and no number that leads nowhere."""
    page = _page(reading(), layers=TWO)
    assert "5 figures · 6 place names" in page
    assert 'class="card' not in page
    assert 'class="list"' not in page
    assert 'class="m events' not in page
    assert "<b>says</b>" not in page
    elements = Elements(page)
    assert set(elements.all("href")) <= {f"#{id_}" for id_ in elements.all("id")}
    nothing = _page(Reading(report=reading().report), layers=TWO)
    assert "Nothing found." in nothing
    assert "0 figures · 0 place names" in nothing


def test_hostile_facts_stay_words() -> None:
    """Markup in any field of a fact is shown as text; no element or attribute comes of it."""
    made = reading()
    odd: dict[str, str] = dict.fromkeys(
        (
            "id",
            "name",
            "country",
            "admin1",
            "edtf",
            "unit",
            "whose",
            "place",
            "holder",
            "when",
            "mode",
            "actor",
        ),
        HOSTILE,
    ) | {"recipient": HOSTILE}
    hostile = {
        layer: tuple(
            msgspec.structs.replace(fact, **{key: odd[key] for key in fact.__struct_fields__ if key in odd})
            for fact in getattr(made, layer)
        )
        for layer in LAYERS - {"attributions"}
    }
    text = TEXT.replace("talks fail.", f"talks fail. {HOSTILE}")
    figure = msgspec.structs.replace(
        made.figures[0],
        span=msgspec.structs.replace(
            made.figures[0].span,
            start=text.index(HOSTILE),
            end=text.index(HOSTILE) + len(HOSTILE),
            text=HOSTILE,
        ),
    )
    sources = tuple(msgspec.structs.replace(source, who=HOSTILE) for source in made.sources)
    report = msgspec.structs.replace(made.report, text=text)
    made = msgspec.structs.replace(
        made, report=report, sources=sources, **(hostile | {"figures": (*hostile["figures"], figure)})
    )
    page = _page(made)
    elements = Elements(page)
    tags = [tag for tag, _ in elements.elements]
    assert tags.count("script") == 1
    assert "img" not in tags
    assert not any(key.startswith("on") for _, attributes in elements.elements for key in attributes)
    assert elements.all("style") == []
    assert "".join(elements.words).count("alert(1)") > 40
    assert "".join(_text(page).split()) == "".join(text.split())


def test_many_mentions_are_one_row() -> None:
    """A place in ten thousand mentions has one row, and a link to each paragraph."""
    text = "Kursk " * 10_000
    place = msgspec.structs.replace(reading().places[0], name="Kursk")
    places = tuple(
        msgspec.structs.replace(place, span=type(place.span)(at, at + 5, "Kursk"))
        for at in range(0, 60_000, 6)
    )
    report = msgspec.structs.replace(reading().report, text=text, headline=None)
    page = page_reading(Reading(report=report, places=places), 1)
    assert page.count('class="m places" href="#r1-places-1"') == 10_000
    assert [row[3] for row in _cells(page)] == ["10000 ×"]


@settings(max_examples=100, deadline=None)
@given(told())
def test_marking_loses_and_moves_no_text(made: Reading) -> None:
    """Whatever overlaps or nests, the page is well formed and its text is the report's, in order."""
    page = _page(made)
    elements = Elements(page)
    assert not re.search("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff]", page)
    ids = elements.all("id")
    assert len(ids) == len(set(ids))
    shown = re.sub("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]", "\ufffd", made.report.text).replace("\x0c", "\ufffd")
    assert _squeezed(_text(page)) == _squeezed(shown)


def _squeezed(words: str) -> str:
    return re.sub(r"[\n\r]", "", words)
