"""Outlets: what a name can mean, whose a host is, and where outlets stand in a text."""

import csv
import os
from pathlib import Path

import pytest

from reportedly.wordlists import outlets

SHARED = Path(os.environ.get("REPORTEDLY_SHARED") or Path(__file__).parents[2] / ".." / "shared")
PUBLISHERS = SHARED / "data" / "outlets" / "fundus_publishers.tsv"

EXPLAINED = {
    "reuters": "the agency is edited from London; the publisher list files its US site",
    "agence-france-presse": "the publisher list files the German desk of its fact checks",
    "euronews": "one company in France; the publisher list files each language under its country",
}
"""Outlets whose country differs from the publisher list, and why ours stands."""


@pytest.mark.parametrize(
    "name", ["Washington Post", "the washington post", "WaPo", "WashPo", "Washington\u00a0Post"]
)
def test_every_full_form_leads_to_the_one_outlet(name: str) -> None:
    """A full name or unique alias finds its outlet whatever its case, article or kind of space."""
    assert [outlet.id for outlet in outlets.find(name)] == ["washington-post"]


def test_an_acronym_counts_only_in_its_capitals() -> None:
    """Short acronyms are case-sensitive, so that "ap" or "who" in running text is no agency."""
    assert [outlet.name for outlet in outlets.find("AFP")] == ["Agence France-Presse"]
    assert outlets.find("afp") == ()


def test_a_shared_form_gives_every_candidate() -> None:
    """A form that several outlets use gives all of them and says that it is ambiguous."""
    found = {outlet.id for outlet in outlets.find("the Post")}
    assert {"washington-post", "new-york-post", "jerusalem-post"} <= found
    assert outlets.is_ambiguous("the Post")
    assert not outlets.is_ambiguous("Washington Post")


def test_a_common_word_is_ambiguous_though_one_outlet_bears_it() -> None:
    """A name that is also an everyday word is marked, so that a reader does not trust it alone."""
    assert [outlet.id for outlet in outlets.find("Time")] == ["time"]
    assert outlets.is_ambiguous("Time")
    assert not outlets.is_ambiguous("TIME")


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("www.bbc.co.uk", "bbc"),
        ("edition.cnn.com", "cnn"),
        ("timesofindia.indiatimes.com", "times-of-india"),
        ("REUTERS.COM:443", "reuters"),
        ("example.org", None),
        ("com", None),
    ],
)
def test_a_host_belongs_to_its_closest_listed_parent(host: str, expected: str | None) -> None:
    """A web address leads to its outlet through the nearest listed parent domain, and to nobody else."""
    found = outlets.by_domain(host)
    assert (found.id if found else None) == expected


def test_scanning_finds_the_longest_form_at_the_edges_of_words() -> None:
    """Mentions are whole words, the longest form wins, and positions are those of the text."""
    text = "The Times of Israel and al-Manar TV, citing AFP’s report, differ. Post-war CNNs told the Times."
    found = [(text[start:end], len(meant)) for start, end, meant in outlets.scan(text)]
    assert [words for words, _ in found] == ["Times of Israel", "al-Manar TV", "AFP", "the Times"]
    assert [count for _, count in found][:3] == [1, 1, 1]


def test_countries_and_domains_agree_with_the_publisher_list() -> None:
    """Where an outlet also stands in the fundus publisher list, both give the same country and domain."""
    if not PUBLISHERS.exists():
        pytest.skip(f"{PUBLISHERS} is not part of this repository")
    codes = {"UK": "GB", "IND": "IN", "ISL": "IS"}
    differing, shared = [], 0
    with PUBLISHERS.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            country = codes.get(row["country"], row["country"])
            by_domain = outlets.by_domain(row["domain"])
            by_name = [outlet for outlet in outlets.find(row["name"]) if outlet.country == country]
            for outlet in [by_domain] if by_domain else by_name:
                shared += 1
                if outlet.country != country and outlet.id not in EXPLAINED:
                    differing.append(f"{outlet.id}: country {outlet.country}, publisher list {country}")
            if by_domain is None and len(by_name) == 1 and not outlets.is_ambiguous(row["name"]):
                differing.append(
                    f"{by_name[0].id}: domains {by_name[0].domains}, publisher list {row['domain']}"
                )
    assert not differing
    assert shared > 100
