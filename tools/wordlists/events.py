"""Events: lists of modes, ACLED types and triggers."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
import yaml

from reportedly.record import Change, EventType
from reportedly.wordlists.acled import PARTIES, SUB_EVENTS, Row, Table
from reportedly.wordlists.modes import Modes, words_of
from reportedly.wordlists.triggers import GAP, Forms, Triggers
from tools.wordlists.faults import SLUG, doubles, misspelt, raise_if
from tools.wordlists.language import inflections, regular
from tools.wordlists.source import SOURCE


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
