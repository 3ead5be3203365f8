"""Assets: the files that pages bring along (script, style, map data), served from the package.

Vite builds script and style from `web/` into `static/built`; they are committed and shipped, so that
nobody who uses the desk needs Node. Every address bears a hash of the content, so a browser may keep it
for good. Text is packed once, when it is first asked for.
"""

import gzip
import hashlib
import mimetypes
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from litestar import Request, Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery

FOLDER = Path(__file__).with_name("static")
PATH = "/static"
_TYPES = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".css": "text/css",
    ".json": "application/json",
    ".geojson": "application/geo+json",
    ".topojson": "application/json",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".txt": "text/plain",
    ".webmanifest": "application/manifest+json",
}
_PACKED = frozenset({".js", ".mjs", ".css", ".json", ".geojson", ".topojson", ".svg", ".txt", ".webmanifest"})
_FOR_GOOD = "public, max-age=31536000, immutable"
_ASK_AGAIN = "public, max-age=0, must-revalidate"


class Asset(msgspec.Struct, frozen=True, kw_only=True):
    """One file, ready to be sent."""

    content: bytes
    """As it is."""
    packed: bytes | None
    """With gzip, where that makes it smaller."""
    media_type: str
    """As the browser is told."""
    hash: str
    """The first 12 hex digits of the content's SHA-256."""


def address(name: str) -> str:
    """Return the address of an asset, as "built/desk.js". Raises FileNotFoundError where it is not there."""
    return f"{PATH}/{name}?v={load(name).hash}"


@cache
def load(name: str) -> Asset:
    """Return an asset by its path in the folder. Raises FileNotFoundError where it is none."""
    path = (FOLDER / name).resolve()
    if not path.is_relative_to(FOLDER.resolve()) or not path.is_file():
        raise FileNotFoundError(name)
    content, suffix = path.read_bytes(), path.suffix.lower()
    packed = gzip.compress(content, 9, mtime=0) if suffix in _PACKED else None
    return Asset(
        content=content,
        packed=packed if packed is not None and len(packed) < len(content) else None,
        media_type=_TYPES.get(suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream",
        hash=hashlib.sha256(content).hexdigest()[:12],
    )


@get(f"{PATH}/{{name:path}}", opt={"open": True}, sync_to_thread=True, include_in_schema=False)
def asset(
    request: Request[Any, Any, Any],
    name: FromPath[Path],
    v: FromQuery[str | None] = None,
) -> Response[bytes]:
    """Send one asset; packed where the browser takes that."""
    try:
        found = load(name.as_posix().lstrip("/"))
    except (FileNotFoundError, OSError, ValueError) as error:
        raise NotFoundException("there is no such file") from error
    tag, known = f'"{found.hash}"', request.headers.get("if-none-match")
    accepts = request.headers.get("accept-encoding", "")
    named = v == found.hash or "/chunks/" in name.as_posix()  # chunks bear their hash in their names
    headers = {"ETag": tag, "Vary": "Accept-Encoding", "Cache-Control": _FOR_GOOD if named else _ASK_AGAIN}
    if known == tag:
        return Response(b"", status_code=304, headers=headers)
    if found.packed is not None and "gzip" in accepts:
        headers["Content-Encoding"] = "gzip"
        return Response(found.packed, media_type=found.media_type, headers=headers)
    return Response(found.content, media_type=found.media_type, headers=headers)
