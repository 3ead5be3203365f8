"""Language: lists of words and how they are bent: verbs of saying, units, what is counted, issues."""

from collections.abc import Iterable
from typing import Any

import msgspec

from reportedly.record import Act
from reportedly.wordlists.acts import Acts
from reportedly.wordlists.counted import WHATS, Counted, Cues, Noun
from reportedly.wordlists.issues import Issue
from reportedly.wordlists.units import Unit
from tools.wordlists.faults import doubles, raise_if

VOWELS = "aeiou"


def compile_acts(raw: list[dict[str, Any]]) -> Acts:
    """Return every inflected form with its act.

    Where a form is a verb of one act and a noun of another ("call", "estimate") the verb counts;
    two acts that claim the same verb form are a fault.
    """
    irregular: dict[str, list[str]] = next(part["irregular"] for part in raw if "irregular" in part)
    doubled = frozenset[str](next(part["doubled"] for part in raw if "doubled" in part))
    hedges = frozenset[str](next(part["hedges"] for part in raw if "hedges" in part))
    forms: dict[str, Act] = {}
    faults: list[str] = []
    acts = [(Act(part["act"]), part) for part in raw if "act" in part]
    for act, part in acts:
        verbs = [form for verb in part["verbs"] for form in inflections(verb, irregular, doubled)]
        for form in (*verbs, *part["phrases"]):
            held = forms.setdefault(form.lower(), act)
            if held is not act:
                faults.append(f"{form!r} stands under {held} and {act}")
    for act, part in acts:
        for noun in part["nouns"]:
            forms.setdefault(noun.lower(), act)
    raise_if(faults)
    longest = max(len(form.split()) for form in (*forms, *hedges))
    return Acts(forms=dict(sorted(forms.items())), hedges=frozenset(hedges), longest=longest)


def inflections(verb: str, irregular: dict[str, list[str]], doubled: frozenset[str]) -> tuple[str, ...]:
    """Return all forms of a verb or of a phrase that starts with one ("call for", "called for", …)."""
    lemma, *rest = verb.split(" ")
    third, past, participle = regular(lemma, doubles_last=lemma in doubled)
    past_forms = irregular.get(lemma, [past])
    return tuple(" ".join((form, *rest)) for form in dict.fromkeys((lemma, third, *past_forms, participle)))


def regular(lemma: str, *, doubles_last: bool) -> tuple[str, str, str]:
    """Return third person, past and -ing form of an English verb by the spelling rules."""
    after_consonant = len(lemma) > 1 and lemma[-2] not in VOWELS
    if lemma.endswith("y") and after_consonant:
        return f"{lemma[:-1]}ies", f"{lemma[:-1]}ied", f"{lemma}ing"
    third = f"{lemma}es" if lemma.endswith(("s", "sh", "ch", "x", "z", "o")) else f"{lemma}s"
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        return third, f"{lemma}d", f"{lemma[:-1]}ing"
    stem = lemma + lemma[-1] if doubles_last else lemma
    return third, f"{stem[:-1]}ed" if stem.endswith("e") else f"{stem}ed", f"{stem}ing"


def compile_units(raw: list[dict[str, Any]]) -> tuple[Unit, ...]:
    """Return the units; raises FaultyListError where a name, a form or a sign stands twice."""
    units = msgspec.convert(raw, tuple[Unit, ...])
    raise_if(
        [
            *doubles("unit", (unit.unit for unit in units)),
            *doubles("form", (form for unit in units for form in unit.forms)),
            *doubles("sign", (sign for unit in units for sign in unit.signs)),
        ]
    )
    return units


def compile_sets(raw: list[dict[str, Any]]) -> dict[str, tuple[str, ...]]:
    """Return the sets by name; raises FaultyListError where a set, or a word of one set, stands twice."""
    sets = {part["set"]: tuple(part["words"]) for part in raw}
    raise_if(
        [
            *doubles("set", (part["set"] for part in raw)),
            *(fault for name, words in sets.items() for fault in doubles(name, words)),
            *(
                f"{name}: {word} is no text"
                for name in sets
                for word in sets[name]
                if not isinstance(word, str)
            ),
        ]
    )
    return sets


def compile_issues(raw: list[dict[str, Any]]) -> tuple[Issue, ...]:
    """Return the issues; raises FaultyListError where a name or a word stands twice."""
    issues = msgspec.convert(raw, tuple[Issue, ...])
    raise_if(
        [
            *doubles("issue", (each.issue for each in issues)),
            *doubles("word", (word for each in issues for word in each.words)),
        ]
    )
    return issues


def compile_counted(raw: list[dict[str, Any]]) -> Counted:
    """Return every form of the counted nouns, and the words that say what happened to them.

    Raises FaultyListError where a noun stands under two kinds, or a word tells two things in one role.
    """
    nouns: dict[str, Noun] = {}
    faults = doubles("harm", (part["harm"] for part in raw if "harm" in part))
    told: dict[str, dict[str, str]] = {"states": {}, "acts": {}, "does": {}, "topics": {}}
    for part in raw:
        if "harm" in part:
            continue
        what = str(part.get("what", part.get("happens")))
        if what not in WHATS:
            faults.append(f"not a kind of figure: {what}")
        for form, noun in counted_forms(part):
            held = nouns.setdefault(form, noun)
            if (held.what, held.unit, held.people) != (noun.what, noun.unit, noun.people):
                faults.append(f"{form!r} stands under {held.what}/{held.unit} and {noun.what}/{noun.unit}")
        for role, table in told.items():
            for words in part.get(role, ()):
                held_what = table.setdefault(hyphens_apart(words), what)
                if held_what != what:
                    faults.append(f"{role}: {words!r} stands under {held_what} and {what}")
    raise_if(faults)
    longest = max(len(form.split()) for form in nouns)
    return Counted(
        nouns=dict(sorted(nouns.items())),
        longest=longest,
        models={letters: part["what"] for part in raw for letters in part.get("models", ())},
        harm={part["harm"]: tuple(part["words"]) for part in raw if "harm" in part},
        cues=Cues(**{role: dict(sorted(table.items())) for role, table in told.items()}),
    )


def hyphens_apart(form: str) -> str:
    """Return a form in small letters with each hyphen a word of its own, as figures are cut into tokens."""
    return " ".join(form.lower().replace("-", " - ").split())


def counted_forms(part: dict[str, Any]) -> Iterable[tuple[str, Noun]]:
    """Return each form of an entry's nouns; without a `unit` a noun's own plural is its unit."""
    unit, people = part.get("unit"), part.get("people", False)
    for plural in part.get("plurals", ()):
        yield hyphens_apart(plural), Noun(part["what"], unit or plural.lower(), people=people, plural=True)
    for lemma in part.get("nouns", ()):
        plural = regular(lemma, doubles_last=False)[0]
        for form in (lemma, plural):
            yield (
                hyphens_apart(form),
                Noun(part["what"], unit or plural.lower(), people=people, plural=form == plural),
            )
