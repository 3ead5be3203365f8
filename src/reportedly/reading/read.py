"""Read: one report to one Reading. This is the table of contents of the reading stage.

text ──words──▶ encoder ──▶ found attributions ──▶ nesting ──▶ speakers ──▶ chains ──▶ record
                   └─────▶ found facts ──▶ places, times, figures, control, events ──▶ record
"""

from reportedly.reading import labels
from reportedly.reading.acts import act_of
from reportedly.reading.chains import build
from reportedly.reading.completing import complete
from reportedly.reading.confidence import confidence_of
from reportedly.reading.encoder import Encoder, load_encoder
from reportedly.reading.facts.choosing import chosen
from reportedly.reading.facts.found import FoundFacts, add_window
from reportedly.reading.facts.holders import Spoken
from reportedly.reading.facts.read import facts_of
from reportedly.reading.facts.tower import Tower, load_tower
from reportedly.reading.found import Found, in_window, merge, trimmed
from reportedly.reading.manner import manner_of
from reportedly.reading.medium import medium_of
from reportedly.reading.nesting import nest
from reportedly.reading.phrases import Described
from reportedly.reading.speakers import resolve
from reportedly.reading.words import Words, split_words
from reportedly.record import Attribution, Reading, Report, Source
from reportedly.record.layers import ATTRIBUTIONS, CONTROLS, EVENTS, LAYERS, TIMES, to_read


def read_report(report: Report, *, layers: frozenset[str] = LAYERS) -> Reading:
    """Return what one report says: attributions with speakers and chains, and the facts in them.

    `layers` are those to read, with what they rest on (`record.layers.to_read`). Raises
    ModelMissingError where a shipped model is not whole.
    """
    layers = to_read(layers)
    encoder = load_encoder()
    tower = load_tower() if layers - {ATTRIBUTIONS, TIMES} else None
    words = split_words(report.text)
    found, told = _find(encoder, tower, words, layers)
    inside = nest(found, words)
    speakers = resolve(found, inside, words, report.outlet)
    chains = build(found, inside, speakers, words, report.outlet)  # an interviewer becomes a speaker here
    sources, ids = _sources(found, speakers, words)
    attributions = tuple(
        Attribution(
            id=f"a{i + 1}",
            speaker=ids[i],
            source=words.cited(f.source),
            cue=words.cited(f.cue),
            content=words.cited(f.content),
            manner=manner_of(words, f.content),
            act=act_of(f),
            inside=None if (holder := inside[i]) is None else f"a{holder + 1}",
            medium=medium_of(f, words),
            chain=chains[i],
            confidence=confidence_of(f, encoder.settings["confidence"]),
        )
        for i, f in enumerate(found)
    )
    facts = facts_of(report, words, told, Spoken(found, speakers, attributions), layers)
    return Reading(
        report=report,
        sources=sources,
        attributions=attributions,
        places=facts.places,
        times=facts.times,
        figures=facts.figures,
        controls=facts.controls,
        events=facts.events,
        model=encoder.name if tower is None else f"{encoder.name}+{tower.name}",
    )


def _find(
    encoder: Encoder, tower: Tower | None, words: Words, layers: frozenset[str]
) -> tuple[list[Found], FoundFacts]:
    """Return the attributions and facts of a text, as asked for; each window is read once for both."""
    voiced, claimed = ATTRIBUTIONS in layers, bool(layers & {CONTROLS, EVENTS})
    found: list[Found] = []
    told = FoundFacts()
    for window in encoder.windows(words) if voiced or tower is not None else ():
        scores = encoder.score(words, window, labels.GUIDE)
        if voiced:
            found.extend(in_window(encoder, words, scores))
        if tower is not None:
            add_window(told, tower, words, scores, claimed=claimed)
    if tower is not None:
        told.anchored = chosen(told.anchored, words, tower.settings)
    tidy = [t for f in merge(sorted(found, key=lambda f: (f.anchor, f.bare))) if (t := trimmed(f, words))]
    return complete(tidy, words) if voiced else [], told


def _sources(
    found: list[Found], speakers: list[Described], words: Words
) -> tuple[tuple[Source, ...], list[str]]:
    """Return each speaker once, in order of first mention, and the id each attribution points at."""
    order: dict[tuple[str, str], list[int]] = {}
    for i, speaker in enumerate(speakers):
        order.setdefault((speaker.who.casefold(), speaker.kind), []).append(i)
    sources = []
    ids = [""] * len(found)
    for n, members in enumerate(order.values(), 1):
        told = [speakers[i] for i in members]
        spans = dict.fromkeys(s for i in members for s in words.cited(found[i].source))
        for i in members:
            ids[i] = f"s{n}"
        sources.append(
            Source(
                id=f"s{n}",
                who=told[0].who,
                kind=told[0].kind,
                named=told[0].named,
                role=next((t.role for t in told if t.role), None),
                affiliation=next((t.affiliation for t in told if t.affiliation), None),
                mentions=tuple(sorted(spans)),
            )
        )
    return tuple(sources), ids
