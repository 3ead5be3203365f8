"""Check and compile the word lists: `python -m tools.wordlists [--check]`.

Reads `wordlists/*.yaml`, says what is wrong in them, and writes `src/reportedly/wordlists/*.json`, the
compact form the package reads. The same source always gives the same bytes; `--check` writes nothing
and fails where a compiled list differs from its source.
"""

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec
import yaml

from reportedly.gazetteer.listed import Listed
from reportedly.gazetteer.place_words import PlaceWords
from reportedly.record import Act, Change, EventType, Kind
from reportedly.wordlists.acled import PARTIES, SUB_EVENTS, Row, Table
from reportedly.wordlists.acts import Acts
from reportedly.wordlists.bodies import Bodies
from reportedly.wordlists.counted import WHATS, Counted, Cues, Noun
from reportedly.wordlists.countries import Actor
from reportedly.wordlists.country_codes import ACLED_REGIONS, UCDP_REGIONS, Codes
from reportedly.wordlists.forms import folded, is_acronym, without_article, without_marks
from reportedly.wordlists.issues import Issue
from reportedly.wordlists.media import Medium
from reportedly.wordlists.metonyms import Metonym
from reportedly.wordlists.modes import Modes, words_of
from reportedly.wordlists.outlets import Outlet
from reportedly.wordlists.roles import Role
from reportedly.wordlists.times import Feast, NamedTimes, War
from reportedly.wordlists.triggers import GAP, Forms, Triggers
from reportedly.wordlists.units import Unit

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "wordlists"
COMPILED = ROOT / "src" / "reportedly" / "wordlists"

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
HOST = re.compile(r"(?!www\.)[a-z0-9-]+(\.[a-z0-9-]+)+")
COUNTRY = re.compile(r"[A-Z]{2}")
LANGUAGE = re.compile(r"[a-z]{2}")
NAME = re.compile(r"[^\W\d_]+([-'][^\W\d_]+)*")

VOWELS = "aeiou"


class FaultyListError(Exception):
    """A list says something that cannot stand: mend the YAML file, compile again."""

    def __init__(self, faults: Iterable[str]) -> None:
        """Take all faults found, so that they can be mended in one go."""
        super().__init__("\n".join(faults))


