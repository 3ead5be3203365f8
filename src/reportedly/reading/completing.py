"""Completing: what the encoder leaves out of an attribution and the words around it settle.

Six plain rules, each true of English news at large:

* a headline ends in its speaker: "Army retakes village: ministry", "… – NYT";
* a participle goes on with who spoke in the sentence: "…, he said, citing the losses";
* the subject of an active cue is its source, not its content: "soldiers described … battles";
* "an estimated 5,000" with nobody who estimates is a vague figure, not an attribution;
* "to WashPo" at the head of a content says who was told;
* "asked not to be named" says how somebody is quoted, and is nobody's words.
"""

import re
from dataclasses import replace

from reportedly.reading import labels
from reportedly.reading.decoding import WordRange
from reportedly.reading.found import Found, agreement
from reportedly.reading.outlets_meant import outlet_meant
from reportedly.reading.words import Words
from reportedly.wordlists import acts, bodies

HEADLINE_WORDS = 25
"""A paragraph this short that does not end in a stop may be a headline or a link to another report."""
SPEAKER_WORDS = 5
"""Words of the longest speaker at the end of a headline."""
BY_RULE, BY_RULE_PATH = 0.8, -0.5
"""Scores of an attribution that a rule found and the encoder did not: probability, log-probability."""
SENTENCE_REACH = 60
"""Words between a participle and the cue whose speaker it goes on with."""
_HEADLINE = re.compile(
    r"^(?P<lead>(?:Read more|Read also|More|Exclusive|See also|Also read):\s*+)?"
    r"(?P<content>.{15,}?)(?::\s|\s[–—-]\s)(?P<who>[^:.,?!“”\"]{2,40})$"
)
_ASKS = re.compile(r"(?:ask|request|insist|prefer|want|wish|speak)\w*(?: \w+)?", re.IGNORECASE)
_PLEA = re.compile(
    r"(?:on |for )?(?:condition of )?anonymity\b"
    r"|(?:that )?(?:(?:he|she|they) )?(?:not )?(?:to )?(?:not )?(?:be |remain )"
    r"(?:named|identified|quoted by name|anonymous)\b"
    r"|(?:that |to be identified )?(?:only )?(?:by )?(?:only )?(?:his|her|their) "
    r"(?:first |last |full |real |family )*(?:name|names|surname|identity|identities)\b",
    re.IGNORECASE,
)
"""What is asked by somebody who does not want to be known."""
_SHARE = re.compile(r"[\d.,]+ of (?:them|these|those|whom)", re.IGNORECASE)
_PASSIVE = frozenset(
    {"is", "are", "was", "were", "be", "been", "being", "reportedly", "widely", "also", "as"}
)


def complete(found: list[Found], words: Words) -> list[Found]:
    """Return the attributions with sources and credits that the rules above settle, in order of anchors."""
    found = _without_pleas([f for f in found if not _is_share(f, words)], words)
    done = [_told(_subject(f, words), words) for f in found]
    done = _headlines([f for f in done if not _estimate(f, words)], words)
    return [_participle(i, done, words) for i in range(len(done))]


def _without_pleas(found: list[Found], words: Words) -> list[Found]:
    """Leave out "asked not to be named for fear of …" and what stands in it: how somebody is quoted."""
    pleas = [f for f in found if _is_plea(f, words)]
    if not pleas:
        return found
    ends = [(f.anchor, max(last for _, last in f.content)) for f in pleas]
    return [
        f
        for f in found
        if f not in pleas and not any(a < f.anchor < end and f.content[-1][1] <= end for a, end in ends)
    ]


def _is_plea(f: Found, words: Words) -> bool:
    """Return whether somebody asks not to be named, or by which name to be called."""
    if not f.cue or not f.content or not _ASKS.fullmatch(words.said(*f.cue[0])):
        return False
    return _PLEA.match(words.said(f.content[0][0], f.content[-1][1])) is not None


def _is_share(f: Found, words: Words) -> bool:
    """Return whether the source is a part of a number and nobody: "412 people, 170 of them irrecoverably"."""
    return bool(f.source) and _SHARE.fullmatch(words.said(*f.source[0])) is not None


def _estimate(f: Found, words: Words) -> bool:
    """Return whether this is only "an estimated 5,000": a vague figure, nobody's words."""
    if not f.cue or f.source or words.said(*f.cue[0]).lower() != "estimated":
        return False
    first = f.cue[0][0]
    return first > 0 and words.form(first - 1).lower() == "an"


