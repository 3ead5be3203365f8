"""Bytes -> characters: decode where the encoding is certain, refuse with a reason where it is not.

A wrong guess here would put words into the record that nobody wrote, so the rule is strict and
small: a byte order mark, then UTF-8, then UTF-16 by its zero bytes, then two families of one-byte
encodings that leave no doubt (mostly ASCII with windows-1252 punctuation; mostly Cyrillic letters).
"""

import codecs
import re

from reportedly.errors import SetAsideError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF", "turn it into text first (pdftotext FILE)"),
    (b"PK\x03\x04", "a zip archive or an office document", "unpack it or save it as plain text"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "save it as plain text"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first (gunzip FILE)"),
    (b"{\\rtf", "a rich text document", "save it as plain text"),
    (b"\x89PNG", "a picture", "give the text of the report"),
    (b"\xff\xd8\xff", "a picture", "give the text of the report"),
    (b"GIF8", "a picture", "give the text of the report"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"
_CONTROLS_AT_MOST = 0.05
"""Bytes of an archive or a program are control characters one time in ten; a stray one is no reason."""
_ASCII_LETTERS = bytes(range(0x41, 0x5B)) + bytes(range(0x61, 0x7B))
_HIGH = bytes(range(0x80, 0x100))
_CYRILLIC_LOW_HALF = bytes(range(0xC0, 0xE0))
_CYRILLIC_HIGH_HALF = bytes(range(0xE0, 0x100))
_UTF8_PAIR = re.compile(rb"[\xc3-\xf4][\x80-\xbf]")
_ZERO_SHARE = 0.05
"""Any text in UTF-16 has its spaces and line ends as (0, character) pairs: more than this share."""
_PAGES = b"\x00\x01\x04\x05\x06\x20"
_PAGES_SHARE = 0.9
"""The first half of nearly every character: Latin, Cyrillic, Hebrew, Arabic letters, punctuation."""
_ASCII_SHARE = 0.85
_CYRILLIC_SHARE = 0.6
_NOT_CYRILLIC = re.compile("[а-яёіїєґ][А-ЯЁІЇЄҐ]|[\u2500-\u25a0]")  # capital inside a word, box drawing
_ODD_AT_MOST = 0.01
_NO_PAGE_IS_IN = frozenset(
    {"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7", "utf-8-sig"}
)
"""What Python calls encodings and no page is written in; some turn bytes into text of their own."""
_TO_UTF8 = "save it as UTF-8 (iconv -f ENCODING -t UTF-8 FILE) and read it again"


def decode(name: str, data: bytes, *declared: str | None) -> str:
    """Return the characters of `data`, without byte order mark.

    `declared` is what the server and the file itself say it is written in (a page's charset), the more
    trusted first; each is tried before the one-byte encodings, and only believed where it decodes
    without an error.

    Raises SetAsideError: "empty", "binary", "undecodable".
    """
    if not data.strip():
        raise SetAsideError(name, "empty", "the file is empty", "give a file with the report's text")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(name, data[len(mark) :], encoding)
    _refuse_known_binaries(name, data)
    if (utf16 := _utf16_without_mark(data)) is not None:
        return _strictly(name, data, utf16)
    _refuse_controls(name, data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        other = next((known for said in declared if (known := _declared(said, data))), None)
        other = other or _one_byte(data)
        if other is None:
            raise _undecodable(name, error) from error
        return data.decode(other)


def _strictly(name: str, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(name, error) from error


def _undecodable(name: str, error: UnicodeDecodeError) -> SetAsideError:
    seen = f"0x{error.object[error.start]:02x}" if error.start < len(error.object) else "the end"
    what = f"not valid {error.encoding.upper()} ({seen} at byte {error.start})"
    why = f"{what}, and no other encoding is certain"
    return SetAsideError(name, "undecodable", why, _TO_UTF8)


def _refuse_known_binaries(name: str, data: bytes) -> None:
    for signature, what, next_step in _SIGNATURES:
        if data.startswith(signature):
            raise SetAsideError(name, "binary", f"this is {what}, not text", next_step)


def _refuse_controls(name: str, data: bytes) -> None:
    """Zero bytes, or more than a few other control characters, are no text."""
    if b"\x00" in data or _count(data, _CONTROLS) > len(data) * _CONTROLS_AT_MOST:
        raise SetAsideError(
            name, "binary", "the file holds binary data, not text", "give the report as text, HTML or JSON"
        )


def _utf16_without_mark(data: bytes) -> str | None:
    """Return the byte order of UTF-16 without a mark: all zero bytes on one side, and enough of them."""
    if len(data) % 2:
        return None
    first, second = data[0::2], data[1::2]
    if (0 in first) == (0 in second):
        return None
    pages, encoding = (first, "utf-16-be") if 0 in first else (second, "utf-16-le")
    if pages.count(0) < len(pages) * _ZERO_SHARE or _count(pages, _PAGES) < len(pages) * _PAGES_SHARE:
        return None
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    odd = sum(not character.isprintable() and not character.isspace() for character in text)
    return None if odd > len(text) * _ODD_AT_MOST else encoding


def _declared(declared: str | None, data: bytes) -> str | None:
    if declared is None:
        return None
    try:
        encoding = codecs.lookup(declared).name
        if encoding in _NO_PAGE_IS_IN:
            return None
        # The web reads Latin-1 as windows-1252 (WHATWG Encoding Standard, "windows-1252" labels).
        encoding = "cp1252" if encoding in {"iso8859-1", "ascii"} else encoding
        data.decode(encoding)
    except (LookupError, ValueError):  # unknown, no text encoding ("base64"), or not decodable
        return None
    return encoding


def _one_byte(data: bytes) -> str | None:
    """Return "cp1252", "cp1251" or "koi8-r" where the bytes leave no doubt, else None."""
    if _UTF8_PAIR.search(data):
        return None  # damaged UTF-8: reading it as anything else turns letters into rubbish
    letters, high = _count(data, _ASCII_LETTERS), _count(data, _HIGH)
    if letters >= (letters + high) * _ASCII_SHARE:
        return "cp1252" if _is_windows_english(data) else None
    low_half, high_half = _count(data, _CYRILLIC_LOW_HALF), _count(data, _CYRILLIC_HIGH_HALF)
    if low_half + high_half < (letters + high) * _CYRILLIC_SHARE:
        return None
    # windows-1251 has its small letters where KOI8-R has its capitals, and text is mostly small.
    encoding = "cp1251" if high_half > low_half else "koi8-r"
    return encoding if _is_cyrillic(data.decode(encoding, "replace")) else None


def _is_windows_english(data: bytes) -> bool:
    """Whether the high bytes read as windows-1252: defined, and no capital inside a word (as Mac Roman's)."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return False
    return re.search(r"[a-z][À-ÖØ-Þ][a-z]|(?<!\w)[À-ÖØ-Þ](?=[a-z]+[À-ÖØ-Þ])|[\x80-\x9f]", text) is None


def _is_cyrillic(text: str) -> bool:
    """Whether words read as words; ISO 8859-5 and CP866 read as another encoding do not."""
    return len(_NOT_CYRILLIC.findall(text)) <= len(text) * _ODD_AT_MOST


def _count(data: bytes, which: bytes) -> int:
    """How many bytes of `data` are among `which`."""
    return len(data) - len(data.translate(None, which))
