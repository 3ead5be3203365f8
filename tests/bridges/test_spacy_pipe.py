"""The spaCy component: what it puts on a Doc, what it keeps, and that nothing of it gets lost on the way."""

from collections.abc import Iterator
from datetime import date

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from reportedly.errors import CitationMismatchError, NotAReadingError, SetAsideError
from reportedly.spacy_pipe import KEY, reading_of

TEXT = (
    "𝕏 Bridge closed 🏴‍☠️\n\nThe road bridge at Sumy was closed on Tuesday, Olena Marchuk told the Northern "
    "Herald. At least 12 soldiers were killed, she said. Russian forces captured Bilopillia."
)
GROUPS = ["sources", "cues", "contents", "places", "times", "figures", "controls", "events"]


@pytest.fixture(scope="module")
def nlp() -> Language:
    """Return a pipeline that is a tokenizer and our component."""
    made: Language = spacy.blank("en")
    made.add_pipe("reportedly")
    return made


@pytest.fixture(scope="module")
def doc(nlp: Language) -> Doc:
    """Return a Doc that was read."""
    return nlp(TEXT)


def test_every_group_is_there_and_covers_its_words(doc: Doc) -> None:
    """All SpanGroups are set, and each span's tokens hold the words of its record, beside astral letters."""
    assert [name.removeprefix("reportedly/") for name in doc.spans] == GROUPS
    reading = reading_of(doc)
    assert reading.attributions
    assert reading.figures
    for said in reading.attributions:
        spans = [span for span in doc.spans["reportedly/contents"] if span.id_ == said.id]
        assert [span.text for span in spans] == [words.text for words in said.content]
        assert [(span.start_char, span.end_char) for span in spans] == [
            (w.start, w.end) for w in said.content
        ]
    assert {span.label_ for span in doc.spans["reportedly/cues"]} == {
        a.act.value for a in reading.attributions
    }
    sumy = doc.spans["reportedly/places"][0]
    assert (sumy.text, sumy.id_, sumy.kb_id_) == ("Sumy", "p1", str(reading.places[0].geonames_id))


def test_words_inside_a_token_take_the_whole_token() -> None:
    """A record whose words end inside a token is shown by that token; the Reading keeps the words."""
    made = spacy.blank("en")
    made.tokenizer = spacy.tokenizer.Tokenizer(made.vocab)  # parts at blanks only
    made.add_pipe("reportedly")
    doc = made("The bridge at Sumy, Olena Marchuk said, was closed.")
    (place,) = reading_of(doc).places
    assert place.span.text == "Sumy"
    assert [span.text for span in doc.spans["reportedly/places"]] == ["Sumy,"]


def test_the_reading_survives_bytes_and_docbin(nlp: Language, doc: Doc) -> None:
    """The Reading and the SpanGroups are the same after both ways in which spaCy stores a Doc."""
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    stored = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (unpacked,) = DocBin().from_bytes(stored).get_docs(nlp.vocab)
    for other in (again, unpacked):
        assert reading_of(other) == reading_of(doc)
        assert [(s.start, s.end, s.label_) for s in other.spans["reportedly/sources"]] == [
            (s.start, s.end, s.label_) for s in doc.spans["reportedly/sources"]
        ]


def test_a_doc_without_its_reading_says_so(nlp: Language, doc: Doc) -> None:
    """A Doc that was not read, lost its user data, or has another text gives no Reading."""
    with pytest.raises(NotAReadingError, match="store_user_data=True"):
        reading_of(spacy.blank("en")(TEXT))
    (bare,) = DocBin(docs=[doc]).get_docs(nlp.vocab)
    with pytest.raises(NotAReadingError, match="user data was left behind"):
        reading_of(bare)
    other = nlp.make_doc("Another text.")
    other.user_data[KEY] = doc.user_data[KEY]
    with pytest.raises(CitationMismatchError):
        reading_of(other)


