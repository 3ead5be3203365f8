"""Handed in: what the form for adding holds, checked, as a run of adding takes it."""

import re
from collections.abc import Sequence
from pathlib import PurePosixPath, PureWindowsPath

import msgspec
from litestar.exceptions import ClientException

from reportedly.desk.runs import ToAdd, folder_for
from reportedly.intake import Overrides, is_address, iso

_LONGEST_NAME = 100
_MOST_FILES = 500
_MOST_ADDRESSES = 200
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f/\\\ud800-\udfff]+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]+)*")
_WEB = re.compile(r"https?://", re.IGNORECASE)

Files = Sequence[tuple[str, bytes]]
"""Name as the browser says it, and content."""


class HandedIn(msgspec.Struct, frozen=True, kw_only=True):
    """The fields of the form, as they were typed."""

    text: str = ""
    """A report, or addresses one a line."""
    outlet: str = ""
    published: str = ""
    url: str = ""
    language: str = ""


def is_empty(handed: HandedIn, files: Files) -> bool:
    """Whether there is nothing to add."""
    return not handed.text.strip() and not files


def to_add(handed: HandedIn, files: Files, who: str) -> ToAdd:
    """Return what is to be added; files and a text are written into a folder of the run's own.

    Raises ClientException, with what to do, where a field cannot be understood.
    """
    said, addresses = _said(handed), _addresses(handed.text)
    written = [(own_name(name), data) for name, data in files]
    if handed.text.strip() and not addresses:
        written.append((_text_name(handed.text), handed.text.encode("utf-8", "replace")))
    if len(written) > _MOST_FILES:
        raise ClientException(
            f"more than {_MOST_FILES} files at once; add them in parts, or with reportedly add"
        )
    if said.url is not None and (addresses or len(written) != 1):
        raise ClientException(
            "an address can be said of one text or file only; leave it out, or add that one alone"
        )
    folder, paths = folder_for(written) if written else (None, ())
    return ToAdd(paths=(*addresses, *paths), said=said, folder=folder, who=who)


def own_name(written: str) -> str:
    """Return the name of a file as it is kept: its last part, safe on every system, not too long."""
    name = PureWindowsPath(PurePosixPath(written).name).name
    name = _CONTROLS.sub(" ", name).strip(" .") or "file"
    if len(name) <= _LONGEST_NAME:
        return name
    stem, dot, suffix = name.rpartition(".")
    short = f".{suffix}" if dot and len(suffix) < 10 else ""  # noqa: PLR2004 - no suffix is so long
    return (stem if short else name)[: _LONGEST_NAME - len(short)] + short


def _text_name(text: str) -> str:
    """Return how a pasted text is called: by its first words; without a suffix, for it may be of any form."""
    first = _CONTROLS.sub(" ", text.strip().partition("\n")[0]).replace(".", " ")
    return f"pasted text: {' '.join(first.split())[:60]}".strip(" :")


def _addresses(text: str) -> tuple[str, ...]:
    """Return the addresses that the text is, one a line; none where it is a report."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if not lines or not all(is_address(line) and " " not in line for line in lines):
        return ()
    other = next((line for line in lines if not _WEB.match(line)), None)
    if other is not None:
        raise ClientException(f"only http and https addresses are fetched, not {other[:60]}")
    if len(lines) > _MOST_ADDRESSES:
        raise ClientException(f"more than {_MOST_ADDRESSES} addresses at once; add them in parts")
    return tuple(dict.fromkeys(lines))


def _said(handed: HandedIn) -> Overrides:
    def clean(value: str) -> str | None:
        return " ".join(value.encode("utf-8", "replace").decode().replace("\0", " ").split()) or None

    published, language, url = clean(handed.published), clean(handed.language), clean(handed.url)
    if published is not None and iso(published) is None:
        raise ClientException(f"{published[:40]} is no date; write it like 2025-03-04")
    if language is not None and not _LANGUAGE.fullmatch(language):
        raise ClientException(f"{language[:40]} is no language code; write it like en or uk")
    if url is not None and not _WEB.match(url):
        raise ClientException("the address must begin with http:// or https://")
    return Overrides(outlet=clean(handed.outlet), url=url, published=published, language=language)
