"""Find figures: the whole quantity phrase with its value, unit, kind and side."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.reading.figures import FoundFigure, find_figures
from reportedly.wordlists.units import Dimension, by_form


def only(text: str) -> FoundFigure:
    """Return the one figure of `text` that counts."""
    (figure,) = [f for f in find_figures(text) if f.counts]
    return figure


def words(text: str, figure: FoundFigure) -> str:
    """Return a figure's words."""
    return text[figure.start : figure.end]


@pytest.mark.parametrize(
    ("text", "phrase", "low", "high", "approx"),
    [
        ("At least 12 people died in Izmail.", "At least 12 people", 12, None, False),
        ("More than 300 drones crossed the Dniester.", "More than 300 drones", 300, None, False),
        ("They hold up to 1,000 prisoners.", "up to 1,000 prisoners", None, 1000, False),
        ("No more than 40 houses stand.", "No more than 40 houses", None, 40, False),
        ("Nearly 90 shells fell on Marganets.", "Nearly 90 shells", 90, 90, True),
        ("About half a million people live there.", "About half a million people", 500_000, 500_000, True),
        ("Some 200-odd trucks turned back.", "Some 200-odd trucks", 200, 200, True),
        ("Between 400 and 1,000 tankers sail.", "Between 400 and 1,000 tankers", 400, 1000, False),
        ("The plan needs 100-150 trucks.", "100-150 trucks", 100, 150, False),
        ("It lost from 3 to 5 boats.", "from 3 to 5 boats", 3, 5, False),
        ("They saw two or three tanks.", "two or three tanks", 2, 3, False),
        ("Over 100 but fewer than 200 people came.", "Over 100 but fewer than 200 people", 100, 200, False),
        ("They buried 20 or more soldiers.", "20 or more soldiers", 20, None, False),
        ("Engineers lifted 300+ mines.", "300+ mines", 300, None, False),
        ("Dozens of mortars fired.", "Dozens of mortars", 24, None, False),
        ("The crew counted hundreds of square miles.", "hundreds of square miles", 200, None, False),
    ],
)
def test_qualifiers_and_ranges_set_the_bounds(
    text: str, phrase: str, low: float | None, high: float | None, *, approx: bool
) -> None:  # fmt: skip
    """The phrase reaches from the qualifier to the counted noun, and its bounds are those said."""
    figure = only(text)
    assert words(text, figure) == phrase
    assert (figure.low, figure.high, figure.approx) == (low, high, approx)


@pytest.mark.parametrize(
    ("text", "value", "unit", "what"),
    [
        ("The loan is worth $4.3bn.", 4.3e9, "USD", "money"),
        ("Oslo sent €660 million.", 6.6e8, "EUR", "money"),
        ("It cost US$1.2m.", 1.2e6, "USD", "money"),
        ("The fee was 500,000 hryvnias.", 5e5, "UAH", "money"),
        ("The brigade took 12 sq km.", 12, "km2", "area"),
        ("The brigade took 12 km² of fields.", 12, "km2", "area"),
        ("They moved 3km towards Tokmak.", 3, "km", "distance"),
        ("Mines cover 900 hectares.", 900, "hectares", "area"),
        ("A drone flew 30m above the bridge.", 30, "m", "distance"),
        ("Prices rose by 14.5 per cent.", 14.5, "percent", "money"),
        ("Air defence downed 19 missiles.", 19, "missiles", "missiles"),
        ("Two Su-27s took off.", 2, "aircraft", "aircraft"),
        ("Three Leopard 2 tanks burned.", 3, "vehicles", "vehicles"),
        ("The strike hit four hospitals.", 4, "buildings", "places"),
        ("Nine villages lost power.", 9, "places", "places"),
        ("A 600-strong battalion guards it.", 600, "people", "troops"),
        ("Kyiv gets 900 men a month for the army.", 900, "people per month", "troops"),
    ],
)
def test_units_and_nouns_say_what_is_counted(text: str, value: float, unit: str, what: str) -> None:
    """A unit or a counted noun gives unit and kind."""
    figure = only(text)
    assert (figure.low, figure.high, figure.unit, figure.what) == (value, value, unit, what)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Twelve people were killed and 30 wounded in Orikhiv.", ["killed", "wounded"]),
        ("The blast killed 12 sailors and injured another 20.", ["killed", "wounded"]),
        ("The attack left 5 dead and 14 injured.", ["killed", "wounded"]),
        ("The death toll rose to 45.", ["killed"]),
        ("Two gunners and three medics were killed.", ["killed", "killed"]),
        ("Sixty residents, including nine pupils, were evacuated.", ["displaced", "displaced"]),
        ("The unit took 40 prisoners.", ["captured"]),
        ("Police have detained 70 protesters.", ["captured"]),
        ("Some 200,000 people fled to Moldova.", ["displaced"]),
        ("Eight sailors are missing.", ["missing"]),
        ("The army lost 900 soldiers.", ["casualties"]),
        ("The general commands 4,000 soldiers.", ["troops"]),
        ("He showed the graves of 84 dead Chechens.", ["killed"]),
        ("The clinic lists 34 dead. Médecins counted 41.", ["killed", "killed"]),
        ("It shot down 221 drones, including 28 over Bryansk.", ["drones", "drones"]),
        ("The guerrillas are thought to number 4,000.", ["troops"]),
    ],
)
def test_the_clause_says_what_happened(text: str, kinds: list[str]) -> None:
    """Verbs, adjectives and what was told just before say what happened to those counted."""
    assert [f.what for f in find_figures(text) if f.counts] == kinds


