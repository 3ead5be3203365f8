"""More wars for simulated newsrooms: in other lands, between made-up sides, told by made-up people.

Real archives are about many things at once; four wars told in a few phrases are far more alike than news.
"""

from __future__ import annotations

import random
import re
from functools import cache

from evaluation.newsroom_world import THEATRES, WEIGHTS, Theatre, places

_LANDS = (
    "AF Afghanistan Afghan, AL Albania Albanian, DZ Algeria Algerian, AO Angola Angolan, AR "
    "Argentina Argentine, BD Bangladesh Bangladeshi, BO Bolivia Bolivian, BR Brazil Brazilian, BG "
    "Bulgaria Bulgarian, CM Cameroon Cameroonian, TD Chad Chadian, CL Chile Chilean, CO Colombia "
    "Colombian, EC Ecuador Ecuadorian, EG Egypt Egyptian, ET Ethiopia Ethiopian, GH Ghana Ghanaian, "
    "GT Guatemala Guatemalan, HT Haiti Haitian, HN Honduras Honduran, IN India Indian, ID Indonesia "
    "Indonesian, IR Iran Iranian, IQ Iraq Iraqi, KE Kenya Kenyan, LY Libya Libyan, MX Mexico "
    "Mexican, MA Morocco Moroccan, MZ Mozambique Mozambican, NP Nepal Nepalese, NG Nigeria Nigerian, "
    "PK Pakistan Pakistani, PE Peru Peruvian, SY Syria Syrian, TZ Tanzania Tanzanian, UG Uganda "
    "Ugandan"
)
_SYLLABLES = re.findall("..", "badekilomunaperisotuvazegahijokuleminorasitawoya")
_ARMED = ("rebels", "insurgents", "militia fighters", "separatists", "guerrillas", "mutineers")
_LOYAL = ("army troops", "government forces", "soldiers", "national guards", "army units")
_REGIONS, _GIVEN, _SURNAMES = 8, 12, 28


@cache
def wars(count: int) -> tuple[tuple[Theatre, ...], tuple[float, ...]]:
    """Return so many wars, and how often each is written of; four are given, the others made (40 at most)."""
    made = [_made(*land.split()) for land in _LANDS.split(", ")][: max(0, count - len(THEATRES))]
    return (*THEATRES[:count], *made), (*WEIGHTS[:count], *(1.0 for _ in made))


def _made(code: str, land: str, people: str) -> Theatre:
    draw = random.Random(code)  # noqa: S311 -- a simulation
    rebels, loyal = draw.sample(_ARMED, 2), draw.sample(_LOYAL, 2)
    return Theatre(
        code,
        land,
        (tuple(f"{people} {word}" for word in rebels), tuple(f"{people} {word}" for word in loyal)),
        (f"the {people} {rebels[0]}", f"{land}'s government"),
        tuple(f"{town.name} district" for town in draw.sample(places()[code], _REGIONS)),
        tuple(_name(draw, 2) for _ in range(_GIVEN)),
        tuple(_name(draw, 3) for _ in range(_SURNAMES)),
    )


def _name(draw: random.Random, syllables: int) -> str:
    return "".join(draw.choice(_SYLLABLES) for _ in range(syllables)).capitalize()
