"""`reportedly find`: reports of the store by their words, and by the records in them."""

from typing import Annotated

import typer

from reportedly.cli.options import JsonOption, LimitOption, StoreOption, clean, opened, print_json, printing
from reportedly.cli.saying import misused, say
from reportedly.record import Act, Change, EventType, What
from reportedly.record.layers import SPOKEN

_WORDS = 'Words that stand in the text; "a phrase"; -word: not this one; one OR the other.'


def find(  # noqa: PLR0913 - one parameter for each option
    *,
    words: Annotated[str, typer.Argument(metavar="[WORDS]", help=_WORDS, show_default=False)] = "",
    store: StoreOption = None,
    speaker: Annotated[str | None, typer.Option(help="Said by somebody of this name.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Published by it.")] = None,
    place: Annotated[str | None, typer.Option(help="About a place of this name.")] = None,
    since: Annotated[str | None, typer.Option("--from", help="Published then or later.")] = None,
    until: Annotated[str | None, typer.Option("--to", help="Published then or earlier.")] = None,
    act: Annotated[str | None, typer.Option(help=f"One of {', '.join(Act)}.")] = None,
    type_: Annotated[str | None, typer.Option("--type", help=f"One of {', '.join(EventType)}.")] = None,
    what: Annotated[str | None, typer.Option(help=f"One of {', '.join(What)}.")] = None,
    change: Annotated[str | None, typer.Option(help=f"One of {', '.join(Change)}.")] = None,
    layer: Annotated[str | None, typer.Option(help=f"One of {', '.join(SPOKEN)}.")] = None,
    happened_from: Annotated[str | None, typer.Option(help="Tells of this day or later.")] = None,
    happened_to: Annotated[str | None, typer.Option(help="Tells of this day or earlier.")] = None,
    language: Annotated[str | None, typer.Option(help="Of the report, ISO 639-1.")] = None,
    all_versions: Annotated[bool, typer.Option("--all-versions", help="Older versions too.")] = False,
    limit: LimitOption = 20,
    offset: Annotated[int, typer.Option(min=0, help="Leave out the first ones.")] = 0,
    json: JsonOption = False,
) -> None:
    """Find reports by words and by who said what where: best first, the words in context.

    Options on records (speaker, place, act, type, what, change, layer, happened) are met by one record that
    meets them all.
    """
    from reportedly.store import Filters  # noqa: PLC0415 - brings in the store

    said = {
        "speaker": speaker,
        "outlet": outlet,
        "place": place,
        "since": since,
        "until": until,
        "act": act,
        "type": type_,
        "what": what,
        "change": change,
        "layer": layer,
        "happened_since": happened_from,
        "happened_until": happened_to,
        "language": language,
    }
    filters = Filters(**{name: clean(value) for name, value in said.items()}, all_versions=all_versions)
    if not words.strip() and filters == Filters(all_versions=all_versions):
        misused('nothing to look for; give words, as reportedly find "bridge", or an option')
    with opened(store) as found, found.view() as view:
        hits = view.find(clean(words) or "", filters, limit=limit, offset=offset)
        if json:
            print_json(*hits)
        elif hits:
            from reportedly.views.hits import show_hits  # noqa: PLC0415 - rich, only for people

            with printing() as console:
                show_hits(hits, console, offset + 1)
        if not hits:
            say("nothing found" + (f" after the first {offset:,}" if offset else ""))
        elif len(hits) == limit:
            say(f"there may be more: --offset {offset + limit}")
