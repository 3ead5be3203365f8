"""Actors: lists of who speaks and acts: outlets, countries, seats of government, roles, bodies, names."""

from typing import Any

import msgspec

from reportedly.record import Kind
from reportedly.wordlists.bodies import Bodies
from reportedly.wordlists.countries import Actor
from reportedly.wordlists.country_codes import ACLED_REGIONS, UCDP_REGIONS, Codes
from reportedly.wordlists.forms import folded, without_marks
from reportedly.wordlists.media import Medium
from reportedly.wordlists.metonyms import Metonym
from reportedly.wordlists.outlets import Outlet
from reportedly.wordlists.roles import Role
from tools.wordlists.faults import (
    COUNTRY,
    HOST,
    LANGUAGE,
    NAME,
    SLUG,
    ambiguous_strangers,
    doubles,
    entries_of,
    misspelt,
    raise_if,
    shared_forms,
)


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
