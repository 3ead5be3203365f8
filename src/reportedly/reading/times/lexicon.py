"""Lexicon: the words the grammar of times is made of, each under one letter.

The letters are the alphabet of `grammar.py`; `_` is any other word. Forms are listed once in lower case;
they are found lower, Capitalised and UPPER, save names (months, weekdays), which need their capital
where the small word means something else.
"""

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tue tues",
            "wednesday wed weds",
            "thursday thu thur thurs",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}
SEASONS = {"spring": 0, "summer": 1, "autumn": 2, "fall": 2, "winter": 3}
LONGEST_SHORT = 4
FULL = frozenset({"may", "june", "july"})
SHORT = frozenset(name for name in (*MONTHS, *WEEKDAYS) if len(name) <= LONGEST_SHORT) - FULL
"""Abbreviations: names only beside a number or with their full stop ("Jan Smith sat in the sun")."""
HOMOGRAPHS = frozenset({"may", "march"})
"""Months that are also verbs and names: they count only in a place where a month must stand."""
UNITS = {
    "minute": "minute",
    "hour": "hour",
    "day": "day",
    "week": "week",
    "fortnight": "fortnight",
    "month": "month",
    "year": "year",
    "decade": "decade",
}
PARTS = {
    "morning": "MO",
    "mornings": "MO",
    "afternoon": "AF",
    "evening": "EV",
    "night": "NI",
    "dawn": "MO",
    "daybreak": "MO",
    "sunrise": "MO",
    "dusk": "EV",
    "sunset": "EV",
    "noon": "12:00",
    "midday": "12:00",
    "midnight": "24:00",
}
"""Parts of the day, as TIMEX3 names them."""
ONES = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
]
NUMBERS = {word: number for number, word in enumerate(ONES, start=1)} | {
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "hundred": 100,
    "thousand": 1000,
}
VAGUE = frozenset({"several", "few", "many", "couple", "dozen", "dozens"})
ORDINALS = {
    word: number
    for number, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
        ],
        start=1,
    )
}
DECADES = {
    "twenties": 20,
    "thirties": 30,
    "forties": 40,
    "fifties": 50,
    "sixties": 60,
    "seventies": 70,
    "eighties": 80,
    "nineties": 90,
}
DAYS = {"today": 0, "tomorrow": 1, "yesterday": -1, "tonight": 0, "overnight": -1}
SETS = {
    "hourly": "PT1H",
    "daily": "P1D",
    "nightly": "P1D",
    "weekly": "P1W",
    "biweekly": "P2W",
    "monthly": "P1M",
    "annually": "P1Y",
    "yearly": "P1Y",
}
REFERENCES = {
    "now": "PRESENT_REF",
    "currently": "PRESENT_REF",
    "presently": "PRESENT_REF",
    "nowadays": "PRESENT_REF",
    "recently": "PAST_REF",
}
ZONES = [
    "gmt",
    "utc",
    "est",
    "edt",
    "cst",
    "cdt",
    "mst",
    "mdt",
    "pst",
    "pdt",
    "cet",
    "cest",
    "eet",
    "eest",
    "msk",
    "bst",
]

_CLASSES = {
    "W": [name for name in WEEKDAYS if name not in SHORT],
    "w": [f"{name}s" for name in WEEKDAYS if name not in SHORT],
    "M": [name for name in MONTHS if name not in SHORT],
    "U": list(UNITS),
    "V": [*(f"{unit}s" for unit in UNITS), "centuries"],
    "q": ["quarter"],
    "Q": ["quarters"],
    "h": ["half"],
    "E": ["weekend"],
    "J": ["century"],
    "D": list(DECADES),
    "P": list(PARTS),
    "S": list(SEASONS),
    "T": list(DAYS),
    "c": list(NUMBERS),
    "k": list(VAGUE),
    "o": [word for word in ORDINALS if word != "second"],
    "s": ["second"],
    "5": ["seconds"],
    "L": ["last"],
    "p": ["past"],
    "b": ["previous", "preceding", "prior"],
    "X": ["next"],
    "F": ["following"],
    "u": ["coming", "upcoming"],
    "t": ["this", "these"],
    "R": ["current", "latest"],
    "r": ["recent"],
    "&": ["that", "those"],
    "=": ["same"],
    "e": ["every", "each"],
    "x": list(REFERENCES),
    "H": list(SETS),
    "y": ["of"],
    "d": ["the"],
    "a": ["a", "an"],
    "v": ["early", "late", "mid"],
    "j": ["earlier", "later"],
    "g": ["ago"],
    "f": ["end", "beginning", "start", "middle", "close"],
    "i": ["in"],
    "$": ["fiscal"],
    "z": ["period"],
    "l": ["future"],
    "0": ["old"],
    "2": ["to", "through"],
    "3": ["or"],
    "4": ["and"],
    ">": ["ahead"],
    "+": ["more"],
    "A": ["before", "after"],
    "Z": ZONES,
}
_CAPITAL_ONLY = frozenset({"may", "march", "august"}) | SHORT
_SHORT_CLASS = {name: "M" if name in MONTHS else "W" for name in SHORT}


def _filed() -> dict[str, str]:
    filed: dict[str, str] = {}
    for letter, words in (*_CLASSES.items(), *((letter, [word]) for word, letter in _SHORT_CLASS.items())):
        for word in words:
            for form in (word.capitalize(), word.upper()):
                filed[form] = letter
            if word not in _CAPITAL_ONLY:
                filed[word] = letter
            if word in SHORT:
                filed[f"{word.capitalize()}."] = letter
    return filed | {",": ",", "-": "-", "–": "-", "/": "/", "'s": "'", "’s": "'"}


CLASSES = _filed()
"""The letter of each form, as written."""
for _abbreviation in ("A.M.", "P.M.", "AM", "PM", "a.m.", "p.m.", "am", "pm", "a.m", "p.m"):
    CLASSES[_abbreviation] = "K"
