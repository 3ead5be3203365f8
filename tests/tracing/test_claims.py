"""Claims: statements of several reports that say the same thing."""

from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.record import Act, Kind
from reportedly.tracing.claims import Claims, vetoed
from reportedly.tracing.comparing import compare_profiles
from reportedly.tracing.profile import profile_of
from reportedly.tracing.statement import Statement, StatementKind
from tests.tracing.made import statement, vectors

SAID = [
    statement("r1", "the dam at Velikovo was hit by nine drones", "Herald", "Olena Marchuk", act=Act.SAY),
    statement(
        "r2", "the dam at Velikovo was hit by nine drones on Monday", "Post", "Olena Marchuk", act=Act.SAY
    ),
    statement(
        "r3", "nine drones have hit the dam at Velikovo", "Wire", "Herald", "Olena Marchuk", act=Act.SAY
    ),
    statement("r4", "grain exports through the port fell in March", "Courier", "Petro Hnat", act=Act.SAY),
    statement(
        "r5", "grain exports through the port fell steeply in March", "Wire", "Petro Hnat", act=Act.SAY
    ),
    statement("r6", "schools stay closed in the valley", "Post", "a teacher", last=Kind.UNNAMED, act=Act.SAY),
    statement("r7", "the dam was not hit, only its road", "Tribune", "Ivan Moroz", act=Act.DENY),
]


def partition(statements: list[Statement]) -> set[frozenset[str]]:
    """Return the claims of statements added one by one, as sets of ids."""
    claims = Claims()
    for s in statements:
        v = vectors([s.words])
        claims.add([s], v, v)
    return {frozenset(m.id for m in c.members) for c in claims.all()}


@settings(max_examples=40, deadline=None)
@given(st.permutations(SAID))
def test_order_of_arrival_does_not_matter(order: list[Statement]) -> None:
    """Whatever order reports come in, the claims are the same."""
    assert partition(order) == partition(SAID)


def test_same_thing_is_one_claim_and_other_things_are_not() -> None:
    """Three tellings of one strike are a claim; grain exports are another."""
    found = partition(SAID)
    assert frozenset({"r1#a1", "r2#a1", "r3#a1"}) in found
    assert frozenset({"r4#a1", "r5#a1"}) in found


def test_adding_twice_changes_nothing() -> None:
    """A statement already held is left as it is."""
    claims = Claims()
    v = vectors([s.words for s in SAID])
    assert len(claims.add(SAID, v, v)) == len(SAID)
    assert claims.add(SAID, v, v) == ()
    assert len(claims) == len(SAID)


def test_comparison_is_symmetric() -> None:
    """Comparing in either order gives the same score and the same slots."""
    a, b = profile_of(SAID[0]), profile_of(SAID[6])
    there, back = compare_profiles(a, b, 0.5, 0.5), compare_profiles(b, a, 0.5, 0.5)
    assert there.score == back.score
    assert {(r.slot, r.value) for r in there.reasons} == {(r.slot, r.value) for r in back.reasons}


def test_figures_apart_are_never_one_claim() -> None:
    """Twelve dead and forty dead are two claims however alike their words."""
    figures = [
        statement(
            f"f{n}", f"{n} people died", "Post", kind=StatementKind.FIGURE, item="f1", type="killed",
            unit="people", low=float(n), high=float(n), head=f"{n} people",
        )
        for n in (12, 40)
    ]  # fmt: skip
    assert vetoed(profile_of(figures[0]), profile_of(figures[1]))
    assert len(partition(figures)) == 2
