"""Word sets: closed lists of words, written as a line of text."""


def words(line: str) -> frozenset[str]:
    """Return the words of a line."""
    return frozenset(line.split())
