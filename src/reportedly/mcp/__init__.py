"""MCP: the store as tools for a program that talks to a language model, each answer with its citations.

Start with `tools.py` (what can be asked), then `answers.py` (what comes back); `serving.py` alone knows the
protocol. Modelcontextprotocol's own package is called `mcp` too: here it is always imported by its full name.
"""
