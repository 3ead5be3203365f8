"""Nodes of voices: a name is one node, a description one of its report, no name one of its attribution."""

import pytest

from reportedly.exports.voices_named import is_name, node_of
from reportedly.record import Kind, Voice


@pytest.mark.parametrize(
    ("who", "kind", "named"),
    [
        ("Olena Marchuk", Kind.PERSON, True),
        ("von Torn", Kind.PERSON, True),
        ("al-Hadi Front", Kind.GROUP, True),
        ("the Harbour Post", Kind.OUTLET, True),
        ("the town council", Kind.GOVERNMENT, False),
        ("mayor of Sumy", Kind.PERSON, False),
        ("the mayor of Sumy", Kind.PERSON, False),
        ("Two Officers", Kind.UNNAMED, False),
        ("“…”", Kind.PERSON, False),
    ],
)
def test_a_description_is_no_name(who: str, kind: Kind, named: bool) -> None:  # noqa: FBT001 - a case
    """What begins small is a description, but for the little words that begin names."""
    assert is_name(Voice(who=who, kind=kind)) is named


def test_what_is_one_node() -> None:
    """A name is one node over reports, a description within one, no name within one attribution."""

    def nodes(who: str, kind: Kind) -> int:
        voice = Voice(who=who, kind=kind)
        return len({node_of(voice, *at) for at in (("r1", "a1"), ("r1", "a2"), ("r2", "a1"))})

    assert nodes("Olena Marchuk", Kind.PERSON) == 1
    assert nodes("town council", Kind.GOVERNMENT) == 2
    assert nodes("two officers", Kind.UNNAMED) == 3
    known = Voice(who="news agency AFP", kind=Kind.OUTLET, outlet="afp")
    assert node_of(known, "r1", "a1") == node_of(Voice(who="AFP", kind=Kind.OUTLET, outlet="afp"), "r2", "a9")
