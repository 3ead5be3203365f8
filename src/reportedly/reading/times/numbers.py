"""Numbers: how many, as written in figures or words."""

from collections.abc import Sequence

from reportedly.reading.times.lexicon import NUMBERS, ORDINALS, VAGUE

LONGEST = 9
"""Digits of the longest number that is read."""
_HUNDRED = 100


def number_of(forms: Sequence[str]) -> float | None:
    """Return the number that `forms` say, the lower one of a range; None for a vague or unreadable one.

    "twenty-four" is 24, "2 1/2" 2.5, "a" 1, "half" 0.5, "several" None.
    """
    words = [form.lower() for form in forms]
    if not words:
        return None
    if any(word in VAGUE for word in words):
        return None
    if "half" in words:
        rest = [w for w in words[: words.index("half")] if w not in {"a", "an", "and"}]
        return (number_of(rest) or 0) + 0.5
    if "/" in words:
        return _with_fraction(words)
    total = 0.0
    seen = False
    if words[0] in {"a", "an"} and len(words) > 1 and words[1] not in {"hundred", "thousand"}:
        words = words[1:]  # "a five-hour visit"
    for word in words:
        if word in {"to", "or", "through", "-", "–"} and seen and word not in {"-", "–"}:
            break
        value = _value(word)
        if value is None:
            continue
        if word[0].isdigit() and seen and word != words[0]:
            break
        total = total * value if value >= _HUNDRED and total and not word[0].isdigit() else total + value
        seen = True
    return total if seen else None


def _with_fraction(words: list[str]) -> float | None:
    """Return "2 1/2" as 2.5."""
    at = words.index("/")
    if at == 0:
        return None
    over, under = _value(words[at - 1]), _value(words[at + 1]) if at + 1 < len(words) else None
    if over is None or not under:
        return None
    whole = _value(words[0]) if at > 1 else 0
    return (whole or 0) + over / under


def _value(word: str) -> float | None:
    """Return the value of one word, None where it has none."""
    if word in {"a", "an"}:
        return 1
    if word in NUMBERS:
        return NUMBERS[word]
    plain = word.replace(",", "")
    if len(plain) > LONGEST or not plain[:1].isdigit():
        return None
    try:
        return float(plain)
    except ValueError:
        return None


def ordinal_of(form: str) -> int | None:
    """Return the rank that "24th", "1,500th" or "third" gives, None where it gives none."""
    word = form.lower()
    if word in ORDINALS:
        return ORDINALS[word]
    digits = word.replace(",", "").rstrip("stndrh")
    return int(digits) if digits.isdecimal() and digits.isascii() and len(digits) <= LONGEST else None


def written(number: float | None) -> str:
    """Return a number as TIMEX3 writes it, X for a vague one."""
    if number is None:
        return "X"
    return str(int(number)) if number == int(number) else f"{number:g}"