@pytest.mark.parametrize("processes", [1, 2])
def test_context_says_what_the_text_does_not(nlp: Language, processes: int) -> None:
    """In a batch each Doc's own context tells outlet, address and date, in one process and in two."""
    asked = [
        (TEXT, {"outlet": "Psel Post", "published": "2025-03-06", "url": "https://psel.example/1"}),
        (TEXT, {"outlet": "Northern Herald", "published": date(2025, 3, 13), "row": 7}),
        (TEXT, None),
    ]
    done = list(nlp.pipe(asked, as_tuples=True, n_process=processes))
    assert [context for _, context in done] == [context for _, context in asked]
    readings = [reading_of(doc) for doc, _ in done]
    assert [r.report.outlet for r in readings] == ["Psel Post", "Northern Herald", None]
    assert readings[0].report.url == "https://psel.example/1"
    assert [r.times[0].edtf for r in readings] == ["2025-03-04", "2025-03-11", None]
    assert [a.chain[0].who for a in readings[0].attributions] == ["Psel Post"] * len(readings[0].attributions)
    assert len({r.report.id for r in readings}) == 3


def test_user_data_says_what_the_text_does_not(nlp: Language) -> None:
    """What stands in `doc.user_data` before the Doc is read is said of the report."""
    doc = nlp.make_doc(TEXT)
    doc.user_data.update(outlet="Psel Post", published="2025-03-06T08:00:00Z", headline="Bridge closed")
    report = reading_of(nlp(doc)).report
    assert (report.outlet, report.published) == ("Psel Post", "2025-03-06T08:00:00Z")
    assert report.headline == "Bridge closed"


@pytest.mark.parametrize(("name", "value"), [("published", "next week"), ("outlet", 3), ("published", 3)])
def test_what_cannot_be_understood_is_refused(nlp: Language, name: str, value: object) -> None:
    """A date that is none, or an outlet that is no text, is an error that names it, never a guess."""
    doc = nlp.make_doc(TEXT)
    doc.user_data[name] = value
    with pytest.raises(SetAsideError, match=name):
        nlp(doc)


def test_a_text_that_is_not_read_has_empty_groups(nlp: Language) -> None:
    """A language that is not read, and an empty text, leave empty groups and a Reading that says why."""
    doc = nlp("Сьогодні вранці міст у Сумах закрили, повідомила голова адміністрації.")
    assert [problem.code for problem in reading_of(doc).problems] == ["language-not-read"]
    assert [len(group) for group in doc.spans.values()] == [0] * len(GROUPS)
    assert reading_of(nlp("")).attributions == ()


def test_options(nlp: Language) -> None:
    """Layers and prefix are as asked; a control statement asked for alone brings who says it along."""
    made = spacy.blank("en")
    made.add_pipe("reportedly", config={"layers": ["places"], "prefix": "r_"})
    doc = made(TEXT)
    assert list(doc.spans) == ["r_places"]
    assert reading_of(doc).attributions == ()
    assert reading_of(doc).places == reading_of(nlp(TEXT)).places
    spoken = spacy.blank("en")
    spoken.add_pipe("reportedly", config={"layers": ["control"]})
    assert [name.partition("/")[2] for name in spoken(TEXT).spans] == [
        "sources",
        "cues",
        "contents",
        "controls",
    ]
    with pytest.raises(ValueError, match="no such layer: colours"):
        spacy.blank("en").add_pipe("reportedly", config={"layers": ["colours"]})


@pytest.fixture
def extension() -> Iterator[str]:
    """Name an attribute, and take it from the process again."""
    yield "what_was_read"
    if Doc.has_extension("what_was_read"):
        Doc.remove_extension("what_was_read")


def test_nothing_is_global_unless_asked(nlp: Language, extension: str) -> None:
    """Attributes of all Docs are set only under the name asked for, and another's is never replaced."""
    nlp(TEXT)
    assert not Doc.has_extension(extension)
    for _ in range(2):  # a second pipeline of the same kind is welcome
        made = spacy.blank("en")
        made.add_pipe("reportedly", config={"extension": extension})
        doc = made(TEXT)
    assert doc._.get(extension) == reading_of(doc)
    Doc.set_extension("of_another", default=1)
    try:
        with pytest.raises(ValueError, match="of_another is something else's"):
            spacy.blank("en").add_pipe("reportedly", config={"extension": "of_another"})
    finally:
        Doc.remove_extension("of_another")


def test_the_pipeline_can_be_kept(nlp: Language) -> None:
    """A pipeline made anew from its config has the component with its options."""
    made = spacy.blank("en")
    made.add_pipe("reportedly", config={"layers": ["times"]})
    again = spacy.util.load_model_from_config(made.config)
    assert list(again(TEXT).spans) == ["reportedly/times"]
    assert nlp.get_pipe_meta("reportedly").assigns == ["doc.spans", "doc.user_data"]
