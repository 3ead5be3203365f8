"""Commands that keep what is generated in step with what it is generated from."""
