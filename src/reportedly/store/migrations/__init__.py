"""Migrations of the store's schema, by Alembic; forward only. `store.migrating` runs them."""
