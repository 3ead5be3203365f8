"""The world of simulated newsrooms: real places, invented outlets and persons, sides of four wars."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from functools import cache

from reportedly.gazetteer import sources

_NAME = re.compile(r"[A-Z][a-z]{3,}")
_WHERE = [
    "Baltic",
    "Danube",
    "Levant",
    "Northern",
    "Southern",
    "Harbour",
    "Atlantic",
    "Pacific",
    "Alpine",
    "Adriatic",
    "Caspian",
    "Nile",
    "Red-Sea",
    "Black-Sea",
    "Sahel",
    "Steppe",
    "Delta",
    "Highland",
    "Lowland",
    "Frontier",
    "Capital",
    "Metro",
    "Continental",
    "Global",
    "United",
    "Free",
    "Independent",
    "Eastern",
    "Western",
    "Central",
    "Aegean",
    "Bosporus",
    "Carpathian",
    "Gulf",
    "Horn",
    "Island",
    "Lakeland",
    "Midland",
    "Nordic",
    "Oriental",
]
_WHAT = [
    "Herald",
    "Ledger",
    "Courier",
    "Tribune",
    "Gazette",
    "Dispatch",
    "Post",
    "Chronicle",
    "Observer",
    "Star",
    "Monitor",
    "Mirror",
    "Record",
    "Sentinel",
    "Standard",
    "Examiner",
    "Telegraph",
    "Bulletin",
    "Argus",
    "Journal",
]
_AGENCY = ("News Agency", "Press Agency", "Wire", "Newswire")


@dataclass(frozen=True)
class Theatre:
    """One war."""

    country: str
    """ISO 3166-1 alpha-2."""
    land: str
    sides: tuple[tuple[str, ...], tuple[str, ...]]
    """Forces of the two sides, each with other names of it; all plural."""
    parties: tuple[str, str]
    """Who speaks for them at talks."""
    regions: tuple[str, ...]
    given: tuple[str, ...]
    surnames: tuple[str, ...]


def _listed(words: str) -> tuple[str, ...]:
    return tuple(w.strip() for w in words.split(","))


THEATRES = (
    Theatre(
        "UA",
        "Ukraine",
        (("Russian forces", "Russian troops"), ("Ukrainian forces", "Ukrainian troops")),
        ("Russia", "Ukraine"),
        _listed("Kharkiv region, Sumy region, Odesa region, Kherson region, Donetsk region, Mykolaiv region,"
                " Chernihiv region, Zaporizhzhia region, Dnipropetrovsk region, Poltava region"),
        _listed("Olha, Iryna, Mykola, Serhii, Taras, Oksana, Bohdan, Larysa, Ostap, Halyna, Yurii, Nadiia"),
        _listed("Marchuk, Hnatenko, Bilozir, Koval, Stetsko, Verbytska, Dorosh, Panchuk, Zabolotnyi, Horbach,"
                " Tkachuk, Lysenko, Moroz, Savchuk, Kuzma, Didenko, Rudenko, Sydorak, Fedun, Chaika, Vovk,"
                " Yaremko, Zinchenko, Boiko, Kravets, Melnyk, Onyshko, Pryima, Romaniv, Shpak"),
    ),
    Theatre(
        "SD",
        "Sudan",
        (("Rapid Support Forces fighters", "RSF fighters"), ("Sudanese army troops", "Sudanese troops")),
        ("the Rapid Support Forces", "the Sudanese army"),
        _listed("North Darfur, West Darfur, South Kordofan, North Kordofan, Khartoum state, Gezira state,"
                " Blue Nile state, Sennar state"),
        _listed("Amna, Hashim, Salma, Idris, Nadia, Omar, Rania, Yasir, Huda, Tariq"),
        _listed("Abdelrahim, Babiker, Elfadil, Gibril, Hamdoun, Khalifa, Mirghani, Nourain, Osman, Rahama,"
                " Siddig, Tayeb, Wadidi, Zakaria, Bashari, Dafalla, Farouq, Jabir, Kabbashi, Yagoub"),
    ),
    Theatre(
        "MM",
        "Myanmar",
        (("Myanmar junta troops", "junta troops"), ("Arakan Army fighters", "Arakan Army troops")),
        ("Myanmar's junta", "the Arakan Army"),
        _listed("Shan state, Rakhine state, Kachin state, Sagaing region, Magway region, Chin state"),
        _listed("Thida, Zeya, Nilar, Kyaw, Sandar, Htun, Khin, Moe, Phyo, Yadana"),
        _listed("Maunglin, Thetwai, Zawmin, Htaybo, Lwinoo, Nyunthan, Soewin, Tunkyi, Yewaing, Aungphyo,"
                " Khantzin, Minswe, Ohnmar, Paingsoe, Saniko, Theinzaw, Winthaw, Zarni, Bobo, Kolatt"),
    ),
    Theatre(
        "YE",
        "Yemen",
        (("Houthi fighters", "Houthi forces"), ("Yemeni government forces", "Yemeni government troops")),
        ("the Houthis", "Yemen's government"),
        _listed("Marib governorate, Taiz governorate, Hodeidah governorate, Shabwa governorate"),
        _listed("Samir, Faiza, Walid, Arwa, Nasser, Bilqis, Hamid, Ruba, Qasim, Lina"),
        _listed("Alhakimi, Barakat, Dammaj, Fadhel, Ghanem, Hadi, Jaradi, Kamali, Maqtari, Numan, Qubati,"
                " Ruwaishan, Sharjabi, Thabet, Wazir, Yafai, Zabidi, Asiri, Batati, Harazi"),
    ),
)  # fmt: skip
WEIGHTS = (6, 2, 2, 1)
"""How often each is written of."""
ROLES = (
    "regional governor",
    "deputy governor",
    "army spokesman",
    "deputy defence minister",
    "interior minister",
    "police chief",
    "regional prosecutor",
    "brigade commander",
    "parliament speaker",
    "relief coordinator",
)
PARTY_ROLES = ("chief negotiator", "foreign minister", "spokesman", "deputy foreign minister", "envoy")
_QUOTE_FIRST = (
    "We counted the windows that are left and it did not take long",
    "My phone has not stopped ringing since the morning",
    "I have buried too many neighbours this winter",
    "Nobody in this town sleeps above the ground any more",
    "They know very well what stands there and who works in it",
    "The road was quiet for a week and we began to hope",
    "You can smell it from the other side of the river",
    "Our people were on their way home from the early shift",
    "I saw grown men sit down in the street and cry",
    "The maps in my office are out of date by lunchtime",
    "There was soup on the table and the clock was still running",
    "We asked for two generators and were sent a letter",
)
_QUOTE_SECOND = (
    "and tomorrow we will sweep the glass again",
    "so do not ask me whether this was a mistake",
    "but the bakery opened at six as it always does",
    "and the winter has only just begun",
    "because somebody has to write the names down",
    "and still the telephones are working",
    "while the whole world looks the other way",
    "and I will say so to anyone who asks",
    "but we are not going anywhere",
    "and that is all I can tell you today",
    "which is more than the radio has told us",
    "and the children draw it in their exercise books",
)


@dataclass(frozen=True)
class Place:
    """A real town."""

    name: str
    id: int
    country: str
    lat: float
    lon: float


@dataclass(frozen=True)
class Outlet:
    """An invented publisher."""

    name: str
    """With its article where it has one: "the Baltic Ledger"."""
    agency: bool

    @property
    def bare(self) -> str:
        """The name without article, as the outlet field of a report has it."""
        return self.name.removeprefix("the ")


@dataclass(frozen=True)
class Speaker:
    """Somebody who speaks: an invented person, a nameless one, or a document."""

    name: str
    role: str = ""
    kind: str = "person"
    """"person", "unnamed" or "document"."""


@cache
def places() -> dict[str, tuple[Place, ...]]:
    """Return the towns of each country whose names are plain words that occur once in it, from GeoNames."""
    found: dict[str, dict[str, Place | None]] = {}
    for city in sources.cities():
        towns = found.setdefault(city.countrycode, {})
        if _NAME.fullmatch(city.name):
            town = Place(city.name, city.geonameid, city.countrycode, city.latitude, city.longitude)
            towns[city.name] = None if city.name in towns else town
    return {
        country: tuple(sorted((p for p in towns.values() if p), key=lambda p: p.id))
        for country, towns in found.items()
    }


def outlets(draw: random.Random, count: int) -> list[Outlet]:
    """Return so many different outlets, one in eight an agency; 960 at most."""
    names = [Outlet(f"the {a} {b}".replace("-", " "), agency=False) for a in _WHERE for b in _WHAT]
    agencies = [
        Outlet(("the " if "Agency" in b else "") + f"{a} {b}".replace("-", " "), agency=True)
        for a in _WHERE
        for b in _AGENCY
    ]
    share = max(2, count // 8)
    return draw.sample(agencies, min(share, len(agencies))) + draw.sample(
        names, min(count - share, len(names))
    )


def person(draw: random.Random, theatre: Theatre, roles: tuple[str, ...] = ROLES) -> Speaker:
    """Return an invented official."""
    return Speaker(f"{draw.choice(theatre.given)} {draw.choice(theatre.surnames)}", draw.choice(roles))


def quotation(draw: random.Random) -> str:
    """Return words somebody could be quoted with: one of 144."""
    return f"{draw.choice(_QUOTE_FIRST)} {draw.choice(_QUOTE_SECOND)}"
