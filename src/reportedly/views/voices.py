"""What both views show of a reading: who stands behind it, as a tree, and the counts of its last line."""

import msgspec

from reportedly.record import Act, Attribution, Kind, Reading, Source, Voice
from reportedly.record.citations import is_proved

SAYS = {
    Act.SAY: "says",
    Act.DENY: "denies",
    Act.WARN: "warns",
    Act.DEMAND: "demands",
    Act.PROPOSE: "proposes",
    Act.PROMISE: "promises",
    Act.THREATEN: "threatens",
    Act.ASK: "asks",
    Act.THINK: "thinks",
    Act.WANT: "wants",
}
"""What a voice does with the content, as a verb."""
NO_OUTLET = "outlet not known"
_FIRST_HAND = 2
"""Voices in a chain from the publisher straight to the speaker."""


class Link(msgspec.Struct, kw_only=True):
    """One voice of the tree: what it says itself, and who speaks through it."""

    voice: Voice
    """The voice."""
    source: Source | None = None
    """The same voice as a source, where it says something itself."""
    says: list[Attribution] = []
    """What it says, in order of the text."""
    through: list["Link"] = []
    """The voices that reach the reader through this one, in order of first appearance."""


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """The numbers that sum a reading up."""

    attributions: int
    """How often somebody is said to say something."""
    voices: int
    """How many different sources that are."""
    unnamed: int
    """How many of the sources have no name."""
    second_hand: int
    """How many attributions reached the outlet through another voice."""
    withheld: int
    """Attributions that are not shown, because a citation does not match the text."""

    def __str__(self) -> str:
        """Return the counts as one line."""
        parts = [
            _counted(self.attributions, "attribution"),
            _counted(self.voices, "voice"),
            f"{self.unnamed} unnamed",
            f"{self.second_hand} second-hand",
        ]
        if self.withheld:
            parts.append(f"{self.withheld} not shown (citation does not match the text)")
        return " · ".join(parts)


def proven(reading: Reading) -> tuple[Attribution, ...]:
    """Return the attributions whose every citation says what the text has there; only they are shown."""
    return tuple(said for said in reading.attributions if is_proved(said, reading.report.text))


def tree(reading: Reading) -> Link:
    """Return the publisher, with all chains of the reading merged under it."""
    sources = {source.id: source for source in reading.sources}
    shown = proven(reading)
    publisher = next((said.chain[0] for said in shown if said.chain), None)
    root = Link(voice=publisher or Voice(who=reading.report.outlet or NO_OUTLET, kind=Kind.OUTLET))
    for said in shown:
        link = root
        for voice in said.chain[1:]:
            link = _next(link, voice)
        link.source = link.source or sources.get(said.speaker)
        link.says.append(said)
    return root


def counts(reading: Reading) -> Counts:
    """Return the numbers that sum the reading up."""
    shown = proven(reading)
    speaking = {said.speaker for said in shown}
    named = {source.id for source in reading.sources if source.named}
    return Counts(
        attributions=len(shown),
        voices=len(speaking),
        unnamed=len(speaking - named),
        second_hand=sum(len(said.chain) > _FIRST_HAND for said in shown),
        withheld=len(reading.attributions) - len(shown),
    )


def described(link: Link) -> str:
    """Return the name of a voice with role and affiliation, as far as the name does not hold them."""
    parts = [link.voice.who]
    if link.source is not None:
        for part in (link.source.role, link.source.affiliation):
            if part and part.casefold() not in ", ".join(parts).casefold():
                parts.append(part)
    return ", ".join(parts)


def is_named(link: Link) -> bool:
    """Whether the report gives the name of a voice."""
    return link.source.named if link.source is not None else link.voice.kind is not Kind.UNNAMED


def _next(link: Link, voice: Voice) -> Link:
    for other in link.through:
        if (other.voice.who, other.voice.kind) == (voice.who, voice.kind):
            return other
    link.through.append(Link(voice=voice))
    return link.through[-1]


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
