"""Speaker: all that one person or body is said to have said, over time, by act and by outlet."""

from collections import Counter

import msgspec
from litestar import Response, get
from litestar.params import FromQuery

from reportedly.desk import links, wording
from reportedly.desk.desk import AtDesk, Request
from reportedly.desk.pages.ledger_shown import page_number
from reportedly.desk.rendering import page
from reportedly.record import Act, Attribution, Reading
from reportedly.store import Filters, View
from reportedly.store.keys import holds_words
from reportedly.store.words import folded_words

_REPORTS = 40
"""Reports that one page is made from, the latest."""
_LONG = 400


class Quoted(msgspec.Struct, frozen=True, kw_only=True):
    """One attribution."""

    act: str
    who: str
    """The name, as this report has it."""
    role: str | None
    words: str
    link: str
    chain: tuple[str, ...]
    """The voices between the outlet and the speaker."""
    confidence: float


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What one report has the speaker say."""

    report: str
    headline: str | None
    outlet: str | None
    published: str | None
    language: str | None
    quoted: tuple[Quoted, ...]


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """The page."""

    name: str
    grade: str
    names: tuple[str, ...]
    """Other forms of the name in these reports."""
    acts: tuple[tuple[str, int], ...]
    outlets: tuple[tuple[str, int], ...]
    told: tuple[Told, ...]
    more: bool


@get(links.SPEAKER, sync_to_thread=True)
def speaker(
    request: Request,
    desk: AtDesk,
    name: FromQuery[str] = "",
    act: FromQuery[str] = "",
    number: FromQuery[str] = "",
) -> Response[str]:
    """Show what `name` said; `act` narrows it to demands, denials and so on."""
    words = " ".join(name.split())[:200]
    at = page_number(number)
    act = act if act in set(Act) else ""
    shown = None
    if folded_words(words):
        with desk.store.view() as view:
            shown = shown_of(view, words, act, at)
    return page(
        request,
        "speaker.html",
        title=words or "Speaker",
        name=words,
        shown=shown,
        act=act,
        before=_address(words, act, at - 1) if at > 1 else "",
        after=_address(words, act, at + 1) if shown and shown.more else "",
    )


def _address(name: str, act: str, number: int) -> str:
    return links.asked(links.SPEAKER, {"name": name, "act": act, "number": number if number > 1 else None})


def shown_of(view: View, name: str, act: str, number: int) -> Shown:
    """Return a page of what somebody of this name said, the latest reports first."""
    filters = Filters(speaker=name, act=act or None)
    hits = view.find("", filters, limit=_REPORTS + 1, offset=(number - 1) * _REPORTS)
    wanted, told = folded_words(name), []
    for hit in hits[:_REPORTS]:
        reading = view.reading(hit.report.id)
        if reading is None:
            continue
        told.append(
            Told(
                report=hit.report.id,
                headline=hit.report.headline,
                outlet=hit.report.outlet,
                published=hit.report.published,
                language=hit.report.language,
                quoted=tuple(_quoted(reading, a) for a in _theirs(reading, wanted, act)),
            )
        )
    told = [each for each in told if each.quoted]
    quoted = [(each, said) for each in told for said in each.quoted]
    names = Counter(said.who for _, said in quoted)
    grade = next((g for n, g in view.grades().items() if folded_words(n) == wanted), None)
    return Shown(
        name=names.most_common(1)[0][0] if names else name,
        grade=" ".join(str(part) for part in (grade.reliability, grade.credibility) if part) if grade else "",
        names=tuple(n for n, _ in names.most_common(8))[1:],
        acts=tuple(Counter(said.act for _, said in quoted).most_common()),
        outlets=tuple(Counter(each.outlet or "" for each, _ in quoted).most_common(20)),
        told=tuple(told),
        more=len(hits) > _REPORTS,
    )


def _theirs(reading: Reading, wanted: tuple[str, ...], act: str) -> list[Attribution]:
    mine = {s.id for s in reading.sources if holds_words(s.who, wanted)}
    return [a for a in reading.attributions if a.speaker in mine and act in {"", str(a.act)}]


def _quoted(reading: Reading, said: Attribution) -> Quoted:
    source = next(s for s in reading.sources if s.id == said.speaker)
    return Quoted(
        act=str(said.act),
        who=source.who,
        role=source.role,
        words=wording.one_line(" … ".join(span.text for span in said.content), _LONG),
        link=links.report(reading.report.id, said.id),
        chain=tuple(voice.who for voice in said.chain[1:-1]),
        confidence=said.confidence,
    )


HANDLERS = (speaker,)
