"""Readings to claims, their origins, and what speaks against them. Start with `statements_of` and `Claims`."""
