"""Words of a report as a terminal may have them: control characters are shown, never sent."""

_CONTROLS = {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n"} | {
    0x7F: 0x2421,
    **dict.fromkeys(range(0x80, 0xA0), 0xFFFD),
    **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), None),  # they reorder the whole line
}
"""Pictures for control characters, which could otherwise move the cursor or recolour the screen."""
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_ASCII = str.maketrans(
    {"≥": ">=", "≤": "<=", "≈": "~", "–": "-", "→": "->", "×": "x", "²": "2", "³": "3", "…": "...", "·": "-"}
    | dict.fromkeys("“”", '"')
)


def safe(words: str) -> str:
    """Return `words` with pictures in place of control characters."""
    return words.translate(_CONTROLS)


def superscript(number: str, *, ascii_only: bool) -> str:
    """Return a small number, as it stands before a passage."""
    return number if ascii_only else number.translate(_SUPERSCRIPT)


def signs(words: str, *, ascii_only: bool) -> str:
    """Return `words` with the signs that we write ourselves in ASCII, where a terminal has no others."""
    return words.translate(_ASCII) if ascii_only else words