def entries_of(raw: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the entries without their `source`, which stays in the YAML; each must have one."""
    unsourced = [f"no source: {entry}" for entry in raw if not entry.get("source")]
    if unsourced:
        raise FaultyListError(unsourced)
    return [{key: value for key, value in entry.items() if key != "source"} for entry in raw]


# ---------------------------------------------------------------------------- lists of entries


def compile_outlets(raw: list[dict[str, Any]]) -> tuple[Outlet, ...]:
    """Return the outlets; raises FaultyListError for doubled ids, domains or unmarked shared forms."""
    outlets = msgspec.convert(entries_of(raw), tuple[Outlet, ...])
    faults = [
        *doubles("outlet id", (outlet.id for outlet in outlets)),
        *doubles("domain", (domain for outlet in outlets for domain in outlet.domains)),
        *shared_forms((outlet.id, outlet.forms, outlet.ambiguous) for outlet in outlets),
    ]
    for outlet in outlets:
        faults += misspelt(outlet.id, SLUG, [outlet.id])
        faults += misspelt(outlet.id, HOST, outlet.domains)
        faults += misspelt(outlet.id, COUNTRY, [outlet.country])
        faults += misspelt(outlet.id, LANGUAGE, [outlet.language])
        faults += ambiguous_strangers(outlet.id, outlet.forms, outlet.ambiguous)
    raise_if(faults)
    return outlets


def compile_countries(raw: list[dict[str, Any]]) -> tuple[Actor, ...]:
    """Return the actors; raises FaultyListError for doubled names or unmarked shared names.

    Adjectives and people may be shared ("Congolese"): they say what they can mean, not who speaks.
    """
    actors = msgspec.convert(entries_of(raw), tuple[Actor, ...])
    faults = [
        *doubles("name", (actor.name for actor in actors)),
        *shared_forms((actor.name, (actor.name, *actor.aliases), actor.ambiguous) for actor in actors),
    ]
    for actor in actors:
        faults += misspelt(actor.name, COUNTRY, [actor.country or "XX"])
        faults += ambiguous_strangers(actor.name, actor.forms, actor.ambiguous)
    raise_if(faults)
    return actors


def compile_country_codes(raw: list[dict[str, Any]]) -> tuple[Codes, ...]:
    """Return the codes; raises FaultyListError for doubled codes and regions that there are none of."""
    codes = msgspec.convert(entries_of(raw), tuple[Codes, ...])
    faults = [
        *doubles("country", (each.country for each in codes)),
        *doubles("alpha-3 code", (each.iso3 for each in codes)),
        *doubles("number", (str(each.number) for each in codes if each.number is not None)),
        *doubles("gw", (str(each.gw) for each in codes if each.gw is not None)),
    ]
    for each in codes:
        faults += misspelt(each.country, COUNTRY, [each.country])
        if each.acled not in {None, *ACLED_REGIONS} or each.ucdp not in {None, *UCDP_REGIONS}:
            faults.append(f"{each.country}: no such region: {each.acled}, {each.ucdp}")
    raise_if(faults)
    return codes


def compile_metonyms(raw: list[dict[str, Any]]) -> tuple[Metonym, ...]:
    """Return the metonyms; raises FaultyListError where one form stands twice."""
    metonyms = msgspec.convert(entries_of(raw), tuple[Metonym, ...])
    faults = doubles(
        "form", (folded(form) for metonym in metonyms for form in (metonym.name, *metonym.aliases))
    )
    raise_if([*faults, *(f for m in metonyms for f in misspelt(m.name, COUNTRY, [m.country or "XX"]))])
    return metonyms


def compile_roles(raw: list[dict[str, Any]]) -> tuple[Role, ...]:
    """Return the roles; raises FaultyListError where one form stands twice."""
    roles = msgspec.convert(entries_of(raw), tuple[Role, ...])
    raise_if(doubles("form", (form for role in roles for form in {role.name, *role.forms})))
    return roles


def compile_media(raw: list[dict[str, Any]]) -> tuple[Medium, ...]:
    """Return the media; raises FaultyListError where a name or a form stands twice."""
    media = msgspec.convert(entries_of(raw), tuple[Medium, ...])
    forms = [form.lower() for medium in media for form in {form.lower(): form for form in medium.forms}]
    raise_if([*doubles("name", (medium.name for medium in media)), *doubles("form", forms)])
    return media


def compile_places(raw: list[dict[str, Any]]) -> tuple[Listed, ...]:
    """Return the places; raises FaultyListError for positions off the globe and for doubled entries.

    Two villages may share a name, not also a position to a tenth of a degree.
    """
    places = msgspec.convert(entries_of(raw), tuple[Listed, ...])
    faults = doubles(
        "place",
        ((p.name, p.kind, p.country, p.at and (round(p.at[0], 1), round(p.at[1], 1))) for p in places),
    )
    for place in places:
        faults += misspelt(place.name, COUNTRY, [place.country or "XX"])
        faults += doubles(f"{place.name}: form", place.names)
        if place.at and not (abs(place.at[0]) <= 90 and abs(place.at[1]) <= 180):  # noqa: PLR2004 - degrees
            faults.append(f"{place.name}: {place.at} is not on the globe")
    raise_if(faults)
    return places


# ---------------------------------------------------------------------------- lists of words


def compile_place_words(raw: list[dict[str, Any]]) -> tuple[PlaceWords, ...]:
    """Return the words of each sort of place; raises FaultyListError where a word stands twice."""
    parts = msgspec.convert(entries_of(raw), tuple[PlaceWords, ...])
    raise_if(doubles("word", (word for part in parts for word in part.words)))
    return parts


def compile_bodies(raw: list[dict[str, Any]]) -> Bodies:
    """Return every head word with its kind; raises FaultyListError where one stands under two kinds."""
    pairs = [(word, Kind(part["kind"])) for part in raw for word in part["words"]]
    raise_if(doubles("head", (word for word, _ in pairs)))
    return Bodies(kinds=dict(sorted(pairs)), longest=max(len(word.split()) for word, _ in pairs))


def compile_names(raw: list[dict[str, Any]]) -> dict[str, str]:
    """Return the names of each gender in one string; raises FaultyListError where a name stands twice.

    A name with diacritics also counts without them ("Zdenek"), unless that is listed itself.
    """
    listed = [(name, gender) for part in raw for gender in ("m", "f", "u") for name in part.get(gender, ())]
    raise_if(
        [*doubles("name", (name.casefold() for name, _ in listed)), *misspelt("names", NAME, dict(listed))]
    )
    genders: dict[str, str] = {name.casefold(): gender for name, gender in listed}
    for name, gender in listed:
        genders.setdefault(bare(name.casefold()), gender)
    return {
        gender: " ".join(sorted(n for n, g in genders.items() if g == gender)) for gender in ("m", "f", "u")
    }


def bare(name: str) -> str:
    """Return `name` without its diacritics."""
    return without_marks(name.replace("ł", "l").replace("ø", "o").replace("ı", "i"))


def compile_times(raw: list[dict[str, Any]]) -> NamedTimes:
    """Return wars and feasts.

    Raises FaultyListError where a name, a war's word or a feast's form stands twice.
    """
    parts = {name: entries_of(entries) for part in raw for name, entries in part.items()}
    wars = msgspec.convert(parts["wars"], tuple[War, ...])
    feasts = msgspec.convert(parts["feasts"], tuple[Feast, ...])
    raise_if(
        [
            *doubles("name", [*(war.name for war in wars), *(feast.name for feast in feasts)]),
            *doubles("word", (word for war in wars for word in war.words)),
            *doubles("form", (form for feast in feasts for form in feast.forms or (feast.name,))),
            *(f"{f.name}: month and day go together" for f in feasts if (f.month is None) != (f.day is None)),
        ]
    )
    return NamedTimes(wars=wars, feasts=feasts)


# ---------------------------------------------------------------------------- acts


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


# ---------------------------------------------------------------------------- figures


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


# ---------------------------------------------------------------------------- events


def compile_modes(raw: list[dict[str, Any]]) -> dict[EventType, Modes]:
    """Return the modes of each type; raises FaultyListError where one cue tells two modes of a type."""
    spelling = next(part for part in raw if "irregular" in part)
    types: dict[EventType, Modes] = {}
    faults = doubles("type", (part["type"] for part in raw if "type" in part))
    for part in (part for part in raw if "type" in part):
        told: dict[str, dict[str, str]] = {"": {}, "hint_": {}}
        modes = part.get("modes", ())
        for mode in modes:
            faults += misspelt(part["type"], SLUG, [mode["mode"]])
            for rank, table in told.items():
                for form in cue_forms(mode, rank, spelling):
                    if table.setdefault(form, mode["mode"]) != mode["mode"]:
                        faults.append(
                            f"{part['type']}: {form!r} stands under {table[form]} and {mode['mode']}"
                        )
        faults += [
            f"{part['type']}: {form!r} is cue and hint" for form in told[""].keys() & told["hint_"].keys()
        ]
        types[EventType(part["type"])] = Modes(
            modes=tuple(mode["mode"] for mode in modes), cues=told[""], hints=told["hint_"]
        )
    faults += [f"no entry for {kind}" for kind in EventType if kind not in types]
    raise_if(faults)
    return types


def compile_acled(raw: list[dict[str, Any]]) -> Table:
    """Return the table; raises FaultyListError for unknown lists, parties, modes or sub-event types."""
    modes = yaml.load((SOURCE / "modes.yaml").read_text("utf-8"), yaml.CSafeLoader)
    spelling = {**next(part for part in modes if "irregular" in part), **raw[0]}
    known = {mode["mode"] for part in modes for mode in part.get("modes", ())} | {"none"}
    rows = msgspec.convert(
        [{key: value for key, value in part.items() if key != "example"} for part in raw if "row" in part],
        tuple[Row, ...],
    )
    lists: dict[str, set[str]] = {}
    for part in (part for part in raw if "list" in part):
        for form in cue_forms(part, "", spelling):
            lists.setdefault(form, set()).add(part["list"])
    names = {part["list"] for part in raw if "list" in part}
    faults = [*doubles("row", (row.row for row in rows))]
    for row in rows:
        faults += [f"{row.row}: no such list: {n}" for n in (row.trigger | row.told | row.untold) - names]
        faults += [f"{row.row}: no such party: {n}" for n in (row.actor | row.recipient) - {*PARTIES}]
        faults += [f"{row.row}: no such mode: {n}" for n in row.modes - known]
        if (row.event or row.sub) and row.sub not in SUB_EVENTS.get(row.event or "", ()):
            faults.append(f"{row.row}: no such event: {row.event}, {row.sub}")
    faults += [f"{part['row']}: no example" for part in raw if "row" in part and not part.get("example")]
    raise_if(faults)
    return Table(
        rows=rows,
        lists={form: frozenset(held) for form, held in lists.items()},
        nonstate=frozenset(name for part in raw for name in part.get("nonstate", ())),
    )


def compile_triggers(raw: list[dict[str, Any]]) -> Triggers:
    """Return the triggers of each type and change.

    Raises FaultyListError where a phrase is strong under two of them, or one has no strong or no weak forms.
    """
    modes = yaml.load((SOURCE / "modes.yaml").read_text("utf-8"), yaml.CSafeLoader)
    spelling = {
        key: {**held, **raw[0][key]} if isinstance(held, dict) else [*held, *raw[0][key]]
        for key, held in next(part for part in modes if "irregular" in part).items()
        if key in ("irregular", "doubled")
    }
    types = {kind: trigger_forms(raw, "type", kind, spelling) for kind in EventType}
    changes = {change: trigger_forms(raw, "change", change, spelling) for change in Change}
    raise_if([*trigger_faults(types), *trigger_faults(changes)])
    return Triggers(types=types, changes=changes)


def trigger_forms(raw: list[dict[str, Any]], key: str, name: str, spelling: dict[str, Any]) -> Forms:
    """Return the strong and weak forms of one type or change; a form listed as both is strong."""
    forms: dict[str, dict[str, None]] = {"strong": {}, "weak": {}}
    governing: set[str] = set()
    for part in (part for part in raw if part.get(key) == name):
        inflected = dict.fromkeys(cue_forms(part, "", spelling))
        forms[part["sure"]].update(inflected)
        if part.get("governs"):
            governing |= {
                form for verb in part["verbs"] for form in cue_forms({"verbs": [verb]}, "", spelling)
            }
    return Forms(
        strong=tuple(sorted(forms["strong"])),
        weak=tuple(sorted(forms["weak"].keys() - forms["strong"].keys())),
        governing=frozenset(governing),
    )


def trigger_faults(forms: Mapping[Any, Forms]) -> list[str]:
    """Name what has no strong or no weak forms, and each form that is strong under two."""
    faults = [
        f"{name}: no strong or no weak forms"
        for name, held in forms.items()
        if not (held.strong and held.weak)
    ]
    return faults + doubles("strong form", (form for held in forms.values() for form in held.strong))


def cue_forms(entry: dict[str, Any], rank: str, spelling: dict[str, Any]) -> Iterable[str]:
    """Return each form of the verbs, nouns and words of an entry, written as `words_of` gives them."""
    doubled = frozenset[str](spelling["doubled"])
    for verb in entry.get(f"{rank}verbs", ()):
        yield from (spaced(form) for form in inflections(verb, spelling["irregular"], doubled))
    for noun in entry.get(f"{rank}nouns", ()):
        *before, last = words_of(noun)
        plural = f"{last[:-3]}men" if last.endswith("man") else regular(last, doubles_last=False)[0]
        yield from (" ".join((*before, form)) for form in (last, plural))
    yield from (spaced(words) for words in entry.get(f"{rank}words", ()))


def spaced(phrase: str) -> str:
    """Return a phrase as `words_of` writes it, its gap kept."""
    return f" {GAP} ".join(" ".join(words_of(part)) for part in phrase.split(GAP))


# ---------------------------------------------------------------------------- faults


def raise_if(faults: list[str]) -> None:
    """Raise FaultyListError where there are faults."""
    if faults:
        raise FaultyListError(faults)


def doubles(what: str, values: Iterable[object]) -> list[str]:
    """Name each value that stands more than once."""
    return [f"{what} stands twice: {value!r}" for value, times in Counter(values).items() if times > 1]


def misspelt(entry: str, pattern: re.Pattern[str], values: Iterable[str]) -> list[str]:
    """Name each value that does not have the form it must have."""
    return [
        f"{entry}: {value!r} is not of the form {pattern.pattern}"
        for value in values
        if not pattern.fullmatch(value)
    ]


def ambiguous_strangers(entry: str, forms: Iterable[str], ambiguous: Iterable[str]) -> list[str]:
    """Name what is marked ambiguous but is no form of the entry, and forms that stand twice."""
    known = list(forms)
    strangers = [
        f"{entry}: {form!r} is marked ambiguous but is not among its forms"
        for form in ambiguous
        if form not in known
    ]
    return strangers + doubles(f"{entry}: form", known)


def shared_forms(entries: Iterable[tuple[str, Iterable[str], Iterable[str]]]) -> list[str]:
    """Name each form that two entries share although one of them does not mark it ambiguous."""
    owners: dict[str, list[tuple[str, bool]]] = {}
    for entry, forms, ambiguous in entries:
        marked = {key_of(form) for form in ambiguous}
        for key in dict.fromkeys(key_of(form) for form in forms):
            owners.setdefault(key, []).append((entry, key in marked))
    return [
        f"form {key!r} is shared by {', '.join(entry for entry, _ in held)} and not marked ambiguous in all"
        for key, held in owners.items()
        if len(held) > 1 and not all(marked for _, marked in held)
    ]


def key_of(form: str) -> str:
    """Return what two spellings that would be confused share; acronyms are told apart by their capitals."""
    return without_article(form) if is_acronym(without_article(form)) else folded(form)


# ---------------------------------------------------------------------------- the command

COMPILERS: dict[str, Callable[[list[dict[str, Any]]], Any]] = {
    "outlets": compile_outlets,
    "metonyms": compile_metonyms,
    "countries": compile_countries,
    "country_codes": compile_country_codes,
    "acts": compile_acts,
    "bodies": compile_bodies,
    "roles": compile_roles,
    "media": compile_media,
    "given_names": compile_names,
    "times": compile_times,
    "places": compile_places,
    "place_words": compile_place_words,
    "units": compile_units,
    "counted": compile_counted,
    "figures": compile_sets,
    "modes": compile_modes,
    "acled": compile_acled,
    "triggers": compile_triggers,
    "opposed": compile_sets,
    "issues": compile_issues,
}


def compiled(name: str) -> bytes:
    """Return the compiled list `name`; raises FaultyListError with each fault in its YAML."""
    raw = yaml.load((SOURCE / f"{name}.yaml").read_text("utf-8"), yaml.CSafeLoader)
    try:
        entries = COMPILERS[name](raw)
    except (FaultyListError, msgspec.ValidationError) as error:
        raise FaultyListError(f"{name}.yaml: {line}" for line in str(error).splitlines()) from error
    return msgspec.json.encode(entries, order="deterministic") + b"\n"


def main(arguments: list[str]) -> int:
    """Compile, or with `--check` compare; return the exit status."""
    try:
        paths = {COMPILED / f"{name}.json": compiled(name) for name in COMPILERS}
    except FaultyListError as error:
        print(error)
        return 1
    differing = [path for path, content in paths.items() if not path.exists() or path.read_bytes() != content]
    if "--check" in arguments:
        for path in differing:
            print(f"{path.relative_to(ROOT)} differs from its source: run python -m tools.wordlists")
        return 1 if differing else 0
    for path in differing:
        path.write_bytes(paths[path])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
