"""Web archives as files: WARC, packed or not, and WACZ, a zip file that holds some.

Nothing is unpacked to disk, so no name inside an archive can lead anywhere; a name that tries to is
refused all the same, for it says that the archive was not made by a crawler.
"""

import zipfile
import zlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from reportedly.errors import SetAsideError
from reportedly.intake.forms import Form, by_name
from reportedly.intake.inputs import Found, Refused, refused, unreadable
from reportedly.intake.warc import read_warc

_MEMBERS_AT_MOST = 10_000
_RATIO_AT_MOST = 100
"""A WARC packs at about 5 to 1; a member that claims more than this is a bomb."""
_SMALL = 1 << 20
_NEXT_STEP = "look at how the archive was made; its other parts were read"


def read_archive(path: str, max_bytes: int) -> Iterator[Found]:
    """Yield the pages of a WARC or WACZ file; see `warc.read_warc`.

    What cannot be read is yielded as Refused.
    """
    if by_name(path).form is Form.WARC:
        try:
            yield from read_warc(path, partial(_open, path), max_bytes)
        except OSError as error:
            yield refused(unreadable(path, error))
        return
    try:
        yield from _in_wacz(path, max_bytes)
    except OSError as error:
        yield refused(unreadable(path, error))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, UnicodeDecodeError) as error:
        why = f"no whole WACZ file ({str(error).lower()})"
        yield refused(SetAsideError(path, "damaged", why, "fetch the archive again"))


def _open(path: str) -> BinaryIO:
    return Path(path).open("rb")


def _in_wacz(path: str, max_bytes: int) -> Iterator[Found]:
    with zipfile.ZipFile(path) as wacz:
        members = wacz.infolist()
        if len(members) > _MEMBERS_AT_MOST:
            why = f"{len(members):,} files in this archive, more than {_MEMBERS_AT_MOST:,}"
            yield refused(SetAsideError(path, "unsafe-archive", why, "unpack it and name its WARC files"))
            return
        archives = 0
        for member in members:
            name = f"{path}!{member.filename}"
            inside = PurePosixPath(member.filename.replace("\\", "/"))
            if inside.is_absolute() or ".." in inside.parts or ":" in member.filename[:3]:
                yield _unsafe(name, "its name leads out of the archive")
            elif by_name(inside.name).form is Form.WARC and not member.is_dir():
                archives += 1
                yield from _member(name, wacz, member, max_bytes)
        if not archives:
            yield refused(SetAsideError(path, "no-text", "no WARC file in this WACZ file", "check the file"))


def _member(name: str, wacz: zipfile.ZipFile, member: zipfile.ZipInfo, max_bytes: int) -> Iterator[Found]:
    if member.flag_bits & 1:
        yield _unsafe(name, "it is encrypted")
    elif member.file_size > _SMALL and member.file_size > member.compress_size * _RATIO_AT_MOST:
        yield _unsafe(
            name, f"it claims to unpack to {member.file_size:,} bytes from {member.compress_size:,}"
        )
    else:
        try:
            yield from read_warc(name, lambda: cast("BinaryIO", wacz.open(member)), max_bytes)
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:
            why = f"damaged inside the WACZ file ({str(error).lower()})"
            yield refused(SetAsideError(name, "damaged", why, "fetch the archive again"))


def _unsafe(name: str, why: str) -> Refused:
    return refused(SetAsideError(name, "unsafe-archive", f"not opened: {why}", _NEXT_STEP))
