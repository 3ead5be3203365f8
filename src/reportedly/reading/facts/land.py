"""Land: whether a control statement is of a place at all, and not of a thing, a person or a war.

"Seized a second tanker", "lost 600,000 troops", "captured their commander" and "cannot win the war" have the
verbs of control and hold no place (annotation guide: who holds, takes, loses, or fights over a place).
"""

import re

from reportedly.reading.facts.found import Anchored
from reportedly.reading.phrases import head_word
from reportedly.reading.words import Words
from reportedly.record import Kind
from reportedly.wordlists import bodies
from reportedly.wordlists.counted import counted

_THINGS = frozenset({"vehicles", "aircraft", "drones", "missiles", "money", "captured", "troops", "killed"})
"""What a noun counts (`wordlists.counted`) that is no place."""
_HOMES = frozenset({"home", "homes", "house", "houses", "rubble", "office"})
"""Who flees these is displaced, who lies under them dead; no side loses a place by it."""
_OF_WAR = frozenset(
    {"war", "win", "wins", "winning", "won", "victory", "defeat", "defeats", "defeated"}
    | {"invasion", "invasions", "invaded", "invades", "offensive", "offensives", "collapse"}
)
"""Heads of what is told of a war as a whole; without a place nothing is held or fought over."""
_NUMBERED = re.compile(r"^(?:(?:[\d,.]+|[a-z-]+) (?:of )?(?:those|these|the|its|their|his) )", re.IGNORECASE)
_PREPOSITION = re.compile(r"(?:of|by|from|in|into|to|at|on|over|through|for|with|across|towards?)\b")
_NUMBER = re.compile(r"\d|\b(?:dozens?|scores|hundreds|thousands)\b")
_NAMED = re.compile(r"\b(?:at|in|near|of|outside) (?:the )?[A-Z]")
"""In a phrase: it names where it is ("the mine at Toretsk")."""
_AGENT = re.compile(r"\b(?:of|by)\b")
_OBJECT = 6
"""Words after a trigger in which its object stands."""


def is_of_land(a: Anchored, words: Words) -> bool:
    """Return whether what is held or fought over may be a place."""
    trigger = words.said(a.trigger[0][0], a.trigger[-1][1])
    if not a.place and set(trigger.lower().split()) & _OF_WAR:
        return False
    nouns = (*trigger.lower().split()[-1:], *_object(a, words).lower().split()[:2])
    if any(map(_is_no_place, nouns)) and (not a.place or _NUMBER.search(trigger)):
        return False
    heads = [head_word(_NUMBERED.sub("", said)) for r in a.place if not _NAMED.search(said := words.said(*r))]
    return not a.place or len(heads) < len(a.place) or not all(map(_is_no_place, heads))


def _object(a: Anchored, words: Words) -> str:
    """Return the words after a trigger that may be its object: up to a mark, none after a preposition."""
    first, last = a.trigger[0][0], a.trigger[-1][1]
    if _AGENT.search(words.said(first, last)):
        return ""
    after = words.text[words.ends[last - 1] : words.ends[min(last + _OBJECT, len(words.ends)) - 1]]
    found = re.split(r"[.,;:!?“”\"()\n—–]", after, maxsplit=1)[0].strip()
    return "" if _PREPOSITION.match(found) else found


def _is_no_place(head: str) -> bool:
    """Return whether a noun is a thing that is counted, a person, or a home."""
    noun = counted().nouns.get(head)
    return head in _HOMES or (noun is not None and noun.what in _THINGS) or bodies.kind(head) is Kind.PERSON
