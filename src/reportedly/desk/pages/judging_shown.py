"""Forms as they are shown: a record to be added or corrected, and what somebody else said of it meanwhile."""

import re
from collections.abc import Mapping

import msgspec

from reportedly.desk.pages.judging_fields import AT, FIELDS, Field, values_of
from reportedly.desk.pages.judging_forms import changed_names
from reportedly.desk.pages.judging_meeting import Base, Found, Met, Now, find
from reportedly.desk.pages.reader_items import NOUNS
from reportedly.desk.pages.reader_judged import Entry
from reportedly.errors import RefusedJudgementError

_SLOT = re.compile(r"slot-[A-Za-z0-9-]{1,120}")


class Differing(msgspec.Struct, frozen=True, kw_only=True):
    """A field that reads otherwise in the record as it is now."""

    label: str
    now: str
    yours: str


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """A form for one record, as it is shown."""

    report: str
    layer: str
    noun: str
    key: str
    """ "" where a record is added."""
    fields: tuple[Field, ...]
    values: Mapping[str, str]
    first: Mapping[str, str]
    """What the form began with: fields that read otherwise were changed."""
    base: Base
    speakers: tuple[str, ...]
    slot: str = ""
    """Id of the element of the queue that holds it; "" in the Reader."""
    why: str = ""
    trouble: str = ""
    """Why it was not written down."""
    others: tuple[Entry, ...] = ()
    """What somebody said of the record meanwhile."""
    differing: tuple[Differing, ...] = ()
    gone: bool = False
    """Whether somebody rejected the record meanwhile."""

    @property
    def mains(self) -> tuple[Field, ...]:
        """The fields that are always shown."""
        return tuple(field for field in self.fields if not field.more)

    @property
    def further(self) -> tuple[Field, ...]:
        """The fields that are folded away."""
        return tuple(field for field in self.fields if field.more)

    @property
    def further_differs(self) -> bool:
        """Whether one of these reads otherwise in the record as it is now."""
        return bool({field.label for field in self.further} & {each.label for each in self.differing})

    @property
    def begun(self) -> str:
        """What the form began with, as it is sent along."""
        return msgspec.json.encode(dict(self.first)).decode()


class Conflict(msgspec.Struct, frozen=True, kw_only=True):
    """A judgement that was not written down because somebody was quicker, and what it was."""

    report: str
    action: str
    """Where "mine too" goes."""
    said: tuple[tuple[str, str], ...]
    """What was asked, as it is sent again."""
    mine: str
    """The same for a person: "accept"."""
    others: tuple[Entry, ...]
    base: Base


def to_correct(now: Now, found: Found, key: str) -> Form:
    """Return the form to correct a record. Raises RefusedJudgementError where it was rejected."""
    if found.item is None:
        raise RefusedJudgementError("the judgement", "the record was rejected", "undo that first")
    values = values_of(found.layer, found.item, found.source)
    return form_of(now, found.layer, key, values, values)


def form_of(  # noqa: PLR0913 - what a form is made of
    now: Now,
    layer: str,
    key: str,
    values: Mapping[str, str],
    first: Mapping[str, str],
    *,
    why: str = "",
    base: Base | None = None,
) -> Form:
    """Return a form for a record of a layer; `key` is "" where it is added."""
    return Form(
        report=now.report.id,
        layer=layer,
        noun=NOUNS[layer],
        key=key,
        fields=FIELDS[layer],
        values=values,
        first=first,
        base=base or now.base,
        speakers=tuple(dict.fromkeys(source.who for source in now.judged.reading.sources)),
        why=why,
    )


def met_form(met: Met, shown: Form) -> Form:
    """Return a form after somebody was quicker: theirs, with what the second person changed laid over it."""
    if not shown.key:
        return msgspec.structs.replace(shown, others=met.others, base=met.now.base)
    try:
        found = find(met.now, shown.key)
    except RefusedJudgementError:
        return msgspec.structs.replace(shown, others=met.others, base=met.now.base, gone=True)
    if found.item is None:
        return msgspec.structs.replace(shown, others=met.others, base=met.now.base, gone=True)
    theirs = values_of(shown.layer, found.item, found.source)
    mine = changed_names(shown.layer, shown.values, shown.first)
    values, differing = dict(theirs), []
    for field in shown.fields:
        if field.name in mine:
            for name in (field.name, field.name + AT):
                if name in shown.values:
                    values[name] = shown.values[name]
        if values[field.name] != theirs[field.name]:
            differing.append(Differing(label=field.label, now=theirs[field.name], yours=values[field.name]))
    return msgspec.structs.replace(
        shown,
        values=values,
        first=theirs,
        others=met.others,
        base=met.now.base,
        differing=tuple(differing),
    )


def conflict_of(met: Met, action: str, sent: Mapping[str, str], **more: str) -> Conflict:
    """Return what is shown of a judgement that met another's."""
    said = {name: sent[name] for name in ("accept", "reject", "withdraw", "why") if sent.get(name)} | more
    mine = next((name for name in ("accept", "reject", "withdraw") if name in said), "judge")
    return Conflict(
        report=met.now.report.id,
        action=action,
        said=tuple(said.items()),
        mine=mine,
        others=met.others,
        base=met.now.base,
    )


def slot_of(written: str) -> str:
    """Return the id of an element of the queue; "" where it is none."""
    return written if _SLOT.fullmatch(written) else ""


def names_of(layer: str) -> list[str]:
    """Return the names of all fields that a form of a layer sends."""
    names = [field.name for field in FIELDS[layer]]
    return names + [field.name + AT for field in FIELDS[layer] if field.sort == "words"]
