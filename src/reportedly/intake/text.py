"""Plain text -> the text that is kept: headline first, paragraphs parted by one blank line.

Only line ends, blank lines and the blanks at the ends of a line are touched; every other character
stays as it came, so that the words under a citation are the words that were published. Keeping a
kept text changes nothing (`keep(keep(x)) == keep(x)`).
"""

import re
from itertools import pairwise

from reportedly.record import Report, report_id

_LINE_END = re.compile(r"\r\n?")
_BLANKS = " \t"
_WRAPPED_AT_MOST = 200
"""A longer line was not broken by a person or a mail program: its end is the end of a paragraph."""
_WRAPPED_HEADLINE_AT_LEAST = 40
"""A first line shorter than this ends because the headline ends, not because the line is full."""
_WRAPPED_SHARE = 1 / 3
"""In hard-wrapped English at least this share of lines goes on in lower case (commonly 0.8)."""
_LIST_ITEM = re.compile(r"([-*•–—·▪]|\d{1,3}[.)])\s")
_SPEAKER_LABEL = re.compile(r"[A-Z][\w.'’-]*( [A-Z][\w.'’-]*){0,3}:\s")
_ENDS_SENTENCE = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_ENDS_IN_HYPHEN = re.compile(r"\w-$")

Block = list[str]
"""Lines that no blank line parts."""


def report_from_text(text: str) -> Report:
    """Return the report that a plain text is; its first line is the headline."""
    kept = keep(text)
    return Report(id=report_id(kept), headline=kept.partition("\n")[0] or None, text=kept)


def keep(text: str) -> str:
    r"""Return `text` as it is kept: paragraphs parted by one blank line, the headline the first.

    A line break inside a paragraph of a hard-wrapped text becomes a space; in a text whose lines are
    paragraphs already every line stays one. What tells them apart: see `_goes_on`.

    >>> keep("Fog closes port\n\nThe port was closed on Monday, said the\nharbour master.\n")
    'Fog closes port\n\nThe port was closed on Monday, said the harbour master.'
    >>> keep("Fog closes port\nThe port is closed.\nShips wait.")
    'Fog closes port\n\nThe port is closed.\n\nShips wait.'
    """
    blocks = _blocks(_LINE_END.sub("\n", text))
    if not blocks:
        return ""
    headline, blocks = _part_headline(blocks)
    wrapped = _is_wrapped(blocks, has_blank_lines=len(blocks) > 1)
    paragraphs = [paragraph for block in blocks for paragraph in _paragraphs(block, wrapped=wrapped)]
    return "\n\n".join([headline, *paragraphs])


def _blocks(text: str) -> list[Block]:
    blocks: list[Block] = [[]]
    for line in text.split("\n"):
        if line and not line.isspace():
            blocks[-1].append(line.strip(_BLANKS))
        elif blocks[-1]:
            blocks.append([])
    return blocks if blocks[-1] else blocks[:-1]


def _part_headline(blocks: list[Block]) -> tuple[str, list[Block]]:
    """Return the headline, and the blocks without it. A headline of two full lines is one headline."""
    first, *rest = blocks
    end = 1
    while end < len(first) and (
        len(first[end - 1]) >= _WRAPPED_HEADLINE_AT_LEAST
        and first[end][:1].islower()
        and not _ENDS_SENTENCE.search(first[end - 1])
    ):
        end += 1
    body = [first[end:]] if first[end:] else []
    return _join(first[:end]), body + rest


def _is_wrapped(blocks: list[Block], *, has_blank_lines: bool) -> bool:
    """Whether line breaks inside blocks are a matter of line length, not of paragraphs.

    Without any blank line the lines are taken as paragraphs unless enough of them go on in lower
    case: joining two paragraphs would be worse than parting one.
    """
    breaks = [pair for block in blocks for pair in pairwise(block)]
    if not breaks:
        return False
    lower = sum(after[:1].islower() for before, after in breaks if len(before) <= _WRAPPED_AT_MOST)
    unended = sum(not _ENDS_SENTENCE.search(before) for before, _ in breaks)
    if has_blank_lines:
        return lower >= len(breaks) * _WRAPPED_SHARE or unended > len(breaks) / 2
    return lower >= len(breaks) * _WRAPPED_SHARE


def _paragraphs(block: Block, *, wrapped: bool) -> list[str]:
    if not wrapped:
        return block
    width = max((len(line) for line in block if len(line) <= _WRAPPED_AT_MOST), default=0)
    paragraphs: list[Block] = [[block[0]]]
    for before, after in pairwise(block):
        if _goes_on(before, after, width):
            paragraphs[-1].append(after)
        else:
            paragraphs.append([after])
    return [_join(lines) for lines in paragraphs]


def _goes_on(before: str, after: str, width: int) -> bool:
    """Whether `after` goes on with the paragraph of `before`, in a hard-wrapped text `width` wide.

    It does where it starts in lower case, or where its first word had no room on the line before
    (a break that was not needed was meant), unless it opens a list item or a speaker label.
    """
    if len(before) > _WRAPPED_AT_MOST or _LIST_ITEM.match(after) or _SPEAKER_LABEL.match(after):
        return False
    if after[:1].islower():
        return True
    first_word = after.split(maxsplit=1)[0]
    return len(before) + 1 + len(first_word) > width


def _join(lines: Block) -> str:
    """Join wrapped lines by a space; a line broken behind a hyphen inside a word, by nothing."""
    joined = lines[0]
    for line in lines[1:]:
        hyphenated = _ENDS_IN_HYPHEN.search(joined) and line[:1].isalnum()
        joined += line if hyphenated else f" {line}"
    return joined
