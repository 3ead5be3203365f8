"""Numerals: numbers that forms and addresses hold, which anybody may have written."""


def numeral(written: str, digits: int) -> int | None:
    """Return a number of at most `digits` digits; None for anything else.

    >>> numeral("12", 4), numeral("-1", 4), numeral("x", 4), numeral("9" * 80, 4)
    (12, None, None, None)
    """
    plain = written.isascii() and written.isdecimal() and len(written) <= digits
    return int(written) if plain else None
