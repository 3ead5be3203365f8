"""Voices as nodes that others point to, for forms in which a person or a body is a thing of its own.

A node is a name and a kind, not a person whose identity somebody checked: two persons of one name are one
node, one person under two names is two. A voice without a name is a node of its report alone.
"""

from hashlib import sha256

from reportedly.record import Kind, Voice
from reportedly.tracing.names import key_of

BODIES = frozenset({Kind.GOVERNMENT, Kind.MILITARY, Kind.UNIT, Kind.ORGANISATION, Kind.GROUP, Kind.OUTLET})
"""Kinds that are organisations to others."""


def node_of(voice: Voice, report: str, attribution: str) -> tuple[str, ...]:
    """Return what names the node of a voice: its kind and key, without a name the attribution."""
    key = voice.outlet or key_of(voice.who)
    if voice.kind is Kind.UNNAMED or not key:
        return (voice.kind.value, key or "nobody", report, attribution)
    return (voice.kind.value, key)


def outlet_node(name: str) -> tuple[str, ...]:
    """Return what names the node of the outlet that published a report."""
    return (Kind.OUTLET.value, key_of(name) or name.casefold())


def digest(*parts: str) -> str:
    """Return an id of 32 hex digits, the same everywhere for the same parts."""
    return sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:32]