@pytest.mark.parametrize(
    "text",
    [
        "A 45-year-old engineer, Anna Bilyk, 31, spoke at 10:30 a.m. on 24 February 2022.",
        "On 9/11 and in the 1990s the 93rd Brigade flew Su-34s under Resolution 2254.",
        "Call 555-0100 or see page 12 of Article 5 on Channel 4, 24/7.",
        "No one knows; one of them waved at one another.",
        "Section 8 and stage two of the Group of Seven plan end in 2031.",
        "The team won 3-1 in the second half.",
        "1. Withdraw\n2) Disarm\n",
        "He lives at 1400 Lesia Street.",
        "The talks lasted three days, half an hour longer than in 2019.",
        "The two leaders met.",
        "Two officials said so.",
        "",
    ],
)
def test_what_says_which_or_when_does_not_count(text: str) -> None:
    """Dates, ages, times, names, labels, durations and numbers that point back are no figures."""
    assert [words(text, f) for f in find_figures(text) if f.counts] == []


def test_candidates_keep_what_does_not_count() -> None:
    """Durations and people without a number are found and flagged, for a caller who knows better."""
    duration, implicit = find_figures("After three to five years a soldier was killed.")
    assert (duration.low, duration.high, duration.unit, duration.duration) == (3, 5, "years", True)
    assert (implicit.low, implicit.what, implicit.implicit, implicit.counts) == (1, "killed", True, False)


def test_a_conversion_points_at_what_it_restates() -> None:
    """The same area in another unit is a figure of its own that names the first."""
    miles, kilometres = find_figures("The army took 480 square miles (1,243 sq km) of steppe.")
    assert kilometres.conversion_of == 0
    assert miles.value_si == pytest.approx(kilometres.value_si, rel=0.01)
    assert miles.conversion_of is None


def test_another_area_is_no_conversion() -> None:
    """Two areas that differ are two figures."""
    first, second = find_figures("It took 480 square miles (90 sq km).")
    assert (first.conversion_of, second.conversion_of) == (None, None)


