"""What Alembic runs to migrate a store: on the connection, and in the transaction, it is handed."""

from alembic import context

from reportedly.store.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
context.run_migrations()
