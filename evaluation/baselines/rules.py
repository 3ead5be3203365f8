"""Baseline: rules over spaCy's dependencies. Which verbs are cues is learned from PolNeAR train.

A verb with a clause that depends on it, or with quoted words in its sentence, may tell an attribution: its
subject with all that hangs on it is the source, the clause or the quoted words are the content. "According
to X" tells the rest of its sentence. A pair of (lemma, sort of content) counts as a cue where more than half
of what it tells on PolNeAR train is right there (content token F1 0.5 and more), seen three times or more.
Closing marks that follow a content belong to it, and so do the paragraph's next quotations that no cue tells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from evaluation.baselines.found import Attribution, Ranges

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_AUXILIARIES = frozenset({"aux", "auxpass", "neg", "prt"})
_CLAUSES = frozenset({"ccomp", "xcomp", "acl", "advcl", "parataxis", "dobj"})
_LEAST_SEEN = 3
_LEAST_RIGHT = 0.5
_OPENING, _CLOSING = frozenset({"“", '"', "«", "''", "``"}), frozenset({"”", '"', "»", "''"})
_LONGEST = 200


@dataclass(frozen=True)
class Candidate:
    """What a verb, or "according to", may tell."""

    lemma: str
    sort: str
    """The dependency of the content, or "quoted", or "according"."""
    told: Attribution
    at: int
    """The token that is the cue, or its first."""


def candidates(doc: Any) -> Iterator[Candidate]:  # noqa: ANN401 - a spaCy Doc
    """Yield all that the rules may tell in a text, in its order."""
    quoted = quotations(doc)
    for token in doc:
        if token.lower_ == "according":
            yield from _according(token)
        elif token.pos_ in {"VERB", "AUX"}:
            yield from _verb(token, quoted)


def _verb(verb: Any, quoted: Sequence[tuple[int, int]]) -> Iterator[Candidate]:  # noqa: ANN401 - a Token
    cue = [verb, *(each for each in verb.children if each.dep_ in _AUXILIARIES and not _far(each, verb))]
    subject = next((each for each in verb.children if each.dep_ in _SUBJECTS), None)
    if subject is None and verb.dep_ == "conj":
        subject = next((each for each in verb.head.children if each.dep_ in _SUBJECTS), None)
    source = [*subject.subtree] if subject is not None else []
    own = {each.i for each in [*cue, *source]}
    for child in verb.children:
        if child.dep_ in _CLAUSES:
            yield _candidate(verb, child.dep_, (cue, source, [t for t in child.subtree if t.i not in own]))
    sentence = verb.sent
    inside = [
        token
        for first, last in quoted
        if first < sentence.end and last > sentence.start and not first <= verb.i < last
        for token in verb.doc[first:last]
        if token.i not in own
    ]
    if inside:
        yield _candidate(verb, "quoted", (cue, source, inside))


def _far(one: Any, other: Any) -> bool:  # noqa: ANN401 - Tokens
    return bool(abs(one.i - other.i) > 3)  # noqa: PLR2004 - "has not yet said"


def _according(token: Any) -> Iterator[Candidate]:  # noqa: ANN401 - a Token
    following = next((each for each in token.children if each.lower_ == "to"), None)
    if following is None and token.i + 1 < len(token.doc) and token.nbor().lower_ == "to":
        following = token.nbor()
    if following is None:
        return
    named = next((each for each in following.children if each.dep_ == "pobj"), None)
    if named is None:
        return
    source = [*named.subtree]
    own = {token.i, following.i, *(each.i for each in source)}
    yield _candidate(
        token, "according", ([token, following], source, [t for t in token.sent if t.i not in own])
    )


def _candidate(word: Any, sort: str, parts: tuple[list[Any], list[Any], list[Any]]) -> Candidate:  # noqa: ANN401
    cue, source = (spans(each) for each in parts[:2])
    content = spans(closed(parts[2]))
    return Candidate(word.lemma_.lower(), sort, {"source": source, "cue": cue, "content": content}, word.i)


def closed(tokens: list[Any]) -> list[Any]:
    """Return tokens with the marks after the last that close a quotation, a comma or stop before them too."""
    if not tokens:
        return tokens
    last = max(tokens, key=lambda each: each.i)
    following = [*last.doc[last.i + 1 : last.i + 3]]
    if following and following[0].text in _CLOSING:
        return [*tokens, following[0]]
    if len(following) == 2 and following[0].text in {",", ".", "!", "?"} and following[1].text in _CLOSING:  # noqa: PLR2004
        return [*tokens, *following]
    return tokens


def spans(tokens: Sequence[Any]) -> Ranges:
    """Return tokens as ranges of characters, each without blanks and commas at its ends."""
    runs: list[list[Any]] = []
    for token in sorted(tokens, key=lambda each: each.i):
        if runs and token.i == runs[-1][-1].i + 1:
            runs[-1].append(token)
        else:
            runs.append([token])
    found: Ranges = []
    for run in runs:
        kept = [*run]
        while kept and (kept[-1].is_space or kept[-1].text in {",", ".", ";", ":"}):
            kept.pop()
        while kept and (kept[0].is_space or kept[0].text in {",", ";", ":"}):
            kept.pop(0)
        if kept:
            found.append((kept[0].idx, kept[-1].idx + len(kept[-1])))
    return found


def quotations(doc: Any) -> list[tuple[int, int]]:  # noqa: ANN401 - a spaCy Doc
    """Return quoted stretches as ranges of tokens, the marks with them; one never crosses a line."""
    found, begun = [], None
    for token in doc:
        if token.is_space and "\n" in token.text:
            begun = None
        elif begun is None and token.text in _OPENING:
            begun = token.i
        elif begun is not None and token.text in _CLOSING:
            if 3 < token.i - begun < _LONGEST:  # noqa: PLR2004 - two words and the marks
                found.append((begun, token.i + 1))
            begun = None
    return found


Right = Callable[[Sequence[Attribution]], Sequence[bool]]
"""Says of each attribution of a text whether it is annotated."""


def learn(docs: Iterator[Any], rights: Sequence[Right]) -> frozenset[tuple[str, str]]:
    """Return the pairs of lemma and sort that are right more often than not on the texts given."""
    seen: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for doc, is_right in zip(docs, rights, strict=True):
        here = [*candidates(doc)]
        for candidate, was in zip(here, is_right([each.told for each in here]), strict=True):
            seen[candidate.lemma, candidate.sort] += 1
            right[candidate.lemma, candidate.sort] += was
    return frozenset(k for k, n in seen.items() if n >= _LEAST_SEEN and right[k] > _LEAST_RIGHT * n)


def find(doc: Any, cues: frozenset[tuple[str, str]]) -> list[Attribution]:  # noqa: ANN401 - a spaCy Doc
    """Return the attributions of a text; of a verb that may tell two things, what covers more words."""
    best: dict[int, Attribution] = {}
    for candidate in candidates(doc):
        told = candidate.told
        if (candidate.lemma, candidate.sort) not in cues or not told["cue"] or not told["content"]:
            continue
        at = candidate.at
        if at not in best or _length(told["content"]) > _length(best[at]["content"]):
            best[at] = told
    _go_on(doc, best)
    return [*best.values()]


def _go_on(doc: Any, told: dict[int, Attribution]) -> None:  # noqa: ANN401 - a spaCy Doc
    """Add quotations that nobody tells to what the cue before them in the paragraph quotes."""
    lines = [token.i for token in doc if token.is_space and "\n" in token.text]
    for first, last in quotations(doc):
        start, end = doc[first].idx, doc[last - 1].idx + len(doc[last - 1])
        taken = any(a < end and start < b for each in told.values() for a, b in each["content"])
        before = [at for at in told if at < first and not any(at < line < first for line in lines)]
        if taken or not before or doc[max(before)].sent == doc[first].sent:
            continue
        content = told[max(before)]["content"]
        if doc.text[content[-1][1] - 1] in {"”", '"', "»", "'"}:
            content.append((start, end))


def _length(ranges: Ranges) -> int:
    return sum(end - start for start, end in ranges)
