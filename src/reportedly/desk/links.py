"""Links: the permanent address of everything the desk shows. Pages and templates take them from here.

A name may hold a slash or anything else, so names are parameters, never parts of a path.
"""

from collections.abc import Mapping, Sequence
from urllib.parse import quote, urlencode, urlsplit

from reportedly.record import Span

INBOX = "/"
SEARCH = "/search"
PROBLEMS = "/problems"
MAP = "/map"
TIMELINE = "/timeline"
POSITIONS = "/positions"
COMPARE = "/compare"
REVIEW = "/review"
PLACE = "/place"
SPEAKER = "/speaker"
CLAIMS = "/claims"
CONTRADICTIONS = "/contradictions"
LOGIN = "/login"
ACCOUNT = "/account"
USERS = "/users"
EXPORTS = "/exports"
API = "/api/1"


def report(id_: str, fragment: str = "") -> str:
    """Return the address of a report in the Reader; `fragment` names a record on it, as "a3"."""
    return f"/reports/{quote(id_, safe='')}{'#' + quote(fragment, safe='') if fragment else ''}"


def words(report_id: str, spans: Sequence[Span]) -> str:
    """Return the address of words of a report, from the first of them to the last."""
    return report(report_id, f"{min(spans).start}-{max(span.end for span in spans)}" if spans else "")


def claim(id_: str) -> str:
    """Return the address of a claim; any member's key leads to the claim it is in now."""
    return f"{CLAIMS}/{quote(id_, safe='')}"


def speaker(name: str) -> str:
    """Return the address of all that one person or body said."""
    return asked(SPEAKER, {"name": name})


def place(name: str) -> str:
    """Return the address of a place."""
    return asked(PLACE, {"name": name})


def day(written: str) -> str:
    """Return the address of the reports published on one day (YYYY-MM-DD)."""
    return asked(INBOX, {"day": written})


def outlet(name: str) -> str:
    """Return the address of the reports of one outlet."""
    return asked(INBOX, {"outlet": name})


def compare(*ids: str) -> str:
    """Return the address of reports side by side."""
    return f"{COMPARE}?{urlencode([('report', id_) for id_ in ids])}"


def search(words: str = "", **narrowed: str | None) -> str:
    """Return the address of a search; `narrowed` are filters by their names on the page."""
    return asked(SEARCH, {"q": words or None, **narrowed})


def run(id_: str) -> str:
    """Return the address of one run of adding."""
    return f"/adding/{quote(id_, safe='')}"


def export_file(id_: str) -> str:
    """Return the address of the file of an export."""
    return f"{EXPORTS}/{quote(id_, safe='')}/file"


def asked(path: str, said: Mapping[str, object]) -> str:
    """Return `path` with what is said (None and "" say nothing) as its parameters."""
    pairs = [(key, str(value)) for key, value in said.items() if value not in {None, ""}]
    return f"{path}?{urlencode(pairs, quote_via=quote)}" if pairs else path


def outside(url: str | None) -> str | None:
    """Return an address of the web that a page may link to; None for any other (javascript:, data:, …).

    What is no http or https address is shown as words, never as a link.
    """
    if not url or not url.isprintable() or any(character.isspace() for character in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None


def login(path: str, query: str) -> str:
    """Return where to log in so as to come back to a page."""
    return asked(LOGIN, {"next": f"{path}?{query}" if query else path})


def within(path: str) -> str:
    """Return an address to go on to after the login: one of the desk's own, else the inbox."""
    plain = path.isprintable() and "\\" not in path
    return path if plain and path.startswith("/") and not path.startswith("//") else INBOX
