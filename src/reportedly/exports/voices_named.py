"""Voices as nodes that others point to, for forms in which a person or a body is a thing of its own.

A node is a name and a kind, not a person whose identity somebody checked: two persons of one name are one
node, one person under two names is two. What is no name is a node of its report alone: "the town council" of
two reports need not be one, nor need "an official" who speaks twice.
"""

from hashlib import sha256

from reportedly.record import Kind, Voice
from reportedly.tracing.names import key_of

BODIES = frozenset({Kind.GOVERNMENT, Kind.MILITARY, Kind.UNIT, Kind.ORGANISATION, Kind.GROUP, Kind.OUTLET})
"""Kinds that are organisations to others."""
_ARTICLES = frozenset({"a", "an", "the"})
_PARTICLE = 3
"""Letters of a small word that may begin a name."""


def is_name(voice: Voice) -> bool:
    """Whether a voice is told by a name that means the same in other reports, and not described.

    A description begins with a small letter: "officials", "mayor of Sumy"; "von", "al-" and the like do not
    make one.
    """
    if voice.outlet is not None:
        return True
    words = [word for word in voice.who.split() if word.casefold() not in _ARTICLES]
    first = words[0] if words else ""
    described = voice.who.islower() or (first.islower() and len(first) > _PARTICLE)
    return voice.kind is not Kind.UNNAMED and not described and bool(key_of(voice.who))


def node_of(voice: Voice, report: str, attribution: str) -> tuple[str, ...]:
    """Return what names the node of a voice: its kind and key; of a description with the report it stands in.

    A voice without a name is another one in each attribution.
    """
    key = voice.outlet or key_of(voice.who) or "nobody"
    if voice.kind is Kind.UNNAMED:
        return (voice.kind.value, key, report, attribution)
    return (voice.kind.value, key) if is_name(voice) else (voice.kind.value, key, report)


def outlet_node(name: str) -> tuple[str, ...]:
    """Return what names the node of the outlet that published a report."""
    return (Kind.OUTLET.value, key_of(name) or name.casefold())


def digest(*parts: str) -> str:
    """Return an id of 32 hex digits, the same everywhere for the same parts."""
    return sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:32]
