"""Readings made by hand, and a reader to stand in for the encoder where a test is not about it."""

from reportedly.record import (
    Act,
    Attribution,
    Kind,
    Manner,
    Reading,
    Report,
    Source,
    Span,
    Voice,
    cite,
    report_id,
)

TEXT = (
    "Bridge at Sumy closed after strike\n\n"
    "The road bridge was closed on Tuesday, Olena Marchuk, head of the administration, told the Northern "
    "Herald. “Two officers warned me that it may fall,” she said.\n\n"
    "Repairs will reportedly take weeks."
)

STAND_IN = '''
import sys, types

def read_report(report, *, layers):
    """Find one attribution: the first "NAME said WORDS."; of facts, only the first name, as a place."""
    import re
    from reportedly.record import Act, Attribution, Kind, Manner, Reading, Source, Voice, cite
    from reportedly.record import Place, PlaceKind
    text = report.text
    if "attributions" not in layers:
        name = re.search(r"[A-Z]\\\\w+", text)
        place = Place(span=cite(text, *name.span()), name=name[0], kind=PlaceKind.OTHER)
        return Reading(report=report, places=(place,) if "places" in layers else (), model="stand-in")
    found = re.search(r"([A-Z]\\\\w+) (said) ([^.\\\\n]+)", text)
    if found is None:
        return Reading(report=report, model="stand-in")
    who, cue, content = (cite(text, *found.span(group)) for group in (1, 2, 3))
    source = Source(id="s1", who=who.text, kind=Kind.PERSON, named=True, mentions=(who,))
    chain = (
        Voice(who=report.outlet or "?", kind=Kind.OUTLET),
        Voice(who=who.text, kind=Kind.PERSON, citation=who),
    )
    said = Attribution(
        id="a1", speaker="s1", source=(who,), cue=(cue,), content=(content,), manner=Manner.INDIRECT,
        act=Act.SAY, chain=chain, confidence=0.9,
    )
    return Reading(report=report, sources=(source,), attributions=(said,), model="stand-in")

module = types.ModuleType("reportedly.reading.read")
module.read_report = read_report
sys.modules["reportedly.reading.read"] = module
'''.replace("\\\\", "\\")
"""A `sitecustomize.py` that puts a reader without a model in place, in workers too."""


def span(words: str, text: str = TEXT) -> Span:
    """Return the first place of `words` in `text`."""
    start = text.index(words)
    return cite(text, start, start + len(words))


def reading(text: str = TEXT, outlet: str = "The Lakeside Dispatch") -> Reading:
    """Return a reading of `TEXT`: four voices, one behind another outlet, one nested, two without a name."""
    herald = Voice(who="Northern Herald", kind=Kind.OUTLET, citation=span("Northern Herald"))
    publisher = Voice(who=outlet, kind=Kind.OUTLET)
    marchuk = Voice(who="Olena Marchuk", kind=Kind.PERSON, citation=span("Olena Marchuk"))
    she = Voice(who="Olena Marchuk", kind=Kind.PERSON, citation=span("she"))
    officers = Voice(who="two officers", kind=Kind.UNNAMED, citation=span("Two officers"))
    nobody = Voice(who="nobody named", kind=Kind.UNNAMED)
    return Reading(
        report=Report(
            id=report_id(text, outlet),
            outlet=outlet,
            url="https://lakeside.example/bridge",
            headline=text.partition("\n")[0],
            published="2025-03-04",
            language="en",
            text=text,
        ),
        sources=(
            Source(
                id="s1",
                who="Olena Marchuk",
                kind=Kind.PERSON,
                named=True,
                role="head of the administration",
                mentions=(span("Olena Marchuk"), span("she")),
            ),
            Source(
                id="s2", who="two officers", kind=Kind.UNNAMED, named=False, mentions=(span("Two officers"),)
            ),
            Source(id="s3", who="nobody named", kind=Kind.UNNAMED, named=False),
        ),
        attributions=(
            _said(
                "a1",
                "s1",
                "Olena Marchuk",
                "told",
                ("The road bridge was closed on Tuesday",),
                (publisher, herald, marchuk),
            ),
            _said(
                "a2",
                "s2",
                "Two officers",
                "warned",
                ("it may fall",),
                (publisher, she, officers),
                "a3",
                Act.WARN,
            ),
            _said(
                "a3",
                "s1",
                "she",
                "said",
                ("“Two officers warned me that it may fall,”",),
                (publisher, she),
            ),
            _said("a4", "s3", "", "reportedly", ("Repairs will", "take weeks"), (publisher, nobody)),
        ),
        model="by hand",
    )


def _said(  # noqa: PLR0913, PLR0917 - one row of the table above
    id_: str,
    speaker: str,
    source: str,
    cue: str,
    content: tuple[str, ...],
    chain: tuple[Voice, ...],
    inside: str | None = None,
    act: Act = Act.SAY,
) -> Attribution:
    return Attribution(
        id=id_,
        speaker=speaker,
        source=(span(source),) if source else (),
        cue=(span(cue),),
        content=tuple(span(words) for words in content),
        manner=Manner.DIRECT if content[0].startswith("“") else Manner.INDIRECT,
        act=act,
        inside=inside,
        chain=chain,
        confidence=0.9,
    )
