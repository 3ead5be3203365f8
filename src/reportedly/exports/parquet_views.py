"""Views over the Parquet tables for DuckDB, as one file of SQL that is run in their folder.

    cd FOLDER && duckdb -init views.sql

Each table is a view of its name; the others are below. `citations` has every citation of every table, and
whether the report has these words there.
"""

from collections.abc import Iterator, Sequence

from reportedly.exports.tables import KEY, Column, Table

_IDS = {
    "attributions": "id",
    "sources": "id",
    "figures": "id",
    "controls": "id",
    "events": "id",
    "voices": "attribution",
    "places": "'p' || (position + 1)",
    "times": "'t' || (position + 1)",
    "references": "'r' || (position + 1)",
    "members": "statement",
    "joins": "one || ' + ' || other",
}
"""Table -> what a person calls a row of it."""
_VIEWS = """\
-- Each attribution's voices on one line, the publisher first.
CREATE OR REPLACE VIEW chains AS
SELECT report, attribution, string_agg(who, ' > ' ORDER BY position) AS chain, count(*) AS voices
FROM voices GROUP BY report, attribution;

-- Who said what in which report, through whom.
CREATE OR REPLACE VIEW who_said_what AS
SELECT r.published, r.outlet, s.who, s.kind, s.named, s.role, a.act, a.manner,
       array_to_string([x.text FOR x IN a.content], ' … ') AS words,
       c.chain, c.voices > 2 AS second_hand, a.medium, a.confidence,
       a.report, a.id AS attribution, a.source, a.cue, a.content, r.url
FROM attributions a
JOIN reports r USING (report)
JOIN sources s ON s.report = a.report AND s.id = a.speaker
LEFT JOIN chains c ON c.report = a.report AND c.attribution = a.id;

-- Whose number it is: the speaker's, or the outlet's in its own voice.
CREATE OR REPLACE VIEW figures_by_claimant AS
SELECT f.what, f.whose, coalesce(w.who, r.outlet) AS claimant, w.kind AS claimant_kind, w.act,
       f.low, f.high, f.approx, f.unit, f.cumulative, f.period_text AS period,
       r.published, r.outlet, coalesce(w.chain, r.outlet) AS chain,
       f.report, f.id AS figure, f.start, f."end", f.text, r.url
FROM figures f
JOIN reports r USING (report)
LEFT JOIN who_said_what w ON w.report = f.report AND w.attribution = f."by";

-- Who is said to hold, take, lose or fight over which place, in order of time.
CREATE OR REPLACE VIEW control_timeline AS
SELECT k.place, coalesce(k."when", r.published) AS moment, k."when" IS NOT NULL AS said, k.holder, k.change,
       k.status, coalesce(w.who, r.outlet) AS says, coalesce(w.chain, r.outlet) AS chain, w.act,
       r.published, r.outlet, k.report, k.id AS control, k.start, k."end", k.text,
       k.place_spans, k.holder_spans, r.url
FROM controls k
JOIN reports r USING (report)
LEFT JOIN who_said_what w ON w.report = k.report AND w.attribution = k."by"
ORDER BY k.place, moment;

-- What several reports say, one row for each origin it goes back to.
CREATE OR REPLACE VIEW claims_with_origins AS
SELECT c.claim, c.words, c.reports, c.origins, c.unknown, o.position + 1 AS origin, o.known, o.root, o.who,
       o.through, m.statements, m.outlets, m.first_published, m.spans
FROM claims c
JOIN origins o USING (claim)
JOIN (
    SELECT claim, origin, count(*) AS statements, list(DISTINCT outlet ORDER BY outlet) AS outlets,
           min(published) AS first_published,
           flatten(list([{'report': report, 'start': x.start, 'end': x."end", 'text': x.text} FOR x IN spans]
                        ORDER BY position)) AS spans
    FROM members GROUP BY claim, origin
) m ON m.claim = c.claim AND m.origin = o.position
ORDER BY c.reports DESC, c.claim, origin;
"""


def views_sql(tables: Sequence[Table], about: str) -> str:
    """Return the file of SQL for tables that lie beside it; `about` stands in its first line."""
    lines = [f"-- {about}. In this folder: duckdb -init views.sql", ""]
    lines += [
        f"CREATE OR REPLACE VIEW \"{table.name}\" AS SELECT * FROM read_parquet('{table.name}.parquet');"  # noqa: S608 - our own names
        for table in tables
    ]
    every = "\nUNION ALL ".join(part for table in tables for part in _citations(table))
    lines += [
        "",
        "-- Every citation; holds is whether the report has these words there, null where it is not here.",
        "CREATE OR REPLACE VIEW citations AS",
        'SELECT c.*, substring(r.text, c.start + 1, c."end" - c.start) = c.text AS holds FROM (',
        every,
        ") c LEFT JOIN reports r ON r.report = c.report;",
        "",
        _VIEWS,
    ]
    return "\n".join(lines)


def cited_columns(table: Table) -> Iterator[tuple[str, str, str]]:
    """Yield (column, how, column of the report) for what cites in a table.

    `how` is "span" for three columns whose names begin with `column`, "spans" and "citations" for lists.
    """
    names = {column.name for column in table.columns}
    for column in table.columns:
        if column.kind in {"spans", "citations"}:
            yield column.name, column.kind, _report_of(column, names)
        elif column.kind == "whole" and column.name.endswith("start"):
            yield column.name.removesuffix("start"), "span", KEY


def _report_of(column: Column, names: set[str]) -> str:
    side = f"{column.name.partition('_')[0]}_{KEY}"
    return side if side in names else KEY


def _citations(table: Table) -> Iterator[str]:
    """Yield a SELECT for each column of a table that cites."""
    for name, how, report in cited_columns(table):
        record = _IDS.get(table.name, report.replace(KEY, "statement"))
        role = name.removesuffix("_") or "words"
        head = f"SELECT '{table.name}' AS \"table\", {{}} AS report, {record} AS record, '{role}' AS role, "
        source = f'FROM "{table.name}"'
        if how == "span":
            ends = f'"{name}start" AS start, "{name}end" AS "end", "{name}text" AS text'
            yield f'{head.format(report)}{ends} {source} WHERE "{name}text" IS NOT NULL'
        else:
            ends = 'x.start AS start, x."end" AS "end", x.text AS text'
            where = report if how == "spans" else "x.report"
            yield f'{head.format(where)}{ends} {source}, UNNEST("{name}") AS u(x)'
