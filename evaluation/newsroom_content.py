"""How a fact is worded: a template and what stands in its slots."""

from __future__ import annotations

import random
import re
from datetime import date

from evaluation import newsroom_phrases as phrases
from evaluation.newsroom_facts import Fact
from evaluation.newsroom_page import chosen
from evaluation.newsroom_telling import Form, Number
from evaluation.newsroom_world import Place

Slots = dict[str, object]
_WEEK = 7
_ARTICLE = re.compile(r"^(?:an?|the) ")


def content_of(fact: Fact, form: Form, number: Number | None, told: date) -> tuple[str, Slots]:
    """Return the template of a clause that says a fact, choices made, and its slots."""
    slots = slots_of(fact, form.seed, number, told)
    if fact.kind == "toll":
        pool: tuple[str, ...] = phrases.TOLL[fact.sort]
    elif fact.kind == "words":
        pool = phrases.WORDS[fact.words][0]
    elif fact.kind == "strike":
        pool = phrases.STRIKE if number else phrases.STRIKE_BARE
    else:
        pool = phrases.CONTROL
    template = chosen(pool[form.template % len(pool)], form.seed)
    if not slots["day"]:
        template = template.replace(" {day}", "").replace("{day} ", "")
    return template, slots


def asked_of(fact: Fact, form: Form) -> tuple[str, str, Slots]:
    """Return the cue of a demand or refusal, the template of what follows it, and its slots."""
    pool = phrases.DEMAND_CUES if fact.kind == "demand" else phrases.REFUSE_CUES
    cue, rest = pool[form.template % len(pool)]
    draw = random.Random(form.seed)  # noqa: S311 -- a simulation
    rest = chosen(rest.replace("{asked}", draw.choice(phrases.ASKS[fact.sort])), form.seed)
    return cue, rest, slots_of(fact, form.seed, None, fact.day)


def headline_of(fact: Fact, form: Form, number: Number | None, told: date) -> tuple[str, Slots] | None:
    """Return a headline that says a fact; None where there is none for it."""
    draw = random.Random(form.seed + 7)  # noqa: S311 -- a simulation
    slots = slots_of(fact, form.seed + 7, number, told)
    if fact.kind == "strike":
        pool: tuple[str, ...] = phrases.STRIKE_HEADS[:4] if number else phrases.STRIKE_HEADS[4:]
    elif fact.kind == "control":
        pool = phrases.CONTROL_HEADS
    elif fact.kind == "toll":
        pool = phrases.TOLL_HEADS[fact.sort]
    elif fact.kind == "words":
        pool = phrases.WORDS[fact.words][0]
    else:
        pool = phrases.DEMAND_HEADS if fact.kind == "demand" else phrases.REFUSE_HEADS
    picked = pool[form.template % len(pool)] if fact.kind == "words" else draw.choice(pool)
    template = picked.replace("{asked}", draw.choice(phrases.ASKS.get(fact.sort, ("",))))
    return chosen(template, form.seed), slots


def slots_of(fact: Fact, seed: int, number: Number | None, told: date) -> Slots:
    """Return the words of a fact's slots, with the facts of those that are places, times, quantities."""
    draw = random.Random(seed + 1)  # noqa: S311 -- a simulation
    actor = draw.choice(fact.theatre.sides[fact.side])
    loser = draw.choice(fact.theatre.sides[1 - fact.side])
    strike = draw.choice(phrases.STRIKES.get(fact.weapon, ("attack",)))
    weapons = draw.choice(phrases.WEAPONS.get(fact.weapon, ("shells",)))
    thing = draw.choice(phrases.THINGS.get(fact.sort, ("a building",)))
    people = draw.choice(("people", "people", "civilians"))
    slots: Slots = {
        "actor": actor,
        "loser": loser,
        "actor_short": actor.removeprefix("the "),
        "loser_short": loser.removeprefix("the "),
        "party": fact.theatre.parties[fact.side],
        "other": fact.theatre.parties[1 - fact.side],
        "strike": strike,
        "Strike": strike.capitalize(),
        "weapons": weapons,
        "Weapons": weapons[0].upper() + weapons[1:],
        "thing": thing,
        "thing_bare": _ARTICLE.sub("", thing),
        "place": place_slot(fact.place),
        "region": (
            fact.region,
            "p",
            {"name": fact.region, "kind": "region", "country": fact.theatre.country},
        ),
        "since": fact.since,
        "day": _day(fact, draw, told),
    }
    if number:
        facts = {
            "low": number.low,
            "high": number.high,
            "approx": number.approx,
            "what": fact.sort if fact.kind == "toll" else "killed",
            "cumulative": True if fact.kind == "toll" else None,
        }
        slots["n"] = (f"{number.words} {people}", "f", {**facts, "whose": people})
        slots["hn"] = (number.words, "f", facts)
    return slots


def place_slot(place: Place) -> tuple[str, str, dict[str, object]]:
    """Return a town as a slot."""
    facts: dict[str, object] = {
        "name": place.name,
        "kind": "city",
        "id": place.id,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
    }
    return place.name, "p", facts


def _day(fact: Fact, draw: random.Random, told: date) -> object:
    """Return when, as a report of the day `told` says it; empty where it does not."""
    if draw.random() < 0.15:  # noqa: PLR2004 -- left out
        return ""
    name = f"{fact.day:%A}" if (told - fact.day).days < _WEEK else f"{fact.day.day} {fact.day:%B}"
    before = draw.choice(("on ", "on ", "on ", "late on ", "early on "))
    return f"{before}{name}", "t", {"edtf": fact.day.isoformat(), "_at": (len(before), len(before + name))}
