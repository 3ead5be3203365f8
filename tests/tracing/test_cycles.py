"""Cycles: outlets that credit each other."""

from reportedly.tracing.cycles import cycles_of


def test_knots_are_found_and_chains_are_none() -> None:
    """Three outlets around a circle and one that credits itself are knots; who only leads into one is not."""
    credited = [
        ("Wire", "Post"),
        ("Post", "Herald"),
        ("Herald", "Wire"),
        ("Gazeta", "Wire"),
        ("Echo", "Echo"),
    ]
    assert cycles_of(credited) == [("Echo",), ("Herald", "Post", "Wire")]
    assert cycles_of([("Gazeta", "Wire"), ("Wire", "Post"), ("Gazeta", "Post")]) == []


def test_a_long_chain_needs_no_recursion() -> None:
    """Ten thousand outlets in a row, and then around, are no trouble."""
    row = [(f"o{n}", f"o{n + 1}") for n in range(10_000)]
    assert cycles_of(row) == []
    assert [len(knot) for knot in cycles_of([*row, ("o10000", "o0")])] == [10_001]