def _participle(i: int, found: list[Found], words: Words) -> Found:
    """Give a participle without a source the source of the sentence it stands in."""
    f = found[i]
    if f.source or not f.cue or not words.said(*f.cue[0]).lower().endswith("ing"):
        return f
    before = [
        g
        for g in found[:i]
        if g.source and 0 < f.anchor - g.anchor <= SENTENCE_REACH and _same_paragraph(g, f, words)
    ]
    return replace(f, source=before[-1].source) if before else f


def _same_paragraph(one: Found, other: Found, words: Words) -> bool:
    """Return whether two anchors stand in one paragraph."""
    return "\n" not in words.text[words.starts[one.anchor] : words.starts[other.anchor]]


def _subject(f: Found, words: Words) -> Found:
    """Take the subject of an active cue out of the content: it is the source."""
    if f.source or not f.cue or len(f.content) < 2:  # noqa: PLR2004 - subject and object
        return f
    (first, last), cue = f.content[0], f.cue[0]
    phrase = words.said(*cue)
    if last != cue[0] or acts.is_hedge(phrase) or not phrase.lower().endswith(("ed", "s", "told", "said")):
        return f
    if any(w in _PASSIVE for w in words.said(max(first, cue[0] - 3), cue[0]).lower().split()):
        return f
    if f.content[1][0] - cue[1] > 2:  # noqa: PLR2004 - the object follows the cue
        return f
    return replace(f, source=((first, last),), content=f.content[1:])


def _told(f: Found, words: Words) -> Found:
    """Take "to WashPo" from the head of a content: it says who was told."""
    first, last = f.content[0]
    if not f.cue or words.form(first).lower() != "to" or f.cue[-1][1] != first:
        return f
    for end in range(min(first + 5, last - 1), first + 1, -1):
        if outlet_meant(words.said(first + 1, end), words.text) is not None:
            return replace(f, via=(*f.via, (first + 1, end)), content=((end, last), *f.content[1:]))
    return f


def _headlines(found: list[Found], words: Words) -> list[Found]:
    """Add what headlines attribute by a colon or a dash, or its speaker where it was found without."""
    out = list(found)
    for first, last in zip(words.paragraphs, words.paragraphs[1:], strict=False):
        if not 4 <= last - first <= HEADLINE_WORDS or words.text[words.ends[last - 1] - 1] in ".!?":  # noqa: PLR2004
            continue
        match = _HEADLINE.match(words.said(first, last))
        if match is None or not _speaks(match["who"], words.text):
            continue
        offset = words.starts[first]
        content = _range(words, first, last, offset + match.start("content"), offset + match.end("content"))
        who = _range(words, first, last, offset + match.start("who"), offset + match.end("who"))
        _claim(out, content, who)
    return sorted(out, key=lambda f: (f.anchor, f.bare))


def _speaks(phrase: str, text: str) -> bool:
    """Return whether the end of a headline names somebody who can speak."""
    head = re.sub(r"[^\w’'-]", " ", phrase).split()
    if not head or len(head) > SPEAKER_WORDS:
        return False
    return outlet_meant(phrase, text) is not None or bodies.kind(head[-1]) is not None or phrase.isupper()


def _range(words: Words, first: int, last: int, start: int, end: int) -> WordRange:
    """Return the words of [first, last) that lie in the characters [start, end)."""
    inside = [i for i in range(first, last) if words.starts[i] >= start and words.ends[i] <= end]
    return inside[0], inside[-1] + 1


def _claim(found: list[Found], content: WordRange, who: WordRange) -> None:
    """Give the headline's content its speaker: the one found without a source, else a new attribution."""
    for i, f in enumerate(found):
        if agreement(f.content, (content,)) >= 0.5:  # noqa: PLR2004 - the same content
            if not f.source and not f.cue:
                found[i] = replace(f, source=(who,), content=(content,))
            return
    found.append(
        Found(
            anchor=content[0],
            bare=True,
            source=(who,),
            cue=(),
            content=(content,),
            via=(),
            medium=(),
            acts=tuple(float(act == "say") for act in labels.ACTS),
            kinds=(1 / len(labels.KINDS),) * len(labels.KINDS),
            anchor_score=BY_RULE,
            path_score=BY_RULE_PATH,
        )
    )
