"""Baselines: rules over dependencies tell what they should, a CRF's labels become pieces, both are scored."""

import pytest
import spacy
from spacy.tokens import Doc

from evaluation.baselines import crf, rules, scoring
from evaluation.baselines.found import Attribution
from evaluation.baselines.parsed import in_drawn_order
from reportedly.reading.words import split_words
from reportedly.tuning.articles import Article, Marked

VOCAB = spacy.blank("en").vocab


def doc(told: str) -> Doc:
    """Return a parsed text from lines of word, lemma, part, head and dependency; "¶" is a new paragraph."""
    rows = [line.split() for line in told.strip().splitlines()]
    words = ["\n\n" if row[0] == "¶" else row[0] for row in rows]
    close = {",", ".", "”"}
    spaces = [
        word not in {"“", "\n\n"} and after not in close | {"\n\n"}
        for word, after in zip(words, [*words[1:], "."], strict=True)
    ]
    heads = [int(row[3]) for row in rows]
    return Doc(
        VOCAB,
        words=words,
        spaces=spaces,
        lemmas=[row[1] for row in rows],
        pos=[row[2] for row in rows],
        heads=heads,
        deps=[row[4] for row in rows],
    )


SAID = doc(
    """
    Ships ship NOUN 1 nsubj
    wait wait VERB 5 ccomp
    , , PUNCT 5 punct
    harbour harbour NOUN 4 compound
    master master NOUN 5 nsubj
    said say VERB 5 ROOT
    . . PUNCT 5 punct
    """
)
ACCORDING = doc(
    """
    Fog fog NOUN 1 nsubj
    lifted lift VERB 1 ROOT
    , , PUNCT 1 punct
    according accord VERB 1 prep
    to to ADP 3 prep
    pilots pilot NOUN 4 pobj
    . . PUNCT 1 punct
    """
)
GOES_ON = doc(
    """
    “ “ PUNCT 5 punct
    Ships ship NOUN 2 nsubj
    wait wait VERB 5 ccomp
    , , PUNCT 5 punct
    ” ” PUNCT 5 punct
    said say VERB 5 ROOT
    Bondar Bondar PROPN 5 nsubj
    . . PUNCT 5 punct
    “ “ PUNCT 11 punct
    The the DET 10 det
    fog fog NOUN 11 nsubj
    stays stay VERB 11 ROOT
    . . PUNCT 11 punct
    ” ” PUNCT 11 punct
    """
)


def words_in(parsed: Doc, told: Attribution) -> dict[str, list[str]]:
    """Return an attribution's words."""
    return {role: [parsed.text[a:b] for a, b in ranges] for role, ranges in told.items()}


def test_a_clause_is_told_by_its_verbs_subject() -> None:
    """The subject with all that hangs on it is the source; a verb that is no cue tells nothing."""
    (told,) = rules.find(SAID, frozenset({("say", "ccomp")}))
    assert words_in(SAID, told) == {"source": ["harbour master"], "cue": ["said"], "content": ["Ships wait"]}
    assert rules.find(SAID, frozenset({("deny", "ccomp")})) == []


def test_according_to_tells_the_rest_of_its_sentence() -> None:
    """Its object is the source, both words are the cue."""
    (told,) = rules.find(ACCORDING, frozenset({("accord", "according")}))
    assert words_in(ACCORDING, told) == {
        "source": ["pilots"],
        "cue": ["according to"],
        "content": ["Fog lifted"],
    }


def test_marks_close_a_content_and_the_next_quotation_goes_on() -> None:
    """What closes the quotation belongs to it; so does the paragraph's next one that nobody tells."""
    (told,) = rules.find(GOES_ON, frozenset({("say", "ccomp")}))
    content = words_in(GOES_ON, told)["content"]
    assert content[0].endswith("Ships wait,”")
    assert content[1] == "“The fog stays.”"


def test_cues_are_learned_where_they_are_right_more_often_than_not() -> None:
    """Seen three times and right twice is a cue; seen twice, or right in half, is none."""

    def says(right: int) -> rules.Right:
        return lambda found: [bool(right)] * len(found)

    def learned(*rights: int) -> frozenset[tuple[str, str]]:
        return rules.learn(iter([SAID] * len(rights)), [says(right) for right in rights])

    assert learned(1, 1, 0) == {("say", "ccomp")}
    assert learned(1, 1) == frozenset()
    assert learned(1, 1, 0, 0) == frozenset()


def test_labels_of_words_become_pieces_and_back() -> None:
    """B- begins a piece, I- goes on; I- after another role begins one too."""
    text = "Fog lifted, pilots said."
    article = Article("made", text, ((Marked(cue=((19, 23),), source=((12, 18),), content=((0, 10),)),),))
    labels = crf.labels_of(split_words(text), article)
    assert labels == ["B-T", "I-T", "O", "B-S", "B-C", "O"]
    assert crf.pieces_of(labels, 10) == [("content", (10, 12)), ("source", (13, 14)), ("cue", (14, 15))]
    assert crf.pieces_of(["I-S", "I-C", "B-C"], 0) == [("source", (0, 1)), ("cue", (1, 2)), ("cue", (2, 3))]


@pytest.mark.parametrize(("piece", "cue"), [((0, 2), (3, 4)), ((5, 6), (3, 4)), ((9, 12), (8, 9))])
def test_a_piece_goes_to_the_nearest_cue(piece: tuple[int, int], cue: tuple[int, int]) -> None:
    """Nearest by the words between."""
    assert crf.nearest(piece, [(3, 4), (8, 9)]) == cue


def test_gold_is_scored_by_the_rule_that_scores_us() -> None:
    """The cue must overlap and half of the content agree; spans count to the letter."""
    spans = {"source": [{"start": 12, "end": 18}], "cue": [{"start": 19, "end": 23}]}
    record = {"report": {"id": "r"}, "attributions": [spans | {"content": [{"start": 0, "end": 10}]}]}
    near: Attribution = {"source": [(12, 18)], "cue": [(19, 23)], "content": [(0, 9)]}
    far: Attribution = {"source": [(12, 18)], "cue": [(0, 3)], "content": [(0, 10)]}
    scores = scoring.on_gold({"r": [near, far]}, [record])
    assert scores["attribution_precision"].value == 50
    assert scores["attribution_recall"].value == 100
    assert scores["content_exact_f1"].value == pytest.approx(100 * 2 / 3)


def test_the_drawn_order_depends_on_the_names_alone() -> None:
    """Whatever the order they come in."""
    names = [f"a{n}" for n in range(9)]
    assert in_drawn_order(names) == in_drawn_order(names[::-1]) != names
