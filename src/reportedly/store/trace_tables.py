"""Tables of the trace: what was found of the reports together. All of it is derived and can be made anew.

Meaning is `reportedly.linking`'s; here are rows. docs/decisions/0015-linking.md says why they are cut so.
"""

import sqlalchemy as sa

from reportedly.store.tables import METADATA, Id, Number

UNTRACED = sa.Table(
    "untraced",
    METADATA,
    sa.Column("seq", Number, sa.ForeignKey("reports.seq"), primary_key=True, autoincrement=False),
    sa.Column("mark", sa.Integer, nullable=False),
)
"""Reports whose statements are to be taken out, put in, or both. `mark` counts how often that was said."""

STATEMENTS = sa.Table(
    "statements",
    METADATA,
    sa.Column("id", Number, primary_key=True, autoincrement=False),
    sa.Column("key", sa.BigInteger, nullable=False, unique=True),
    sa.Column("seq", Number, sa.ForeignKey("reports.seq"), nullable=False),
    sa.Column("wording", Number, nullable=False),
    sa.Column("rank", Id, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("packed", sa.LargeBinary, nullable=False),
    sa.Index("statements_seq", "seq"),
    sa.Index("statements_wording", "wording", "rank", "seq"),
    sa.Index("statements_kind", "kind"),
)
"""What the latest versions of all reports assert. `rank` is day of publication and id: a claim's order."""

STATEMENT_NAMES = sa.Table(
    "statement_names",
    METADATA,
    sa.Column("name", Number, primary_key=True, autoincrement=False),
    sa.Column("role", sa.Text, primary_key=True),
    sa.Column("statement", Number, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
"""By which names a statement is found: "speaker", "place" or "party"."""

WORDINGS = sa.Table(
    "wordings",
    METADATA,
    sa.Column("id", Number, primary_key=True, autoincrement=False),
    sa.Column("name", sa.Text, nullable=False, unique=True),
    sa.Column("week", sa.Integer, nullable=False),
    sa.Column("page", Number, nullable=False),
    sa.Column("first", Number, nullable=False),
    sa.Column("sole", Number),
    sa.Column("words", sa.LargeBinary, nullable=False),
    sa.Column("gist", sa.LargeBinary),
    sa.Column("figure", sa.LargeBinary),
    sa.Column("cluster", Number),
    sa.Column("claim", Number),
    sa.Index("wordings_cluster", "cluster"),
    sa.Index("wordings_claim", "claim"),
)
"""Statements of the same words and slots in one week. `first` is the earliest, `sole` their only report;
`words` and `gist` are vectors, int8 (`gist` is None where it is the same), `figure` unit and bounds."""

WORDING_PAGES = sa.Table(
    "wording_pages",
    METADATA,
    sa.Column("id", Number, primary_key=True, autoincrement=False),
    sa.Column("week", sa.Integer, nullable=False),
    sa.Column("size", sa.Integer, nullable=False),
    sa.Column("numbers", sa.LargeBinary, nullable=False),
    sa.Column("signatures", sa.LargeBinary, nullable=False),
    sa.Column("vectors", sa.LargeBinary, nullable=False),
    sa.Column("traits", sa.LargeBinary, nullable=False),
    sa.Index("wording_pages_week", "week"),
)
"""The wordings of a week in columns, to be gone over fast; `numbers` are their ids."""

WORDING_EDGES = sa.Table(
    "wording_edges",
    METADATA,
    sa.Column("wording", Number, primary_key=True, autoincrement=False),
    sa.Column("others", sa.LargeBinary, nullable=False),
    sa.Column("scores", sa.LargeBinary, nullable=False),
)
"""The wordings that one is alike, int64, and the scores of the pairs, float64; each pair stands at both."""

WORDING_JOINS = sa.Table(
    "cluster_joins",
    METADATA,
    sa.Column("cluster", Number, primary_key=True, autoincrement=False),
    sa.Column("ones", sa.LargeBinary, nullable=False),
    sa.Column("others", sa.LargeBinary, nullable=False),
    sa.Column("scores", sa.LargeBinary, nullable=False),
)
"""The edges by which the wordings of a cluster were joined, in order: int64, int64, float64. A cluster of one
wording has none."""

WORDING_KEYS = sa.Table(
    "wording_keys",
    METADATA,
    sa.Column("key", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("week", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("wording", Number, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
"""Under what a wording is found by what may contradict it."""

CONTRADICTIONS = sa.Table(
    "contradictions",
    METADATA,
    sa.Column("one", Number, primary_key=True, autoincrement=False),
    sa.Column("other", Number, primary_key=True, autoincrement=False),
    sa.Column("label", sa.Text, nullable=False),
    sa.Column("slot", sa.Text, nullable=False),
    sa.Column("why", sa.Text, nullable=False),
    sa.Index("contradictions_other", "other"),
    sqlite_with_rowid=False,
)
"""Wordings that do not go together; `one` was published first."""

CLAIM_LINKS = sa.Table(
    "claim_links",
    METADATA,
    sa.Column("judgement", Number, primary_key=True, autoincrement=False),
    sa.Column("one", Number, primary_key=True, autoincrement=False),
    sa.Column("other", Number, primary_key=True, autoincrement=False),
    sa.Column("apart", sa.Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""Wordings that persons said are one claim, or are not."""

CLAIMS = sa.Table(
    "claims",
    METADATA,
    sa.Column("id", Number, primary_key=True, autoincrement=False),
    sa.Column("key", sa.BigInteger, nullable=False),
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("folded", sa.Text, nullable=False),
    sa.Column("statements", sa.Integer, nullable=False),
    sa.Column("reports", sa.Integer, nullable=False),
    sa.Column("origins", sa.Integer, nullable=False),
    sa.Column("unknown", sa.Integer, nullable=False),
    sa.Column("circular", sa.Integer, nullable=False),
    sa.Column("contradicted", sa.Integer, nullable=False),
    sa.Column("first_day", sa.Text),
    sa.Column("last_day", sa.Text),
    sa.Index("claims_reports", "reports", "key"),
    sa.Index("claims_last_day", "last_day", "key"),
)
"""Claims of two or more statements, as lists show them. `key` is that of the earliest member."""

UNSETTLED = sa.Table(
    "unsettled",
    METADATA,
    sa.Column("claim", Number, primary_key=True, autoincrement=False),
)
"""Claims whose row is to be made anew."""

SHINGLES = sa.Table(
    "shingles",
    METADATA,
    sa.Column("hash", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("rank", Id, primary_key=True),
    sa.Column("seq", Number, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
"""Rows of words, by hash, and the reports they stand in, the earliest first."""

PASSAGES = sa.Table(
    "passages",
    METADATA,
    sa.Column("later", Number, primary_key=True, autoincrement=False),
    sa.Column("earlier", Number, primary_key=True, autoincrement=False),
    sa.Column("n", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("packed", sa.LargeBinary, nullable=False),
    sa.Index("passages_earlier", "earlier"),
    sqlite_with_rowid=False,
)
"""Passages that two reports have in common."""
