"""Utterances: two members that go back to the same words said once, or to the same document."""

from collections.abc import Hashable, Iterator

from reportedly.record.days import Days
from reportedly.tracing.names import key_of, same_name, surname
from reportedly.tracing.slots import longest_run
from reportedly.tracing.terms import FUNCTION_WORDS
from reportedly.tracing.ties import Join, Tie, words_of
from reportedly.tracing.witness import Quotation, Witness

_QUOTED_ROW = 5
"""Quoted words in a row that are one utterance of one speaker, however long the quotations are."""
_ANYBODY = 2
"""So many more where a report does not name the speaker."""
_SHORT_QUOTE = 2
"""Quoted words in a row that are one utterance of one speaker; a single one ("terrorists") is anybody's."""
_SHORT_PART = 3
"""A short quotation is one utterance with another from this part of it in a row: a third."""
_ALOUD = 7
"""Days between two reports up to which the same short quotation of one speaker is one utterance."""


def quote_keys(witness: Witness) -> Iterator[Hashable]:
    """Yield keys, of which two witnesses who quote the same words have one in common."""
    name = surname(witness.speaker.who) if witness.speaker is not None else ""
    for quotation in witness.quoted:
        tokens = quotation.tokens
        yield from (tokens[i : i + _QUOTED_ROW] for i in range(len(tokens) - _QUOTED_ROW + 1))
        if name:
            rows = (tokens[i : i + _SHORT_QUOTE] for i in range(len(tokens) - _SHORT_QUOTE + 1))
            yield from ((name, *row) for row in rows if not FUNCTION_WORDS.issuperset(row))


def same_words(one: Witness, other: Witness) -> Join | None:
    """Return what joins two witnesses who quote the same words; None where they do not."""
    a, b = one.member, other.member
    same = speakers_same(one, other)
    if a.report == b.report or (one.speaker is not None and other.speaker is not None and not same):
        return None
    close = within(one.published, other.published, _ALOUD)
    best: tuple[int, Quotation, Quotation] | None = None
    for mine in one.quoted:
        for theirs in other.quoted:
            run = longest_run(mine.tokens, theirs.tokens)
            if best is None or run > best[0]:
                best = (run, mine, theirs)
    if best is None:
        return None
    run, mine, theirs = best
    shorter = min(len(mine.tokens), len(theirs.tokens))
    short = (
        same
        and close
        and run >= _SHORT_QUOTE
        and run * _SHORT_PART >= shorter
        and not FUNCTION_WORDS.issuperset(set(mine.tokens) & set(theirs.tokens))
    )
    if run < _QUOTED_ROW + (0 if same else _ANYBODY) and not short:
        return None
    proof = words_of(mine.statement, theirs.statement)
    return Join(a.id, b.id, Tie.SAME_WORDS, f"both quote the same {run} words", proof)


def utterance_keys(witness: Witness) -> Iterator[Hashable]:
    """Yield keys, of which two witnesses of one speaker through one medium have one in common."""
    if witness.speaker is not None:
        name = surname(witness.speaker.who)
        yield from ((name, medium) for medium in sorted(witness.media))


def same_utterance(one: Witness, other: Witness) -> Join | None:
    """Return what joins two witnesses of one speaker, one medium and one day; None where they are not."""
    a, b = one.member, other.member
    if a.report == b.report or not speakers_same(one, other) or not one.media & other.media:
        return None
    if one.said is not None and other.said is not None:
        if not one.said.narrow or not other.said.narrow or not one.said.meets(other.said):
            return None
    elif one.published is None or other.published is None or not within(one.published, other.published, 1):
        return None
    who = a.speaker.who if a.speaker is not None else ""
    why = f"{who} said it once ({min(one.media & other.media)})"
    return Join(a.id, b.id, Tie.SAME_UTTERANCE, why, words_of(a, b))


def document_keys(witness: Witness) -> Iterator[Hashable]:
    """Yield the keys of the documents that a chain names."""
    yield from (key_of(v.who) for v in witness.documents)


def same_document(one: Witness, other: Witness) -> Join | None:
    """Return what joins two witnesses who name one document; None where they do not."""
    theirs = {key_of(v.who) for v in other.documents}
    shared = next((v.who for v in one.documents if key_of(v.who) in theirs), None)
    if shared is None:
        return None
    a, b = one.member, other.member
    return Join(a.id, b.id, Tie.SAME_DOCUMENT, f"both go back to {shared}", words_of(a, b))


def speakers_same(one: Witness, other: Witness) -> bool:
    """Return whether both name their last voice and it can be the same."""
    return (
        one.speaker is not None
        and other.speaker is not None
        and same_name(one.speaker.who, other.speaker.who)
    )


def within(one: Days | None, other: Days | None, days: int) -> bool:
    """Return whether two reports are so many days apart at most; a day not known keeps nobody apart."""
    return one is None or other is None or one.meets(other, slack=days)
