"""Stores to trace, of both kinds, made as `tests/store` makes them."""

from tests.store.conftest import server, store, template, where

__all__ = ["server", "store", "template", "where"]
