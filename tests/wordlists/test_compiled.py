"""The compiled lists: in step with their YAML, and faults in a list are named."""

import pytest

from tools import wordlists
from tools.wordlists.actors import compile_metonyms, compile_outlets
from tools.wordlists.faults import FaultyListError
from tools.wordlists.language import inflections
from tools.wordlists.source import COMPILED


def test_the_compiled_lists_are_in_step_with_their_source() -> None:
    """Compiling the YAML again gives exactly the JSON files that the package ships."""
    for name in wordlists.COMPILERS:
        shipped = (COMPILED / f"{name}.json").read_bytes()
        assert wordlists.compiled(name) == shipped, f"{name}: run python -m tools.wordlists"


def test_a_shared_alias_must_be_marked() -> None:
    """Two outlets may share a form only where both mark it ambiguous."""
    post = {
        "kind": "newspaper",
        "country": "US",
        "language": "en",
        "aliases": ["the Post"],
        "source": "a test",
    }
    unmarked = [{"id": "a", "name": "A Post", **post}, {"id": "b", "name": "B Post", **post}]
    marked = [{**entry, "ambiguous": ["the Post"]} for entry in unmarked]
    with pytest.raises(FaultyListError, match="form 'post' is shared by a, b"):
        compile_outlets(unmarked)
    assert len(compile_outlets(marked)) == 2


def test_an_entry_without_a_source_is_refused() -> None:
    """Each entry says where it can be checked."""
    with pytest.raises(FaultyListError, match="no source"):
        compile_metonyms([{"name": "Moscow", "who": "Russia", "kind": "government"}])


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("deny", ("deny", "denies", "denied", "denying")),
        ("urge", ("urge", "urges", "urged", "urging")),
        ("push for", ("push for", "pushes for", "pushed for", "pushing for")),
        ("agree", ("agree", "agrees", "agreed", "agreeing")),
        ("admit", ("admit", "admits", "admitted", "admitting")),
        ("think", ("think", "thinks", "thought", "thinking")),
        ("say", ("say", "says", "said", "saying")),
    ],
)
def test_verbs_are_inflected_by_the_spelling_rules(verb: str, forms: tuple[str, ...]) -> None:
    """Every form of a verb follows from its lemma and the listed exceptions."""
    irregular = {"think": ["thought"], "say": ["said"]}
    assert inflections(verb, irregular, frozenset({"admit"})) == forms