@pytest.mark.parametrize(
    ("text", "expected", "period"),
    [
        ("Since the war began 9,000 civilians have been killed.", True, "Since the war began"),
        ("Another 12 people were killed overnight.", False, "overnight"),
        ("Shells killed 3 people on Monday.", False, "on Monday"),
        ("They lost 900 soldiers in the past day.", False, "in the past day"),
        ("In total, 40 tanks burned.", True, None),
        ("40 tanks burned.", None, None),
    ],
)
def test_total_or_new_and_the_period(text: str, *, expected: bool | None, period: str | None) -> None:
    """The sentence says whether a figure is a total so far, and over which time."""
    figure = only(text)
    assert figure.cumulative is expected
    said = None if figure.period is None else text[figure.period[0] : figure.period[1]]
    assert (said or "").lower() == (period or "").lower()


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("They killed 12 Russian soldiers.", "Russian soldiers"),
        ("Russia lost 40 tanks.", "tanks, Russia"),
        ("About 19 percent of Ukraine is occupied.", "Ukraine"),
        ("We met nine of Georgia's ministers.", "Georgia's ministers"),
    ],
)
def test_whose_names_the_side(text: str, whose: str) -> None:
    """The words that say whose stand with the figure."""
    figure = only(text)
    assert figure.whose_text is not None
    assert whose in figure.whose_text


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("Two-thirds of respondents agree.", 66.7),
        ("They hold a third of the province.", 33.3),
        ("One in five Kharkiv residents left.", 20),
        ("Half the country's landmass is mined.", 50),
        ("Exports fell by half.", 50),
        ("Some 60 percent of all Russian casualties are young.", 60),
    ],
)
def test_shares_are_percentages(text: str, percent: float) -> None:
    """Fractions and ratios are read as percent."""
    figure = only(text)
    assert (figure.high, figure.unit) == (percent, "percent")


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("9" * 400 + " soldiers came.", None),
        ("1٢3 guns fired.", None),
        ("١٢٣ tanks burned.", 123),
        ("1,00,000 pilgrims came.", 100_000),
        ("999999999999999 trillion soldiers came.", None),
    ],
)
def test_impossible_numbers_are_not_resolved(text: str, low: float | None) -> None:
    """What cannot be a count has no value, and is left off the record; other scripts are read."""
    (figure,) = find_figures(text)
    assert (figure.low, figure.resolved, figure.counts) == (low, low is not None, low is not None)


def test_the_number_alone_has_its_place() -> None:
    """The number's own span holds sign and digits, nothing of the noun."""
    text = "It pledged more than $4.3bn for 12 tanks."
    assert [text[f.number_start : f.number_end] for f in find_figures(text)] == ["$4.3bn", "12"]


@pytest.mark.parametrize(
    ("form", "dimension"),
    [
        ("tonnes", Dimension.MASS),
        ("barrels", Dimension.VOLUME),
        ("kilotons", Dimension.ENERGY),
        ("megawatts", Dimension.POWER),
        ("mph", Dimension.SPEED),
        ("times", Dimension.NUMBER),
    ],
)
def test_units_know_their_dimension(form: str, dimension: Dimension) -> None:
    """A unit's form leads to what it measures."""
    assert {unit.dimension for words_of, unit in by_form()[form] if words_of == (form,)} == {dimension}


PIECES = [
    "12", "1,200", "at least", "more than", "between", "and", "to", "-", "–", "half", "a", "million",
    "people",
    "soldiers", "were", "killed", "$", "%", "km", "²", "(", ")", ".", ",", "of", "the", "in", "2014", "May",
    "one", "dozens", "third", "thousands", "per", "day", "\n", "'", "s", "٣", "½",
    "of them", "including", "tens of",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40), st.sampled_from([" ", ""]))
def test_any_heap_of_pieces_gives_sound_figures(pieces: list[str], between: str) -> None:
    """Whatever the words, figures lie in the text, in order, apart, and no bound is crossed."""
    text = between.join(pieces)
    last = 0
    for figure in find_figures(text):
        assert last <= figure.start <= figure.number_start < figure.number_end <= figure.end <= len(text)
        assert figure.start < figure.end
        if figure.low is not None and figure.high is not None:
            assert 0 <= figure.low <= figure.high < float("inf")
        last = figure.end


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    """No text makes the reader fail."""
    assert all(0 <= f.start < f.end <= len(text) for f in find_figures(text))


def test_time_grows_with_the_text_alone() -> None:
    """Twenty times the text takes no more than about twenty times as long."""
    text = "At least 12 people were killed, 1,200 soldiers and 30 tanks of 40 lost, since March. "

    def seconds(times: int) -> float:
        start = time.process_time()
        find_figures(text * times)
        return time.process_time() - start

    seconds(10)
    small = min(seconds(50) for _ in range(3))
    assert min(seconds(1000) for _ in range(2)) < 60 * small
