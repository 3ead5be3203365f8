"""From Readings to claims, their origins, what speaks against them; start with `statements_of`, `Claims`."""
