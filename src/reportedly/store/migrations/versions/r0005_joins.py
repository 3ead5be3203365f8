"""How clusters were joined is kept with them; the trace is made anew, since other rules make it."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "cluster_joins",
        sa.Column("cluster", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("ones", sa.LargeBinary, nullable=False),
        sa.Column("others", sa.LargeBinary, nullable=False),
        sa.Column("scores", sa.LargeBinary, nullable=False),
    )
