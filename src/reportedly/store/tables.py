"""Tables: one schema for SQLite and PostgreSQL. docs/decisions/0010-store.md says why it is cut so.

`reports`, `texts` and `judgements` are append-only: triggers made by the migration refuse to change or
delete a row of them. The full-text index is no table of SQLAlchemy's (see `fulltext`). Moments are
text, ISO 8601 in UTC; days are text, YYYY-MM-DD. A change here needs a new migration
(`migrations/versions`); a test holds the two together.
"""

import sqlalchemy as sa

METADATA = sa.MetaData()
Number = sa.BigInteger().with_variant(sa.Integer, "sqlite")
Id = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
"""Ids of reports are ordered by code point, in whatever language a database sorts: so an index finds them by
their beginnings."""

META = sa.Table(
    "meta",
    METADATA,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)
"""What the store says of itself: "made_by", the release that last brought its schema up to date."""

REPORTS = sa.Table(
    "reports",
    METADATA,
    sa.Column("seq", Number, primary_key=True, autoincrement=True),
    sa.Column("id", Id, nullable=False, unique=True),
    sa.Column("story", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("outlet", sa.Text),
    sa.Column("outlet_name", Number),
    sa.Column("url", sa.Text),
    sa.Column("headline", sa.Text),
    sa.Column("published", sa.Text),
    sa.Column("first_day", sa.Text),
    sa.Column("last_day", sa.Text),
    sa.Column("published_basis", sa.Text),
    sa.Column("language", sa.Text),
    sa.Column("sha256", sa.Text, nullable=False),
    sa.Column("same_day", Number),
    sa.Column("added_at", sa.Text, nullable=False),
    sa.Column("added_from", sa.Text),
    sa.UniqueConstraint("story", "version"),
    sa.Index("reports_sha256", "sha256"),
    sa.Index("reports_url", "url"),
    sa.Index("reports_same_day", "same_day"),
    sa.Index("reports_first_day", "first_day", "seq"),
    sa.Index("reports_outlet_name", "outlet_name"),
    sqlite_autoincrement=True,
)
"""One row for each report. `same_day` is the hash of outlet, headline and day of publication."""

TEXTS = sa.Table(
    "texts",
    METADATA,
    sa.Column("seq", Number, sa.ForeignKey("reports.seq"), primary_key=True, autoincrement=False),
    sa.Column("text", sa.Text, nullable=False),
)
"""The texts, apart from `reports` so that filtering reports does not drag them through the memory."""

SUPERSEDED = sa.Table(
    "superseded",
    METADATA,
    sa.Column("seq", Number, sa.ForeignKey("reports.seq"), primary_key=True, autoincrement=False),
    sa.Column("successor", Number, sa.ForeignKey("reports.seq"), nullable=False),
)
"""Reports that have a newer version, and the next one."""

READINGS = sa.Table(
    "readings",
    METADATA,
    sa.Column("seq", Number, sa.ForeignKey("reports.seq"), primary_key=True, autoincrement=False),
    sa.Column("model", sa.Text, nullable=False),
    sa.Column("schema", sa.Text, nullable=False),
    sa.Column("read_at", sa.Text, nullable=False),
    sa.Column("packed", sa.LargeBinary, nullable=False),
    sa.Index("readings_model", "model", "seq"),
)
"""The current reading of a report (`packing`). `model` is "" where none was needed."""

REFERENCES = sa.Table(
    "report_references",
    METADATA,
    sa.Column("seq", Number, sa.ForeignKey("reports.seq"), primary_key=True, autoincrement=False),
    sa.Column("n", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("url", sa.Text),
    sa.Column("start", sa.Integer),
    sa.Column("end", sa.Integer),
    sa.Column("words", sa.Text),
)
"""Credit lines, wire marks and links to other reports, with the words that say so."""

NAMES = sa.Table(
    "names",
    METADATA,
    sa.Column("id", Number, primary_key=True, autoincrement=False),
    sa.Column("words", sa.Text, nullable=False),
)
"""Every name by which speakers, places and outlets are found; its id is a hash of its folded words."""

NAME_WORDS = sa.Table(
    "name_words",
    METADATA,
    sa.Column("word", sa.Text, primary_key=True),
    sa.Column("name", Number, sa.ForeignKey("names.id"), primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
"""Which names hold a word."""

RECORD_INDEX = sa.Table(
    "record_index",
    METADATA,
    sa.Column("seq", Number, sa.ForeignKey("reports.seq"), primary_key=True, autoincrement=False),
    sa.Column("n", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("layer", sa.Text, nullable=False),
    sa.Column("kind", sa.Text),
    sa.Column("speaker", Number),
    sa.Column("place", Number),
    sa.Column("first_day", sa.Text),
    sa.Column("last_day", sa.Text),
    sa.Index("record_index_speaker", "speaker", "seq"),
    sa.Index("record_index_place", "place", "seq"),
    sa.Index("record_index_kind", "kind", "layer", "seq"),
    sqlite_with_rowid=False,
)
"""What the judged reading of a report can be found by (`keys`); derived, never the truth."""

JUDGEMENTS = sa.Table(
    "judgements",
    METADATA,
    sa.Column("id", Number, primary_key=True, autoincrement=True),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("verb", sa.Text, nullable=False),
    sa.Column("report", Id, sa.ForeignKey("reports.id")),
    sa.Column("name", sa.Text),
    sa.Column("withdraws", Number, sa.ForeignKey("judgements.id")),
    sa.Column("entry", sa.Text, nullable=False),
    sa.Index("judgements_report", "report"),
    sa.Index("judgements_name", "name"),
    sqlite_autoincrement=True,
)
"""The log. `entry` is the whole Judgement as JSON; the columns are what it is looked up by."""

PROBLEMS = sa.Table(
    "problems",
    METADATA,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("code", sa.Text, primary_key=True),
    sa.Column("message", sa.Text, nullable=False),
    sa.Column("first_seen", sa.Text, nullable=False),
    sa.Column("last_seen", sa.Text, nullable=False),
    sa.Column("count", sa.Integer, nullable=False),
    sa.Column("mended", sa.Text),
)
"""Inputs that were set aside. `mended` is when a report came from the input after all."""

FEEDS = sa.Table(
    "feeds",
    METADATA,
    sa.Column("url", sa.Text, primary_key=True),
    sa.Column("etag", sa.Text),
    sa.Column("modified", sa.Text),
    sa.Column("seen", sa.Text, nullable=False),
    sa.Column("fetched_at", sa.Text, nullable=False),
)
"""What a feed's server said last, for a conditional request. `seen` is a JSON object: id of each entry that
was taken -> its date of change."""
